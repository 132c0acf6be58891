"""Backups: the folder they go to, those that are there, one written now, and one restored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from partnering_desk.app.backup_place import choose_folder, chosen_folder
from partnering_desk.app.faults import Locked, Stopped
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.locks.ask import is_unlocked
from partnering_desk.ui.settings.backup_columns import columns
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import tried, words_for
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.table import RowsTable
from partnering_desk.ui.widgets.text import label, quiet

if TYPE_CHECKING:  # what needs SQLAlchemy is loaded by whoever asks, away from the screen
    from partnering_desk.app.backup_difference import Comparison
    from partnering_desk.app.backups import BackupRow, Written

T = TypeVar("T")

_HEIGHT = 220
"""Of the list, in pixels at 100 %: five backups; more are scrolled to."""


@runtime_checkable
class Opens(Protocol):
    """A window that opens registers."""

    def open_path(self, path: Path) -> None:
        """Open the register at `path`."""
        ...

    def put_in_place(self, restored: Path) -> None:
        """Put a restored register in the place of the one shown."""
        ...


class BackupsCard(Card):
    """What is backed up where. Everything that touches the folder is done away from the screen: it may be slow."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(heading="Backups", parent=parent)
        self._register = register
        self._worker = Worker(self)
        self._under_way: Progress | None = None
        self.folder = label("")
        self.answer = Notice()
        self.bar = named(QProgressBar(), "Backups")
        self.bar.setTextVisible(False)
        self.words = quiet("")
        self.list: RowsTable[BackupRow] = RowsTable("Backups", columns())
        self.list.opened.connect(lambda _row: self.ask_restore())
        self.choose_button = button("Choose folder…", self.ask_folder)
        self.now_button = button("Back up now", self.back_up)
        self.restore_button = button("Restore…", self.ask_restore)
        self.stop_button = button("Stop", self.stop)
        self._build()
        self._worker.busy_changed.connect(lambda _busy: self._enable())
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._enable())

    def _build(self) -> None:
        self.body.addWidget(
            quiet(
                "When the window closes and every hour of work, what was recorded is copied and checked by itself. "
                "The folder is best on a second drive, a network share, or one that is synced."
            )
        )
        place = row(self.folder, self.choose_button)
        place.setStretch(0, 1)
        self.body.addLayout(place)
        self.body.addWidget(self.list)
        self._fit()
        self.list.hide()
        self.body.addWidget(self.answer)
        self._busy = QWidget()
        self._busy.setLayout(column(self.words, row(self.bar, self.stop_button), space=4))
        self._busy.hide()
        self.body.addWidget(self._busy)
        self.body.addLayout(row(None, self.restore_button, self.now_button))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._fit()

    def _fit(self) -> None:
        self.list.setFixedHeight(current().px(_HEIGHT))

    def refresh(self) -> None:
        """Show the folder and, when they have been read, the backups in it."""
        folder = chosen_folder()
        self.folder.setText(f"Backups go to {folder}" if folder else "No folder is chosen yet.")
        self._enable()
        if folder is not None:
            register = self._register
            self._worker.run(lambda: _listed(register, folder), self._show, self._not_listed)

    def _show(self, rows: tuple[BackupRow, ...]) -> None:
        chosen = [one.path for one in self.list.chosen()]
        self.list.rows.set_rows(rows)
        self.list.choose([place for place, one in enumerate(rows) if one.path in chosen])
        self.list.setVisible(bool(rows))
        self._enable()

    def _not_listed(self, error: Exception) -> None:
        self._show(())
        self._refused(error)

    def _enable(self) -> None:
        folder, busy = chosen_folder() is not None, self._under_way is not None
        self.now_button.setEnabled(folder and not busy)
        self.restore_button.setEnabled(len(self.list.chosen()) == 1 and not busy)
        self._busy.setVisible(busy)

    def ask_folder(self) -> None:
        """Let the person choose the folder."""
        name = QFileDialog.getExistingDirectory(self, "Folder for backups", str(chosen_folder() or Path.home()))
        if name:
            self.keep_folder(Path(name))

    def keep_folder(self, folder: Path) -> None:
        """Back up into a folder from now on."""
        done, _ = tried(self, choose_folder, folder)
        if done:
            self.answer.clear()
            self.refresh()

    def back_up(self) -> None:
        """Write a backup now."""
        folder, register = chosen_folder(), self._register
        if folder is not None:
            self._run(lambda progress: _back_up(register, folder, progress), self._written)

    def _written(self, written: Written) -> None:
        self.answer.say(written.words, Tone.BAD if written.faults else Tone.GOOD)
        self.refresh()

    def ask_restore(self) -> None:
        """Ask what differs between the register and the backup chosen, then whether to restore it."""
        chosen, register = self.list.chosen(), self._register
        if len(chosen) == 1:
            (one,) = chosen
            self._worker.run(
                lambda: _compared(register, one.path),
                lambda found: self._offer(one, found),
                lambda error: self._not_compared(one, error),
            )

    def _not_compared(self, one: BackupRow, error: Exception) -> None:
        """A backup of the time before the passphrase was changed needs the one that held then."""
        if not isinstance(error, Locked):
            self._refused(error)
        elif is_unlocked(self, one.path, f"Type the passphrase that held on {show_moment(one.at)}."):
            self.ask_restore()

    def _offer(self, one: BackupRow, found: Comparison) -> None:
        from partnering_desk.ui.settings.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self, one, found, self._register.path)
        if dialog.exec():
            in_place, target = dialog.in_place.isChecked(), dialog.target
            self._run(
                lambda progress: _restore(one.path, target, progress), lambda written: self._restored(written, in_place)
            )

    def _restored(self, written: Written, in_place: bool) -> None:
        window = self.window()
        if not isinstance(window, Opens):
            self._written(written)
        elif in_place and not written.faults:
            window.put_in_place(written.path)
        else:
            self.answer.say(
                written.words,
                Tone.BAD if written.faults else Tone.GOOD,
                "Open it",
                lambda: window.open_path(written.path),
            )

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], object]) -> None:
        self.answer.clear()
        self._show_progress(0, 0, "")

        def ended(then: Callable[[], object]) -> None:
            self._under_way = None
            self._enable()
            then()

        self._under_way = self._worker.run_in_steps(
            _unless_stopped(work),
            lambda result: ended(lambda: done(result) if result is not None else self._stopped()),
            lambda error: ended(lambda: self._refused(error)),
            self._show_progress,
        )
        self._enable()

    def _stopped(self) -> None:
        self.answer.say("Stopped. Nothing was written.")

    def _show_progress(self, done: int, of: int, words: str) -> None:
        self.words.setText(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def stop(self) -> None:
        """Stop what is being written."""
        if self._under_way is not None:
            self._under_way.cancel()

    def _refused(self, error: Exception) -> None:
        self.answer.say(words_for(error), Tone.CARE)

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show a sentence under the list."""
        self.answer.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.answer.clear()


def _listed(register: Register, folder: Path) -> tuple[BackupRow, ...]:
    from partnering_desk.app.backups import backups

    return backups(register, folder)


def _compared(register: Register, backup: Path) -> Comparison:
    from partnering_desk.app.backup_difference import compare

    return compare(register, backup)


def _back_up(register: Register, folder: Path, progress: Progress) -> Written:
    from partnering_desk.app.backups import back_up

    return back_up(register, folder, progress.tell, lambda: progress.cancelled)


def _restore(source: Path, target: Path, progress: Progress) -> Written:
    from partnering_desk.app.backups import restore

    return restore(source, target, progress.tell, lambda: progress.cancelled)


def _unless_stopped(work: Callable[[Progress], T]) -> Callable[[Progress], T | None]:
    def does(progress: Progress) -> T | None:
        try:
            return work(progress)
        except Stopped:
            return None

    return does
