"""To whom an agenda, or corrected minutes, go: shown before they do, and changed where that is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from partnering_desk.app.recipients import RecipientRow, check_chosen
from partnering_desk.ui.meetings.recipients_field import RecipientsField
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label


class RecipientsDialog(Dialog):
    """A sentence, and the recipients; what was chosen is read from `recipients` once it was accepted."""

    def __init__(self, parent: QWidget, title: str, verb: str, sentence: str, rows: Sequence[RecipientRow]) -> None:
        super().__init__(parent, title, verb)
        self.recipients = RecipientsField(rows)
        self.body.addWidget(label(sentence))
        self.body.addWidget(self.recipients)
        self.does = lambda: check_chosen(rows, self.recipients.chosen)
