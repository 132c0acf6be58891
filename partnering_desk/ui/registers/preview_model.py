"""The preview of an action log as a table: each cell as it is kept, the doubtful ones marked, all to be typed over."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from partnering_desk.app.actions_import import Column, Preview, PreviewRow, ReadCell
from partnering_desk.ui.theme.theme import current

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
COLUMNS = (
    Column.REF,
    Column.MEETING,
    Column.TEXT,
    Column.OWNER,
    Column.DUE,
    Column.STATUS,
    Column.CLOSED,
    Column.COMMENTS,
)


class PreviewModel(QAbstractTableModel):
    """Rows of the log under their numbers. The first column tells the row of the file."""

    typed = Signal(int, object, str)
    """A row of the file, its column, and what was typed in the place of what stood there."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[PreviewRow, ...] = ()

    def show_preview(self, shown: Preview) -> None:
        """Show a preview; when its rows are the same ones, only what they say changes."""
        same = [one.line for one in shown.rows] == [one.line for one in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = shown.rows
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS)))

    def cell(self, index: Index) -> tuple[PreviewRow, Column, ReadCell] | None:
        """The row, column and cell at a place; None for the number of the row."""
        if not index.isValid() or index.column() == 0:
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column() - 1]
        return row, column, row.cells[column]

    def next_doubt(self, after: Index) -> QModelIndex:
        """The next doubtful cell after a place, from the top again at the end; an invalid one when none is."""
        width = len(COLUMNS) + 1
        start = after.row() * width + after.column() + 1 if after.isValid() else 0
        cells = len(self.rows) * width
        for place in (*range(start, cells), *range(min(start, cells))):
            index = self.index(place // width, place % width)
            found = self.cell(index)
            if found is not None and found[2].doubt and not found[0].left_out:
                return index
        return QModelIndex()

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return COLUMNS[section - 1].words if section else "Row"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell of a row that is kept can be typed over."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        found = self.cell(index)
        return flags | Qt.ItemFlag.ItemIsEditable if found is not None and not found[0].left_out else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell shows."""
        found = self.cell(index)
        if found is None:
            return self._number(index, role)
        row, column, cell = found
        doubtful = bool(cell.doubt) and not row.left_out
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{cell.kept} ?".strip() if doubtful else cell.kept
            case Qt.ItemDataRole.EditRole:
                return cell.read
            case Qt.ItemDataRole.BackgroundRole if doubtful:
                return current().colour("care_ground")
            case Qt.ItemDataRole.ForegroundRole if row.left_out:
                return current().colour("quiet")
            case Qt.ItemDataRole.ForegroundRole if doubtful:
                return current().colour("care")
            case Qt.ItemDataRole.ToolTipRole if doubtful:
                return cell.doubt
            case Qt.ItemDataRole.AccessibleTextRole:
                doubt = f", doubtful: {cell.doubt}" if doubtful else ""
                return f"{column.words}: {cell.kept or 'nothing'}{doubt}"
        return None

    def _number(self, index: Index, role: int) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(row.line)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"Row {row.line}, {'left out' if row.left_out else 'kept'}"
            case Qt.ItemDataRole.ForegroundRole:
                return current().colour("quiet")
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Announce what was typed over a cell."""
        found = self.cell(index)
        if found is None or role != Qt.ItemDataRole.EditRole or str(value) == found[2].read:
            return False
        self.typed.emit(found[0].line, found[1], str(value))
        return True
