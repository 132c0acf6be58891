"""A sentence across the page, and a place that is empty."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import Card, column, row
from partnering_desk.ui.widgets.text import label, quiet, section

_SIGNS = {Tone.GOOD: "✓", Tone.CARE: "!", Tone.BAD: "✗", Tone.INFO: "i", Tone.PLAIN: "–"}


class Notice(QFrame):
    """A band with a sentence and perhaps a button. It hides until it has something to say."""

    def __init__(self, parent: QWidget | None = None, *, edge: bool = False) -> None:
        super().__init__(parent)
        set_look(self, role="band", edge=edge)
        self._sign = label("", "strong", wrap=False)
        self._words = label("")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._row = row(self._sign, self._words, space=8, margin=10)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence shown, "" when the notice is hidden."""
        return self._words.text()

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.INFO,
        action: str = "",
        pressed: Callable[[], object] | None = None,
        *,
        closes: bool = False,
    ) -> None:
        """Show a sentence, and with `action` a button that calls `pressed`; `closes` adds one to be rid of it."""
        self._take_buttons_away()
        self._sign.setText(_SIGNS[tone])
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        set_look(self, tone=tone)
        for inside in (self._sign, self._words):
            inside.style().unpolish(inside)
            inside.style().polish(inside)
        self._buttons = [
            button(words, does) for words, does in ((action, pressed), ("Close" if closes else "", self.clear)) if words
        ]
        for one in self._buttons:
            self._row.addWidget(one)
        self.show()

    def clear(self) -> None:
        """Hide the notice: nothing is to be said any more."""
        self._take_buttons_away()
        self._words.clear()
        self.hide()

    def _take_buttons_away(self) -> None:
        for one in self._buttons:
            one.hide()
            one.deleteLater()
        self._buttons = []


class EmptyPlace(Card):
    """What belongs in a place that holds nothing yet, and the first step to it."""

    def __init__(
        self,
        what: str,
        words: str,
        action: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(f"{what}. {words}")
        inside = column(section(what), quiet(words), margin=16)
        if action:
            inside.addWidget(primary_button(action, pressed))
        self.body.addLayout(inside)
