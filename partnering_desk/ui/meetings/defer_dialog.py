"""Deferring a matter to somebody who has the authority to decide it (Governance 5.6)."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.decisions import defer_for_authority
from partnering_desk.app.register import Register
from partnering_desk.app.room import Room
from partnering_desk.rules.clause import G5_6, Refusal
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.typed_fields import DateField


class DeferDialog(Dialog):
    """Who must refer it back, to whom, and by when the answer is due."""

    def __init__(self, parent: QWidget, register: Register, room: Room, item_id: int, wording: str) -> None:
        super().__init__(parent, "Defer for authority (Governance 5.6)", "Defer")
        self._register, self._room, self._item_id = register, room, item_id
        form = Form()
        self.wording = form.add("&Matter", QLineEdit(wording))
        self.declared_by = form.add("&Who must refer it back", QComboBox())
        for one in room.people:
            if one.party is not None and one.here:
                self.declared_by.addItem(f"{one.name}, {one.party.words}", one.person_id)
        people = [(one.person_id, one.name) for one in room.candidates]
        self.person = form.add("&To whom", PersonPicker("To whom", people))
        self.due = form.add("Answer &due", DateField(register.today))
        self.body.addWidget(form)
        self.does = self._defer
        (self.wording if not wording.strip() else self.person).setFocus()

    def _defer(self) -> DecisionRow:
        person_id = self.person.person_id()
        if person_id is None:
            raise Refusal("Name the person who has the authority to decide (Governance 5.6).", G5_6)
        return defer_for_authority(
            self._register,
            self._room.meeting_id,
            self._item_id,
            self.wording.text(),
            person_id,
            self.due.value(),
            self.declared_by.currentData(),
        )
