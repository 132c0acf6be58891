"""The date of the next meeting, settled before this one closes (Governance 5.4.1)."""

from __future__ import annotations

from datetime import datetime

from partnering_desk.app import scheduling
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.room import following
from partnering_desk.records.models import Meeting
from partnering_desk.rules.clause import G5_4_1, Refusal


def set_next_date(
    register: Register,
    meeting_id: int,
    starts: datetime,
    place: str | None = None,
    minutes: int | None = None,
) -> int:
    """Settle when the group meets next; the id of that meeting.

    A meeting in the calendar already is moved there, and the invited are told; else one is scheduled, as long as
    the group usually meets and where it does. Raises `Refusal` when that is not after this meeting, or has passed.
    """
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        group_id, usual, ref = meeting.group_id, meeting.group.usual_minutes, meeting.ref
        after = following(session, meeting)
        planned = None if after is None else (after.id, after.starts, after.place, after.opened_at)
        if starts <= meeting.starts:
            raise Refusal("The next meeting comes after this one. Choose a later day or time.", G5_4_1)
    if planned is None or planned[3] is not None:
        return scheduling.schedule(register, group_id, starts, minutes or usual, place or "")
    next_id, when, where, _ = planned
    if when != starts or (place is not None and place.strip() != where):
        scheduling.move(register, next_id, starts, f"agreed at {ref}", place)
    return next_id


def note_next_meeting(register: Register, meeting_id: int, note: str) -> None:
    """Note in words what was said of the next meeting while it has no date: "to be settled by e-mail"."""
    with register.write() as session:
        row(session, Meeting, meeting_id).next_meeting_note = note.strip()
