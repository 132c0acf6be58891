"""What goes out: a document frozen with its fingerprint, and a copy for each recipient in the outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import Mailbox, Reading
from partnering_desk.records.models import (
    Channel,
    Circulation,
    Delivery,
    Dispatch,
    DispatchState,
    Document,
    DocumentContent,
    DocumentKind,
    Group,
    MailBody,
    Meeting,
    Partnering,
    Person,
)
from partnering_desk.rules.clause import Refusal

NOT_GONE = (DispatchState.WAITING, DispatchState.REFUSED)
"""The states of a copy that has surely not reached its person."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is sent a copy, and why: "Group Member", "in attendance", "circulation list".

    `channel` is the way chosen for this copy; None for the way that the person wants. Who is `left_out`, with the
    reason, is sent nothing; that it was so is kept with what went out.
    """

    person_id: int
    because: str
    channel: Channel | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A document as it goes out: what it is, the words it bears, its bytes, and what mails say of it."""

    kind: DocumentKind
    version: int
    status: str
    filename: str
    media_type: str
    content: bytes
    reading: Reading | None = None
    copy_for: str = ""


def keep_document(
    session: Session, register: Register, about: Meeting | Group | Partnering, frozen: Frozen
) -> Document:
    """Keep `frozen`, which is `about` that, in the register with its SHA-256; its bytes never change again."""
    group = about.group if isinstance(about, Meeting) else about if isinstance(about, Group) else None
    document = Document(
        partnering_id=group.partnering_id if group is not None else about.id,
        meeting=about if isinstance(about, Meeting) else None,
        group=about if isinstance(about, Group) else None,
        kind=frozen.kind,
        version=frozen.version,
        status=frozen.status,
        copy_for=frozen.copy_for,
        filename=frozen.filename,
        media_type=frozen.media_type,
        sha256=hashlib.sha256(frozen.content).hexdigest(),
        size=len(frozen.content),
        made_at=register.now(),
        made_by=register.who,
        content=DocumentContent(content=frozen.content),
        mail_body=_mail_body(frozen.reading) if frozen.reading is not None else None,
    )
    session.add(document)
    session.flush()
    return document


def _mail_body(reading: Reading) -> MailBody:
    body = MailBody(text=reading.text.encode(), html=reading.html.encode())
    body.sha256 = mail_fingerprint(body)
    return body


def mail_fingerprint(body: MailBody) -> str:
    """The SHA-256 of what a document's mails say."""
    return hashlib.sha256(body.text + body.html).hexdigest()


def reachable(person: Person) -> bool:
    """Whether `person` has an address that mail can be sent to."""
    from partnering_desk.documents.addresses import checked

    try:
        checked(Mailbox(person.name, person.email))
    except Refusal:
        return False
    return True


def channel_for(person: Person) -> Channel:
    """How a copy reaches `person`: by mail if they want it so and have an address, otherwise on paper."""
    by_mail = person.delivery is Delivery.EMAIL and reachable(person)
    return Channel.SMTP if by_mail else Channel.PAPER


def queue(session: Session, register: Register, document: Document, recipients: Iterable[Recipient]) -> Circulation:
    """Put one copy of `document` for each of `recipients` in the outbox, waiting; those left out are noted there."""
    circulation = Circulation(
        meeting_id=document.meeting_id,
        document=document,
        circulated_at=register.now(),
        circulated_by=register.who,
    )
    for recipient in recipients:
        person = row(session, Person, recipient.person_id)
        circulation.dispatches.append(_dispatch(document, person, recipient, circulation.circulated_at))
    session.add(circulation)
    session.flush()
    return circulation


def _dispatch(document: Document, person: Person, recipient: Recipient, now: datetime) -> Dispatch:
    left_out = recipient.left_out
    return Dispatch(
        document=document,
        person=person,
        address=person.email,
        because=recipient.because,
        channel=recipient.channel or channel_for(person),
        state=DispatchState.WITHDRAWN if left_out else DispatchState.WAITING,
        waiting_since=now,
        server_said=f"left out: {left_out}" if left_out else "",
        done_at=now if left_out else None,
        sha256=document.sha256,
    )


def readdress(session: Session, person: Person) -> None:
    """Let the mails that have not gone to `person` go to the address that is known now, at once.

    One that the mail server refused goes again, since its address was corrected.
    """
    by_mail = Dispatch.channel == Channel.SMTP, Dispatch.state.in_(NOT_GONE)
    for dispatch in session.scalars(select(Dispatch).where(Dispatch.person_id == person.id, *by_mail)):
        if dispatch.address != person.email:
            send_afresh(dispatch)


def send_afresh(dispatch: Dispatch) -> None:
    """Let a copy wait for its next attempt, at once, at the address that its person has now."""
    dispatch.state = DispatchState.WAITING
    dispatch.address = dispatch.person.email
    dispatch.channel = Channel.SMTP if dispatch.address else Channel.PAPER
    dispatch.next_attempt_at = None
    dispatch.last_problem = ""


def withdraw_waiting(session: Session, register: Register, meeting: Meeting, kind: DocumentKind) -> None:
    """Take back the copies of earlier versions of a meeting's document that have not gone: the new one replaces them.

    Those that may have been sent stay, for a person to say.
    """
    copies = select(Dispatch).join(Document, Dispatch.document_id == Document.id)
    of_it = Document.meeting_id == meeting.id, Document.kind == kind
    replaced(register, session.scalars(copies.where(*of_it, Dispatch.state.in_(NOT_GONE))))


def replaced(register: Register, copies: Iterable[Dispatch]) -> None:
    """Take back copies that have not gone, since a newer version says what they would have said."""
    for dispatch in copies:
        dispatch.state, dispatch.done_at = DispatchState.WITHDRAWN, register.now()
        dispatch.server_said = "a newer version replaced it"
