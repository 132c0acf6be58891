"""One mail to one person, ready for a server or, as a draft, for Outlook to open."""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from partnering_desk.documents.addresses import checked, header_words, short_header_words
from partnering_desk.documents.invitation import LONDON
from partnering_desk.documents.snapshots import MailSheet
from partnering_desk.files import safe_name


def mail_message(sheet: MailSheet) -> EmailMessage:
    """The mail: plain text, beside it the same as HTML and an invitation where there are, then the attachments.

    No word of the sheet can begin a header: line breaks in a subject or a name become spaces, however they are written.
    The same sheet gives the same bytes. A sender without an address is left to the program that sends it.

    Raises:
        Refusal: an address is not one that mail can be sent to.
    """
    message = EmailMessage(SMTP)
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
