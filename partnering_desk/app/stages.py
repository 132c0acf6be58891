"""How far a meeting has come. It follows from what has happened to it and is stored nowhere."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.records.models import (
    Adjournment,
    Circulation,
    Confirmation,
    Document,
    DocumentKind,
    Meeting,
)


class Stage(enum.StrEnum):
    """The stages of a meeting, in order; a cancelled meeting has left the line."""

    PLANNED = "planned"
    AGENDA = "agenda"
    IN_SESSION = "in_session"
    ADJOURNED = "adjourned"
    MINUTES = "minutes"
    CIRCULATED = "circulated"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """The stage in words."""
        return _TITLES[self]

    @property
    def held(self) -> bool:
        """Whether the meeting took place and is over."""
        return self in (Stage.MINUTES, Stage.CIRCULATED, Stage.CONFIRMED)


_TITLES = {
    Stage.PLANNED: "Planned",
    Stage.AGENDA: "Agenda circulated",
    Stage.IN_SESSION: "In session",
    Stage.ADJOURNED: "Adjourned",
    Stage.MINUTES: "Minutes to circulate",
    Stage.CIRCULATED: "Minutes circulated",
    Stage.CONFIRMED: "Minutes confirmed",
    Stage.CANCELLED: "Cancelled",
}


def stage_of(session: Session, meeting: Meeting) -> Stage:
    """The stage of one meeting."""
    return stages_of(session, [meeting])[meeting.id]


def stages_of(session: Session, meetings: Iterable[Meeting]) -> Mapping[int, Stage]:
    """The stage of each of `meetings` by its id, asked at once."""
    meetings = list(meetings)
    ids = [meeting.id for meeting in meetings]
    confirmed = set(session.scalars(select(Confirmation.meeting_id).where(Confirmation.meeting_id.in_(ids))))
    sent = {
        (meeting_id, kind)
        for meeting_id, kind in session.execute(
            select(Circulation.meeting_id, Document.kind)
            .join(Document, Circulation.document_id == Document.id)
            .where(Circulation.meeting_id.in_(ids))
        )
        if meeting_id is not None
    }
    adjourned = set(
        session.scalars(
            select(Adjournment.meeting_id).where(Adjournment.meeting_id.in_(ids), Adjournment.resumed_at.is_(None))
        )
    )
    return {meeting.id: _stage(meeting, confirmed, sent, adjourned) for meeting in meetings}


def _stage(meeting: Meeting, confirmed: set[int], sent: set[tuple[int, DocumentKind]], adjourned: set[int]) -> Stage:
    if meeting.cancelled_at is not None:
        return Stage.CANCELLED
    if meeting.id in confirmed:
        return Stage.CONFIRMED
    if (meeting.id, DocumentKind.MINUTES) in sent:
        return Stage.CIRCULATED
    if meeting.closed_at is not None:
        return Stage.MINUTES
    if meeting.opened_at is not None:
        return Stage.ADJOURNED if meeting.id in adjourned else Stage.IN_SESSION
    return Stage.AGENDA if (meeting.id, DocumentKind.AGENDA) in sent else Stage.PLANNED
