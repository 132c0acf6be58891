"""The items of an agenda in a list: read, ordered by key or by dragging, and files dropped onto them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnering_desk.app.agenda_view import AgendaRow
from partnering_desk.rules.wording import count, show_time
from partnering_desk.ui.theme.theme import current, set_look

Index = QModelIndex | QPersistentModelIndex
_ITEM = "application/x-partnering-desk-agenda-item"
_TOP = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


def quiet_words(row: AgendaRow) -> str:
    """What stands under an item's title."""
    said = [row.purpose.words]
    if row.presenter:
        said.append(row.presenter)
    if row.confidential_because:
        said.append(f"Confidential: {row.confidential_because}")
    said.append(row.where)
    if row.papers:
        said.append(count(len(row.papers), "paper"))
    return " · ".join(said)


class AgendaModel(QAbstractListModel):
    """The rows of an agenda. Moving and dropping are told by signals; the register decides."""

    moved = Signal(int, int)
    """An item's id, and the number it is to have."""
    files_dropped = Signal(int, list)
    """An item's id, and the paths dropped on it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AgendaRow, ...] = ()
        self.editable = True

    def set_rows(self, rows: Sequence[AgendaRow], editable: bool) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self.rows, self.editable = tuple(rows), editable
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        """How many items there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title of an item, and all that is shown of it for those who hear it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            time = f"{show_time(row.starts)}, {count(row.minutes, 'minute')}"
            return f"{row.number} {row.title}. {quiet_words(row)}. {time}"
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Items can be dragged between one another, and take files dropped on them."""
        if not self.editable:
            return super().flags(index)
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Items move, files are copied."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """What can be dropped."""
        return [_ITEM, "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The item dragged."""
        data = QMimeData()
        data.setData(_ITEM, str(self.rows[indexes[0].row()].id).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Files go onto an item; items go between."""
        if data.hasUrls():
            return self.editable and parent.isValid()
        return self.editable and data.hasFormat(_ITEM)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell what was dropped; the rows change when the register has agreed."""
        if data.hasUrls():
            paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
            if paths and parent.isValid():
                self.files_dropped.emit(self.rows[parent.row()].id, paths)
            return False
        item_id = int(bytes(data.data(_ITEM).data()).decode())
        was = next(at for at, one in enumerate(self.rows) if one.id == item_id)
        to = parent.row() if parent.isValid() else row if row >= 0 else len(self.rows)
        if not parent.isValid() and to > was:
            to -= 1
        if to != was:
            self.moved.emit(item_id, to + 1)
        return False


class AgendaDelegate(QStyledItemDelegate):
    """Draws an item: number, title, what is to be known of it, when it starts and how long it has."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, AgendaRow):
            return
        theme, places = current(), _Places(option.rect)
        chosen = QStyle.StateFlag.State_Selected in option.state
        painter.save()
        if chosen:
            painter.fillRect(option.rect, theme.colour("selection"))
        line = QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, theme.colour("hairline"))
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.colour("text"))
        painter.drawText(places.text, int(_WRAP), row.title)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(places.number, int(_RIGHT), str(row.number))
        if not places.narrow:
            painter.drawText(places.times, int(_LEFT), show_time(row.starts))
            painter.drawText(places.times, int(_RIGHT), f"{row.minutes} min")
        painter.setFont(theme.font("small"))
        painter.drawText(places.under(row), int(_WRAP), places.quiet(row))
        if chosen and self._view.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need at the width of the list."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, AgendaRow):
            return super().sizeHint(option, index)
        width = self._view.viewport().width()
        return QSize(width, _Places(QRect(0, 0, width, 0)).height(row))


class _Places:
    """Where number, title, the line under it and the times of an item stand in `rect`.

    Where the list is narrow for its text, the times go into the line under the title.
    """

    def __init__(self, rect: QRect) -> None:
        theme = current()
        self._theme = theme
        inside = rect.adjusted(theme.px(8), theme.px(9), -theme.px(16), -theme.px(9))
        metrics = QFontMetrics(theme.font("body"))
        numbers, times = metrics.horizontalAdvance("000"), metrics.horizontalAdvance("00:00  000 min")
        self.narrow = inside.width() < 4 * times
        self.number = QRect(inside.left(), inside.top(), numbers, inside.height())
        self.times = QRect(inside.right() - times, inside.top(), times, inside.height())
        self.text = inside.adjusted(numbers + theme.px(12), 0, 0 if self.narrow else -times - theme.px(12), 0)

    def quiet(self, row: AgendaRow) -> str:
        """The line under the title."""
        times = f"{show_time(row.starts)}, {row.minutes} min · " if self.narrow else ""
        return times + quiet_words(row)

    def under(self, row: AgendaRow) -> QRect:
        """Where the line under the title stands."""
        return self.text.adjusted(0, self._high(row.title, "body", bold=True) + self._theme.px(2), 0, 0)

    def height(self, row: AgendaRow) -> int:
        """How high the item is altogether."""
        words = self._high(row.title, "body", bold=True) + self._high(self.quiet(row), "small", bold=False)
        return words + self._theme.px(22)

    def _high(self, text: str, font: str, *, bold: bool) -> int:
        metrics = QFontMetrics(self._theme.font(font, bold=bold))
        return metrics.boundingRect(QRect(0, 0, max(self.text.width(), 40), 10_000), int(_WRAP), text).height()


class AgendaList(QListView):
    """The list itself. Alt+Up and Alt+Down move the item chosen, Delete takes it off, Enter goes to its details."""

    step_wanted = Signal(int, int)
    """An item's id, and by how many places it is to move."""
    removal_wanted = Signal(int)
    details_wanted = Signal()
    chosen = Signal(object)
    """The row chosen, or None."""

    def __init__(self, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setAccessibleName("Agenda items")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        set_look(self, bare=True)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.row()))

    def row(self) -> AgendaRow | None:
        """The row chosen."""
        at = self.currentIndex()
        return self._model.rows[at.row()] if at.isValid() else None

    def choose(self, item_id: int | None) -> None:
        """Choose an item by its id; the first when it is not there (any more)."""
        rows = self._model.rows
        at = next((place for place, one in enumerate(rows) if one.id == item_id), 0)
        if rows:
            self.setCurrentIndex(self._model.index(at))
        self.chosen.emit(self.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Order, take off or open the item chosen."""
        row = self.row()
        alt = Qt.KeyboardModifier.AltModifier in event.modifiers()
        if row is not None and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wanted.emit(row.id, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(row.id)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap to the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
