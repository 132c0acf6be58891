"""To whom an agenda goes: everybody called to the meeting, and the circulation list (Governance 5.4.2)."""

from __future__ import annotations

from partnering_desk.app.lookups import office_holders
from partnering_desk.app.recipients import Addressee, RecipientRow, recipient_rows
from partnering_desk.records.models import Attendance, Capacity, Meeting, Office
from partnering_desk.rules.recipients import must_have_agenda

_BECAUSE = {
    Capacity.MEMBER: "Group Member",
    Capacity.DELEGATE: "delegate",
    Capacity.IN_ATTENDANCE: "in attendance",
}


def agenda_recipients(meeting: Meeting) -> tuple[RecipientRow, ...]:
    """Those called, then the circulation list, each once."""
    day = meeting.starts.date()
    people = {one.person_id: _called(one) for one in meeting.attendances}
    for person in office_holders(meeting.group, Office.CIRCULATION, day):
        people.setdefault(person.id, Addressee(person, "circulation list"))
    return recipient_rows(meeting, day, people.values())


def _called(one: Attendance) -> Addressee:
    must = must_have_agenda(one.capacity is not Capacity.IN_ATTENDANCE)
    return Addressee(one.person, _BECAUSE[one.capacity], must)
