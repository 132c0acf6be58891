"""The course of one meeting of the sample, from its calling to the sending of its minutes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from partnering_desk.app import agenda, attendance, delegates, meeting, scheduling
from partnering_desk.app.after_notes import add_after_note
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.agenda_view import timing_of
from partnering_desk.app.attendance import Mark
from partnering_desk.app.demo_items import Items
from partnering_desk.app.demo_occasion import Occasion
from partnering_desk.app.demo_people import BRANDT, CHAIR, DUNNE, FARAH, LINDQVIST, NOWAK, OBI, OSEI, WHITCOMBE
from partnering_desk.app.demo_talk import CONFIDENTIAL, RENT, TALKS, Talk, paper
from partnering_desk.app.lookups import settings_on
from partnering_desk.app.minutes import circulate_minutes
from partnering_desk.app.minutes_approval import approve
from partnering_desk.app.papers import attach
from partnering_desk.app.recipients import AS_THEY_WANT, Chosen
from partnering_desk.records.models import Attendance, Channel, Group, Meeting, PresenceSpan
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.clause import S1
from partnering_desk.rules.minutes import minutes_deadline
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Span

_LEAST, _MOST = 5, 10
"""Minutes that a meeting gives a matter of its own."""
_LATE_BECAUSE = "The minute taker was ill; nobody else had the notes."


@dataclass(slots=True)
class DemoMeeting:
    """Lets one meeting happen, each act at its time."""

    on: Occasion

    def call(self) -> None:
        """Schedule it, and let its agenda be written in time."""
        register, story, day = self.on.register, self.on.story, self.on.day
        with register.read() as session:
            group = session.get_one(Group, self.on.group_id)
            starts, minutes, where = datetime.combine(day, group.usual_start), group.usual_minutes, group.location
        postponed = self.on.name == ("PW", 4)
        week = timedelta(7 if postponed else 0)
        self.on.meeting_id = scheduling.schedule(register, self.on.group_id, starts - week, minutes, where)
        story.deliver()
        if postponed:
            scheduling.move(register, self.on.meeting_id, starts, "The quarter's figures come a week late.")
            story.deliver()
        if self.on.name == ("FW", 3):
            extra = scheduling.schedule(register, self.on.group_id, starts + timedelta(1), minutes, where)
            why = "The extra session on the accounts is not needed: they were agreed by mail."
            scheduling.cancel(register, extra, why)
        agenda_day = story.calendar.before(day, 6).date
        story.later(datetime.combine(agenda_day, starts.time()), self.send_agenda)
        story.later(starts - timedelta(minutes=15), self.hold)

    def send_agenda(self) -> None:
        """Write the agenda, attach the papers and circulate it."""
        register, meeting_id = self.on.register, self.on.meeting_id
        agenda.prepare(register, meeting_id)
        first = (self.on.place * 3 + self.on.number * 2) % len(TALKS)
        talks = [TALKS[(first + step) % len(TALKS)] for step in range(1 if self.on.code == "PC" else 3)]
        if self.on.name == ("CG", 7):
            talks.append(CONFIDENTIAL)
        if self.on.name == ("CG", 9):
            talks.append(RENT)
        left = self._minutes_left()
        self.on.shown = talks[: left // _LEAST]
        for talk in self.on.shown:
            self._put_on(talk, min(_MOST, left // len(self.on.shown)))
        if self.on.name == ("CG", 3):
            improvements = next(one.id for one in agenda.agenda_rows(register, meeting_id) if one.clause == S1.ref)
            agenda.remove_item(register, improvements, "The Contractor reports on improvements in writing this time.")
        circulate_agenda(register, meeting_id)
        if self.on.name == ("CG", 8):  # something is added before the first version has gone out
            agenda.add_item(register, meeting_id, agenda.ItemDetails("Visit of the inspectors", minutes=3))
            circulate_agenda(register, meeting_id)
        self.on.story.deliver()

    def _minutes_left(self) -> int:
        """What the meeting has for matters of its own, once all that came by itself has its time."""
        with self.on.register.read() as session:
            return max(0, -timing_of(session.get_one(Meeting, self.on.meeting_id)).over)

    def _put_on(self, talk: Talk, minutes: int) -> None:
        presenter = self.on.story.person(LINDQVIST)
        because = "commercially sensitive" if talk is CONFIDENTIAL else ""
        details = agenda.ItemDetails(talk.title, talk.purpose, minutes, presenter, because)
        item_id = agenda.add_item(self.on.register, self.on.meeting_id, details)
        if talk.paper:
            with tempfile.TemporaryDirectory() as folder:
                filename, content = paper(talk, self.on.register.now())
                file = Path(folder) / filename
                file.write_bytes(content)
                attach(self.on.register, item_id, file, talk.paper)

    def hold(self) -> None:
        """Hold it, item by item, and let its minutes be sent some Working Days later."""
        register, meeting_id = self.on.register, self.on.meeting_id
        self._arrive()
        meeting.open_meeting(register, meeting_id)
        if self.on.name == ("CG", 6):
            meeting.take_chair(register, meeting_id, self.on.story.person(BRANDT))
        items = self.on.items()
        take = Items(self.on)
        for number, (item_id, kind, title) in enumerate(items):
            if self.on.name == ("FW", 1) and number == len(items) - 4:
                break  # time ran out: what is left goes to the next agenda
            self.on.spend(6)
            if self.on.name == ("CG", 1) and kind is ItemKind.OTHER_BUSINESS:
                take.come_back()
            meeting.start_item(register, item_id)
            if self.on.name == ("CG", 3) and number == 4:
                self._leave_and_return()
            if self.on.name == ("CG", 7) and number == 5:
                meeting.adjourn(register, meeting_id, "The fire alarm was tested.")
                self.on.spend(10)
                meeting.resume(register, meeting_id)
            take.take(item_id, kind, title, silent=self._unfinished() and number in (5, 6))
        self.on.spend(4)
        meeting.close_meeting(register, meeting_id)
        if self.on.name == ("CG", 4):
            self._correct_arrival()
        self._minute()

    def _arrive(self) -> None:
        """Most come; one sends apologies now and then, and once a party stays away."""
        register = self.on.register
        with register.read() as session:
            asked = select(Attendance).where(Attendance.meeting_id == self.on.meeting_id).order_by(Attendance.id)
            called = [(one.id, one.person.name, one.party) for one in session.scalars(asked)]
        self.on.spend(12)
        for at, (attendance_id, name, party) in enumerate(called):
            away = self.on.name == ("PW", 2) and party is PartyRole.CONTRACTOR
            away |= self.on.name == ("CG", 6) and name == CHAIR
            sorry = name == NOWAK and self.on.code == "CG" and (self.on.number == 2 or self.on.is_last)
            there = Mark.ONLINE if (at + self.on.number) % 5 == 4 else Mark.PRESENT
            attendance.set_presence(register, attendance_id, Mark.APOLOGIES if sorry or away else there)
            if sorry:
                self._delegate(attendance_id)
        self.on.spend(3)

    def _delegate(self, attendance_id: int) -> None:
        story = self.on.story
        delegate = delegates.add_delegate(self.on.register, attendance_id, story.person(FARAH), briefed=True)
        attendance.set_presence(self.on.register, delegate, Mark.PRESENT)
        if not self.on.is_last:
            debriefed = self.on.day + timedelta(3)
            story.later(
                datetime.combine(debriefed, datetime.min.time()),
                partial(delegates.set_debriefed, self.on.register, delegate, debriefed),
            )

    def _leave_and_return(self) -> None:
        """The Contractor is called away: the quorum is lost, and regained a quarter of an hour later."""
        gone = [name for name in (LINDQVIST, OSEI, DUNNE) if self.on.mark(name, Mark.LEFT)]
        self.on.spend(15)
        for name in gone:
            self.on.mark(name, Mark.PRESENT)

    def _correct_arrival(self) -> None:
        attendance_id = self.on.attendance_id(WHITCOMBE)
        if attendance_id is None:
            return
        with self.on.register.read() as session:
            asked = select(PresenceSpan).where(PresenceSpan.attendance_id == attendance_id)
            spans = [Span(one.arrived + timedelta(minutes=10), one.left, one.mode) for one in session.scalars(asked)]
        attendance.correct_presence(self.on.register, attendance_id, spans, "The list at the door says so.")

    def _unfinished(self) -> bool:
        """Whether its minutes are still in time, and want notes: the Core Group's last meeting."""
        return self.on.code == "CG" and self.on.story.on - self.on.day <= timedelta(8)

    def _forgotten(self) -> bool:
        """Whether its draft is complete, and nobody has approved it: Housing Support's last meeting."""
        return self.on.code == "HS" and self.on.story.on - self.on.day <= timedelta(20)

    def _minute(self) -> None:
        if self._unfinished() or self._forgotten():
            return
        used = 9 if self.on.name == ("PR", 3) else 2 + (self.on.number * 5 + self.on.place * 3) % 5
        sent = self.on.story.calendar.after(self.on.day, used).date
        self.on.story.later(datetime.combine(sent, datetime.min.time()) + timedelta(hours=15), self.send_minutes)

    def send_minutes(self) -> None:
        """Approved by the chair and sent to everybody."""
        register, story, meeting_id = self.on.register, self.on.story, self.on.meeting_id
        with register.read() as session:
            readings = settings_on(session, story.partnering_id, self.on.day)
        late = register.today() > minutes_deadline(story.calendar, self.on.day, readings).date
        if self.on.name == ("CG", 6):
            add_after_note(register, meeting_id, None, "The figures by scheme were sent to members the day after.")
        approve(register, meeting_id)
        chosen = Chosen({story.person(OBI): Channel.DRAFT}) if self.on.name == ("HS", 5) else AS_THEY_WANT
        circulate_minutes(register, meeting_id, _LATE_BECAUSE if late else "", chosen)
        story.deliver()
