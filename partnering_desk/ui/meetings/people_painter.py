"""How one person at a meeting is drawn: name, role, and a chip that says whether they are here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import Theme, current

LINE = Qt.ItemDataRole.UserRole + 1
_NO_END = 10_000
_PLAIN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = _PLAIN | Qt.TextFlag.TextWordWrap


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
    """Draws a line: the name, its role quietly beside or under it, and the chip at the right; no name is cut."""

    def __init__(self, shown: QListWidget) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its words need: 32 px at 100 % at least, a heading a little more."""
        line: PersonLine = index.data(LINE)
        return _room(current(), line, self._list.viewport().width(), index.row() == 0)

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
        self._chip(painter, theme, inside, line)
        self._name(painter, theme, rect, line)
        painter.restore()

    def _chip(self, painter: QPainter, theme: Theme, inside: QRect, line: PersonLine) -> None:
        rect = chip_rect(theme, inside, line.chip)
        text, ground = theme.roles.tone(line.tone)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, theme.px(4), theme.px(4))
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line.chip)

    def _name(self, painter: QPainter, theme: Theme, rect: QRect, line: PersonLine) -> None:
        (name, at), *role = places_of(theme, rect, line)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(at, _how(QFontMetrics(theme.font()), at, name), name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        for words, where in role:
            painter.drawText(where, _how(QFontMetrics(theme.font("small")), where, words), words)


@lru_cache(maxsize=256)
def _room(theme: Theme, line: PersonLine, width: int, first: bool) -> QSize:
    """What a line needs: asked for over and over each time the list is laid out, for all of its lines."""
    if line.heading:
        needed = QFontMetrics(theme.font()).height()
        return QSize(theme.px(120), max(theme.px(32 if first else 40), needed + theme.px(10)))
    words = places_of(theme, QRect(0, 0, width, 0), line)
    needed = max(at.bottom() for _, at in words) - min(at.top() for _, at in words) + 1
    return QSize(theme.px(120), max(theme.px(32), needed + theme.px(10)))


def places_of(theme: Theme, rect: QRect, line: PersonLine) -> list[tuple[str, QRect]]:
    """The name and the role with where each stands in a line: beside each other, or the role under the name."""
    inside = rect.adjusted(theme.px(16), 0, -theme.px(16), 0)
    beside_chip = chip_rect(theme, inside, line.chip).width() + theme.px(8)
    left = inside.adjusted(theme.px(8) if line.indent else 0, 0, -beside_chip, 0)
    name, font, small = (
        ("↳ " if line.indent else "") + line.name,
        *map(QFontMetrics, (theme.font(), theme.font("small"))),
    )
    taken = font.horizontalAdvance(name) + theme.px(8)
    if not line.role or taken + small.horizontalAdvance(line.role) <= left.width():
        one_line = _wrapped(font, left, name)
        beside = QRect(left.left() + taken, one_line.top(), left.width() - taken, one_line.height())
        return [(name, one_line), (line.role, beside)] if line.role else [(name, one_line)]
    above, below = _wrapped(font, left, name), _wrapped(small, left, line.role)
    above.moveTop(rect.top() + (rect.height() - above.height() - below.height()) // 2)
    below.moveTop(above.bottom() + 1)
    return [(name, above), (line.role, below)]


def _wrapped(metrics: QFontMetrics, room: QRect, words: str) -> QRect:
    """The lines that `words` need, as wide as `room` and in its middle."""
    high = metrics.boundingRect(QRect(0, 0, room.width(), _NO_END), _how(metrics, room, words), words).height()
    return QRect(room.left(), room.top() + (room.height() - high) // 2, room.width(), high)


def _how(metrics: QFontMetrics, room: QRect, words: str) -> Qt.AlignmentFlag | Qt.TextFlag:
    """Broken between words, and within one only where it is wider than the whole line."""
    needed = metrics.boundingRect(QRect(0, 0, room.width(), _NO_END), _WRAPPED, words).width()
    return _WRAPPED if needed <= room.width() else _PLAIN | Qt.TextFlag.TextWrapAnywhere


def chip_rect(theme: Theme, inside: QRect, words: str) -> QRect:
    """Where the chip with these words stands in a line."""
    metrics = QFontMetrics(theme.font("small"))
    width = metrics.horizontalAdvance(words) + theme.px(16)
    height = metrics.height() + theme.px(6)
    return QRect(inside.right() - width + 1, inside.top() + (inside.height() - height) // 2, width, height)
