"""Long work begun on a page: how far it is, a button that stops it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from partnering_desk.app.faults import Stopped
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import words_for
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import quiet

T = TypeVar("T")


class WorkBand(QWidget):
    """One piece of work at a time, done away from the screen. `name` says to readers what the bar is of."""

    busy_changed = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = Notice()
        self.words = quiet("", wrap=False)
        self.bar = named(QProgressBar(), name)
        self.bar.setTextVisible(False)
        self.stop_button = button("Stop", self.stop)
        self._under_way: Progress | None = None
        self._worker = Worker(self)
        self._line = QWidget()
        line = row(self.words, self.bar, self.stop_button, space=12)
        line.setStretch(1, 1)
        self._line.setLayout(line)
        self._line.hide()
        self.setLayout(column(self._line, self.answer))

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._under_way is not None

    def run(self, work: Callable[[Progress], T], done: Callable[[T], object], stopped: str) -> None:
        """Do `work`, which raises `Stopped` when it was asked to stop, and call `done` with what it gave.

        `stopped` is said when it was stopped. Nothing is begun while something is under way.
        """
        if self.busy:
            return
        self.answer.clear()
        self._show(0, 0, "")
        self._under_way = self._worker.run_in_steps(
            _unless_stopped(work),
            lambda found: self._end(lambda: self.answer.say(stopped, Tone.PLAIN) if found is None else done(found[0])),
            lambda error: self._end(lambda: self.answer.say(words_for(error), Tone.CARE)),
            self._show,
        )
        self._show_busy()

    def stop(self) -> None:
        """Ask what is under way to stop."""
        if self._under_way is not None:
            self._under_way.cancel()

    def _show(self, done: int, of: int, words: str) -> None:
        self.words.setText(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _end(self, then: Callable[[], object]) -> None:
        self._under_way = None
        self._show_busy()
        then()

    def _show_busy(self) -> None:
        self._line.setVisible(self.busy)
        self.busy_changed.emit(self.busy)


def _unless_stopped(work: Callable[[Progress], T]) -> Callable[[Progress], tuple[T] | None]:
    def does(progress: Progress) -> tuple[T] | None:
        try:
            return (work(progress),)
        except Stopped:
            return None

    return does
