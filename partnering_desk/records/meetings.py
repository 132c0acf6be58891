"""What a meeting was: its date, agenda, papers, who was there and what was said."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnering_desk.records.base import Base, at_most_one
from partnering_desk.records.partnering import Group, Membership, Person
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Mode


class AttendanceState(enum.StrEnum):
    """What is known of a person's attendance, apart from when they came and went."""

    EXPECTED = "expected"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    ATTENDING = "attending"


class Capacity(enum.StrEnum):
    """As what a person attends."""

    MEMBER = "member"
    DELEGATE = "delegate"
    IN_ATTENDANCE = "in_attendance"


class ItemState(enum.StrEnum):
    """How far an agenda item got."""

    OPEN = "open"
    DONE = "done"
    NOT_REACHED = "not_reached"
    DEFERRED = "deferred"


class Meeting(Base):
    """One meeting of a group. Its stage follows from what has happened to it, and is never stored."""

    __tablename__ = "meeting"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    """The meeting's running number in its group and year."""
    ref: Mapped[str] = mapped_column(index=True)
    """The number that people use, CG/2026/06; never reused (practice P6)."""
    uid: Mapped[str] = mapped_column(unique=True)
    """What calendars know the meeting by, for as long as it lives."""
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    """Planned times, local to the partnering."""
    place: Mapped[str] = mapped_column(default="")
    online_link: Mapped[str] = mapped_column(default="")
    sequence: Mapped[int] = mapped_column(default=0)
    """Rises with every change that the invited must hear of."""
    cancelled_at: Mapped[datetime | None]
    cancelled_because: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    chaired_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who took the chair."""
    chaired_because: Mapped[str] = mapped_column(default="")
    """Why somebody other than the appointed chair took the chair."""
    next_meeting_note: Mapped[str] = mapped_column(default="")
    next_decision: Mapped[int] = mapped_column(default=1)
    """The number that its next decision gets (practice P6)."""

    group: Mapped[Group] = relationship()
    chaired_by: Mapped[Person | None] = relationship()
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", foreign_keys="AgendaItem.meeting_id"
    )
    attendances: Mapped[list[Attendance]] = relationship(back_populates="meeting", order_by="Attendance.id")
    adjournments: Mapped[list[Adjournment]] = relationship(
        back_populates="meeting", order_by="Adjournment.adjourned_at"
    )
    moves: Mapped[list[MeetingMove]] = relationship(order_by="MeetingMove.moved_at")
    interests: Mapped[list[Interest]] = relationship(back_populates="meeting", order_by="Interest.id")

    __table_args__ = (
        UniqueConstraint("group_id", "year", "number"),
        UniqueConstraint("group_id", "ref"),
        CheckConstraint("number >= 1 AND next_decision >= 1", "numbers_positive"),
        CheckConstraint("starts < ends", "starts_before_ends"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", "opened_before_closed"),
        CheckConstraint("closed_at IS NULL OR opened_at <= closed_at", "closed_not_before_opened"),
        CheckConstraint("cancelled_at IS NULL OR opened_at IS NULL", "held_or_cancelled"),
    )


class MeetingMove(Base):
    """A meeting postponed or brought forward, and why."""

    __tablename__ = "meeting_move"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    moved_at: Mapped[datetime]
    moved_by: Mapped[str]
    from_starts: Mapped[datetime]
    to_starts: Mapped[datetime]
    from_place: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]


class Adjournment(Base):
    """A break in a meeting; not resumed while `resumed_at` is empty."""

    __tablename__ = "adjournment"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    adjourned_at: Mapped[datetime]
    resumed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="adjournments")

    __table_args__ = (
        CheckConstraint("resumed_at IS NULL OR adjourned_at <= resumed_at", "resumed_not_before"),
        at_most_one("adjournment_going_on", "meeting_id", where="resumed_at IS NULL"),
    )


class AgendaItem(Base):
    """One item of a meeting's agenda, and the notes taken under it."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    """Its place on the agenda; those taken off keep theirs."""
    kind: Mapped[ItemKind]
    title: Mapped[str]
    purpose: Mapped[Purpose]
    minutes: Mapped[int] = mapped_column(default=5)
    """Time set aside, in minutes."""
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(default="")
    """Where the item came from, in words: "carried over from CG/2026/05, item 7"."""
    origin: Mapped[str | None]
    """What put the item here, so that it comes once: "carried:17", "decision:5"; None when a person added it."""
    clause: Mapped[str] = mapped_column(default="")
    """The id of the clause that asks for a standing item: "S1"."""
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    about_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    """The meeting whose minutes this item is to confirm."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id", use_alter=True))
    """The recommendation to ratify, or the decision in writing to table."""
    confidential_because: Mapped[str] = mapped_column(default="")
    """Why it is confidential; empty for an open item (practice P9)."""
    removed_because: Mapped[str] = mapped_column(default="")
    """Why it was taken off the agenda."""
    removed_at: Mapped[datetime | None]
    state: Mapped[ItemState] = mapped_column(default=ItemState.OPEN)
    notes: Mapped[str] = mapped_column(default="")
    """Markdown, as typed."""
    decision_draft: Mapped[str] = mapped_column(default="")
    """The wording of a decision being put under this item, as typed; empty once it is recorded."""

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])
    stretches: Mapped[list[ItemStretch]] = relationship(
        back_populates="item", order_by="ItemStretch.id", cascade="all, delete-orphan"
    )
    presenter: Mapped[Person | None] = relationship()
    about_meeting: Mapped[Meeting | None] = relationship(foreign_keys=[about_meeting_id])
    papers: Mapped[list[Paper]] = relationship(back_populates="item", order_by="Paper.id")

    __table_args__ = (
        UniqueConstraint("meeting_id", "origin"),
        CheckConstraint("minutes >= 0", "minutes_not_negative"),
    )

    @property
    def started_at(self) -> datetime | None:
        """When it was first taken up; None before that."""
        return self.stretches[0].started_at if self.stretches else None

    @property
    def finished_at(self) -> datetime | None:
        """When it was last left; None while it is under way, and before that."""
        return self.stretches[-1].finished_at if self.stretches else None

    @property
    def running(self) -> bool:
        """Whether the meeting is at this item."""
        return bool(self.stretches) and self.finished_at is None


class ItemStretch(Base):
    """From when to when the meeting was at an item; one that it comes back to has several (practice P3)."""

    __tablename__ = "item_stretch"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    """None while it is under way."""

    item: Mapped[AgendaItem] = relationship(back_populates="stretches")

    __table_args__ = (
        CheckConstraint("finished_at IS NULL OR started_at <= finished_at", "finished_not_before"),
        at_most_one("item_stretch_going_on", "item_id", where="finished_at IS NULL"),
    )


class Paper(Base):
    """A file put before a meeting, kept in the register with its fingerprint."""

    __tablename__ = "paper"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    ref: Mapped[str] = mapped_column(index=True)
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str]
    filename: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    """In bytes."""
    pages: Mapped[int | None]
    sha256: Mapped[str]
    """The SHA-256 of its bytes, in hexadecimal."""
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    """When it was withdrawn; it is kept all the same."""

    item: Mapped[AgendaItem | None] = relationship(back_populates="papers")
    group: Mapped[Group] = relationship()
    content: Mapped[PaperContent] = relationship(back_populates="paper", uselist=False)

    __table_args__ = (
        UniqueConstraint("group_id", "year", "number"),
        CheckConstraint("number >= 1", "number_positive"),
        CheckConstraint("size >= 0", "size_not_negative"),
    )


class PaperContent(Base):
    """The bytes of a paper, apart from what lists show of it."""

    __tablename__ = "paper_content"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    content: Mapped[bytes]

    paper: Mapped[Paper] = relationship(back_populates="content")


class Attendance(Base):
    """One person at one meeting: as what, and what is known of their coming."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    capacity: Mapped[Capacity]
    party: Mapped[PartyRole | None]
    """For which party they count; None for those in attendance."""
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    """The membership a member sits by, or a delegate stands in for."""
    state: Mapped[AttendanceState] = mapped_column(default=AttendanceState.EXPECTED)
    role: Mapped[str] = mapped_column(default="")
    """What they are there for when in attendance: "service users", "minutes"."""
    briefed: Mapped[bool] = mapped_column(default=False)
    """Whether a delegate was briefed before (Governance 5.3)."""
    debriefed_on: Mapped[date | None]
    """When a delegate told the member what came of it."""

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    person: Mapped[Person] = relationship()
    membership: Mapped[Membership | None] = relationship()
    spans: Mapped[list[PresenceSpan]] = relationship(
        back_populates="attendance", order_by="PresenceSpan.arrived", cascade="all, delete-orphan"
    )
    item_absences: Mapped[list[ItemAbsence]] = relationship(back_populates="attendance")

    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        CheckConstraint("(capacity = 'in_attendance') = (party IS NULL)", "party_of_those_who_count"),
        CheckConstraint("(capacity = 'in_attendance') = (membership_id IS NULL)", "membership_of_those_who_count"),
        at_most_one("attendance_seat", "meeting_id", "membership_id", "capacity", where="membership_id IS NOT NULL"),
    )


class PresenceSpan(Base):
    """From when to when a person was there, in the room or online."""

    __tablename__ = "presence_span"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"), index=True)
    arrived: Mapped[datetime]
    left: Mapped[datetime | None]
    """None while they are there."""
    mode: Mapped[Mode]

    attendance: Mapped[Attendance] = relationship(back_populates="spans")

    __table_args__ = (
        CheckConstraint('"left" IS NULL OR arrived <= "left"', "left_not_before_arrived"),
        at_most_one("presence_span_going_on", "attendance_id", where='"left" IS NULL'),
    )


class PresenceCorrection(Base):
    """A correction of who was there when, with who made it and what it said before (practice P3)."""

    __tablename__ = "presence_correction"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class ItemAbsence(Base):
    """Absent for one item, for an interest declared (practice P3)."""

    __tablename__ = "item_absence"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    reason: Mapped[str] = mapped_column(default="")

    attendance: Mapped[Attendance] = relationship(back_populates="item_absences")
    item: Mapped[AgendaItem] = relationship()

    __table_args__ = (UniqueConstraint("attendance_id", "item_id"),)


class Interest(Base):
    """A declaration of interest: who, which item, what was done (practice P4)."""

    __tablename__ = "interest"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    nature: Mapped[str]
    handled: Mapped[str]
    """What was done: stayed, left for the item, did not speak."""

    meeting: Mapped[Meeting] = relationship(back_populates="interests")
    item: Mapped[AgendaItem | None] = relationship()
    person: Mapped[Person] = relationship()


class AfterNote(Base):
    """A note added after the meeting, and marked as one: with when and by whom (practice P8)."""

    __tablename__ = "after_note"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    """The item it belongs to; None for the meeting as a whole."""
    text: Mapped[str]
    """Markdown, as typed."""
    added_at: Mapped[datetime]
    added_by: Mapped[str]
