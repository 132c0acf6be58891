"""A table of frozen rows: sorted by its headings, walked with the keys, copied as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnering_desk.documents.safe_cells import defused
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.rows import Column, RowsModel

T = TypeVar("T")

ROW = 36
"""The least height of a row, in pixels at 100 %."""
PADDING = 8
"""What the style sheet leaves free at either side of a cell, in pixels at 100 %."""
LEAST = 180
"""The least width of a column that takes the room left, in pixels at 100 %."""


class Wrapping(QStyledItemDelegate):
    """Knows that the style sheet's padding takes of the room in which words wrap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """How much room the words need, in the width that the padding leaves."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -2 * current().px(PADDING), 0)
        return super().sizeHint(narrower, index)


class RowsTable(QTableView, Generic[T]):
    """A table of rows of one type. Enter or a double click opens a row."""

    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[T]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: RowsModel[T] = RowsModel(columns)
        self.rows.setParent(self)
        self.setModel(self.rows)
        self._fitting = QTimer(self, singleShot=True)
        self._fitting.timeout.connect(self._fit_rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(Wrapping(self))
        self.verticalHeader().hide()
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicatorClearable(False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._fit_rows)
        for changes in (self.rows.modelReset, self.rows.layoutChanged):
            changes.connect(self._fit_soon)
        self._fit_columns()

    def chosen(self) -> tuple[T, ...]:
        """The rows selected, in the order shown."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.rows.row_at(place) for place in places)

    def choose(self, places: Sequence[int]) -> None:
        """Select the rows at these places, and bring the first into sight."""
        selection = self.selectionModel()
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place in places:
            selection.select(self.rows.index(place, 0), flags)
        if places:
            first = self.rows.index(places[0], 0)
            selection.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def copy(self) -> None:
        """Put the selected rows, or all when none is, on the clipboard: as a table, and as text with tabs."""
        columns, rows = self.rows.columns, self.chosen() or self.rows.rows
        copy_as_table([column.title for column in columns], [[column.text(row) for column in columns] for row in rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies as a table; the rest is the table's own."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give lines that wrap the height they need."""
        super().resizeEvent(event)
        self._fit_stretched()
        self._fit_soon()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """The room of a column that is hidden goes to those that take what is left."""
        super().setColumnHidden(column, hide)
        self._fit_stretched()
        self._fit_soon()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row_at(index.row()))

    def _fit_columns(self) -> None:
        theme, header = current(), self.horizontalHeader()
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        header.setMinimumSectionSize(theme.px(48))
        for place, column in enumerate(self.rows.columns):
            if column.width:
                header.resizeSection(place, theme.px(column.width))
        self._fit_stretched()
        self._fit_soon()

    def _fit_stretched(self) -> None:
        """A column that takes the room that is left has a least width; beyond that the table scrolls."""
        header, least = self.horizontalHeader(), current().px(LEAST)
        places = [place for place, column in enumerate(self.rows.columns) if not column.width]
        taken = sum(header.sectionSize(place) for place in range(header.count()) if place not in places)
        enough = self.viewport().width() - taken >= least * len(places)
        mode = QHeaderView.ResizeMode.Stretch if enough else QHeaderView.ResizeMode.Interactive
        for place in places:
            if header.sectionResizeMode(place) != mode:
                header.setSectionResizeMode(place, mode)
            if not enough:
                header.resizeSection(place, least)

    def _fit_soon(self) -> None:
        """Once for all that changes in one turn."""
        self._fitting.start(0)

    def _fit_rows(self) -> None:
        """Only rows in sight are measured, and those that come into it by that: thousands would hold the window up."""
        place, least = max(self.rowAt(0), 0), current().px(ROW)
        while place < self.rows.rowCount() and self.rowViewportPosition(place) <= self.viewport().height():
            wanted = max(self.sizeHintForRow(place), least)
            if self.rowHeight(place) != wanted:
                self.setRowHeight(place, wanted)
            place += 1


def copy_as_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard, as one and as text with tabs; a spreadsheet takes all of it as text."""
    lines = [titles, *([defused(" ".join(cell.split())) for cell in row] for row in rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in lines))
    data.setHtml(_html(lines))
    QApplication.clipboard().setMimeData(data)


def _html(lines: Sequence[Sequence[str]]) -> str:
    from html import escape

    def cells(line: Sequence[str], tag: str) -> str:
        return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in line)

    head, *body = lines
    rows = "".join(f"<tr>{cells(line, 'td')}</tr>" for line in body)
    return f"<table><thead><tr>{cells(head, 'th')}</tr></thead><tbody>{rows}</tbody></table>"
