"""A register with a card of the row chosen: beside it, or in its place where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import quiet_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.scroll_page import scrolling

_CARD, _LIST = 400, 520
"""Pixels at 100 %: the width of the card, and the least width of the list beside it."""
_WHOLE = 16_777_215
"""Qt's own number for no limit of size."""


class Beside(QWidget):
    """`list_` fills the place; `card` stands beside it while a row is chosen.

    Where there is no room for both the card takes the place of the list once the row is opened; Esc, or the
    button that says `back`, goes back to the list.
    """

    shares = Signal(bool)
    """Whether the list has the card beside it now."""

    def __init__(self, list_: QWidget, card: QWidget, back: str) -> None:
        super().__init__()
        self._list = list_
        self._chosen = self._opened = self._shared = False
        inside = QWidget()
        self.back = quiet_button(f"‹ {back}", self.close_card)
        inside.setLayout(column(self.back, card, space=8))
        self._card = scrolling(inside)
        line = row(list_, self._card, space=16)
        line.setStretch(0, 1)
        self.setLayout(line)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._card, self.close_card)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._fit()

    def show_card(self, chosen: bool) -> None:
        """A row is chosen, whose card can be shown; or none is."""
        if chosen and not self._chosen:
            self._card.verticalScrollBar().setValue(0)
        self._chosen = chosen
        self._fit()

    def open_card(self) -> None:
        """Show the card even where it takes the place of the list."""
        self._opened = True
        self._fit()

    def close_card(self) -> None:
        """Go back to the list."""
        self._opened = False
        self._fit()
        self._list.setFocus()

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
        wide = self.width() >= current().px(_LIST + _CARD)
        alone = self._chosen and self._opened and not wide
        self._list.setVisible(not alone)
        self._card.setVisible(alone or (self._chosen and wide))
        self.back.setVisible(alone)
        self._card.setMinimumWidth(current().px(_CARD) if wide else 0)
        self._card.setMaximumWidth(current().px(_CARD) if wide else _WHOLE)
        if self._shared != (self._chosen and wide):
            self._shared = not self._shared
            self.shares.emit(self._shared)
