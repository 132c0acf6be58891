"""Whether meetings, agendas and attendances keep the rules (Governance 5.1, 5.3, 5.4; practice P3, P6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken, refused
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    AttendanceState,
    Capacity,
    Interest,
    Meeting,
    Membership,
)
from partnering_desk.rules.membership import Member, check_delegate
from partnering_desk.rules.numbers import meeting_ref
from partnering_desk.rules.presence import Span, check_spans

_DAY = timedelta(days=1)


def faults(session: Session) -> Iterator[Broken]:
    """Every fault in the meetings, their agendas and who was there."""
    for one in session.scalars(select(Meeting).order_by(Meeting.id)):
        yield from _meeting(one)
        for item in one.items:
            yield from _item(session, one, item)
        for interest in one.interests:
            yield from _interest(one, interest)
        for attendance in one.attendances:
            yield from _attendance(attendance)


def _meeting(one: Meeting) -> Iterator[Broken]:
    where = f"meeting {one.ref}"
    if one.ref != meeting_ref(one.group.code, one.year, one.number):
        yield Broken(where, "Its number is not that of its group, its year and its place among them (practice P6).")
    if one.closed_at is not None and not any(item.removed_at is None for item in one.items):
        yield Broken(where, "It was held without an agenda (Governance 5.4.2).")
    if one.chaired_by_id is not None and one.chaired_by_id not in {each.person_id for each in one.attendances}:
        yield Broken(where, "Somebody took the chair who is not among those called (Governance 5.4).")
    for pause in one.adjournments:
        if one.opened_at is None or pause.adjourned_at < one.opened_at:
            yield Broken(where, "It was adjourned before it was opened.")
        if one.closed_at is not None and (pause.resumed_at is None or pause.resumed_at > one.closed_at):
            yield Broken(where, "It was closed while it was adjourned.")


def _item(session: Session, meeting: Meeting, item: AgendaItem) -> Iterator[Broken]:
    where = f"meeting {meeting.ref}, item “{item.title}”"
    if any(paper.group_id != meeting.group_id for paper in item.papers):
        yield Broken(where, "It has a paper of another group.")
    about = item.about_meeting
    if about is not None and (about.group_id != meeting.group_id or about.id == meeting.id):
        yield Broken(where, "It is to confirm minutes that are not an earlier meeting's of this group (practice P7).")
    if item.carried_from_id is not None:
        before = session.get(AgendaItem, item.carried_from_id)
        if before is not None and before.meeting.group.partnering_id != meeting.group.partnering_id:
            yield Broken(where, "It is carried over from another partnering (practice P5).")
    yield from _stretches(meeting, item, where)


def _stretches(meeting: Meeting, item: AgendaItem, where: str) -> Iterator[Broken]:
    if item.started_at is None:
        return
    if meeting.opened_at is None or item.started_at < meeting.opened_at:
        yield Broken(where, "It was taken up before the meeting was opened.")
    if meeting.closed_at is not None and (item.finished_at is None or item.finished_at > meeting.closed_at):
        yield Broken(where, "It was still under way after the meeting was closed.")
    for earlier, later in pairwise(item.stretches):
        if earlier.finished_at is None or later.started_at < earlier.finished_at:
            yield Broken(where, "It was taken up again while it was under way (practice P3).")


def _interest(meeting: Meeting, one: Interest) -> Iterator[Broken]:
    if one.item is not None and one.item.meeting_id != meeting.id:
        yield Broken(f"meeting {meeting.ref}", "An interest is declared in another meeting's item (practice P4).")


def _attendance(one: Attendance) -> Iterator[Broken]:
    where = f"{one.meeting.ref}, {one.person.name}"
    spans = [Span(span.arrived, span.left, span.mode) for span in one.spans]
    yield from refused(where, lambda: check_spans(one.person.name, spans))
    if one.spans and one.state is not AttendanceState.ATTENDING:
        yield Broken(where, f"Was there, and is marked {one.state.value} (practice P3).")
    if one.person.partnering_id != one.meeting.group.partnering_id:
        yield Broken(where, "Is a person of another partnering.")
    for absence in one.item_absences:
        if absence.item.meeting_id != one.meeting_id:
            yield Broken(where, "Was out of the room for another meeting's item (practice P3).")
    if one.membership is not None:
        yield from _seat(one, one.membership, where)


def _seat(one: Attendance, seat: Membership, where: str) -> Iterator[Broken]:
    day = one.meeting.starts.date()
    if seat.group_id != one.meeting.group_id or seat.party is not one.party:
        yield Broken(where, "Sits by a membership of another group or party (Governance 5.1).")
    elif not (seat.starts <= day and (seat.ends is None or day <= seat.ends + _DAY)):
        # A change agreed on the day of a meeting, after it, lets the old member stand to the day before.
        yield Broken(where, f"{seat.person.name} was no Group Member on that day (Governance 5.1).")
    if one.capacity is Capacity.MEMBER and seat.person_id != one.person_id:
        yield Broken(where, f"Sits by the membership of {seat.person.name} (Governance 5.1).")
    if one.capacity is Capacity.DELEGATE:
        yield from _delegate(one, seat, where)


def _delegate(one: Attendance, seat: Membership, where: str) -> Iterator[Broken]:
    mates = [other for other in one.meeting.attendances if other.membership_id == seat.id and other is not one]
    member = next((other for other in mates if other.capacity is Capacity.MEMBER), None)
    standing = None
    if member is not None:
        standing = Member(member.person_id, member.person.name, seat.party, seat.starts, seat.ends, None)
    others = [other.person.name for other in mates if other.capacity is Capacity.DELEGATE and other.id < one.id]
    yield from refused(
        where,
        partial(
            check_delegate,
            one.person.name,
            one.party,
            standing,
            away=member is None or not _met(one, member),
            other_delegate=next(iter(others), ""),
        ),
    )


def _met(one: Attendance, other: Attendance) -> bool:
    """Whether both were there at the same time: then neither came in the other's place."""
    return any(
        (mine.left is None or theirs.arrived < mine.left) and (theirs.left is None or mine.arrived < theirs.left)
        for mine in one.spans
        for theirs in other.spans
    )
