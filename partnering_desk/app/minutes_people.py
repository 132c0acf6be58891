"""Who was at a meeting, as its minutes say it: computed from the record, in one wording (practice P2, P3, P4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from partnering_desk.app.lookups import attendees_of, office_holder
from partnering_desk.documents.snapshots import Column, Present
from partnering_desk.records.models import Attendance, AttendanceState, Capacity, Meeting, Office
from partnering_desk.rules.chair import chair_sentence
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import IN_ATTENDANCE, PartyRole
from partnering_desk.rules.presence import Span, presence_remarks
from partnering_desk.rules.quorum import Stretch, quorum_over, quorum_sentence
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import join_words, show_time

_MINUTES = "minutes"
_OFFICES = ("chair", "vice-chair")


def attendance(meeting: Meeting) -> tuple[Column, ...]:
    """Those who came, by party and in attendance; the chair first, the minute taker last."""
    came = sorted((one for one in meeting.attendances if one.spans), key=lambda one: _rank(meeting, one))
    columns = [
        Column(party.words, tuple(_present(meeting, one) for one in came if one.party is party)) for party in PartyRole
    ]
    others = tuple(_present(meeting, one) for one in came if one.party is None)
    return (*columns, Column(IN_ATTENDANCE, others)) if others else tuple(columns)


def _rank(meeting: Meeting, one: Attendance) -> tuple[bool, bool, int]:
    return one.person_id != meeting.chaired_by_id, one.role == _MINUTES, one.id


def _present(meeting: Meeting, one: Attendance) -> Present:
    spans = [Span(each.arrived, each.left, each.mode) for each in one.spans]
    opened = meeting.opened_at or meeting.starts
    chair = ("chair",) if one.person_id == meeting.chaired_by_id else ()
    stands_in = one.capacity is Capacity.DELEGATE and one.membership is not None
    return Present(
        name=short_name(one.person.name),
        remarks=(*chair, *presence_remarks(spans, opened, meeting.closed_at)),
        delegate_for=short_name(one.membership.person.name) if stands_in and one.membership is not None else "",
        organisation=_there_for(one) if one.party is None else "",
    )


def _there_for(one: Attendance) -> str:
    """What somebody in attendance is there for, or whom they come from."""
    if one.role and one.role not in _OFFICES:
        return one.role
    return one.person.organisation.name if one.person.organisation is not None else one.role


def apologies(meeting: Meeting) -> tuple[str, ...]:
    """Those who sent apologies."""
    return _names(one for one in meeting.attendances if one.state is AttendanceState.APOLOGIES)


def apologies_sentence(meeting: Meeting) -> str:
    """Who sent apologies, in a sentence."""
    names = apologies(meeting)
    return f"Apologies were received from {join_words(names)}." if names else "There were no apologies."


def absent(meeting: Meeting) -> tuple[str, ...]:
    """Members and delegates who neither came nor sent apologies."""
    return _names(one for one in meeting.attendances if one.state is AttendanceState.ABSENT and one.party is not None)


def _names(people: Iterable[Attendance]) -> tuple[str, ...]:
    return tuple(short_name(one.person.name) for one in people)


def chaired(meeting: Meeting) -> str:
    """Who took the chair, where that was not the appointed chair (Governance 5.4)."""
    appointed = office_holder(meeting.group, Office.CHAIR, meeting.starts.date())
    taken_by = meeting.chaired_by
    if taken_by is None or (appointed is not None and appointed.id == taken_by.id):
        return ""
    return chair_sentence(taken_by.name, appointed.name if appointed is not None else "", meeting.chaired_because)


def quorum(meeting: Meeting, settings: Settings, now: datetime) -> str:
    """The one sentence on the quorum of the whole meeting (Governance 5.5, practice P2)."""
    if meeting.opened_at is None:
        return ""
    return quorum_sentence(stretches(meeting, settings, now), settings)


def stretches(meeting: Meeting, settings: Settings, now: datetime) -> tuple[Stretch, ...]:
    """The quorum over the meeting so far; none before it was opened."""
    if meeting.opened_at is None:
        return ()
    end = meeting.closed_at or max(now, meeting.opened_at)
    pauses = [(one.adjourned_at, one.resumed_at or end) for one in meeting.adjournments]
    return quorum_over(attendees_of(meeting), meeting.opened_at, end, settings, pauses)


def adjournments(meeting: Meeting) -> tuple[str, ...]:
    """Each break: from when to when, and why."""
    return tuple(
        f"From {show_time(one.adjourned_at)}"
        + (f" to {show_time(one.resumed_at)}" if one.resumed_at is not None else "")
        + (f": {one.reason.rstrip('.')}." if one.reason else ".")
        for one in meeting.adjournments
    )
