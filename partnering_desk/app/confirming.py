"""Minutes confirmed by a later meeting, or corrected by it; every version stays readable (practice P7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_sheet import OPEN_COPY
from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.corrected import corrected
from partnering_desk.app.corrected_circulation import circulate_corrected
from partnering_desk.app.lookups import attendees_of, row, settings_on
from partnering_desk.app.minutes_approval import confirmed_at
from partnering_desk.app.minutes_circulation import freeze, last_document
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.recipients import AS_THEY_WANT, Chosen
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import from_json
from partnering_desk.documents.snapshots import MinutesSheet, Tone
from partnering_desk.records.models import AgendaItem, Confirmation, Correction, Document, Meeting
from partnering_desk.rules.clause import P7, Refusal
from partnering_desk.rules.confirming import check_confirmation, check_correction
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.quorum import quorum_at
from partnering_desk.rules.wording import show_day


def confirm(register: Register, meeting_id: int, at_meeting_id: int, chosen: Chosen = AS_THEY_WANT) -> None:
    """Confirm the minutes of a meeting at a later one, with the corrections that it has recorded.

    Without corrections the version that went out is kept again, bearing "Confirmed on …"; with them the next version
    is, which names what changed and goes to those who were sent the one before; `chosen` says what differs for single
    people. Raises `Refusal` when they are confirmed already or were not circulated, and when the later meeting has
    them not on its agenda, is not being held, or has no quorum at that item.
    """
    with register.write() as session:
        meeting, at = row(session, Meeting, meeting_id), row(session, Meeting, at_meeting_id)
        item = _item_at(meeting, at)
        last = last_document(session, meeting)
        finding = quorum_for_item(session, register, at, item)
        check_confirmation(meeting.ref, last is not None, confirmed_at(session, meeting), at.ref, finding)
        corrections = corrections_of(session, meeting, at)
        kept = _freeze_confirmed(session, register, meeting, at, corrections)
        if corrections:
            circulate_corrected(session, register, meeting, kept, chosen)
        session.add(
            Confirmation(
                meeting_id=meeting.id,
                confirmed_at_id=at.id,
                item_id=item.id,
                document_id=kept[0].id,
                confirmed_on=register.now(),
                recorded_by=register.who,
            )
        )


def correct(
    register: Register, meeting_id: int, at_meeting_id: int, item_id: int | None, text: str, was: str = ""
) -> None:
    """Record that a later meeting corrects the minutes of a meeting: what `item_id` should say (practice P7).

    `was` are the words of its notes that `text` replaces, as they were circulated; without them it adds. Before the
    minutes are confirmed the correction comes in with their confirmation; afterwards it makes the next version at
    once, which goes to those who were sent the one before. Raises `Refusal` when the later meeting cannot correct
    them, or the words do not stand there.
    """
    with register.write() as session:
        meeting, at = row(session, Meeting, meeting_id), row(session, Meeting, at_meeting_id)
        confirmed = confirmed_at(session, meeting)
        finding = quorum_for_item(session, register, at, _item_at(meeting, at, required=confirmed is None))
        last = last_document(session, meeting)
        check_confirmation(meeting.ref, last is not None, None, at.ref, finding)
        check_correction(text, was, notes_of(session, meeting, last, item_id))
        session.add(
            Correction(
                meeting_id=meeting.id,
                made_at_id=at.id,
                item_id=item_id,
                was=was,
                text=text.strip(),
                recorded_at=register.now(),
                recorded_by=register.who,
            )
        )
        session.flush()
        if confirmed is not None:
            made = [corrections_of(session, meeting, at)[-1]]
            kept = _freeze_confirmed(session, register, meeting, at, made, after_confirmation=True)
            circulate_corrected(session, register, meeting, kept, AS_THEY_WANT)


def take_back_correction(register: Register, correction_id: int) -> None:
    """Take back a correction recorded by mistake. Raises `Refusal` once the minutes are confirmed with it."""
    with register.write() as session:
        found = row(session, Correction, correction_id)
        meeting = row(session, Meeting, found.meeting_id)
        if confirmed_at(session, meeting) is not None:
            raise Refusal("That correction stands in the confirmed minutes. Record another that puts it right.", P7)
        session.delete(found)


def corrections_of(session: Session, meeting: Meeting, at: Meeting | None = None) -> list[Correction]:
    """The corrections of the minutes of `meeting`, in order; those that one later meeting made, where it is given."""
    asked = select(Correction).where(Correction.meeting_id == meeting.id).order_by(Correction.id)
    if at is not None:
        asked = asked.where(Correction.made_at_id == at.id)
    return list(session.scalars(asked))


def notes_of(session: Session, meeting: Meeting, last: Document | None, item_id: int | None) -> str:
    """The notes of an item as the last version has them; of the meeting as a whole when there is none."""
    if last is None:
        return ""
    sheet = from_json(last.basis)
    if item_id is None:
        return sheet.opening
    item = row(session, AgendaItem, item_id)
    if item.meeting_id != meeting.id:
        raise Refusal(f"That item is not on the agenda of {meeting.ref}. Choose another.")
    number = number_of(meeting, item_id)
    return next((one.notes for one in sheet.items if one.number == number), "")


def number_of(meeting: Meeting, item_id: int | None) -> str:
    """The number of an item on the agenda of `meeting`; empty when it is not on it."""
    return next((str(at) for at, one in enumerate(on_agenda(meeting), 1) if one.id == item_id), "")


def quorum_for_item(session: Session, register: Register, at: Meeting, item: AgendaItem | None) -> Finding:
    """The quorum of a meeting when it deals with an item: now while it goes on, else when it did (G5.5).

    Raises `Refusal` when the meeting has not been opened, or is adjourned.
    """
    if at.opened_at is None:
        raise Refusal(f"{at.ref} has not been opened, so it cannot confirm or correct minutes yet. Open it first.")
    if any(one.resumed_at is None for one in at.adjournments):
        raise Refusal(f"{at.ref} is adjourned. Resume it first.")
    settings = settings_on(session, at.group.partnering_id, at.starts.date())
    return quorum_at(attendees_of(at), _moment(register, at, item), settings, closing=at.closed_at is not None)


def _moment(register: Register, at: Meeting, item: AgendaItem | None) -> datetime:
    if at.closed_at is None:
        return register.now()
    return (item.finished_at if item is not None else None) or at.closed_at


def _item_at(meeting: Meeting, at: Meeting, required: bool = True) -> AgendaItem:
    """The item of a later meeting that is about the minutes of `meeting`."""
    if at.group_id != meeting.group_id or at.starts <= meeting.starts or at.cancelled_at is not None:
        raise Refusal(f"Only a later meeting of the {meeting.group.name} can confirm or correct these minutes.", P7)
    about = next((one for one in on_agenda(at) if one.about_meeting_id == meeting.id), None)
    if about is None and not required:
        about = next(iter(on_agenda(at)), None)
    if about is None:
        raise Refusal(
            f"The minutes of {meeting.ref} are not on the agenda of {at.ref}. Put them on it under Prepare.", P7
        )
    return about


def _freeze_confirmed(
    session: Session,
    register: Register,
    meeting: Meeting,
    at: Meeting,
    corrections: list[Correction],
    *,
    after_confirmation: bool = False,
) -> list[Document]:
    """Keep the confirmed version, and after it its copy without confidential items where one went out."""
    version = _next_version(session, meeting, bool(corrections))
    kept = []
    for copy_for in ("", OPEN_COPY):
        last = last_document(session, meeting, copy_for)
        if last is not None:
            sheet = corrected(from_json(last.basis), meeting, at.ref, corrections, last.version, version)
            sheet = _marked(register, sheet, at, corrections, after_confirmation)
            kept.append(freeze(session, register, meeting, sheet, copy_for))
    return kept


def _next_version(session: Session, meeting: Meeting, with_corrections: bool) -> int:
    last = session.scalar(
        select(func.max(Document.version)).where(Document.meeting_id == meeting.id, Document.kind == "minutes")
    )
    return (last or 1) + with_corrections


def _marked(
    register: Register, sheet: MinutesSheet, at: Meeting, corrections: list[Correction], after_confirmation: bool
) -> MinutesSheet:
    """The sheet with its new status: confirmed, or corrected after it was."""
    day = show_day(held_on(at))
    how = " as corrected" if corrections else ""
    status = f"Confirmed on {day}"
    confirmation = f"Confirmed{how} at {at.ref} on {day}."
    if after_confirmation:
        status = f"{sheet.header.status.partition(', corrected')[0]}, corrected on {day}"
        confirmation = f"{sheet.confirmation} Corrected at {at.ref} on {day}."
    header = replace(sheet.header, status=status, tone=Tone.GOOD, made=register.now(), author=register.who)
    return replace(sheet, header=header, confirmation=confirmation)
