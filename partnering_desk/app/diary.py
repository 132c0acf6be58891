"""Who and which room is taken when, and what a date would lead to: said before anything is done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnering_desk.app.expected import people_on
from partnering_desk.app.lookups import calendar_of, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.app.requirements import gaps_of, live_meetings
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import Attendance, AttendanceState, Group, Meeting
from partnering_desk.rules.minutes import agenda_deadline
from partnering_desk.rules.names import short_name
from partnering_desk.rules.schedule import Slot, choose_later, clashes, has_passed
from partnering_desk.rules.wording import count_word, join_words, plural, show_date

_DAY = timedelta(1)


def consequences_of_scheduling(
    register: Register, group_id: int, starts: datetime, minutes: int, place: str = ""
) -> tuple[str, ...]:
    """What a new meeting would clash with, in sentences; none when all is well."""
    with register.read() as session:
        group = row(session, Group, group_id)
        slot = slot_for(group, starts, starts + timedelta(minutes=minutes), place)
        said = [*_of_the_day(session, group, starts), *_clashing(session, slot)]
        if starts <= register.now():
            passed = has_passed(starts, register.now())
            said.append(f"{passed}: the meeting is recorded, and nobody is invited to it.")
        else:
            said += _agenda_too_late(session, register, group, starts.date())
        return tuple(said)


def consequences_of_move(
    register: Register, meeting_id: int, starts: datetime, place: str | None = None
) -> tuple[str, ...]:
    """What moving a meeting would lead to, in sentences; none when all is well."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        group = meeting.group
        if starts <= register.now():
            return (choose_later(starts, register.now()),)
        ends = starts + (meeting.ends - meeting.starts)
        slot = _moved_slot(meeting, starts, ends, meeting.place if place is None else place)
        said = [*_of_the_day(session, group, starts), *_clashing(session, slot)]
        said += _members(group, meeting.starts.date(), starts.date())
        if stage_of(session, meeting) is Stage.AGENDA:
            said.append(f"The agenda went out for {show_date(meeting.starts)}: circulate it again.")
        else:
            said += _agenda_too_late(session, register, group, starts.date())
        said += _periods_left(session, meeting, starts.date())
        return tuple(said)


def slot_for(group: Group, starts: datetime, ends: datetime, place: str, ref: str = "") -> Slot:
    """The time and place of a meeting, and everybody whom its day calls to it."""
    people = people_on(group, starts.date())
    return Slot(ref, starts, ends, place.strip() or group.location, tuple(people.items()))


def slots_between(session: Session, first: date, last: date) -> list[Slot]:
    """Every meeting from `first` to `last` that is not cancelled, of any group, with those who are to come."""
    asked = (
        select(Meeting)
        .options(selectinload(Meeting.attendances).options(joinedload(Attendance.person)))
        .where(
            Meeting.cancelled_at.is_(None),
            Meeting.starts < datetime.combine(last + _DAY, time()),
            Meeting.ends > datetime.combine(first, time()),
        )
        .order_by(Meeting.starts)
    )
    return [Slot(one.ref, one.starts, one.ends, one.place, tuple(_coming(one))) for one in session.scalars(asked)]


def _coming(meeting: Meeting) -> Iterable[tuple[int, str]]:
    away = (AttendanceState.APOLOGIES, AttendanceState.ABSENT)
    return ((one.person_id, one.person.name) for one in meeting.attendances if one.state not in away)


def _moved_slot(meeting: Meeting, starts: datetime, ends: datetime, place: str) -> Slot:
    """The meeting in its new place: members of the new day, and whoever was asked besides."""
    slot = slot_for(meeting.group, starts, ends, place, meeting.ref)
    office = people_on(meeting.group, meeting.starts.date())
    guests = [(who, name) for who, name in _coming(meeting) if who not in office]
    return Slot(slot.meeting_ref, starts, ends, place, tuple(dict([*slot.people, *guests]).items()))


def _of_the_day(session: Session, group: Group, starts: datetime) -> Iterable[str]:
    why = calendar_of(session, group.partnering_id).why_not(starts.date())
    if why is not None:
        yield f"{show_date(starts)} is not a Working Day ({why})."


def _clashing(session: Session, slot: Slot) -> list[str]:
    others = slots_between(session, slot.start.date(), slot.end.date())
    return [clash.words for clash in clashes(slot, others)]


def _agenda_too_late(session: Session, register: Register, group: Group, day: date) -> Iterable[str]:
    settings = settings_on(session, group.partnering_id, day)
    due = agenda_deadline(calendar_of(session, group.partnering_id), day, settings)
    if due.date < register.today():
        ahead = count_word(due.days, "Working Day")
        yield f"Its agenda was due on {show_date(due.date)}, {ahead} before (Governance 5.4.2)."


def _members(group: Group, before: date, after: date) -> Iterable[str]:
    old, new = people_on(group, before), people_on(group, after)
    gone = [short_name(name) for who, name in old.items() if who not in new]
    come = [short_name(name) for who, name in new.items() if who not in old]
    if gone:
        yield f"{join_words(gone)} {plural(len(gone), 'is', 'are')} no longer called on that day."
    if come:
        yield (
            f"{join_words(come)} {plural(len(come), 'is', 'are')} called instead."
            if gone
            else (f"{join_words(come)} {plural(len(come), 'is', 'are')} called as well on that day.")
        )


def _periods_left(session: Session, meeting: Meeting, day: date) -> Iterable[str]:
    """The periods that would be left without a meeting, and are not now (Governance 5.1.3)."""
    group, now = meeting.group, meeting.starts.date()
    others = [one.starts.date() for one in live_meetings(session, group) if one.id != meeting.id]
    already = set(gaps_of(group, [*others, now], now))
    for left in gaps_of(group, [*others, day], now):
        if left not in already:
            yield f"{left.title(group.name, day)} (Governance 5.1.3)."
