"""How one person at a meeting is drawn: name, role, and a chip that says whether they are here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import Theme, current

LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of the list of people; a heading has no chip."""

    name: str
    role: str = ""
    chip: str = ""
    tone: Tone = Tone.PLAIN
    heading: bool = False
    indent: bool = False


class PeoplePainter(QStyledItemDelegate):
    """Draws a line: the name, its role quietly, and the chip at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """32 px high at 100 %, a heading a little more."""
        theme = current()
        line: PersonLine = index.data(LINE)
        height = theme.px(40 if line.heading and index.row() else 32)
        return QSize(theme.px(120), max(height, QFontMetrics(theme.font()).height() + theme.px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line."""
        theme = current()
        line: PersonLine = index.data(LINE)
        rect: QRect = option.rect
        painter.save()
        inside = rect.adjusted(theme.px(16), 0, -theme.px(16), 0)
        if line.heading:
            painter.setFont(theme.font(bold=True))
            painter.setPen(theme.colour("text"))
            painter.drawText(
                inside.adjusted(0, 0, 0, -theme.px(4)),
                Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft,
                line.name,
            )
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, theme.colour("selection"))
            painter.setPen(theme.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        left = inside.adjusted(theme.px(8) if line.indent else 0, 0, -self._chip(painter, theme, inside, line), 0)
        self._name(painter, theme, left, line)
        painter.restore()

    def _chip(self, painter: QPainter, theme: Theme, inside: QRect, line: PersonLine) -> int:
        """Draw the chip; the width that it takes, with the room beside it."""
        rect = chip_rect(theme, inside, line.chip)
        text, ground = theme.roles.tone(line.tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, theme.px(4), theme.px(4))
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line.chip)
        return rect.width() + theme.px(8)

    def _name(self, painter: QPainter, theme: Theme, left: QRect, line: PersonLine) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = theme.font()
        metrics = QFontMetrics(font)
        name = metrics.elidedText(("↳ " if line.indent else "") + line.name, Qt.TextElideMode.ElideRight, left.width())
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(left, middle, name)
        rest = left.adjusted(metrics.horizontalAdvance(name) + theme.px(8), 0, 0, 0)
        if line.role and rest.width() > theme.px(24):
            small = theme.font("small")
            painter.setFont(small)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(
                rest, middle, QFontMetrics(small).elidedText(line.role, Qt.TextElideMode.ElideRight, rest.width())
            )


def chip_rect(theme: Theme, inside: QRect, words: str) -> QRect:
    """Where the chip with these words stands in a line."""
    metrics = QFontMetrics(theme.font("small"))
    width = metrics.horizontalAdvance(words) + theme.px(16)
    height = metrics.height() + theme.px(6)
    return QRect(inside.right() - width + 1, inside.top() + (inside.height() - height) // 2, width, height)
