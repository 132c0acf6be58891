"""To whom minutes go: every participant and every appropriate person, each once, with why (Governance 5.4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.circulation import Recipient, channel_for
from partnering_desk.app.lookups import office_holders, row
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Channel,
    Delivery,
    Meeting,
    Office,
    Person,
)
from partnering_desk.rules.agenda import sees_confidential
from partnering_desk.rules.names import short_name

_TRUSTED = (Office.CHAIR, Office.VICE_CHAIR, Office.MINUTE_TAKER)
"""Offices whose holders see confidential items without being Group Members."""
_DELIVERY = {
    Delivery.EMAIL: "no e-mail address: on paper",
    Delivery.PRINTED: "printed",
    Delivery.LARGE_PRINT: "printed, large type",
}


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One person to whom the minutes go: why, how, and whether in whole or without the confidential items."""

    person_id: int
    name: str
    because: str
    channel: Channel
    how: str
    address: str
    whole: bool
    lacks_address: bool


def minutes_recipients(register: Register, meeting_id: int) -> tuple[RecipientRow, ...]:
    """To whom the minutes of a meeting go, in the order in which a chair would name them."""
    with register.read() as session:
        return recipients_of(row(session, Meeting, meeting_id))


def recipients_of(meeting: Meeting) -> tuple[RecipientRow, ...]:
    """As `minutes_recipients`: those present, members who were not, and the circulation list."""
    people: dict[int, tuple[Person, str]] = {}
    for attendance in sorted(meeting.attendances, key=lambda one: _rank(meeting, one)):
        because = _because(attendance)
        if because:
            people.setdefault(attendance.person_id, (attendance.person, because))
    day = held_on(meeting)
    for office in (*_TRUSTED, Office.CIRCULATION):
        because = "circulation list" if office is Office.CIRCULATION else office.value.replace("_", " ")
        for person in office_holders(meeting.group, office, day):
            people.setdefault(person.id, (person, because))
    trusted = _trusted(meeting)
    confidential = any(item.confidential_because for item in on_agenda(meeting))
    return tuple(_row(one, why, not confidential or one.id in trusted) for one, why in people.values())


def to_queue(rows: Iterable[RecipientRow], channels: dict[int, Channel]) -> tuple[Recipient, ...]:
    """The recipients as the outbox takes them; `channels` by person where another way was chosen."""
    return tuple(Recipient(one.person_id, one.because, channels.get(one.person_id)) for one in rows)


def _rank(meeting: Meeting, one: Attendance) -> tuple[bool, bool, bool, int]:
    return one.person_id != meeting.chaired_by_id, not one.spans, one.party is None, one.id


def _because(one: Attendance) -> str:
    if one.spans:
        return "present" if one.party is not None else "in attendance"
    if one.state is AttendanceState.APOLOGIES:
        return "apologies"
    return "absent" if one.capacity is Capacity.MEMBER else ""


def _trusted(meeting: Meeting) -> set[int]:
    """Who is given confidential items (practice P9)."""
    counted = {one.person_id for one in meeting.attendances if one.capacity is not Capacity.IN_ATTENDANCE}
    officers = {one.id for office in _TRUSTED for one in office_holders(meeting.group, office, held_on(meeting))}
    return {one for one in counted | officers if sees_confidential(one in counted, one in officers)}


def _row(person: Person, because: str, whole: bool) -> RecipientRow:
    channel = channel_for(person)
    return RecipientRow(
        person_id=person.id,
        name=short_name(person.name),
        because=because,
        channel=channel,
        how="email" if channel is Channel.SMTP else _DELIVERY[person.delivery],
        address=person.email,
        whole=whole,
        lacks_address=person.delivery is Delivery.EMAIL and not person.email,
    )
