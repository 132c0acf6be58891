"""What every act on an action begins with: the action as it stands, and the notes kept with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import Action, ActionProgress
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import show_date


def standing(session: Session, action_id: int) -> Action:
    """The action with that id. Raises `Refusal` when it was removed."""
    action = row(session, Action, action_id)
    if action.removed_at is not None:
        raise Refusal(f"{action_ref(action.number)} was removed. Put it back first.")
    return action


def still_open(session: Session, action_id: int) -> Action:
    """The action, still to be done. Raises `Refusal` when it is closed."""
    action = standing(session, action_id)
    if action.closed_on is not None:
        raise Refusal(f"{action_ref(action.number)} was closed on {show_date(action.closed_on)}. Reopen it first.")
    return action


def note_in(register: Register, action: Action, notes: Iterable[str], on: date | None = None) -> None:
    """Keep notes with an action, for today or another day."""
    action.progress += [
        ActionProgress(noted_on=on or register.today(), note=note, noted_by=register.who) for note in notes
    ]
