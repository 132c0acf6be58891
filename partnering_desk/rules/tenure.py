"""Offices that one person holds at a time: Contract Representative (G4.1), chair (G5.4), nominated person (X1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnering_desk.rules.clause import X1, Clause, Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import show_date


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who holds an office, from one day to another, both included; `ends` None: still.

    `office` says which one, as in a sentence: "Contract Representative of the Contractor".
    """

    office: str
    name: str
    starts: date
    ends: date | None = None

    def holds(self, on: date) -> bool:
        """Whether they hold it on that day."""
        return self.starts <= on and (self.ends is None or on <= self.ends)


def holder(tenures: Iterable[Tenure], office: str, on: date) -> Tenure | None:
    """Who holds the office on that day; None when nobody does."""
    return next((one for one in tenures if one.office == office and one.holds(on)), None)


def check_tenure(new: Tenure, others: Iterable[Tenure], clause: Clause) -> None:
    """Nothing, when a person may hold an office in that time: nobody else does (one Representative a party, G4.1).

    Raises `Refusal` naming who does, or when the end comes before the start.
    """
    if new.ends is not None and new.ends < new.starts:
        raise Refusal(
            f"{short_name(new.name)} cannot end on {show_date(new.ends)} before starting on {show_date(new.starts)}. "
            "Put the dates right.",
            clause,
        )
    for other in others:
        if other.office == new.office and _overlap(new, other):
            raise Refusal(
                f"{short_name(other.name)} is {new.office} from {show_date(other.starts)} on ({clause}), and it is one "
                f"person at a time. End that first.",
                clause,
            )


def _overlap(one: Tenure, other: Tenure) -> bool:
    later, earlier = (one, other) if one.starts >= other.starts else (other, one)
    return earlier.ends is None or later.starts <= earlier.ends


def check_lead(party: str, organisations: Sequence[str], leads: Sequence[str]) -> None:
    """Nothing, when exactly one of a party's organisations leads it (cross-authority arrangement).

    Raises `Refusal` when none does, or several do, or one leads that is not the party's.
    """
    if len(leads) != 1 or leads[0] not in organisations:
        raise Refusal(
            f"Choose the one organisation that leads the {party} and casts its vote (Cross-authority arrangement).", X1
        )
