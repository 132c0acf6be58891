"""Whether a register is what its Record says: the chain whole, and every row as the entries left it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from partnering_desk.records.connecting import Driver
from partnering_desk.records.difference import Difference, Kind, Row, Unfit, forwards
from partnering_desk.records.stored import entered_tables, rows
from partnering_desk.records.trail import fingerprint

_ENTRIES = """
    SELECT id, at_utc, at_local, who, machine, door, program, what, undoes_id, previous, sha256 FROM entry ORDER BY id
"""
_CHANGES = """
    SELECT entry_id, of_table, of_row, of_meeting, kind, difference FROM entry_change ORDER BY entry_id, id
"""


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a register departs from its Record: in an entry (table "entry"), or in a row."""

    table: str
    row_id: int
    words: str


@dataclass(slots=True)
class Replay:
    """The rows that the entries lead to, table by table, and what is wrong with the entries."""

    tables: dict[str, dict[int, Row]] = field(default_factory=dict)
    departures: list[Departure] = field(default_factory=list)

    def do(self, number: int, table: str, row_id: int, kind: str, change: str) -> None:
        """Do again what an entry says was done."""
        kept = self.tables.setdefault(table, {})
        try:
            after = forwards(kept.get(row_id), Kind(kind), _read(change))
        except (Unfit, ValueError, RecursionError):
            self.departures.append(
                Departure("entry", number, f"What it says of {table} {row_id} does not follow from the entries before.")
            )
            return
        if after is None:
            del kept[row_id]
        else:
            kept[row_id] = after


def replayed(connection: Driver) -> dict[str, dict[int, Row]]:
    """The rows that the Record leads to, by table and id."""
    replay = Replay()
    for _ in _chain(connection, replay, ""):
        pass
    return replay.tables


def departures(connection: Driver, known_head: str = "") -> Iterator[Departure]:
    """Where the register departs from its Record, entries first.

    `known_head` is the SHA-256 of an entry known from elsewhere: a circulated PDF, a backup. It must be in the chain.
    """
    replay = Replay()
    yield from _chain(connection, replay, known_head)
    yield from replay.departures
    for table in sorted({*entered_tables(connection), *replay.tables}):
        yield from _rows(connection, table, replay.tables.get(table, {}))


def _chain(connection: Driver, replay: Replay, known_head: str) -> Iterator[Departure]:
    of_entry = groupby(connection.execute(_CHANGES), key=itemgetter(0))
    changes = {number: [list(one[1:]) for one in found] for number, found in of_entry}
    last, before, known = "", 0, not known_head
    for *entry, sha256 in connection.execute(_ENTRIES):
        number, previous = entry[0], entry[-1]
        its_changes = changes.pop(number, [])
        if number != before + 1:
            yield Departure("entry", number, f"The entry before it is missing: the last was {before}.")
        elif previous != last:
            yield Departure("entry", number, "It does not follow from the entry before it, which was changed.")
        if fingerprint([*entry, its_changes]) != sha256:
            yield Departure("entry", number, "It is not what its fingerprint says: it was changed.")
        for table, row_id, _, kind, change in its_changes:
            replay.do(number, table, row_id, kind, change)
        last, before, known = sha256, number, known or sha256.startswith(known_head)
    for number in changes:
        yield Departure("entry", number, "It is missing, though what it changed is listed.")
    if not known:
        yield Departure(
            "entry", before, f"No entry has the fingerprint {known_head}: the Record was cut off or made anew."
        )


def _rows(connection: Driver, table: str, expected: dict[int, Row]) -> Iterator[Departure]:
    missing = dict(expected)
    found = rows(connection, table) if table in entered_tables(connection) else ()
    for row_id, row in found:
        known = missing.pop(row_id, None)
        if known is None:
            yield Departure(table, row_id, "It was added without an entry in the Record.")
        elif known != row:
            changed = sorted(column for column in known.keys() | row.keys() if known.get(column) != row.get(column))
            yield Departure(table, row_id, f"It was changed without an entry in the Record: {', '.join(changed)}.")
    for row_id in missing:
        yield Departure(table, row_id, "It was removed without an entry in the Record.")


def _read(change: str) -> Difference:
    read = json.loads(change)
    if not isinstance(read, dict):
        raise Unfit
    return read
