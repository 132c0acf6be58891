"""Minutes on time: the Working Days used of seven, meeting by meeting, as bars and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnering_desk.rules.wording import count, count_word, number_word, show_day_month
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import Card
from partnering_desk.ui.widgets.text import quiet, section

if TYPE_CHECKING:
    from partnering_desk.app.minutes_clock import ClockRow

_HEIGHT, _GAP = 104, 0.3


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
            self.under.setText(f"last {count(len(rows), 'meeting')}, Working Days used of {of}")
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

    def _bars(self) -> list[tuple[QRectF, ClockRow]]:
        """Each bar's rectangle; the highest fills the height."""
        highest = max(2, *(max(row.used, row.of) + 1 for row in self._rows))
        step = self.width() / len(self._rows)
        height = self.height()
        return [
            (
                QRectF(
                    at * step + step * _GAP / 2,
                    height - height * max(row.used, 0.15) / highest,
                    step * (1 - _GAP),
                    height * max(row.used, 0.15) / highest,
                ),
                row,
            )
            for at, row in enumerate(self._rows)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, and the line of the last day over them."""
        if not self._rows:
            return
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar, row in self._bars():
            painter.fillRect(bar, theme.colour("bad" if row.late else "accent"))
        of = self._rows[-1].of
        highest = max(2, *(max(row.used, row.of) + 1 for row in self._rows))
        line = self.height() - self.height() * of / highest
        pen = QPen(theme.colour("bad"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPoint(0, round(line)), QPoint(self.width(), round(line)))
        font = theme.font("small")
        painter.setFont(font)
        painter.drawText(
            QRectF(0, line - QFontMetricsF(font).height() - 1, self.width(), QFontMetricsF(font).height()),
            Qt.AlignmentFlag.AlignLeft,
            f"{number_word(of)} Working Days",
        )
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say which meeting a bar is of, when it is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = next((row for bar, row in self._bars() if bar.left() <= event.pos().x() <= bar.right()), None)
            QToolTip.showText(event.globalPos(), words_of(under) if under else "", self)
            return True
        return super().event(event)
