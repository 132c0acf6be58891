"""Gets pages ready before they are first asked for, one piece after another while nothing else is done.

On the screen's own thread, in turns so short that nobody waits for them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 60
"""Milliseconds between one piece and the next."""


class Ahead(QObject):
    """Calls one after another, until all are done."""

    def __init__(self, pieces: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._left = deque(pieces)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    def pause(self) -> None:
        """Call no more until `go_on`."""
        self._timer.stop()

    def go_on(self) -> None:
        """Go on where it was paused."""
        self._timer.start()

    @property
    def done(self) -> bool:
        """Whether all are done."""
        return not self._left

    @Slot()
    def _next(self) -> None:
        if self._left:
            self._left.popleft()()
        else:
            self._timer.stop()
