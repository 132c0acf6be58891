"""One mail to one person, ready for a server or, as a draft, for Outlook to open."""

from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from hashlib import sha256
from typing import Any, ClassVar, Literal

from partnering_desk.documents.addresses import checked, header_words, short_header_words
from partnering_desk.documents.invitation import LONDON
from partnering_desk.documents.snapshots import MailSheet
from partnering_desk.files import safe_name


class _Subject(BaseHeader):
    """A subject in whole encoded words: as the mail library folds one of its own accord, some come out in two."""

    max_count: ClassVar[Literal[1] | None] = 1

    @classmethod
    def parse(cls, string: str, kwds: dict[str, Any]) -> None:
        """Take it as words without structure."""
        UnstructuredHeader.parse(string, kwds)

    def fold(self, *, policy: Policy) -> str:
        """The lines of the header."""
        words = Header(str(self), "us-ascii" if str(self).isascii() else "utf-8", header_name="Subject")
        return f"Subject: {words.encode(linesep=policy.linesep)}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", _Subject)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def mail_message(sheet: MailSheet) -> EmailMessage:
    """The mail: plain text, beside it the same as HTML and an invitation where there are, then the attachments.

    No word of the sheet can begin a header: line breaks in a subject or a name become spaces, however they are written.
    The same sheet gives the same bytes. A sender without an address is left to the program that sends it.

    Raises:
        Refusal: an address is not one that mail can be sent to.
    """
    message = EmailMessage(_POLICY)
    if sheet.sender.address:
        message["From"] = checked(sheet.sender)
    message["To"] = checked(sheet.recipient)
    if sheet.reply_to is not None:
        message["Reply-To"] = checked(sheet.reply_to)
    message["Subject"] = short_header_words(sheet.subject)
    message["Date"] = sheet.date.replace(microsecond=0, tzinfo=LONDON)
    message["Message-ID"] = header_words(sheet.message_id)
    message.set_content(sheet.body, cte="quoted-printable")
    if sheet.html:
        message.add_alternative(sheet.html, subtype="html", cte="quoted-printable")
    if sheet.calendar:
        message.add_alternative(
            sheet.calendar.decode("utf-8"),
            subtype="calendar",
            cte="base64",
            params={"method": sheet.calendar_method.value},
        )
    for attachment in sheet.attachments:
        maintype, _, subtype = attachment.media_type.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=maintype,
            subtype=subtype,
            filename=safe_name(header_words(attachment.filename)),
        )
    _name_boundaries(message, sheet.message_id)
    return message


def draft_bytes(sheet: MailSheet) -> bytes:
    """The mail as an .eml file that Outlook opens as a draft, ready to be looked at and sent.

    Raises:
        Refusal: an address is not one that mail can be sent to.
    """
    message = mail_message(sheet)
    message["X-Unsent"] = "1"
    return message.as_bytes()


def _name_boundaries(message: EmailMessage, message_id: str) -> None:
    """Boundaries made from the message's own number, so that they are the same every time."""
    seed = sha256(message_id.encode("utf-8")).hexdigest()[:32]
    for at, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed}_{at}")
