"""The three parts of a meeting's screen: side by side, or the people under the agenda where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.text import hairline

_AGENDA, _PEOPLE, _MIDDLE, _NARROW = 270, 292, 420, 230
"""Widths in pixels at 100 %: of the sides, the least of the middle, and of the sides under one another."""


class SideBySide(QWidget):
    """Agenda, item, people."""

    stacked = Signal(bool)
    """Whether the people are under the agenda, each time that it is settled."""

    def __init__(self, agenda: QWidget, middle: QWidget, people: QWidget) -> None:
        super().__init__()
        self._agenda, self._people = agenda, people
        self._left = QVBoxLayout()
        self._line = QHBoxLayout(self)
        for layout in (self._left, self._line):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._left.addWidget(agenda, 1)
        self._line.addLayout(self._left)
        self._line.addWidget(hairline(upright=True))
        self._line.addWidget(middle, 1)
        self._rule = hairline(upright=True)
        self._line.addWidget(self._rule)
        self._line.addWidget(people)
        self._stacked: bool | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the people where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        stacked = self.width() < theme.px(_AGENDA + _MIDDLE + _PEOPLE)
        self._agenda.setFixedWidth(theme.px(_NARROW if stacked else _AGENDA))
        self._people.setFixedWidth(theme.px(_NARROW if stacked else _PEOPLE))
        self.stacked.emit(stacked)
        if stacked == self._stacked:
            return
        self._stacked = stacked
        if stacked:
            self._left.addWidget(self._people, 1)
        else:
            self._line.addWidget(self._people)
        self._rule.setVisible(not stacked)
