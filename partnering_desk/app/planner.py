"""The calendar as a planner shows it: every day with what it is, and the meetings on it."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnering_desk.app.lookups import calendar_of, partnering
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stages_of
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.wording import DAYS, join_words, show_day, show_day_month, show_times

BEFORE_RECORD = "before this record was kept"
WEEK = 7
MONTH_ROWS = 6


@dataclass(frozen=True, slots=True)
class PlannerMeeting:
    """A meeting as a day of the planner shows it."""

    meeting_id: int
    ref: str
    group_id: int
    group: str
    code: str
    kind: GroupKind
    starts: datetime
    ends: datetime
    place: str
    stage: Stage

    @property
    def movable(self) -> bool:
        """Whether it can still be moved or cancelled."""
        return self.stage in (Stage.PLANNED, Stage.AGENDA)

    @property
    def short(self) -> str:
        """Its time and group where there is little room, alike for every group: "10:00 PR"."""
        return f"{self.starts:%H:%M} {self.code}"

    @property
    def words(self) -> str:
        """The meeting in words: "Core Group 10:00", and "cancelled" if it is."""
        cancelled = ", cancelled" if self.stage is Stage.CANCELLED else ""
        return f"{self.group} {self.starts:%H:%M}{cancelled}"

    @property
    def detail(self) -> str:
        """All that a line under the calendar says of it."""
        when = show_times(self.starts, self.ends)
        return ", ".join(part for part in (f"{self.ref} {self.group}", when, self.place, self.stage.words) if part)


@dataclass(frozen=True, slots=True)
class PlannerDay:
    """One day: whether it is a Working Day, or why not, and its meetings in order of time."""

    date: date
    why_not: str
    """Empty for a Working Day, else "Saturday", "Good Friday" or a closure's reason."""
    today: bool
    meetings: tuple[PlannerMeeting, ...]
    before_record: bool = False
    """Whether it lies before the day from which this record is kept."""

    @property
    def working(self) -> bool:
        """Whether it is a Working Day."""
        return not self.why_not

    @property
    def named(self) -> str:
        """Why it is no Working Day, where that is more than the weekend."""
        return "" if self.why_not in DAYS else self.why_not

    @property
    def words(self) -> str:
        """The day as a screen reader says it: "Wed 11 November 2026, Core Group 10:00, Working Day"."""
        kind = "Working Day" if self.working else "not a Working Day"
        said = [f"{DAYS[self.date.weekday()][:3]} {show_day(self.date)}"]
        said += ["today"] * self.today + [one.words for one in self.meetings]
        said += [self.named] * bool(self.named) + [kind] + [BEFORE_RECORD] * self.before_record
        return ", ".join(said)


def days(register: Register, first: date, last: date) -> tuple[PlannerDay, ...]:
    """Every day from `first` to `last`, both included, of the partnering shown."""
    if not register.partnering_id:
        return ()
    with register.read() as session:
        working = calendar_of(session, register.partnering_id)
        kept_from = partnering(session, register).kept_from
        on: defaultdict[date, list[PlannerMeeting]] = defaultdict(list)
        for one in _meetings(session, register.partnering_id, first, last):
            on[one.starts.date()].append(one)
        return tuple(
            PlannerDay(day, working.why_not(day) or "", day == register.today(), tuple(on[day]), day < kept_from)
            for day in (first + timedelta(ahead) for ahead in range((last - first).days + 1))
        )


def _meetings(session: Session, partnering_id: int, first: date, last: date) -> Iterable[PlannerMeeting]:
    asked = (
        select(Meeting)
        .join(Meeting.group)
        .options(joinedload(Meeting.group))
        .where(
            Group.partnering_id == partnering_id,
            Meeting.starts >= datetime.combine(first, time()),
            Meeting.starts < datetime.combine(last + timedelta(1), time()),
        )
        .order_by(Meeting.starts, Meeting.ref)
    )
    found = session.scalars(asked).all()
    stages = stages_of(session, found)
    return [
        PlannerMeeting(
            meeting_id=one.id,
            ref=one.ref,
            group_id=one.group_id,
            group=one.group.name,
            code=one.group.code,
            kind=one.group.kind,
            starts=one.starts,
            ends=one.ends,
            place=one.place,
            stage=stages[one.id],
        )
        for one in found
    ]


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and last day of the six weeks, Monday first, in which a month is shown."""
    first = date(year, month, 1)
    start = first - timedelta(first.weekday())
    return start, start + timedelta(MONTH_ROWS * WEEK - 1)


def month(register: Register, year: int, month: int) -> tuple[PlannerDay, ...]:
    """The six weeks in which a month is shown, Monday first."""
    return days(register, *month_span(year, month))


def six_weeks(register: Register) -> tuple[PlannerDay, ...]:
    """The six weeks from this Monday on."""
    today = register.today()
    monday = today - timedelta(today.weekday())
    return days(register, monday, monday + timedelta(MONTH_ROWS * WEEK - 1))


def year(register: Register, year: int) -> tuple[PlannerDay, ...]:
    """Every day of a calendar year."""
    return days(register, date(year, 1, 1), date(year, 12, 31))


def month_later(day: date, months: int) -> date:
    """The same day that many months later (earlier when negative), or the last of a shorter month."""
    count, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(count, month + 1, min(day.day, calendar.monthrange(count, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group as a list offers it, with what a new meeting of it starts from."""

    group_id: int
    name: str
    code: str
    frequency: str
    usual_start: time
    usual_minutes: int
    place: str


def groups(register: Register) -> Sequence[GroupChoice]:
    """The groups of the partnering shown, in the order in which they were set up."""
    with register.read() as session:
        asked = select(Group).where(Group.partnering_id == register.partnering_id).order_by(Group.id)
        return [
            GroupChoice(
                one.id, one.name, one.code, one.frequency.words, one.usual_start, one.usual_minutes, one.location
            )
            for one in session.scalars(asked)
        ]


def days_off(days: Sequence[PlannerDay]) -> str:
    """The days that are no Working Days for more than the weekend, in words; runs of one reason together."""
    runs: list[tuple[str, date, date]] = []
    for one in (day for day in days if day.named):
        if runs and runs[-1][0] == one.named and one.date - runs[-1][2] == timedelta(1):
            runs[-1] = (one.named, runs[-1][1], one.date)
        else:
            runs.append((one.named, one.date, one.date))
    return join_words([f"{name} {_run(first, last)}" for name, first, last in runs])


def days_before_record(days: Sequence[PlannerDay]) -> str:
    """Which of the days lie before this record was kept, in a sentence; "" when none does."""
    last = max((one.date for one in days if one.before_record), default=None)
    return f"Up to {show_day(last)} is {BEFORE_RECORD}." if last is not None else ""


def _run(first: date, last: date) -> str:
    return show_day_month(first) if first == last else f"{show_day_month(first)} to {show_day_month(last)}"
