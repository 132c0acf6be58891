"""What the sample's meetings do under each item: notes, decisions, actions, the minutes before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from partnering_desk.app import actions, decisions, interests, meeting
from partnering_desk.app.confirming import confirm, correct
from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.demo_occasion import Occasion
from partnering_desk.app.demo_people import BRANDT, LINDQVIST, OSEI, RAHMAN
from partnering_desk.app.demo_talk import PRESSING, SLIPPED, TALKS, Talk
from partnering_desk.app.typed import Candidate, TypedAction, read_people
from partnering_desk.records.models import (
    AgendaItem,
    Confirmation,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Group,
    Person,
)
from partnering_desk.rules.agenda import ItemKind
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
    ("PR", 1): FollowOn.WITHDRAW,
}
_OPEN_FOR = timedelta(12)
"""Actions that fell due so many days ago, or less, are still open on the day on which the sample is looked at."""


@dataclass(slots=True)
class Items:
    """Deals with the items of one meeting."""

    on: Occasion
    overruled: bool = False

    def take(self, item_id: int, kind: ItemKind, title: str, silent: bool) -> None:
        """Deal with one item that has been taken up; a `silent` one gets no notes."""
        if kind is ItemKind.LAST_MINUTES:
            self._last_minutes(item_id)
            return
        said = TALKS if kind is ItemKind.CARRIED else self.on.shown
        talk = next((one for one in said if one.title == title), None)
        if silent:
            return
        if talk is not None:
            self._talk(item_id, talk)
            return
        noted = _NOTES.get(kind, "Reported on; nothing to decide.")
        if noted:
            meeting.save_notes(self.on.register, item_id, noted)
        if kind is ItemKind.RECOMMENDATION:
            self._decide(item_id, self._recommended(item_id), Talk("", ""))
        if kind is ItemKind.MATTERS_ARISING and self.on.is_last:
            self._give_urgent_actions(item_id)

    def _give_urgent_actions(self, item_id: int) -> None:
        """What is overdue, and what falls due tomorrow, on the day on which the sample is looked at."""
        calendar, on = self.on.story.calendar, self.on.story.on
        slipped, soon = calendar.before(on, 3).date, calendar.after(on, 1).date
        lines = {"PW": (SLIPPED, slipped), "CG": (PRESSING, soon)}
        said, due = lines.get(self.on.code, ((), soon))
        for line in said:
            self._give_action(item_id, line, due)

    def _talk(self, item_id: int, talk: Talk) -> None:
        meeting.save_notes(self.on.register, item_id, talk.notes)
        if self.on.name == ("CG", 1) and talk is self.on.shown[0]:
            self._declare(item_id)
        self.on.spend(8)
        if talk.decision:
            self._decide(item_id, talk.decision, talk)
        if talk.action:
            calendar = self.on.story.calendar
            self._give_action(item_id, talk.action, calendar.after(self.on.day, 15 + self.on.number % 4).date)

    def come_back(self) -> None:
        """Take up the first matter once more, in which an interest was declared."""
        first = self.on.shown[0]
        item_id = next(item_id for item_id, _, title in self.on.items() if title == first.title)
        meeting.start_item(self.on.register, item_id)
        meeting.save_notes(
            self.on.register, item_id, f"{first.notes}\n\nTaken up again before other business, to settle the wording."
        )
        self.on.spend(5)

    def _declare(self, item_id: int) -> None:
        found = self.on.attendance_id(OSEI)
        if found is not None:
            interests.declare_interest(self.on.register, found, item_id, "his brother works for the landlord")

    def _last_minutes(self, item_id: int) -> None:
        register = self.on.register
        with register.read() as session:
            about = session.get_one(AgendaItem, item_id).about_meeting_id
            done = about is None or session.scalar(select(Confirmation.id).where(Confirmation.meeting_id == about))
            asked = select(AgendaItem.id).where(AgendaItem.meeting_id == about, AgendaItem.notes.contains("14 days"))
            noted = session.scalars(asked).first()
        if about is None or done or self.on.name == ("PW", 2):
            meeting.save_notes(register, item_id, "Not taken: the meeting could not decide.")
            return
        if noted is not None and self.on.code == "HS":
            correct(register, about, self.on.meeting_id, noted, "from 19 to 15 days", "from 19 to 14 days")
        confirm(register, about, self.on.meeting_id)
        meeting.save_notes(register, item_id, "Taken as read.")

    def _recommended(self, item_id: int) -> str:
        with self.on.register.read() as session:
            decision_id = session.get_one(AgendaItem, item_id).decision_id
            return session.get_one(Decision, decision_id).text

    def _decide(self, item_id: int, text: str, talk: Talk) -> None:
        register, meeting_id = self.on.register, self.on.meeting_id
        if self.on.name == ("PW", 2):
            decisions.recommend(register, meeting_id, item_id, text, reasons=talk.reasons)
        elif self.on.name == ("CG", 5):
            self._defer(item_id, text)
        else:
            taken = self._vote(item_id, text, talk)
            if self.on.name == ("CG", 6) and not self.overruled:
                self._overrule(taken.decision_id)

    def _vote(self, item_id: int, text: str, talk: Talk) -> DecisionRow:
        register = self.on.register
        follow_on = _FOLLOW_ONS.get(self.on.name)
        ballots = decisions.ballots(register, self.on.meeting_id)
        against = PartyRole.CONTRACTOR if follow_on is not None else None
        votes = [
            Vote(
                one.party,
                Choice.AGAINST if one.party is against else Choice.FOR,
                one.casters[0].name,
                one.casters[0].person_id,
            )
            for one in ballots
        ]
        views = [
            decisions.View(other.organisation_id, other.person_id, "In favour, with the figures by scheme.")
            for one in ballots
            for other in one.others[:1]
            if self.on.number % 3 == 0
        ]
        taken = decisions.put(
            register,
            self.on.meeting_id,
            item_id,
            text,
            votes,
            follow_on=follow_on,
            reasons=talk.reasons,
            options=talk.options,
            views=views,
            reserved=talk.reserved,
        )
        if follow_on is None:
            self._give_effect(taken.decision_id)
        return taken

    def _defer(self, item_id: int, text: str) -> None:
        register, story = self.on.register, self.on.story
        due = self.on.day + timedelta(21)
        deferred = decisions.defer_for_authority(
            register, self.on.meeting_id, item_id, text, story.person(LINDQVIST), due, story.person(OSEI)
        )
        answered = due - timedelta(4)
        story.later(
            datetime.combine(answered, time(10)),
            partial(decisions.answer_authority, register, deferred.decision_id, answered),
        )

    def _overrule(self, by_id: int) -> None:
        """The Core Group's decision takes the place of what Housing Support decided last (Governance 7.2)."""
        with self.on.register.read() as session:
            old = session.scalar(
                select(Decision.id)
                .join(Decision.group)
                .where(
                    Group.id == self.on.story.group("HS"),
                    Decision.outcome == DecisionOutcome.CARRIED,
                    Decision.kind == DecisionKind.DECISION,
                    Decision.replaced_by_id.is_(None),
                    Decision.effected_on.is_(None),
                )
                .order_by(Decision.taken_at.desc(), Decision.id.desc())
                .limit(1)
            )
        if old is not None:
            decisions.overrule(self.on.register, old, by_id)
            self.overruled = True

    def _give_effect(self, decision_id: int) -> None:
        register, number = self.on.register, self.on.number
        effect = list(Effect)[number % len(Effect)]
        if effect is Effect.NONE_NEEDED:
            decisions.set_effect(register, decision_id, effect)
            return
        due = self.on.story.calendar.after(self.on.day, 20).date
        owner = self.on.story.person(BRANDT if number % 2 else RAHMAN)
        decisions.set_effect(register, decision_id, effect, owner, due)
        self.on.story.later(datetime.combine(due, time(16)), partial(self._effected, decision_id, due))

    def _effected(self, decision_id: int, on: date) -> None:
        with self.on.register.read() as session:
            overruled = session.get_one(Decision, decision_id).replaced_by_id is not None
        if not overruled:
            decisions.give_effect(self.on.register, decision_id, on)

    def _give_action(self, item_id: int, line: str, due: date) -> None:
        register, story = self.on.register, self.on.story
        what, owner = (part.strip() for part in line.split("/"))
        with register.read() as session:
            asked = select(Person).where(Person.partnering_id == story.partnering_id).order_by(Person.id)
            candidates = [Candidate(one.id, one.name) for one in session.scalars(asked)]
        owners, unknown = read_people(owner, candidates)
        action_id = actions.keep(register, self.on.meeting_id, item_id, TypedAction(what, owners, unknown, due, ""))
        halfway = datetime.combine(story.calendar.before(due, 6).date, time(11))
        done = datetime.combine(story.calendar.before(due, 2).date, time(11))
        if due >= story.on - _OPEN_FOR:
            if action_id % 2:
                story.later(halfway, partial(self._begin, action_id))
        elif self.on.name == ("HS", 3):
            story.later(done, partial(self._drop, action_id, done.date()))
        else:
            story.later(done, partial(self._finish, action_id, done.date()))

    def _begin(self, action_id: int) -> None:
        actions.note_progress(self.on.register, action_id, "Figures asked for; two schemes have answered.")
        actions.set_in_progress(self.on.register, action_id, begun=True)

    def _drop(self, action_id: int, on: date) -> None:
        actions.drop(self.on.register, [action_id], on, "The landlord has done it without being asked.")

    def _finish(self, action_id: int, on: date) -> None:
        actions.note_progress(self.on.register, action_id, "Done, and sent to the members.")
        actions.close(self.on.register, [action_id], on)
