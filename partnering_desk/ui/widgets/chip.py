"""A word or two on a tinted ground."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look


class Chip(QLabel):
    """A word or two on a ground of its tone, such as "due tomorrow"."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        set_look(self, role="chip", tone=tone)

    def show_words(self, text: str, tone: Tone) -> None:
        """Say something else, in another tone."""
        self.setText(text)
        set_look(self, tone=tone)


class Badge(QLabel):
    """How many things wait, as a small number; nothing when none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_look(self, role="badge")
        self.show_number(0)

    def show_number(self, number: int) -> None:
        """Show `number`; 0 hides the badge."""
        self.setText(str(number))
        self.setVisible(number > 0)
