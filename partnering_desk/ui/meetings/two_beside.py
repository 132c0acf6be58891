"""The two parties beside one another, or under one another where there is no room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current

_LEAST = 480
"""Pixels at 100 % that two boxes need beside one another."""


class TwoBeside(QWidget):
    """Widgets in a row that becomes a column when it is narrow."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(current().px(12))
        for one in widgets:
            self._line.addWidget(one, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row when its width asks for it."""
        super().resizeEvent(event)
        wide = self.width() >= current().px(_LEAST)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._line.direction():
            self._line.setDirection(direction)
