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
        for place, one in enumerate((self._headline, self._commissioner, self._contractor)):
            self._grid.addWidget(one, 0, place)
        self._beside: bool | None = None
        self._labels = (self._headline, self._commissioner, self._contractor, self._remark)

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
        """The remark stands at the right, or in the next line where it is too long for that."""
        theme = current()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        words = self._remark.fontMetrics().horizontalAdvance(self._remark.text())
        taken = sum(one.sizeHint().width() + theme.px(24) for one in self._labels[:3])
        beside = taken + words + theme.px(44) <= self.width()
        if beside == self._beside:
            return
        self._beside = beside
        self._grid.removeWidget(self._remark)
        if beside:
            self._grid.addWidget(self._remark, 0, 3)
        else:
            self._grid.addWidget(self._remark, 1, 0, 1, 4)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self._remark.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
