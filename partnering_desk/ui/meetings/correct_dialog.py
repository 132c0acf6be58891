"""A correction of circulated minutes: which item, which paragraph, and what it shall say."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import minutes
from partnering_desk.app.confirm_view import Confirmer, ConfirmView, Correctable
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.meetings.notes_edit import NotesEdit
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.text import quiet

_ADDS = "(adds something new)"
_SHOWN = 90


class CorrectDialog(Dialog):
    """What a later meeting corrects. The original stays readable beside it."""

    def __init__(self, parent: QWidget, register: Register, view: ConfirmView, at: Confirmer) -> None:
        super().__init__(parent, f"Correct the minutes of {view.ref}", "Record correction")
        self._items: dict[int | None, Correctable] = {one.item_id: one for one in view.items}
        self.item, self.paragraph = QComboBox(), QComboBox()
        for one in view.items:
            self.item.addItem(one.title, one.item_id)
        self.item.addItem("The meeting as a whole", None)
        self.text = NotesEdit("It shall say", lines=5)
        form = Form()
        form.add("&Item", self.item)
        form.add("&Paragraph", self.paragraph, "As it was circulated.")
        form.add("It shall &say", self.text)
        self.body.addWidget(quiet(f"As {at.ref} decides. What was circulated stays readable; {_next_words(view)}."))
        self.body.addWidget(form)
        self.item.activated.connect(lambda _place: self._show_paragraphs())
        self.paragraph.activated.connect(lambda _place: self._show_text())
        self.does = lambda: minutes.correct(
            register, view.meeting_id, at.meeting_id, self.item.currentData(), self.text.toPlainText(), self.was
        )
        self._show_paragraphs()

    @property
    def was(self) -> str:
        """The words that the correction replaces; empty when it adds."""
        return str(self.paragraph.currentData() or "")

    def _show_paragraphs(self) -> None:
        self.paragraph.clear()
        found = self._items.get(self.item.currentData())
        for one in found.paragraphs if found is not None else ():
            words = " ".join(one.split())
            self.paragraph.addItem(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…", one)
        self.paragraph.addItem(_ADDS, "")
        self._show_text()

    def _show_text(self) -> None:
        self.text.setPlainText(self.was)


def _next_words(view: ConfirmView) -> str:
    if not view.confirmed:
        return "version 2 names what changed"
    goes = f", and goes to {count(len(view.readers), 'person', 'people')}" if view.readers else ""
    return f"the next version names what changed{goes}"
