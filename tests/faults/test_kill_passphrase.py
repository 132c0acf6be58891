"""The program killed while a passphrase is set, changed or removed: the register opens, by the old one or the new.

It is killed at each turn at which it touches a file, and at moments spread over the whole; the latter as often as
DESK_KILLS says.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from partnering_desk.app import passphrase
from partnering_desk.app.check import check_register
from partnering_desk.app.register import open_register
from partnering_desk.records.halves import recoded_half
from partnering_desk.rules.clause import Refusal

OLD, NEW = "eleven grey herons", "a kettle under the stairs"
SENTENCE = "St Aldate's Homes"
KILLS = int(os.environ.get("DESK_KILLS", "6"))

PROGRAM = """
import os, signal, sys
from pathlib import Path
from partnering_desk.app import passphrase
from partnering_desk.app.register import open_register
from partnering_desk.records import recoding

path, turn, verb, *words = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
passphrase.unlock(path, words[0])
register = open_register(path)
turns = 0

def count(event, arguments):
    global turns
    if event in ("open", "os.rename", "os.remove") and str(path) in str(arguments[0]):
        turns += 1
        if turns == turn:
            os.kill(os.getpid(), signal.SIGKILL)

print("begun", flush=True)
sys.addaudithook(count)
getattr(passphrase, verb)(register, *words)
"""


@dataclass(frozen=True)
class Act:
    """What is done, what the Record says of it, and by what the register opens before and after; None: by nothing."""

    verb: str
    entry: str
    words: tuple[str, ...]
    before: str | None
    after: str | None


ACTS = (
    Act("set_passphrase", "Set a passphrase", (NEW,), None, NEW),
    Act("change_passphrase", "Changed the passphrase", (OLD, NEW), OLD, NEW),
    Act("remove_passphrase", "Removed the passphrase", (OLD,), OLD, None),
)


def begin(act: Act, path: Path, turn: int = 0) -> subprocess.Popen[str]:
    """The program at its work; it has opened the register."""
    command = [sys.executable, "-c", PROGRAM, str(path), str(turn), act.verb, *act.words]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    assert begun.stdout.readline() == "begun\n"
    return begun


def ready(act: Act, five: Path, folder: Path) -> Path:
    """The register as it is before the act, in a folder of its own."""
    folder.mkdir()
    path = Path(shutil.copy(five, folder / five.name))
    if act.before is not None:
        with closing(open_register(path)) as register:
            passphrase.set_passphrase(register, act.before)
    return path


def opens_whole(act: Act, path: Path) -> bool:
    """See that the register opens, holds what it held, and that nothing lies beside it; whether the act was done."""
    half = recoded_half(path)
    assert act.after is None or not half.exists() or SENTENCE.encode() not in half.read_bytes()
    assert act.before is None or act.after is None or not names_it(path.parent)
    passphrase.lock()
    by = next((one for one in (act.before, act.after) if opens_by(path, one)), "nothing")
    assert by in (act.before, act.after)
    with closing(open_register(path)) as register:
        assert check_register(register) == ()
        with register.read() as session:
            last = session.connection().exec_driver_sql("SELECT what FROM entry ORDER BY id DESC").scalars().first()
    assert by is None or not names_it(path.parent)
    assert not half.exists()
    assert (last == act.entry) == (by == act.after)
    return by == act.after


def opens_by(path: Path, words: str | None) -> bool:
    """Whether a register opens by a passphrase, or without one."""
    if words is None or not passphrase.has_passphrase(path):
        return words is None and not passphrase.has_passphrase(path)
    try:
        passphrase.unlock(path, words)
    except Refusal:
        return False
    return True


def names_it(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if SENTENCE.encode() in one.read_bytes()]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.verb)
@pytest.mark.timeout(900)
def test_killed_at_any_turn_it_opens(act: Act, five: Path, tmp_path: Path) -> None:
    outcomes, turn, code = [], 0, -signal.SIGKILL
    while code == -signal.SIGKILL:
        turn += 1
        path = ready(act, five, tmp_path / f"{turn}")
        with begin(act, path, turn) as program:
            code = program.wait()
        outcomes.append(opens_whole(act, path))
    assert code == 0
    assert outcomes[-1]
    assert not outcomes[0]
    assert outcomes == sorted(outcomes)  # once it is done it stays done
    assert len(outcomes) > 4, "It touches more files than that"


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.verb)
@pytest.mark.timeout(900)
def test_killed_at_any_moment_it_opens(act: Act, five: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    with begin(act, ready(act, five, tmp_path / "whole")) as program:
        began = time.monotonic()
        assert program.wait() == 0
    whole = time.monotonic() - began
    for number in range(KILLS):
        path = ready(act, five, tmp_path / f"{number}")
        with begin(act, path) as program:
            try:
                program.wait(timeout=whole * (number + 0.5) / KILLS)
            except subprocess.TimeoutExpired:
                program.kill()
        opens_whole(act, path)
