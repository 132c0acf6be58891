"""Meetings and decisions in writing as really minuted, lived through the functions that the screens call."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypedDict

import pytest
from sqlalchemy import select

from partnering_desk.app import agenda, attendance, decisions, meeting, minutes, scheduling
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.attendance import Mark
from partnering_desk.app.here import PersonRow
from partnering_desk.app.partnering import NewGroup, NewMember, NewOrganisation, NewParty, NewPerson, SetUp, set_up
from partnering_desk.app.register import Register, create_register
from partnering_desk.app.room import room
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import AgendaItem, Decision, Group, Meeting, Person
from partnering_desk.rules.agenda import GroupKind, ItemKind, Purpose
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.votes import Choice, Vote
from partnering_desk.rules.working_days import Nation
from tests.app.five import Clock

CHAIR, CONTRACTOR, SECRETARY = "Rowan Hale", "Anand Kothari", "Linus Okonjo-Perry"
PARTNERING, GROUP = "Directors of the company", "Core Group"


class SeenThere(TypedDict):
    name: str
    party: str
    arrived: str | None


class RealItem(TypedDict):
    title: str
    notes: str
    decisions: list[str]


class RealMeeting(TypedDict):
    date: str
    start: str
    end: str
    location: str
    chair: str
    present: list[SeenThere]
    in_attendance: list[str]
    apologies: list[str]
    agenda: list[str]
    items: list[RealItem]
    next_meeting: str | None
    both_parties_present: bool


class RealDecision(TypedDict):
    date: str
    time: str
    title: str
    text: str


class Real(TypedDict):
    parties: dict[str, list[str]]
    meetings: list[RealMeeting]
    written_decisions: list[RealDecision]


REAL: Real = json.loads((Path(__file__).parent / "data" / "real-meetings.json").read_text(encoding="utf-8"))


def moment(day: str, at: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at))


@dataclass
class Held:
    """One of the meetings after it was held: what went out, and what it decided."""

    minuted: RealMeeting
    meeting_id: int
    ref: str
    sheet: MinutesSheet
    pdf: bytes
    decided: list[str] = field(default_factory=list)
    """The numbers of its decisions and recommendations, in order."""
    ratified: list[str] = field(default_factory=list)
    """The recommendations of earlier meetings that it decided."""
    tabled: list[str] = field(default_factory=list)
    """The decisions in writing put before it, by their numbers."""
    confirmed: list[str] = field(default_factory=list)
    """The meetings whose minutes it confirmed."""


@dataclass
class Replay:
    """The partnering in which they are held, one after the other."""

    register: Register
    clock: Clock
    group_id: int = 0
    held: dict[str, Held] = field(default_factory=dict)
    """By date."""
    written: list[str] = field(default_factory=list)
    """The numbers of the decisions in writing, as they came in."""

    def person(self, name: str) -> int | None:
        with self.register.read() as session:
            return session.scalar(select(Person.id).where(Person.name == name))

    def live(self) -> None:
        """Everything, in the order in which it happened."""
        waiting = sorted(REAL["written_decisions"], key=lambda one: (one["date"], one["time"]))
        for minuted in REAL["meetings"]:
            try:
                self.hold(minuted, waiting)
            except Refusal as refusal:
                refusal.add_note(f"at the meeting of {minuted['date']}")
                raise

    def write_down(self, waiting: list[RealDecision], until: datetime) -> None:
        """The decisions in writing that come in before `until`; each by the two who are always there."""
        while waiting and (at := moment(waiting[0]["date"], waiting[0]["time"])) < until:
            self.clock.now = max(at, self.clock.now)
            votes = [
                Vote(role, Choice.FOR, cast_by_id=self.person(name))
                for role, name in zip(PartyRole, (CHAIR, CONTRACTOR), strict=True)
            ]
            row = decisions.decide_in_writing(self.register, self.group_id, waiting.pop(0)["text"], votes, at.date())
            self.written.append(row.ref)

    def hold(self, minuted: RealMeeting, waiting: list[RealDecision]) -> None:
        starts, ends = moment(minuted["date"], minuted["start"]), moment(minuted["date"], minuted["end"])
        self.clock.now = max(self.clock.now, starts - timedelta(days=5))
        planned = max(ends - starts, timedelta(minutes=30))
        meeting_id = scheduling.schedule(
            self.register, self.group_id, starts, planned // timedelta(minutes=1), minuted["location"]
        )
        self.write_down(waiting, starts)
        self.prepare(meeting_id, minuted)
        self.come(meeting_id, minuted, starts)
        held = Held(minuted, meeting_id, self.ref_of(meeting_id), minutes.minutes_sheet(self.register, meeting_id), b"")
        self.take_items(held, starts, ends)
        self.write_down(waiting, ends)
        self.clock.now = ends
        meeting.close_meeting(self.register, meeting_id)
        self.clock.now = ends + timedelta(hours=1)
        minutes.approve(self.register, meeting_id)
        minutes.circulate_minutes(self.register, meeting_id)
        held.sheet = minutes.minutes_sheet(self.register, meeting_id)
        held.pdf = minutes.minutes_bytes(self.register, meeting_id)
        self.held[minuted["date"]] = held

    def ref_of(self, meeting_id: int) -> str:
        with self.register.read() as session:
            return session.get_one(Meeting, meeting_id).ref

    def prepare(self, meeting_id: int, minuted: RealMeeting) -> None:
        agenda.prepare(self.register, meeting_id)
        for one in agenda.agenda_rows(self.register, meeting_id):
            if one.kind is ItemKind.STANDING:
                agenda.remove_item(self.register, one.id, "no matter of this company")
        for title in minuted["agenda"]:
            agenda.add_item(self.register, meeting_id, agenda.ItemDetails(title, Purpose.DECIDE))
        circulate_agenda(self.register, meeting_id)

    def seat(self, meeting_id: int, name: str) -> PersonRow | None:
        return next((one for one in room(self.register, meeting_id).people if one.full_name == name), None)

    def mark(self, meeting_id: int, name: str, mark: Mark, at: datetime | None = None) -> None:
        seat = self.seat(meeting_id, name)
        assert seat is not None
        attendance.set_presence(self.register, seat.attendance_id, mark, at)

    def come(self, meeting_id: int, minuted: RealMeeting, starts: datetime) -> None:
        """Apologies, those there from the start, others in attendance; it opens, and somebody takes the chair."""
        self.clock.now = max(self.clock.now, starts - timedelta(minutes=10))
        for name in minuted["apologies"]:
            self.mark(meeting_id, name, Mark.APOLOGIES)
        for name in minuted["in_attendance"]:
            if self.seat(meeting_id, name) is None:
                known = self.person(name)
                if known is None:
                    meeting.add_visitor(self.register, meeting_id, name)
                else:
                    meeting.add_in_attendance(self.register, meeting_id, known)
        self.clock.now = starts
        there = [one["name"] for one in minuted["present"] if one["arrived"] is None]
        for name in (*there, *minuted["in_attendance"]):
            self.mark(meeting_id, name, Mark.ONLINE)
        meeting.open_meeting(self.register, meeting_id)
        if minuted["chair"] != CHAIR:
            chair = self.person(minuted["chair"])
            assert chair is not None
            because = "the directors take turns" if CHAIR in there else ""
            meeting.take_chair(self.register, meeting_id, chair, because)

    def take_items(self, held: Held, starts: datetime, ends: datetime) -> None:
        """Item by item, the time shared out evenly; who comes late comes in between."""
        minuted, meeting_id = held.minuted, held.meeting_id
        late = {one["name"]: moment(minuted["date"], one["arrived"]) for one in minuted["present"] if one["arrived"]}
        with self.register.read() as session:
            asked = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_(None))
            items = list(session.scalars(asked.order_by(AgendaItem.position)))
        said = iter(minuted["items"])
        for number, item in enumerate(items):
            self.clock.now = starts + (ends - starts) // len(items) * number
            for name, arrived in list(late.items()):
                if arrived <= self.clock.now:
                    self.mark(meeting_id, name, Mark.ONLINE, late.pop(name))
            meeting.start_item(self.register, item.id)
            if item.kind is ItemKind.ORDINARY:
                self.take(held, item, next(said))
            else:
                self.take_what_comes_back(held, item)
        if minuted["next_meeting"]:
            meeting.note_next_meeting(self.register, meeting_id, minuted["next_meeting"])

    def take(self, held: Held, item: AgendaItem, said: RealItem) -> None:
        """An item as minuted: its title put right, its notes, and what was decided."""
        if item.title != said["title"]:
            agenda.edit_item(self.register, item.id, agenda.ItemDetails(said["title"], Purpose.DECIDE))
        meeting.save_notes(self.register, item.id, said["notes"])
        for text in said["decisions"]:
            held.decided.append(self.decide(held, item.id, text))

    def decide(self, held: Held, item_id: int, text: str) -> str:
        """Both parties for it; where the group cannot decide, a recommendation."""
        votes = [
            Vote(one.party, Choice.FOR, cast_by_id=one.casters[0].person_id)
            for one in decisions.ballots(self.register, held.meeting_id)
            if one.casters
        ]
        if not held.minuted["both_parties_present"]:
            with pytest.raises(Refusal, match=r"cannot decide \(Governance 5\.5\)"):
                decisions.put(self.register, held.meeting_id, item_id, text, votes)
            return decisions.recommend(self.register, held.meeting_id, item_id, text).ref
        return decisions.put(self.register, held.meeting_id, item_id, text, votes).ref

    def take_what_comes_back(self, held: Held, item: AgendaItem) -> None:
        """The last minutes, recommendations to decide, decisions in writing to table."""
        with self.register.read() as session:
            about = session.get(Meeting, item.about_meeting_id) if item.about_meeting_id else None
            put = session.get(Decision, item.decision_id) if item.decision_id else None
        quorate = meeting.quorum_now(self.register, held.meeting_id).quorate
        if item.kind is ItemKind.LAST_MINUTES and about is not None and quorate:
            minutes.confirm(self.register, about.id, held.meeting_id)
            held.confirmed.append(about.ref)
        elif item.kind is ItemKind.WRITTEN_DECISION and put is not None:
            held.tabled.append(put.ref)
        elif item.kind is ItemKind.RECOMMENDATION and put is not None and quorate:
            held.decided.append(self.decide(held, item.id, put.text))
            held.ratified.append(put.ref)


def replay(folder: Path) -> Replay:
    """A register in `folder` in which all the meetings have been held."""
    clock = Clock(datetime(2017, 9, 10, 9))
    register = create_register(folder / "real.desk", SECRETARY, clock)
    one = Replay(register, clock)
    set_up(register, plan())
    with register.read() as session:
        one.group_id = session.scalars(select(Group.id)).one()
    one.live()
    return one


def plan() -> SetUp:
    """The two parties, a director of each of which leads nobody else; the company secretary takes the minutes."""
    names = [(name, role) for role in PartyRole for name in REAL["parties"][role.words]]
    members = tuple(NewMember(name) for name, _ in names if name != SECRETARY)
    return SetUp(
        name=PARTNERING,
        nation=Nation.ENGLAND,
        effective=date(2017, 9, 7),
        commencement=date(2017, 9, 7),
        expiry=date(2022, 9, 6),
        commissioner=NewParty((NewOrganisation("Commissioner's directors"),)),
        contractor=NewParty((NewOrganisation("Contractor's directors"),)),
        groups=(
            NewGroup(
                GroupKind.CORE,
                GROUP,
                Frequency.MONTHLY,
                date(2017, 9, 17),
                code="CG",
                location="online",
                members=members,
                chair=CHAIR,
                minute_taker=SECRETARY,
            ),
        ),
        people=tuple(
            NewPerson(name, f"{role.words}'s directors", email=f"director{number}@company.example")
            for number, (name, role) in enumerate(names, 1)
        ),
        settings={"in_writing_allowed": True},
    )
