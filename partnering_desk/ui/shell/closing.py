"""The backup that is written when the window is closed. It never keeps anybody waiting without a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import label

SILENT = 700
"""Milliseconds that it may take before it is shown."""


class Closing(Dialog):
    """Shows how far the backup is, and closes without it when asked."""

    ended = Signal()
    """The backup is written, or was given up: the window may close."""

    def __init__(self, register: Register, folder: Path, window: QWidget) -> None:
        super().__init__(window, "Backing up", "Close without backup")
        self.bar = named(QProgressBar(), "Backing up")
        self.bar.setRange(0, 0)
        self.body.addWidget(label(f"What was recorded goes to {folder} before the window closes."))
        self.body.addWidget(self.bar)
        self.cancel.hide()
        self._worker = Worker(self)
        self._progress = self._worker.run_in_steps(
            lambda progress: _back_up(register, folder, progress),
            lambda _done: self._end(),
            lambda _error: self._end(),  # a folder that is away is said when the register is opened again
            self._show_progress,
        )
        self.finished.connect(lambda _result: self._end())
        self._late = QTimer(self, singleShot=True, interval=SILENT)
        self._late.timeout.connect(self.open)
        self._late.start()

    def _show_progress(self, done: int, of: int, _words: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _end(self) -> None:
        """Once, whether it was written or given up."""
        self._progress.cancel()
        self._late.stop()
        self.finished.disconnect()
        self._worker.deleteLater()
        if self.isVisible():
            self.done(QDialog.DialogCode.Accepted)
        self.ended.emit()


def _back_up(register: Register, folder: Path, progress: Progress) -> None:
    from partnering_desk.app.backups import back_up_if_due
    from partnering_desk.app.contents import Stopped

    try:
        back_up_if_due(register, folder, lambda done, of: progress.tell(done, of, ""), lambda: progress.cancelled)
    except Stopped:
        return
