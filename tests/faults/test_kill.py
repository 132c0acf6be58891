"""The program is killed at random moments, many times: nothing that it showed as saved may be missing.

A few rounds are in every run of the tests. As many as are wanted, with their figures:

    DESK_KILLS=200 python -m pytest -s tests/faults/test_kill.py

DESK_SEED repeats a run that failed, as far as the speed of the machine allows.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from partnering_desk.app.check import check_register
from partnering_desk.app.here import people_now
from partnering_desk.app.register import open_register
from tests.faults.desk_process import Desk, Killed, desk
from tests.faults.secretary import REF, Secretary, Seen

ROUNDS = int(os.environ.get("DESK_KILLS", "6"))
SEED = os.environ.get("DESK_SEED") or str(random.SystemRandom().randrange(10**6))
LONGEST = 4.0
"""Seconds of work until the kill comes at the latest."""
RECIPIENTS = 6
"""People to whom the minutes of the meeting go."""
COPIES = """
    SELECT count(*) FROM dispatch JOIN circulation ON circulation.id = dispatch.circulation_id
    JOIN document ON document.id = circulation.document_id WHERE document.kind = 'minutes'
"""
PROMISE = 1.0
"""Seconds after which notes that were typed are on the disk."""


@dataclass
class Figures:
    """What a run comes to."""

    rounds: int = 0
    in_commits: int = 0
    acts: int = 0
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} kills, {self.in_commits} of them during a commit; {self.acts} acts that were shown as "
            f"saved are looked for; {len(self.lost)} lost (seed {SEED})"
        )


def live_and_die(register: Path, settings: dict[str, str], chance: random.Random, kind: int) -> tuple[Seen, Desk]:
    """One round: work of some kind, and a kill at some moment or in the middle of some change."""
    with desk(register, settings, "2026-11-19") as running:
        secretary = Secretary(running, chance, register.with_name("people.csv"))
        secretary.begin()
        works = (secretary.meet, secretary.meet, secretary.finish, secretary.meet, secretary.keep_office)
        work = works[kind % len(works)]
        if work == secretary.finish:
            secretary.hold()
        running.kill_at = time.monotonic() + chance.uniform(0, LONGEST)
        if chance.random() < 0.5:
            running.kill_at = time.monotonic() + 3 * LONGEST
            running.kill_in_commit, running.after = chance.randrange(1, 25), chance.uniform(0, 0.006)
        with pytest.raises(Killed):
            work()
        assert running.killed_at, f"the program ended by itself: {running.process.returncode}"
        return secretary.seen, running


def lost(register: Path, seen: Seen, killed_at: float) -> list[str]:
    """What is wrong with the register, and what it lacks of what was shown."""
    opened = open_register(register)
    wrong = [f"{one.where}: {one.words}" for one in check_register(opened)]
    with closing(sqlite3.connect(register)) as kept:
        (meeting,) = kept.execute("SELECT id FROM meeting WHERE ref = ?", (REF,)).fetchone()
        missing = [*missing_texts(kept, seen), *missing_notes(kept, seen, killed_at)]
        (begun,) = kept.execute("SELECT count(DISTINCT item_id) FROM item_stretch").fetchone()
        (copies,) = kept.execute(COPIES).fetchone()
    if seen.circulated and copies < RECIPIENTS:
        missing.append(f"the minutes were circulated to {RECIPIENTS}, the register has {copies} copies")
    if begun < seen.taken_up:
        missing.append(f"item {seen.taken_up} was on, the register has begun {begun}")
    how = {one.name: one.words for one in people_now(opened, meeting, None)}
    missing += [
        f"{name} was shown as {shown}, is {how[name]}"
        for name, shown in seen.presence.items()
        if name != seen.unsure and how[name] != shown
    ]
    opened.close()
    return wrong + missing


def missing_texts(kept: sqlite3.Connection, seen: Seen) -> Iterator[str]:
    for shown, table, column in (
        (seen.titles, "agenda_item", "title"),
        (seen.actions, "action", "text"),
        (seen.decisions, "decision", "text"),
        (seen.meetings, "meeting", "ref"),
        (seen.people, "person", "name"),
    ):
        there = {text for (text,) in kept.execute(f"SELECT {column} FROM {table}")}
        yield from (f"{table}: {text}" for text in shown if text not in there)


def missing_notes(kept: sqlite3.Connection, seen: Seen, killed_at: float) -> Iterator[str]:
    notes = "\n".join(text for (text,) in kept.execute("SELECT notes FROM agenda_item"))
    for at, word in seen.typed:
        if killed_at - at > PROMISE and word not in notes:
            yield f"notes: {word}, typed {killed_at - at:.2f} seconds before the kill"


@pytest.mark.skipif(sys.platform != "linux", reason="SIGKILL is Unix's, and so is the virtual screen")
@pytest.mark.timeout(60 + 30 * ROUNDS)
def test_what_was_shown_as_saved_survives_a_kill_at_any_moment(
    five_once: Path, tmp_path: Path, settings: dict[str, str]
) -> None:
    figures = Figures()
    print(f"\nseed {SEED}")
    for number in range(ROUNDS):
        register = Path(shutil.copy(five_once, tmp_path / f"killed {number}.desk"))
        seen, killed = live_and_die(register, settings, random.Random(f"{SEED} {number}"), number)
        figures.rounds += 1
        figures.in_commits += killed.committing
        figures.acts += seen.acts()
        figures.lost += [f"round {number}: {one}" for one in lost(register, seen, killed.killed_at)]
        if number % 20 == 19:
            print(figures, flush=True)
    print(figures)
    assert not figures.lost, f"{figures}\n" + "\n".join(figures.lost)
