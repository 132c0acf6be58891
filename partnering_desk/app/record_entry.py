"""One entry of the Record, with what it changed in words: each column's value before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from partnering_desk.app.record_rows import moment
from partnering_desk.app.record_values import Values
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.records import store
from partnering_desk.records.difference import Kind, Unfit, Value, ends
from partnering_desk.records.models import Entry, EntryChange
from partnering_desk.records.trail_words import called, called_column
from partnering_desk.rules.clause import Refusal

MOST = 40
"""How many changed things a card shows; an import has thousands."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column that changed: its name, and what stood in it before and after; "" for nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """One row that an entry added, changed or removed."""

    thing: Thing
    words: str
    """What it is called: "decision CG/2026/06/D2"."""
    kind: Kind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class EntryCard:
    """All that an entry says."""

    number: int
    at_local: datetime | None
    at_utc: datetime | None
    who: str
    machine: str
    door: str
    program: str
    what: str
    undoes: int | None
    """The entry that it took back, or did again."""
    previous: str
    sha256: str
    things: tuple[ChangedThing, ...]
    more: int
    """How many changed things are not among `things`."""


class _Change(NamedTuple):
    table: str
    row_id: int
    done: str
    difference: str

    @property
    def kind(self) -> Kind:
        """What was done; where somebody put another word there, it is read as a change."""
        return Kind(self.done) if self.done in tuple(Kind) else Kind.CHANGED


_ENTRIES = select(
    Entry.id,
    type_coerce(Entry.at_local, String).label("local"),
    type_coerce(Entry.at_utc, String).label("utc"),
    Entry.who,
    Entry.machine,
    Entry.door,
    Entry.program,
    Entry.what,
    Entry.undoes_id,
    Entry.previous,
    Entry.sha256,
)


def entry_card(register: Register, number: int) -> EntryCard:
    """The entry of that number. Raises `Refusal` when there is none."""
    with register.read() as session:
        cards = entry_cards(session, [number], Values(store.driver(session.connection())), MOST)
        found = next(iter(cards), None)
    if found is None:
        raise Refusal(f"There is no entry {number:,} in the Record.")
    return found


def entry_cards(session: Session, numbers: Sequence[int], values: Values, most: int) -> Iterator[EntryCard]:
    """The entries of these numbers, the newest first, each with at most so many of the things that it changed."""
    changes: dict[int, list[_Change]] = {}
    asked = select(
        EntryChange.entry_id,
        EntryChange.of_table,
        EntryChange.of_row,
        type_coerce(EntryChange.kind, String),
        EntryChange.difference,
    )
    asked = asked.where(EntryChange.entry_id.in_(numbers)).order_by(EntryChange.id)
    for of_entry, table, row_id, done, difference in session.execute(asked):
        changes.setdefault(of_entry, []).append(_Change(table, row_id, done, difference))
    for one in session.execute(_ENTRIES.where(Entry.id.in_(numbers)).order_by(Entry.id.desc())):
        its = changes.get(one.id, [])
        things = tuple(_thing(change, values) for change in its[:most])
        yield EntryCard(
            one.id,
            moment(one.local),
            moment(one.utc),
            one.who,
            one.machine,
            one.door,
            one.program,
            one.what,
            one.undoes_id,
            one.previous,
            one.sha256,
            things,
            len(its) - len(things),
        )


def _thing(change: _Change, values: Values) -> ChangedThing:
    difference = _read(change.difference)
    whole = {} if change.kind is Kind.CHANGED else {name: _plain(value) for name, value in difference.items()}
    name = values.name(change.table, change.row_id, whole)
    lines = (_line(change, values, column, value) for column, value in difference.items() if column != "id")
    lines = (one for one in lines if one.before or one.after)
    words = f"{called(change.table)} {name}"
    return ChangedThing(Thing(change.table, change.row_id), words, change.kind, tuple(lines))


def _read(difference: str) -> dict[str, object]:
    """What a change says; nothing where somebody put there what cannot be read."""
    try:
        read = json.loads(difference)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _plain(value: object) -> Value:
    return value if isinstance(value, str | int | float) else None


def _line(change: _Change, values: Values, column: str, value: object) -> Line:
    before, after = _ends(change.kind, value)
    return Line(
        called_column(column),
        *(_piece(value, values.said(change.table, column, end)) for end in (before, after)),
    )


def _ends(kind: Kind, value: object) -> tuple[Value, Value]:
    if kind is Kind.ADDED:
        return None, _plain(value)
    if kind is Kind.REMOVED:
        return _plain(value), None
    try:
        return ends(value)
    except Unfit:
        return None, None


def _piece(value: object, words: str) -> str:
    """Of a long text only the piece that differs is kept, which is marked as one."""
    return f"…{words}…" if isinstance(value, dict) and words else words
