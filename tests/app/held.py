"""A meeting of the Core Group that was held, with everything in it that minutes can say; and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from partnering_desk.app import decisions, meeting, minutes, scheduling
from partnering_desk.app.attendance import Mark
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import Action, ActionOwner, AgendaItem, Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting

NOTES = "Move-on within 28 days was **81%** against 85%.\n\nTwo vacancies are filled."
DECISION = "Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report."


@dataclass
class Held:
    """The meeting of 19 November, and what tests ask of its minutes."""

    five: Five
    day: MeetingDay
    meeting_id: int

    @property
    def register(self) -> Register:
        return self.five.register

    def item_id(self, number: int) -> int:
        return self.day.item(number).item_id

    def now(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """Let it be that moment."""
        self.five.clock.now = datetime(year, month, day, hour, minute)

    def sheet(self) -> MinutesSheet:
        return minutes.minutes_sheet(self.register, self.meeting_id)

    def words(self) -> str:
        return minutes.minutes_text(self.sheet())

    def checks(self) -> dict[str, bool]:
        return {one.words: one.ok for one in minutes.missing(self.register, self.meeting_id)}

    def circulate(self) -> int:
        """Approved by the chair and circulated."""
        minutes.approve(self.register, self.meeting_id)
        return minutes.circulate_minutes(self.register, self.meeting_id)

    def next_meeting(self) -> int:
        """The meeting of 17 December, with these minutes on its agenda."""
        found = scheduling.schedule(self.register, self.five.core, datetime(2026, 12, 17, 10), 120)
        with self.register.write() as session:
            session.get_one(Meeting, found).items = [
                AgendaItem(
                    position=1,
                    title="Minutes of 19 November 2026",
                    kind=ItemKind.LAST_MINUTES,
                    purpose=Purpose.DECIDE,
                    about_meeting_id=self.meeting_id,
                )
            ]
        return found

    def open_next(self, *absent: str) -> int:
        """The next meeting, opened on its day, members here but for those `absent`."""
        found = self.next_meeting()
        self.now(2026, 12, 17, 10, 0)
        for person in meeting.room(self.register, found).people:
            if person.party is not None and person.full_name not in absent:
                meeting.set_presence(self.register, person.attendance_id, Mark.PRESENT)
        meeting.open_meeting(self.register, found)
        return found

    def action(self, text: str, *, owner: str = "", due: date | None = None, item: int = 2) -> int:
        """An action of the meeting."""
        with self.register.write() as session:
            made = Action(
                partnering_id=self.register.partnering_id,
                group_id=self.five.core,
                meeting_id=self.meeting_id,
                item_id=self.item_id(item),
                number=112 + len(session.scalars(select(Action.id)).all()),
                text=text,
                due=due,
                recorded_at=self.register.now(),
                recorded_by=self.register.who,
            )
            if owner:
                made.owners = [ActionOwner(person_id=self.five.people[owner])]
            session.add(made)
            session.flush()
            return made.id


def hold(five: Five, *, close: bool = True) -> Held:
    """Hold the meeting: Rahman comes late, Adeyemi attends, a decision and an action, closed at 11:48."""
    day = call_meeting(five)
    day.clock("10:00")
    for name in ("Nkechi Amadi", "Ruth Lindqvist", "Yetunde Adeyemi", "M. Okafor"):
        day.mark(name, Mark.PRESENT)
    day.mark("Máire O’Dunne", Mark.APOLOGIES)
    day.clock("10:02")
    meeting.open_meeting(five.register, day.meeting_id)
    day.clock("10:15")
    day.mark("Sadia Rahman", Mark.ONLINE)
    meeting.start_item(five.register, day.item(2).item_id)
    meeting.save_notes(five.register, day.item(2).item_id, NOTES)
    votes = [
        Vote(party, Choice.FOR, cast_by_id=five.people[name])
        for party, name in zip(PartyRole, ("Nkechi Amadi", "Ruth Lindqvist"), strict=True)
    ]
    made = decisions.put(five.register, day.meeting_id, day.item(2).item_id, DECISION, votes)
    decisions.set_effect(
        five.register, made.decision_id, Effect.LETTER, five.people["Nkechi Amadi"], date(2026, 11, 27)
    )
    meeting.start_item(five.register, day.item(3).item_id)
    meeting.save_notes(five.register, day.item(3).item_id, "The risks were reviewed.")
    held = Held(five, day, day.meeting_id)
    held.action("Report move-on by scheme", owner="Ruth Lindqvist", due=date(2027, 1, 18))
    if close:
        day.clock("11:48")
        meeting.close_meeting(five.register, day.meeting_id)
    return held
