"""The agenda of a meeting in progress: what is done, what is on, what is to come, each with its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import quiet

_LINE = Qt.ItemDataRole.UserRole + 1
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda as drawn: ✓ done, ▶ on, → carried to the next agenda."""

    item_id: int
    number: int
    title: str
    sign: str
    said: str
    """The sign in words, for a screen reader."""
    time: str


_NO_END = 10_000


class _Painter(QStyledItemDelegate):
    """Draws a line: sign, number and title, minutes at the right."""

    def __init__(self, shown: QListWidget) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as it comes; as high as its title needs, 34 px at 100 % at least."""
        theme, line = current(), index.data(_LINE)
        font = QFontMetrics(theme.font(bold=True))
        words = _words(QRect(0, 0, self._list.viewport().width(), 0), line)
        room = QRect(0, 0, max(words.width(), theme.px(60)), _NO_END)
        needed = font.boundingRect(room, Qt.TextFlag.TextWordWrap, f"{line.number} {line.title}").height()
        return QSize(theme.px(120), max(theme.px(34), needed + theme.px(12)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        theme, line = current(), index.data(_LINE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.colour("accent"))
        if focused:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        inside = rect.adjusted(theme.px(16), 0, -theme.px(16), 0)
        painter.setPen(theme.colour("good" if line.sign in "✓▶" else "care"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, line.sign)
        painter.setPen(theme.colour("quiet"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, line.time)
        font = theme.font(bold=line.sign == "▶")
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        wrapped = middle | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(_words(rect, line), wrapped, f"{line.number} {line.title}")
        painter.restore()


def _words(rect: QRect, line: AgendaLine) -> QRect:
    """Where the title of a line stands within it: between the sign and the minutes."""
    theme = current()
    time = QFontMetrics(theme.font()).horizontalAdvance(line.time)
    return rect.adjusted(theme.px(16 + 28), 0, -theme.px(16 + 8) - time, 0)


class _List(QListWidget):
    """The lines; Enter takes up the one chosen."""

    taken_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes up the item."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken_up.emit()
            return
        super().keyPressEvent(event)


class AgendaPanel(QWidget):
    """The agenda at the left of a meeting."""

    chosen = Signal(int)
    """The item that a person wants to see."""
    taken_up = Signal(int)
    """The item that the meeting takes up."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, ground="card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.progress = quiet("")
        self.list = _List()
        self.list.setAccessibleName("Agenda")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        set_look(self.list, bare=True)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        self.list.taken_up.connect(lambda: self._take_up(self.list.currentItem()))
        self.list.itemDoubleClicked.connect(self._take_up)
        self.keys = quiet(keys)
        theme = current()
        heads = column(self.progress)
        heads.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(4))
        foot = column(self.keys)
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(12))
        body = column(heads, self.list, foot, space=0)
        body.addStretch(1)
        self.setLayout(body)

    def show_lines(self, progress: str, lines: Sequence[AgendaLine], shown: int | None) -> None:
        """Show the agenda, with the item shown marked; nothing is announced."""
        self.progress.setText(progress)
        self.list.blockSignals(True)
        while self.list.count() > len(lines):
            self.list.takeItem(self.list.count() - 1)
        for place, line in enumerate(lines):
            entry = self.list.item(place) or QListWidgetItem(self.list)
            if entry.data(_LINE) != line:
                entry.setData(_ID, line.item_id)
                entry.setData(_LINE, line)
                entry.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{line.number} {line.title}, {line.said}, {line.time}"
                )
                entry.setToolTip(line.title)
            if line.item_id == shown:
                self.list.setCurrentItem(entry)
        self.list.blockSignals(False)
        self.list.updateGeometry()

    def _choose(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.chosen.emit(entry.data(_ID))

    def _take_up(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.taken_up.emit(entry.data(_ID))

    def beside(self, by: int) -> int | None:
        """The id of the item `by` lines from the one shown; None past either end."""
        place = self.list.currentRow() + by
        return self.list.item(place).data(_ID) if 0 <= place < self.list.count() else None
