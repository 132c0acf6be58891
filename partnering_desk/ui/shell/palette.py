"""Ctrl+K: any meeting, paper, decision, action or person, and any command, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnering_desk.app.register import Register
from partnering_desk.app.search import find
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.theme.theme import current, dress_window, set_look
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import small

_MOST = 12
_DETAIL = Qt.ItemDataRole.UserRole
_DOES = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette."""

    title: str
    detail: str
    does: Callable[[], object]


class _TwoTone(QStyledItemDelegate):
    """The title of a choice, and quietly at its right where it is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.colour("selection"))
        inside = option.rect.adjusted(theme.px(12), 0, -theme.px(12), 0)
        painter.setFont(theme.font())
        detail, metrics = str(index.data(_DETAIL)), painter.fontMetrics()
        least = min(metrics.horizontalAdvance(detail) + 1, inside.width() // 2)
        painter.setPen(theme.colour("quiet"))
        side = Qt.AlignmentFlag.AlignVCenter
        shown = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, least)
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignRight, shown)
        painter.setPen(theme.colour("selection_text" if selected else "text"))
        room = inside.width() - least - theme.px(16)
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(inside.topLeft(), QSize(room, inside.height())), side, title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, current().px(36))


class Palette(QDialog):
    """A line to type in and what it finds; arrows choose, Enter goes there, Esc leaves."""

    def __init__(
        self, register: Register | None, navigator: Navigator, commands: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        dress_window(self)
        self.setWindowTitle("Search everything")
        self.setObjectName("palette")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._register, self._navigator, self._commands = register, navigator, tuple(commands)
        self.line = QLineEdit()
        self.line.setAccessibleName("Search everything")
        self.line.setPlaceholderText("Meeting, paper, decision, action, person or command")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._ask)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setItemDelegate(_TwoTone(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        set_look(self.list, bare=True)
        self.nothing = small("Nothing has these words.")
        self.setLayout(column(self.line, self.nothing, self.list, space=8, margin=12))
        theme = current()
        self.resize(min(theme.px(640), parent.width()), min(theme.px(520), parent.height()))
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())
        self._ask("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list while the line is typed in."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._step(1)
                    return True
                case Qt.Key.Key_Up:
                    self._step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._take(self.list.currentItem())
                    return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self.list.clear()
        for choice in (*self._found(text.strip()), *self._commands_for(text)):
            item = QListWidgetItem(choice.title)
            item.setData(_DETAIL, choice.detail)
            item.setData(_DOES, choice.does)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.title}, {choice.detail}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(self.list.count() == 0)
        self._tell()

    def _found(self, text: str) -> list[Choice]:
        if self._register is None or not text:
            return []
        hits = attempt(self, find, self._register, text, _MOST) or ()
        go = self._navigator.go
        return [Choice(hit.title, hit.detail, partial(go, hit.place, hit.subject)) for hit in hits]

    def _commands_for(self, text: str) -> list[Choice]:
        words = text.casefold().split()
        fitting = (
            action
            for action in self._commands
            if action.isEnabled() and all(word in _plain(action).casefold() for word in words)
        )
        return [Choice(_plain(action), action.shortcut().toString(), action.trigger) for action in fitting]

    def _step(self, by: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())
            self._tell()

    def _tell(self) -> None:
        """What is chosen, for a reader whose focus stays in the line."""
        item = self.list.currentItem()
        said = str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item else self.nothing.text()
        self.line.setAccessibleDescription(said)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.accept()
            item.data(_DOES)()


def _plain(action: QAction) -> str:
    return action.text().replace("&", "").rstrip("…")
