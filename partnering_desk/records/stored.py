"""The rows of a register as its file stores them, whatever form the file has."""

from __future__ import annotations

import json
from collections.abc import Iterator

from partnering_desk.records.connecting import Driver
from partnering_desk.records.difference import Row

NOT_ENTERED = frozenset({"entry", "entry_change", "alembic_version"})
"""The tables whose rows are no records of the partnering: the Record itself, and the form of the file."""


def entered_tables(connection: Driver) -> tuple[str, ...]:
    """The tables whose changes are entered, by name."""
    found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in found if name not in NOT_ENTERED and not name.startswith("sqlite_"))


def columns(connection: Driver, table: str) -> tuple[str, ...]:
    """The columns of a table that are entered: all but bytes."""
    found = connection.execute("SELECT name FROM pragma_table_info(?) WHERE upper(type) <> 'BLOB'", (table,))
    return tuple(name for (name,) in found)


def row_as_json(names: tuple[str, ...], of: str) -> str:
    """The SQL that gives a row as a JSON object; `of` is the table, or the trigger's NEW or OLD."""
    pairs = ", ".join(f"'{name}', {of}.\"{name}\"" for name in names)
    return f"json_object({pairs})"


def row_from_json(text: str | None) -> Row | None:
    """The row that `row_as_json` gave, without its empty columns."""
    if text is None:
        return None
    return {column: value for column, value in json.loads(text).items() if value is not None}


def rows(connection: Driver, table: str) -> Iterator[tuple[int, Row]]:
    """Every row of a table as it is entered, with its id."""
    as_json = row_as_json(columns(connection, table), f'"{table}"')
    for row_id, text in connection.execute(f'SELECT id, {as_json} FROM main."{table}" ORDER BY id'):
        yield row_id, row_from_json(text) or {}


def row(connection: Driver, table: str, row_id: int) -> Row | None:
    """One row of a table as it is entered; None where there is none of that id."""
    as_json = row_as_json(columns(connection, table), f'"{table}"')
    found = connection.execute(f'SELECT {as_json} FROM main."{table}" WHERE id = ?', (row_id,)).fetchone()
    return row_from_json(found[0]) if found else None
