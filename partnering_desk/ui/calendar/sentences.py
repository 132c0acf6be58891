"""Some sentences under one another, each a thing to know before going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.card import clear, column
from partnering_desk.ui.widgets.text import label


class Sentences(QWidget):
    """What follows from a date, or that nothing clashes."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(space=8)
        self.setLayout(self._lines)
        self.words = ""
        """What is said, for a screen reader and for tests."""

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Say these; with none, that nothing clashes."""
        self.show_nothing()
        for sentence in sentences:
            self._lines.addWidget(label(f"! {sentence}", tone=Tone.CARE))
        if not sentences:
            self._lines.addWidget(label("✓ Nothing clashes.", tone=Tone.GOOD))
        self.words = " ".join(sentences) or "Nothing clashes."
        self.setAccessibleName(self.words)

    def show_nothing(self) -> None:
        """Say nothing."""
        clear(self._lines)
        self.words = ""
        self.setAccessibleName("")
