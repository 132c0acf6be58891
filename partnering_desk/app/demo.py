"""The sample: years of a partnering, lived through the same acts that the screens call, day by day.

The same arguments give the same register: what varies from meeting to meeting follows from its number, never from
chance or from the time at which the sample is made.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select, text

from partnering_desk.app import demo_people
from partnering_desk.app.demo_meeting import DemoMeeting
from partnering_desk.app.demo_occasion import Occasion
from partnering_desk.app.demo_people import SECRETARY
from partnering_desk.app.demo_story import Story, left_out, series
from partnering_desk.app.faults import Fault
from partnering_desk.app.partnering import set_up
from partnering_desk.app.register import Register, create_register
from partnering_desk.records.models import Group
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.periods import Frequency
from partnering_desk.rules.schedule import propose_dates
from partnering_desk.rules.working_days import WorkingCalendar

CALLED_AHEAD = timedelta(days=60)
AHEAD = timedelta(days=75)
"""Meetings are called so far beyond the day on which the sample is looked at."""


@dataclass(slots=True)
class _Clock:
    """The time of the sample, moved on from event to event."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def set(self, at: datetime) -> None:
        """Move on to `at`, never back."""
        self.now = max(self.now, at)


def write_demo(path: Path, years: int = 2, partnerings: int = 1, on: date = date(2026, 11, 19)) -> None:
    """Write a sample register to `path`, as it stands on the morning of `on`.

    `years` is the year of the contract that it is then, `partnerings` how many there are. Raises `Fault` when
    something stands at `path` or it cannot be written; then nothing is left there.
    """
    if path.exists():
        raise Fault(f"{path} exists already. Choose another name for the sample.")
    half = path.with_name(f"{path.name}.part")
    half.unlink(missing_ok=True)
    clock = _Clock(datetime.combine(on, time(8)))
    register = create_register(half, SECRETARY, clock, machine="sample")
    try:
        with register.engine.connect() as connection:
            connection.execute(text("PRAGMA synchronous = OFF"))  # what a power cut leaves of it is made anew
        for index in range(partnerings):
            _live(register, clock, index, years, on)
        register.close()
        half.replace(path)
    finally:
        register.close()
        half.unlink(missing_ok=True)


def _commencement(on: date, years: int) -> date:
    """The first of April that makes `on` a day in that year of the contract."""
    return date(on.year - years + (1 if on >= date(on.year, 4, 1) else 0), 4, 1)


@dataclass(slots=True)
class _Diary:
    """What is still to happen, in order; things of one moment happen in the order in which they were entered."""

    entries: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    entered: int = 0

    def enter(self, at: datetime, act: Callable[[], object]) -> None:
        """Let `act` happen at `at`."""
        self.entered += 1
        heapq.heappush(self.entries, (at, self.entered, act))

    def until(self, end: datetime) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """One after the other what happens before `end`, with what is entered meanwhile."""
        while self.entries and self.entries[0][0] < end:
            at, _, act = heapq.heappop(self.entries)
            yield at, act


def _live(register: Register, clock: _Clock, index: int, years: int, on: date) -> None:
    commencement = _commencement(on, years)
    plan = demo_people.plan(index, commencement)
    clock.now = datetime.combine(plan.effective, time(9)) - timedelta(days=14)  # each partnering begins anew
    diary = _Diary()
    story = Story(register, set_up(register, plan), on, diary.enter)
    for at, act in story.others(commencement):
        diary.enter(at, act)
    for place, group in enumerate(_groups(register, story.partnering_id)):
        days = _days(group, story.calendar, plan.effective, commencement, on)
        held = sum(day < on for day in days)
        for number, day in enumerate(days, 1):
            occasion = Occasion(story, clock.set, group.id, group.code, place, number, day, held - number)
            called = max(plan.effective, day - CALLED_AHEAD)
            diary.enter(datetime.combine(called, time(9, 30)), DemoMeeting(occasion).call)
    morning = datetime.combine(on, time(8))
    for at, act in diary.until(morning):
        clock.set(at)
        act()
    clock.set(morning)


def _groups(register: Register, partnering_id: int) -> list[Group]:
    with register.read() as session:
        return list(session.scalars(select(Group).where(Group.partnering_id == partnering_id).order_by(Group.id)))


def _days(group: Group, calendar: WorkingCalendar, effective: date, commencement: date, on: date) -> list[date]:
    """The days of a group's meetings: a certain weekday of the month, moved off days that are no Working Days."""
    if group.kind is GroupKind.PRE_COMMENCEMENT:
        proposals = propose_dates(
            Frequency.MONTHLY, _nth(effective, 2, 3), commencement - timedelta(1), calendar, _free
        )
    else:
        first, until = series(group.code, commencement), on + AHEAD
        proposals = propose_dates(group.frequency, first, until, calendar, _free)
    return [one.date for one in proposals if not left_out(group.code, one.date, on)]


def _nth(month: date, weekday: int, number: int) -> date:
    first = month.replace(day=1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def _free(_day: date) -> str | None:
    return None
