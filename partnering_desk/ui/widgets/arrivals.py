"""What other threads have to say, heard on the screen's own thread.

Only the wake-up goes through Qt. A Python object that a signal carries from one thread to another may arrive as
None, or not at all (PySide6 6.12 on Python 3.11), so what is said waits in a queue of Python's own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Arrivals(QObject):
    """Calls on the thread where it was made what any thread tells it to, in order."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._woken.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def tell(self, does: Callable[[], object]) -> None:
        """Have `does` called soon. May be called on any thread."""
        self._said.put(does)
        self._woken.emit()

    @Slot()
    def _hear(self) -> None:
        """One at a time, so that what one raises keeps nobody else from being heard."""
        self._said.get_nowait()()


@cache
def the_arrivals() -> Arrivals:
    """The one for the whole program. To be asked for on the screen's thread first."""
    return Arrivals()
