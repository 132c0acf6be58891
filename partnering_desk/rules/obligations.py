"""What must happen by when: how an obligation is kept apart, put in order and said on the Desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from partnering_desk.rules.clause import Clause
from partnering_desk.rules.minutes import late_words
from partnering_desk.rules.wording import show_date, show_day_month, show_short
from partnering_desk.rules.working_days import CountedDate, WorkingCalendar


class Kind(StrEnum):
    """What is owed."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    MEETING = "meeting"
    CONFIRMATION = "confirmation"
    PRE_COMMENCEMENT = "pre_commencement"
    ACTIONS = "actions"
    EFFECT = "effect"
    AUTHORITY = "authority"
    DEBRIEF = "debrief"
    MEMBER_CHANGE = "member_change"
    COUNTERPART = "counterpart"
    GROUP = "group"
    CHAIR = "chair"
    REPRESENTATIVE = "representative"
    NOMINEE = "nominee"
    OUTBOX = "outbox"


class Bucket(StrEnum):
    """The parts of the Desk, in order."""

    LATE = "late"
    THIS_WEEK = "this_week"
    COMING = "coming"

    @property
    def words(self) -> str:
        """The heading: "Late", "This week", "Coming"."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that the rules say must happen: one line of the Desk, with the one button that does it.

    `due` is None for what is owed at once and has no date, such as a seat that nobody holds. `counted` explains a
    date that nobody typed. `place` and `subject` say where the button leads: a page, and the id of what it shows;
    `part` is the id of the very part of that which is meant, such as one delegate at a meeting. Where the button
    reminds the owners of actions instead of leading anywhere, `reminds` are the ids of those actions.
    """

    kind: Kind
    title: str
    detail: str
    clause: Clause | None
    due: date | None
    counted: CountedDate | None
    button: str
    place: str
    subject: int | None
    part: int | None = None
    reminds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that the contract lays on somebody: its clause, and the button and the page by which it is done."""

    kind: Kind
    clause: Clause
    button: str
    place: str

    def owed(
        self,
        title: str,
        detail: str,
        *,
        due: date | CountedDate | None = None,
        subject: int | None = None,
        part: int | None = None,
        reminds: tuple[int, ...] = (),
    ) -> Obligation:
        """The obligation that this duty makes of one case; a `due` date that was counted brings how it was."""
        counted = due if isinstance(due, CountedDate) else None
        day = due.date if isinstance(due, CountedDate) else due
        return Obligation(
            self.kind, title, detail, self.clause, day, counted, self.button, self.place, subject, part, reminds
        )


def bucket(obligation: Obligation, today: date) -> Bucket:
    """Where an obligation stands on the Desk: late, this week (to Sunday), or coming; without a date it is coming."""
    if obligation.due is None:
        return Bucket.COMING
    if obligation.due < today:
        return Bucket.LATE
    sunday = today + timedelta(days=6 - today.weekday())
    return Bucket.THIS_WEEK if obligation.due <= sunday else Bucket.COMING


def soonest_first(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """The obligations by their dates, those without one last; those of one day by kind and title."""
    kinds = list(Kind)
    return tuple(sorted(obligations, key=lambda one: (one.due or date.max, kinds.index(one.kind), one.title)))


def due_words(due: date | None, today: date, calendar: WorkingCalendar, by: bool = False) -> str:
    """When something is due, in the fewest words.

    "2 Working Days late", "due today", "due tomorrow", "Fri 20 Nov" within a week, "9 Dec" this year, "9 Jan 2027";
    "by 30 Nov" where any day up to then will do (`by`); "gap" for what has no date.
    """
    if due is None:
        return "gap"
    ahead = (due - today).days
    if ahead < 0:
        return late_words(due, calendar.working_days_between(due, today))
    if ahead < 2:
        return ("due today", "due tomorrow")[ahead]
    if by:
        return f"by {_day_month(due, today)}"
    return show_short(due) if ahead < 7 else _day_month(due, today)


def _day_month(day: date, today: date) -> str:
    return show_day_month(day) if day.year == today.year else show_date(day).split(" ", 1)[1]
