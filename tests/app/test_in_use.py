"""Two programs on one register: one records, the others read, and nothing goes wrong between them."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from partnering_desk.app import actions, backups
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.faults import Fault, InUse
from partnering_desk.app.heading import partnerings
from partnering_desk.app.register import create_register, open_register, read_register
from partnering_desk.cli import main
from partnering_desk.rules.clause import Refusal
from tests.another_program import another_program
from tests.app.five import SECRETARY, Clock, build
from tests.records.known_registers import unpacked

RENAME = "UPDATE partnering SET name = 'Six Boroughs'"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    clock = Clock()
    register = create_register(tmp_path / "five.desk", SECRETARY, clock)
    build(register, clock)
    register.close()
    return register.path


def test_the_second_program_is_told_and_may_read_what_the_first_goes_on_recording(path: Path, clock: Clock) -> None:
    with another_program(path) as other:
        with pytest.raises(InUse, match=r"J\. Amadi has it open on DESK-3 since 09:12"):
            open_register(path, "M. Okafor", clock)
        with closing(read_register(path, "M. Okafor", clock)) as register:
            assert register.holder is not None
            assert partnerings(register) == ((1, "Five Boroughs Partnering"),)
            other.does(RENAME)
            assert partnerings(register) == ((1, "Six Boroughs"),)


def test_nothing_can_be_recorded_while_it_is_only_read(path: Path, clock: Clock) -> None:
    with another_program(path), closing(read_register(path, "M. Okafor", clock)) as register:
        before = action_rows(register)
        with pytest.raises(Fault) as refused:
            actions.add(register, ActionDetails("Visit the hostel"))
        assert refused.value.sentence == (
            "Reading only: J. Amadi has it open on DESK-3 since 09:12. Nothing was changed."
        )
        assert action_rows(register) == before
        with register.read() as session, pytest.raises(Exception, match="readonly database"):
            session.execute(text(RENAME))


def test_when_the_first_has_gone_the_second_may_record(path: Path, clock: Clock) -> None:
    with another_program(path) as other:
        other.closes()
    with closing(open_register(path, "M. Okafor", clock)) as register:
        assert register.left is None
        actions.add(register, ActionDetails("Visit the hostel"))


def test_who_opened_it_first_and_was_killed_is_known_to_the_next(path: Path, clock: Clock) -> None:
    with another_program(path) as other:
        other.is_killed()
    with closing(open_register(path, "M. Okafor", clock)) as register:
        assert register.left is not None
        assert (register.left.who, register.left.machine) == ("J. Amadi", "DESK-3")
    with closing(open_register(path, "M. Okafor", clock)) as register:
        assert register.left is None


def test_a_verb_that_reads_works_alongside(path: Path, tmp_path: Path) -> None:
    with another_program(path):
        for verb in (["due", str(path)], ["export", str(path), "-o", str(tmp_path / "five.json")]):
            done = subprocess.run(
                [sys.executable, "-m", "partnering_desk", *verb], capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")
        assert main(["backup", str(path), "-o", str(tmp_path / "backup.desk")]) == 0


def test_a_verb_leaves_nothing_beside_a_register_that_nobody_has_open(path: Path) -> None:
    assert main(["due", str(path)]) == 0
    assert [one.name for one in path.parent.glob("five.desk*")] == ["five.desk"]


def test_an_older_register_that_another_has_open_is_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = unpacked(1, tmp_path)
    before = old.read_bytes()
    script = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from partnering_desk.records.hold import Holder, take\n"
        "now = datetime(2026, 11, 19, 9, 12)\n"
        "take(Path(sys.argv[1]), Holder('J. Amadi', 'DESK-3', now), now)\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script, old], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert main(["due", str(old)]) == 1
        assert "J. Amadi has it open on DESK-3" in capsys.readouterr().err
        other.kill()
    assert old.read_bytes() == before


def test_nothing_takes_the_place_of_a_register_that_another_has_open(
    path: Path, tmp_path: Path, clock: Clock, network_drive: Path
) -> None:
    """On a network drive SQLite alone would not tell: between two changes nobody has the file locked."""
    away = network_drive / "five.desk"
    away.write_bytes(path.read_bytes())
    restored = tmp_path / "restored.desk"
    with closing(open_register(path, "M. Okafor", clock)) as register:
        backups.back_up_to(register, restored)
    with another_program(away) as other:
        with pytest.raises(Refusal, match="is open in a program"):
            backups.put_in_place(restored, away, datetime(2026, 11, 19, 9))
        other.does(RENAME)


def test_a_register_that_cannot_be_opened_is_held_by_nobody(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.desk"
    wrong.write_text("no register", encoding="utf-8")
    with pytest.raises(Fault, match="is not a Partnering Desk register"):
        open_register(wrong)
    assert [one.name for one in tmp_path.glob("wrong*")] == ["wrong.desk"]
