"""Two columns of fields, each from the top."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from partnering_desk.ui.widgets.card import column, row


def beside(first: QWidget | QLayout, second: QWidget | QLayout) -> QHBoxLayout:
    """Two columns as wide as one another; what is left below them stays empty."""
    made = row(space=24)
    for one in (first, second):
        filled = column(one)
        filled.addStretch(1)
        made.addLayout(filled, 1)
    return made
