"""What somebody does to a register behind the program's back, in every table, and that `check` finds each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, combinations
from pathlib import Path

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.register import open_register
from partnering_desk.records.models import Base
from partnering_desk.records.stored import NOT_ENTERED, columns
from partnering_desk.records.trail import head
from partnering_desk.records.trail_check import departures

TABLES = sorted(table.name for table in Base.metadata.sorted_tables if table.name not in NOT_ENTERED)
FILES = ["paper_content", "document_content"]


@pytest.fixture
def tool(sample: Path) -> Iterator[sqlite3.Connection]:
    """The sample, opened by a tool for SQLite that heeds no rule."""
    with closing(sqlite3.connect(sample)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection
        connection.commit()


def found(path: Path, known_head: str = "") -> list[str]:
    with closing(open_register(path)) as opened:
        return [f"{one.where}: {one.words}" for one in check_register(opened, known_head)]


def departed(connection: sqlite3.Connection) -> set[tuple[str, int]]:
    return {(one.table, one.row_id) for one in departures(connection)}


def change(connection: sqlite3.Connection, statement: str) -> None:
    assert connection.execute(statement).rowcount > 0, f"{statement} changed nothing"


def last(connection: sqlite3.Connection, table: str) -> int:
    (row_id,) = connection.execute(f'SELECT max(id) FROM "{table}"').fetchone()
    assert row_id, f"the sample has nothing in {table}"
    return int(row_id)


def test_the_sample_is_what_its_record_says(sample: Path) -> None:
    assert found(sample) == []


def test_a_row_changed_in_any_column_of_any_table_is_found(tool: sqlite3.Connection) -> None:
    expected = set()
    for table in TABLES:
        row_id = last(tool, table)
        for column in set(columns(tool, table)) - {"id"}:
            tool.execute("SAVEPOINT before")
            try:
                change(tool, f"""UPDATE "{table}" SET "{column}" = ifnull("{column}", 0) || '9' WHERE id = {row_id}""")
            except sqlite3.IntegrityError:
                tool.execute("ROLLBACK TO before")
            else:
                expected.add((table, row_id))
    assert {table for table, _ in expected} == set(TABLES)
    assert departed(tool) == expected


def test_a_row_removed_from_any_table_is_found(tool: sqlite3.Connection) -> None:
    expected = {(table, last(tool, table)) for table in TABLES}
    for table, row_id in expected:
        change(tool, f'DELETE FROM "{table}" WHERE id = {row_id}')
    assert departed(tool) == expected


def test_a_row_added_to_any_table_is_found(tool: sqlite3.Connection) -> None:
    """A copy of the last row; where the file wants a value but once, it is made another."""
    expected = set()
    for table in TABLES:
        row_id = last(tool, table)
        others = [name for _, name, *_ in tool.execute(f"PRAGMA table_info({table})") if name != "id"]
        for made_other in chain.from_iterable(combinations(others, many) for many in range(3)):
            values = ", ".join(
                f"""ifnull("{name}", 0) || '9'""" if name in made_other else f'"{name}"' for name in others
            )
            names = ", ".join(f'"{name}"' for name in others)
            copy = f'SELECT {row_id + 1}, {values} FROM "{table}" WHERE id = {row_id}'
            try:
                change(tool, f'INSERT INTO "{table}" (id, {names}) {copy}')
            except sqlite3.IntegrityError:
                continue
            expected.add((table, row_id + 1))
            break
    assert {table for table, _ in expected} == set(TABLES)
    assert departed(tool) == expected


def test_rows_that_changed_places_in_any_table_are_found(tool: sqlite3.Connection) -> None:
    """Where a table has but one row, it takes the place of one that never was."""
    expected = set()
    for table in TABLES:
        one = last(tool, table)
        (other,) = tool.execute(f'SELECT ifnull(max(id), {one + 1}) FROM "{table}" WHERE id < {one}').fetchone()
        for old, new in ((one, -1), (other, one), (-1, other)):
            tool.execute(f'UPDATE "{table}" SET id = {new} WHERE id = {old}')
        expected |= {(table, one), (table, other)}
    assert departed(tool) == expected


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize(
    "how",
    [
        "UPDATE {table} SET content = content || x'00' WHERE id = 1",
        "UPDATE {table} SET content = x'2525' WHERE id = 1",
        "UPDATE {table} SET content = (SELECT content FROM {table} WHERE id = 2) WHERE id = 1",
    ],
)
def test_a_byte_changed_in_a_file_that_is_kept_is_found(
    sample: Path, tool: sqlite3.Connection, table: str, how: str
) -> None:
    change(tool, how.format(table=table))
    tool.commit()
    (fault,) = found(sample)
    assert "Its bytes are not those of its fingerprint." in fault


@pytest.mark.parametrize(
    "how",
    [
        "UPDATE entry SET who = 'Somebody else' WHERE id = 20",
        "UPDATE entry SET at_utc = '2026-01-01 00:00:00.000000' WHERE id = 20",
        "UPDATE entry SET what = 'Nothing' WHERE id = 20",
        "UPDATE entry SET sha256 = previous WHERE id = 20",
        "UPDATE entry_change SET difference = '{}' WHERE entry_id = 20",
        "UPDATE entry_change SET difference = 'no JSON' WHERE entry_id = 20",
        "UPDATE entry_change SET kind = 'removed' WHERE entry_id = 20",
        "UPDATE entry_change SET entry_id = 21 WHERE entry_id = 20",
        "DELETE FROM entry WHERE id = 20",
        "DELETE FROM entry_change WHERE entry_id = 20",
        "DELETE FROM entry WHERE id = (SELECT max(id) FROM entry)",
        "DELETE FROM entry_change WHERE entry_id = (SELECT max(id) FROM entry)",
        "UPDATE entry SET id = 100000 WHERE id = 20",
        """INSERT INTO entry (id, at_utc, at_local, who, machine, door, program, what, previous, sha256)
           SELECT max(id) + 1, at_utc, at_local, who, machine, door, program, 'Forged', sha256, sha256 FROM entry""",
        """INSERT INTO entry_change (entry_id, of_table, of_row, kind, difference)
           VALUES (20, 'action', 9999, 'added', '{"text":"Forged"}')""",
    ],
)
def test_an_entry_of_the_record_changed_removed_moved_or_added_is_found(
    sample: Path, tool: sqlite3.Connection, how: str
) -> None:
    change(tool, how)
    tool.commit()
    assert any(one.startswith("Record, entry ") for one in found(sample))


def test_the_last_act_taken_out_with_its_entry_is_told_by_a_fingerprint_known_from_elsewhere(
    sample: Path, tool: sqlite3.Connection
) -> None:
    """Nothing in the file can tell; the head that a PDF or a backup bears does."""
    known = head(tool).sha256
    assert found(sample, known) == []
    assert found(sample, known[:16]) == []
    change(tool, f"DELETE FROM entry_change WHERE entry_id = {last(tool, 'entry')}")
    change(tool, f"DELETE FROM entry WHERE id = {last(tool, 'entry')}")
    tool.commit()
    assert f"No entry has the fingerprint {known}" in "\n".join(found(sample, known))
