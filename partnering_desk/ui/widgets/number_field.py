"""A field for a whole number."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from partnering_desk.ui.theme.theme import current

_INSIDE = 8
"""Pixels at 100 % from the edge to the digits, as in every other field; a style sheet cannot give them here."""


class NumberField(QSpinBox):
    """A whole number from `least` to `most`, with its `unit` behind it; the arrows go `step` by `step`."""

    def __init__(self, least: int, most: int, unit: str = "", step: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSuffix(f" {unit}" if unit else "")
        self.setSingleStep(step)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.lineEdit().setTextMargins(current().px(_INSIDE), 0, 0, 0)
