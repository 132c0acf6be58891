"""The command line on a register under a passphrase: typed at the terminal or read from a file, never an argument."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from partnering_desk import cli
from partnering_desk.app import passphrase
from partnering_desk.app.register import create_register
from tests.app.five import SECRETARY, Clock, build

CHECKOUT = Path(__file__).parents[1]
WORDS = "eleven grey herons"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    clock = Clock()
    register = create_register(tmp_path / "five.desk", SECRETARY, clock)
    build(register, clock)
    passphrase.set_passphrase(register, WORDS)
    register.close()
    passphrase.lock()
    return register.path


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A file that holds the passphrase."""
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{WORDS}\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    """Each command is a program of its own: it knows no passphrase from before."""
    passphrase.lock()
    return cli.main([str(one) for one in arguments])


def test_without_a_terminal_a_file_is_asked_for(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", locked) == 1
    assert capsys.readouterr().err == (
        f"{locked} is locked with a passphrase. Name a file that holds it with --passphrase-file.\n"
    )


def test_each_verb_takes_the_passphrase_from_a_file(
    locked: Path, known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--passphrase-file", known)
    backup, restored, exported = (tmp_path / name for name in ("backup.desk", "restored.desk", "all.json"))
    assert run("due", locked, "--on", "2026-11-19", *given) == 0
    assert "Core Group" in capsys.readouterr().out
    assert run("backup", locked, "-o", backup, *given) == 0
    assert run("restore", backup, restored, *given) == 0
    assert run("export", restored, "-o", exported, *given) == 0
    assert capsys.readouterr().err == f"{exported} is not locked: whoever has it can read everything in it.\n"
    assert SECRETARY.encode() in exported.read_bytes()
    for one in (backup, restored):
        assert passphrase.has_passphrase(one)
        assert SECRETARY.encode() not in one.read_bytes()


def test_a_file_of_windows_is_read_as_well(locked: Path, known: Path) -> None:
    known.write_bytes(b"\xef\xbb\xbf" + WORDS.encode() + b"\r\nand a second line\r\n")
    assert run("due", locked, "--passphrase-file", known) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"eleven gray herons", "That is not the passphrase of five.desk, or the file is damaged or no register."),
        (b"\xff\xfe\x00", "is no text in UTF-8, so no passphrase can be read from it."),
    ],
)
def test_a_wrong_one_is_one_sentence(
    locked: Path, known: Path, content: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known.write_bytes(content)
    assert run("export", locked, "-o", locked.with_name("all.json"), "--passphrase-file", known) == 1
    assert capsys.readouterr().err.endswith(f"{said}\n")
    assert not locked.with_name("all.json").exists()


def test_a_file_that_is_not_there_is_one_sentence(locked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("due", locked, "--passphrase-file", locked.with_name("none.txt")) == 1
    assert "none.txt cannot be written or read" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_at_the_terminal_it_is_asked_for_and_not_shown(locked: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    program = [sys.executable, "-m", "partnering_desk", "due", str(locked), "--on", "2026-11-19"]
    with subprocess.Popen(
        program, cwd=CHECKOUT, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True, text=True
    ) as process:
        os.close(theirs)
        asked = b""
        while b"Passphrase of five.desk: " not in asked:
            asked += os.read(ours, 1000)
        os.write(ours, f"{WORDS}\n".encode())
        assert process.stdout is not None
        assert "Core Group" in process.stdout.read()
        assert process.wait() == 0
    assert WORDS.encode() not in asked + os.read(ours, 1000)
    os.close(ours)
