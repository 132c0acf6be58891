"""What is asked when a meeting breaks off, ends, or settles when it meets next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app import meeting
from partnering_desk.app.register import Register
from partnering_desk.app.room import Room
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import sentence_case
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.text import label, quiet
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField


class AdjournDialog(Dialog):
    """Why the meeting breaks off for a while."""

    def __init__(self, parent: QWidget, register: Register, room: Room) -> None:
        super().__init__(parent, f"Adjourn {room.ref}", "Adjourn")
        form = Form()
        self.reason = form.add("&Why", QLineEdit(), "It may be left empty.")
        self.body.addWidget(form)
        self.does = lambda: meeting.adjourn(register, room.meeting_id, self.reason.text())
        self.reason.setFocus()


class CloseDialog(Dialog):
    """What closing the meeting now leaves; the meeting is not closed twice."""

    def __init__(self, parent: QWidget, register: Register, room: Room) -> None:
        super().__init__(parent, f"Close {room.ref}", "Close meeting")
        found = meeting.closing(register, room.meeting_id).sentences
        for sentence in found or ("Every item was reached.",):
            self.body.addWidget(label(sentence_case(sentence)))
        if not room.next_meeting:
            self.body.addWidget(quiet("The date of the next meeting is not settled (Governance 5.4.1)."))
        self.does = lambda: meeting.close_meeting(register, room.meeting_id)
        self.verb.setFocus()


class NextDateDialog(Dialog):
    """When and where the group meets next (Governance 5.4.1)."""

    def __init__(self, parent: QWidget, register: Register, room: Room) -> None:
        super().__init__(parent, "Next meeting (Governance 5.4.1)", "Settle the date")
        if room.next_meeting:
            self.body.addWidget(quiet(f"In the calendar: {room.next_meeting}"))
        form = Form()
        self.day = form.add("&Day", DateField(register.today))
        self.time = form.add("&Time", TimeField())
        self.time.set_value(room.starts.time())
        self.place = form.add("&Place", QLineEdit())
        self.place.setPlaceholderText("where the group usually meets")
        self.note = form.add("Or, without a date, a &note", QLineEdit())
        self.note.setPlaceholderText("to be settled by e-mail")
        self.body.addWidget(form)
        self._register, self._room = register, room
        self.does = self._settle
        self.day.setFocus()

    def _settle(self) -> None:
        day, time = self.day.value(), self.time.value()
        if day is None and self.note.text().strip():
            meeting.note_next_meeting(self._register, self._room.meeting_id, self.note.text())
            return
        if day is None or time is None:
            raise Refusal("Type the day and the time of the next meeting, or a note.")
        place = self.place.text().strip() or None
        meeting.set_next_date(self._register, self._room.meeting_id, datetime.combine(day, time), place)
