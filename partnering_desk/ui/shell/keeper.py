"""While a register is open, backups of it are written by themselves to the folder that was chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.backup_place import chosen_folder
from partnering_desk.app.faults import Stopped
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.attempt import words_for
from partnering_desk.ui.widgets.background import Progress, Worker

EVERY = 3_600_000
"""Milliseconds between two backups, when something was recorded meanwhile."""


class Keeper(QObject):
    """Backs up every hour of work and thins out. Where it cannot, that is said once, and tried again."""

    looked = Signal()
    """A look has ended, well or not."""

    def __init__(self, register: Register, owner: QWidget, say: Callable[[str], object], every: int = EVERY) -> None:
        super().__init__(owner)
        self._register, self._say = register, say
        self._said = ""
        self._under_way: Progress | None = None
        self._worker = Worker(owner)
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Write no more; what is being written is given up."""
        self._timer.stop()
        if self._under_way is not None:
            self._under_way.cancel()

    def go_on(self) -> None:
        """Look again, now and from now on."""
        self._timer.start()
        self.look()

    @property
    def busy(self) -> bool:
        """Whether a backup may be being written."""
        return self._worker.busy

    def look(self) -> None:
        """Back up, away from the screen, when something was recorded since the newest backup; then thin out."""
        if not self.busy:
            register = self._register
            self._under_way = self._worker.run_in_steps(
                lambda progress: back_up_if_due(register, lambda: progress.cancelled),
                self._tell,
                lambda error: self._tell(words_for(error)),
            )

    def _tell(self, sentence: str) -> None:
        if sentence and sentence != self._said:
            self._say(sentence)
        self._said = sentence
        self.looked.emit()


def back_up_if_due(register: Register, stop: Callable[[], bool] = lambda: False) -> str:
    """Back up when something was recorded, and thin out; gives what is to be said of it, nothing when it went well.

    Raises `Fault` or OSError when the folder is away or refuses.
    """
    from partnering_desk.app import backups

    folder = chosen_folder()
    if folder is None:
        return ""
    try:
        written = backups.back_up_if_due(register, folder, stop=stop)
    except Stopped:
        return ""
    backups.thin_out(register, folder)
    return written.words if written is not None and written.faults else ""
