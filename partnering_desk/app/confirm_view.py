"""What the Confirm step shows: where minutes stand, who can confirm them, what was corrected, every version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.confirming import corrections_of, number_of, quorum_for_item
from partnering_desk.app.corrected_circulation import readers_of
from partnering_desk.app.lookups import row
from partnering_desk.app.minutes import VersionRow, versions
from partnering_desk.app.minutes_circulation import last_document
from partnering_desk.app.recipients import RecipientRow
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import from_json
from partnering_desk.records.models import AgendaItem, Confirmation, Document, Meeting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.confirming import check_confirmation
from partnering_desk.rules.wording import show_date


@dataclass(frozen=True, slots=True)
class Confirmer:
    """A later meeting with these minutes on its agenda: whether it can confirm them now, and if not why not."""

    meeting_id: int
    ref: str
    starts: datetime
    item: int
    can: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction of these minutes: of which item, by which meeting, what stood there and what shall."""

    correction_id: int
    of: str
    at_ref: str
    was: str
    text: str
    recorded_at: datetime
    recorded_by: str
    at_id: int


@dataclass(frozen=True, slots=True)
class Correctable:
    """An item of the minutes as they went out, and its paragraphs, of which one may be put right."""

    item_id: int
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToConfirmRow:
    """Minutes of an earlier meeting that this meeting has on its agenda to confirm."""

    meeting_id: int
    ref: str
    item: int
    words: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """Everything that the Confirm step of a meeting shows."""

    meeting_id: int
    ref: str
    circulated: bool
    confirmed: str
    """ "Confirmed at CG/2026/07 on Wed 9 Dec 2026"; empty while they are not."""
    confirmers: tuple[Confirmer, ...]
    corrections: tuple[CorrectionRow, ...]
    items: tuple[Correctable, ...]
    versions: tuple[VersionRow, ...]
    brings: tuple[ToConfirmRow, ...]
    readers: tuple[RecipientRow, ...]
    """To whom the next version goes, should there be corrections."""


def confirm_view(register: Register, meeting_id: int) -> ConfirmView:
    """Everything that the Confirm step shows. Raises `Refusal` when there is no such meeting."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        last = last_document(session, meeting)
        confirmation = _confirmation(session, meeting)
        return ConfirmView(
            meeting_id=meeting.id,
            ref=meeting.ref,
            circulated=last is not None,
            confirmed=_confirmed_words(confirmation),
            confirmers=_confirmers(session, register, meeting, last),
            corrections=_corrections(session, meeting),
            items=_items(meeting, last),
            versions=versions(register, meeting_id),
            brings=_brings(session, meeting),
            readers=readers_of(session, meeting),
        )


def _confirmation(session: Session, meeting: Meeting) -> Confirmation | None:
    return session.scalar(select(Confirmation).where(Confirmation.meeting_id == meeting.id))


def _confirmed_words(found: Confirmation | None) -> str:
    if found is None:
        return ""
    return f"Confirmed at {found.confirmed_at.ref} on {show_date(found.confirmed_at.starts.date())}"


def _confirmers(session: Session, register: Register, meeting: Meeting, last: Document | None) -> tuple[Confirmer, ...]:
    """The later meetings that have these minutes on their agendas."""
    asked = (
        select(AgendaItem)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(
            AgendaItem.about_meeting_id == meeting.id,
            AgendaItem.removed_at.is_(None),
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts)
    )
    return tuple(_confirmer(session, register, meeting, item, last) for item in session.scalars(asked))


def _confirmer(
    session: Session, register: Register, meeting: Meeting, item: AgendaItem, last: Document | None
) -> Confirmer:
    at, why_not = item.meeting, ""
    try:
        finding = quorum_for_item(session, register, at, item)
        check_confirmation(meeting.ref, last is not None, None, at.ref, finding)
    except Refusal as refusal:
        why_not = refusal.sentence
    return Confirmer(at.id, at.ref, at.starts, int(number_of(at, item.id) or 0), not why_not, why_not)


def _corrections(session: Session, meeting: Meeting) -> tuple[CorrectionRow, ...]:
    from partnering_desk.documents.prose import plain_text

    found = corrections_of(session, meeting)
    refs = {one.made_at_id: row(session, Meeting, one.made_at_id).ref for one in found}
    return tuple(
        CorrectionRow(
            correction_id=one.id,
            of=f"item {number_of(meeting, one.item_id)}" if one.item_id is not None else "the meeting as a whole",
            at_ref=refs[one.made_at_id],
            was=plain_text(one.was),
            text=plain_text(one.text),
            recorded_at=one.recorded_at,
            recorded_by=one.recorded_by,
            at_id=one.made_at_id,
        )
        for one in found
    )


def _items(meeting: Meeting, last: Document | None) -> tuple[Correctable, ...]:
    if last is None:
        return ()
    notes = {one.number: one.notes for one in from_json(last.basis).items}
    return tuple(
        Correctable(item.id, f"{number}  {item.title}", _paragraphs(notes.get(str(number), "")))
        for number, item in enumerate(on_agenda(meeting), 1)
    )


def _paragraphs(notes: str) -> tuple[str, ...]:
    return tuple(one.strip("\n") for one in notes.split("\n\n") if one.strip())


def _brings(session: Session, meeting: Meeting) -> tuple[ToConfirmRow, ...]:
    rows = []
    for number, item in enumerate(on_agenda(meeting), 1):
        about = item.about_meeting
        if about is None:
            continue
        confirmation = _confirmation(session, about)
        went_out = last_document(session, about) is not None
        words = _confirmed_words(confirmation) or ("circulated" if went_out else "not circulated yet")
        rows.append(ToConfirmRow(about.id, about.ref, number, words, confirmation is not None))
    return tuple(rows)
