"""Two things beside one another, or under one another where there is no room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current

_LEAST = 480
"""Pixels at 100 % that the two need beside one another."""


class TwoBeside(QWidget):
    """Two widgets in a row that becomes a column when it is narrow; `shares` divide what room is left."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(current().px(12))
        for one, share in zip((first, second), shares, strict=True):
            self._line.addWidget(one, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the row when its width asks for it."""
        super().resizeEvent(event)
        wide = self.width() >= current().px(_LEAST)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._line.direction():
            self._line.setDirection(direction)
