"""The meeting that is drawn along with the pointer while it is moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from partnering_desk.app.planner import PlannerMeeting
from partnering_desk.ui.calendar.marks import draw_mark, role_of
from partnering_desk.ui.theme.theme import current


def draw_ghost(painter: QPainter, meeting: PlannerMeeting, at: QPointF) -> None:
    """Draw the meeting's time and group on a card beside the pointer."""
    theme = current()
    font = theme.font("small", bold=True)
    metrics = QFontMetrics(font)
    words = f"{meeting.starts:%H:%M} {meeting.group}"
    mark, pad = theme.px(8), theme.px(8)
    box = QRectF(at.x() + theme.px(10), at.y() + theme.px(6), 0, metrics.height() + pad)
    box.setWidth(metrics.horizontalAdvance(words) + mark + 3 * pad)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(role_of(meeting.kind)), theme.px(1.5)))
    painter.setBrush(theme.colour("card"))
    painter.drawRoundedRect(box, theme.px(4), theme.px(4))
    draw_mark(painter, meeting.kind, QPointF(box.left() + pad + mark / 2, box.center().y()), mark)
    painter.setPen(theme.colour("text"))
    painter.setFont(font)
    painter.drawText(box.adjusted(mark + 2 * pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
