"""Registers of every form that was ever released: brought to today's without loss, or left as they are."""

from __future__ import annotations

import json
import lzma
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.register import create_register, open_register
from partnering_desk.records import glance
from partnering_desk.records.fault import Fault
from partnering_desk.records.stored import entered_tables
from tests.records.known_registers import FORMS, KEPT, arrived, unpacked

NOW = datetime(2026, 12, 1, 9)


@pytest.fixture(params=FORMS, ids=lambda form: f"form {form}")
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return unpacked(request.param, tmp_path)


def everything(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in entered_tables(connection)
        }


def structure(path: Path) -> dict[str, object]:
    """What the file wants of each table, whatever the order in which it came to want it."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        rules = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '% WHERE %' AND type = 'index'"
        return {"rules": sorted(connection.execute(rules))} | {
            name: {
                "columns": sorted(one[1:4] + one[5:] for one in connection.execute(f'PRAGMA table_info("{name}")')),
                "refers": sorted(one[2:] for one in connection.execute(f'PRAGMA foreign_key_list("{name}")')),
                "indexes": sorted(indexes(connection, name)),
                "checks": sorted(re.findall(r"CONSTRAINT \"?(ck_\w+)\"? CHECK (.*?),?\s*\n", f"{sql}\n")),
            }
            for name, sql in tables
        }


def indexes(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return [
        (unique, *(column for _, _, column in connection.execute(f'PRAGMA index_info("{name}")')))
        for _, name, unique, *_ in connection.execute(f'PRAGMA index_list("{table}")').fetchall()
    ]


def test_an_older_register_is_filled_with_every_kind_of_thing(old: Path) -> None:
    assert all(everything(old).values())


def test_an_older_register_opens_with_nothing_lost_and_the_old_one_is_kept(old: Path) -> None:
    before, form = everything(old), glance.form_of(old)
    with closing(open_register(old, "M. Okafor", lambda: NOW)) as register:
        assert register.older == old.with_name(f"Northshire (form {form}).desk")
        assert check_register(register) == ()
        after = everything(old)
        assert {table: len(rows) for table, rows in after.items() if table in before} == {
            table: len(rows) for table, rows in before.items()
        }
    assert everything(register.older) == before
    assert glance.form_of(register.older) == form
    assert glance.form_of(old) == glance.SCHEMA_VERSION


def test_it_then_has_the_very_form_of_a_new_register(old: Path, tmp_path: Path) -> None:
    open_register(old, "M. Okafor", lambda: NOW).close()
    create_register(tmp_path / "new.desk").close()
    assert structure(old) == structure(tmp_path / "new.desk")


def test_its_record_begins_with_all_that_it_held(old: Path) -> None:
    if glance.form_of(old) > 1:
        pytest.skip("It had a Record already.")
    open_register(old, "M. Okafor", lambda: NOW).close()
    with closing(sqlite3.connect(old)) as connection:
        ((what, who),) = connection.execute("SELECT what, who FROM entry").fetchall()
    assert (what, who) == (f"Brought from form 1 to form {glance.SCHEMA_VERSION}", "M. Okafor")


def test_what_arrives_is_what_it_should_be(old: Path, tmp_path: Path) -> None:
    """The known file is written anew, to be looked at, by ``python -m tests.records.known_registers``."""
    known = KEPT / f"form-{glance.form_of(old)}.json.xz"
    with lzma.open(known) as packed:
        assert arrived(old, tmp_path) == json.load(packed)


def test_a_second_one_of_the_same_name_does_not_take_the_place_of_the_first(old: Path) -> None:
    form = glance.form_of(old)
    other = old.with_name(f"Northshire (form {form}).desk")
    other.write_bytes(b"somebody's")
    with closing(open_register(old, "M. Okafor", lambda: NOW)) as register:
        assert register.older == old.with_name(f"Northshire (form {form}, 2).desk")
    assert other.read_bytes() == b"somebody's"


def test_a_register_that_somebody_has_open_is_left_as_it_is(old: Path) -> None:
    with closing(sqlite3.connect(old)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Fault, match="Another program is writing"):
            open_register(old)
    assert glance.form_of(old) == 1


def test_a_step_that_fails_leaves_the_old_one(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that the step would make is there already."""
    with closing(sqlite3.connect(old)) as other:
        other.execute("CREATE TABLE entry (id INTEGER)")
    before, form = old.read_bytes(), glance.form_of(old)
    with pytest.raises(Fault, match="left as it was"):
        open_register(old)
    assert old.read_bytes() == before
    assert glance.form_of(old) == form
    assert [one.name for one in old.parent.iterdir() if one.suffix != ".ini" and one.is_file()] == [old.name]


def test_a_newer_register_is_refused_and_the_version_that_made_it_named(tmp_path: Path) -> None:
    path = tmp_path / "new.desk"
    create_register(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE entry SET program = '9.1'")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    with pytest.raises(Fault, match=r"was made by Partnering Desk 9\.1, which is newer than this one"):
        open_register(path)
