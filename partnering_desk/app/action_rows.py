"""Actions as the register shows them: who owes what by when, how late it is, and how it is getting on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import calendar_of
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate
from partnering_desk.records.models import (
    Action,
    ActionOwner,
    ActionProgress,
    ActionState,
    AgendaItem,
    Group,
    Meeting,
    Person,
)
from partnering_desk.rules.minutes import late_words
from partnering_desk.rules.names import folded, short_name
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import join_words, show_date

__all__ = ["ActionRow", "ActionState", "ProgressNote", "action_row", "action_rows", "owners_to_choose"]

STATE_WORDS = {
    ActionState.OPEN: "Open",
    ActionState.IN_PROGRESS: "In progress",
    ActionState.DONE: "Done",
    ActionState.DROPPED: "Dropped",
}


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """A note of how an action is getting on, with its day and who made it."""

    on: date
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. Names are short, empty words mean none, numbers are None where there is nothing to number."""

    action_id: int
    number: int
    ref: str
    text: str
    owners: tuple[str, ...]
    """Short names; what names nobody in the register stands as it was written."""
    owner_ids: tuple[int, ...]
    owner_words: str
    due: date | None
    due_words: str
    state: ActionState
    closed_on: date | None
    overdue_days: int | None
    """Working Days since it was due, 0 on the days before the next one; None when it is not overdue."""
    late: str
    """How late it is, in words: "2 Working Days late"."""
    meeting_id: int | None
    meeting_ref: str
    group_id: int | None
    group: str
    item: str
    confidential: bool
    source: str
    recorded_at: datetime
    recorded_by: str
    progress: tuple[ProgressNote, ...]
    mine: bool
    """Whether the person who records owns it."""

    @property
    def open(self) -> bool:
        """Whether it still has to be done."""
        return self.state in (ActionState.OPEN, ActionState.IN_PROGRESS)

    @property
    def overdue(self) -> bool:
        """Whether it is still to be done after its date."""
        return self.overdue_days is not None

    @property
    def state_words(self) -> str:
        """Where it stands."""
        return STATE_WORDS[self.state]

    @property
    def due_shown(self) -> str:
        """When it is due: the day, or the words that were written instead of one."""
        return show_date(self.due) if self.due else self.due_words

    @property
    def owners_shown(self) -> str:
        """Who is to do it: "R. Lindqvist and T. Oṣei"."""
        return join_words(self.owners)


def owners_to_choose(session: Session, partnering_id: int) -> tuple[Candidate, ...]:
    """Everybody of the partnering who can own an action, by name."""
    asked = (
        select(Person.id, Person.name)
        .where(Person.partnering_id == partnering_id, Person.merged_into_id.is_(None))
        .order_by(Person.name)
    )
    return tuple(Candidate(person_id, name) for person_id, name in session.execute(asked))


class _Kept(NamedTuple):
    """An action's own fields, as `_FIELDS` asks for them."""

    id: int
    number: int
    text: str
    owner_words: str
    due: date | None
    due_words: str
    state: ActionState
    closed_on: date | None
    meeting_id: int | None
    group_id: int | None
    source: str
    recorded_at: datetime
    recorded_by: str


_FIELDS = tuple(getattr(Action, name) for name in _Kept._fields)


def action_rows(register: Register, action_id: int | None = None, removed: bool = False) -> tuple[ActionRow, ...]:
    """The actions of the partnering shown, by number; only one when given. `removed` gives the removed ones instead.

    Asked in three questions whatever their number, so that a register of thousands is shown at once.
    """
    asked = (
        select(*_FIELDS, Meeting.ref, Group.name, AgendaItem.title, AgendaItem.confidential_because)
        .outerjoin(Meeting, Action.meeting_id == Meeting.id)
        .outerjoin(Group, Action.group_id == Group.id)
        .outerjoin(AgendaItem, Action.item_id == AgendaItem.id)
        .where(Action.partnering_id == register.partnering_id)
        .where(Action.removed_at.is_not(None) if removed else Action.removed_at.is_(None))
        .order_by(Action.number)
    )
    if action_id is not None:
        asked = asked.where(Action.id == action_id)
    with register.read() as session:
        found = session.execute(asked).all()
        if not found:
            return ()
        reading = _Reading(session, register, action_id)
        return tuple(
            reading.row(_Kept(*fields), meeting or "", group or "", item or "", bool(because))
            for *fields, meeting, group, item, because in found
        )


def action_row(register: Register, action_id: int) -> ActionRow | None:
    """One action; None when it is not in the register shown, or was removed."""
    return next(iter(action_rows(register, action_id)), None)


class _Reading:
    """What is asked once for all rows."""

    def __init__(self, session: Session, register: Register, action_id: int | None) -> None:
        self._today, self._who = register.today(), folded(register.who)
        self._owners: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        self._notes: defaultdict[int, list[ProgressNote]] = defaultdict(list)
        owners = (
            select(ActionOwner.action_id, Person.id, Person.name)
            .join(Person, ActionOwner.person_id == Person.id)
            .where(Person.partnering_id == register.partnering_id)
            .order_by(ActionOwner.id)
        )
        notes = (
            select(ActionProgress.action_id, ActionProgress.noted_on, ActionProgress.note, ActionProgress.noted_by)
            .join(Action, ActionProgress.action_id == Action.id)
            .where(Action.partnering_id == register.partnering_id)
            .order_by(ActionProgress.noted_on, ActionProgress.id)
        )
        if action_id is not None:
            owners = owners.where(ActionOwner.action_id == action_id)
            notes = notes.where(ActionProgress.action_id == action_id)
        for key, person_id, name in session.execute(owners):
            self._owners[key].append((person_id, name))
        for key, on, note, by in session.execute(notes):
            self._notes[key].append(ProgressNote(on, note, by))
        self._calendar = calendar_of(session, register.partnering_id)
        self._counted, self._back_to = {self._today: 0}, self._today
        self._short, self._is_me = cache(short_name), cache(self._means_me)

    def _late(self, due: date) -> int:
        """Working Days after `due` up to today, counted back once for all actions."""
        while self._back_to > due:
            before = self._back_to - timedelta(days=1)
            self._counted[before] = self._counted[self._back_to] + self._calendar.is_working_day(self._back_to)
            self._back_to = before
        return self._counted[due]

    def _means_me(self, name: str) -> bool:
        return bool(self._who) and self._who in (folded(name), folded(short_name(name)))

    def row(self, action: _Kept, meeting_ref: str, group: str, item: str, confidential: bool) -> ActionRow:
        owners = self._owners[action.id]
        names = [self._short(name) for _, name in owners]
        state, due = action.state, action.due
        late = due is not None and due < self._today and state in (ActionState.OPEN, ActionState.IN_PROGRESS)
        days = self._late(due) if late and due is not None else None
        return ActionRow(
            action_id=action.id,
            number=action.number,
            ref=action_ref(action.number),
            text=action.text,
            owners=(*names, action.owner_words) if action.owner_words else tuple(names),
            owner_ids=tuple(person_id for person_id, _ in owners),
            owner_words=action.owner_words,
            due=due,
            due_words=action.due_words,
            state=state,
            closed_on=action.closed_on,
            overdue_days=days,
            late=late_words(due, days) if days is not None and due is not None else "",
            meeting_id=action.meeting_id,
            meeting_ref=meeting_ref,
            group_id=action.group_id,
            group=group,
            item=item,
            confidential=confidential,
            source=action.source,
            recorded_at=action.recorded_at,
            recorded_by=action.recorded_by,
            progress=tuple(self._notes[action.id]),
            mine=any(self._is_me(name) for _, name in owners),
        )
