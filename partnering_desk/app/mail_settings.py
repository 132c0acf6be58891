"""The mail server of this person on this machine; its password is in the system's keyring and nowhere else."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path

from partnering_desk.documents.snapshots import Mailbox
from partnering_desk.files import NAME, config_folder
from partnering_desk.rules.clause import Refusal

SECONDS_TO_ANSWER = 20


class Security(StrEnum):
    """How the connection to the server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"

    @property
    def words(self) -> str:
        """The choice in words."""
        return {"starttls": "STARTTLS", "tls": "TLS from the start", "none": "None"}[self.value]


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What is needed to send mail, except the password.

    Raises `Refusal` when the server has no name, the port is none, or the sender's address is none.
    """

    host: str
    port: int
    security: Security
    user: str
    sender_name: str
    sender_address: str

    def __post_init__(self) -> None:
        if not self.host.strip() or any(char.isspace() for char in self.host):
            raise Refusal("Type the name of the mail server, such as smtp.example.gov.uk.")
        if not 0 < self.port < 65536:
            raise Refusal("The port is a number from 1 to 65535: usually 587, or 465 with TLS from the start.")
        check_address(self.sender_address)

    @property
    def sender(self) -> Mailbox:
        """From whom the mail comes."""
        return Mailbox(self.sender_name or self.sender_address, self.sender_address)


def check_address(address: str) -> None:
    """Raise `Refusal` unless `address` can be an e-mail address."""
    _, found = parseaddr(address)
    name, _, domain = found.rpartition("@")
    if found != address or not name or "." not in domain.strip(".") or any(char.isspace() for char in address):
        raise Refusal(f"“{address}” is not an e-mail address. Type it like name@example.gov.uk.")


def _file() -> Path:
    return config_folder() / "mail.json"


def load() -> MailSettings | None:
    """The settings kept on this machine; None while there are none, or when they cannot be read."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return MailSettings(**{**kept, "security": Security(kept["security"])})
    except (OSError, ValueError, TypeError, KeyError, Refusal):
        return None


def save(settings: MailSettings) -> None:
    """Keep the settings for this person on this machine. Raises OSError when the disk refuses."""
    target = _file()
    half = target.with_suffix(".new")
    half.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    half.replace(target)


def keep_password(settings: MailSettings, password: str) -> bool:
    """Put the password in the system's keyring; False when the system has none, so that it must be asked for."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(NAME, _account(settings), password)
    except KeyringError:
        return False
    return kept_password(settings) == password


def kept_password(settings: MailSettings) -> str | None:
    """The password from the system's keyring; None when it has none, or there is no keyring."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(NAME, _account(settings))
    except KeyringError:
        return None


def _account(settings: MailSettings) -> str:
    return f"{settings.user}@{settings.host}:{settings.port}"


class MailProblem(Exception):
    """The server could not be reached or refused; `sentence` says what it said and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@contextmanager
def connection(settings: MailSettings, password: str | None) -> Iterator[smtplib.SMTP]:
    """A connection to the server, signed in. Raises `MailProblem` when there is none."""
    server = _connect(settings)
    try:
        _sign_in(server, settings, password)
        yield server
    finally:
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    where = f"{settings.host}, port {settings.port}"
    try:
        if settings.security is Security.TLS:
            return smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=SECONDS_TO_ANSWER, context=ssl.create_default_context()
            )
        server = smtplib.SMTP(settings.host, settings.port, timeout=SECONDS_TO_ANSWER)
        if settings.security is Security.STARTTLS:
            _protect(server)
    except ssl.SSLError as error:
        raise MailProblem(
            f"The server {where} could not prove who it is or does not speak {settings.security.words} "
            f"({error.reason or error}). Check the security setting, or ask your IT service."
        ) from error
    except smtplib.SMTPException as error:
        raise MailProblem(f"The server {where} refused the connection: {said(error)}.") from error
    except OSError as error:
        raise MailProblem(
            f"The mail server {where} cannot be reached ({error.strerror or error}). "
            "Check the network; what is to be sent waits in the outbox."
        ) from error
    return server


def _protect(server: smtplib.SMTP) -> None:
    try:
        server.starttls(context=ssl.create_default_context())
    except (smtplib.SMTPException, OSError):
        server.close()
        raise


def _sign_in(server: smtplib.SMTP, settings: MailSettings, password: str | None) -> None:
    if not settings.user:
        return
    if password is None:
        raise MailProblem(f"The password of {settings.user} is needed. Type it, and send again.")
    try:
        server.login(settings.user, password)
    except smtplib.SMTPAuthenticationError as error:
        raise MailProblem(
            f"The server did not accept the user name or the password: {said(error)}. Check both in Settings."
        ) from error
    except UnicodeEncodeError as error:
        raise MailProblem(
            "The user name or the password holds letters that mail servers do not take. Check both in Settings."
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailProblem(f"The server could not sign {settings.user} in: {said(error)}.") from error


def said(error: Exception) -> str:
    """What the server said, with its code, in one line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply(error.smtp_code, error.smtp_error)
    return " ".join(str(error).split()) or type(error).__name__


def reply(code: int, words: bytes | str) -> str:
    """A server's answer in one line: "250 2.0.0 Ok: queued"."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}".strip()


def try_connection(settings: MailSettings, password: str | None) -> str:
    """Sign in to the server and leave. Gives a sentence to show; raises `MailProblem` when it fails."""
    with connection(settings, password) as server:
        code, words = server.noop()
    return f"The server answered: {reply(code, words)}. Mail can be sent from {settings.sender_address}."
