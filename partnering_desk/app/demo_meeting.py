"""One meeting of the sample, from its calling to the confirmation of its minutes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app import actions, agenda, attendance, decisions, delegates, interests, meeting, scheduling
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.attendance import Mark
from partnering_desk.app.confirming import confirm, correct
from partnering_desk.app.demo_people import BRANDT, DUNNE, FARAH, LINDQVIST, NOWAK, OSEI, RAHMAN
from partnering_desk.app.demo_story import Story
from partnering_desk.app.demo_talk import CONFIDENTIAL, TALKS, Talk
from partnering_desk.app.lookups import settings_on
from partnering_desk.app.minutes import circulate_minutes
from partnering_desk.app.minutes_approval import approve
from partnering_desk.app.papers import attach
from partnering_desk.app.typed import Candidate, TypedAction, read_people
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    Confirmation,
    Group,
    Person,
)
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.minutes import minutes_deadline
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn, Vote

_NOTES = {
    ItemKind.ATTENDANCE: "",
    ItemKind.INTERESTS: "No interests were declared.",
    ItemKind.MATTERS_ARISING: "The open actions were gone through; progress stands in the register.",
    ItemKind.OTHER_BUSINESS: "There was none.",
    ItemKind.NEXT_MEETING: "As in the calendar.",
}
_FOLLOW_ONS = {
    ("HS", 2): FollowOn.REFER_TO_CORE,
    ("FW", 2): FollowOn.DEFER,
    ("CG", 4): FollowOn.RAISE_DISPUTE,
    ("PR", 2): FollowOn.WITHDRAW,
}
_LATE_BECAUSE = "The minute taker was ill; nobody else had the notes."


@dataclass(slots=True)
class DemoMeeting:
    """The `number`th meeting of a group, on `day`; `place` is the group's among the groups."""

    story: Story
    set_clock: Callable[[datetime], None]
    group_id: int
    code: str
    place: int
    number: int
    day: date
    meeting_id: int = 0
    shown: list[Talk] = field(default_factory=list)

    @property
    def name(self) -> tuple[str, int]:
        """The group's code and the number, by which special happenings are found."""
        return (self.code, self.number)

    def call(self) -> None:
        """Schedule it, and let its agenda be written in time."""
        register = self.story.register
        with register.read() as session:
            group = session.get_one(Group, self.group_id)
            starts, minutes, where = datetime.combine(self.day, group.usual_start), group.usual_minutes, group.location
        if self.name == ("PW", 4):  # called a week early, and postponed
            starts -= timedelta(7)
        self.meeting_id = scheduling.schedule(register, self.group_id, starts, minutes, where)
        self.story.deliver()
        if self.name == ("PW", 4):
            scheduling.move(register, self.meeting_id, starts + timedelta(7), "The quarter's figures come a week late.")
            self.story.deliver()
        if self.name == ("FW", 3):
            extra = scheduling.schedule(register, self.group_id, starts + timedelta(1), minutes, where)
            scheduling.cancel(
                register, extra, "The extra session on the accounts is not needed: they were agreed by mail."
            )
        agenda_day = self.story.calendar.before(self.day, 6).date
        self.story.later(datetime.combine(agenda_day, starts.time()), self.send_agenda)
        self.story.later(datetime.combine(self.day, starts.time()) - timedelta(minutes=15), self.hold)

    def send_agenda(self) -> None:
        """Write the agenda, attach the papers and circulate it."""
        register = self.story.register
        agenda.prepare(register, self.meeting_id)
        first = (self.place * 3 + self.number * 2) % len(TALKS)
        talks = [TALKS[(first + step) % len(TALKS)] for step in range(1 if self.code == "PC" else 3)]
        if self.name == ("CG", 7):
            talks.append(CONFIDENTIAL)
        for talk in talks:
            details = agenda.ItemDetails(
                talk.title,
                talk.purpose,
                15,
                self.story.person(LINDQVIST),
                "commercially sensitive" if talk is CONFIDENTIAL else "",
            )
            item_id = agenda.add_item(register, self.meeting_id, details)
            if talk.paper:
                self._attach(item_id, talk)
        self.shown = talks
        circulate_agenda(register, self.meeting_id)
        self.story.deliver()

    def _attach(self, item_id: int, talk: Talk) -> None:
        with tempfile.TemporaryDirectory() as folder:
            paper = Path(folder) / f"{talk.paper}.txt"
            paper.write_text(f"{talk.paper}\n\n{talk.notes}\n", encoding="utf-8")
            attach(self.story.register, item_id, paper, talk.paper)

    def hold(self) -> None:
        """Hold it, item by item, and let its minutes be sent some Working Days later."""
        register = self.story.register
        self._arrive()
        meeting.open_meeting(register, self.meeting_id)
        items = self._items()
        latest = self.story.on - self.day <= timedelta(8)
        for number, (item_id, kind, title) in enumerate(items):
            self._pass(6)
            meeting.start_item(register, item_id)
            if self.name == ("CG", 3) and number == 4:
                self._leave_and_return()
            if self.name == ("CG", 7) and number == 5:
                meeting.adjourn(register, self.meeting_id, "The fire alarm was tested.")
                self._pass(10)
                meeting.resume(register, self.meeting_id)
            if self.name == ("FW", 1) and number == len(items) - 2:
                break  # time ran out: what is left goes to the next agenda
            self._take(item_id, kind, title, silent=latest and self.code == "CG" and number in (5, 6))
        self._pass(4)
        meeting.close_meeting(register, self.meeting_id)
        self._after()

    def _items(self) -> list[tuple[int, ItemKind, str]]:
        with self.story.register.read() as session:
            asked = select(AgendaItem).where(AgendaItem.meeting_id == self.meeting_id, AgendaItem.removed_at.is_(None))
            found = session.scalars(asked.order_by(AgendaItem.position))
            return [(one.id, one.kind, one.title) for one in found]

    def _pass(self, minutes: int) -> None:
        self.set_clock(self.story.register.now() + timedelta(minutes=minutes))

    def _attendance(self, session: Session, name: str) -> Attendance | None:
        asked = select(Attendance).where(Attendance.meeting_id == self.meeting_id, Attendance.person.has(name=name))
        return session.scalars(asked).one_or_none()

    def _mark(self, name: str, mark: Mark) -> int | None:
        with self.story.register.read() as session:
            found = self._attendance(session, name)
        if found is None:
            return None
        attendance.set_presence(self.story.register, found.id, mark)
        return found.id

    def _arrive(self) -> None:
        """Most come; one sends apologies now and then, and once a party stays away."""
        register = self.story.register
        with register.read() as session:
            asked = select(Attendance).where(Attendance.meeting_id == self.meeting_id).order_by(Attendance.id)
            called = [(one.id, one.person.name, one.party) for one in session.scalars(asked)]
        self._pass(12)
        for at, (attendance_id, name, party) in enumerate(called):
            away = self.name == ("PW", 2) and party is PartyRole.CONTRACTOR
            sorry = name == NOWAK and self.code == "CG" and self.number in (2, 9)
            mark = Mark.APOLOGIES if sorry or away else Mark.ONLINE if (at + self.number) % 5 == 4 else Mark.PRESENT
            attendance.set_presence(register, attendance_id, mark)
            if sorry:
                delegate = delegates.add_delegate(register, attendance_id, self.story.person(FARAH), briefed=True)
                attendance.set_presence(register, delegate, Mark.PRESENT)
                if self.number == 2:
                    self.story.later(
                        datetime.combine(self.day + timedelta(3), time(9)), partial(self._debrief, delegate)
                    )
        self._pass(3)

    def _debrief(self, delegate: int) -> None:
        delegates.set_debriefed(self.story.register, delegate, self.day + timedelta(3))

    def _leave_and_return(self) -> None:
        """The Contractor is called away: the quorum is lost, and regained a quarter of an hour later."""
        gone = [name for name in (LINDQVIST, OSEI, DUNNE) if self._mark(name, Mark.LEFT)]
        self._pass(15)
        for name in gone:
            self._mark(name, Mark.PRESENT)

    def _take(self, item_id: int, kind: ItemKind, title: str, silent: bool) -> None:
        register = self.story.register
        if kind is ItemKind.LAST_MINUTES:
            self._confirm(item_id)
            return
        talk = next((one for one in self.shown if one.title == title), None)
        if talk is None:
            noted = _NOTES.get(kind, "Reported on; nothing to decide.")
            if noted and not silent:
                meeting.save_notes(register, item_id, noted)
            if kind is ItemKind.RECOMMENDATION:
                self._decide(item_id, "Agree what the last meeting recommended.", Talk("", ""))
            return
        if not silent:
            meeting.save_notes(register, item_id, talk.notes)
        if self.name == ("CG", 1) and talk is self.shown[0]:
            self._declare(item_id)
        self._pass(8)
        if talk.decision:
            self._decide(item_id, talk.decision, talk)
        if talk.action:
            self._give_action(item_id, talk.action)

    def _declare(self, item_id: int) -> None:
        with self.story.register.read() as session:
            found = self._attendance(session, OSEI)
        if found is not None:
            interests.declare_interest(self.story.register, found.id, item_id, "his brother works for the landlord")

    def _confirm(self, item_id: int) -> None:
        register = self.story.register
        with register.read() as session:
            about = session.get_one(AgendaItem, item_id).about_meeting_id
            done = about is None or session.scalar(select(Confirmation.id).where(Confirmation.meeting_id == about))
            noted = None
            if about is not None:
                asked = select(AgendaItem).where(AgendaItem.meeting_id == about, AgendaItem.notes.contains("14 days"))
                noted = session.scalars(asked).first()
        if about is None or done or self.name == ("PW", 2):
            meeting.save_notes(register, item_id, "Not taken: the meeting could not decide.")
            return
        if noted is not None and self.code == "HS":
            correct(register, about, self.meeting_id, noted.id, "from 19 to 15 days", "from 19 to 14 days")
        confirm(register, about, self.meeting_id)
        meeting.save_notes(register, item_id, "Taken as read.")

    def _decide(self, item_id: int, text: str, talk: Talk) -> None:
        register = self.story.register
        ballots = decisions.ballots(register, self.meeting_id)
        follow_on = _FOLLOW_ONS.get(self.name)
        if self.name == ("PW", 2):
            decisions.recommend(register, self.meeting_id, item_id, text, reasons=talk.reasons)
            return
        if self.name == ("CG", 5) and talk.decision:
            due = self.day + timedelta(21)
            deferred = decisions.defer_for_authority(
                register, self.meeting_id, item_id, text, self.story.person(LINDQVIST), due, self.story.person(OSEI)
            )
            self.story.later(
                datetime.combine(due - timedelta(4), time(10)),
                partial(decisions.answer_authority, register, deferred.decision_id, due - timedelta(4)),
            )
            return
        votes = []
        for one in ballots:
            against = follow_on is not None and one.party is PartyRole.CONTRACTOR
            caster = one.casters[0]
            votes.append(Vote(one.party, Choice.AGAINST if against else Choice.FOR, caster.name, caster.person_id))
        views = [
            decisions.View(other.organisation_id, other.person_id, "In favour, with the figures by scheme.")
            for one in ballots
            for other in one.others[:1]
            if self.number % 3 == 0
        ]
        taken = decisions.put(
            register, self.meeting_id, item_id, text, votes, follow_on=follow_on, reasons=talk.reasons, views=views
        )
        if follow_on is None:
            self._give_effect(taken.decision_id, self.number)

    def _give_effect(self, decision_id: int, number: int) -> None:
        register = self.story.register
        effect = (Effect.INSTRUCTION, Effect.CHANGE_CONTROL, Effect.LETTER, Effect.NONE_NEEDED)[number % 4]
        if effect is Effect.NONE_NEEDED:
            decisions.set_effect(register, decision_id, effect)
            return
        due = self.story.calendar.after(self.day, 20).date
        owner = self.story.person(BRANDT if number % 2 else RAHMAN)
        decisions.set_effect(register, decision_id, effect, owner, due)
        self.story.later(
            datetime.combine(due, time(16)),
            lambda: decisions.give_effect(register, decision_id, due),
        )

    def _give_action(self, item_id: int, line: str) -> None:
        register = self.story.register
        what, owner = (part.strip() for part in line.split("/"))
        with register.read() as session:
            asked = select(Person).where(Person.partnering_id == self.story.partnering_id).order_by(Person.id)
            candidates = [Candidate(one.id, one.name) for one in session.scalars(asked)]
        owners, unknown = read_people(owner, candidates)
        due = self.story.calendar.after(self.day, 15 + self.number % 4).date
        action_id = actions.keep(register, self.meeting_id, item_id, TypedAction(what, owners, unknown, due, ""))
        if (self.number + self.place) % 4:
            done = self.story.calendar.before(due, 2).date
            self.story.later(
                datetime.combine(done, time(11)),
                lambda: self._finish(action_id, done),
            )

    def _finish(self, action_id: int, on: date) -> None:
        actions.note_progress(self.story.register, action_id, "Done, and sent to the members.")
        actions.close(self.story.register, [action_id], on)

    def _after(self) -> None:
        calendar = self.story.calendar
        used = 9 if self.name == ("PR", 3) else 2 + (self.number * 5 + self.place * 3) % 5
        if self.code == "HS" and self.story.on - self.day <= timedelta(20):
            return  # the draft is complete, and forgotten
        if self.code == "CG" and self.story.on - self.day <= timedelta(8):
            return  # the draft wants notes
        sent = datetime.combine(calendar.after(self.day, used).date, time(15))
        self.story.later(sent, self.send_minutes)

    def send_minutes(self) -> None:
        """Approved by the chair and sent to everybody."""
        register = self.story.register
        with register.read() as session:
            readings = settings_on(session, self.story.partnering_id, self.day)
        late = register.today() > minutes_deadline(self.story.calendar, self.day, readings).date
        approve(register, self.meeting_id)
        circulate_minutes(register, self.meeting_id, _LATE_BECAUSE if late else "")
        self.story.deliver()
