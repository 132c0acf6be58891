"""The one builder of what minutes say (practice P2): every minute, drafted or circulated, is made here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app import minutes_people as people
from partnering_desk.app.lookups import row, settings_on
from partnering_desk.app.minutes_items import Items
from partnering_desk.app.register import Register
from partnering_desk.app.room import following
from partnering_desk.documents.snapshots import Header, MinutesSheet, Tone
from partnering_desk.records.models import Approval, Meeting
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import show_day, show_long, show_time, show_times

DRAFT = "Draft, not yet confirmed"
"""What stands on every page until a meeting has confirmed the minutes (practice P7)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a version of the minutes is, beside what it says."""

    version: int = 0
    approval: Approval | None = None
    without_confidential: bool = False


def minutes_sheet(register: Register, meeting_id: int, *, without_confidential: bool = False) -> MinutesSheet:
    """Everything that the minutes of a meeting say as the record stands now, as a draft.

    `without_confidential` makes the copy for people who may not see confidential items: a gap stands in the place
    of each (practice P9). Raises `Refusal` when there is no such meeting.
    """
    with register.read() as session:
        standing = Standing(without_confidential=without_confidential)
        return sheet_of(session, register, row(session, Meeting, meeting_id), standing)


def sheet_of(session: Session, register: Register, meeting: Meeting, standing: Standing) -> MinutesSheet:
    """As `minutes_sheet`, for a version of the minutes."""
    settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
    next_meeting = _next_meeting(session, meeting)
    items = Items(session, meeting, settings, next_meeting, standing.without_confidential)
    return MinutesSheet(
        header=_header(register, meeting, standing.version),
        attendance=people.attendance(meeting),
        apologies=people.apologies(meeting),
        absent=people.absent(meeting),
        chaired=people.chaired(meeting),
        quorum=people.quorum(meeting, settings, register.now()),
        interests=items.interests(),
        adjournments=people.adjournments(meeting),
        items=items.made(),
        later=items.later(None),
        actions=items.actions(),
        next_meeting=f"{next_meeting.rstrip('.')}." if next_meeting else "",
        closed=f"The meeting closed at {show_time(meeting.closed_at)}." if meeting.closed_at is not None else "",
        approval=_approval_sentence(standing.approval),
    )


def held_on(meeting: Meeting) -> date:
    """The day on which a meeting was held, from which its Working Days are counted: that of its opening."""
    return (meeting.opened_at or meeting.starts).date()


def _header(register: Register, meeting: Meeting, version: int) -> Header:
    opened = meeting.opened_at or meeting.starts
    ended = meeting.closed_at or (meeting.ends if meeting.opened_at is None else None)
    times = show_times(opened, ended) if ended is not None else f"from {show_time(opened)}"
    return Header(
        partnering=meeting.group.partnering.name,
        group=meeting.group.name,
        reference=meeting.ref,
        when=f"{show_long(opened.date())}, {times}",
        place=meeting.place,
        status=DRAFT,
        tone=Tone.CARE,
        version=version,
        author=register.who,
        made=register.now(),
    )


def _next_meeting(session: Session, meeting: Meeting) -> str:
    after = following(session, meeting)
    if after is None:
        return meeting.next_meeting_note.strip()
    place = f", {after.place}" if after.place else ""
    return f"{show_long(after.starts.date())}, {show_time(after.starts)}{place} ({after.ref})"


def _approval_sentence(approval: Approval | None) -> str:
    if approval is None:
        return ""
    return f"Approved for circulation by {short_name(approval.person.name)}, {show_day(approval.approved_at.date())}."
