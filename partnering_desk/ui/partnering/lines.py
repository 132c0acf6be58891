"""Rows of a card whose words take the room that is left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from partnering_desk.ui.widgets.card import RowCard


def add_line(card: RowCard, words: QLayout, *others: QWidget) -> QWidget:
    """Add a row of `words`, as wide as there is room, with the `others` at its right. Returns the row."""
    line = card.add_row(words, *others)
    layout = line.layout()
    if isinstance(layout, QHBoxLayout):
        layout.setStretch(0, 1)
    return line
