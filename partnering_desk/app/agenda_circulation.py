"""Circulating an agenda (Governance 5.4.2): when it is due, to whom it goes, and what went out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app import agenda_sheet as sheets
from partnering_desk.app.agenda_recipients import agenda_recipients
from partnering_desk.app.agenda_view import (
    AgendaRow,
    Timing,
    on_agenda,
    removed_of,
    rows_of,
    timing_of,
)
from partnering_desk.app.circulation import Frozen, Recipient, keep_document, queue, withdraw_waiting
from partnering_desk.app.lookups import calendar_of, row, settings_on
from partnering_desk.app.recipients import AS_THEY_WANT, Chosen, RecipientRow, to_queue
from partnering_desk.app.record import with_record
from partnering_desk.app.register import Register
from partnering_desk.app.unprintable import unprintable_words
from partnering_desk.records.models import Circulation, DispatchState, DocumentKind, Meeting, Person
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.minutes import agenda_deadline
from partnering_desk.rules.obligations import due_words
from partnering_desk.rules.wording import count, show_date, show_day
from partnering_desk.rules.working_days import CountedDate


@dataclass(frozen=True, slots=True)
class AgendaView:
    """Everything that the Prepare page shows of one meeting."""

    meeting_id: int
    ref: str
    rows: tuple[AgendaRow, ...]
    removed: tuple[AgendaRow, ...]
    timing: Timing
    due: CountedDate
    due_words: str
    circulated: str
    """"Version 1 went to 8 people on Wed 4 Nov 2026"; empty before it went out."""
    changes: tuple[str, ...]
    """What differs from the version that went out."""
    recipients: tuple[RecipientRow, ...]
    closed_words: str
    """Why the agenda can no longer be changed; empty while it can."""
    unprintable_words: str
    """Which letters could not be printed, while the agenda can still be changed."""
    presenters: tuple[tuple[int, str], ...]


def agenda_view(register: Register, meeting_id: int) -> AgendaView:
    """Everything that the Prepare page shows, asked at once."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        last = sheets.last_circulated(session, meeting)
        due, closed = _deadline(session, meeting), _closed_words(meeting)
        calendar = calendar_of(session, meeting.group.partnering_id)
        return AgendaView(
            meeting_id=meeting.id,
            ref=meeting.ref,
            rows=rows_of(meeting),
            removed=removed_of(meeting),
            timing=timing_of(meeting),
            due=due,
            due_words=due_words(due.date, register.today(), calendar),
            circulated=_circulated_words(last) if last is not None else "",
            changes=sheets.changes_since(last.document.basis, meeting) if last is not None else (),
            recipients=agenda_recipients(meeting),
            closed_words=closed,
            unprintable_words="" if closed else unprintable_words(sheets.sheet_of(meeting, register)),
            presenters=_presenters(session, meeting),
        )


def agenda_pdf(register: Register, meeting_id: int, *, large: bool = False) -> bytes:
    """The agenda as it stands, as a PDF: a draft, until it is what was circulated. It can be had in large print."""
    from partnering_desk.documents import agenda
    from partnering_desk.documents.tagged.scale import LARGE, NORMAL

    return agenda.agenda_pdf(sheets.agenda_sheet(register, meeting_id), LARGE if large else NORMAL)


def circulate_agenda(register: Register, meeting_id: int, chosen: Chosen = AS_THEY_WANT) -> int:
    """Freeze the agenda as its next version and queue it to everybody called; give the version's number.

    `chosen` says what differs for single people. Raises `Refusal` when there is nothing on it, nobody to send it to,
    nothing has changed since the last version, the meeting has been opened or cancelled, or what was chosen cannot be.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        last = sheets.last_circulated(session, meeting)
        recipients = agenda_recipients(meeting)
        _check_can_circulate(meeting, last, recipients)
        version = last.document.version + 1 if last is not None else 1
        withdraw_waiting(session, register, meeting, DocumentKind.AGENDA)
        for whole, copy_for in ((True, ""), (False, sheets.OPEN_COPY)):
            copies = to_queue((one for one in recipients if one.whole is whole), chosen)
            _send(session, register, meeting, version, copy_for, copies)
        return version


def _presenters(session: Session, meeting: Meeting) -> tuple[tuple[int, str], ...]:
    """Who may present an item: those called to the meeting first, then everybody else of the partnering."""
    called = {one.person_id: one.person.name for one in meeting.attendances}
    everybody = session.execute(
        select(Person.id, Person.name)
        .where(Person.partnering_id == meeting.group.partnering_id, Person.merged_into_id.is_(None))
        .order_by(Person.name)
    )
    return tuple((called | {one.id: one.name for one in everybody}).items())


def _deadline(session: Session, meeting: Meeting) -> CountedDate:
    partnering_id, day = meeting.group.partnering_id, meeting.starts.date()
    return agenda_deadline(calendar_of(session, partnering_id), day, settings_on(session, partnering_id, day))


def _circulated_words(circulation: Circulation) -> str:
    people = sum(one.state is not DispatchState.WITHDRAWN for one in circulation.dispatches)
    return (
        f"Version {circulation.document.version} went to {count(people, 'person', 'people')} "
        f"on {show_date(circulation.circulated_at.date())}"
    )


def _closed_words(meeting: Meeting) -> str:
    if meeting.cancelled_at is not None:
        return f"{meeting.ref} was cancelled: {meeting.cancelled_because}"
    if meeting.closed_at is not None:
        return f"{meeting.ref} is over, so its agenda stays as it was."
    return ""


def _check_can_circulate(meeting: Meeting, last: Circulation | None, recipients: Collection[RecipientRow]) -> None:
    if meeting.cancelled_at is not None or meeting.opened_at is not None:
        why = "was cancelled" if meeting.cancelled_at is not None else "has been opened"
        raise Refusal(f"{meeting.ref} {why}, so its agenda is not circulated any more.")
    if not on_agenda(meeting):
        raise Refusal("There is nothing on the agenda yet. Add the first item.")
    if not recipients:
        raise Refusal(f"{meeting.group.name} has no members on that day. Appoint them in Groups and people.")
    if last is not None and last.document.basis and not sheets.changes_since(last.document.basis, meeting):
        raise Refusal(f"Nothing has changed since version {last.document.version} went out.")


def _send(
    session: Session,
    register: Register,
    meeting: Meeting,
    version: int,
    copy_for: str,
    recipients: Collection[Recipient],
) -> None:
    if not recipients:
        return
    from partnering_desk.documents.agenda import agenda_pdf
    from partnering_desk.documents.agenda_outline import agenda_outline
    from partnering_desk.documents.reading import reading

    status = f"Circulated {show_day(register.today())}"
    sheet = sheets.sheet_of(meeting, register, status=status, version=version, without_confidential=bool(copy_for))
    recorded = replace(sheet, header=with_record(session, sheet.header))
    named = f"{meeting.ref.replace('/', '-')} agenda" + (f" version {version}" if version > 1 else "")
    frozen = Frozen(
        kind=DocumentKind.AGENDA,
        version=version,
        status=status,
        filename=f"{named} {copy_for}".strip() + ".pdf",
        media_type="application/pdf",
        content=agenda_pdf(recorded),
        reading=reading(agenda_outline(recorded)),
        copy_for=copy_for,
    )
    document = keep_document(session, register, meeting, frozen)
    document.basis = sheets.basis_of(meeting)
    queue(session, register, document, recipients)
