"""Days laid out in rows and columns, as a table that any view can show and a screen reader can walk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from partnering_desk.app.planner import MONTH_ROWS, WEEK, PlannerDay, month_later
from partnering_desk.rules.wording import DAYS, MONTHS

DAY_ROLE = Qt.ItemDataRole.UserRole
"""The `PlannerDay` of a cell; None where a cell holds no day."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class DayModel(QAbstractTableModel):
    """Days in a table. What lies where is told by `place` and `date_at` of the kinds below."""

    def __init__(self, rows: int, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows, self._columns = rows, columns
        self._days: dict[date, PlannerDay] = {}

    def fill(self, days: Sequence[PlannerDay]) -> None:
        """Show these days instead of those before."""
        self.beginResetModel()
        self._days = {one.date: one for one in days}
        self.endResetModel()

    def place(self, day: date) -> tuple[int, int] | None:
        """The row and column where a day lies; None when it is not shown."""
        raise NotImplementedError

    def date_at(self, row: int, column: int) -> date | None:
        """The day that lies there; None for an empty cell."""
        raise NotImplementedError

    def below(self, day: date, rows: int) -> date:
        """The day that many rows further down, or up when negative; it need not be shown."""
        raise NotImplementedError

    def ends(self, day: date) -> tuple[date, date]:
        """The first and the last day of the row in which `day` lies."""
        raise NotImplementedError

    def day(self, day: date) -> PlannerDay | None:
        """What is known of a day shown."""
        return self._days.get(day)

    def index_of(self, day: date) -> QModelIndex:
        """The index of a day; invalid when it is not shown."""
        found = self.place(day) if day in self._days else None
        return self.index(*found) if found is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The number of the day, its words for a screen reader and a tip, and the day itself."""
        lies = self.date_at(index.row(), index.column()) if index.isValid() else None
        day = self._days.get(lies) if lies is not None else None
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.date.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day.words
        return day if role == DAY_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days can be gone to; empty cells cannot."""
        if self.data(index, DAY_ROLE) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class WeeksModel(DayModel):
    """Weeks under one another, Monday first, from a first day on."""

    def __init__(self, rows: int = MONTH_ROWS, letters: int = 3, parent: QObject | None = None) -> None:
        super().__init__(rows, WEEK, parent)
        self._first = date.min
        self._letters = letters

    def fill(self, days: Sequence[PlannerDay]) -> None:
        """Show these days, the first of which is a Monday."""
        self._first = days[0].date if days else date.min
        super().fill(days)

    def place(self, day: date) -> tuple[int, int] | None:
        """The week and the day of the week."""
        week, weekday = divmod((day - self._first).days, WEEK)
        return (week, weekday) if 0 <= week < self._rows else None

    def date_at(self, row: int, column: int) -> date | None:
        """The day of the week of that row."""
        return self._first + timedelta(row * WEEK + column)

    def below(self, day: date, rows: int) -> date:
        """The same day of another week."""
        return day + timedelta(rows * WEEK)

    def ends(self, day: date) -> tuple[date, date]:
        """Monday and Sunday."""
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(WEEK - 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The days of the week."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return DAYS[section][: self._letters]
        return DAYS[section] if role == Qt.ItemDataRole.AccessibleTextRole else None


class YearModel(DayModel):
    """A month in each row, its days under the days of the week, so that weekends stand in columns."""

    _COLUMNS = 37

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(12, self._COLUMNS, parent)
        self._year = 1

    def fill(self, days: Sequence[PlannerDay]) -> None:
        """Show the days of one year."""
        self._year = days[0].date.year if days else 1
        super().fill(days)

    def place(self, day: date) -> tuple[int, int] | None:
        """The month, and the day's number moved by the weekday on which the month begins."""
        if day.year != self._year:
            return None
        return day.month - 1, day.replace(day=1).weekday() + day.day - 1

    def date_at(self, row: int, column: int) -> date | None:
        """The day of that month under that column; None before its first and after its last."""
        first = date(self._year, row + 1, 1)
        found = first + timedelta(column - first.weekday())
        return found if found.month == first.month else None

    def below(self, day: date, rows: int) -> date:
        """The same day of another month."""
        return month_later(day, rows)

    def ends(self, day: date) -> tuple[date, date]:
        """The first and the last of the month."""
        return day.replace(day=1), month_later(day.replace(day=1), 1) - timedelta(1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The days of the week by their letter, and the months."""
        names = DAYS if orientation == Qt.Orientation.Horizontal else MONTHS
        name = names[section % len(names)]
        if role == Qt.ItemDataRole.DisplayRole:
            return name[0] if orientation == Qt.Orientation.Horizontal else name[:3]
        return name if role == Qt.ItemDataRole.AccessibleTextRole else None
