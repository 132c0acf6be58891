"""Every change is entered in the Record, and whatever is done behind it is found."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from partnering_desk import cli
from partnering_desk.app import action_ends, actions
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.check import check_register
from partnering_desk.app.exchange import export_register, import_register
from partnering_desk.app.register import Door, Register, open_register
from partnering_desk.records.models import Action, Entry
from partnering_desk.rules.clause import Refusal
from tests.app.exported import lived
from tests.records.known_registers import unpacked

LATER = datetime(2026, 12, 18, 9)


@pytest.fixture(scope="module")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a bit of everything, closed. Not to be written to."""
    folder = tmp_path_factory.mktemp("lived")
    with lived(folder):
        pass
    return folder / "lived.desk"


@pytest.fixture
def path(lived_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(lived_once, tmp_path / "register.desk"))


@pytest.fixture
def register(path: Path) -> Iterator[Register]:
    opened = open_register(path, "M. Okafor", lambda: LATER, Door.COMMAND_LINE)
    yield opened
    opened.close()


def last_entry(register: Register) -> Entry:
    with register.read() as session:
        entry = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
        assert entry is not None
        assert entry.changes
        return entry


def entries(register: Register) -> int:
    with register.read() as session:
        return len(session.scalars(select(Entry.id)).all())


def found(path: Path, known_head: str = "") -> list[str]:
    with closing(open_register(path)) as opened:
        return [f"{one.where}: {one.words}" for one in check_register(opened, known_head)]


def test_an_entry_says_who_did_what_when_where_and_by_which_way(register: Register) -> None:
    with register.write() as session:
        session.get_one(Action, 1).text = "Visit the hostel twice"
    entry = last_entry(register)
    assert (entry.who, entry.machine, entry.door) == ("M. Okafor", register.machine, "command line")
    assert (entry.at_utc, entry.at_local) == (LATER, LATER)
    assert entry.what.startswith("Changed action A-")
    (change,) = entry.changes
    assert (change.of_table, change.of_row, change.kind) == ("action", 1, "changed")
    assert json.loads(change.difference)["text"][1] == "Visit the hostel twice"


def test_summer_time_is_an_hour_ahead_of_universal_time(path: Path) -> None:
    with closing(open_register(path, "M. Okafor", lambda: datetime(2027, 7, 1, 9))) as opened:
        with opened.write() as session:
            session.get_one(Action, 1).text = "Visit"
        assert last_entry(opened).at_utc == datetime(2027, 7, 1, 8)


def test_what_was_undone_before_it_was_kept_makes_no_entry(register: Register) -> None:
    before = entries(register)
    with suppress(Refusal), register.write() as session:
        session.get_one(Action, 1).text = "Visit"
        session.flush()
        raise Refusal("No.")
    with register.write() as session:
        action = session.get_one(Action, 1)
        text, action.text = action.text, "Visit"
        session.flush()
        action.text = text
    assert entries(register) == before
    with register.write() as session:
        session.get_one(Action, 1).text = "Visit"
    assert entries(register) == before + 1


def test_no_way_of_writing_passes_by_the_record(register: Register) -> None:
    with register.write("Put every action off") as session:
        session.execute(update(Action).values(owner_words="somebody"))
    assert last_entry(register).what == "Put every action off"
    with register.engine.begin() as connection:
        connection.exec_driver_sql("update action set owner_words = 'nobody' where id = 1")
    assert last_entry(register).what.startswith("Changed action A-")
    assert check_register(register) == ()


def test_a_removal_is_told_by_what_was_removed(register: Register) -> None:
    added = actions.add(register, ActionDetails("Visit the hostel"))
    with register.read() as session:
        number = session.get_one(Action, added).number
    action_ends.remove(register, [added])
    assert last_entry(register).what == f"Removed action A-{number}"


def doors(path: Path) -> list[str]:
    """By which way each entry was made, the first first."""
    with closing(sqlite3.connect(path)) as connection:
        return [door for (door,) in connection.execute("SELECT door FROM entry ORDER BY id")]


def test_each_door_is_named_in_the_entries_that_come_by_it(path: Path, tmp_path: Path) -> None:
    assert set(doors(path)) == {"screen"}
    with closing(open_register(path)) as opened:
        export_register(opened, tmp_path / "lived.json")
    assert import_register(tmp_path / "lived.json", tmp_path / "imported.desk") == ()
    assert doors(tmp_path / "imported.desk") == [*doors(path), "import"]
    older = unpacked(1, tmp_path)
    assert cli.main(["due", str(older)]) == 0
    assert doors(older) == ["command line"], "it had no Record until it was brought to today's form"


def test_what_is_done_and_its_entry_are_kept_together_or_not_at_all(path: Path, register: Register) -> None:
    """Where the entry cannot be written, by whatever fault of the disk, nothing was done either."""
    before = entries(register)
    with closing(sqlite3.connect(path)) as tool:
        tool.execute("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END")
        tool.commit()
    with pytest.raises(Exception, match="no room"), register.write() as session:
        session.get_one(Action, 1).text = "Visit"
    with register.read() as session:
        assert session.get_one(Action, 1).text != "Visit"
    assert entries(register) == before


def test_the_fingerprint_is_that_of_the_documented_form(path: Path) -> None:
    """Worked out as the documentation says, by nothing of the program's."""
    with closing(sqlite3.connect(path)) as connection:
        previous = ""
        for *entry, sha256 in connection.execute(
            "SELECT id, at_utc, at_local, who, machine, door, program, what, undoes_id, previous, sha256 "
            "FROM entry ORDER BY id"
        ):
            changes = connection.execute(
                "SELECT of_table, of_row, of_meeting, kind, difference FROM entry_change "
                "WHERE entry_id = ? ORDER BY id",
                entry[:1],
            ).fetchall()
            assert entry[-1] == previous
            text = json.dumps([*entry, changes], ensure_ascii=False, separators=(",", ":"))
            previous = hashlib.sha256(text.encode()).hexdigest()
            assert previous == sha256


def test_a_register_nobody_tampered_with_is_whole(path: Path) -> None:
    assert found(path) == []
