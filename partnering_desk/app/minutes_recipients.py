"""To whom minutes go: every participant and every appropriate person, each once, with why (Governance 5.4.5)."""

from __future__ import annotations

from partnering_desk.app.lookups import office_holders
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.recipients import TRUSTED, Addressee, RecipientRow, recipient_rows
from partnering_desk.records.models import Attendance, AttendanceState, Capacity, Meeting, Office
from partnering_desk.rules.clause import Clause
from partnering_desk.rules.recipients import must_have_minutes


def recipients_of(meeting: Meeting) -> tuple[RecipientRow, ...]:
    """Those present, members who were not, and the circulation list, in the order in which a chair would name them."""
    people: dict[int, Addressee] = {}
    for attendance in sorted(meeting.attendances, key=lambda one: _rank(meeting, one)):
        because = _because(attendance)
        if because:
            people.setdefault(attendance.person_id, Addressee(attendance.person, because, _must(attendance)))
    day = held_on(meeting)
    for office in (*TRUSTED, Office.CIRCULATION):
        because = "circulation list" if office is Office.CIRCULATION else office.value.replace("_", " ")
        for person in office_holders(meeting.group, office, day):
            people.setdefault(person.id, Addressee(person, because))
    return recipient_rows(meeting, day, people.values())


def _rank(meeting: Meeting, one: Attendance) -> tuple[bool, bool, bool, int]:
    return one.person_id != meeting.chaired_by_id, not one.spans, one.party is None, one.id


def _because(one: Attendance) -> str:
    if one.spans:
        return "present" if one.party is not None else "in attendance"
    if one.state is AttendanceState.APOLOGIES:
        return "apologies"
    return "absent" if one.capacity is Capacity.MEMBER else ""


def _must(one: Attendance) -> Clause | None:
    return must_have_minutes(took_part=bool(one.spans), member=one.capacity is Capacity.MEMBER)
