"""Corrected minutes go to those who were sent what they correct, in the ways in which it reached them (G5.4.5)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.circulation import queue, withdraw_waiting
from partnering_desk.app.minutes_recipients import recipients_of
from partnering_desk.app.recipients import Addressee, Chosen, RecipientRow, recipient_row, to_queue
from partnering_desk.app.register import Register
from partnering_desk.records.models import Dispatch, DispatchState, Document, DocumentKind, Meeting


def readers_of(session: Session, meeting: Meeting) -> tuple[RecipientRow, ...]:
    """Those to whom the last version that went out was sent, but for those left out and those taken back by hand."""
    musts = {one.person_id: one.must for one in recipients_of(meeting)}
    return tuple(
        recipient_row(
            Addressee(one.person, one.because, musts.get(one.person_id)),
            whole=not one.document.copy_for,
            channel=one.channel,
        )
        for one in _last_sent(session, meeting)
    )


def _last_sent(session: Session, meeting: Meeting) -> list[Dispatch]:
    asked = (
        select(Dispatch)
        .join(Dispatch.document)
        .where(Document.meeting_id == meeting.id, Document.kind == DocumentKind.MINUTES)
        .order_by(Dispatch.id)
    )
    sent = session.scalars(asked).all()
    last = max((one.document.version for one in sent), default=0)
    return [one for one in sent if one.document.version == last and one.state is not DispatchState.WITHDRAWN]


def circulate_corrected(
    session: Session, register: Register, meeting: Meeting, documents: Iterable[Document], chosen: Chosen
) -> None:
    """Queue the corrected version, in whole or without confidential items as each had it; `chosen` as for any."""
    readers = readers_of(session, meeting)
    withdraw_waiting(session, register, meeting, DocumentKind.MINUTES)
    for document in documents:
        whole = not document.copy_for
        copies = to_queue((one for one in readers if one.whole is whole), chosen)
        if copies:
            queue(session, register, document, copies)
