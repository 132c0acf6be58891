"""The mail that goes with each document: its subject and its few words."""

from __future__ import annotations

from datetime import date, datetime

from partnering_desk.documents.addresses import checked
from partnering_desk.documents.snapshots import Attachment, Mailbox, MailSheet, Method, Reading
from partnering_desk.records.models import Dispatch, Document, DocumentKind, Meeting
from partnering_desk.rules.wording import show_day, show_long, show_time

_PDF_BELOW = "All that the PDF says stands below as well."
_NOTICE_BELOW = "The notice of the meeting stands below; the attached file puts it in your calendar."
_CALENDAR = {DocumentKind.INVITATION: Method.REQUEST, DocumentKind.CANCELLATION: Method.CANCEL}


def letter(dispatch: Dispatch, sender: Mailbox, at: datetime) -> MailSheet:
    """The mail that carries one copy to its recipient, as it is sent at local time `at`.

    A `sender` without an address will do for a draft: the mail program that sends it puts in its own.
    """
    document = dispatch.document
    method = _CALENDAR.get(document.kind)
    content = document.content.content
    body, html = _bodies(dispatch, sender)
    return MailSheet(
        sender=sender,
        recipient=Mailbox(dispatch.person.name, dispatch.address),
        subject=subject(document),
        body=body,
        date=at,
        message_id=message_id(dispatch, sender),
        html=html,
        attachments=(Attachment(document.filename, document.media_type.partition(";")[0], content),),
        calendar=content if method else b"",
        calendar_method=method or Method.REQUEST,
    )


def message_id(dispatch: Dispatch, sender: Mailbox) -> str:
    """The same for every attempt at one copy, so that a mail which arrives twice is known for one."""
    domain = checked(sender).domain if sender.address else "partnering-desk.invalid"
    return f"<{dispatch.document.sha256[:24]}.{dispatch.circulation_id}.{dispatch.person_id}@{domain}>"


def subject(document: Document) -> str:
    """The subject of the mail that brings a document."""
    meeting = document.meeting
    group = meeting.group if meeting is not None else document.group
    of = (meeting.starts.date(), meeting.ref) if meeting is not None else None
    return subject_words(document.kind, group.name if group is not None else document.partnering.name, of)


def subject_words(kind: DocumentKind, whose: str, of: tuple[date, str] | None) -> str:
    """What it is, of which group or partnering, and, `of` a meeting, on which day, and its number."""
    words = f"{kind_words(kind)}: {whose}"
    return f"{words}, {show_day(of[0])} ({of[1]})" if of is not None else words


def kind_words(kind: DocumentKind) -> str:
    """What a document is, in a word."""
    return {
        DocumentKind.AGENDA: "Agenda",
        DocumentKind.MINUTES: "Minutes",
        DocumentKind.INVITATION: "Invitation",
        DocumentKind.CANCELLATION: "Cancelled",
        DocumentKind.NOTICE: "Notice of meetings",
        DocumentKind.REMINDER: "Reminder of actions",
    }[kind]


def _bodies(dispatch: Dispatch, sender: Mailbox) -> tuple[str, str]:
    """The text and the HTML of the mail; a cancellation, and what was frozen before mails said all, have no HTML."""
    from partnering_desk.documents.reading import mail_html, mail_text

    document = dispatch.document
    said, closing = _words(dispatch, sender), _fingerprint(document)
    if document.mail_body is None:
        return f"{said}\n\n{closing}\n", ""
    kept = Reading(document.mail_body.text.decode(), document.mail_body.html.decode())
    return mail_text(said, kept, closing), mail_html(subject(document), said, kept, closing)


def _words(dispatch: Dispatch, sender: Mailbox) -> str:
    document = dispatch.document
    said = _said(document)
    signed = f"{sender.name}\n{document.partnering.name}"
    below = (
        f"\n\n{_NOTICE_BELOW if document.kind in _CALENDAR else _PDF_BELOW}" if document.mail_body is not None else ""
    )
    return f"Dear {dispatch.person.name},\n\n{said}{below}\n\n{signed}"


def _said(document: Document) -> str:
    if document.group is not None:
        return f"The meetings of the {document.group.name} to which you are called are listed in what is attached."
    if document.meeting is None:
        return "What is attached reminds you of the actions that are yours."
    return {
        DocumentKind.AGENDA: _agenda,
        DocumentKind.MINUTES: _minutes,
        DocumentKind.INVITATION: _invitation,
        DocumentKind.CANCELLATION: _cancellation,
    }[document.kind](document, document.meeting)


def _fingerprint(document: Document) -> str:
    return f"Fingerprint (SHA-256) of {document.filename}:\n{document.sha256}"


def _meeting_words(meeting: Meeting) -> str:
    where = f" at {meeting.place}" if meeting.place else ""
    return f"{meeting.group.name} on {show_long(meeting.starts.date())}, {show_time(meeting.starts)}{where}"


def _agenda(_document: Document, meeting: Meeting) -> str:
    return f"The agenda is attached for the meeting of the {_meeting_words(meeting)} ({meeting.ref})."


def _minutes(document: Document, meeting: Meeting) -> str:
    version = f" Version {document.version}." if document.version > 1 else ""
    copy = f"\nThis copy is {document.copy_for}; a gap shows where each stood." if document.copy_for else ""
    return (
        f"The minutes of the {meeting.group.name} on {show_long(meeting.starts.date())} ({meeting.ref}) "
        f"are attached.\nTheir status: {document.status}.{version}{copy}"
    )


def _invitation(_document: Document, meeting: Meeting) -> str:
    link = f"\nOnline: {meeting.online_link}" if meeting.online_link else ""
    return f"You are invited to the meeting of the {_meeting_words(meeting)} ({meeting.ref}).{link}"


def _cancellation(_document: Document, meeting: Meeting) -> str:
    because = f"\nThe reason: {meeting.cancelled_because}" if meeting.cancelled_because else ""
    if meeting.cancelled_at is None:
        return f"You are no longer called to the meeting of the {_meeting_words(meeting)} ({meeting.ref})."
    return f"The meeting of the {_meeting_words(meeting)} ({meeting.ref}) is cancelled.{because}"
