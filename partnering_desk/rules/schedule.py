"""When groups meet: series of dates, and whom a date would double-book (Governance 5.1.3 and 5.4.1)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from partnering_desk.rules.names import folded, short_name
from partnering_desk.rules.periods import (
    Frequency,
    Period,
    PeriodGap,
    add_months,
    gap,
    periods,
    pre_commencement_months,
)
from partnering_desk.rules.wording import join_words, plural, show_date, show_time
from partnering_desk.rules.working_days import Day, WorkingCalendar

__all__ = [
    "Clash",
    "Frequency",
    "Period",
    "PeriodGap",
    "Proposal",
    "Slot",
    "add_months",
    "choose_later",
    "clashes",
    "gap",
    "has_passed",
    "periods",
    "pre_commencement_months",
    "propose_dates",
]

_DAY = timedelta(days=1)
_NO_ROOM = frozenset(("online", "by phone", "by telephone", "teams", "microsoft teams", "zoom", "to be agreed", "tbc"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A date proposed for a meeting; where it was moved, from which date and why."""

    date: Day
    moved_from: Day | None = None
    reason: str = ""


def propose_dates(
    frequency: Frequency,
    first: date,
    until: date,
    calendar: WorkingCalendar,
    busy: Callable[[date], str | None],
) -> tuple[Proposal, ...]:
    """A series of dates from `first` to `until`, both included (Governance 5.1.3, 5.4.1).

    `first` sets the weekday and, by months, which one of the month it is: from the second Wednesday follow second
    Wednesdays; a fifth one means the last of each month. A date that is no Working Day, or for which `busy` gives a
    reason, moves to the next day that suits before the following date of the series; failing that, back. Where no
    day suits, nothing is proposed, and the gap shows (see `gap`).
    """

    def reason(day: date) -> str | None:
        return calendar.why_not(day) or busy(day)

    proposals: list[Proposal] = []
    wanted = [*_series(frequency, first, until), until + _DAY]
    for day, following in pairwise(wanted):
        start = proposals[-1].date + _DAY if proposals else first
        suits = next((one for one in _nearby(day, start, following - _DAY) if reason(one) is None), None)
        if suits == day:
            proposals.append(Proposal(day))
        elif suits is not None:
            proposals.append(Proposal(suits, day, reason(day) or ""))
    return tuple(proposals)


def _nearby(day: date, start: date, end: date) -> Iterator[date]:
    """The day, those after it up to `end`, then those before it down to `start`."""
    yield from (day + timedelta(days=ahead) for ahead in range((end - day).days + 1))
    yield from (day - timedelta(days=back) for back in range(1, (day - start).days + 1))


def _series(frequency: Frequency, first: date, until: date) -> Iterator[date]:
    day, number = first, 0
    while day <= until:
        yield day
        number += 1
        if frequency.weeks:
            day = first + timedelta(weeks=frequency.weeks * number)
        else:
            day = _same_weekday(first, add_months(first.replace(day=1), frequency.months * number))


def _same_weekday(first: date, month: date) -> date:
    """The day of `month` (given by its first) that is the same weekday of it as `first` is of its own."""
    earliest = month + timedelta(days=(first.weekday() - month.weekday()) % 7)
    if first.day <= 28:
        return earliest + timedelta(weeks=(first.day - 1) // 7)
    last = add_months(month, 1) - _DAY
    return last - timedelta(days=(last.weekday() - first.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting's time and place, and who is called to it: each by id and name."""

    meeting_ref: str
    start: datetime
    end: datetime
    place: str = ""
    people: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting at the same time, the people called to both, and the room that both would use."""

    other: Slot
    people: tuple[str, ...]
    place: str = ""

    @property
    def words(self) -> str:
        """The clash in a sentence: "R. Lindqvist is called to HSWG/2026/03, 10:00–12:00."."""
        subjects = [short_name(name) for name in self.people]
        sentences = []
        times = f"{show_time(self.other.start)}–{show_time(self.other.end)}"
        if subjects:
            are = plural(len(subjects), "is", "are")
            sentences.append(f"{join_words(subjects)} {are} called to {self.other.meeting_ref}, {times}.")
        if self.place:
            sentences.append(f"{self.place} is taken by {self.other.meeting_ref}, {times}.")
        return " ".join(sentences)


def clashes(slot: Slot, others: Iterable[Slot]) -> tuple[Clash, ...]:
    """The other meetings at overlapping times that call the same person or use the same room (G5.4.1).

    A meeting that ends when another starts does not overlap it. A place that is no room ("online") is never taken.
    """
    found = []
    called = {person_id for person_id, _ in slot.people}
    for other in others:
        if other.meeting_ref == slot.meeting_ref or other.end <= slot.start or slot.end <= other.start:
            continue
        people = tuple(name for person_id, name in other.people if person_id in called)
        place = slot.place if _is_room(slot.place) and folded(slot.place) == folded(other.place) else ""
        if people or place:
            found.append(Clash(other, people, place))
    return tuple(found)


def has_passed(start: datetime, now: datetime) -> str:
    """That a time has passed, in words: "Wed 18 Nov 2026 has passed"; of one today, "10:00 today has passed"."""
    today = start.date() == now.date()
    return f"{f'{show_time(start)} today' if today else show_date(start)} has passed"


def choose_later(start: datetime, now: datetime, otherwise: str = "") -> str:
    """That a time has passed, and what to choose: a later time today, or another day; or what is to be done else."""
    advice = "Choose a later time" if start.date() == now.date() else "Choose a day from today on"
    return f"{has_passed(start, now)}. {advice}{f', {otherwise}' if otherwise else ''}."


def _is_room(place: str) -> bool:
    plain = folded(place)
    return bool(plain) and plain not in _NO_ROOM and not plain.startswith("online")
