"""Whether a meeting is going on, and since when: what most acts of a meeting ask first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import Adjournment, Meeting
from partnering_desk.rules.clause import P8, Refusal
from partnering_desk.rules.wording import show_time


def in_session(session: Session, meeting_id: int) -> Meeting:
    """The meeting, which must be going on. Raises `Refusal` with what to do when it is not."""
    meeting = row(session, Meeting, meeting_id)
    stage = stage_of(session, meeting)
    if stage is Stage.IN_SESSION:
        return meeting
    if stage is Stage.ADJOURNED:
        since = show_time(pause_of(meeting).adjourned_at)
        raise Refusal(f"The meeting is adjourned since {since}. Resume it first.")
    if stage in (Stage.PLANNED, Stage.AGENDA):
        raise Refusal("The meeting has not been opened. Open it first.")
    if stage is Stage.CANCELLED:
        raise Refusal("This meeting was cancelled. Schedule another in the Calendar.")
    raise Refusal(
        "The meeting is over. What comes after it goes into a note after the meeting (Practice: after the meeting).", P8
    )


def pause_of(meeting: Meeting) -> Adjournment:
    """The adjournment that is not over."""
    return next(one for one in meeting.adjournments if one.resumed_at is None)


def up_to_now(register: Register, at: datetime | None) -> datetime:
    """`at`, or now. Raises `Refusal` for a time still to come."""
    now = register.now()
    if at is not None and at > now:
        raise Refusal(f"{show_time(at)} has not come yet; it is {show_time(now)}. Type a time up to now.")
    return at or now
