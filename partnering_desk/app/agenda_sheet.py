"""The agenda as a document: what it shows, and what has changed since it was circulated."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import AgendaRow, rows_of
from partnering_desk.app.lookups import office_holders, row
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import (
    AgendaLine,
    AgendaSheet,
    Column,
    Gap,
    Header,
    Paper,
    Present,
    Tone,
)
from partnering_desk.records.models import (
    Attendance,
    Capacity,
    Circulation,
    Document,
    DocumentKind,
    Meeting,
    Office,
)
from partnering_desk.rules.agenda import gap_sentence
from partnering_desk.rules.clause import G5_5
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import IN_ATTENDANCE, PartyRole
from partnering_desk.rules.wording import count, show_long, show_moment, show_time, show_times

DRAFT = "Draft agenda, not yet circulated"
OPEN_COPY = "without confidential items"
"""What a copy is called that leaves confidential items out (P9)."""


@dataclass(frozen=True, slots=True)
class ItemBasis:
    """What was said of one item when the agenda was circulated."""

    id: int
    title: str
    purpose: str
    minutes: int
    presenter: str
    confidential: bool
    papers: tuple[str, ...]


def agenda_sheet(register: Register, meeting_id: int, *, without_confidential: bool = False) -> AgendaSheet:
    """Everything that the agenda of a meeting shows as it stands now: a draft, until it is what was circulated."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        last = last_circulated(session, meeting)
        if last is None:
            return sheet_of(meeting, register, without_confidential=without_confidential)
        version, status = last.document.version, last.document.status
        if changes_since(last.document.basis, meeting):
            version, status = 0, f"Draft agenda, changed since version {version} was circulated"
        return sheet_of(meeting, register, status=status, version=version, without_confidential=without_confidential)


def last_circulated(session: Session, meeting: Meeting) -> Circulation | None:
    """The last circulation of a meeting's whole agenda."""
    return session.scalars(
        select(Circulation)
        .join(Document, Circulation.document_id == Document.id)
        .where(Circulation.meeting_id == meeting.id, Document.kind == DocumentKind.AGENDA)
        .order_by(Document.version.desc(), Document.copy_for, Circulation.id)
        .limit(1)
    ).first()


def sheet_of(
    meeting: Meeting,
    register: Register,
    *,
    status: str = DRAFT,
    version: int = 0,
    without_confidential: bool = False,
) -> AgendaSheet:
    """As `agenda_sheet`, bearing the words of `status` and a version."""
    chairs = office_holders(meeting.group, Office.CHAIR, meeting.starts.date())
    return AgendaSheet(
        header=Header(
            partnering=meeting.group.partnering.name,
            group=meeting.group.name,
            reference=meeting.ref,
            when=f"{show_long(meeting.starts.date())}, {show_times(meeting.starts, meeting.ends)}",
            place=meeting.place,
            status=status,
            tone=Tone.QUIET if version else Tone.CARE,
            version=version,
            author=register.who,
            made=register.now(),
        ),
        lines=tuple(_line(one, without_confidential) for one in rows_of(meeting)),
        chair=short_name(chairs[-1].name) if chairs else "",
        invited=invited(meeting),
        remarks=_remarks(meeting),
        closing=_closing(meeting),
    )


def basis_of(meeting: Meeting) -> str:
    """What the agenda says now, as JSON kept with a circulated version, so that changes can be told later."""
    items = [asdict(_item_basis(one)) for one in rows_of(meeting)]
    return json.dumps(
        {"starts": meeting.starts.isoformat(), "place": meeting.place, "items": items}, ensure_ascii=False
    )


def papers_named(basis: str) -> frozenset[str]:
    """The references of the papers that a circulated version names."""
    return frozenset(ref for one in json.loads(basis)["items"] for ref in one["papers"]) if basis else frozenset()


def changes_since(basis: str, meeting: Meeting) -> tuple[str, ...]:
    """What differs between a circulated version and the agenda now, one sentence each."""
    if not basis:
        return ()
    kept = json.loads(basis)
    was = {one["id"]: ItemBasis(**{**one, "papers": tuple(one["papers"])}) for one in kept["items"]}
    now = {one.id: _item_basis(one) for one in rows_of(meeting)}
    return (
        *_meeting_changes(kept, meeting),
        *(f"Added: {one.title}." for one in now.values() if one.id not in was),
        *(f"Taken off: {one.title}." for one in was.values() if one.id not in now),
        *(words for one in now.values() if one.id in was for words in _item_changes(was[one.id], one)),
        *_order_changes(was, now),
    )


def _meeting_changes(kept: Mapping[str, str], meeting: Meeting) -> list[str]:
    found = []
    starts = datetime.fromisoformat(kept["starts"])
    if starts != meeting.starts:
        found.append(f"The meeting moved from {show_moment(starts)} to {show_moment(meeting.starts)}.")
    if kept["place"] != meeting.place:
        found.append(f"The place is now {meeting.place or 'open'}.")
    return found


def _item_changes(was: ItemBasis, now: ItemBasis) -> list[str]:
    found = []
    if was.title != now.title:
        found.append(f"“{was.title}” is now called “{now.title}”.")
    if was.purpose != now.purpose:
        found.append(f"{now.title}: “{now.purpose}”, no longer “{was.purpose}”.")
    if was.minutes != now.minutes:
        found.append(f"{now.title}: {count(now.minutes, 'minute')}, no longer {was.minutes}.")
    if was.presenter != now.presenter:
        found.append(f"{now.title}: presented by {now.presenter or 'nobody named'}.")
    if was.confidential != now.confidential:
        found.append(f"{now.title}: {'now' if now.confidential else 'no longer'} confidential.")
    found += [f"{now.title}: paper {ref} attached." for ref in now.papers if ref not in was.papers]
    found += [f"{now.title}: paper {ref} withdrawn." for ref in was.papers if ref not in now.papers]
    return found


def _order_changes(was: Mapping[int, ItemBasis], now: Mapping[int, ItemBasis]) -> list[str]:
    before = [one for one in was if one in now]
    after = [one for one in now if one in was]
    return ["The order of the items changed."] if before != after else []


def _item_basis(item: AgendaRow) -> ItemBasis:
    return ItemBasis(
        id=item.id,
        title=item.title,
        purpose=item.purpose.words,
        minutes=item.minutes,
        presenter=item.presenter,
        confidential=bool(item.confidential_because),
        papers=tuple(paper.ref for paper in item.papers),
    )


def _line(item: AgendaRow, without_confidential: bool) -> AgendaLine:
    line = AgendaLine(
        number=str(item.number),
        title=item.title,
        purpose=item.purpose.words,
        presenter=item.presenter,
        time=show_time(item.starts),
        length=f"{item.minutes} min" if item.minutes else "",
        source=_source(item),
        clause=item.clause,
        papers=tuple(Paper(paper.ref, paper.title) for paper in item.papers),
    )
    if not (item.confidential_because and without_confidential):
        return line
    gap = Gap(gap_sentence(item.confidential_because))
    return AgendaLine(line.number, "Confidential item", time=line.time, length=line.length, gap=gap)


def _source(item: AgendaRow) -> str:
    said = item.where if item.source else ""
    if not item.confidential_because:
        return said
    confidential = f"Confidential: {item.confidential_because}"
    return f"{said}. {confidential}" if said else confidential


def _remarks(meeting: Meeting) -> tuple[str, ...]:
    quorum = f"Both parties must be represented for the group to decide ({G5_5.ref})."
    return (quorum, f"Join online: {meeting.online_link}") if meeting.online_link else (quorum,)


def _closing(meeting: Meeting) -> tuple[str, ...]:
    """When the group meets next, if that is planned."""
    session = Session.object_session(meeting)
    following = select(Meeting).where(
        Meeting.group_id == meeting.group_id, Meeting.starts > meeting.starts, Meeting.cancelled_at.is_(None)
    )
    coming = session.scalars(following.order_by(Meeting.starts).limit(1)).first() if session is not None else None
    if coming is None:
        return ()
    at = f" at {coming.place}" if coming.place else ""
    return (f"The next meeting is on {show_long(coming.starts.date())}, {show_time(coming.starts)}{at}.",)


def invited(meeting: Meeting) -> tuple[Column, ...]:
    """Members by party, then who else is asked to a meeting."""
    columns = [
        Column(party.words, tuple(_present(one) for one in meeting.attendances if one.party is party))
        for party in PartyRole
    ]
    others = tuple(_present(one) for one in meeting.attendances if one.capacity is Capacity.IN_ATTENDANCE)
    return (*columns, Column(IN_ATTENDANCE, others)) if others else tuple(columns)


def _present(attendance: Attendance) -> Present:
    stands_in = attendance.capacity is Capacity.DELEGATE and attendance.membership is not None
    organisation = attendance.person.organisation
    return Present(
        name=short_name(attendance.person.name),
        remarks=(attendance.role,) if attendance.role else (),
        delegate_for=short_name(attendance.membership.person.name)
        if stands_in and attendance.membership is not None
        else "",
        organisation=organisation.name if organisation is not None else "",
    )
