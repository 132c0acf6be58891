"""A real mail server on loopback, which refuses what a test tells it to refuse."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from partnering_desk.app.mail_settings import MailSettings, Security

DATA = Path(__file__).parent / "data" / "mail"
CERTIFICATE = DATA / "certificate.pem"
USER, PASSWORD = "desk", "a pass phrase"


@dataclass
class MailServer:
    """What arrived, and what is to be refused. `hangs_up_at` ends the connection at that recipient.

    `answers` are given to RCPT, by address, and `content_answers` to a mail that has come in; an empty one of the
    latter ends the connection without an answer, though the mail was taken.
    """

    port: int
    arrived: list[EmailMessage] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    hangs_up_at: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    content_answers: dict[str, str] = field(default_factory=dict)
    sender_answer: str = ""

    def settings(self, security: Security = Security.NONE, user: str = "") -> MailSettings:
        """The settings with which a person would reach it."""
        return MailSettings("localhost", self.port, security, user, "M. Okafor", "m.okafor@rbkc.example")

    @property
    def recipients(self) -> list[str]:
        """To whom mail arrived, in order."""
        return [message["To"].addresses[0].addr_spec for message in self.arrived]

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender_answer or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address == self.hangs_up_at:
            assert server.transport is not None
            server.transport.close()
        if address in self.refuses:
            return "550 5.1.1 No such mailbox here"
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        answer = self.content_answers.get(envelope.rcpt_tos[0])
        if answer:
            return answer
        self.arrived.append(message)
        if answer is not None:
            assert server.transport is not None
            server.transport.close()
        return f"250 2.0.0 Ok: queued as {len(self.arrived)}"


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    assert isinstance(port, int)
    return port


def _let_in(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE, DATA / "key.pem")
    return context


@contextmanager
def mail_server(security: Security = Security.NONE, *, signs_in: bool = False) -> Iterator[MailServer]:
    """A mail server for as long as the block lasts."""
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's own, of no concern to what is tested
    server = MailServer(free_port())
    controller = Controller(
        server,
        hostname="localhost",
        port=server.port,
        ssl_context=_context() if security is Security.TLS else None,
        tls_context=_context() if security is Security.STARTTLS else None,
        require_starttls=security is Security.STARTTLS,
        authenticator=_let_in if signs_in else None,
        auth_require_tls=security is Security.STARTTLS,
        auth_exclude_mechanism=() if signs_in else ("LOGIN", "PLAIN"),
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
