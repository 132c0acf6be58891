"""A table model over frozen rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from partnering_desk.documents.snapshots import Value
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current

T = TypeVar("T")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
SortKey: TypeAlias = str | int | float | date | datetime | time | tuple[str | int, ...] | None


@dataclass(frozen=True)  # without slots, which in Python 3.11 forbid to write Column[Row](…)
class Column(Generic[T]):
    """One column: its title, the words of a row in it, and how it sorts and looks.

    `sort` gives what rows sort by (the words, when not given); None as a value sorts last. `tone` gives a
    row's tone here, `hint` what a pause over it says. `width` is in pixels at 100 %; 0 takes the room that is left.
    `value` gives what a spreadsheet holds: when not given, the date or the number that rows sort by, else the words.
    """

    title: str
    text: Callable[[T], str]
    sort: Callable[[T], SortKey] | None = None
    tone: Callable[[T], Tone | None] | None = None
    right: bool = False
    width: int = 120
    hint: Callable[[T], str] | None = None
    value: Callable[[T], Value] | None = None

    def cell(self, row: T) -> Value:
        """What a spreadsheet holds of `row` in this column."""
        if self.value is not None:
            return self.value(row)
        words, sorts_by = self.text(row), self.sort(row) if self.sort else None
        if isinstance(sorts_by, date | time):
            return sorts_by
        return sorts_by if isinstance(sorts_by, int | float) and str(sorts_by) == words else words

    def key(self, row: T) -> tuple[bool, Any]:
        """What `row` sorts by in this column."""
        value = self.sort(row) if self.sort else self.text(row).casefold()
        return (value is None, 0 if value is None else value)


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one type, in columns. Rows are values: a change is a new sequence of them."""

    def __init__(self, columns: Sequence[Column[T]], rows: Sequence[T] = ()) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: list[T] = list(rows)

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_at(self, place: int) -> T:
        """The row at a place, counted from 0.

        Raises:
            IndexError: there is none.
        """
        return self._rows[place]

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows in the order shown."""
        return tuple(self._rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order of a column; -1 leaves them as they are."""
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._rows[index.row()] for index in before]
        chosen = self.columns[column]
        empty = [row for row in self._rows if chosen.key(row)[0]]
        filled = [row for row in self._rows if not chosen.key(row)[0]]
        filled.sort(key=chosen.key, reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = filled + empty
        place = {id(row): number for number, row in enumerate(self._rows)}
        after = [self.index(place[id(row)], index.column()) for row, index in zip(rows, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.title}: {column.text(row) or 'nothing'}"
            case Qt.ItemDataRole.ToolTipRole:
                return column.hint(row) if column.hint else None
            case Qt.ItemDataRole.TextAlignmentRole if column.right:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole if column.tone:
                tone = column.tone(row)
                return None if tone is None else current().colour(tone.value)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a column, or the number of a row."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columns[section].title if 0 <= section < len(self.columns) else None
