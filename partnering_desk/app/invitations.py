"""Invitations as calendar entries: asked on scheduling, updated on moving, called off on cancelling.

They go to those whom mail reaches, in a mail that says the notice of the meeting; the others are handed the dates on
paper (`dates_on_paper`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.circulation import NOT_GONE, Frozen, Recipient, channel_for, keep_document, queue, reachable
from partnering_desk.app.lookups import row
from partnering_desk.app.notice import answers_to, first_given, notice_sheet
from partnering_desk.app.register import Register
from partnering_desk.app.told import told
from partnering_desk.documents.snapshots import InvitationSheet, Mailbox, Method, Reading
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Channel,
    Dispatch,
    DispatchState,
    Document,
    DocumentKind,
    Meeting,
    Person,
)

MEDIA_TYPE = "text/calendar; charset=utf-8"
NO_ADDRESS = "nobody@invalid"
"""Stands for the organiser where nobody of the group has an address; RFC 2606 gives it to nobody."""


def invitation_for(register: Register, meeting_id: int) -> InvitationSheet:
    """The meeting as its invitation says it now. Raises `Refusal` when there is no such meeting."""
    with register.read() as session:
        return _sheet(register, row(session, Meeting, meeting_id))


def invite(
    session: Session,
    register: Register,
    meeting: Meeting,
    note: str = "",
    only: Collection[int] | None = None,
) -> None:
    """Queue the invitation, or its update, to everybody expected whom mail reaches; with `only`, to those people.

    What still waited in the outbox for them is withdrawn: one calendar entry, as things stand now.
    """
    asked = [one for one in meeting.attendances if only is None or one.person_id in only]
    _withdraw(session, register, meeting, {one.person_id for one in asked})
    asked = [one for one in asked if channel_for(one.person) is Channel.SMTP]
    if not asked:
        return
    status = f"Update {meeting.sequence}" if meeting.sequence else "Invitation"
    frozen = _frozen(_sheet(register, meeting, note), DocumentKind.INVITATION, meeting, status)
    frozen = replace(frozen, reading=_notice(session, register, meeting))
    document = keep_document(session, register, meeting, frozen)
    queue(session, register, document, [Recipient(one.person_id, because(one)) for one in asked])


def release(session: Session, register: Register, meeting: Meeting, people: Collection[int], reason: str) -> None:
    """Tell `people` that the meeting is off for them, those whom mail reaches and who were told of it; say `reason`.

    To the others nothing goes: their invitation is taken back out of the outbox.
    """
    known = told(session, meeting.group)
    _withdraw(session, register, meeting, set(people))
    heard = [row(session, Person, one) for one in sorted(people) if meeting.id in known.get(one, {})]
    heard = [one for one in heard if channel_for(one) is Channel.SMTP]
    if not heard:
        return
    sheet = replace(
        _sheet(register, meeting),
        method=Method.CANCEL,
        reason=reason,
        attendees=_mailboxes(heard),
        optional=(),
    )
    frozen = _frozen(sheet, DocumentKind.CANCELLATION, meeting, "Cancelled")
    document = keep_document(session, register, meeting, frozen)
    queue(session, register, document, [Recipient(one.id, "was invited") for one in heard])


def _sheet(register: Register, meeting: Meeting, note: str = "") -> InvitationSheet:
    coming = [one for one in meeting.attendances if one.state is not AttendanceState.ABSENT]
    counting = [one.person for one in coming if one.capacity is not Capacity.IN_ATTENDANCE]
    others = [one.person for one in coming if one.capacity is Capacity.IN_ATTENDANCE]
    return InvitationSheet(
        uid=meeting.uid,
        sequence=meeting.sequence,
        stamp=register.now(),
        starts=meeting.starts,
        ends=meeting.ends,
        title=f"{meeting.group.name} ({meeting.ref})",
        organizer=_organizer(meeting),
        attendees=_mailboxes(counting),
        optional=_mailboxes(others),
        place=meeting.place,
        link=meeting.online_link,
        description=note,
    )


def _mailboxes(people: Iterable[Person]) -> tuple[Mailbox, ...]:
    """Those whom mail can reach; the others are told on paper."""
    return tuple(Mailbox(one.name, one.email) for one in people if reachable(one))


def _organizer(meeting: Meeting) -> Mailbox:
    """Whoever answers come to, where they have an address."""
    answers = answers_to(meeting)
    return next(iter(_mailboxes(filter(None, [answers]))), Mailbox(meeting.group.partnering.name, NO_ADDRESS))


def _frozen(sheet: InvitationSheet, kind: DocumentKind, meeting: Meeting, status: str) -> Frozen:
    from partnering_desk.documents.invitation import invitation_ics

    name = f"{meeting.ref.replace('/', '-')} {kind.value}.ics"
    return Frozen(kind, meeting.sequence, status, name, MEDIA_TYPE, invitation_ics(sheet))


def _notice(session: Session, register: Register, meeting: Meeting) -> Reading:
    """The notice, for the mail that brings the invitation: when it was first given stays on it."""
    from partnering_desk.documents.notice import notice_outline
    from partnering_desk.documents.reading import reading

    given = first_given(session, meeting) or register.today()
    return reading(notice_outline(notice_sheet(session, register, meeting, given)))


def because(attendance: Attendance) -> str:
    """As what somebody is called to a meeting, in words."""
    return {
        Capacity.MEMBER: "Group Member",
        Capacity.DELEGATE: "delegate",
        Capacity.IN_ATTENDANCE: "in attendance",
    }[attendance.capacity]


def _withdraw(session: Session, register: Register, meeting: Meeting, people: Collection[int]) -> None:
    kinds = (DocumentKind.INVITATION, DocumentKind.CANCELLATION)
    asked = (
        select(Dispatch)
        .join(Dispatch.document)
        .where(Document.meeting_id == meeting.id, Document.kind.in_(kinds), Dispatch.person_id.in_(people))
        .where(Dispatch.state.in_(NOT_GONE))
    )
    for dispatch in session.scalars(asked.order_by(Dispatch.id)):
        dispatch.state, dispatch.done_at = DispatchState.WITHDRAWN, register.now()
