"""Minutes on time: the Working Days used of seven, meeting by meeting, as bars and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnering_desk.rules.wording import count, count_word, number_word, show_day_month
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import Card
from partnering_desk.ui.widgets.text import quiet, section

if TYPE_CHECKING:
    from partnering_desk.app.minutes_clock import ClockRow

_HEIGHT, _GAP = 104, 0.3
_LEAST = 0.15
"""Working Days of the lowest bar: minutes sent on the day of the meeting can be seen too."""
_CEILING = 2
"""How many times the days allowed a bar goes up; one that took longer is drawn broken."""


class ClockCard(Card):
    """The last meetings' minutes; each bar says its meeting when it is pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = section("Minutes on time")
        self.setAccessibleName(self.heading.text())
        self.under = quiet("")
        self.bars = ClockBars()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.under)
        self.body.addWidget(self.bars)

    def show_rows(self, rows: Sequence[ClockRow]) -> None:
        """Show how long the minutes of these meetings took, oldest first."""
        self.setVisible(bool(rows))
        if rows:
            of = number_word(rows[-1].of)
            last = "last meeting" if len(rows) == 1 else f"last {len(rows)} meetings"
            self.under.setText(f"{last}, Working Days used of {of}")
            self.bars.show_rows(rows)


def words_of(row: ClockRow) -> str:
    """One bar in words: "CG/2026/05 of 9 Sep: sent after two Working Days"."""
    used = count_word(row.used, "Working Day")
    sent = f"sent after {used}" if row.sent else f"not sent yet, {used} gone"
    return f"{row.ref} of {show_day_month(row.held)}: {sent}{', late' if row.late else ''}"


class ClockBars(QWidget):
    """One bar a meeting, the line of the last day across them; late bars are of another colour and stand above it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ClockRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ClockRow]) -> None:
        """Draw these."""
        self._rows = tuple(rows)
        late = sum(row.late for row in rows)
        self.setAccessibleName(f"Chart: minutes of {count(len(rows), 'meeting')}, {late} late")
        self.setAccessibleDescription(". ".join(words_of(row) for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to tell the bars apart."""
        return QSize(current().px(300), current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as it is drawn."""
        return QSize(current().px(160), current().px(_HEIGHT))

    def _highest(self) -> int:
        """The Working Days that fill the height: one more than are drawn, so that the last day's line has room.

        Minutes that were forgotten for months do not press the others flat: a bar goes no higher than the ceiling.
        """
        return max(max(row.of, min(row.used, _CEILING * row.of)) for row in self._rows) + 1

    def _bars(self) -> list[tuple[QRectF, ClockRow]]:
        """Each bar's rectangle; one that goes over the ceiling fills the height."""
        step = self.width() / len(self._rows)
        day = self.height() / self._highest()
        bars = []
        for at, row in enumerate(self._rows):
            height = min(max(row.used, _LEAST) * day, float(self.height()))
            left = at * step + step * _GAP / 2
            bars.append((QRectF(left, self.height() - height, step * (1 - _GAP), height), row))
        return bars

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, and the line of the last day over them."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar, row in self._bars():
            painter.fillRect(bar, current().colour("bad" if row.late else "accent"))
            if row.used > self._highest():
                self._paint_break(painter, bar)
        self._paint_last_day(painter)
        painter.end()

    def _paint_break(self, painter: QPainter, bar: QRectF) -> None:
        """The mark of a bar that is longer than it is drawn: a slanted cut through it."""
        theme = current()
        cut, slant = theme.px(4), theme.px(5)
        top = bar.top() + theme.px(10)
        left, right = bar.left() - 1, bar.right() + 1
        corners = [QPointF(left, top + slant), QPointF(right, top), QPointF(right, top + cut)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("card"))
        painter.drawPolygon([*corners, QPointF(left, top + slant + cut)])

    def _paint_last_day(self, painter: QPainter) -> None:
        """The line across the bars, and what it says."""
        theme, of = current(), self._rows[-1].of
        line = self.height() * (1 - of / self._highest())
        painter.setPen(QPen(theme.colour("bad"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPoint(0, round(line)), QPoint(self.width(), round(line)))
        font = theme.font("small")
        painter.setFont(font)
        high = QFontMetricsF(font).height()
        where = QRectF(0, line - high - 1, self.width(), high)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft, f"{number_word(of)} Working Days")

    def event(self, event: QEvent) -> bool:
        """Say which meeting a bar is of, when it is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = next((row for bar, row in self._bars() if bar.left() <= event.pos().x() <= bar.right()), None)
            QToolTip.showText(event.globalPos(), words_of(under) if under else "", self)
            return True
        return super().event(event)
