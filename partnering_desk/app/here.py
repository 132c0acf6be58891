"""Who is here, as the screen of a meeting lists them, and whether the group can decide (Governance 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from partnering_desk.app.attendance import Mark
from partnering_desk.app.lookups import attendee, everybody_at
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Meeting,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.finding import Finding, require_quorum
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Attendee, Mode, Span
from partnering_desk.rules.quorum import hangs_on, quorum_at
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import show_time

__all__ = ["Capacity", "Mark", "Mode", "PersonRow", "QuorumBand", "Span", "band", "people_now", "people_of"]


_MINUTES = "minutes"
"""The role of the minute taker, who is listed last."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person at a meeting: as what, since when, and what the rules make of it."""

    attendance_id: int
    person_id: int
    name: str
    full_name: str
    organisation: str
    party: PartyRole | None
    capacity: Capacity
    delegate_for: str
    """Whose place a delegate takes; empty for others."""
    has_delegate: bool
    role: str
    """"chair", "service users", "minutes"."""
    mark: Mark
    words: str
    """The mark as its chip shows it: "present", "from 10:15", "left 10:35"."""
    spans: tuple[Span, ...]
    times: str
    """Each coming and going: "10:02–10:35, online 10:40–"."""
    away_from: tuple[int, ...]
    """The items for which the person is out of the room."""
    briefed: bool
    debriefed_on: date | None
    attendee: Attendee

    @property
    def here(self) -> bool:
        """Whether the person is in the room or online now."""
        return self.mark in (Mark.PRESENT, Mark.ONLINE)

    @property
    def owes_debrief(self) -> bool:
        """Whether this is a delegate who was here, and has not debriefed the member yet (Governance 5.3.2)."""
        return self.capacity is Capacity.DELEGATE and bool(self.spans) and self.debriefed_on is None


@dataclass(frozen=True, slots=True)
class QuorumBand:
    """Whether the group can decide right now, in the words of the band across the screen."""

    finding: Finding
    headline: str
    commissioner: str
    contractor: str
    remark: str
    """On whom the quorum hangs; without quorum, what is wrong and what can be done."""

    @property
    def quorate(self) -> bool:
        """Whether the group can decide."""
        return self.finding.quorate


def band(
    people: Iterable[PersonRow],
    opened_at: datetime | None,
    now: datetime,
    settings: Settings,
    closing: bool = False,
) -> QuorumBand:
    """The quorum of the people listed, at `now`, worked out from what is in memory alone.

    With `closing`, `now` is when the meeting closed: who left at that moment was there, and nothing hangs on anybody.
    """
    attendees = tuple(one.attendee for one in people)
    finding = quorum_at(attendees, now, settings, closing)
    if closing:
        headline, remark = f"{'Quorate' if finding.quorate else 'Not quorate'} when it closed at {show_time(now)}", ""
    elif finding.quorate:
        since = max(filter(None, (finding.since, opened_at)), default=now)
        headline = f"Quorate since {show_time(since)}"
        remark = hangs_on(attendees, now, settings) or ""
    else:
        headline, remark = _not_quorate(finding, opened_at), _what_is_wrong(finding)
    return QuorumBand(
        finding,
        headline,
        f"Commissioner {finding.commissioner} present",
        f"Contractor {finding.contractor} present",
        remark,
    )


def _not_quorate(finding: Finding, opened_at: datetime | None) -> str:
    if finding.since is None or opened_at is None or finding.since <= opened_at:
        return "Not quorate"
    return f"Not quorate since {show_time(finding.since)}"


def _what_is_wrong(finding: Finding) -> str:
    try:
        require_quorum(finding)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def people_of(meeting: Meeting, chair_id: int | None) -> tuple[PersonRow, ...]:
    """Everybody at a meeting: Commissioner, Contractor, in attendance; the chair first, delegates after members."""
    return _listed(meeting.attendances, meeting.opened_at, chair_id)


def _listed(there: Sequence[Attendance], opened_at: datetime | None, chair_id: int | None) -> tuple[PersonRow, ...]:
    delegates = {one.membership_id: one for one in there if one.capacity is Capacity.DELEGATE}
    listed: list[PersonRow] = []
    for party in (*PartyRole, None):
        seats = [one for one in there if one.party is party and one.capacity is not Capacity.DELEGATE]
        for seat in sorted(seats, key=lambda one: (one.person_id != chair_id, one.role == _MINUTES)):
            stand_in = delegates.pop(seat.membership_id, None) if seat.membership_id is not None else None
            listed.append(person_row(seat, opened_at, chair_id, stand_in is not None))
            if stand_in is not None:
                listed.append(person_row(stand_in, opened_at, chair_id, False))
    return tuple(listed)


def person_row(
    attendance: Attendance, opened_at: datetime | None, chair_id: int | None, has_delegate: bool
) -> PersonRow:
    """One person at a meeting as the screen lists them."""
    person, sees = attendance.person, attendee(attendance)
    mark = _mark(attendance)
    return PersonRow(
        attendance_id=attendance.id,
        person_id=person.id,
        name=short_name(person.name),
        full_name=person.name,
        organisation=person.organisation.name if person.organisation else "",
        party=attendance.party,
        capacity=attendance.capacity,
        delegate_for=short_name(sees.delegate_for) if sees.delegate_for else "",
        has_delegate=has_delegate,
        role="chair" if person.id == chair_id else attendance.role,
        mark=mark,
        words=_words(mark, sees.spans, opened_at),
        spans=sees.spans,
        times=times_words(sees.spans),
        away_from=tuple(one.item_id for one in attendance.item_absences),
        briefed=attendance.briefed,
        debriefed_on=attendance.debriefed_on,
        attendee=sees,
    )


def people_now(register: Register, meeting_id: int, chair_id: int | None) -> tuple[PersonRow, ...]:
    """Everybody at a meeting as they are marked now; for the screen to show at once what was just marked.

    `chair_id` is the person appointed to the chair.
    """
    with register.read() as session:
        there = everybody_at(session, meeting_id)
        return _listed(there, there[0].meeting.opened_at if there else None, chair_id)


_AWAY = {
    AttendanceState.EXPECTED: Mark.EXPECTED,
    AttendanceState.APOLOGIES: Mark.APOLOGIES,
    AttendanceState.ABSENT: Mark.ABSENT,
}


def _mark(attendance: Attendance) -> Mark:
    if not attendance.spans:
        return _AWAY.get(attendance.state, Mark.EXPECTED)
    last = attendance.spans[-1]
    if last.left is not None:
        return Mark.LEFT
    return Mark.ONLINE if last.mode is Mode.ONLINE else Mark.PRESENT


def _words(mark: Mark, spans: tuple[Span, ...], opened_at: datetime | None) -> str:
    if mark is Mark.LEFT and spans[-1].left is not None:
        return f"left {show_time(spans[-1].left)}"
    came_late = opened_at is not None and bool(spans) and _to_minute(spans[0].arrived) > _to_minute(opened_at)
    if mark is Mark.PRESENT:
        return f"from {show_time(spans[0].arrived)}" if came_late else "present"
    if mark is Mark.ONLINE:
        return f"online {show_time(spans[0].arrived)}" if came_late else "online"
    return mark.value


def _to_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def times_words(spans: Iterable[Span]) -> str:
    """Each coming and going on one line, as it can be typed: "10:02–10:35, online 10:40–"."""
    return ", ".join(
        ("online " if span.mode is Mode.ONLINE else "")
        + f"{show_time(span.arrived)}–{show_time(span.left) if span.left else ''}"
        for span in spans
    )
