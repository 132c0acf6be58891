"""A proposed series as a table in which every date, time and place can be changed, and each row left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from partnering_desk.app.series import Proposals, Proposed
from partnering_desk.app.typed import read_date, read_time
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_date, show_time

Index = QModelIndex | QPersistentModelIndex
DATE, TIME, PLACE, WHY = range(4)
TITLES = ("Date", "Time", "Place", "What was moved, and what to know")
_NOWHERE = QModelIndex()


class SeriesModel(QAbstractTableModel):
    """The rows of a series. `looks` tells what a changed row leads to, in sentences."""

    refused = Signal(str)
    """Why something typed was not taken."""
    edited = Signal()
    """A row was changed, ticked or unticked."""

    def __init__(
        self,
        today: Callable[[], date],
        looks: Callable[[Proposed], tuple[str, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._looks = today, looks
        self.rows: tuple[Proposed, ...] = ()

    def fill(self, proposals: Proposals) -> None:
        """Show a series."""
        self.beginResetModel()
        self.rows = proposals.rows
        self.endResetModel()
        self.edited.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many meetings are proposed."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Date, time, place, and why."""
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All but the reason can be changed; the date can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() != WHY:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == DATE else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The titles of the columns."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and whether its row is ticked."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(one)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kept = "in the series" if one.taken else "left out"
            words = self._texts(one)[index.column()]
            return f"{words}, {kept}" if index.column() == DATE else words
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == DATE:
            return Qt.CheckState.Checked if one.taken else Qt.CheckState.Unchecked
        return None

    def _texts(self, one: Proposed) -> tuple[str, str, str, str]:
        return show_date(one.starts), show_time(one.starts), one.place, one.why

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, or say why not."""
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._put(index, replace(one, taken=Qt.CheckState(value) == Qt.CheckState.Checked))
        try:
            changed = self._changed(one, index.column(), str(value))
        except Refusal as refusal:
            self.refused.emit(refusal.sentence)
            return False
        return changed == one or self._put(index, replace(changed, why=" ".join(self._looks(changed)), taken=True))

    def _changed(self, one: Proposed, column: int, text: str) -> Proposed:
        if column == DATE:
            return replace(one, starts=datetime.combine(read_date(text, self._today()), one.starts.time()))
        if column == TIME:
            return replace(one, starts=datetime.combine(one.starts.date(), read_time(text)))
        return replace(one, place=text.strip())

    def _put(self, index: Index, changed: Proposed) -> bool:
        place = index.row()
        self.rows = (*self.rows[:place], changed, *self.rows[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, WHY))
        self.edited.emit()
        return True
