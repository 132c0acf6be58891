"""What happens in the sample: meetings called, prepared, held, minuted and confirmed, and what goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from partnering_desk.app import decisions, member_changes, people
from partnering_desk.app.action_reminder import remind
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.demo_people import (
    CHAIR,
    DUNNE,
    FARAH,
    LAMBETH,
    LEAD,
    LINDQVIST,
    OBI,
    OSEI,
    SUCCESSOR,
    YILDIZ,
)
from partnering_desk.app.groups import edit_group
from partnering_desk.app.lookups import calendar_of
from partnering_desk.app.parties import lead_by
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Channel,
    Dispatch,
    DispatchState,
    Group,
    Membership,
    Office,
    Organisation,
    Person,
)
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, Vote
from partnering_desk.rules.working_days import WorkingCalendar

Happening = tuple[datetime, Callable[[], object]]

_SERIES = {"CG": (1, 2, 2), "PW": (1, 4, 4), "HS": (1, 4, 1), "FW": (2, 3, 2), "PR": (2, 1, 1)}
"""For each group: months from commencement to its first meeting, its weekday (Monday 0), and which of the month."""
_MAILBOX_FULL_FOR = timedelta(6)
_MAILBOX_FULL = "452 4.2.2 The mailbox of the recipient is full; try again later"
_LEFT_OUT = {"PR": 85}
"""The Property group has called no meeting for that many days before the day on which the sample is looked at."""


def series(code: str, commencement: date) -> date:
    """The first date of a group's meetings."""
    months, weekday, number = _SERIES[code]
    month = commencement.month - 1 + months
    first = date(commencement.year + month // 12, month % 12 + 1, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def left_out(code: str, day: date, on: date) -> bool:
    """Whether a group did not call the meeting of that day, so that it shows as missing."""
    days = _LEFT_OUT.get(code)
    return days is not None and day > on - timedelta(days)


@dataclass(slots=True)
class Story:
    """The partnering whose years are told, and the ways to ask it for people and groups by name."""

    register: Register
    partnering_id: int
    on: date
    later: Callable[[datetime, Callable[[], object]], None]
    """Lets something happen at a later moment."""

    @property
    def calendar(self) -> WorkingCalendar:
        """Its Working Days."""
        with self.register.read() as session:
            return calendar_of(session, self.partnering_id)

    def person(self, name: str) -> int:
        """The id of a person."""
        with self.register.read() as session:
            asked = select(Person.id).where(Person.partnering_id == self.partnering_id, Person.name == name)
            return session.scalars(asked).one()

    def group(self, code: str) -> int:
        """The id of a group."""
        with self.register.read() as session:
            asked = select(Group.id).where(Group.partnering_id == self.partnering_id, Group.code == code)
            return session.scalars(asked).one()

    def membership(self, code: str, name: str) -> int:
        """The id of somebody's membership of a group."""
        with self.register.read() as session:
            asked = select(Membership.id).where(
                Membership.group_id == self.group(code), Membership.person_id == self.person(name)
            )
            return session.scalars(asked).one()

    def both_for(self) -> tuple[Vote, Vote]:
        """Both parties' votes for a matter, cast by their leads."""
        return (
            Vote(PartyRole.COMMISSIONER, Choice.FOR, CHAIR, self.person(CHAIR)),
            Vote(PartyRole.CONTRACTOR, Choice.FOR, LINDQVIST, self.person(LINDQVIST)),
        )

    def others(self, commencement: date) -> Iterator[Happening]:
        """What happens between meetings: decisions in writing, and members who change."""
        yield (at_hour(commencement + timedelta(10), 9), self._copy_in_the_forum)
        yield (at_hour(commencement + timedelta(40), 9), lambda: self._lead(LAMBETH))
        yield (at_hour(commencement + timedelta(54), 9), lambda: self._lead(LEAD))
        yield (at_hour(commencement + timedelta(60), 9), self._finance_meets_elsewhere)
        yield (at_hour(commencement + timedelta(90), 9), self._farah_is_promoted)
        yield (at_hour(commencement + timedelta(100), 11), self._decide_in_writing)
        yield (at_hour(commencement + timedelta(120), 9), self._refused_change)
        yield (at_hour(self.on - timedelta(10), 9), self._remind_owners)
        vacated = self.on - timedelta(self.on.weekday() + 14)
        yield (at_hour(vacated - timedelta(14), 10), lambda: self._finance_director_leaves(vacated))
        yield (at_hour(self.on - timedelta(2), 16), self._notice_of_successor)

    def _copy_in_the_forum(self) -> None:
        people.appoint(self.register, self.group("CG"), Office.CIRCULATION, self.person(OBI), self.register.today())

    def _lead(self, organisation: str) -> None:
        """Lambeth stands in as the lead for a fortnight."""
        with self.register.read() as session:
            asked = select(Organisation.id).where(
                Organisation.partnering_id == self.partnering_id, Organisation.name == organisation
            )
            found = session.scalars(asked).one()
        lead_by(self.register, found)

    def _farah_is_promoted(self) -> None:
        with self.register.read() as session:
            was = session.get_one(Person, self.person(FARAH))
        people.edit_person(
            self.register, was.id, was.name, was.organisation_id, "Commissioning Manager", was.email, was.delivery
        )

    def _finance_meets_elsewhere(self) -> None:
        with self.register.read() as session:
            was = session.get_one(Group, self.group("FW"))
        there = NewGroup(
            was.kind,
            was.name,
            was.frequency,
            was.planned_start,
            was.code,
            was.area,
            "Brent Civic Centre, Room 4",
            was.usual_start,
            was.usual_minutes,
        )
        edit_group(self.register, was.id, there)

    def _decide_in_writing(self) -> None:
        taken = decisions.decide_in_writing(
            self.register,
            self.group("CG"),
            "Move the summer forum from the Town Hall to Arlington Road, where more residents can come.",
            self.both_for(),
            self.register.today(),
        )
        decisions.set_effect(self.register, taken.decision_id, Effect.NONE_NEEDED)

    def _refused_change(self) -> None:
        change = member_changes.notify_change(
            self.register,
            self.group("FW"),
            PartyRole.CONTRACTOR,
            self.membership("FW", LINDQVIST),
            self.person(OSEI),
            self.register.today() + timedelta(14),
        )
        member_changes.refuse_change(
            self.register, change, "The group needs somebody who sees the contract's costs.", CHAIR
        )

    def _finance_director_leaves(self, vacated: date) -> None:
        change = member_changes.notify_change(
            self.register, self.group("CG"), PartyRole.CONTRACTOR, self.membership("CG", DUNNE), None, vacated
        )
        member_changes.agree_change(self.register, change, CHAIR)

    def _notice_of_successor(self) -> None:
        member_changes.notify_change(
            self.register,
            self.group("FW"),
            PartyRole.CONTRACTOR,
            self.membership("FW", DUNNE),
            self.person(SUCCESSOR),
            self.on + timedelta(21),
        )

    def _remind_owners(self) -> None:
        """Whoever owes something by the end of the week is reminded."""
        soon = self.register.today() + timedelta(7)
        remind(self.register, [one.action_id for one in action_rows(self.register) if one.due and one.due <= soon])
        self.deliver()

    def deliver(self) -> None:
        """The post goes out: what waits reaches its people, by mail, as drafts or on paper; one mailbox is full."""
        now = self.register.now()
        with self.register.write() as session:
            waiting = session.scalars(select(Dispatch).where(Dispatch.state == DispatchState.WAITING))
            for one in waiting:
                if one.person.name == YILDIZ and now.date() >= self.on - _MAILBOX_FULL_FOR:
                    one.attempts, one.last_problem = 3, _MAILBOX_FULL
                    one.next_attempt_at = datetime.combine(self.on, time(12))
                    continue
                one.state, one.server_said = _delivered(one)
                one.done_at = now + timedelta(minutes=1)
                one.attempts = int(one.channel is Channel.SMTP)


def _delivered(one: Dispatch) -> tuple[DispatchState, str]:
    match one.channel:
        case Channel.SMTP:
            return DispatchState.SENT, f"250 2.0.0 Ok: queued as {one.sha256[:10].upper()}"
        case Channel.DRAFT:
            return DispatchState.DRAFTED, ""
        case Channel.PAPER:
            return DispatchState.HANDED_OVER, "large print, by post"


def at_hour(day: date, hour: int) -> datetime:
    """A full hour of a day."""
    return datetime.combine(day, time(hour))
