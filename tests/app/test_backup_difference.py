"""What is said before a backup is restored: what it lacks, and whether it has anything of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from partnering_desk.app import backups
from partnering_desk.app.actions import ActionDetails, add
from partnering_desk.app.backup_difference import compare
from partnering_desk.app.register import Register, open_register
from partnering_desk.records.models import Partnering
from tests.app.five import Five


@pytest.fixture
def backup(partnering: Five, tmp_path: Path) -> Path:
    return backups.back_up(partnering.register, tmp_path).path


@pytest.fixture
def restored(backup: Path, tmp_path: Path) -> Iterator[Register]:
    register = open_register(backups.restore(backup, tmp_path / "restored.desk").path)
    yield register
    register.close()


def act(register: Register, name: str) -> None:
    with register.write(f"Named it {name}") as session:
        session.execute(update(Partnering).values(name=name))


def test_nothing_differs_at_first(partnering: Five, backup: Path) -> None:
    found = compare(partnering.register, backup)
    assert found.words == "The backup is as the register is now."
    assert all(kind.same for kind in found.kinds)


def test_what_was_recorded_since_is_counted_and_named(partnering: Five, backup: Path) -> None:
    owner = partnering.people["Nkechi Amadi"]
    add(partnering.register, ActionDetails("Send the voids figures", (owner,), "", None, ""), partnering.core)
    found = compare(partnering.register, backup)
    assert found.words == (
        "The register has gone on since, by 1 entry of the Record: the restored file will not have that."
    )
    (differing,) = [kind for kind in found.kinds if not kind.same]
    assert (differing.kind, differing.register.number, differing.backup.number) == ("Actions", 1, 0)
    assert differing.backup.last == "nothing yet"
    assert "A-1" in differing.register.last
    assert differing.register.last.endswith("Thu 19 Nov 2026, 10:42")


def test_a_backup_that_goes_on_is_said(partnering: Five, restored: Register, tmp_path: Path) -> None:
    act(restored, "Four")
    act(restored, "Six")
    found = compare(partnering.register, backups.back_up_to(restored, tmp_path / "later.desk").path)
    assert found.words == "The backup goes on where the register ends, by 2 entries of the Record."


def test_where_the_two_part_is_said(partnering: Five, restored: Register, tmp_path: Path) -> None:
    act(restored, "Four")
    act(partnering.register, "Six")
    act(partnering.register, "Seven")
    found = compare(partnering.register, backups.back_up_to(restored, tmp_path / "other.desk").path)
    assert found.words.startswith("The two are alike up to entry ")
    assert found.words.endswith("Since then the register has 2 entries and the backup 1 of its own.")
