"""What falls onto the next agenda by itself, and where each matter came from (practice P5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import count, join_words, show_day

_NAMED_ACTIONS = 5
"""More open actions than this are told by the first and the last."""
_TITLE = 110
"""Letters of a decision's wording that make the title of an item."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A matter that comes to an agenda by itself. `origin` names it within the meeting, so that it comes once.

    `source` says where it came from. The ids lead to the item that was not finished, the meeting whose minutes are
    to be confirmed, and the decision that is to be settled or tabled.
    """

    origin: str
    kind: ItemKind
    title: str
    purpose: Purpose
    minutes: int
    source: str
    clause: str = ""
    presenter_id: int | None = None
    confidential_because: str = ""
    carried_from_id: int | None = None
    about_meeting_id: int | None = None
    decision_id: int | None = None


class Left(StrEnum):
    """Why an item is left over; its words come before the meeting's number."""

    NOT_REACHED = "not reached at"
    DEFERRED = "deferred at"
    NOT_HELD = "on the agenda of"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An item that its meeting did not finish, by its id, the meeting's number and its own number there (0: none).

    `origin` is what put it on that agenda; empty when a person did.
    """

    item_id: int
    title: str
    meeting_ref: str
    number: int
    left: Left
    held: bool = True
    purpose: Purpose = Purpose.DISCUSS
    minutes: int = 10
    origin: str = ""
    presenter_id: int | None = None
    confidential_because: str = ""


class Standing(StrEnum):
    """Where a decision stands that comes to an agenda."""

    RECOMMENDED = "recommended"
    IN_WRITING = "in_writing"
    FOR_AUTHORITY = "for_authority"
    NOT_AGREED = "not_agreed"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Put:
    """A decision that is to be settled or tabled: its id, number, wording and the item it was put under."""

    decision_id: int
    ref: str
    text: str
    standing: Standing
    from_group: str = ""
    item_id: int | None = None
    confidential_because: str = ""


def carried_forward(
    to_confirm: Sequence[Brought],
    decisions: Sequence[Put] = (),
    left_over: Sequence[LeftOver] = (),
    earlier_to_come: bool = False,
) -> tuple[Brought, ...]:
    """What a group's past brings to an agenda besides its standing items (practice P5).

    The minutes to confirm; recommendations to decide, decisions in writing to table, matters deferred or referred;
    what was not reached, deferred, or on the agenda of a meeting that was not held. What a decision brings back is not
    brought by its item too. While an earlier meeting of the group is still to be held, the rest waits for that one.
    """
    if earlier_to_come:
        return tuple(to_confirm)
    put_under = {one.item_id for one in decisions}
    items = [left_over_item(one) for one in left_over if one.item_id not in put_under]
    return (*to_confirm, *(from_decision(one) for one in decisions), *items)


def minutes_to_confirm(meeting_id: int, ref: str, held_on: date) -> Brought:
    """The minutes of a meeting, which no meeting has confirmed yet (practices P5 and P7)."""
    return Brought(
        origin=f"minutes:{meeting_id}",
        kind=ItemKind.LAST_MINUTES,
        title=f"Minutes of {show_day(held_on)}",
        purpose=Purpose.DECIDE,
        minutes=5,
        source=f"minutes of {ref}, to be confirmed",
        about_meeting_id=meeting_id,
    )


def left_over_item(one: LeftOver) -> Brought:
    """An item that its meeting did not finish, as it comes to the next."""
    return Brought(
        origin=one.origin or f"carried:{one.item_id}",
        kind=ItemKind.CARRIED,
        title=one.title,
        purpose=one.purpose,
        minutes=one.minutes,
        source=left_over_words(one),
        presenter_id=one.presenter_id,
        confidential_because=one.confidential_because,
        carried_from_id=one.item_id,
    )


def left_over_words(one: LeftOver) -> str:
    """Where an item comes from that its meeting did not finish: "not reached at CG/2026/05, item 7"."""
    item = f", item {one.number}" if one.number else ""
    return f"{one.left.value} {one.meeting_ref}{item}{'' if one.held else ', which was not held'}"


def from_decision(one: Put) -> Brought:
    """A decision as it comes to an agenda: to be decided, or, taken in writing, to be noted (P5, P10, G5.5, G5.6)."""
    kind, purpose, minutes = _AS_ITEM.get(one.standing, (ItemKind.CARRIED, Purpose.DECIDE, 10))
    text = " ".join(one.text.split())
    return Brought(
        origin=f"decision:{one.decision_id}",
        kind=kind,
        title=text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…",
        purpose=purpose,
        minutes=minutes,
        source=_decision_source(one),
        confidential_because=one.confidential_because,
        carried_from_id=one.item_id,
        decision_id=one.decision_id,
    )


_AS_ITEM = {
    Standing.RECOMMENDED: (ItemKind.RECOMMENDATION, Purpose.DECIDE, 10),
    Standing.IN_WRITING: (ItemKind.WRITTEN_DECISION, Purpose.NOTE, 2),
    Standing.REFERRED: (ItemKind.CARRIED, Purpose.DECIDE, 15),
}


def _decision_source(one: Put) -> str:
    return {
        Standing.RECOMMENDED: f"recommendation {one.ref}, to be decided",
        Standing.IN_WRITING: f"decision in writing {one.ref}, to be tabled",
        Standing.FOR_AUTHORITY: f"deferred for authority, {one.ref}",
        Standing.NOT_AGREED: f"not agreed and deferred, {one.ref}",
        Standing.REFERRED: f"referred to the Core Group by {one.from_group}, {one.ref}",
    }[one.standing]


def open_actions_words(numbers: Sequence[int]) -> str:
    """A group's open actions, for its matters arising: "2 open actions: A-110 and A-112"; empty for none."""
    if not numbers:
        return ""
    refs = [action_ref(number) for number in numbers]
    named = join_words(refs) if len(refs) <= _NAMED_ACTIONS else f"{refs[0]} to {refs[-1]}"
    return f"{count(len(refs), 'open action')}: {named}"
