"""Locks the window: what is typed is kept, the content covered, the key forgotten; the passphrase brings all back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from partnering_desk.app import passphrase
from partnering_desk.app.register import Register
from partnering_desk.ui.locks.ask import AskPassphrase
from partnering_desk.ui.locks.cover import Cover, CoveredDialog
from partnering_desk.ui.outbox.password import forget_all
from partnering_desk.ui.widgets import background

_LOOK = 50
"""Milliseconds between two looks at whether the work under way has ended."""
_WORDS = "The desk is locked. Type the passphrase to go on where you were."


class Rests(Protocol):
    """What a window shows of a register."""

    register: Register

    def rest(self) -> None:
        """Keep what is typed, and ask the register for nothing more."""
        ...

    def wake(self) -> None:
        """Go on."""
        ...


class LockDialog(AskPassphrase):
    """Stands over the covered window. It goes only by the passphrase, or with the window."""

    def __init__(self, window: QWidget, register: Register, close: Callable[[], object]) -> None:
        super().__init__(window, register.path, _WORDS, "Unlock")
        self.cancel.setText("Close Partnering Desk")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(lambda: close())
        self.setModal(True)

    def reject(self) -> None:
        """Esc and the window's own cross unlock nothing."""


class Locking(QObject):
    """Locks and unlocks one window."""

    unlocked = Signal()

    def __init__(self, window: QMainWindow, actions: list[QAction]) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._shown: Rests | None = None
        self._inside: QWidget | None = None
        self._covered: list[CoveredDialog] = []
        self._focused: QWidget | None = None
        self.dialog: LockDialog | None = None
        self._idle_looks = 0
        self._dropping = QTimer(self, interval=_LOOK)
        self._dropping.timeout.connect(self._drop_when_idle)

    @property
    def locked(self) -> bool:
        """Whether the window is covered."""
        return self._shown is not None

    @property
    def key_dropped(self) -> bool:
        """Whether the key is forgotten and the register closed: as soon as the work under way has ended."""
        return self.locked and not self._dropping.isActive()

    def lock(self, shown: Rests) -> None:
        """Cover the window at once; forget the key as soon as no work needs it any more."""
        if self.locked:
            return
        self._focused = (QApplication.activeModalWidget() or self._window).focusWidget()
        _close_popups()
        shown.rest()
        self._shown = shown
        self._cover()
        self.dialog = LockDialog(self._window, shown.register, self._window.close)
        self.dialog.accepted.connect(self._unlock)
        self.dialog.show()
        self.dialog.activateWindow()
        self._idle_looks = 0
        self._dropping.start()

    def _cover(self) -> None:
        for one in self._actions:
            one.setEnabled(False)
        self._window.menuBar().hide()
        self._covered = [CoveredDialog(one) for one in _dialogs()]
        self._inside = self._window.takeCentralWidget()
        self._window.setCentralWidget(Cover())

    def _drop_when_idle(self) -> None:
        """Between two looks what the last work answered has been heard, and what that asked for has begun."""
        self._idle_looks = self._idle_looks + 1 if background.idle() else 0
        if self._idle_looks < 2 or self._shown is None:
            return
        self._dropping.stop()
        forget_all()
        with self._shown.register.closed():
            passphrase.lock()

    def _unlock(self) -> None:
        shown = self._shown
        self._put_back()
        if shown is not None:
            shown.wake()
        QTimer.singleShot(0, self, self._focus_back)  # what was put back is seen a turn later
        self.unlocked.emit()

    def _focus_back(self) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.activateWindow()
            self._focused.setFocus()

    def give_up(self) -> None:
        """The window closes while it is locked: whatever dialog is open goes, with what is typed in it."""
        for one in self._covered:
            if isValid(one.dialog):
                one.dialog.done(QDialog.DialogCode.Rejected)
        self._covered = []
        if self.dialog is not None:
            self.dialog.hide()

    def _put_back(self) -> None:
        self._dropping.stop()
        self._shown = None
        for one in self._covered:
            if isValid(one.dialog):
                one.put_back()
        self._covered = []
        if self._inside is not None:
            cover = self._window.takeCentralWidget()
            assert cover is not None
            cover.deleteLater()
            self._window.setCentralWidget(self._inside)
            self._inside.show()
            self._inside = None
        for action in self._actions:
            action.setEnabled(True)
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def end(self) -> None:
        """The register is closed: nothing is left to be covered."""
        self._put_back()


def _close_popups() -> None:
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def _dialogs() -> list[QDialog]:
    """The dialogs that are open, but those that choose a file: they show nothing of the register."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QDialog) and one.isVisible() and not isinstance(one, QFileDialog)
    ]
