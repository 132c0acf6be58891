"""While a register is only read, what another program records in it is shown, and whether that has closed it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.elsewhere import Elsewhere, catch_up, look
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Worker

EVERY = 2000
"""Milliseconds between two looks."""


class Reader(QObject):
    """Looks now and then; a register that cannot be read for a moment is looked at again."""

    looked = Signal()

    def __init__(self, register: Register, owner: QWidget, show: Callable[[], object], every: int = EVERY) -> None:
        super().__init__(owner)
        self._register, self._show = register, show
        self._entry = 0
        self._worker = Worker(owner)
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def go_on(self) -> None:
        """Look again, now and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Ask, away from the screen, who has the register open, and whether anything was recorded."""
        if not self._worker.busy:
            register = self._register
            self._worker.run(lambda: look(register), self._tell, lambda _error: self.looked.emit())

    def _tell(self, found: Elsewhere) -> None:
        if self._entry and found.entry != self._entry:
            catch_up(self._register)
        self._entry, self._register.holder = found.entry, found.holder
        self._show()
        self.looked.emit()
