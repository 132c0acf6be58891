"""The band across a meeting: whether the group can decide right now, and on whom that hangs (Governance 5.5)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from partnering_desk.app.here import QuorumBand
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.text import label


class QuorumBandView(QFrame):
    """One line, green or red, that a glance takes in; a sign and words say the same as its colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="band", edge=True, tone=Tone.PLAIN)
        self._headline = label("", "strong", wrap=False)
        self._commissioner = label("", wrap=False)
        self._contractor = label("", wrap=False)
        self._remark = label("")
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(3, 1)
        self._lines = 0
        self._labels = (self._headline, self._commissioner, self._contractor, self._remark)
        for one in self._labels:
            one.setMinimumWidth(1)
        self._arrange(1)

    @property
    def words(self) -> str:
        """Everything that the band says."""
        return self.accessibleName()

    def show_band(self, band: QuorumBand, *, counts: bool = True) -> None:
        """Show the finding of this moment. Before the meeting opens (`counts` false) it is only a count."""
        tone = (Tone.GOOD if band.quorate else Tone.BAD) if counts else Tone.PLAIN
        sign = "✓" if band.quorate else "✗"
        self._headline.setText(f"{sign} {band.headline}" if counts else "Not open yet")
        self._commissioner.setText(band.commissioner)
        self._contractor.setText(band.contractor)
        self._remark.setText(band.remark if counts else "")
        if self.property("tone") != tone:
            set_look(self, tone=tone)
            for inside in self._labels:
                set_look(inside, tone=tone)
        self._fit()
        self.setAccessibleName(". ".join(filter(None, (one.text().strip(" .✓✗") for one in self._labels))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the remark where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """One line where there is room; else the remark goes under it, then the numbers too."""
        theme = current()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        room = self.width() - theme.px(44)
        line = sum(one.sizeHint().width() + theme.px(24) for one in self._labels[:3])
        words = self._remark.fontMetrics().horizontalAdvance(self._remark.text())
        lines = 1 if line + words <= room else 2 if line <= room else 3
        if lines != self._lines:
            self._lines = lines
            self._arrange(lines)

    def _arrange(self, lines: int) -> None:
        for one in self._labels:
            self._grid.removeWidget(one)
        self._grid.addWidget(self._headline, 0, 0)
        beside = 0 if lines < 3 else 1
        self._grid.addWidget(self._commissioner, beside, 1 - beside)
        self._grid.addWidget(self._contractor, beside, 2 - beside)
        if lines == 1:
            self._grid.addWidget(self._remark, 0, 3)
        else:
            self._grid.addWidget(self._remark, lines - 1, 0, 1, 4)
        side = Qt.AlignmentFlag.AlignRight if lines == 1 else Qt.AlignmentFlag.AlignLeft
        self._remark.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
