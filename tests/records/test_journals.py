"""By what journal a register is kept on which drive, and what holds on every connection to it."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from partnering_desk.app import backups
from partnering_desk.app.check import check_register
from partnering_desk.app.register import Register, create_register, open_register
from partnering_desk.records import connecting, store, trail
from partnering_desk.records.models import Partnering
from tests.app.five import Clock, build
from tests.records.known_registers import FORMS, unpacked

FULL = 2


def built(path: Path) -> Register:
    clock = Clock()
    register = create_register(path, "M. Okafor", clock)
    build(register, clock)
    return register


def rename(register: Register, name: str) -> None:
    with register.write() as session:
        session.execute(update(Partnering).values(name=name))


def journal(path: Path) -> str:
    with closing(connecting.reading(path)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        return str(mode)


def beside(path: Path) -> set[str]:
    """What of SQLite's lies beside a register."""
    return {one.name.removeprefix(path.name) for one in path.parent.iterdir() if one.name.startswith(path.name)} - {""}


def test_what_is_recorded_is_put_on_the_disk_and_references_are_checked_on_every_connection(tmp_path: Path) -> None:
    register = built(tmp_path / "north.desk")
    with register.engine.connect() as first, register.engine.connect() as second:
        for connection in (first, second):
            assert connection.scalar(text("PRAGMA synchronous")) == FULL
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    register.close()


def test_a_reference_to_nothing_does_not_reach_the_file(tmp_path: Path) -> None:
    register = built(tmp_path / "north.desk")
    with register.engine.connect() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.execute(text("UPDATE membership SET person_id = 999 WHERE id = 1"))
    register.close()


def test_a_connection_that_only_asks_refuses_every_change_and_leaves_no_log(tmp_path: Path) -> None:
    register = built(tmp_path / "north.desk")
    engine = store.open_to_read(register.path)
    with engine.connect() as connection:
        rename(register, "Six Boroughs")
        assert connection.scalar(text("SELECT name FROM partnering")) == "Six Boroughs"
        for change in ("UPDATE partnering SET name = 'x'", "DELETE FROM closure", "CREATE TABLE x (y)"):
            with pytest.raises(OperationalError, match="readonly database"):
                connection.execute(text(change))
            connection.rollback()
    register.close()
    store.let_go(engine)  # the last to close: what the other recorded is in the one file
    assert beside(register.path) == set()
    with closing(connecting.reading(register.path)) as found:
        assert found.execute("SELECT name FROM partnering").fetchone() == ("Six Boroughs",)


def test_on_a_network_drive_there_is_a_rollback_journal_and_back_home_a_log(
    tmp_path: Path, network_drive: Path
) -> None:
    home = tmp_path / "north.desk"
    built(home).close()
    assert journal(home) == "wal"
    away = Path(shutil.copy(home, network_drive))
    with closing(open_register(away)) as register:
        rename(register, "Six Boroughs")
        assert journal(away) == "delete"
        assert not {"-wal", "-shm"} & beside(away)
        assert check_register(register) == ()
    back = Path(shutil.copy(away, tmp_path / "back.desk"))
    with closing(open_register(back)) as register:
        rename(register, "Seven Boroughs")
        assert journal(back) == "wal"


def test_a_register_made_on_a_network_drive_has_a_rollback_journal_from_the_first(network_drive: Path) -> None:
    with closing(built(network_drive / "north.desk")) as register:
        assert journal(register.path) == "delete"


def test_it_is_asked_there_without_a_log_too(tmp_path: Path, network_drive: Path) -> None:
    home = tmp_path / "north.desk"
    built(home).close()
    away = Path(shutil.copy(home, network_drive))
    engine = store.open_to_read(away)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM partnering")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "delete"
    store.let_go(engine)


def test_a_register_on_a_network_drive_is_backed_up_while_it_is_written_to(tmp_path: Path, network_drive: Path) -> None:
    with closing(built(network_drive / "north.desk")) as register:
        with closing(connecting.copying(register.path)) as other:  # large enough to be copied in several steps
            other.execute("CREATE TABLE ballast AS SELECT zeroblob(4000000) AS weight")
            other.execute("DROP TABLE ballast")
        steps: list[str] = []

        def meanwhile(_done: int, _of: int, what: str) -> None:
            if not steps:
                rename(register, "Six Boroughs")
            steps.append(what)

        written = backups.back_up_to(register, tmp_path / "backup.desk", meanwhile)
        with closing(connecting.reading(written.path)) as copy:
            assert copy.execute("SELECT name FROM partnering").fetchone() == ("Six Boroughs",)
            assert trail.head(copy) == written.head
        assert written.faults == ()
        assert steps.count("Copying the register") > 2


def test_a_restored_register_takes_the_place_of_one_on_a_network_drive(tmp_path: Path, network_drive: Path) -> None:
    register = built(network_drive / "north.desk")
    written = backups.back_up_to(register, tmp_path / "backup.desk")
    rename(register, "Six Boroughs")
    restored = backups.restore(written.path, network_drive / "restored.desk")
    register.close()
    aside = backups.put_in_place(restored.path, register.path, datetime(2026, 11, 19, 9))
    assert aside.name == "north replaced 2026-11-19 09-00-00.desk"
    with closing(open_register(register.path)) as found, found.read() as session:
        assert session.scalar(text("SELECT name FROM partnering")) == "Five Boroughs Partnering"


@pytest.mark.parametrize("form", FORMS)
def test_an_older_register_is_upgraded_on_a_network_drive(form: int, tmp_path: Path, network_drive: Path) -> None:
    old = unpacked(form, network_drive)
    with closing(open_register(old, "M. Okafor")) as register:
        assert register.older is not None
        assert check_register(register) == ()
        assert journal(old) == "delete"
