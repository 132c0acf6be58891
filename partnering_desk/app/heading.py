"""What stands over the places of the window: which partnering this is, with whom, and in which year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from partnering_desk.app.register import Register
from partnering_desk.records.models import Partnering
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_day


@dataclass(frozen=True, slots=True)
class Heading:
    """A partnering's name, and a quiet line under it such as "with St Aldate's Homes · year 2 of 5"."""

    name: str
    words: str


def heading(register: Register) -> Heading | None:
    """The heading of the partnering shown; None while the register has none."""
    with register.read() as session:
        found = session.get(Partnering, register.partnering_id)
        if found is None:
            return None
        return Heading(found.name, _words(found, register.today()))


def partnerings(register: Register) -> tuple[tuple[int, str], ...]:
    """Every partnering of the register, by name: its id and its name."""
    with register.read() as session:
        rows = session.execute(select(Partnering.id, Partnering.name).order_by(Partnering.name))
        return tuple((number, name) for number, name in rows)


def _words(found: Partnering, today: date) -> str:
    leads = [party.lead for party in found.parties if party.role is PartyRole.CONTRACTOR]
    with_whom = [f"with {lead.name}" for lead in leads if lead is not None]
    return " · ".join([*with_whom, _year(found, today)])


def _year(found: Partnering, today: date) -> str:
    if today < found.commencement:
        return f"commences {show_day(found.commencement)}"
    if today > found.expiry:
        return f"expired {show_day(found.expiry)}"
    return f"year {_years(found.commencement, today)} of {_years(found.commencement, found.expiry)}"


def _years(first: date, day: date) -> int:
    """In which year from `first` on `day` falls, counted from 1."""
    return day.year - first.year + ((day.month, day.day) >= (first.month, first.day))
