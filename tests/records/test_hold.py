"""One program at a time has a register open to record in it, and every other is told who, where and since when."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app.register import create_register
from partnering_desk.records.hold import Holder, InUse, holder_of, say_who, take
from tests.another_program import ROOT, another_program

NOW = datetime(2026, 11, 19, 14)
OURS = Holder("M. Okafor", "DESK-1", NOW, "1.0", 7)
OTHERS = Holder("J. Amadi", "DESK-3", datetime(2026, 11, 19, 9, 12))


@pytest.fixture(params=["own drive", "network drive"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    drive = tmp_path if request.param == "own drive" else request.getfixturevalue("network_drive")
    path: Path = drive / "north.desk"
    create_register(path).close()
    return path


def beside(path: Path) -> Path:
    return path.with_name("north.desk.open")


def plain(holder: Holder | None) -> tuple[str, str, datetime | None] | None:
    return (holder.who, holder.machine, holder.since) if holder else None


def test_another_program_is_told_who_has_it_open_where_and_since_when(register: Path) -> None:
    with another_program(register) as other:
        assert plain(holder_of(register)) == plain(OTHERS)
        with pytest.raises(InUse) as refused:
            take(register, OURS, NOW)
        assert refused.value.sentence == (
            "north is in use: J. Amadi has it open on DESK-3 since 09:12. You can open it to read; to record in it, "
            "wait until it is closed there."
        )
        other.closes()
        assert holder_of(register) is None
        assert not beside(register).exists()
        hold = take(register, OURS, NOW)
        assert hold is not None
        assert hold.left is None
        hold.let_go()


def test_what_a_killed_program_held_is_free_and_the_next_is_told_who_that_was(register: Path) -> None:
    with another_program(register) as other:
        other.is_killed()
        assert beside(register).exists()
        assert holder_of(register) is None
        hold = take(register, OURS, NOW)
        assert hold is not None
        assert plain(hold.left) == plain(OTHERS)
        assert holder_of(register) == OURS
        hold.let_go()
        assert not beside(register).exists()


def test_it_is_held_until_the_last_in_the_program_lets_go(register: Path) -> None:
    first, second = take(register, OURS, NOW), take(register, OURS, NOW)
    assert first is not None
    assert second is not None
    first.let_go()
    first.let_go()
    assert holder_of(register) == OURS
    second.let_go()
    assert holder_of(register) is None


def test_who_gives_a_name_later_is_told_to_others_by_it(register: Path) -> None:
    hold = take(register, Holder("", "DESK-1", NOW), NOW)
    assert hold is not None
    say_who(register, "M. Okafor")
    script = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from partnering_desk.records.hold import holder_of\n"
        "print(holder_of(Path(sys.argv[1])).words(datetime(2026, 11, 20)))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", script, register], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert asked.stdout.strip() == "M. Okafor has it open on DESK-1 since Thu 19 Nov 2026, 14:00"
    hold.let_go()


def test_a_file_that_says_nothing_keeps_nobody_away(register: Path) -> None:
    for text in ("", "{}", "[1]", '{"who": "x"', "\0" * 20):
        beside(register).write_text(text, encoding="utf-8")
        hold = take(register, OURS, NOW)
        assert hold is not None
        assert hold.left is None
        hold.let_go()


def test_who_cannot_be_named_is_somebody() -> None:
    assert Holder().words(NOW) == "Somebody has it open"


def test_where_no_file_can_be_made_beside_it_nothing_is_held(tmp_path: Path) -> None:
    assert take(tmp_path / "no folder" / "north.desk", OURS, NOW) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps such rights elsewhere")
def test_whoever_may_record_in_the_register_may_hold_it_after_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "north.desk"
    path.touch(0o660)
    path.chmod(0o660)
    hold = take(path, OURS, NOW)
    assert hold is not None
    assert beside(path).stat().st_mode & 0o777 == 0o660
    hold.let_go()


TAKES_AND_LETS_GO = """
import os, sys
from datetime import datetime
from pathlib import Path
from partnering_desk.records.hold import Holder, InUse, take
path, now = Path(sys.argv[1]), datetime(2026, 11, 19)
held = 0
while held < 25:
    try:
        hold = take(path, Holder("one", "two", now), now)
    except InUse:
        continue
    inside = os.open(path.with_name("inside"), os.O_CREAT | os.O_EXCL)
    os.close(inside)
    path.with_name("inside").unlink()
    hold.let_go()
    held += 1
"""


def test_of_many_that_come_and_go_never_two_have_it(tmp_path: Path) -> None:
    path = tmp_path / "north.desk"
    path.touch()
    many = [subprocess.Popen([sys.executable, "-c", TAKES_AND_LETS_GO, path], cwd=ROOT) for _ in range(4)]
    assert [one.wait() for one in many] == [0] * 4
    assert not os.path.exists(beside(path))
