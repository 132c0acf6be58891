"""Notices on paper: who has no e-mail is handed one list of a group's meetings, not a sheet for each (G5.4.1).

A notice lists every coming meeting of the group to which its people are called, and what has changed since the last
one that they had. One that has not been handed over is replaced by the next, so that nobody has two to be handed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnering_desk.app.circulation import NOT_GONE, Frozen, Recipient, channel_for, keep_document, queue, replaced
from partnering_desk.app.invitations import because
from partnering_desk.app.lookups import office_holders, row
from partnering_desk.app.record import with_record
from partnering_desk.app.register import Register
from partnering_desk.app.told import Listed, basis, listed, told
from partnering_desk.documents.snapshots import DatesSheet, Header, Tone
from partnering_desk.records.models import (
    Attendance,
    Channel,
    Delivery,
    Dispatch,
    Document,
    DocumentKind,
    Group,
    Meeting,
    Office,
    Person,
)
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import show_day, show_long, show_time, show_times

LARGE = "in large print"
"""What a copy is called that is set for people with low vision."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one notice says: the meetings, and what has changed. Those to whom it says the same share it."""

    meetings: tuple[Listed, ...]
    changes: tuple[str, ...]
    large: bool

    @property
    def basis(self) -> str:
        return basis(self.meetings, self.changes)


def notify_on_paper(session: Session, register: Register, group: Group) -> None:
    """Let a notice wait for everybody on paper who is not told yet how `group` meets; to be called after any change.

    For whom nothing has changed since the last one, none waits any more.
    """
    coming = _coming(session, register, group)
    waiting = _waiting(session, group)
    known = told(session, group)
    calls = {one.person_id: one for meeting in coming for one in meeting.attendances}
    wanted: defaultdict[_Said, list[Recipient]] = defaultdict(list)
    for person_id in sorted({*calls, *waiting, *known}):
        person = row(session, Person, person_id)
        held = waiting.get(person_id, [])
        if person.merged_into_id is not None or (channel_for(person) is not Channel.PAPER and not held):
            continue
        said = _said(session, register, person, coming, known.get(person_id, {}))
        if said is not None and [one.document.basis for one in held] == [said.basis]:
            continue
        replaced(register, held)
        if said is not None:
            wanted[said].append(
                Recipient(person_id, because(calls[person_id]) if person_id in calls else "was invited")
            )
    for said, people in wanted.items():
        _send(session, register, group, said, people)


def waiting_for(register: Register, group_id: int) -> tuple[str, ...]:
    """The short names of those for whom a notice of a group's meetings waits."""
    with register.read() as session:
        people = _waiting(session, row(session, Group, group_id))
        return tuple(short_name(row(session, Person, one).name) for one in people)


def _coming(session: Session, register: Register, group: Group) -> Sequence[Meeting]:
    asked = select(Meeting).where(
        Meeting.group_id == group.id,
        Meeting.starts > register.now(),
        Meeting.opened_at.is_(None),
        Meeting.cancelled_at.is_(None),
    )
    whole = asked.options(selectinload(Meeting.attendances).joinedload(Attendance.person))
    return session.scalars(whole.order_by(Meeting.starts, Meeting.id)).all()


def _waiting(session: Session, group: Group) -> dict[int, list[Dispatch]]:
    """The notices of a group that have not been handed over, by person."""
    asked = select(Dispatch).join(Dispatch.document).options(joinedload(Dispatch.document))
    found: defaultdict[int, list[Dispatch]] = defaultdict(list)
    for one in session.scalars(asked.where(Document.group_id == group.id, Dispatch.state.in_(NOT_GONE))):
        found[one.person_id].append(one)
    return found


def _said(
    session: Session, register: Register, person: Person, coming: Sequence[Meeting], known: dict[int, Listed]
) -> _Said | None:
    """What `person` is to be told; None when it is what they know."""
    called = [one for one in coming if any(each.person_id == person.id for each in one.attendances)]
    now = {one.id: listed(one) for one in called}
    before = {number: one for number, one in known.items() if one.starts > register.now()}
    if now == before:
        return None
    changes = tuple(_changes(session, called, before)) if known else ()
    return _Said(tuple(now.values()), changes, person.delivery is Delivery.LARGE_PRINT)


def _changes(session: Session, called: Sequence[Meeting], before: dict[int, Listed]) -> Iterator[str]:
    """What differs from what somebody was told, meeting by meeting: moved, cancelled, released from, called to."""
    for meeting in called:
        was = before.get(meeting.id)
        if was is None:
            yield f"{meeting.ref} is new: {_when(listed(meeting))}."
        elif was != listed(meeting):
            why = f" {_sentence(meeting.moves[-1].reason)}" if meeting.moves else ""
            yield f"{meeting.ref} was to be {_when(was)}; it is now {_when(listed(meeting))}.{why}"
    for number in sorted(before.keys() - {one.id for one in called}):
        meeting = row(session, Meeting, number)
        if meeting.opened_at is not None:
            continue
        if meeting.cancelled_at is not None:
            yield f"{meeting.ref}, {_when(before[number])}, is cancelled. {_sentence(meeting.cancelled_because)}"
        else:
            yield f"{meeting.ref}, {_when(before[number])}: you are no longer asked to attend."


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _when(one: Listed) -> str:
    where = f", {one.place}" if one.place else ""
    return f"{show_long(one.starts.date())} at {show_time(one.starts)}{where}"


def _send(session: Session, register: Register, group: Group, said: _Said, people: Iterable[Recipient]) -> None:
    from partnering_desk.documents.dates import dates_outline
    from partnering_desk.documents.pages import outline_pdf  # ReportLab only when a document is made
    from partnering_desk.documents.reading import reading
    from partnering_desk.documents.tagged import scale

    before = session.scalar(select(func.max(Document.version)).where(Document.group_id == group.id)) or 0
    sheet = _sheet(session, register, group, said)
    sheet = replace(sheet, header=with_record(session, sheet.header))
    outline = dates_outline(sheet)
    frozen = Frozen(
        kind=DocumentKind.NOTICE,
        version=before + 1,
        status=sheet.header.status,
        filename=f"{group.code} notice of meetings {before + 1}.pdf",
        media_type="application/pdf",
        content=outline_pdf(outline, scale.LARGE if said.large else scale.NORMAL),
        reading=reading(outline),
        copy_for=LARGE if said.large else "",
    )
    document = keep_document(session, register, group, frozen)
    document.basis = said.basis
    queue(session, register, document, people)


def _sheet(session: Session, register: Register, group: Group, said: _Said) -> DatesSheet:
    today = register.today()
    header = Header(
        partnering=group.partnering.name,
        group=group.name,
        reference="",
        when="",
        status=f"As of {show_day(today)}",
        tone=Tone.QUIET,
        author=register.who,
        made=register.now(),
    )
    meetings = [row(session, Meeting, one.meeting_id) for one in said.meetings]
    lines = tuple(
        (one.ref, show_long(one.starts.date()), show_times(one.starts, one.ends), one.place) for one in meetings
    )
    if not meetings:
        return DatesSheet(header, f"No coming meeting of the {group.name} calls you.", (), said.changes)
    opening = f"You are called to these meetings of the {group.name}. The list takes the place of any before it."
    return DatesSheet(header, opening, lines, said.changes, _closing(group, today))


def _closing(group: Group, today: date) -> str:
    """Whom to tell who cannot come: the minute taker, else the chair."""
    people = [one for office in (Office.MINUTE_TAKER, Office.CHAIR) for one in office_holders(group, office, today)]
    if not people:
        return ""
    how = f" ({people[0].email})" if people[0].email else ""
    return f"If you cannot come, please tell {people[0].name}{how}."
