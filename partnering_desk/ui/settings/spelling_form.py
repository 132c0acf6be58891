"""Whether spelling is checked, the words that this person added, and why nothing is checked where it cannot be."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from partnering_desk.rules.wording import count
from partnering_desk.ui.spelling.spelling import the_spelling
from partnering_desk.ui.widgets.buttons import button, tick
from partnering_desk.ui.widgets.card import Card, row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.text import quiet


class SpellingForm(Card):
    """The card of the settings that is about spelling."""

    def __init__(self) -> None:
        super().__init__(heading="Spelling")
        self.check = tick("Check spelling in British English as I type", self._switch)
        self.words = button("Your words…", self._open_words)
        self.says = quiet("")
        self.body.addWidget(self.check)
        self.body.addWidget(self.says)
        self.body.addLayout(row(self.words, None))
        the_spelling().changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what holds now."""
        spelling = the_spelling()
        self.check.setChecked(spelling.on)
        self.check.setEnabled(not spelling.fault)
        own = f", and so are {count(len(spelling.own_words), 'word')} of your own" if spelling.own_words else ""
        self.says.setText(spelling.fault or f"Nothing leaves this machine. The names in the register are right{own}.")

    def _switch(self, on: bool) -> None:
        if on != the_spelling().on:
            the_spelling().switch(on)

    def _open_words(self) -> None:
        WordsDialog(self).exec()


class WordsDialog(Dialog):
    """The words that this person added, one on a line, to be added to or taken out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Your words", "Keep")
        self.text = QPlainTextEdit("\n".join(the_spelling().own_words))
        self.text.setTabChangesFocus(True)
        self.body.addWidget(labelled("&Words that are right", self.text, "One on a line."))
        self.does = lambda: the_spelling().keep_own(self.text.toPlainText().splitlines())
