"""Who came to the meetings of a period, and whether the meetings were quorate (Governance 5.3, 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnering_desk.app.list_header import list_header
from partnering_desk.app.lookups import settings_on
from partnering_desk.app.minutes_people import stretches
from partnering_desk.app.register import Register
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import AttendanceSheet, MeetingQuorum, PartyAttendance, PersonAttendance
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    AttendanceState,
    Capacity,
    Group,
    ItemAbsence,
    Meeting,
    Membership,
    Person,
)
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import IN_ATTENDANCE, PartyRole
from partnering_desk.rules.presence import Span, only_in_part
from partnering_desk.rules.quorum import Stretch
from partnering_desk.rules.quorum_words import quorum_kept
from partnering_desk.rules.wording import count, count_word, join_words, sentence_case, show_day


def attendance_register(
    register: Register, first: date | None = None, last: date | None = None, group_id: int | None = None
) -> Outline:
    """Who came to the meetings held from `first` (the beginning when None) to `last` (today), of one group or of all.

    Raises `Refusal` for a period that ends before it begins, or when there is no such group.
    """
    from partnering_desk.documents.registers import attendance_outline

    return attendance_outline(attendance_sheet(register, first, last, group_id))


def attendance_sheet(
    register: Register, first: date | None = None, last: date | None = None, group_id: int | None = None
) -> AttendanceSheet:
    """What the attendance over a period says; as `attendance_register`."""
    end = last or register.today()
    with register.read() as session:
        header = list_header(session, register, group_id, end, first)
        since, until = datetime.combine(first or date.min, time.min), datetime.combine(end, time.max)
        held = held_between(session, register, since, until, group_id)
        quorums = [(one, _quorum(session, one, register.now())) for one in held]
        meetings = tuple(_meeting(one, found) for one, found in quorums)
        parties = tuple(filter(None, (_party(party, held) for party in (*PartyRole, None))))
    return AttendanceSheet(header, _summary([found for _, found in quorums]), meetings, parties)


def held_between(
    session: Session, register: Register, since: datetime, until: datetime, group_id: int | None
) -> Sequence[Meeting]:
    """The meetings opened between two moments, and closed; oldest first, with all that is asked of them."""
    asked = (
        select(Meeting)
        .join(Meeting.group)
        .where(
            Group.partnering_id == register.partnering_id,
            Meeting.closed_at.is_not(None),
            Meeting.opened_at >= since,
            Meeting.opened_at <= until,
        )
        .options(
            joinedload(Meeting.group),
            selectinload(Meeting.adjournments),
            selectinload(Meeting.attendances).options(
                selectinload(Attendance.spans),
                selectinload(Attendance.item_absences).joinedload(ItemAbsence.item).selectinload(AgendaItem.stretches),
                joinedload(Attendance.person).joinedload(Person.organisation),
                joinedload(Attendance.membership).joinedload(Membership.person),
            ),
        )
        .order_by(Meeting.opened_at, Meeting.id)
    )
    if group_id is not None:
        asked = asked.where(Meeting.group_id == group_id)
    return session.scalars(asked).all()


def _quorum(session: Session, meeting: Meeting, now: datetime) -> tuple[Stretch, ...]:
    return stretches(meeting, settings_on(session, meeting.group.partnering_id, meeting.starts.date()), now)


def meeting_quorum(session: Session, register: Register, meeting: Meeting) -> MeetingQuorum:
    """One meeting as lists of meetings show it: how many came, and how the quorum was kept."""
    return _meeting(meeting, _quorum(session, meeting, register.now()))


def _meeting(meeting: Meeting, found: Sequence[Stretch]) -> MeetingQuorum:
    came = [one.party for one in meeting.attendances if one.spans]
    opened = meeting.opened_at or meeting.starts
    return MeetingQuorum(
        meeting.ref,
        show_day(opened.date()),
        came.count(PartyRole.COMMISSIONER),
        came.count(PartyRole.CONTRACTOR),
        quorum_kept(found),
    )


def _summary(quorums: Sequence[Sequence[Stretch]]) -> tuple[str, ...]:
    if not quorums:
        return ("No meeting was held.",)
    throughout = sum(all(one.quorate for one in found) for found in quorums)
    never = sum(not any(one.quorate for one in found) for found in quorums)
    kinds = (
        (throughout, "quorate throughout"),
        (len(quorums) - throughout - never, "quorate for a part of it"),
        (never, "never quorate"),
    )
    said = join_words(f"{count_word(number, 'was', 'were')} {words}" for number, words in kinds if number)
    held = sentence_case(count_word(len(quorums), "meeting"))
    return (f"{held} {'was' if len(quorums) == 1 else 'were'} held; {said} (Governance 5.5).",)


@dataclass
class _Tally:
    """What is counted of one person."""

    person: Person
    role: str
    called: int = 0
    present: int = 0
    in_part: int = 0
    apologies: int = 0
    absent: int = 0
    delegates: int = 0

    def count(self, attendance: Attendance) -> None:
        """Count one meeting, once."""
        meeting = attendance.meeting
        self.called += 1
        if attendance.spans and meeting.opened_at is not None and meeting.closed_at is not None:
            spans = [Span(one.arrived, one.left, one.mode) for one in attendance.spans]
            part = only_in_part(spans, meeting.opened_at, meeting.closed_at)
            self.in_part, self.present = self.in_part + part, self.present + (not part)
        elif _delegate(attendance) is not None:
            self.delegates += 1
        elif attendance.state is AttendanceState.APOLOGIES:
            self.apologies += 1
        else:
            self.absent += 1

    def row(self) -> PersonAttendance:
        """The person's line."""
        where = self.person.organisation.name if self.person.organisation else ""
        return PersonAttendance(
            self.person.name,
            ", ".join(filter(None, (where, self.role))),
            self.called,
            self.present,
            self.in_part,
            self.apologies,
            self.absent,
            self.delegates,
        )


def _delegate(attendance: Attendance) -> Attendance | None:
    """Who came and sat in a member's place (Governance 5.3)."""
    if attendance.capacity is not Capacity.MEMBER:
        return None
    others = (one for one in attendance.meeting.attendances if one.capacity is Capacity.DELEGATE and one.spans)
    return next((one for one in others if one.membership_id == attendance.membership_id), None)


def _party(party: PartyRole | None, meetings: Iterable[Meeting]) -> PartyAttendance | None:
    """The people of a party, or those in attendance; a delegate has a line for each seat they came for."""
    tallies: dict[tuple[int, int | None], _Tally] = {}
    for one in (each for meeting in meetings for each in meeting.attendances if each.party is party):
        stands_in = one.capacity is Capacity.DELEGATE and one.membership is not None
        role = f"delegate for {short_name(one.membership.person.name)}" if stands_in and one.membership else one.role
        key = one.person_id, one.membership_id if stands_in else None
        tallies.setdefault(key, _Tally(one.person, role)).count(one)
    if not tallies:
        return None
    rows = tuple(one.row() for one in tallies.values())
    seated = [one for (_, seat), one in tallies.items() if seat is None]
    called, came = sum(one.called for one in seated), sum(one.present + one.in_part for one in seated)
    by = sum(one.delegates for one in seated)
    said = f"{came} of {count(called, 'call')} to a meeting answered in person{f', {by} by a delegate' if by else ''}."
    return PartyAttendance(party.words if party else IN_ATTENDANCE, said, rows)
