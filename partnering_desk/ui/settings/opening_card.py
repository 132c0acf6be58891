"""Whether a double click on a register opens it in this program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from partnering_desk.app.association import associate
from partnering_desk.app.register import SUFFIX
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import words_for
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, row
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import quiet


class OpeningCard(Card):
    """Tells the system, away from the screen, once it is asked to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(heading="Opening registers", parent=parent)
        self._worker = Worker(self)
        self.answer = Notice()
        self.open_button = button(f"Open {SUFFIX} files with this program", self.associate)
        self.body.addWidget(quiet("A double click on a register then opens it, for you, on this machine."))
        self.body.addWidget(self.answer)
        self.body.addLayout(row(self.open_button, None))

    def associate(self) -> None:
        """Have registers opened by this program."""
        self.answer.clear()
        self._worker.run(
            associate,
            lambda words: self.answer.say(words, Tone.GOOD),
            lambda error: self.answer.say(words_for(error), Tone.CARE),
        )
