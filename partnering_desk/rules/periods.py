"""How often a group meets, and the periods in which it owes a meeting (Governance 3 and 5.1.3)."""

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from partnering_desk.rules.wording import MONTHS, show_date, show_day_month, show_month

_DAY = timedelta(days=1)


class Frequency(StrEnum):
    """How often a group meets (Governance 5.1.3)."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def words(self) -> str:
        """As it is said: "weekly", "every two months", "quarterly", "half-yearly"."""
        return {Frequency.TWO_MONTHLY: "every two months", Frequency.HALF_YEARLY: "half-yearly"}.get(self, self.value)

    @property
    def period(self) -> str:
        """What one period is called: "week", "fortnight", "month", "two months", "quarter" …."""
        return _PERIODS[self][0]

    @property
    def weeks(self) -> int:
        """How many weeks a period has; 0 where it is counted in months."""
        return _PERIODS[self][1]

    @property
    def months(self) -> int:
        """How many months a period has; 0 where it is counted in weeks."""
        return _PERIODS[self][2]


_PERIODS = {
    Frequency.WEEKLY: ("week", 1, 0),
    Frequency.FORTNIGHTLY: ("fortnight", 2, 0),
    Frequency.MONTHLY: ("month", 0, 1),
    Frequency.TWO_MONTHLY: ("two months", 0, 2),
    Frequency.QUARTERLY: ("quarter", 0, 3),
    Frequency.HALF_YEARLY: ("half-year", 0, 6),
    Frequency.YEARLY: ("year", 0, 12),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time, first and last day included, in which a group owes one meeting."""

    first: date
    last: date
    label: str

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class PeriodGap:
    """A period without a meeting, held or planned."""

    period: Period
    called: str
    """What such a period is called: "quarter"."""

    def title(self, group: str, today: date) -> str:
        """The gap in words: "No meeting of Property Working Group this quarter"."""
        when = f"this {self.called}" if self.period.holds(today) else f"in {self.period.label}"
        if self.called == "two months" and self.period.holds(today):
            when = "in these two months"
        return f"No meeting of {group} {when}"


def add_months(day: date, number: int) -> date:
    """The same day of the month that many months on, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def periods(frequency: Frequency, first: date, last: date) -> tuple[Period, ...]:
    """The periods of a group that started on `first`, one after the other, as far as they start by `last`.

    They are counted from the day on which the group started, so its quarters need not be those of the calendar. The
    last one is whole, and may end after `last`.
    """
    return tuple(_periods(frequency, first, last))


def _periods(frequency: Frequency, first: date, last: date) -> Iterator[Period]:
    number = 0
    while (start := _start(frequency, first, number)) <= last:
        number += 1
        yield _period(start, _start(frequency, first, number) - _DAY)


def _start(frequency: Frequency, first: date, number: int) -> date:
    return add_months(first + timedelta(weeks=frequency.weeks * number), frequency.months * number)


def _period(first: date, last: date) -> Period:
    if first.day == 1 and (last + _DAY).day == 1:
        return Period(first, last, _months_label(first, last))
    start = show_day_month(first) if first.year == last.year else show_date(first).split(" ", 1)[1]
    return Period(first, last, f"{start} to {show_date(last).split(' ', 1)[1]}")


def _months_label(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return show_month(first)
    start = MONTHS[first.month - 1] if first.year == last.year else show_month(first)
    return f"{start} to {show_month(last)}"


def owed_from(kept_from: date, gaps: Iterable[PeriodGap]) -> tuple[PeriodGap, ...]:
    """The gaps that a record kept from that day owes: a period that ended before it is not its own.

    The period that contains the day is owed: its meeting can still be held.
    """
    return tuple(one for one in gaps if one.period.last >= kept_from)


def gap(frequency: Frequency, dates: Iterable[date], first: date, last: date) -> tuple[PeriodGap, ...]:
    """The periods from `first` on, as far as they start by `last`, in which no meeting lies (Governance 5.1.3).

    `dates` are those of meetings held or planned; cancelled ones do not belong to them.
    """
    met = tuple(dates)
    return tuple(
        PeriodGap(one, frequency.period)
        for one in periods(frequency, first, last)
        if not any(one.holds(day) for day in met)
    )


def pre_commencement_months(effective: date, commencement: date, dates: Iterable[date]) -> tuple[PeriodGap, ...]:
    """The calendar months before commencement in which the Pre-Commencement group has no meeting (G3).

    Every calendar month counts that has a day from the Effective Date to the day before the Commencement Date; the
    first and the last as far as they lie between. A meeting on the Commencement Date itself comes too late.
    """
    met = tuple(dates)
    gaps, start = [], effective
    while start < commencement:
        following = add_months(start.replace(day=1), 1)
        month = Period(start, min(following, commencement) - _DAY, show_month(start))
        if not any(month.holds(day) for day in met):
            gaps.append(PeriodGap(month, "month"))
        start = following
    return tuple(gaps)
