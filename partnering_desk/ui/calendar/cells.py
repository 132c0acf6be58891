"""How a day is drawn: large with its meetings in words, or small with a mark for each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from partnering_desk.app.planner import PlannerDay, PlannerMeeting
from partnering_desk.app.stages import Stage
from partnering_desk.ui.calendar.days import DAY_ROLE, Index
from partnering_desk.ui.calendar.marks import draw_mark
from partnering_desk.ui.theme.theme import current


class DayCell(QStyledItemDelegate):
    """What the small and the large day have in common: ground, today, focus, and where a meeting would go."""

    month: int = 0
    """The month shown; days of others stand back. 0: all are alike."""
    target: date | None = None
    """The day on which a meeting being moved would come to lie."""

    def day_of(self, index: Index) -> PlannerDay | None:
        """The day in that cell."""
        found = index.data(DAY_ROLE)
        return found if isinstance(found, PlannerDay) else None

    def least(self) -> QSize:
        """The size below which a cell is not drawn well."""
        raise NotImplementedError

    def meeting_at(self, day: PlannerDay, rect: QRect, point: QPointF) -> PlannerMeeting | None:
        """The meeting under a point of the cell."""
        raise NotImplementedError

    def draw_inside(self, painter: QPainter, day: PlannerDay, rect: QRect) -> None:
        """Draw the number and the meetings."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day."""
        day = self.day_of(index)
        if day is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._draw_ground(painter, day, rect, focused)
        self.draw_inside(painter, day, rect)
        painter.restore()

    def _draw_ground(self, painter: QPainter, day: PlannerDay, rect: QRect, focused: bool) -> None:
        theme = current()
        inside = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        radius = theme.px(4)
        ground = "selection" if focused else "card" if day.working else "plain_ground"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(inside, radius, radius)
        edge = self._edge(day, focused)
        if edge is not None:
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, radius, radius)

    def _edge(self, day: PlannerDay, focused: bool) -> QPen | None:
        theme = current()
        if day.date == self.target:
            return QPen(theme.colour("accent"), theme.px(2), Qt.PenStyle.DashLine)
        if focused:
            return QPen(theme.colour("focus"), theme.px(2))
        return QPen(theme.colour("accent"), theme.px(1.5)) if day.today else self.plain_edge()

    def plain_edge(self) -> QPen | None:
        """The edge of a day that is neither today nor focused."""
        return None

    def number_role(self, day: PlannerDay) -> str:
        """The colour role of the day's number."""
        return "quiet" if self.month and day.date.month != self.month else "text"


class SmallCell(DayCell):
    """A number with a mark under it for each meeting, as on the Desk and in the year."""

    def least(self) -> QSize:
        """Room for two figures and a mark beneath."""
        theme = current()
        metrics = QFontMetrics(theme.font("small"))
        return QSize(metrics.horizontalAdvance("28") + theme.px(10), metrics.height() + theme.px(16))

    def draw_inside(self, painter: QPainter, day: PlannerDay, rect: QRect) -> None:
        """Draw the number, and the marks under it."""
        theme = current()
        painter.setFont(theme.font("small", bold=day.today))
        painter.setPen(theme.colour(self.number_role(day)))
        size = theme.px(7)
        words = QRect(rect.left(), rect.top(), rect.width(), rect.height() - size - theme.px(4))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(day.date.day))
        shown = day.meetings[:3]
        step = size + theme.px(2)
        left = rect.center().x() - step * (len(shown) - 1) / 2
        for place, meeting in enumerate(shown):
            centre = QPointF(left + place * step, rect.bottom() - size)
            draw_mark(painter, meeting.kind, centre, size, hollow=meeting.stage is Stage.CANCELLED)

    def meeting_at(self, day: PlannerDay, rect: QRect, point: QPointF) -> PlannerMeeting | None:
        """The first meeting that can be moved: a small day is one target."""
        return next((one for one in day.meetings if one.movable), None)


class LargeCell(DayCell):
    """A number, what makes the day special, and each meeting with its time and its group's code."""

    def least(self) -> QSize:
        """Room for the number and two meetings."""
        theme = current()
        metrics = QFontMetrics(theme.font("small"))
        return QSize(metrics.horizontalAdvance("HSWG") + theme.px(30), self._top() + 2 * self._line())

    def plain_edge(self) -> QPen | None:
        """A hairline, so that Working Days read as places too."""
        return QPen(current().colour("hairline"), 1)

    def _top(self) -> int:
        return QFontMetrics(current().font("body")).height() + current().px(8)

    def _line(self) -> int:
        return QFontMetrics(current().font("small")).height() + current().px(6)

    def draw_inside(self, painter: QPainter, day: PlannerDay, rect: QRect) -> None:
        """Draw the number with the day's name, and the meetings beneath."""
        theme = current()
        pad = theme.px(8)
        number = rect.adjusted(pad, theme.px(4), -pad, 0)
        painter.setFont(theme.font("body", bold=day.today))
        painter.setPen(theme.colour(self.number_role(day)))
        painter.drawText(number, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(day.date.day))
        self._draw_name(painter, day, number)
        for meeting, line in self._lines(day, rect):
            self._draw_meeting(painter, meeting, line)
        hidden = len(day.meetings) - len(self._lines(day, rect))
        if hidden:
            painter.setPen(theme.colour("quiet"))
            more = rect.adjusted(pad, 0, -pad, -theme.px(3))
            painter.drawText(more, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, f"{hidden} more")

    def _draw_name(self, painter: QPainter, day: PlannerDay, number: QRect) -> None:
        words = day.named or ("today" if day.today else "")
        if not words:
            return
        theme = current()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        metrics = QFontMetrics(painter.font())
        room = number.adjusted(theme.px(26), theme.px(2), 0, 0)
        if day.meetings:
            room.setHeight(metrics.lineSpacing())
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        elif max(metrics.horizontalAdvance(word) for word in words.split()) > room.width():
            room = number.adjusted(0, self._top() - theme.px(6), theme.px(4), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextWordWrap, words)

    def _lines(self, day: PlannerDay, rect: QRect) -> list[tuple[PlannerMeeting, QRect]]:
        """The meetings that there is room for, each with its line."""
        theme = current()
        line, top = self._line(), rect.top() + self._top()
        room = max(1, (rect.bottom() - top) // line)
        return [
            (one, QRect(rect.left() + theme.px(5), top + place * line, rect.width() - theme.px(10), line))
            for place, one in enumerate(day.meetings[:room])
        ]

    def _draw_meeting(self, painter: QPainter, meeting: PlannerMeeting, line: QRect) -> None:
        theme = current()
        off = meeting.stage is Stage.CANCELLED
        size = theme.px(8)
        centre = QPointF(line.left() + theme.px(3) + size / 2, line.center().y())
        draw_mark(painter, meeting.kind, centre, size, hollow=off)
        font = theme.font("small")
        font.setStrikeOut(off)
        painter.setFont(font)
        painter.setPen(theme.colour("quiet" if off else "text"))
        room = line.adjusted(size + theme.px(8), 0, 0, 0)
        fits = QFontMetrics(font).horizontalAdvance(meeting.short) <= room.width()
        words = meeting.short if fits else meeting.code
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def meeting_at(self, day: PlannerDay, rect: QRect, point: QPointF) -> PlannerMeeting | None:
        """The meeting whose line lies there."""
        return next((one for one, line in self._lines(day, rect) if line.contains(point.toPoint())), None)
