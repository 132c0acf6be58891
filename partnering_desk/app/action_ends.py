"""How actions end: done, dropped with a reason, or removed as recorded by mistake; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from partnering_desk.app.action_work import note_in, standing, still_open
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import Action, ActionState
from partnering_desk.rules.clause import G5_4_4, P6, Refusal
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import show_date


def close(register: Register, action_ids: Iterable[int], on: date) -> None:
    """Record that actions were done on `on`: all of them or, refused, none. Raises `Refusal` for a day to come."""
    _end(register, action_ids, on, ActionState.DONE, "")


def drop(register: Register, action_ids: Iterable[int], on: date, reason: str) -> None:
    """Drop actions that will not be done, saying why: all or none. Raises `Refusal` without a reason."""
    if not reason.strip():
        raise Refusal("Say why it will not be done; the reason stays with the action.", G5_4_4)
    _end(register, action_ids, on, ActionState.DROPPED, f"Dropped: {reason.strip()}")


def _end(register: Register, action_ids: Iterable[int], on: date, state: ActionState, note: str) -> None:
    if on > register.today():
        raise Refusal(f"{show_date(on)} is still to come. Type the day on which it was done, up to today.")
    with register.write() as session:
        for action in [still_open(session, one) for one in action_ids]:
            if action.meeting is not None and on < action.meeting.starts.date():
                given = show_date(action.meeting.starts.date())
                raise Refusal(f"{action_ref(action.number)} was given on {given}, after {show_date(on)}.")
            action.state, action.closed_on = state, on
            note_in(register, action, filter(None, [note]), on)


def reopen(register: Register, action_ids: Iterable[int]) -> None:
    """Take back that actions are done or dropped; when it was more than today's slip, that is noted."""
    with register.write() as session:
        for action in [standing(session, one) for one in action_ids]:
            if action.closed_on is None:
                continue
            if action.closed_on < register.today():
                word = "done" if action.state is ActionState.DONE else "dropped"
                note_in(register, action, [f"Reopened; it was {word} on {show_date(action.closed_on)}."])
            begun = ActionState.IN_PROGRESS if action.progress else ActionState.OPEN
            action.state, action.closed_on = begun, None


def remove(register: Register, action_ids: Iterable[int]) -> None:
    """Take actions recorded by mistake out of the register; their numbers are not given again (practice P6).

    Raises `Refusal`, and removes none, when one is in minutes that have gone out: that one can be dropped.
    """
    with register.write() as session:
        for action in [standing(session, one) for one in action_ids]:
            meeting = action.meeting
            if meeting is not None and stage_of(session, meeting) in (Stage.CIRCULATED, Stage.CONFIRMED):
                raise Refusal(
                    f"{action_ref(action.number)} is in the minutes of {meeting.ref}, which have been circulated. "
                    "Drop it with a reason instead.",
                    P6,
                )
            action.removed_at = register.now()


def restore(register: Register, action_ids: Iterable[int]) -> None:
    """Put removed actions back as they were."""
    with register.write() as session:
        for one in action_ids:
            row(session, Action, one).removed_at = None
