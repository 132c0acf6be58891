"""The seven Working Days of minutes, and how they were kept (Governance 5.4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import calendar_of, settings_on
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.register import Register
from partnering_desk.records.models import Circulation, Document, DocumentKind, Group, Meeting
from partnering_desk.rules import minutes as rule
from partnering_desk.rules.minutes import MinutesClock

Day: TypeAlias = date


@dataclass(frozen=True, slots=True)
class ClockRow:
    """How many Working Days the minutes of one meeting took, or have taken so far when they are not `sent`.

    `date` is the day on which they went out first, or today. Late ones have the reason that was given.
    """

    ref: str
    group: str
    used: int
    of: int
    late: bool
    date: Day
    meeting_id: int
    held: Day
    sent: bool
    late_because: str = ""


def minutes_clock(register: Register, last: int = 12) -> tuple[ClockRow, ...]:
    """The clock of the minutes of the last meetings held in the partnering, oldest first (Governance 5.4.5).

    Minutes that are not owed, since they were due before this record was kept, have a row only once they are sent.
    """
    with register.read() as session:
        held = session.scalars(
            select(Meeting)
            .join(Group, Meeting.group_id == Group.id)
            .where(Group.partnering_id == register.partnering_id, Meeting.closed_at.is_not(None))
            .order_by(Meeting.opened_at.desc(), Meeting.id.desc())
            .limit(last)
        ).all()
        sent = _first_sent(session, held)
        rows = [_row(session, one, sent.get(one.id), register.today()) for one in reversed(held)]
        return tuple(one for one in rows if one is not None)


def clock_of(session: Session, meeting: Meeting, on: date) -> MinutesClock:
    """Where the minutes of `meeting` stand on that day, in their seven Working Days."""
    partnering, day = meeting.group.partnering, held_on(meeting)
    calendar, settings = calendar_of(session, partnering.id), settings_on(session, partnering.id, day)
    return rule.clock(calendar, day, on, settings, partnering.kept_from)


def require_reason(session: Session, meeting: Meeting, on: date, reason: str) -> None:
    """Nothing, when minutes that go out on that day are in time or have a reason. Raises `Refusal` when not."""
    partnering_id, day = meeting.group.partnering_id, held_on(meeting)
    calendar, settings = calendar_of(session, partnering_id), settings_on(session, partnering_id, day)
    rule.require_reason_if_late(calendar, day, on, reason, settings)


def first_circulation(session: Session, meeting: Meeting) -> Circulation | None:
    """The sending out that the clock stopped at: the first of the minutes of `meeting`."""
    return _first_sent(session, [meeting]).get(meeting.id)


def _first_sent(session: Session, meetings: Sequence[Meeting]) -> dict[int, Circulation]:
    asked = (
        select(Circulation)
        .join(Document, Circulation.document_id == Document.id)
        .where(Circulation.meeting_id.in_([one.id for one in meetings]), Document.kind == DocumentKind.MINUTES)
        .order_by(Circulation.circulated_at.desc(), Circulation.id.desc())
    )
    return {one.meeting_id: one for one in session.scalars(asked) if one.meeting_id is not None}


def _row(session: Session, meeting: Meeting, sent: Circulation | None, today: date) -> ClockRow | None:
    on = sent.circulated_at.date() if sent is not None else today
    clock = clock_of(session, meeting, on)
    if clock.before_record and sent is None:
        return None
    return ClockRow(
        ref=meeting.ref,
        group=meeting.group.name,
        used=clock.day,
        of=clock.of,
        late=clock.late,
        date=on,
        meeting_id=meeting.id,
        held=held_on(meeting),
        sent=sent is not None,
        late_because=sent.late_because if sent is not None else "",
    )
