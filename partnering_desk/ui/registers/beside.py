"""A register with a card of the row chosen: beside it, or under it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.scroll_page import scrolling

_CARD, _LIST = 400, 520
"""Pixels at 100 %: the width of the card, and the least width of the list beside it."""
WHOLE = 16_777_215
"""Qt's own word for no limit of size."""


class Beside(QWidget):
    """`list_` fills the place; `card` is beside or under it once it is shown."""

    def __init__(self, list_: QWidget, card: QWidget) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(current().px(16))
        inside = QWidget()
        inside.setLayout(column(card, space=0))
        self._card = scrolling(inside)
        self._line.addWidget(list_, 3)
        self._line.addWidget(self._card, 2)
        self._card.hide()
        self._fit()

    def show_card(self, shown: bool) -> None:
        """Show the card, from its head, or give its place to the list."""
        if shown and self._card.isHidden():
            self._card.verticalScrollBar().setValue(0)
        self._card.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_card"):
            self._fit()

    def _fit(self) -> None:
        theme = current()
        wide = self.width() >= theme.px(_LIST + _CARD)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._card.setMinimumWidth(theme.px(_CARD) if wide else 0)
        self._card.setMaximumWidth(theme.px(_CARD) if wide else WHOLE)
