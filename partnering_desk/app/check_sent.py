"""Whether agendas and minutes went out as the contract has it: in advance, approved, in time or with why not (G5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken
from partnering_desk.app.lookups import settings_on
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.records.models import Approval, Circulation, DocumentKind, Meeting


def faults(session: Session) -> Iterator[Broken]:
    """Every fault in what was circulated."""
    sent: set[tuple[int, DocumentKind]] = set()
    for one in session.scalars(select(Circulation).order_by(Circulation.circulated_at, Circulation.id)):
        meeting, kind = one.meeting, one.document.kind
        where = f"{meeting.ref}, {one.document.filename}" if meeting is not None else one.document.called
        if one.document.meeting_id != one.meeting_id:
            yield Broken(where, "It went out as another meeting's.")
        if meeting is None:
            continue
        if kind is DocumentKind.AGENDA and meeting.opened_at is not None and one.circulated_at > meeting.opened_at:
            yield Broken(where, "The agenda went out after the meeting was opened (Governance 5.4.2).")
        if kind is DocumentKind.MINUTES and (meeting.id, kind) not in sent:
            yield from _first_minutes(session, one, meeting, where)
        sent.add((meeting.id, kind))


def _first_minutes(session: Session, one: Circulation, meeting: Meeting, where: str) -> Iterator[Broken]:
    """What must hold when the minutes of a meeting go out for the first time."""
    if meeting.closed_at is None or one.circulated_at < meeting.closed_at:
        yield Broken(where, "The minutes went out before the meeting was closed (Governance 5.4.5).")
    approved = select(Approval.id).where(Approval.meeting_id == meeting.id, Approval.approved_at <= one.circulated_at)
    if session.scalars(approved.limit(1)).first() is None:
        yield Broken(where, "The minutes went out without the chair's approval (Governance 5.4.5).")
    allowed = settings_on(session, meeting.group.partnering_id, held_on(meeting)).minutes_working_days
    if one.working_days_used is not None and one.working_days_used > allowed and not one.late_because.strip():
        yield Broken(where, "The minutes went out late, and nothing says why (Governance 5.4.5).")
