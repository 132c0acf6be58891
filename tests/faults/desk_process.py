"""The real program in a process of its own, worked from outside, and killed from outside."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 15.0
"""Seconds that the program may take to do or to show something."""


class Killed(Exception):
    """The program ended before it answered."""


class NotSeen(AssertionError):
    """What was waited for did not come on the screen."""


@dataclass
class Desk:
    """A running program. Each verb comes back when it is done or seen, or raises `Killed`."""

    process: subprocess.Popen[bytes]
    answers: int
    kill_at: float = float("inf")
    """On the clock of `time.monotonic`."""
    kill_in_commit: int = 0
    """The kill comes in the middle of so many'th change of the register; 0: at `kill_at`."""
    after: float = 0.0
    """Seconds from that change's beginning to the kill."""
    committing: bool = False
    killed_at: float = 0.0
    _heard: bytes = b""
    _lines: list[dict[str, object]] = field(default_factory=list)

    def keys(self, *chords: str) -> None:
        """Press keys one after another."""
        self.ask("keys", *chords)

    def write(self, text: str) -> None:
        """Type a text where the keyboard is."""
        self.ask("write", text)

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.ask("sees", text)

    def sees_one(self, *texts: str) -> str:
        """Wait until one of some texts is on the screen, and say which."""
        return str(self.ask("sees one", *texts))

    def lines(self) -> list[str]:
        """The lines of every list on the screen."""
        lines = self.ask("lines")
        assert isinstance(lines, list)
        return [str(line) for line in lines]

    def ask(self, *words: str) -> object:
        """Have something done, and give what is answered."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write((json.dumps(words) + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            self._ended()
        until = time.monotonic() + PATIENCE
        while True:
            for line in self._read(until, words):
                if "answer" in line:
                    return line["answer"]
                self._note_commit(bool(line["commit"]))

    def kill(self) -> None:
        """End the program as the power does."""
        self.killed_at = time.monotonic()
        self.process.kill()
        self._ended()

    def _read(self, until: float, words: Sequence[str]) -> Iterator[dict[str, object]]:
        wait = min(until, self.kill_at) - time.monotonic()
        ready, _, _ = select.select([self.answers], [], [], max(wait, 0))
        if not ready:
            if time.monotonic() >= self.kill_at:
                self.kill()
            raise NotSeen(f"In {PATIENCE:.0f} seconds there was no answer to {words}")
        came = os.read(self.answers, 65536)
        if not came:
            self._ended()
        *lines, self._heard = (self._heard + came).split(b"\n")
        yield from (json.loads(line) for line in lines)

    def _note_commit(self, begins: bool) -> None:
        if begins and not self.committing and self.kill_in_commit:
            self.kill_in_commit -= 1
            if not self.kill_in_commit:
                self.kill_at = time.monotonic() + self.after
        self.committing = begins

    def _ended(self) -> None:
        self.process.wait()
        while came := os.read(self.answers, 65536):  # what it said before it ended
            self._heard += came
        for line in self._heard.split(b"\n")[:-1]:
            if "commit" in (last := json.loads(line)):
                self.committing = bool(last["commit"])
        raise Killed(self.process.returncode)


@contextmanager
def desk(register: Path, settings: Mapping[str, str], on: str, *before: str) -> Iterator[Desk]:
    """The program on a register; `before` are words of the command line that go before it, such as setpriv's."""
    answers, to_tell = os.pipe()
    command = [*before, sys.executable, "-m", "tests.faults.at_the_desk", str(register), "--on", on]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**settings, "DESK_ANSWERS": str(to_tell)},
        stdin=subprocess.PIPE,
        pass_fds=(to_tell,),
        start_new_session=True,
    )
    os.close(to_tell)
    try:
        yield Desk(process, answers)
    finally:
        process.kill()
        process.wait()
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # what it was asked last and did not hear
            process.stdin.close()
        os.close(answers)
