"""The outbox: what is to reach whom, why it has not yet, since when; and what can be done with it by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from partnering_desk.app.circulation import send_afresh
from partnering_desk.app.letters import kind_words, letter, subject_words
from partnering_desk.app.lookups import row
from partnering_desk.app.mail_settings import MailSettings
from partnering_desk.app.register import Register
from partnering_desk.app.sending import Sent, Tell, at_server, due_to_send, send_waiting
from partnering_desk.documents.snapshots import Mailbox
from partnering_desk.files import safe_name
from partnering_desk.records.models import (
    PENDING,
    Channel,
    Delivery,
    Dispatch,
    DispatchState,
    Document,
    Group,
    Meeting,
    Partnering,
    Person,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_moment

__all__ = [
    "Channel",
    "Delivery",
    "DispatchState",
    "OutboxRow",
    "Sent",
    "Tell",
    "circulation_rows",
    "due_to_send",
    "hand_over",
    "outbox_rows",
    "retry",
    "save_drafts",
    "send_waiting",
    "take_as_sent",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One copy to one person."""

    dispatch_id: int
    meeting_id: int | None
    """None for what is of no one meeting: a notice of several, a reminder."""
    what: str
    """The document with its meeting: "Minutes: Core Group, 19 November 2026 (CG/2026/01)"."""
    brief: str
    """What it is, in short: "Minutes CG/2026/01"."""
    filename: str
    document_id: int
    person: str
    address: str
    because: str
    channel: Channel
    delivery: Delivery
    state: DispatchState
    waiting_since: datetime
    attempts: int
    tried_at: datetime | None
    next_attempt_at: datetime | None
    problem: str
    server_said: str
    done_at: datetime | None
    sha256: str
    going: bool
    """Whether the mail server has it at this moment."""

    @property
    def state_words(self) -> str:
        """Where the copy stands, in words."""
        if self.state is DispatchState.WAITING:
            if self.channel is Channel.PAPER:
                return "to be handed over on paper"
            return "not sent yet" if not self.problem else "could not be sent"
        if self.going:
            return "being sent"
        return {
            DispatchState.UNANSWERED: "may have been sent",
            DispatchState.REFUSED: "refused",
            DispatchState.SENT: "sent",
            DispatchState.DRAFTED: "saved as a draft",
            DispatchState.HANDED_OVER: "handed over on paper",
            DispatchState.WITHDRAWN: "not sent",
        }[self.state]


def outbox_rows(register: Register, *, waiting_only: bool = False, done: int = 500) -> tuple[OutboxRow, ...]:
    """Every copy of the partnering's documents still to arrive, longest first; then the `done` last dealt with."""
    asked = _asked().where(Document.partnering_id == register.partnering_id)
    waits = Dispatch.state.in_(PENDING)
    waiting = asked.where(waits).order_by(Dispatch.waiting_since, Dispatch.id)
    dealt_with = asked.where(~waits).order_by(Dispatch.done_at.desc(), Dispatch.id.desc()).limit(done)
    with register.read() as session:
        found = list(session.execute(waiting))
        if not waiting_only:
            found += session.execute(dealt_with)
        return tuple(_row(one) for one in found)


def circulation_rows(register: Register, meeting_id: int) -> tuple[OutboxRow, ...]:
    """Every copy of one meeting's documents: per recipient how, when, which fingerprint, what the server said."""
    with register.read() as session:
        found = session.execute(_asked().where(Meeting.id == meeting_id).order_by(Dispatch.id))
        return tuple(_row(one) for one in found)


def _asked() -> Select[*tuple[Any, ...]]:
    """What a row is made of, as plain columns: there may be hundreds of rows."""
    return (
        select(
            *Dispatch.__table__.columns,
            Document.kind,
            Document.filename,
            Person.name.label("person"),
            Person.delivery,
            Meeting.id.label("meeting_id"),
            Meeting.ref,
            Meeting.starts,
            Group.name.label("group"),
            Group.code,
            Partnering.name.label("partnering"),
        )
        .join(Document, Dispatch.document_id == Document.id)
        .join(Person, Dispatch.person_id == Person.id)
        .join(Partnering, Document.partnering_id == Partnering.id)
        .outerjoin(Meeting, Document.meeting_id == Meeting.id)
        .outerjoin(Group, Group.id == func.coalesce(Meeting.group_id, Document.group_id))
    )


def _row(one: Row[*tuple[Any, ...]]) -> OutboxRow:
    of = (one.starts.date(), one.ref) if one.meeting_id is not None else None
    return OutboxRow(
        dispatch_id=one.id,
        meeting_id=one.meeting_id,
        what=subject_words(one.kind, one.group or one.partnering, of),
        brief=" ".join(filter(None, (kind_words(one.kind), one.ref or one.code))),
        filename=one.filename,
        document_id=one.document_id,
        person=one.person,
        address=one.address,
        because=one.because,
        channel=one.channel,
        delivery=one.delivery,
        state=one.state,
        waiting_since=one.waiting_since,
        attempts=one.attempts,
        tried_at=one.tried_at,
        next_attempt_at=one.next_attempt_at,
        problem=one.last_problem,
        server_said=one.server_said,
        done_at=one.done_at,
        sha256=one.sha256,
        going=one.state is DispatchState.UNANSWERED and at_server(one.id),
    )


def save_drafts(
    register: Register, settings: MailSettings | None, dispatch_ids: Collection[int], folder: Path
) -> list[Path]:
    """Write each copy as an .eml file that Outlook opens as a draft, and record that it was.

    Without `settings` Outlook puts in the sender.

    Raises `Refusal` when a copy does not wait or has no address, OSError when the folder cannot be written;
    then none is recorded.
    """
    from partnering_desk.documents.mail import draft_bytes

    sender = settings.sender if settings is not None else Mailbox(register.who, "")
    written: list[Path] = []
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _pending(session, dispatch_id)
            if not dispatch.address:
                raise Refusal(f"{dispatch.person.name} has no e-mail address. Hand the copy over on paper instead.")
            target = folder / _draft_name(dispatch)
            target.write_bytes(draft_bytes(letter(dispatch, sender, register.now())))
            written.append(target)
            _done(register, dispatch, Channel.DRAFT, DispatchState.DRAFTED, f"saved as {target.name}")
    return written


def _draft_name(dispatch: Dispatch) -> str:
    name = "".join(char if char.isalnum() or char in " -" else "_" for char in dispatch.person.name)
    return safe_name(f"{dispatch.document.filename.rpartition('.')[0]} to {name[:60]} ({dispatch.id}).eml")


def hand_over(register: Register, dispatch_ids: Collection[int], how: str = "") -> None:
    """Record copies as handed over on paper, with how ("large print, by post"). Raises `Refusal` if one was done."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _pending(session, dispatch_id)
            _done(register, dispatch, Channel.PAPER, DispatchState.HANDED_OVER, how or "on paper")


def withdraw(register: Register, dispatch_ids: Collection[int]) -> None:
    """Take copies out of the outbox unsent; it stays recorded that they were. Raises `Refusal` if one was done."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _pending(session, dispatch_id)
            _done(register, dispatch, dispatch.channel, DispatchState.WITHDRAWN, "taken back")


def retry(register: Register, dispatch_ids: Collection[int]) -> None:
    """Let copies go again now, to the address that each person has now. Raises `Refusal` if one was done.

    That holds as well for one that the server refused, and for one that may have been sent and did not arrive.
    """
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            send_afresh(_pending(session, dispatch_id))


def take_as_sent(register: Register, dispatch_ids: Collection[int]) -> None:
    """Record that copies whose sending was interrupted did arrive. Raises `Refusal` unless they may have been sent."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _pending(session, dispatch_id)
            if dispatch.state is not DispatchState.UNANSWERED:
                raise Refusal(f"The copy to {dispatch.person.name} has not been sent yet. Send it, or hand it over.")
            _done(register, dispatch, Channel.SMTP, DispatchState.SENT, f"arrived, as {register.who} recorded")


def _pending(session: Session, dispatch_id: int) -> Dispatch:
    dispatch = row(session, Dispatch, dispatch_id)
    if at_server(dispatch_id):
        raise Refusal(f"The copy to {dispatch.person.name} is being sent at this moment. Wait until it has gone.")
    if not dispatch.state.pending:
        when = show_moment(dispatch.done_at) if dispatch.done_at else "before"
        raise Refusal(f"The copy to {dispatch.person.name} was dealt with on {when} and stays as recorded.")
    return dispatch


def _done(register: Register, dispatch: Dispatch, channel: Channel, state: DispatchState, words: str) -> None:
    dispatch.channel = channel
    dispatch.state = state
    dispatch.done_at = register.now()
    dispatch.server_said = words
    dispatch.last_problem = ""
    dispatch.next_attempt_at = None
