"""Working Days: which days count in each nation, and days counted from them with an explanation.

A Working Day is not a Saturday, a Sunday, a bank holiday of the partnering's nation or a closure day that the
partnering has entered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import DAYS, count_word, join_words, sentence_case, show_date, show_short

Day: TypeAlias = date
_DAY = timedelta(days=1)


class Nation(StrEnum):
    """The nation whose bank holidays a partnering keeps."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"

    @property
    def words(self) -> str:
        """The nation's name: "Northern Ireland"."""
        return self.value.replace("_", " ").title()


_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@lru_cache(maxsize=256)
def bank_holidays(nation: Nation, year: int) -> Mapping[date, str]:
    """The bank holidays of a nation in a year, substitute days included, each with its name."""
    from holidays import country_holidays  # takes 0.08 s: only once a date is counted

    kept = country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, expand=False, language="en_GB")
    return {day: _plain_name(name) for day, name in kept.items()}


def _plain_name(name: str) -> str:
    name = name.replace(" Bank Holiday", " bank holiday")
    return f"substitute day for {name.removesuffix(' (observed)')}" if name.endswith(" (observed)") else name


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, first and last included, on which a partnering does not work.

    Raises `Refusal` when the last day comes before the first, or no reason is given.
    """

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(
                f"The closure ends on {show_date(self.last)}, before it starts on {show_date(self.first)}. "
                "Put the dates right."
            )
        if not self.reason.strip():
            raise Refusal("Say why these days are closed: the reason is shown wherever a date is counted.")


@dataclass(frozen=True, slots=True)
class CountedDate:
    """A date found by counting Working Days, with what is needed to show how.

    `days` Working Days lie after `start` (or before it, when `date` does); `skipped` are the days from
    Monday to Friday on the way that did not count, each with the reason.
    """

    date: Day
    start: Day
    days: int
    skipped: tuple[tuple[Day, str], ...] = ()

    @property
    def explanation(self) -> str:
        """How the date was counted, in one or two sentences."""
        if self.days == 0:
            return f"{show_date(self.date)} is the day itself."
        way = "after" if self.date > self.start else "before"
        words = count_word(self.days, "Working Day")
        counted = f"{show_date(self.date)} is {words} {way} {show_date(self.start)}."
        left_out = ["weekends"] * self._crosses_weekend() + _runs(self.skipped)
        if not left_out:
            return counted
        single = len(left_out) == 1 and len(self.skipped) == 1
        return f"{counted} {sentence_case(join_words(left_out))} {'does' if single else 'do'} not count."

    def _crosses_weekend(self) -> bool:
        first, last = sorted((self.start, self.date))
        between = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days))
        return any(day.weekday() >= 5 for day in between)


def _runs(skipped: Iterable[tuple[date, str]]) -> list[str]:
    """Skipped days in words, days of one reason together: "Mon 21 Dec to Thu 24 Dec (office closed)"."""
    words = []
    for reason, days in groupby(sorted(skipped), key=lambda one: one[1]):
        first, *others = [day for day, _ in days]
        until = f" {'to' if len(others) > 1 else 'and'} {show_short(others[-1])}" if others else ""
        words.append(f"{show_short(first)}{until} ({reason})")
    return words


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The Working Days of one partnering: its nation's, less its closures."""

    nation: Nation
    closures: tuple[Closure, ...] = ()

    def why_not(self, day: date) -> str | None:
        """Why a day is no Working Day ("Saturday", "Good Friday", a closure's reason); None if it is one."""
        if day.weekday() >= 5:
            return DAYS[day.weekday()]
        holiday = bank_holidays(self.nation, day.year).get(day)
        if holiday is not None:
            return holiday
        return next((one.reason for one in self.closures if one.first <= day <= one.last), None)

    def is_working_day(self, day: date) -> bool:
        """Whether a day is a Working Day."""
        return self.why_not(day) is None

    def after(self, start: date, days: int) -> CountedDate:
        """The Working Day that many after `start`: day 1 is the first Working Day after it.

        `start` need not be a Working Day. With 0 days it is `start` itself. Raises ValueError for fewer.
        """
        return self._count(start, days, _DAY)

    def before(self, start: date, days: int) -> CountedDate:
        """The Working Day that many before `start`: day 1 is the last Working Day before it.

        `start` need not be a Working Day. With 0 days it is `start` itself. Raises ValueError for fewer.
        """
        return self._count(start, days, -_DAY)

    def _count(self, start: date, days: int, step: timedelta) -> CountedDate:
        if days < 0:
            raise ValueError(f"{days} is no number of days to count")
        day, left, skipped = start, days, []
        while left:
            day += step
            reason = self.why_not(day)
            if reason is None:
                left -= 1
            elif day.weekday() < 5:
                skipped.append((day, reason))
        return CountedDate(day, start, days, tuple(sorted(skipped)))

    def working_days_between(self, first: date, last: date) -> int:
        """Working Days after `first` up to and including `last`; negative when `last` is before."""
        if last < first:
            return -self.working_days_between(last, first)
        ahead = (last - first).days
        return sum(self.is_working_day(first + timedelta(days=one)) for one in range(1, ahead + 1))
