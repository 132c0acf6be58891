"""What was sent to whom: frozen documents, approvals, circulations and the outbox."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnering_desk.records.base import Base
from partnering_desk.records.decisions import Action
from partnering_desk.records.meetings import AgendaItem, Meeting
from partnering_desk.records.partnering import Group, Partnering, Person


class DocumentKind(enum.StrEnum):
    """What a frozen document is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    INVITATION = "invitation"
    CANCELLATION = "cancellation"
    NOTICE = "notice"
    """The coming meetings of a group, for those who are called on paper."""
    REMINDER = "reminder"
    """The open actions of one owner."""


class Channel(enum.StrEnum):
    """How something reaches a person."""

    SMTP = "smtp"
    DRAFT = "draft"
    PAPER = "paper"


class DispatchState(enum.StrEnum):
    """Where one copy to one person stands."""

    WAITING = "waiting"
    UNANSWERED = "unanswered"
    """Given to the mail server, whose answer is not known: it may have been sent."""
    REFUSED = "refused"
    """Refused by the mail server for good: it goes again only when a person says so."""
    SENT = "sent"
    DRAFTED = "drafted"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"

    @property
    def pending(self) -> bool:
        """Whether the person is still to be reached."""
        return self in PENDING


PENDING = (DispatchState.WAITING, DispatchState.UNANSWERED, DispatchState.REFUSED)
"""The states of a copy that has not, or not surely, reached its person."""


class Document(Base):
    """A document as it went out: bytes that never change, and their fingerprint."""

    __tablename__ = "document"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    """The meeting that it is of; None for what concerns none, or several."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_group.id"))
    """The group whose meetings a notice lists."""
    kind: Mapped[DocumentKind]
    version: Mapped[int]
    """Rises with every version that goes out."""
    status: Mapped[str]
    """The words it bears: "Draft, not yet confirmed", "Confirmed on 9 December 2026"."""
    copy_for: Mapped[str] = mapped_column(default="")
    """Empty for the whole document; "without confidential items" for the copy that leaves them out."""
    filename: Mapped[str]
    media_type: Mapped[str]
    sha256: Mapped[str]
    """The SHA-256 of its bytes, in hexadecimal."""
    size: Mapped[int]
    """In bytes."""
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")
    """What it was made from, as JSON, where later changes are to be told from it."""

    meeting: Mapped[Meeting | None] = relationship()
    group: Mapped[Group | None] = relationship()
    partnering: Mapped[Partnering] = relationship()
    reminders: Mapped[list[Reminder]] = relationship(back_populates="document", order_by="Reminder.id")
    content: Mapped[DocumentContent] = relationship(back_populates="document", uselist=False)
    mail_body: Mapped[MailBody | None] = relationship(back_populates="document", uselist=False)

    @property
    def called(self) -> str:
        """Its file, after the meeting that it is of: "CG/2026/06, CG-2026-06 minutes.pdf"."""
        return f"{self.meeting.ref}, {self.filename}" if self.meeting is not None else self.filename

    __table_args__ = (
        UniqueConstraint("meeting_id", "kind", "version", "status", "copy_for"),
        CheckConstraint("length(sha256) = 64 AND size >= 0", "fingerprint_whole"),
        CheckConstraint("(kind IN ('notice', 'reminder')) = (meeting_id IS NULL)", "meeting_where_it_is_of_one"),
        CheckConstraint("(kind = 'notice') = (group_id IS NOT NULL)", "group_of_a_notice"),
    )


class Reminder(Base):
    """One action of which a document reminds its owner (Governance 5.4.4)."""

    __tablename__ = "reminder"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)

    document: Mapped[Document] = relationship(back_populates="reminders")
    action: Mapped[Action] = relationship()

    __table_args__ = (UniqueConstraint("document_id", "action_id"),)


class DocumentContent(Base):
    """The bytes of a document, apart from what lists show of it."""

    __tablename__ = "document_content"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    content: Mapped[bytes]

    document: Mapped[Document] = relationship(back_populates="content")


class MailBody(Base):
    """What a document says, frozen with it for the body of the mails that bring it; a reader needs no PDF then."""

    __tablename__ = "mail_body"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    text: Mapped[bytes]
    """As plain text, in UTF-8."""
    html: Mapped[bytes]
    """As a part of an HTML document, in UTF-8."""
    sha256: Mapped[str]
    """The SHA-256 of the text and the HTML after it, in hexadecimal."""

    document: Mapped[Document] = relationship(back_populates="mail_body")


class Approval(Base):
    """The chair's approval of the minutes as they stood; it falls when what they say changes."""

    __tablename__ = "approval"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime]
    recorded_by: Mapped[str]
    fingerprint: Mapped[str]
    """SHA-256 of what the minutes said when they were approved."""

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()


class Circulation(Base):
    """One sending out of one document."""

    __tablename__ = "circulation"

    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    """The meeting of its document."""
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    circulated_at: Mapped[datetime]
    circulated_by: Mapped[str]
    working_days_used: Mapped[int | None]
    """Of the time the contract gives, for minutes (Governance 5.4.5)."""
    late_because: Mapped[str] = mapped_column(default="")
    """Why minutes went out late; kept with them for good."""

    meeting: Mapped[Meeting | None] = relationship()
    document: Mapped[Document] = relationship()
    dispatches: Mapped[list[Dispatch]] = relationship(back_populates="circulation", order_by="Dispatch.id")


class Dispatch(Base):
    """One copy to one person: how, when, which fingerprint, and what the server said."""

    __tablename__ = "dispatch"

    circulation_id: Mapped[int] = mapped_column(ForeignKey("circulation.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(default="")
    """The e-mail address it went to."""
    because: Mapped[str] = mapped_column(default="")
    """Why this person is sent it: present, apologies, circulation list."""
    channel: Mapped[Channel]
    state: Mapped[DispatchState] = mapped_column(default=DispatchState.WAITING)
    waiting_since: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None]
    """When the last attempt was made."""
    next_attempt_at: Mapped[datetime | None]
    last_problem: Mapped[str] = mapped_column(default="")
    """Why the last attempt failed."""
    server_said: Mapped[str] = mapped_column(default="")
    """The mail server's answer, or how it was handed over."""
    done_at: Mapped[datetime | None]
    sha256: Mapped[str]
    """The fingerprint of what this person was sent."""

    circulation: Mapped[Circulation] = relationship(back_populates="dispatches")
    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("circulation_id", "person_id"),
        CheckConstraint("(state IN ('waiting', 'unanswered', 'refused')) = (done_at IS NULL)", "done_with_a_date"),
    )


class Correction(Base):
    """A correction of circulated minutes, made by a later meeting; the original stays (practice P7)."""

    __tablename__ = "correction"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    """Whose minutes are corrected."""
    made_at_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    """The meeting that made the correction."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    """The item of the corrected minutes; None for what stands before the items."""
    was: Mapped[str] = mapped_column(default="")
    """The words of the item's notes that it replaces, as they were circulated; empty when it only adds."""
    text: Mapped[str]
    """What the minutes should say, as the later meeting recorded it."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]

    item: Mapped[AgendaItem | None] = relationship()


class Confirmation(Base):
    """A meeting's minutes confirmed by a later meeting, as they stood or with corrections."""

    __tablename__ = "confirmation"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    confirmed_at_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    """The version that was confirmed."""
    confirmed_on: Mapped[datetime]
    recorded_by: Mapped[str]

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    confirmed_at: Mapped[Meeting] = relationship(foreign_keys=[confirmed_at_id])
    document: Mapped[Document] = relationship()

    __table_args__ = (CheckConstraint("meeting_id <> confirmed_at_id", "confirmed_by_another_meeting"),)
