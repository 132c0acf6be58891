"""The disk refuses while somebody works: a sentence says so, and nothing that was shown as saved or typed is lost.

A few refusals are in every run of the tests. As many as are wanted, with their figures:

    DESK_REFUSALS=300 python -m pytest -s tests/faults/test_disk.py

DESK_SEED repeats a run that failed.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.here import people_now
from partnering_desk.app.register import open_register
from tests.faults.desk_process import Desk, desk
from tests.faults.disks import FOR_EVER, refusing_disk, refusing_library, small_disk
from tests.faults.secretary import HOW, VOTES, Secretary

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="The disks that refuse are Linux's")

REFUSALS = int(os.environ.get("DESK_REFUSALS", "16"))
SEED = os.environ.get("DESK_SEED") or str(random.SystemRandom().randrange(10**6))
DAY = "2026-11-19"
NO_ROOM = "There is no room left on the disk"
ERROR = "reported an error. Nothing was changed"
PATIENCE = 15.0


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return refusing_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "disk"
    made.mkdir()
    return made


def wrong(register: Path) -> list[str]:
    """What `check` says of a register."""
    with closing(open_register(register)) as opened:
        return [f"{one.where}: {one.words}" for one in check_register(opened)]


def kept(register: Path, table: str, column: str) -> Counter[str]:
    """How often each text is in a column, as the program has written it so far."""
    with TemporaryDirectory() as folder:  # SQLite cannot open a file in another program's space of names
        for name in (register.name, f"{register.name}-wal"):
            with suppress(FileNotFoundError):
                shutil.copy(register.with_name(name), folder)
        with closing(sqlite3.connect(Path(folder, register.name))) as found:
            return Counter(text for (text,) in found.execute(f"SELECT {column} FROM {table}"))


def crashes(settings: Mapping[str, str]) -> str:
    """What the program wrote in its log when it was itself at fault."""
    return "".join(one.read_text() for one in Path(settings["XDG_STATE_HOME"]).rglob("crash.log"))


def wait_until(holds: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, otherwise
        time.sleep(0.05)


@dataclass
class Trial:
    """Somebody in a meeting whose disk may refuse whatever they do: then they see why, and do it again."""

    secretary: Secretary
    register: Path
    spoil: Callable[[], object]
    mend: Callable[[], object]
    sentence: str = NO_ROOM
    refused: int = 0
    actions: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    presence: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.secretary.desk

    def act(self) -> None:
        text = f"act a{self.secretary.words()}"
        self.desk.keys("Ctrl+T")
        self.spoil()
        self.desk.write(f"{text} / Lindqvist / 4 dec")
        self.desk.keys("Return")
        if self.was_refused(f"{text}, R. Lindqvist"):
            assert self.desk.ask("typed") == f"{text} / Lindqvist / 4 dec"
            self.mend()
            self.again(f"{text}, R. Lindqvist", "Return")
        self.mend()
        self.actions.append(text)

    def decide(self) -> None:
        text = f"Decide d{self.secretary.words()}"
        self.desk.keys("Ctrl+D")
        self.spoil()
        self.desk.write(text)
        for vote in VOTES:
            self.desk.ask("press", vote)
        self.desk.keys("Ctrl+Return")
        if self.was_refused(text):
            assert text in self.prose()
            self.mend()
            self.again(text, "Ctrl+Return")
        self.mend()
        self.decisions.append(text)

    def mark(self) -> None:
        self.desk.keys("F6", "Home", *["Down"] * self.secretary.chance.randrange(4))
        before = str(self.desk.ask("line"))
        *name, how = before.split(", ")
        key = next(key for key, words in HOW.items() if words != how)
        after = ", ".join([*name, HOW[key]])
        self.spoil()
        self.desk.keys(key)
        if self.was_refused(after):
            assert before in self.desk.lines()
            self.mend()
            self.again(after, key)
        self.mend()
        self.presence[name[0]] = HOW[key]
        self.desk.keys("F6")

    def note(self) -> None:
        """What is typed is kept by itself, at once or when it can be."""
        word = f"n{self.secretary.words()}"
        self.secretary.to_notes()
        self.spoil()
        self.desk.write(f"{word} ")
        wait_until(lambda: self.is_noted(word) or self.says_why(), f"{word} is neither kept nor refused")
        if not self.is_noted(word):
            self.refused += 1
            assert word in self.prose()
            self.stays_when_left()
            self.mend()
            wait_until(lambda: self.is_noted(word), f"{word} was not kept once it could be")
            self.desk.ask("sees no more", self.sentence)
        self.mend()
        self.notes.append(word)

    def stays_when_left(self) -> None:
        """Who closes the register is asked, because something typed would go with it."""
        self.desk.keys("Ctrl+F4")
        self.desk.sees("What was typed last could not be kept: Notes of item")
        self.desk.ask("press", "Stay")
        self.desk.ask("sees no more", "What was typed last could not be kept")

    def was_refused(self, done: str) -> bool:
        """Whether the screen says why something was not done, and not that it is."""
        refused = self.desk.sees_one(done, self.sentence) == self.sentence
        self.refused += refused
        return refused

    def again(self, done: str, *keys: str) -> None:
        self.desk.keys(*keys)
        self.desk.sees(done)
        self.desk.ask("sees no more", self.sentence)

    def prose(self) -> str:
        said = self.desk.ask("prose")
        assert isinstance(said, list)
        return "\n".join(said)

    def is_noted(self, word: str) -> bool:
        return any(word in notes for notes in kept(self.register, "agenda_item", "notes"))

    def says_why(self) -> bool:
        notices = self.desk.ask("notices")
        assert isinstance(notices, list)
        return any(self.sentence in one for one in notices)

    def missing(self, register: Path) -> list[str]:
        """What the register lacks of what was done, or has twice, and what `check` says of it."""
        notes = "\n".join(kept(register, "agenda_item", "notes"))
        there = kept(register, "action", "text") + kept(register, "decision", "text")
        done = [*self.actions, *self.decisions]
        with closing(open_register(register)) as opened:
            how = {one.name: one.words for one in people_now(opened, 1, None)}
        return [
            *wrong(register),
            *(f"{text} is there {there[text]} times" for text in done if there[text] != 1),
            *(f"{word} is not noted" for word in self.notes if word not in notes),
            *(f"{name} is {how[name]}" for name, shown in self.presence.items() if how[name] != shown),
        ]


@contextmanager
def trial(
    register: Path,
    at: Path,
    settings: Mapping[str, str],
    spoil: Callable[[], object],
    mend: Callable[[], object],
    *before: str,
) -> Iterator[Trial]:
    """Somebody in an open meeting, everybody being here."""
    with desk(register, settings, DAY, *before) as running:
        secretary = Secretary(running, random.Random(SEED), Path(settings["HOME"], "people.csv"))
        secretary.begin()
        secretary.open()
        yield Trial(secretary, at, spoil, mend)
    assert not crashes(settings)


@pytest.mark.timeout(90 + 5 * REFUSALS)
def test_a_write_that_fails_anywhere_in_a_commit(
    five: Path, folder: Path, settings: dict[str, str], library: Path
) -> None:
    register = Path(shutil.copy(five, folder / "five.desk"))
    with refusing_disk(library, folder) as disk:
        seen = {**settings, **disk.environment}
        with trial(register, register, seen, lambda: None, disk.obey) as one:
            acts = (one.act, one.decide, one.mark, one.note)
            disk.obey()
            one.act()
            longest = 12
            for number in range(REFUSALS):
                error, one.sentence = ((errno.EIO, ERROR), (errno.ENOSPC, NO_ROOM))[number % 2]
                chance = one.secretary.chance
                refuse = partial(
                    disk.refuse,
                    chance.randrange(longest),
                    error,
                    times=chance.choice((1, FOR_EVER)),
                    half=chance.random() < 0.3,
                )
                one.spoil = refuse
                acts[number // 2 % len(acts)]()
        print(f"\n{REFUSALS} acts, {one.refused} of them refused, seed {SEED}")
        assert not one.missing(register)
        assert one.refused


@pytest.mark.timeout(120)
def test_a_disk_that_is_full(five: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    with small_disk(tmp_path / "small", 6) as disk:
        register = Path(shutil.copy(five, disk.outside / "five.desk"))
        inside = disk.inside / "five.desk"
        with trial(inside, register, settings, disk.fill, disk.make_room, *disk.before) as one:
            for act in (one.note, one.act, one.decide, one.mark):
                act()
        saved = Path(shutil.copytree(disk.outside, tmp_path / "saved")) / "five.desk"
    assert one.refused == 4
    assert not one.missing(saved)


UNPRIVILEGED = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Lets root write only to what it has permission to write to, as anybody."""
MAY_ONLY_READ = ("may only be read", "cannot be opened. Check that its folder exists and that you may write to it")


def refused_to_write(register: Path, settings: dict[str, str], *before: str) -> None:
    """Open a register that may not be written to: that is said, at once or when something is to be recorded."""
    with desk(register, settings, DAY, *before) as running:
        seen = running.sees_one(*MAY_ONLY_READ, "what must happen, soonest first")
        if seen not in MAY_ONLY_READ:
            secretary = Secretary(running, random.Random(SEED), Path(settings["HOME"], "people.csv"))
            secretary.begin()
            running.keys("Alt+2")
            running.sees("Not open yet")
            running.keys("F6", "P")
            running.sees_one(*MAY_ONLY_READ)
            running.sees("Not open yet")
    assert not crashes(settings)


def test_a_file_that_may_only_be_read(five: Path, settings: dict[str, str]) -> None:
    before = five.read_bytes()
    five.chmod(0o444)
    refused_to_write(five, settings, *UNPRIVILEGED)
    assert five.read_bytes() == before


def test_a_folder_that_may_only_be_read(five: Path, folder: Path, settings: dict[str, str]) -> None:
    register = Path(shutil.copy(five, folder / "five.desk"))
    folder.chmod(0o555)
    refused_to_write(register, settings, *UNPRIVILEGED)
    folder.chmod(0o755)
    assert os.listdir(folder) == ["five.desk"]
    assert register.read_bytes() == five.read_bytes()


def test_a_disk_that_may_only_be_read(five: Path, folder: Path, tmp_path: Path, settings: dict[str, str]) -> None:
    shutil.copy(five, folder / "five.desk")
    with small_disk(tmp_path / "read", 6, read_only=folder) as disk:
        refused_to_write(disk.inside / "five.desk", settings, *disk.before)
    assert os.listdir(folder) == ["five.desk"]
