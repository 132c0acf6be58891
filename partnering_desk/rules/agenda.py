"""The agenda: what stands on it by the contract, in what order, and what may be taken off (G3, G6.2, G7.1, S1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from partnering_desk.rules.clause import CLAUSES, P5, P9, Clause, Refusal


class GroupKind(StrEnum):
    """The groups of the Governance schedule (Governance 1)."""

    CORE = "core"
    WORKING = "working"
    PRE_COMMENCEMENT = "pre_commencement"

    @property
    def words(self) -> str:
        """The contract's words: "Core Group", "Working Group", "Pre-Commencement Meeting Group"."""
        return {
            GroupKind.CORE: "Core Group",
            GroupKind.WORKING: "Working Group",
            GroupKind.PRE_COMMENCEMENT: "Pre-Commencement Meeting Group",
        }[self]


class Purpose(StrEnum):
    """What an item is there for."""

    DECIDE = "decide"
    DISCUSS = "discuss"
    NOTE = "note"

    @property
    def words(self) -> str:
        """As the screen says it: "For decision", "For discussion", "To note"."""
        return {Purpose.DECIDE: "For decision", Purpose.DISCUSS: "For discussion", Purpose.NOTE: "To note"}[self]


class ItemKind(StrEnum):
    """What an agenda item is, and so where it stands and whether it may be taken off."""

    ATTENDANCE = "attendance"
    INTERESTS = "interests"
    LAST_MINUTES = "last_minutes"
    MATTERS_ARISING = "matters_arising"
    RECOMMENDATION = "recommendation"
    CARRIED = "carried"
    WRITTEN_DECISION = "written_decision"
    STANDING = "standing"
    ORDINARY = "ordinary"
    OTHER_BUSINESS = "other_business"
    NEXT_MEETING = "next_meeting"

    @property
    def words(self) -> str:
        """What kind of item it is, in words: "Standing item", "Carried over"."""
        return _KIND_WORDS.get(self, self.value.replace("_", " ").capitalize())


_KIND_WORDS = {
    ItemKind.INTERESTS: "Declarations of interest",
    ItemKind.LAST_MINUTES: "Minutes to confirm",
    ItemKind.RECOMMENDATION: "Recommendation to decide",
    ItemKind.CARRIED: "Carried over",
    ItemKind.WRITTEN_DECISION: "Decision in writing to table",
    ItemKind.STANDING: "Standing item",
    ItemKind.ORDINARY: "Item",
}
_FIRST = (ItemKind.ATTENDANCE, ItemKind.INTERESTS, ItemKind.LAST_MINUTES, ItemKind.MATTERS_ARISING)
BROUGHT_FORWARD = frozenset((ItemKind.RECOMMENDATION, ItemKind.CARRIED, ItemKind.WRITTEN_DECISION))
"""What earlier meetings bring to an agenda (practice P5)."""
_CONFIDENTIAL = len(_FIRST) + 2
_LAST = _CONFIDENTIAL + 1
_LEAST = 2
"""Minutes below which no item is cut: in less, nothing can be said."""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """An item that stands on every agenda of a kind of group; `minutes` is the time usually set aside."""

    title: str
    purpose: Purpose
    minutes: int
    clause: Clause | None
    kind: ItemKind = ItemKind.STANDING


_OPENING = (
    StandingItem("Attendance", Purpose.NOTE, 2, CLAUSES["G5.5"], ItemKind.ATTENDANCE),
    StandingItem("Declarations of interest", Purpose.NOTE, 1, CLAUSES["P4"], ItemKind.INTERESTS),
    StandingItem("Minutes of the last meeting", Purpose.DECIDE, 5, CLAUSES["P7"], ItemKind.LAST_MINUTES),
    StandingItem("Matters arising", Purpose.DISCUSS, 15, CLAUSES["G5.4.4"], ItemKind.MATTERS_ARISING),
)
_CLOSING = (
    StandingItem("Any other business", Purpose.DISCUSS, 5, None, ItemKind.OTHER_BUSINESS),
    StandingItem("Next meeting", Purpose.NOTE, 2, CLAUSES["G5.4.1"], ItemKind.NEXT_MEETING),
)
_REMITS = {
    GroupKind.CORE: (
        StandingItem("Working Group reports", Purpose.DISCUSS, 15, CLAUSES["G7.1.4"]),
        StandingItem("Service Levels and Key Performance Indicators", Purpose.DECIDE, 20, CLAUSES["G7.1.10"]),
        StandingItem("Retention credits", Purpose.DECIDE, 5, CLAUSES["G7.1.10"]),
        StandingItem("Disputes escalated", Purpose.DECIDE, 10, CLAUSES["G7.1.6"]),
        StandingItem("Strategy, policy and resources", Purpose.DISCUSS, 10, CLAUSES["G7.1.5"]),
        StandingItem("Health and safety", Purpose.DISCUSS, 5, CLAUSES["G7.1.12"]),
        StandingItem("Risk register", Purpose.DISCUSS, 10, CLAUSES["G8.2.1"]),
        StandingItem("Innovation and savings", Purpose.DISCUSS, 10, CLAUSES["G7.1.13"]),
        StandingItem("New or potential improvements", Purpose.DISCUSS, 10, CLAUSES["S1"]),
    ),
    GroupKind.WORKING: (
        StandingItem("Service Levels and Key Performance Indicators", Purpose.DISCUSS, 15, CLAUSES["G6.2.1"]),
        StandingItem("Delivery and finance", Purpose.DISCUSS, 15, CLAUSES["G6.2.2"]),
        StandingItem("Labour and training", Purpose.DISCUSS, 10, CLAUSES["G6.2.3"]),
        StandingItem("Service user involvement", Purpose.DISCUSS, 10, CLAUSES["G6.2.4"]),
        StandingItem("Supply chain", Purpose.DISCUSS, 10, CLAUSES["G6.2.5"]),
        StandingItem("Health and safety", Purpose.DISCUSS, 10, CLAUSES["G6.2.6"]),
        StandingItem("Disputes notified", Purpose.DECIDE, 10, CLAUSES["G6.2.10"]),
        StandingItem("Report to the Core Group", Purpose.DECIDE, 10, CLAUSES["G6.2.7"]),
    ),
    GroupKind.PRE_COMMENCEMENT: (
        StandingItem("Mobilisation and operations", Purpose.DISCUSS, 20, CLAUSES["G3.1"]),
        StandingItem("Staffing structure and transfers of staff", Purpose.DISCUSS, 15, CLAUSES["G3.2"]),
        StandingItem("Information about the Services", Purpose.DISCUSS, 10, CLAUSES["G3.3"]),
        StandingItem("IT equipment and interfaces", Purpose.DISCUSS, 10, CLAUSES["G3.4"]),
    ),
}


def standing_items(kind: GroupKind) -> tuple[StandingItem, ...]:
    """What stands on every agenda of a kind of group, in order (Governance 3, 6.2 and 7.1; improvements, S1)."""
    return (*_OPENING, *_REMITS[kind], *_CLOSING)


def fitted(items: Sequence[StandingItem], length: int) -> tuple[StandingItem, ...]:
    """The standing items with times that fit a meeting of so many minutes.

    *Reading*: they take three quarters of it at most, so that there is time for what earlier meetings bring (practice
    P5) and for what people add. Where their usual times are longer, those are shortened in proportion, to whole
    minutes, none below two or what it usually takes when that is less.
    """
    room = length * 3 // 4
    least = [min(one.minutes, _LEAST) for one in items]
    beyond = sum(one.minutes for one in items) - sum(least)
    spare = min(beyond, max(0, room - sum(least)))
    return tuple(
        replace(one, minutes=low + (one.minutes - low) * spare // max(1, beyond))
        for one, low in zip(items, least, strict=True)
    )


class Ordered(Protocol):
    """What an item must say of itself to be put in order."""

    @property
    def kind(self) -> ItemKind:
        """What the item is."""
        ...

    @property
    def confidential_because(self) -> str:
        """Why it is confidential; empty when it is not."""
        ...


Item = TypeVar("Item", bound=Ordered)


def order(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items in the order of an agenda, otherwise as they were given.

    Attendance, interests, the last minutes and matters arising come first; other business, then what is confidential
    (practice P9), then the next meeting come last.
    """
    return tuple(sorted(items, key=_rank))


def _rank(item: Ordered) -> int:
    if item.kind is ItemKind.NEXT_MEETING:
        return _LAST
    if item.confidential_because:
        return _CONFIDENTIAL
    if item.kind in _FIRST:
        return _FIRST.index(item.kind)
    return len(_FIRST) + (item.kind is ItemKind.OTHER_BUSINESS)


def place_for(kind: ItemKind, there: Sequence[ItemKind]) -> int:
    """Where a new item goes among those that are there: its index, 0 for the first place.

    What earlier meetings brought comes before the remit of the group; an ordinary item comes after all of it, before
    other business.
    """
    rank = _new_rank(kind)
    return max((at for at, one in enumerate(there, 1) if _new_rank(one) <= rank), default=0)


def _new_rank(kind: ItemKind) -> int:
    if kind in _FIRST:
        return _FIRST.index(kind)
    others = (ItemKind.STANDING, ItemKind.ORDINARY, ItemKind.OTHER_BUSINESS, ItemKind.NEXT_MEETING)
    return len(_FIRST) + (0 if kind in BROUGHT_FORWARD else 1 + others.index(kind))


def check_removal(title: str, kind: ItemKind, clause_id: str, reason: str) -> None:
    """Nothing, when an item may be taken off an agenda.

    What a clause asks for (S1 and the other standing items) and what an earlier meeting brought (practice P5) may
    only go with a reason. Raises `Refusal` when it is missing.
    """
    if reason.strip():
        return
    if kind in BROUGHT_FORWARD:
        raise Refusal(
            f"“{title}” was brought by an earlier meeting, and nothing falls out unsaid. Say why it is taken off.", P5
        )
    clause = CLAUSES.get(clause_id)
    if clause is not None:
        raise Refusal(
            f"“{title}” stands on every agenda of this group ({clause}). Say why it is taken off this one.", clause
        )


def check_confidential(confidential: bool, reason: str) -> None:
    """Nothing, when a confidential item has its reason (practice P9). Raises `Refusal` when it has none."""
    if confidential and not reason.strip():
        raise Refusal(
            "Say why the item is confidential: the reason stands on every agenda and in every copy of the minutes "
            "(Practice: confidential items).",
            P9,
        )


def sees_confidential(counts: bool, office_holder: bool) -> bool:
    """Whether somebody is given confidential items (practice P9).

    *Reading*: members, delegates in their place, and the chair, vice-chair and minute taker are; others in attendance
    are given a copy that shows the gap.
    """
    return counts or office_holder


def gap_sentence(reason: str) -> str:
    """What a copy shows in the place of a confidential item (practice P9)."""
    return f"Left out of this copy: {reason.strip().rstrip('.')}."
