"""The entries that are seen: fetched away from the screen when the list first shows them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.record_rows import EntryRow, entry_rows
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.table import RowsTable, copy_as_table

_MOST_KEPT = 20_000
"""Entries that are remembered; an entry never changes, so what is forgotten is only fetched again."""
MOST_COPIED = 2_000
"""Entries that are copied as a table; for more there is the export."""


class Book(RowsTable[int]):
    """The list of the Record: its rows are the numbers of entries, whose words come when they are seen."""

    too_many = Signal()
    """More was to be copied than the clipboard should hold."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        self._register = register
        self._known: dict[int, EntryRow] = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        super().__init__("Record", self._columns(), parent)
        self.setSortingEnabled(False)  # it has one order: that in which things were done
        self.horizontalHeader().setSortIndicatorShown(False)
        self._worker = Worker(self)
        self._fetching = QTimer(self, singleShot=True)
        self._fetching.timeout.connect(self._fetch)

    def _columns(self) -> list[Column[int]]:
        return [
            Column("When", self._text(lambda one: one.when), width=190),
            Column("Recorded by", self._text(lambda one: one.who), width=130),
            Column("What was done", self._text(lambda one: one.what), width=0),
            Column("Machine", self._text(lambda one: one.machine), width=120),
            Column("Door", self._text(lambda one: one.door), width=110),
        ]

    def _text(self, of: Callable[[EntryRow], str]) -> Callable[[int], str]:
        def text(number: int) -> str:
            known = self._known.get(number)
            if known is not None:
                return of(known)
            if number not in self._asked:
                self._wanted.add(number)
                self._fetching.start(0)
            return ""

        return text

    @property
    def known(self) -> int:
        """How many entries have been fetched."""
        return len(self._known)

    def show_numbers(self, numbers: tuple[int, ...]) -> None:
        """List these entries; the one chosen stays so where it is still there."""
        chosen = set(self.chosen())
        self._asked.clear()
        self.rows.set_rows(numbers)
        self.choose([place for place, one in enumerate(numbers) if one in chosen] if chosen else [])

    def select(self, number: int) -> bool:
        """Choose the entry of that number; False when it is not listed."""
        try:
            place = self.rows.rows.index(number)
        except ValueError:
            return False
        self.choose([place])
        return True

    def copy(self) -> None:
        """Copy the entries chosen as a table, fetched first where they have not been seen."""
        chosen = self.chosen()
        if len(chosen) > MOST_COPIED:
            self.too_many.emit()
        elif chosen:
            register = self._register
            self._worker.run(lambda: entry_rows(register, chosen), self._copy)

    def _copy(self, rows: tuple[EntryRow, ...]) -> None:
        self._keep(rows)
        columns = self.rows.columns
        copy_as_table([one.title for one in columns], [[one.text(row.number) for one in columns] for row in rows])

    def _fetch(self) -> None:
        wanted, register = tuple(sorted(self._wanted, reverse=True)), self._register
        self._asked |= self._wanted
        self._wanted.clear()
        self._worker.run(lambda: entry_rows(register, wanted), self._show)

    def _show(self, rows: tuple[EntryRow, ...]) -> None:
        self._keep(rows)
        self._asked -= {one.number for one in rows}
        self.viewport().update()
        self._fit_soon()

    def _keep(self, rows: tuple[EntryRow, ...]) -> None:
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        self._known.update((one.number, one) for one in rows)
