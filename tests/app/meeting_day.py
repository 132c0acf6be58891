"""A meeting of the Core Group to try things on: Thursday 19 November 2026, ten o'clock, nobody marked yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from partnering_desk.app import meeting, scheduling
from partnering_desk.app.attendance import Mark
from partnering_desk.app.here import PersonRow
from partnering_desk.app.register import Register
from partnering_desk.app.room import ItemRow, Room
from partnering_desk.records.models import AgendaItem, Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from tests.app.five import Five

DAY = datetime(2026, 11, 19)

AGENDA = (
    ("Attendance", ItemKind.ATTENDANCE, Purpose.NOTE, 2),
    ("Performance, quarter 2", ItemKind.ORDINARY, Purpose.DECIDE, 20),
    ("Risk register", ItemKind.STANDING, Purpose.DISCUSS, 10),
    ("Next meeting", ItemKind.NEXT_MEETING, Purpose.NOTE, 2),
)


def at(text: str) -> datetime:
    """A time of that day: "10:02"."""
    return datetime.combine(DAY, time.fromisoformat(text))


@dataclass
class MeetingDay:
    """One meeting, and what a test asks of it by name."""

    five: Five
    meeting_id: int

    @property
    def register(self) -> Register:
        return self.five.register

    def clock(self, text: str) -> None:
        """Let it be that time."""
        self.five.clock.now = at(text)

    def room(self) -> Room:
        return meeting.room(self.register, self.meeting_id)

    def person(self, name: str) -> PersonRow:
        return next(one for one in self.room().people if one.full_name == name)

    def item(self, number: int) -> ItemRow:
        return self.room().items[number - 1]

    def mark(self, name: str, mark: Mark, text: str = "") -> None:
        meeting.set_presence(self.register, self.person(name).attendance_id, mark, at(text) if text else None)

    def everybody_in(self) -> None:
        """All four members are in the room at 10:00, and the meeting opens at 10:02."""
        self.clock("10:00")
        for name in ("Nkechi Amadi", "Sadia Rahman", "Ruth Lindqvist", "Máire O’Dunne"):
            self.mark(name, Mark.PRESENT)
        self.clock("10:02")
        meeting.open_meeting(self.register, self.meeting_id)


def call_meeting(five: Five, group_id: int = 0) -> MeetingDay:
    """Schedule the meeting, and put a short agenda before it."""
    group = group_id or five.core
    meeting_id = scheduling.schedule(five.register, group, at("10:00"), 120)
    with five.register.write() as session:
        found = session.get_one(Meeting, meeting_id)
        found.items = [
            AgendaItem(position=place, title=title, kind=kind, purpose=purpose, minutes=minutes)
            for place, (title, kind, purpose, minutes) in enumerate(AGENDA, 1)
        ]
    return MeetingDay(five, meeting_id)
