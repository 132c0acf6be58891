"""What stands over the places of the window: which partnering this is, with whom, and in which year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnering_desk.app.register import Register
from partnering_desk.records import glance
from partnering_desk.records.glance import Glance
from partnering_desk.rules.wording import show_day


@dataclass(frozen=True, slots=True)
class Heading:
    """A partnering's name, and a quiet line under it such as "with St Aldate's Homes · year 2 of 5"."""

    name: str
    words: str


def heading(register: Register) -> Heading | None:
    """The heading of the partnering shown; None while the register has none."""
    found = glance.glance(register.path, register.partnering_id)
    return Heading(found.name, _words(found, register.today())) if found else None


def partnerings(register: Register) -> tuple[tuple[int, str], ...]:
    """Every partnering of the register, by name: its id and its name."""
    return glance.partnerings(register.path)


def _words(found: Glance, today: date) -> str:
    with_whom = [f"with {found.contractor}"] if found.contractor else []
    return " · ".join([*with_whom, _year(found, today)])


def _year(found: Glance, today: date) -> str:
    if today < found.commencement:
        return f"commences {show_day(found.commencement)}"
    if today > found.expiry:
        return f"expired {show_day(found.expiry)}"
    return f"year {_years(found.commencement, today)} of {_years(found.commencement, found.expiry)}"


def _years(first: date, day: date) -> int:
    """In which year from `first` on `day` falls, counted from 1."""
    return day.year - first.year + ((day.month, day.day) >= (first.month, first.day))
