"""The Record: whatever is changed in a register, by whichever way, is entered in the same transaction.

Each connection that writes gets temporary triggers, which note every row that is added, changed or removed. Before
the transaction is kept, the notes become one `Entry` with its `EntryChange`s. What is noted is what SQLite stored,
so that no way of writing passes by it. Bytes are left out: the row that owns them has their SHA-256.

The entries are a chain. Each has the SHA-256 of its canonical form, which holds that of the entry before it (that of
the first holds an empty text): the UTF-8 bytes of a JSON array without white space, letters as they are,

    [id, at_utc, at_local, who, machine, door, program, what, undoes_id, previous,
     [[of_table, of_row, of_meeting, kind, difference], …]]

with the times as the file stores them, the changes in the order of their ids, and each difference as the text that is
stored. Whoever holds the last SHA-256 can tell whether anything before it was changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from partnering_desk.records.connecting import Driver
from partnering_desk.records.difference import Noted
from partnering_desk.records.stored import columns, entered_tables, row_as_json, row_from_json
from partnering_desk.records.trail_words import Names

_NOTES = """
    CREATE TEMP TABLE IF NOT EXISTS noted (
        id INTEGER PRIMARY KEY, table_name TEXT, row_id INTEGER, before TEXT, after TEXT
    )
"""
_ENTRY = """
    INSERT INTO entry (id, at_utc, at_local, who, machine, door, program, what, undoes_id, previous, sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CHANGE = """
    INSERT INTO entry_change (entry_id, of_table, of_row, of_meeting, kind, difference) VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes the register, when and where."""

    at_utc: datetime
    at_local: datetime
    who: str
    machine: str
    door: str
    """By which way: "screen", "command line", "import"."""
    program: str
    """The version of the program."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number and its SHA-256. A register without entries has 0 and an empty text."""

    number: int
    sha256: str


def watch(connection: Driver) -> None:
    """Have every change through this connection noted from now on."""
    tables = entered_tables(connection)
    if _watched(connection) == set(tables):
        return  # to make them again at each act would take longer than most acts
    connection.execute(_NOTES)
    for table in tables:
        names = columns(connection, table)
        old, new = row_as_json(names, "OLD"), row_as_json(names, "NEW")
        for event, row_id, before, after in (
            ("INSERT", "NEW.id", "NULL", new),
            ("UPDATE", "NEW.id", old, new),
            ("DELETE", "OLD.id", old, "NULL"),
        ):
            connection.execute(
                f'CREATE TEMP TRIGGER IF NOT EXISTS noted_{table}_{event} AFTER {event} ON main."{table}" BEGIN '
                "INSERT INTO noted (table_name, row_id, before, after) "
                f"VALUES ('{table}', {row_id}, {before}, {after}); END"
            )


def _watched(connection: Driver) -> set[str]:
    """The tables that have their triggers: the last of each, made in one transaction with the others."""
    found = connection.execute("SELECT tbl_name FROM temp.sqlite_master WHERE name LIKE 'noted_%_DELETE'")
    return {table for (table,) in found}


def enter(connection: Driver, author: Callable[[], Author], what: str = "", undoes: int | None = None) -> None:
    """Make of what was noted in this transaction one entry; none when nothing was changed after all.

    `what` says in words what was done; left empty it is told from the changes. `undoes` is the entry it takes back.
    """
    noted = taken(connection)
    if noted:
        names = Names(connection, noted)
        words = what or names.said(noted)
        append(connection, author(), words, undoes, [(one, names.meeting_of(one)) for one in noted])


def taken(connection: Driver) -> list[Noted]:
    """The rows that were noted and did change, in the order of their first change; they are noted no longer."""
    first: dict[tuple[str, int], str | None] = {}
    last: dict[tuple[str, int], str | None] = {}
    for table, row_id, before, after in connection.execute(
        "SELECT table_name, row_id, before, after FROM temp.noted ORDER BY id"
    ):
        first.setdefault((table, row_id), before)
        last[table, row_id] = after
    connection.execute("DELETE FROM temp.noted")
    return [
        Noted(*key, row_from_json(before), row_from_json(last[key]))
        for key, before in first.items()
        if before != last[key]
    ]


def go_on(connection: Driver, author: Author, what: str) -> Head:
    """Go on with a Record that came with its rows in this transaction: what was noted is in it already."""
    taken(connection)
    return append(connection, author, what, None, [])


def append(
    connection: Driver,
    author: Author,
    what: str,
    undoes: int | None,
    noted: list[tuple[Noted, int | None]],
) -> Head:
    """Add an entry to the chain, with each change and the meeting it concerns, and give the new head."""
    before = head(connection)
    number = before.number + 1
    at_utc, at_local = (
        at.isoformat(" ", "microseconds") for at in (author.at_utc.replace(tzinfo=None), author.at_local)
    )
    entry = [number, at_utc, at_local, author.who, author.machine, author.door, author.program]
    entry += [what, undoes, before.sha256]
    changes = [[one.table, one.row_id, meeting, one.kind.value, compact(one.difference)] for one, meeting in noted]
    sha256 = fingerprint([*entry, changes])
    connection.execute(_ENTRY, (*entry, sha256))
    connection.executemany(_CHANGE, [(number, *change) for change in changes])
    return Head(number, sha256)


def head(connection: Driver) -> Head:
    """The last entry of the Record."""
    found = connection.execute("SELECT id, sha256 FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    return Head(*found) if found else Head(0, "")


def has(connection: Driver, head: Head) -> bool:
    """Whether the Record of a register was once at `head`."""
    found = connection.execute("SELECT sha256 FROM entry WHERE id = ?", (head.number,)).fetchone()
    return bool(found == (head.sha256,))


def compact(value: object) -> str:
    """A value as JSON without white space, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def fingerprint(canonical: list[object]) -> str:
    """The SHA-256, in hexadecimal, of an entry's canonical form."""
    return hashlib.sha256(compact(canonical).encode()).hexdigest()
