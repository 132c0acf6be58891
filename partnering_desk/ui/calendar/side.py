"""Widgets under or beside one another, never lower than their words need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Side(QWidget):
    """Widgets in a column, or in a row when there is the width. Those in a row start at the top."""

    def __init__(self, *inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._box = QBoxLayout(DOWN)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current().px(16))
        for one in inside:
            self._box.addWidget(one)
        self.setLayout(self._box)

    def lie(self, *, across: bool) -> None:
        """Lay the widgets out beside one another, or under one another."""
        self._box.setDirection(ACROSS if across else DOWN)
        for one in self._inside:
            self._box.setAlignment(one, Qt.AlignmentFlag.AlignTop)

    def event(self, event: QEvent) -> bool:
        """Grow when what is said needs more lines."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow when lines become shorter."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        self.setMinimumHeight(self._box.totalHeightForWidth(self.width()))
