"""People and times of the meetings that the tests of rules hold, on Wed 11 November 2026."""

from datetime import datetime

from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Attendee, Away, Mode, Span

COMMISSIONER, CONTRACTOR = PartyRole.COMMISSIONER, PartyRole.CONTRACTOR
_IDS = {
    name: number
    for number, name in enumerate(
        [
            "Joy Amadi",
            "Anna Brandt",
            "Sue Whitcombe",
            "Pawel Nowak",
            "Lena Farah",
            "Ruth Lindqvist",
            "Tunde Osei",
            "Mary Dunne",
            "Yetunde Adeyemi",
        ],
        1,
    )
}


def at(clock: str) -> datetime:
    """The moment that the clock shows: "10:02" or "10:02:30"."""
    return datetime.fromisoformat(f"2026-11-11T{clock}")


def span(text: str, mode: Mode = Mode.ROOM) -> Span:
    """A time there: "10:02-11:05", or "10:02-" while still there."""
    arrived, left = text.split("-")
    return Span(at(arrived), at(left) if left else None, mode)


def somebody(
    name: str,
    party: PartyRole | None,
    *times: str,
    member: bool = True,
    delegate_for: str | None = None,
    away: str = "",
) -> Attendee:
    """One person at the meeting."""
    out = [span(away)] if away else []
    return Attendee(
        person_id=_IDS[name],
        name=name,
        party=party,
        member=member and delegate_for is None and party is not None,
        delegate_for=delegate_for,
        spans=tuple(span(one) for one in times),
        away=tuple(Away(one.arrived, one.left) for one in out),
    )
