"""Garbage is collected on the screen's own thread.

Python collects on whichever thread happens to ask for memory. A widget in a cycle of references would then be
destroyed on a thread that is not its own, which brings Qt down; so the usual collecting is switched off and done here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 2000
"""Milliseconds between one look and the next."""


class Tidier(QObject):
    """Collects from time to time, as often as Python would, on the thread that made it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._started = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the generations that have filled up."""
        if not self._started:
            self._started = True
            gc.freeze()  # what starting made stays, and need not be looked through each time
        full = [
            generation
            for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if full:
            gc.collect(max(full))
