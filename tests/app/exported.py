"""A partnering with a bit of everything, as the exported document that tests spoil in one place or another."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from partnering_desk.app import decisions, delegates, meeting, minutes, scheduling
from partnering_desk.app.attendance import Mark
from partnering_desk.app.confirming import confirm, correct
from partnering_desk.app.exchange import Wrong, export_register, import_register
from partnering_desk.app.readings import change_setting
from partnering_desk.app.register import create_register
from partnering_desk.records.models import AgendaItem, Meeting, Partnering
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn, Vote
from tests.app.five import SECRETARY, Clock, Five, build
from tests.app.held import hold

Value: TypeAlias = str | int | bool | None
Row: TypeAlias = dict[str, Value]


class Document:
    """An exported document: its rows by table, to be changed and written."""

    def __init__(self, text: str) -> None:
        self.plain = json.loads(text)

    def rows(self, table: str) -> list[Row]:
        found: list[Row] = self.plain["tables"][table]
        return found

    def row(self, table: str, **known: Value) -> Row:
        """The first row of a table that has these values."""
        return next(one for one in self.rows(table) if known.items() <= one.items())

    def copy(self) -> Document:
        return copy.deepcopy(self)

    def faults(self, folder: Path) -> list[tuple[str, str]]:
        """What importing it says; that nothing is left behind but what was there, unless it is taken."""
        source, target = folder / "changed.json", folder / "changed.desk"
        source.write_text(json.dumps(self.plain), encoding="utf-8")
        wrong: tuple[Wrong, ...] = import_register(source, target)
        left = {one.name for one in folder.iterdir()}
        assert left == {"changed.json"} | (set() if wrong else {"changed.desk"})
        for one in folder.iterdir():
            one.unlink()
        return [(one.where, one.words) for one in wrong]


def carried(source: Path, target: Path) -> bool:
    """Whether what was exported from an imported register is what it was made of, and one entry of the import."""
    first, second = (json.loads(one.read_text(encoding="utf-8"))["tables"] for one in (source, target))
    imported: Row = second["entry"].pop()
    return first == second and imported["what"] == f"Imported {source.name}"


@contextmanager
def lived(folder: Path) -> Iterator[Five]:
    """The small partnering after two meetings: decisions of every kind, a delegate, a correction, a vote in writing."""
    clock = Clock()
    register = create_register(folder / "lived.desk", SECRETARY, clock)
    five = build(register, clock)
    with register.write() as session:
        session.get_one(Partnering, register.partnering_id).next_action = 200
    change_setting(register, "in_writing_allowed", True, date(2026, 11, 19))
    held = hold(five)
    minutes.approve(register, held.meeting_id)
    minutes.circulate_minutes(register, held.meeting_id)
    _in_writing(five)
    _working_group(five)
    later = held.next_meeting()
    held.now(2026, 12, 17, 10)
    for person in meeting.room(register, later).people:
        if person.full_name == "Máire O’Dunne":
            meeting.set_presence(register, person.attendance_id, Mark.APOLOGIES)
            delegate = delegates.add_delegate(register, person.attendance_id, five.people["Tunde Oṣei"], briefed=True)
            meeting.set_presence(register, delegate, Mark.PRESENT)
        elif person.party is not None:
            meeting.set_presence(register, person.attendance_id, Mark.PRESENT)
    meeting.open_meeting(register, later)
    correct(
        register, held.meeting_id, later, held.item_id(2), "Three vacancies are filled.", "Two vacancies are filled."
    )
    confirm(register, held.meeting_id, later)
    held.now(2026, 12, 17, 11)
    meeting.close_meeting(register, later)
    yield five
    register.close()


def _votes(five: Five, contractor: Choice, casts: tuple[str, str] = ("Nkechi Amadi", "Ruth Lindqvist")) -> list[Vote]:
    commissioner = Vote(PartyRole.COMMISSIONER, Choice.FOR, cast_by_id=five.people[casts[0]])
    return [commissioner, Vote(PartyRole.CONTRACTOR, contractor, cast_by_id=five.people[casts[1]])]


def _in_writing(five: Five) -> None:
    five.clock.now = datetime(2026, 11, 20, 9)
    votes = _votes(five, Choice.FOR)
    decisions.decide_in_writing(five.register, five.core, "Move the forum to Dean Street.", votes, date(2026, 11, 20))


def _working_group(five: Five) -> None:
    """A meeting of the Performance group that carries one matter, loses another and defers a third."""
    five.clock.now = datetime(2026, 11, 27, 14)
    found = scheduling.schedule(five.register, five.performance, datetime(2026, 11, 27, 14), 60)
    with five.register.write() as session:
        titles = ("Voids", "Staffing", "Fire doors")
        session.get_one(Meeting, found).items = [
            AgendaItem(position=at, title=title, kind=ItemKind.ORDINARY, purpose=Purpose.DECIDE)
            for at, title in enumerate(titles, 1)
        ]
    room = meeting.room(five.register, found)
    for person in room.people:
        meeting.set_presence(five.register, person.attendance_id, Mark.PRESENT)
    meeting.open_meeting(five.register, found)
    voids, staffing, doors = (one.item_id for one in room.items)
    casts = ("Aoife Ní Bhriain", "Ruth Lindqvist")
    made = decisions.put(five.register, found, voids, "Let both rooms.", _votes(five, Choice.FOR, casts))
    decisions.give_effect(five.register, made.decision_id, date(2026, 11, 27), Effect.LETTER)
    against = _votes(five, Choice.AGAINST, casts)
    decisions.put(five.register, found, staffing, "Move the post.", against, follow_on=FollowOn.REFER_TO_CORE)
    lindqvist = five.people["Ruth Lindqvist"]
    decisions.defer_for_authority(
        five.register, found, doors, "Pay for doors.", lindqvist, date(2026, 12, 4), lindqvist
    )
    five.clock.now = datetime(2026, 11, 27, 15)
    meeting.close_meeting(five.register, found)


def exported(folder: Path) -> Document:
    """All of it as a document, without its Record: so that what is spoilt is found by the rules alone."""
    with lived(folder) as five:
        export_register(five.register, folder / "lived.json")
    document = Document((folder / "lived.json").read_text(encoding="utf-8"))
    document.rows("entry").clear()
    document.rows("entry_change").clear()
    return document
