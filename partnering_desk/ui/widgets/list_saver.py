"""A list on the screen, saved as a spreadsheet: asked where to, written away from the screen, and said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from partnering_desk.app.faults import Stopped
from partnering_desk.app.list_out import ListSheet, save_spreadsheet
from partnering_desk.app.register import Register
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import words_for
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import label


@runtime_checkable
class OfRegister(Protocol):
    """A widget that shows what is in a register: a page."""

    register: Register


class ListSaver(QWidget):
    """Asks for a file and writes a list to it; a bar tells how far it is and can stop it."""

    def __init__(self) -> None:
        super().__init__()
        self._worker = Worker(self)
        self._progress: Progress | None = None
        self.said = Notice()
        self._words = label("Saving the list", wrap=False)
        self._bar = named(QProgressBar(), "Saving the list")
        self._bar.setTextVisible(False)
        self.stop = button("Stop", self._stop)
        line = row(self._words, self._bar, self.stop, space=12)
        line.setStretch(1, 1)
        self.under_way = QWidget()
        self.under_way.setLayout(line)
        self.under_way.hide()
        self.setLayout(column(self.said, self.under_way, space=0))
        self.hide()

    def save(self, name: str, made: Callable[[], ListSheet]) -> None:
        """Ask where to, and save a list there, which is `made` away from the screen."""
        register = _register_of(self)
        if register is None or self._worker.busy:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as a spreadsheet", f"{name}.xlsx", "Excel (*.xlsx)")
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix else target.with_suffix(".xlsx")

        def work(progress: Progress) -> Path | None:
            def told(done: int, of: int) -> None:
                progress.tell(done, of, "")

            try:
                return save_spreadsheet(register, made(), target, told, lambda: progress.cancelled)
            except Stopped:
                return None

        self.said.clear()
        self._show(under_way=True)
        self._progress = self._worker.run_in_steps(work, self._saved, self._failed, self._show_progress)

    def _stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _show(self, *, under_way: bool) -> None:
        self._bar.setRange(0, 0)
        self.under_way.setVisible(under_way)
        self.setVisible(under_way or bool(self.said.words))

    def _show_progress(self, done: int, of: int, _words: str) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _saved(self, target: Path | None) -> None:
        if target is None:
            self.said.say("Stopped. Nothing was saved.", Tone.PLAIN)
        else:
            self.said.say(f"Saved: {target}", Tone.GOOD)
        self._show(under_way=False)

    def _failed(self, error: Exception) -> None:
        self.said.say(words_for(error), Tone.BAD)
        self._show(under_way=False)


def _register_of(widget: QWidget) -> Register | None:
    """The register that the page around a widget shows."""
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, OfRegister):
            return at.register
        at = at.parentWidget()
    return None
