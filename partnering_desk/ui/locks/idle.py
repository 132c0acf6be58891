"""Tells when nobody has touched the keyboard or the mouse for a while."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from partnering_desk.ui import preferences

USUAL, MOST = 15, 240
"""Minutes after which a window locks itself unless a person chose otherwise, and the most that can be chosen."""
_NAME = "lock after idle minutes"
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)


def minutes() -> int:
    """After how many idle minutes this person's windows lock themselves; 0: never."""
    return max(0, min(MOST, preferences.number(_NAME, USUAL)))


def keep_minutes(chosen: int) -> None:
    """Keep after how many idle minutes."""
    preferences.keep(_NAME, chosen)


class Idleness(QObject):
    """Watches every touch of the keyboard and the mouse, wherever in the program, while it is told to."""

    too_long = Signal()
    """Nobody has touched anything for as long as was said."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._limit = 0.0
        self._touched = 0.0

    def watch(self, seconds: float) -> None:
        """Tell after so many idle seconds, counted from now; 0: watch no more."""
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._timer.stop()
        self._limit, self._touched = seconds, time.time()
        if seconds:
            application.installEventFilter(self)
            self._timer.start(round(seconds * 1000))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See each touch; it goes on to whom it is for, unless it comes after a computer's sleep that was too long."""
        if event.type() not in _TOUCHES:
            return False
        if self._is_too_long():
            return True
        self._touched = time.time()
        return False

    def _look(self) -> None:
        if self._limit and not self._is_too_long():
            self._timer.start(max(1, round((self._touched + self._limit - time.time()) * 1000)))

    def _is_too_long(self) -> bool:
        """By the wall clock: a computer that sleeps is idle, and its timers stand still."""
        if time.time() - self._touched < self._limit:
            return False
        self.watch(0)
        self.too_long.emit()
        return True
