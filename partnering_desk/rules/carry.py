"""What falls onto the next agenda by itself, and where each came from (practice P5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.wording import count, join_words, show_day

_NAMED_ACTIONS = 5
"""More open actions than this are told by the first and the last."""


class Left(StrEnum):
    """Why an item is left over."""

    NOT_REACHED = "not reached at"
    DEFERRED = "deferred at"
    NOT_HELD = "on the agenda of"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An item that its meeting did not finish: its id, the meeting's number and its own number there."""

    item_id: int
    title: str
    meeting_ref: str
    number: int
    left: Left
    purpose: Purpose = Purpose.DISCUSS
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A meeting whose minutes no meeting has confirmed yet."""

    meeting_id: int
    ref: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Put:
    """A recommendation of a meeting without quorum, or a decision taken in writing: its id, number and wording."""

    decision_id: int
    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as it comes to the next agenda. `origin` names what it came from, so that it comes once."""

    kind: ItemKind
    title: str
    purpose: Purpose
    minutes: int
    source: str
    origin: str


def carried_forward(
    to_confirm: Sequence[ToConfirm] = (),
    open_actions: Sequence[str] = (),
    recommendations: Sequence[Put] = (),
    in_writing: Sequence[Put] = (),
    left_over: Sequence[LeftOver] = (),
) -> tuple[Draft, ...]:
    """What a group's past brings to its next agenda, in the order of an agenda (practice P5).

    The minutes to confirm, the open actions (their numbers) under matters arising, recommendations to decide,
    decisions in writing to table, and what was not reached, deferred, or on the agenda of a meeting that was not held.
    """
    return (
        *(_minutes(one) for one in to_confirm),
        *([_matters_arising(open_actions)] if open_actions else []),
        *(_recommendation(one) for one in recommendations),
        *(_in_writing(one) for one in in_writing),
        *(_left_over(one) for one in left_over),
    )


def _minutes(one: ToConfirm) -> Draft:
    source = f"minutes of {one.ref}, to be confirmed"
    title = f"Minutes of {show_day(one.held_on)}"
    return Draft(ItemKind.LAST_MINUTES, title, Purpose.DECIDE, 5, source, f"minutes:{one.meeting_id}")


def _matters_arising(actions: Sequence[str]) -> Draft:
    return Draft(
        ItemKind.MATTERS_ARISING,
        "Matters arising",
        Purpose.DISCUSS,
        15,
        open_actions_words(actions),
        "standing:Matters arising",
    )


def open_actions_words(actions: Sequence[str]) -> str:
    """The open actions in words: "2 open actions: A-110 and A-112"; empty when there are none."""
    if not actions:
        return ""
    named = join_words(actions) if len(actions) <= _NAMED_ACTIONS else f"{actions[0]} to {actions[-1]}"
    return f"{count(len(actions), 'open action')}: {named}"


def _recommendation(one: Put) -> Draft:
    source = f"recommendation {one.ref}, to be decided"
    return Draft(ItemKind.RECOMMENDATION, one.text, Purpose.DECIDE, 10, source, f"decision:{one.decision_id}")


def _in_writing(one: Put) -> Draft:
    source = f"decision in writing {one.ref}, to be tabled"
    return Draft(ItemKind.WRITTEN_DECISION, one.text, Purpose.NOTE, 2, source, f"decision:{one.decision_id}")


def _left_over(one: LeftOver) -> Draft:
    return Draft(ItemKind.CARRIED, one.title, one.purpose, one.minutes, left_over_words(one), f"carried:{one.item_id}")


def left_over_words(one: LeftOver) -> str:
    """Where an item comes from: "not reached at CG/2026/05, item 7"."""
    end = ", which was not held" if one.left is Left.NOT_HELD else ""
    return f"{one.left} {one.meeting_ref}, item {one.number}{end}"
