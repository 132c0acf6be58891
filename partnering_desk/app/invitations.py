"""Invitations as calendar entries: asked on scheduling, updated on moving, called off on cancelling.

The mail that brings one says the notice of the meeting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.circulation import Frozen, Recipient, keep_document, queue, reachable
from partnering_desk.app.lookups import row
from partnering_desk.app.notice import answers_to, first_given, notice_sheet
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import InvitationSheet, Mailbox, Method, Reading
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
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
    """Queue the invitation, or its update, to everybody expected; with `only`, to those people.

    What still waited in the outbox for them is withdrawn: one calendar entry, as things stand now.
    """
    asked = [one for one in meeting.attendances if only is None or one.person_id in only]
    if not asked:
        return
    _withdraw(session, register, meeting, {one.person_id for one in asked})
    status = f"Update {meeting.sequence}" if meeting.sequence else "Invitation"
    frozen = _frozen(_sheet(register, meeting, note), DocumentKind.INVITATION, meeting, status)
    frozen = replace(frozen, reading=_notice(session, register, meeting))
    document = keep_document(session, register, meeting, frozen)
    queue(session, register, document, [Recipient(one.person_id, _because(one)) for one in asked])


def release(session: Session, register: Register, meeting: Meeting, people: Collection[int], reason: str) -> None:
    """Tell `people` that the meeting is off for them, those who were ever told of it; `reason` is said.

    To the others nothing goes: their invitation is taken back out of the outbox.
    """
    heard = _heard(session, meeting, people)
    _withdraw(session, register, meeting, set(people))
    if not heard:
        return
    told = [row(session, Person, person_id) for person_id in sorted(heard)]
    sheet = replace(
        _sheet(register, meeting),
        method=Method.CANCEL,
        reason=reason,
        attendees=_mailboxes(told),
        optional=(),
    )
    frozen = _frozen(sheet, DocumentKind.CANCELLATION, meeting, "Cancelled")
    document = keep_document(session, register, meeting, frozen)
    queue(session, register, document, [Recipient(one.id, "was invited") for one in told])


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


def _because(attendance: Attendance) -> str:
    return {
        Capacity.MEMBER: "Group Member",
        Capacity.DELEGATE: "delegate",
        Capacity.IN_ATTENDANCE: "in attendance",
    }[attendance.capacity]


def _dispatches(session: Session, meeting: Meeting, people: Collection[int]) -> list[Dispatch]:
    kinds = (DocumentKind.INVITATION, DocumentKind.CANCELLATION)
    asked = (
        select(Dispatch)
        .join(Dispatch.document)
        .where(Document.meeting_id == meeting.id, Document.kind.in_(kinds), Dispatch.person_id.in_(people))
    )
    return list(session.scalars(asked.order_by(Dispatch.id)))


def _heard(session: Session, meeting: Meeting, people: Collection[int]) -> set[int]:
    """Those whose last word from us, sent or handed over, is that they are invited."""
    gone = (DispatchState.UNANSWERED, DispatchState.SENT, DispatchState.DRAFTED, DispatchState.HANDED_OVER)
    last = {one.person_id: one.document.kind for one in _dispatches(session, meeting, people) if one.state in gone}
    return {person for person, kind in last.items() if kind is DocumentKind.INVITATION}


def _withdraw(session: Session, register: Register, meeting: Meeting, people: Collection[int]) -> None:
    for dispatch in _dispatches(session, meeting, people):
        if dispatch.state in (DispatchState.WAITING, DispatchState.REFUSED):
            dispatch.state = DispatchState.WITHDRAWN
            dispatch.done_at = register.now()
