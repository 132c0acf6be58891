"""The meeting that is drawn along with the pointer while it is moved, and what would clash."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from partnering_desk.app.planner import PlannerMeeting
from partnering_desk.ui.calendar.marks import draw_mark, role_of
from partnering_desk.ui.theme.theme import current

SHOWN = 3
"""Sentences drawn beside the pointer; the card at the side has them all."""


def draw_ghost(
    painter: QPainter, meeting: PlannerMeeting, sentences: Sequence[str], at: QPointF, within: QRect
) -> None:
    """Draw the meeting's time and group on a card beside the pointer, and under it what would clash."""
    theme = current()
    bold, plain = theme.font("small", bold=True), theme.font("small")
    mark, pad = theme.px(8), theme.px(8)
    head = f"{meeting.starts:%H:%M} {meeting.group}"
    width = max(QFontMetrics(bold).horizontalAdvance(head) + mark + pad, theme.px(240) if sentences else 0)
    line = QFontMetrics(bold).height()
    words = "\n".join(sentences[:SHOWN])
    flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    text = QFontMetrics(plain).boundingRect(QRect(0, 0, width, 10_000), flags, words) if words else QRect()
    box = QRectF(0, 0, width + 2 * pad, line + 2 * pad + (text.height() + pad if words else 0))
    left = min(at.x() + theme.px(12), within.right() - box.width())
    top = min(at.y() + theme.px(12), within.bottom() - box.height())
    box.moveTo(max(left, 0), max(top, 0))
    painter.setPen(QPen(theme.colour(role_of(meeting.kind)), theme.px(1.5)))
    painter.setBrush(theme.colour("card"))
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    inside = box.adjusted(pad, pad, -pad, -pad)
    draw_mark(painter, meeting.kind, QPointF(inside.left() + mark / 2, inside.top() + line / 2), mark)
    painter.setPen(theme.colour("text"))
    painter.setFont(bold)
    painter.drawText(inside.adjusted(mark + pad, 0, 0, 0), Qt.AlignmentFlag.AlignTop, head)
    painter.setPen(theme.colour("care"))
    painter.setFont(plain)
    painter.drawText(inside.adjusted(0, line + pad, 0, 0), flags, words)
