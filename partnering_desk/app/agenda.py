"""Writing a meeting's agenda: what comes by itself, and what a person adds, orders, changes and takes off (G5.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import agenda_rows, on_agenda, removed_rows
from partnering_desk.app.carry import (
    Before,
    before,
    brought,
    left_over_source,
    left_over_standing,
    open_actions,
)
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import AgendaItem, ItemState, Meeting, Person
from partnering_desk.rules import agenda as rules
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.carry import Brought
from partnering_desk.rules.clause import P9, Refusal

__all__ = [
    "ItemDetails",
    "add_item",
    "agenda_rows",
    "edit_item",
    "move_item",
    "place_item",
    "prepare",
    "prepare_in",
    "remove_item",
    "removed_rows",
    "restore_item",
]

LONGEST = 600
"""Minutes that one item may take."""


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What a person says of an item. A reason in `confidential_because` makes it confidential (P9)."""

    title: str
    purpose: Purpose = Purpose.DISCUSS
    minutes: int = 10
    presenter_id: int | None = None
    confidential_because: str = ""


def prepare(register: Register, meeting_id: int) -> tuple[str, ...]:
    """Write a meeting's agenda, or bring it up to date, and give the titles that were added.

    It gets its group's standing items and everything that practice P5 brings, each once: what was removed stays
    removed, what a person changed stays as changed. Raises `Refusal` when the meeting is over or cancelled.
    """
    with register.write() as session:
        return prepare_in(session, register, row(session, Meeting, meeting_id))


def prepare_first(register: Register, meeting_id: int) -> None:
    """As `prepare`, for a meeting to come whose agenda nobody has begun; any other stays as it is."""
    if not is_begun(register, meeting_id):
        prepare(register, meeting_id)


def is_begun(register: Register, meeting_id: int) -> bool:
    """Whether a meeting has an agenda, or is past wanting one."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        return bool(meeting.items) or meeting.opened_at is not None or meeting.cancelled_at is not None


def prepare_in(session: Session, register: Register, meeting: Meeting) -> tuple[str, ...]:
    """As `prepare`, inside a transaction."""
    _check_not_over(meeting)
    past = before(session, meeting, register.now())
    wanted = (*_standing(session, meeting, past), *brought(session, meeting, register.now()))
    if meeting.opened_at is None:
        _take_off_overtaken(session, meeting, wanted)
    there = {item.origin: item for item in meeting.items if item.origin is not None}
    added = []
    for one in wanted:
        item = there.get(one.origin)
        if item is None:
            _insert(meeting, _item(one))
            added.append(one.title)
        elif item.source != one.source:
            item.source, item.carried_from_id = one.source, one.carried_from_id
    _number(meeting)
    return tuple(added)


def add_item(register: Register, meeting_id: int, details: ItemDetails) -> int:
    """Put an item on the agenda, after the ordinary ones that are there, and give its id.

    Raises `Refusal` when it has no title, its time is not 0 to 600 minutes, or the meeting is over.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        _check_not_over(meeting)
        item = AgendaItem(kind=ItemKind.ORDINARY, position=0)
        _fill(session, item, details)
        _insert(meeting, item)
        _number(meeting)
        session.flush()
        return item.id


def edit_item(register: Register, item_id: int, details: ItemDetails) -> None:
    """Change what is said of an item. Raises `Refusal` as `add_item` does."""
    with register.write() as session:
        item = _changeable(session, item_id)
        _fill(session, item, details)
        _number(item.meeting)


def move_item(register: Register, item_id: int, steps: int) -> None:
    """Move an item down by so many places, up when negative; it stops at either end.

    Raises `Refusal` when confidential items would no longer be last (P9), or the meeting is over.
    """
    with register.write() as session:
        item = _changeable(session, item_id)
        at = on_agenda(item.meeting).index(item)
        _place(item, at + steps)


def place_item(register: Register, item_id: int, number: int) -> None:
    """Move an item to be the one of that number, counted from 1. Raises `Refusal` as `move_item` does."""
    with register.write() as session:
        _place(_changeable(session, item_id), number - 1)


def remove_item(register: Register, item_id: int, reason: str = "") -> None:
    """Take an item off the agenda; it is kept aside and can be put back.

    Raises `Refusal` when it has been taken up already, or its clause asks for a reason and none is given (S1).
    """
    with register.write() as session:
        item = _changeable(session, item_id)
        if item.started_at is not None or item.notes or item.state is not ItemState.OPEN:
            raise Refusal(f"“{item.title}” has been taken up, so it stays on the agenda.")
        rules.check_removal(item.title, item.kind, item.clause, reason)
        item.removed_at, item.removed_because = register.now(), reason.strip()
        _number(item.meeting)


def restore_item(register: Register, item_id: int) -> None:
    """Put an item that was taken off back where it was. Raises `Refusal` when the meeting is over."""
    with register.write() as session:
        item = row(session, AgendaItem, item_id)
        _check_not_over(item.meeting)
        item.removed_at, item.removed_because = None, ""
        _number(item.meeting)


def _standing(session: Session, meeting: Meeting, past: Before) -> tuple[Brought, ...]:
    """The standing items of the meeting's group; those not finished last time say so."""
    unfinished = left_over_standing(past)
    found = []
    length = (meeting.ends - meeting.starts) // timedelta(minutes=1)
    for standing in rules.fitted(rules.standing_items(meeting.group.kind), length):
        if standing.kind is ItemKind.LAST_MINUTES:
            continue
        origin = f"standing:{standing.title}"
        last = unfinished.get(origin)
        source = left_over_source(last) if last is not None else ""
        if standing.kind is ItemKind.MATTERS_ARISING:
            source = open_actions(session, meeting.group)
        found.append(
            Brought(
                origin=origin,
                kind=standing.kind,
                title=standing.title,
                purpose=standing.purpose,
                minutes=standing.minutes,
                source=source,
                clause=standing.clause.id if standing.clause is not None else "",
                carried_from_id=last.id if last is not None else None,
            )
        )
    return tuple(found)


def _item(one: Brought) -> AgendaItem:
    return AgendaItem(
        kind=one.kind,
        position=0,
        title=one.title,
        purpose=one.purpose,
        minutes=one.minutes,
        presenter_id=one.presenter_id,
        source=one.source,
        origin=one.origin,
        clause=one.clause,
        carried_from_id=one.carried_from_id,
        about_meeting_id=one.about_meeting_id,
        decision_id=one.decision_id,
        confidential_because=one.confidential_because,
    )


def _take_off_overtaken(session: Session, meeting: Meeting, wanted: Sequence[Brought]) -> None:
    """Delete what came by itself and is settled elsewhere since, unless somebody has put papers to it."""
    origins = {one.origin for one in wanted}
    for item in list(meeting.items):
        came = item.origin is not None and not item.origin.startswith("standing:")
        if came and item.removed_at is None and item.origin not in origins and not item.papers:
            session.delete(item)
            meeting.items.remove(item)
    session.flush()


def _insert(meeting: Meeting, item: AgendaItem) -> None:
    """Put a new item after those that it usually follows."""
    items = sorted(meeting.items, key=lambda one: one.position)
    items.insert(rules.place_for(item.kind, [one.kind for one in items]), item)
    meeting.items.append(item)
    for position, one in enumerate(items, 1):
        one.position = position


def _number(meeting: Meeting) -> None:
    """Number the items through in the order of an agenda; those taken off keep their place among them."""
    items = sorted(meeting.items, key=lambda one: one.position)
    for position, item in enumerate(rules.order(items), 1):
        item.position = position


def _place(item: AgendaItem, at: int) -> None:
    """Put an item at an index among those on the agenda."""
    there = on_agenda(item.meeting)
    others = [one for one in there if one is not item]
    at = max(0, min(at, len(others)))
    wished = [*others[:at], item, *others[at:]]
    if list(rules.order(wished)) != wished:
        raise Refusal(
            f"“{item.title}” cannot stand there: attendance, interests, the last minutes and matters arising come "
            f"first; other business, confidential items and the next meeting last ({P9.ref}).",
            P9,
        )
    places = sorted(one.position for one in there)
    for position, one in zip(places, wished, strict=True):
        one.position = position


def _fill(session: Session, item: AgendaItem, details: ItemDetails) -> None:
    title = " ".join(details.title.split())
    if not title:
        raise Refusal("An item needs a title. Type what it is about.")
    if not 0 <= details.minutes <= LONGEST:
        raise Refusal(f"An item takes between 0 and {LONGEST} minutes. Type its time in minutes, like 15.")
    if details.presenter_id is not None:
        row(session, Person, details.presenter_id)
    item.title = title
    item.purpose = details.purpose
    item.minutes = details.minutes
    item.presenter_id = details.presenter_id
    item.confidential_because = details.confidential_because.strip()


def _changeable(session: Session, item_id: int) -> AgendaItem:
    item = row(session, AgendaItem, item_id)
    _check_not_over(item.meeting)
    if item.removed_at is not None:
        raise Refusal(f"“{item.title}” was taken off the agenda. Put it back first.")
    return item


def _check_not_over(meeting: Meeting) -> None:
    if meeting.cancelled_at is not None:
        raise Refusal(f"{meeting.ref} was cancelled, so its agenda stays as it is.")
    if meeting.closed_at is not None:
        raise Refusal(f"{meeting.ref} is over, so its agenda stays as it was. Use the next meeting's.")
