"""Somebody who works at the desk, and remembers what the screen showed as recorded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from tests.faults.desk_process import Desk

REF = "CG/2026/01"
NOTES = "Notes of item "
HOW = {"P": "present", "O": "online"}
VOTES = ("Commissioner vote: For", "Contractor vote: For")


@dataclass
class Seen:
    """What somebody did, and what the screen showed of it as recorded."""

    titles: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    presence: dict[str, str] = field(default_factory=dict)
    """How people are here, by the name that the screen gives them."""
    unsure: str = ""
    """The person whose key was pressed last; the screen has not shown yet what it did."""
    taken_up: int = 0
    """The number of the item that the screen showed as on."""
    meetings: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    circulated: bool = False
    """Whether the minutes were shown as approved and circulated."""
    typed: list[tuple[float, str]] = field(default_factory=list)
    """Words of the notes, and when the last letter stood on the screen."""

    def acts(self) -> int:
        lists = (self.titles, self.actions, self.decisions, self.presence, self.typed, self.meetings, self.people)
        return sum(map(len, lists)) + self.taken_up + self.circulated


@dataclass
class Secretary:
    """Works without end, as chance has it, and remembers what was seen."""

    desk: Desk
    chance: random.Random
    lists: Path
    """Where lists of people to be taken are written."""
    seen: Seen = field(default_factory=Seen)
    words: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def begin(self) -> None:
        self.desk.sees("what must happen, soonest first")
        self.desk.keys("Ctrl+K")
        self.desk.write(REF)
        self.desk.sees(REF)
        self.desk.keys("Return")
        self.desk.sees(f"Core Group · {REF}")

    def meet(self) -> None:
        """Prepare the meeting, open it, and whatever is done in one."""
        self.prepare()
        self.open()
        acts = (self.note, self.note, self.note, self.act, self.decide, self.mark, self.mark_at, self.go_on)
        while True:
            self.chance.choice(acts)()

    def hold(self) -> None:
        """A short meeting, still to be closed."""
        self.open()
        self.note()
        self.decide()

    def finish(self) -> None:
        """Close the meeting, and have its minutes approved and circulated."""
        self.desk.keys("Ctrl+Shift+C")
        self.desk.ask("dialog")
        self.desk.keys("Return")
        self.desk.ask("no dialog")
        self.desk.keys("Alt+3")
        self.desk.ask("sees button", "Approve and circulate")
        self.desk.ask("press", "Approve and circulate")
        self.desk.ask("dialog")
        self.desk.keys("Return")
        self.desk.ask("no dialog")
        self.desk.sees("Who was sent what")
        self.seen.circulated = True
        self.keep_office()

    def keep_office(self) -> None:
        """Put meetings in the calendar, and take people from lists."""
        for day in range(1, 8):
            if day not in (2, 3):  # from Thursday on, without Saturday and Sunday
                self.schedule(day)
            self.take_people()
        while True:
            self.take_people()

    def schedule(self, days_ahead: int) -> None:
        ref = f"CG/2026/{len(self.seen.meetings) + 2:02}"
        self.desk.keys("Ctrl+2")
        self.desk.ask("sees button", "Today")
        self.desk.ask("press", "Today")
        self.desk.ask("focus", "Calendar of November 2026")
        self.desk.keys(*["Right"] * days_ahead, "N")
        self.desk.ask("dialog")
        self.desk.write("Core")
        self.desk.ask("press", "Put in the calendar")
        self.desk.ask("no dialog")
        self.desk.sees(ref)
        self.seen.meetings.append(ref)

    def take_people(self) -> None:
        name = " ".join("".join(self.chance.choices("bdfgklmnprstvz", k=8)).title() for _ in range(2))
        self.lists.write_text(f"Name,Organisation,Side\n{name},LB Brent,Commissioner\n", encoding="utf-8")
        self.desk.keys("Ctrl+6")
        self.desk.sees("Groups and people")
        self.desk.ask("focus", "Parts of groups and people")
        self.desk.keys("Home", "Right")
        self.desk.ask("sees button", "From a spreadsheet")
        self.desk.ask("press", "From a spreadsheet")
        self.desk.ask("dialog")
        self.desk.write(str(self.lists))
        self.desk.keys("Return")
        self.desk.ask("sees button", "Take these people")
        self.desk.ask("press", "Take these people")
        self.desk.ask("no dialog")
        self.seen.people.append(name)

    def prepare(self) -> None:
        self.desk.keys("Alt+1")
        self.desk.sees("Circulate agenda")
        for _ in range(self.chance.randrange(4)):
            title = f"Item t{self.words()}"
            self.desk.keys("Ctrl+N")
            self.desk.write(title)
            self.desk.keys("Return")
            self.desk.sees(title)
            self.seen.titles.append(title)

    def open(self) -> None:
        self.desk.keys("Alt+2")
        self.desk.sees("Not open yet")
        self.desk.keys("F6")
        for _ in range(4):
            self.press("P")
            self.desk.keys("Down")
        self.desk.sees("Contractor 2 present")
        self.desk.keys("Ctrl+Shift+C")
        self.desk.sees("Quorate since")
        self.seen.taken_up = 1

    def press(self, key: str) -> None:
        """Mark the person chosen by a key, and wait until the list says so."""
        line = str(self.desk.ask("line")).split(", ")
        name, how = line[0], HOW[key]
        self.seen.unsure = name
        self.desk.keys(key)
        self.desk.sees(", ".join([*line[:-1], how]))
        self.seen.presence[name] = how
        self.seen.unsure = ""

    def to_notes(self) -> bool:
        """Go to the notes of the item shown; not where a decision is being put."""
        for chord in ("Ctrl+E", "Ctrl+Up"):  # in a line, X11 takes Ctrl+E for its end
            if not str(self.desk.ask("name")).startswith(NOTES):
                self.desk.keys(chord)
        return str(self.desk.ask("name")).startswith(NOTES)

    def note(self) -> None:
        if not self.to_notes():
            return
        word = f"n{self.words()} "
        self.desk.write(word)
        self.seen.typed.append((time.monotonic(), word))

    def act(self) -> None:
        text = f"act a{self.words()}"
        self.desk.keys("Ctrl+T")
        self.desk.write(f"{text} / Lindqvist / 4 dec")
        self.desk.keys("Return")
        self.desk.sees(f"{text}, R. Lindqvist")
        self.seen.actions.append(text)

    def decide(self) -> None:
        text = f"Decide d{self.words()}"
        self.desk.keys("Ctrl+D")
        self.desk.write(text)
        for vote in VOTES:
            self.desk.ask("press", vote)
        self.desk.keys("Ctrl+Return")
        self.desk.sees(text)
        self.seen.decisions.append(text)

    def mark(self) -> None:
        self.desk.keys("F6", *["Down"] * self.chance.randrange(4))
        self.press(self.chance.choice("OP"))
        self.desk.keys("F6")

    def mark_at(self) -> None:
        """Say from when somebody is here; where that cannot be, leave it."""
        self.desk.keys("F6", "Home", *["Down"] * self.chance.randrange(4))
        *line, _ = str(self.desk.ask("line")).split(", ")
        key = self.chance.choice("OP")
        self.desk.keys(f"Shift+{key}")
        self.desk.ask("dialog")
        self.desk.write(f"{datetime.now():%H:%M}")
        self.seen.unsure = line[0]
        self.desk.keys("Return")
        if self.desk.ask("dialog now"):
            self.desk.keys("Esc")
            self.desk.ask("no dialog")
        else:
            self.desk.sees(", ".join([*line, HOW[key]]))
            self.seen.presence[line[0]] = HOW[key]
        self.seen.unsure = ""
        self.desk.keys("F6")

    def go_on(self) -> None:
        """To the next item; the agenda beside it says which one is on."""
        self.desk.keys("Ctrl+Down")
        on = [line for line in self.desk.lines() if ", on now, " in line]
        self.seen.taken_up = max([self.seen.taken_up, *(int(line.split()[0]) for line in on)])
