"""Which entries of the Record are wanted: by person, meeting, kind, date, words, or the thing whose history it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, column, exists, func, or_, select, true

from partnering_desk.app.record_kinds import RecordKind
from partnering_desk.app.thing import Thing
from partnering_desk.records.models import Entry, EntryChange
from partnering_desk.records.trail import compact
from partnering_desk.rules.names import folded

_BELONGS: dict[str, tuple[tuple[str, str], ...]] = {
    "decision": (("vote", "decision_id"), ("party_view", "decision_id")),
    "action": (("action_owner", "action_id"), ("action_progress", "action_id"), ("reminder", "action_id")),
    "attendance": (
        ("presence_span", "attendance_id"),
        ("presence_correction", "attendance_id"),
        ("item_absence", "attendance_id"),
    ),
    "paper": (("paper_content", "paper_id"),),
    "document": (
        ("document_content", "document_id"),
        ("circulation", "document_id"),
        ("dispatch", "document_id"),
        ("confirmation", "document_id"),
    ),
    "meeting_group": (
        ("group_terms", "group_id"),
        ("membership", "group_id"),
        ("group_office", "group_id"),
        ("member_change", "group_id"),
    ),
    "partnering": (("setting", "partnering_id"), ("closure", "partnering_id"), ("party", "partnering_id")),
    "person": (
        ("person_terms", "person_id"),
        ("membership", "person_id"),
        ("group_office", "person_id"),
        ("member_change", "incoming_id"),
        ("representative", "person_id"),
        ("nominee", "person_id"),
        ("attendance", "person_id"),
        ("interest", "person_id"),
        ("vote", "cast_by_id"),
        ("action_owner", "person_id"),
        ("approval", "person_id"),
        ("dispatch", "person_id"),
    ),
}
"""The tables whose rows are part of a thing's history, and the column that names the thing. A meeting has its own way:
each change keeps the meeting that it concerns."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the Record; an entry is wanted when it fits all that is given. As it stands, every entry is."""

    who: str | None = None
    """The name under which it was recorded; empty for those that bear none."""
    meeting_id: int | None = None
    kind: RecordKind | None = None
    first: date | None = None
    last: date | None = None
    """The days, by the clock on the wall, from which and to which."""
    words: str = ""
    """Each of them stands in what was done, or in what a change put or took away."""
    thing: Thing | None = None


def numbers(wanted: Wanted) -> Select[int]:
    """The question for the numbers of the entries wanted, the newest first."""
    return select(Entry.id).where(and_(true(), *_conditions(wanted))).order_by(Entry.id.desc())


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.who is not None:
        yield Entry.who == wanted.who
    if wanted.first is not None:
        yield Entry.at_local >= datetime.combine(wanted.first, time.min)
    if wanted.last is not None:
        yield Entry.at_local < datetime.combine(wanted.last + timedelta(days=1), time.min)
    if wanted.meeting_id is not None:
        yield _changed(_of_meeting(wanted.meeting_id))
    if wanted.kind is not None:
        yield _changed(EntryChange.of_table.in_(wanted.kind.tables))
    if wanted.thing is not None:
        yield _changed(or_(*_of_thing(wanted.thing)))
    for word in wanted.words.split():
        yield or_(*_was_said(word), _says(word))


_PLAIN = "*[^-A-Za-z0-9 ():,./]*"
"""What fits this has a letter that may be another without its accent, or a mark within a word."""


def _was_said(word: str) -> Iterator[ColumnElement[bool]]:
    """What was done says `word`, whatever its accents; few texts have any, and asking Python for each takes long."""
    yield Entry.what.contains(word, autoescape=True)
    yield and_(Entry.what.op("GLOB")(_PLAIN), func.folded(Entry.what).contains(folded(word), autoescape=True))


def _changed(what: ColumnElement[bool]) -> ColumnElement[bool]:
    """The entry changed something that is `what`."""
    return Entry.id.in_(select(EntryChange.entry_id).where(what))


def _of_meeting(meeting_id: int) -> ColumnElement[bool]:
    return or_(
        EntryChange.of_meeting == meeting_id,
        and_(EntryChange.of_table == "meeting", EntryChange.of_row == meeting_id),
    )


def _of_thing(thing: Thing) -> Iterator[ColumnElement[bool]]:
    if thing.table == "meeting":
        yield _of_meeting(thing.row_id)
        return
    yield and_(EntryChange.of_table == thing.table, EntryChange.of_row == thing.row_id)
    yield from _of_parts(thing.table, thing.row_id)


def _of_parts(table: str, owner: int | Select[int]) -> Iterator[ColumnElement[bool]]:
    """The rows that belong to one of `table`, whose id is `owner`, or one of those that it asks for."""
    for part, name in _BELONGS.get(table, ()):
        rows = _rows_of(part, name, owner)
        yield and_(EntryChange.of_table == part, EntryChange.of_row.in_(rows))
        yield from _of_parts(part, rows)


def _rows_of(part: str, name: str, owner: int | Select[int]) -> Select[int]:
    """The rows of `part` that ever named the owner: as they were added or, where entries were merged, since."""
    change = EntryChange.__table__.alias()
    named = [_value(change.c.difference, f"$.{name}"), _value(change.c.difference, f"$.{name}[1]")]
    fits = or_(*(one.in_(owner) if isinstance(owner, Select) else one == owner for one in named))
    return select(change.c.of_row).where(change.c.of_table == part, fits)


def _value(difference: ColumnElement[str], path: str) -> ColumnElement[int]:
    """What stands at a place of a difference; nothing in one that is no JSON."""
    return case((func.json_valid(difference), func.json_extract(difference, path)))


def _says(word: str) -> ColumnElement[bool]:
    """A change of the entry puts or takes away a text with `word` in it."""
    readable = case((func.json_valid(EntryChange.difference), EntryChange.difference), else_="{}")
    values = func.json_tree(readable).table_valued(column("atom"), column("type"), column("fullkey"), name="said")
    return exists(
        select(1)
        .select_from(EntryChange)
        .join(values, true())
        .where(
            EntryChange.entry_id == Entry.id,
            EntryChange.difference.contains(compact(word)[1:-1], autoescape=True),  # few are then looked into
            values.c.type == "text",
            values.c.fullkey.not_like("$.basis%"),  # written and read by the program alone
            values.c.atom.contains(word, autoescape=True),
        )
    )
