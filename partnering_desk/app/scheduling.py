"""Putting meetings in the calendar, moving them and cancelling them (Governance 5.1.3, 5.4.1)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app import invitations
from partnering_desk.app.dates_on_paper import notify_on_paper
from partnering_desk.app.expected import refresh_expected
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import Group, Meeting, MeetingMove
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.numbers import meeting_ref
from partnering_desk.rules.schedule import choose_later
from partnering_desk.rules.wording import show_date, show_time

__all__ = ["call_meeting", "cancel", "follow_members", "move", "refresh_expected", "schedule"]

LONGEST = 24 * 60
"""Minutes that a meeting can be planned to last at most."""


def schedule(register: Register, group_id: int, starts: datetime, minutes: int, place: str = "") -> int:
    """Put a meeting of a group in the calendar, `minutes` long, and call those who are to come.

    Returns the meeting's id. It is given its number of the year (practice P6); without `place` it meets where
    the group usually does. Raises `Refusal` for a length that is none.
    """
    with register.write() as session:
        group = row(session, Group, group_id)
        meeting = call_meeting(session, register, group, starts, minutes, place)
        notify_on_paper(session, register, group)
        return meeting.id


def call_meeting(
    session: Session, register: Register, group: Group, starts: datetime, minutes: int, place: str = ""
) -> Meeting:
    """As `schedule`, inside a transaction; to be followed, once all are called, by `dates_on_paper.notify_on_paper`."""
    if not 0 < minutes <= LONGEST:
        raise Refusal("A meeting lasts between one minute and a day. Type its length in minutes, like 120.")
    number = _next_number(session, group, starts.year)
    ref = meeting_ref(group.code, starts.year, number)
    meeting = Meeting(
        group=group,
        year=starts.year,
        number=number,
        ref=ref,
        uid=_uid(group, ref, register.now()),
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        place=place.strip() or group.location,
    )
    session.add(meeting)
    session.flush()
    refresh_expected(session, meeting)
    if starts > register.now():
        invitations.invite(session, register, meeting)
    return meeting


def _next_number(session: Session, group: Group, year: int) -> int:
    """One more than any ever given to the group in `year`: a cancelled meeting keeps its number."""
    highest = session.scalar(select(func.max(Meeting.number)).where(Meeting.group_id == group.id, Meeting.year == year))
    return (highest or 0) + 1


def _uid(group: Group, ref: str, now: datetime) -> str:
    name = f"partnering-desk/{group.partnering.name}/{ref}/{now.isoformat()}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def move(register: Register, meeting_id: int, starts: datetime, reason: str, place: str | None = None) -> None:
    """Postpone a meeting or bring it forward, keeping its length and its number; the invited are told.

    `place` of None leaves it where it is. Raises `Refusal` when the meeting was opened or cancelled, nothing
    would change, the new time has passed, or no reason is given.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        to_place = meeting.place if place is None else place.strip()
        _check_can_change(meeting, "moved")
        _check_reason(reason, "moves")
        if (starts, to_place) == (meeting.starts, meeting.place):
            raise Refusal(f"{meeting.ref} is on {_words(starts)} already. Choose another day, time or place.")
        if starts <= register.now():
            raise Refusal(choose_later(starts, register.now()))
        session.add(
            MeetingMove(
                meeting_id=meeting.id,
                moved_at=register.now(),
                moved_by=register.who,
                from_starts=meeting.starts,
                to_starts=starts,
                from_place=meeting.place,
                reason=reason.strip(),
            )
        )
        meeting.ends = starts + (meeting.ends - meeting.starts)
        meeting.starts, meeting.place = starts, to_place
        meeting.sequence += 1
        changed = refresh_expected(session, meeting)
        invitations.invite(session, register, meeting, note=f"Moved: {reason.strip()}")
        invitations.release(session, register, meeting, changed.dropped, "You are no longer asked to attend.")
        notify_on_paper(session, register, meeting.group)


def cancel(register: Register, meeting_id: int, reason: str) -> None:
    """Cancel a meeting; it keeps its number, and the invited are told why.

    Raises `Refusal` when the meeting was opened or is cancelled already, or no reason is given.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        _check_can_change(meeting, "cancelled")
        _check_reason(reason, "is cancelled")
        meeting.cancelled_at = register.now()
        meeting.cancelled_because = reason.strip()
        meeting.sequence += 1
        everybody = tuple(one.person_id for one in meeting.attendances)
        invitations.release(session, register, meeting, everybody, reason.strip())
        notify_on_paper(session, register, meeting.group)


def follow_members(session: Session, register: Register, group: Group) -> None:
    """Bring those expected at the group's coming meetings into line with its members, and tell whom it touches.

    To be called after every change of members or offices (Governance 5.2).
    """
    coming = select(Meeting).where(
        Meeting.group_id == group.id,
        Meeting.starts > register.now(),
        Meeting.opened_at.is_(None),
        Meeting.cancelled_at.is_(None),
    )
    for meeting in session.scalars(coming.order_by(Meeting.starts)).all():
        changed = refresh_expected(session, meeting)
        if changed.added or changed.dropped:
            meeting.sequence += 1
            invitations.invite(session, register, meeting, only=changed.added)
            words = "You are no longer asked to attend."
            invitations.release(session, register, meeting, changed.dropped, words)
    notify_on_paper(session, register, group)


def _check_can_change(meeting: Meeting, done: str) -> None:
    if meeting.cancelled_at is not None:
        raise Refusal(f"{meeting.ref} was cancelled on {show_date(meeting.cancelled_at.date())} already.")
    if meeting.opened_at is not None:
        raise Refusal(f"{meeting.ref} has been opened, so it can no longer be {done}. Adjourn it instead.")


def _check_reason(reason: str, happens: str) -> None:
    if not reason.strip():
        raise Refusal(f"Say why the meeting {happens}: the reason goes to everybody invited.")


def _words(moment: datetime) -> str:
    return f"{show_date(moment.date())} at {show_time(moment)}"
