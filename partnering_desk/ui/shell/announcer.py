"""Brings what changed in the register to the screen's thread, once for all that one act changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from partnering_desk.app.register import Change, Register
from partnering_desk.ui.widgets.arrivals import Arrivals


class Announcer(QObject):
    """Listens to a register. Changes that come together, from any thread, are announced as one."""

    changed = Signal(object)
    """A `Change`, on the screen's thread."""

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tables: frozenset[str] = frozenset()
        self._register = register
        self._arrivals = Arrivals(self)
        register.listeners.append(self._hear)

    def stop(self) -> None:
        """Listen no more."""
        if self._hear in self._register.listeners:
            self._register.listeners.remove(self._hear)

    def _hear(self, change: Change) -> None:
        """On whichever thread wrote."""
        self._arrivals.tell(lambda: self._gather(change))

    def _gather(self, change: Change) -> None:
        if not self._tables:
            QTimer.singleShot(0, self, self._tell)
        self._tables |= change.tables

    @Slot()
    def _tell(self) -> None:
        tables, self._tables = self._tables, frozenset()
        self.changed.emit(Change(tables))
