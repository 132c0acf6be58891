"""A time of a meeting during which its quorum stayed as it was (Governance 5.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from partnering_desk.rules.parties import PartyRole


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which the same parties were missing, or none; its end belongs to the next stretch."""

    start: datetime
    end: datetime
    quorate: bool
    missing: tuple[PartyRole, ...] = ()


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, those that follow each other and miss the same parties made into one."""
    result: list[Stretch] = []
    for one in stretches:
        if result and result[-1].end == one.start and result[-1].missing == one.missing:
            one = Stretch(result.pop().start, one.end, one.quorate, one.missing)
        result.append(one)
    return tuple(result)
