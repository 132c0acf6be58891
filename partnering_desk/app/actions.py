"""Actions: given in a meeting or between meetings, followed up until they are done (Governance 5.4.4, practice P6).

What is changed after the day on which an action was recorded stays readable: the old wording, owners or date
go among its notes of progress, with who changed them and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.action_ends import close, drop, remove, reopen, restore
from partnering_desk.app.action_rows import ActionRow, ProgressNote, action_row, action_rows, owners_to_choose
from partnering_desk.app.action_work import note_in, standing, still_open
from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate, TypedAction
from partnering_desk.records.models import (
    Action,
    ActionOwner,
    ActionState,
    AgendaItem,
    Group,
    Meeting,
    Partnering,
    Person,
)
from partnering_desk.rules.clause import G5_4_4, Refusal
from partnering_desk.rules.wording import join_words, show_date

__all__ = [
    "ActionDetails",
    "ActionRow",
    "ProgressNote",
    "action_row",
    "action_rows",
    "add",
    "close",
    "drop",
    "keep",
    "note_progress",
    "owners",
    "remove",
    "reopen",
    "restore",
    "set_in_progress",
    "update",
]


@dataclass(frozen=True, slots=True)
class ActionDetails:
    """What is to be done, by whom and by when, as put right on its card."""

    text: str
    owner_ids: tuple[int, ...] = ()
    owner_words: str = ""
    due: date | None = None
    due_words: str = ""


def keep(register: Register, meeting_id: int, item_id: int | None, typed: TypedAction) -> int:
    """Keep an action given in a meeting, under its item, with the partnering's next number; its id.

    Raises `Refusal` when nothing is to be done, or the item is another meeting's.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        if item_id is not None and row(session, AgendaItem, item_id).meeting_id != meeting_id:
            raise Refusal("That item is not on this meeting's agenda. Choose another.")
        action = _new(register, session, row(session, Partnering, meeting.group.partnering_id), _details(typed))
        action.group_id, action.meeting_id, action.item_id = meeting.group_id, meeting_id, item_id
        return action.id


def add(register: Register, details: ActionDetails, group_id: int | None = None) -> int:
    """Keep an action that no meeting gave, for one group or none; its id. Raises `Refusal` for an empty one."""
    with register.write() as session:
        action = _new(register, session, partnering(session, register), details)
        if group_id is not None:
            action.group_id = row(session, Group, group_id).id
        return action.id


def _details(typed: TypedAction) -> ActionDetails:
    owner_ids = tuple(one.person_id for one in typed.owners)
    return ActionDetails(typed.text, owner_ids, typed.unknown_owner, typed.due, typed.due_words)


def _new(register: Register, session: Session, of: Partnering, details: ActionDetails) -> Action:
    action = new_action(of, details)
    action.recorded_at, action.recorded_by = register.now(), register.who
    session.add(action)
    session.flush()
    return action


def new_action(of: Partnering, details: ActionDetails) -> Action:
    """An action with the partnering's next number, which is never given again (practice P6)."""
    text = details.text.strip()
    if not text:
        raise Refusal("Say what is to be done.", G5_4_4)
    action = Action(
        partnering_id=of.id,
        number=of.next_action,
        text=text,
        owner_words=details.owner_words.strip(),
        due=details.due,
        due_words="" if details.due else details.due_words.strip(),
        state=ActionState.OPEN,
        owners=[ActionOwner(person_id=one) for one in dict.fromkeys(details.owner_ids)],
    )
    of.next_action += 1
    return action


def owners(register: Register) -> tuple[Candidate, ...]:
    """Everybody who can own an action, by name."""
    with register.read() as session:
        return owners_to_choose(session, register.partnering_id)


def update(register: Register, action_id: int, details: ActionDetails) -> None:
    """Put an action's wording, owners and date right. Raises `Refusal` when nothing is to be done any more.

    After the day on which it was recorded, what was changed is noted with it.
    """
    with register.write() as session:
        action = standing(session, action_id)
        text = details.text.strip()
        if not text:
            raise Refusal("Say what is to be done, or remove the action.", G5_4_4)
        old_owners = _owner_names(action)
        changes = [] if text == action.text else [f"Wording changed; it was “{action.text}”."]
        if tuple(one.person_id for one in action.owners) != details.owner_ids:
            _give_to(session, action, details.owner_ids)
        action.text, action.owner_words = text, details.owner_words.strip()
        if (new_owners := _owner_names(action)) != old_owners:
            changes.append(f"Owner changed from {old_owners or 'nobody'} to {new_owners or 'nobody'}.")
        old_due = _due(action)
        action.due, action.due_words = details.due, "" if details.due else details.due_words.strip()
        if (new_due := _due(action)) != old_due:
            changes.append(f"Due date changed from {old_due or 'none'} to {new_due or 'none'}.")
        if action.recorded_at.date() < register.today():
            note_in(register, action, changes)


def _give_to(session: Session, action: Action, owner_ids: Iterable[int]) -> None:
    for owner in action.owners:
        session.delete(owner)
    session.flush()
    session.refresh(action, ["owners"])
    action.owners = [ActionOwner(person=row(session, Person, one)) for one in dict.fromkeys(owner_ids)]


def _owner_names(action: Action) -> str:
    return join_words([*(one.person.name for one in action.owners), *filter(None, [action.owner_words])])


def _due(action: Action) -> str:
    return show_date(action.due) if action.due else action.due_words


def note_progress(register: Register, action_id: int, note: str, on: date | None = None) -> None:
    """Note how an action is getting on, today or on a day before; an open one is then in progress.

    Raises `Refusal` for an empty note, or a day still to come.
    """
    with register.write() as session:
        action = standing(session, action_id)
        if not note.strip():
            raise Refusal("Type how the action is getting on.")
        if on is not None and on > register.today():
            raise Refusal(f"{show_date(on)} is still to come. Note what has happened up to today.")
        note_in(register, action, [note.strip()], on)
        if action.state is ActionState.OPEN:
            action.state = ActionState.IN_PROGRESS


def set_in_progress(register: Register, action_id: int, begun: bool) -> None:
    """Say whether an action that is still to be done has been begun."""
    with register.write() as session:
        still_open(session, action_id).state = ActionState.IN_PROGRESS if begun else ActionState.OPEN
