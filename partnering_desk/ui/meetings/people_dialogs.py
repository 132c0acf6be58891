"""What is asked about one person at a meeting: a time, a delegate, an interest, the chair, somebody new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from partnering_desk.app import meeting
from partnering_desk.app.here import Mark, PersonRow
from partnering_desk.app.interests import HANDLED
from partnering_desk.app.register import Register
from partnering_desk.app.room import Room
from partnering_desk.rules.clause import G5_4, Refusal
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField


class TimeDialog(Dialog):
    """At what time somebody came, went, or something happened."""

    def __init__(self, parent: QWidget, title: str, verb: str, room: Room, does: Callable[[datetime], object]) -> None:
        super().__init__(parent, title, verb)
        self._room, self._act = room, does
        form = Form()
        self.time = form.add("&Time", TimeField())
        self.body.addWidget(form)
        self.does = self._do
        self.time.setFocus()

    def _do(self) -> object:
        typed = self.time.value()
        if typed is None:
            raise Refusal("Type the time, like 10:35.")
        return self._act(datetime.combine((self._room.opened_at or self._room.starts).date(), typed))


class DelegateDialog(Dialog):
    """Who sits in a member's place (Governance 5.3)."""

    def __init__(self, parent: QWidget, register: Register, room: Room, member: PersonRow) -> None:
        super().__init__(parent, f"Delegate for {member.name} (Governance 5.3)", "Add delegate")
        form = Form()
        taken = {one.person_id for one in room.people if one.party is not None}
        people = [(one.person_id, one.name) for one in room.candidates if one.person_id not in taken]
        self.person = form.add("&Delegate", PersonPicker("Delegate", people))
        self.briefed = QCheckBox("Was &briefed before the meeting")
        self.here = QCheckBox("Is here &now")
        self.here.setChecked(room.closed_at is None)
        self.body.addWidget(form)
        self.body.addWidget(self.briefed)
        self.body.addWidget(self.here)
        self._register, self._member = register, member
        self.does = self._add
        self.person.setFocus()

    def _add(self) -> None:
        person_id = self.person.person_id()
        if person_id is None:
            raise Refusal("Choose who sits in the member's place.")
        attendance_id = self._member.attendance_id
        added = meeting.add_delegate(self._register, attendance_id, person_id, self.briefed.isChecked())
        if self.here.isChecked():
            meeting.set_presence(self._register, added, Mark.PRESENT)


class DebriefDialog(Dialog):
    """When a delegate told the member what happened (Governance 5.3.2)."""

    def __init__(self, parent: QWidget, register: Register, delegate: PersonRow) -> None:
        super().__init__(parent, f"{delegate.name} debriefed {delegate.delegate_for}", "Record debrief")
        form = Form()
        self.day = form.add("&On", DateField(register.today))
        self.day.set_value(delegate.debriefed_on or register.today())
        self.body.addWidget(form)
        self.does = lambda: meeting.set_debriefed(register, delegate.attendance_id, self.day.value())


class InterestDialog(Dialog):
    """A declaration of interest (practice P4)."""

    def __init__(self, parent: QWidget, register: Register, room: Room, person: PersonRow, item_id: int | None) -> None:
        super().__init__(parent, f"{person.name} declares an interest", "Record interest")
        form = Form()
        self.nature = form.add("&Interest", QLineEdit())
        self.nature.setPlaceholderText("trustee of the hostel’s landlord")
        self.item = form.add("In &item", QComboBox())
        self.item.addItem("the meeting as a whole", None)
        for one in room.items:
            self.item.addItem(f"{one.number} {one.title}", one.item_id)
        self.item.setCurrentIndex(max(self.item.findData(item_id), 0))
        self.handled = form.add("&What was done", QComboBox())
        self.handled.setEditable(True)
        self.handled.addItems(HANDLED)
        self.body.addWidget(form)
        self.does = lambda: meeting.declare_interest(
            register,
            person.attendance_id,
            self.item.currentData(),
            self.nature.text(),
            self.handled.currentText(),
        )
        self.nature.setFocus()


class ChairDialog(Dialog):
    """Who takes the chair, and why (Governance 5.4)."""

    def __init__(self, parent: QWidget, register: Register, room: Room, chosen: int | None = None) -> None:
        super().__init__(parent, "Take the chair (Governance 5.4)", "Take the chair")
        if room.chair:
            self.body.addWidget(quiet(f"The chair appointed is {room.chair}."))
        form = Form()
        self.person = form.add("&Who", QComboBox())
        for one in room.people:
            if one.party is not None and one.here:
                self.person.addItem(f"{one.name}, {one.party.words}", one.person_id)
        self.person.setCurrentIndex(max(self.person.findData(chosen or room.vice_chair_id), 0))
        self.because = form.add("&Because", QLineEdit(), "Left empty, it says why the chair is away.")
        self.body.addWidget(form)
        self._register, self._room = register, room
        self.does = self._take

    def _take(self) -> None:
        person_id = self.person.currentData()
        if person_id is None:
            raise Refusal("Nobody is here who can take the chair (Governance 5.4). Mark who is present first.", G5_4)
        meeting.take_chair(self._register, self._room.meeting_id, person_id, self.because.text())


class AddPersonDialog(Dialog):
    """Somebody in attendance: of the register, or new to it (report 3.1.9)."""

    def __init__(self, parent: QWidget, register: Register, room: Room) -> None:
        super().__init__(parent, "Add a person in attendance", "Add person")
        form = Form()
        listed = {one.person_id for one in room.people}
        people = [(one.person_id, one.name) for one in room.candidates if one.person_id not in listed]
        self.person = form.add("&Name", PersonPicker("Name", people), "Somebody new: type the whole name.")
        self.role = form.add("&There for", QLineEdit())
        self.role.setPlaceholderText("service users")
        self.here = QCheckBox("Is here &now")
        self.here.setChecked(room.closed_at is None)
        self.body.addWidget(form)
        self.body.addWidget(self.here)
        self._register, self._room, self._people = register, room, people
        self.does = self._add
        self.person.setFocus()

    def _add(self) -> None:
        name = self.person.currentText()
        if _known(name, self._people):
            person_id = self.person.person_id() or 0
            added = meeting.add_in_attendance(self._register, self._room.meeting_id, person_id, self.role.text())
        else:
            added = meeting.add_visitor(self._register, self._room.meeting_id, name, self.role.text())
        if self.here.isChecked():
            meeting.set_presence(self._register, added, Mark.PRESENT)


def _known(name: str, people: Sequence[tuple[int, str]]) -> bool:
    return bool(name.strip()) and any(name.strip().casefold() in known.casefold() for _, known in people)
