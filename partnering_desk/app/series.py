"""Series of meetings: proposed from how often a group meets, shown, edited, and accepted at once (G5.1.3, G5.4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from partnering_desk.app.contents import Cancelled, Progress
from partnering_desk.app.dates_on_paper import notify_on_paper
from partnering_desk.app.diary import slot_for, slots_between
from partnering_desk.app.lookups import calendar_of, row
from partnering_desk.app.register import Register
from partnering_desk.app.requirements import counted_from, live_meetings
from partnering_desk.app.scheduling import call_meeting
from partnering_desk.records.models import Group
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.periods import Period, PeriodGap, add_months, gap, periods
from partnering_desk.rules.schedule import Proposal, Slot, choose_later, clashes, propose_dates
from partnering_desk.rules.wording import show_date
from partnering_desk.rules.working_days import WorkingCalendar

LONGEST_AHEAD = 60
"""Months that a series may reach ahead."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One meeting of a series as proposed, or as a person changed it."""

    starts: datetime
    minutes: int
    place: str
    why: str = ""
    """What was moved and why; or what speaks against the date."""
    taken: bool = True
    """Whether it goes into the calendar when the series is accepted."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """A series for one group, and the periods that it leaves without a meeting, in words."""

    group_id: int
    group: str
    frequency: str
    rows: tuple[Proposed, ...]
    gaps: tuple[str, ...] = ()


def suggested_span(register: Register, group_id: int) -> tuple[date, date]:
    """From when to when a series is best proposed: the group's next date by its own pattern, and a year on.

    The pattern is that of its planned start date ("second Wednesdays"), or of the next Working Day where that is none.
    """
    with register.read() as session:
        group = row(session, Group, group_id)
        known = [register.today(), *(one.starts.date() for one in live_meetings(session, group))]
        calendar = calendar_of(session, group.partnering_id)
        planned = group.planned_start
        start = planned if calendar.is_working_day(planned) else calendar.after(planned, 1).date
        pattern = propose_dates(group.frequency, start, add_months(max(max(known), start), 24), calendar, _free)
        wanted = (one.moved_from or one.date for one in pattern)
        first = next((day for day in wanted if day > max(known)), max(known))
        begins = first if group.frequency.weeks else first.replace(day=1)
        last = min(add_months(begins, 12) - timedelta(1), group.partnering.expiry)
        return first, max(first, last)


def _free(_day: date) -> str | None:
    return None


def propose(
    register: Register, group_id: int, first: date, until: date, at: time | None = None, place: str = ""
) -> Proposals:
    """A series from `first` to `until`, on Working Days on which neither people nor room are taken.

    `first` sets the weekday and which one of the month it is. A period that has a meeting already gets no second:
    its row is shown and left out. Raises `Refusal` for a span that is none, has passed, or is longer than five years.
    """
    _check_span(register, first, until)
    with register.read() as session:
        group = row(session, Group, group_id)
        calendar = calendar_of(session, group.partnering_id)
        others = slots_between(session, first, add_months(until, 1))
        time_of_day, room = at or group.usual_start, place.strip() or group.location
        busy = _busy(group, time_of_day, room, others)
        found = propose_dates(group.frequency, first, until, calendar, busy)
        met = {one.starts.date(): one.ref for one in live_meetings(session, group)}
        spans = periods(group.frequency, counted_from(group), max(until, group.planned_start))
        rows = [_row(group, one, time_of_day, room, _already(one.date, spans, met), calendar) for one in found]
        dates = [*met, *(one.starts.date() for one in rows)]
        left = _left_open(group, dates, first, until)
        titles = tuple(one.title(group.name, register.today()) for one in left)
        return Proposals(group.id, group.name, group.frequency.words, tuple(rows), titles)


def _check_span(register: Register, first: date, until: date) -> None:
    if until < first:
        raise Refusal(f"The series ends on {show_date(until)}, before it starts. Put the dates right.")
    if first < register.today():
        raise Refusal(f"{show_date(first)} has passed. Start the series from today on.")
    if until > add_months(first, LONGEST_AHEAD):
        raise Refusal("A series reaches five years ahead at most. Choose an earlier last day.")


def _busy(group: Group, at: time, place: str, others: Sequence[Slot]) -> Callable[[date], str | None]:
    def reason(day: date) -> str | None:
        starts = datetime.combine(day, at)
        slot = slot_for(group, starts, starts + timedelta(minutes=group.usual_minutes), place)
        return " ".join(clash.words for clash in clashes(slot, others)) or None

    return reason


def _already(day: date, spans: Iterable[Period], met: dict[date, str]) -> str:
    span = next((one for one in spans if one.holds(day)), None)
    found = next(((on, ref) for on, ref in met.items() if on == day or (span and span.holds(on))), None)
    return f"{found[1]} is on {show_date(found[0])} already." if found else ""


def _row(group: Group, one: Proposal, at: time, place: str, already: str, calendar: WorkingCalendar) -> Proposed:
    moved = ""
    if one.moved_from is not None:
        why = calendar.why_not(one.moved_from)
        reason = f"which is not a Working Day ({why})." if why else f"when {one.reason}"
        moved = f"Moved from {show_date(one.moved_from)}, {reason}"
    words = " ".join(part for part in (already, moved) if part)
    return Proposed(datetime.combine(one.date, at), group.usual_minutes, place, words, taken=not already)


def _left_open(group: Group, dates: list[date], first: date, until: date) -> tuple[PeriodGap, ...]:
    found = gap(group.frequency, dates, counted_from(group), until)
    return tuple(one for one in found if one.period.first >= first and one.period.last <= until)


def accept(
    register: Register,
    proposals: Proposals,
    progress: Progress = lambda _done, _of: None,
    stop: Cancelled = lambda: False,
) -> tuple[int, ...] | None:
    """Put every meeting of the series that is taken in the calendar, all or none; returns their ids.

    `progress` is told after each how many of how many are in, and `stop` asked whether to leave off: then None is
    returned, and none is in the calendar. Raises `Refusal` when none is taken, or one lies in the past or twice at
    the same time.
    """
    wanted = sorted((one for one in proposals.rows if one.taken), key=lambda one: one.starts)
    if not wanted:
        raise Refusal("No date is ticked. Tick those that go into the calendar.")
    late = next((one for one in wanted if one.starts <= register.now()), None)
    if late is not None:
        raise Refusal(choose_later(late.starts, register.now(), "or untick it"))
    twice = next((one for one, other in pairwise(wanted) if one.starts == other.starts), None)
    if twice is not None:
        raise Refusal(f"{show_date(twice.starts)} is in the series twice. Change one of them, or untick it.")
    with register.write() as session:
        group = row(session, Group, proposals.group_id)
        made = []
        for one in wanted:
            made.append(call_meeting(session, register, group, one.starts, one.minutes, one.place).id)
            progress(len(made), len(wanted))
            if stop():
                session.rollback()
                return None
        notify_on_paper(session, register, group)
    return tuple(made)
