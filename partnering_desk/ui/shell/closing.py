"""The backup that is written when the window is closed. It never keeps anybody waiting without a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from partnering_desk.app.faults import Stopped
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import label, quiet

SILENT = 700
"""Milliseconds that it may take before it is shown."""


class Closing(Dialog):
    """Shows how far the backup is; closes without it, or stays, when asked."""

    ended = Signal(bool)
    """The backup is written or was given up: whether the window is to close now."""

    def __init__(self, register: Register, folder: Path, window: QWidget) -> None:
        super().__init__(window, "Backing up", "Close without backup", destroys=True)
        self.bar = named(QProgressBar(), "Backing up")
        self.bar.setTextVisible(False)
        self.words = quiet("")
        for one in (label(f"What was recorded goes to {folder} before the window closes."), self.bar, self.words):
            self.body.addWidget(one)
        self.cancel.setText("Stay")
        self.cancel.setDefault(True)  # what is typed as it opens gives nothing up
        self.cancel.setFocus()
        self._show_progress(0, 0, "Looking at the folder")
        self._worker = Worker(self)
        self._progress = self._worker.run_in_steps(
            lambda progress: _back_up(register, folder, progress),
            lambda _done: self._end(True),
            lambda _error: self._end(True),  # tried again, and said, when the register is opened the next time
            self._show_progress,
        )
        self.finished.connect(lambda result: self._end(result == QDialog.DialogCode.Accepted))
        self._late = QTimer(self, singleShot=True, interval=SILENT)
        self._late.timeout.connect(self.open)
        self._late.start()

    def _show_progress(self, done: int, of: int, words: str) -> None:
        self.words.setText(words)
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _end(self, closes: bool) -> None:
        """Once, whether it was written or given up."""
        if self._progress.cancelled:
            return
        self._progress.cancel()
        self._late.stop()
        self.finished.disconnect()
        self.hide()
        self.deleteLater()
        self.ended.emit(closes)


def _back_up(register: Register, folder: Path, progress: Progress) -> None:
    from partnering_desk.app.backups import back_up_if_due

    try:
        back_up_if_due(register, folder, progress.tell, lambda: progress.cancelled)
    except Stopped:
        return
