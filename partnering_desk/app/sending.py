"""Sending what waits to go by mail: each copy recorded as soon as the server has taken it, nothing ever lost."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.letters import letter
from partnering_desk.app.lookups import row
from partnering_desk.app.mail_settings import MailProblem, MailSettings, connection, reply, said
from partnering_desk.app.register import Register
from partnering_desk.records.models import Channel, Dispatch, DispatchState
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import count

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after each failed attempt the next is made; the last goes on repeating."""

_under_way = Lock()
"""Held while sending goes on, so that nothing is sent twice by two at once."""
_at_server: set[int] = set()
"""The copy that the mail server has at this moment."""

MAYBE_SENT = (
    "The connection ended before the mail server answered, so it may have been sent. "
    "Ask whether it arrived; then record that it did, or send it again."
)
_TRIED_AGAIN = "What it did not have yet is tried again by itself."
_BROKEN_OFF = f"The server broke the connection off. {_TRIED_AGAIN}"
_REFUSED = (
    "The mail server refused it: {}. Correct the address and send again, save it as a draft, or hand it over on paper."
)

Tell = Callable[[int, int, str], None]
"""Told how many copies of how many are done, and to whom the next goes."""


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


def at_server(dispatch_id: int) -> bool:
    """Whether a copy is with the mail server at this moment, which has yet to answer."""
    return dispatch_id in _at_server


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
    if not _under_way.acquire(blocking=False):
        return Sent(0, len(_chosen(register, dispatch_ids)), "Sending is under way already.")
    try:
        return _send(register, settings, password, _chosen(register, dispatch_ids), tell, stopped)
    finally:
        _under_way.release()


def _chosen(register: Register, dispatch_ids: Collection[int] | None) -> list[int]:
    with register.read() as session:
        return [one.id for one in _waiting_mail(session) if dispatch_ids is None or one.id in dispatch_ids]


def _send(
    register: Register,
    settings: MailSettings,
    password: str | None,
    waiting: list[int],
    tell: Tell,
    stopped: Callable[[], bool],
) -> Sent:
    if not waiting:
        return Sent(0, 0)
    sent, left, problem = 0, len(waiting), ""
    try:
        with connection(settings, password) as server:
            for at, dispatch_id in enumerate(waiting):
                if stopped():
                    return Sent(sent, left, problem or "Sending was stopped.")
                tell(at, len(waiting), _recipient(register, dispatch_id))
                if not _still_waits(register, dispatch_id):  # taken back, or handed over, since
                    left -= 1
                    continue
                failed = _send_one(register, server, settings, dispatch_id)
                sent, left, problem = (sent, left, failed) if failed else (sent + 1, left - 1, problem)
    except MailProblem as error:
        problem = error.sentence
        _note_problem(register, [one for one in waiting if _still_waits(register, one)], problem)
    tell(len(waiting), len(waiting), "")
    return Sent(sent, left, problem)


def _recipient(register: Register, dispatch_id: int) -> str:
    with register.read() as session:
        return row(session, Dispatch, dispatch_id).person.name


def _still_waits(register: Register, dispatch_id: int) -> bool:
    with register.read() as session:
        return row(session, Dispatch, dispatch_id).state is DispatchState.WAITING


def _send_one(register: Register, server: smtplib.SMTP, settings: MailSettings, dispatch_id: int) -> str:
    """Send one copy and record what became of it; gives the problem, or nothing when it went."""
    _at_server.add(dispatch_id)
    try:
        message = _mail(register, settings, dispatch_id)
        _address(server, message)
        _note_handed(register, dispatch_id)
        _note_sent(register, dispatch_id, _hand_over(server, message))
    except Refusal as refusal:
        _note_refused(register, dispatch_id, refusal.sentence)
        return refusal.sentence
    except smtplib.SMTPServerDisconnected as error:
        raise MailProblem(_BROKEN_OFF) from error
    except smtplib.SMTPResponseException as error:
        problem = _note_answer(register, dispatch_id, error)
        _begin_afresh(server)
        return problem
    except OSError as error:
        why = error.strerror or error
        raise MailProblem(f"The connection to the server was lost ({why}). {_TRIED_AGAIN}") from error
    finally:
        _at_server.discard(dispatch_id)
        _note_unanswered(register, dispatch_id)
    return ""


def _mail(register: Register, settings: MailSettings, dispatch_id: int) -> EmailMessage:
    from partnering_desk.documents.mail import mail_message

    with register.read() as session:
        return mail_message(letter(row(session, Dispatch, dispatch_id), settings.sender, register.now()))


def _address(server: smtplib.SMTP, message: EmailMessage) -> None:
    """Tell the server from whom and to whom a mail is; a sender whom it does not take ends the sending of all."""
    server.ehlo_or_helo_if_needed()
    (sender,), (recipient,) = message["From"].addresses, message["To"].addresses
    code, words = server.mail(sender.addr_spec)
    if code != 250:
        raise MailProblem(f"The server takes no mail from {sender.addr_spec}: {reply(code, words)}. Check Settings.")
    code, words = server.rcpt(recipient.addr_spec)
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, words)


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> str:
    """Hand the mail itself over and give the server's last word, which `SMTP.sendmail` would keep to itself."""
    code, words = server.data(message.as_bytes())
    if code != 250:
        raise smtplib.SMTPDataError(code, words)
    return reply(code, words)


def _begin_afresh(server: smtplib.SMTP) -> None:
    """After a refusal the server forgets the mail, so that the next one starts clean."""
    try:
        server.rset()
    except (smtplib.SMTPException, OSError) as error:
        raise MailProblem(_BROKEN_OFF) from error


def _note_handed(register: Register, dispatch_id: int) -> None:
    """Before the server has the mail: should we end now, nobody could tell whether it was sent."""
    with register.write() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        dispatch.state, dispatch.last_problem = DispatchState.UNANSWERED, MAYBE_SENT
        dispatch.tried_at, dispatch.next_attempt_at = register.now(), None


def _note_unanswered(register: Register, dispatch_id: int) -> None:
    """Count the attempt of a mail whose answer never came; lists hear by it that it is no more being sent."""
    with register.write() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        if dispatch.state is DispatchState.UNANSWERED:
            dispatch.attempts += 1


def _note_sent(register: Register, dispatch_id: int, answer: str) -> None:
    with register.write() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        dispatch.state = DispatchState.SENT
        dispatch.attempts += 1
        dispatch.done_at = register.now()
        dispatch.server_said = answer
        dispatch.last_problem = ""


def _note_answer(register: Register, dispatch_id: int, error: smtplib.SMTPResponseException) -> str:
    """What the server answered instead of taking the mail: 5xx holds for good, anything else passes."""
    if error.smtp_code >= 500:
        problem = _REFUSED.format(said(error))
        _note_refused(register, dispatch_id, problem)
    else:
        problem = f"The server does not take it now: {said(error)}. It is tried again by itself."
        _note_problem(register, [dispatch_id], problem)
    return problem


def _note_refused(register: Register, dispatch_id: int, problem: str) -> None:
    with register.write() as session:
        dispatch = row(session, Dispatch, dispatch_id)
        dispatch.state, dispatch.last_problem = DispatchState.REFUSED, problem
        dispatch.attempts += 1
        dispatch.tried_at, dispatch.next_attempt_at = register.now(), None


def _note_problem(register: Register, dispatch_ids: Collection[int], problem: str) -> None:
    now = register.now()
    with register.write() as session:
        for dispatch_id in dispatch_ids:
            dispatch = row(session, Dispatch, dispatch_id)
            dispatch.state, dispatch.last_problem = DispatchState.WAITING, problem
            dispatch.attempts += 1
            dispatch.tried_at = now
            dispatch.next_attempt_at = now + _WAITS[min(dispatch.attempts, len(_WAITS)) - 1]
