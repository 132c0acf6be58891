"""The papers of an agenda item: attached by button or by dropping, opened as a copy, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from partnering_desk.app import papers
from partnering_desk.app.agenda_view import AgendaRow, PaperMark
from partnering_desk.app.register import Register
from partnering_desk.ui.documents.opening import open_file
from partnering_desk.ui.widgets.attempt import refuse, tried
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import clear, column, row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.text import label, quiet, section


class PapersPanel(QWidget):
    """Papers of the item chosen. Files are read on another thread; the bar shows how far, and stops."""

    said = Signal(str)
    """What was just done."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._worker = Worker(self)
        self._item_id: int | None = None
        self._waiting: list[tuple[int, Path]] = []
        self._progress: Progress | None = None
        self.list = column(space=8)
        self.attach_button = button("Attach a paper…", self.ask)
        self.attach_button.setToolTip("Ctrl+Shift+A. Files can be dropped onto an item too.")
        self.bar = named(QProgressBar(), "Attaching")
        self.bar.setTextVisible(False)
        self.words = quiet("")
        self.stop_button = button("Stop", self.stop)
        self._busy = QWidget()
        self._busy.setLayout(column(self.words, row(self.bar, self.stop_button), space=4))
        self._busy.hide()
        self.setLayout(column(section("Papers"), self.list, self._busy, self.attach_button, space=8))

    def show_row(self, item: AgendaRow | None, editable: bool) -> None:
        """Show the papers of an item."""
        self._item_id = item.id if item is not None else None
        self.setVisible(item is not None)
        clear(self.list)
        for paper in item.papers if item is not None else ():
            self.list.addWidget(self._paper(paper, editable))
        if item is not None and not item.papers:
            self.list.addWidget(
                quiet("None. Any file can be attached; drop it onto the item." if editable else "None.")
            )
        self.attach_button.setVisible(editable)

    def ask(self) -> None:
        """Ask for files and attach them to the item."""
        item_id = self._item_id  # another may be shown by the time that the files are chosen
        if item_id is None or self.attach_button.isHidden():
            return
        chosen, _ = QFileDialog.getOpenFileNames(self, "Attach papers")
        self.attach(item_id, [Path(one) for one in chosen])

    def attach(self, item_id: int, paths: Sequence[Path]) -> None:
        """Attach files to an item, one after another."""
        self._waiting += [(item_id, path) for path in paths]
        self._next()

    def stop(self) -> None:
        """Stop attaching: what was attached wholly stays, the rest is not kept."""
        self._waiting.clear()
        if self._progress is not None:
            self._progress.cancel()

    def _next(self) -> None:
        if self._progress is not None or not self._waiting:
            return
        item_id, path = self._waiting.pop(0)
        self.words.setText(f"Attaching {path.name}")
        self.bar.setRange(0, 0)
        self._busy.show()

        def work(progress: Progress) -> int | None:
            def told(done: int, of: int) -> None:
                progress.tell(done * 100 // of, 100, "")

            return papers.attach(self._register, item_id, path, "", told, lambda: progress.cancelled)

        self._progress = self._worker.run_in_steps(work, self._attached(path), self._failed, self._show_progress)

    def _attached(self, path: Path) -> Callable[[int | None], None]:
        def done(paper_id: int | None) -> None:
            self._ended()
            self.said.emit(f"{path.name} attached" if paper_id is not None else f"{path.name} was not attached")
            self._next()

        return done

    def _failed(self, error: Exception) -> None:
        self._ended()
        refuse(self, error)
        self._next()

    def _ended(self) -> None:
        self._progress = None
        self._busy.hide()

    def _show_progress(self, done: int, of: int, _words: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _paper(self, paper: PaperMark, editable: bool) -> QWidget:
        opens = quiet_button("Open", lambda: self._open(paper))
        opens.setAccessibleName(f"Open a copy of {paper.ref}")
        buttons = row(opens, space=4)
        if editable:
            other = quiet_button("Rename…", lambda: self.rename(paper))
            other.setAccessibleName(f"Rename {paper.ref}")
            buttons.addWidget(other)
            gone = quiet_button("Withdraw", lambda: self._withdraw(paper))
            gone.setAccessibleName(f"Withdraw {paper.ref}")
            buttons.addWidget(gone)
        buttons.addStretch(1)
        made = QWidget()
        made.setLayout(column(label(f"{paper.ref}  {paper.title}"), quiet(paper.words), buttons, space=2))
        return made

    def _open(self, paper: PaperMark) -> None:
        self._worker.run(lambda: papers.open_copy(self._register, paper.id), lambda path: open_file(self, path))

    def rename(self, paper: PaperMark) -> None:
        """Ask for another title of a paper."""
        dialog = Dialog(self, f"Rename {paper.ref}", "Keep title")
        line = QLineEdit(paper.title)
        dialog.body.addWidget(labelled("&Title", line, "As the agenda names it. The file and its number stay."))
        dialog.does = lambda: papers.rename(self._register, paper.id, line.text())
        line.selectAll()
        line.setFocus()
        if dialog.exec():
            self.said.emit(f"{paper.ref} has its new title")

    def _withdraw(self, paper: PaperMark) -> None:
        done, _ = tried(self, papers.withdraw, self._register, paper.id)
        if done:
            self.said.emit(f"{paper.ref} withdrawn. Documents can put it back.")
