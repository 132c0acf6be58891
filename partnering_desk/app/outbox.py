"""The outbox: what is to reach whom, why it has not yet, since when; and the ways to send it."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.letters import letter, subject
from partnering_desk.app.lookups import row
from partnering_desk.app.mail_settings import MailProblem, MailSettings, connection, reply, said
from partnering_desk.app.register import Register
from partnering_desk.records.models import Channel, Delivery, Dispatch, DispatchState, Group, Meeting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import count, show_moment

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after each failed attempt the next is made; the last goes on repeating."""

Tell = Callable[[int, int, str], None]
"""Told how many copies of how many are done, and to whom the next goes."""


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One copy to one person."""

    dispatch_id: int
    meeting_id: int
    what: str
    person: str
    address: str
    because: str
    channel: Channel
    delivery: Delivery
    state: DispatchState
    waiting_since: datetime
    attempts: int
    next_attempt_at: datetime | None
    problem: str
    server_said: str
    done_at: datetime | None
    sha256: str

    @property
    def state_words(self) -> str:
        """Where the copy stands, in words."""
        if self.state is DispatchState.WAITING:
            if self.channel is Channel.PAPER:
                return "to be handed over on paper"
            return "not sent yet" if not self.problem else "could not be sent"
        return {
            DispatchState.SENT: "sent",
            DispatchState.DRAFTED: "saved as a draft",
            DispatchState.HANDED_OVER: "handed over on paper",
            DispatchState.WITHDRAWN: "taken back",
        }[self.state]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of an attempt to send: how many went, and why the others wait."""

    sent: int
    waiting: int
    problem: str = ""

    @property
    def words(self) -> str:
        """The outcome in a sentence."""
        if not self.sent and not self.waiting:
            return "Nothing was waiting to be sent by mail."
        went = f"{count(self.sent, 'mail')} sent."
        kept = f" {count(self.waiting, 'mail')} still in the outbox: {self.problem}" if self.waiting else ""
        return went + kept


def outbox_rows(register: Register, *, waiting_only: bool = False) -> tuple[OutboxRow, ...]:
    """Every copy of the partnering's documents: those that wait first, then the latest."""
    asked = (
        select(Dispatch)
        .join(Dispatch.circulation)
        .join(Meeting, Meeting.id == Dispatch.circulation.property.mapper.class_.meeting_id)
        .join(Group, Meeting.group_id == Group.id)
        .where(Group.partnering_id == register.partnering_id)
        .order_by((Dispatch.state != DispatchState.WAITING), Dispatch.waiting_since.desc(), Dispatch.id)
    )
    if waiting_only:
        asked = asked.where(Dispatch.state == DispatchState.WAITING)
    with register.read() as session:
        return tuple(_row(one) for one in session.scalars(asked))


def circulation_rows(register: Register, meeting_id: int) -> tuple[OutboxRow, ...]:
    """Every copy of one meeting's documents: per recipient how, when, which fingerprint, what the server said."""
    with register.read() as session:
        found = session.scalars(
            select(Dispatch)
            .join(Dispatch.document)
            .where(Dispatch.document.has(meeting_id=meeting_id))
            .order_by(Dispatch.id)
        )
        return tuple(_row(one) for one in found)


def _row(dispatch: Dispatch) -> OutboxRow:
    return OutboxRow(
        dispatch_id=dispatch.id,
        meeting_id=dispatch.circulation.meeting_id,
        what=subject(dispatch.document),
        person=dispatch.person.name,
        address=dispatch.address,
        because=dispatch.because,
        channel=dispatch.channel,
        delivery=dispatch.person.delivery,
        state=dispatch.state,
        waiting_since=dispatch.waiting_since,
        attempts=dispatch.attempts,
        next_attempt_at=dispatch.next_attempt_at,
        problem=dispatch.last_problem,
        server_said=dispatch.server_said,
        done_at=dispatch.done_at,
        sha256=dispatch.sha256,
    )


def _nobody(_done: int, _total: int, _words: str) -> None:
    return None


def _never() -> bool:
    return False


def due_to_send(register: Register) -> tuple[int, ...]:
    """The copies that are to go by mail now: those never tried, and those whose next attempt has come."""
    now = register.now()
    with register.read() as session:
        return tuple(
            one.id for one in _waiting_mail(session) if one.next_attempt_at is None or one.next_attempt_at <= now
        )


def _waiting_mail(session: Session) -> list[Dispatch]:
    asked = select(Dispatch).where(Dispatch.state == DispatchState.WAITING, Dispatch.channel == Channel.SMTP)
    return list(session.scalars(asked.order_by(Dispatch.id)))


def send_waiting(
    register: Register,
    settings: MailSettings,
    password: str | None,
    dispatch_ids: Collection[int] | None = None,
    tell: Tell = _nobody,
    stopped: Callable[[], bool] = _never,
) -> Sent:
    """Send what waits to go by mail, or those of it in `dispatch_ids`; what does not go waits on.

    Each copy is recorded as soon as the server has taken it. Never raises for what a server or network does:
    the problem stands at each copy and in the answer.
    """
    with register.read() as session:
        waiting = [one.id for one in _waiting_mail(session) if dispatch_ids is None or one.id in dispatch_ids]
    if not waiting:
        return Sent(0, 0)
    sent, problem = 0, ""
    try:
        with connection(settings, password) as server:
            for at, dispatch_id in enumerate(waiting):
                if stopped():
                    return Sent(sent, len(waiting) - sent, problem or "sending was stopped.")
                tell(at, len(waiting), _recipient(register, dispatch_id))
                failed = _send_one(register, server, settings, dispatch_id)
                sent += not failed
                problem = failed or problem
    except MailProblem as error:
        problem = error.sentence
        _note_problem(register, [one for one in waiting if _still_waits(register, one)], problem)
    tell(len(waiting), len(waiting), "")
    return Sent(sent, len(waiting) - sent, problem)


def _recipient(register: Register, dispatch_id: int) -> str:
    with register.read() as session:
        return row(session, Dispatch, dispatch_id).person.name


def _still_waits(register: Register, dispatch_id: int) -> bool:
    with register.read() as session:
        return row(session, Dispatch, dispatch_id).state is DispatchState.WAITING


def _send_one(register: Register, server: smtplib.SMTP, settings: MailSettings, dispatch_id: int) -> str:
    """Send one copy and record it; gives the problem, or nothing when it went."""
    from partnering_desk.documents.mail import mail_message

    with register.read() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        address = dispatch.address
        try:
            message = mail_message(letter(dispatch, settings, register.now()))
        except Refusal as refusal:
            problem = refusal.sentence
            message = None
    if message is not None:
        try:
            answer = _hand_to_server(server, settings.sender_address, address, message.as_bytes())
        except smtplib.SMTPServerDisconnected as error:
            raise MailProblem("The server broke the connection off. It is tried again by itself.") from error
        except smtplib.SMTPException as error:
            problem = f"the server refused {address}: {said(error)}."
            server.rset()
        except OSError as error:
            raise MailProblem(f"The connection was lost ({error.strerror or error}). It is tried again.") from error
        else:
            _note_sent(register, dispatch_id, answer)
            return ""
    _note_problem(register, [dispatch_id], problem)
    return problem


def _hand_to_server(server: smtplib.SMTP, sender: str, address: str, message: bytes) -> str:
    """Hand one mail over and give the server's last word, which `SMTP.sendmail` would keep to itself."""
    server.ehlo_or_helo_if_needed()
    for code, words in (server.mail(sender), server.rcpt(address)):
        if code not in (250, 251):
            raise smtplib.SMTPResponseException(code, words)
    code, words = server.data(message)
    if code != 250:
        raise smtplib.SMTPDataError(code, words)
    return reply(code, words)


def _note_sent(register: Register, dispatch_id: int, answer: str) -> None:
    with register.write() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        dispatch.state = DispatchState.SENT
        dispatch.attempts += 1
        dispatch.done_at = register.now()
        dispatch.server_said = answer
        dispatch.last_problem = ""
        dispatch.next_attempt_at = None


def _note_problem(register: Register, dispatch_ids: Collection[int], problem: str) -> None:
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = row(session, Dispatch, dispatch_id)
            dispatch.attempts += 1
            dispatch.last_problem = problem
            dispatch.next_attempt_at = register.now() + _WAITS[min(dispatch.attempts, len(_WAITS)) - 1]


def save_drafts(register: Register, settings: MailSettings, dispatch_ids: Collection[int], folder: Path) -> list[Path]:
    """Write each copy as an .eml file that Outlook opens as a draft, and record that it was.

    Raises `Refusal` when a copy does not wait or has no address, OSError when the folder cannot be written;
    then none is recorded.
    """
    from partnering_desk.documents.mail import draft_bytes

    written: list[Path] = []
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _waiting(session, dispatch_id)
            if not dispatch.address:
                raise Refusal(f"{dispatch.person.name} has no e-mail address. Hand the copy over on paper instead.")
            target = folder / f"{_stem(dispatch)}.eml"
            target.write_bytes(draft_bytes(letter(dispatch, settings, register.now())))
            written.append(target)
            _done(register, dispatch, Channel.DRAFT, DispatchState.DRAFTED, f"saved as {target.name}")
    return written


def _stem(dispatch: Dispatch) -> str:
    name = "".join(char if char.isalnum() or char in " -" else "_" for char in dispatch.person.name)
    return f"{dispatch.document.filename.rpartition('.')[0]} to {name} ({dispatch.id})"


def hand_over(register: Register, dispatch_ids: Collection[int], how: str = "") -> None:
    """Record copies as handed over on paper, with how ("large print, by post"). Raises `Refusal` if one was done."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _waiting(session, dispatch_id)
            _done(register, dispatch, Channel.PAPER, DispatchState.HANDED_OVER, how or "on paper")


def withdraw(register: Register, dispatch_ids: Collection[int]) -> None:
    """Take copies out of the outbox unsent; it stays recorded that they were. Raises `Refusal` if one was done."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _waiting(session, dispatch_id)
            _done(register, dispatch, dispatch.channel, DispatchState.WITHDRAWN, "taken back")


def retry(register: Register, dispatch_ids: Collection[int]) -> None:
    """Try copies again now, to the address that each person has now. Raises `Refusal` if one was done."""
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = _waiting(session, dispatch_id)
            dispatch.address = dispatch.person.email
            dispatch.channel = Channel.SMTP if dispatch.address else Channel.PAPER
            dispatch.next_attempt_at = None
            dispatch.last_problem = ""


def _waiting(session: Session, dispatch_id: int) -> Dispatch:
    dispatch = row(session, Dispatch, dispatch_id)
    if dispatch.state is not DispatchState.WAITING:
        when = show_moment(dispatch.done_at) if dispatch.done_at else "before"
        raise Refusal(f"The copy to {dispatch.person.name} was dealt with on {when} and stays as recorded.")
    return dispatch


def _done(register: Register, dispatch: Dispatch, channel: Channel, state: DispatchState, words: str) -> None:
    dispatch.channel = channel
    dispatch.state = state
    dispatch.done_at = register.now()
    dispatch.server_said = words
    dispatch.next_attempt_at = None
