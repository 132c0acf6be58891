"""Minutes go out: frozen with their fingerprint, to everybody they must go to (Governance 5.4.5; practice P7, P9)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_sheet import OPEN_COPY
from partnering_desk.app.circulation import Frozen, Recipient, keep_document, queue, withdraw_waiting
from partnering_desk.app.lookups import row
from partnering_desk.app.minutes_approval import confirmed_at, fingerprint_of, last_approval
from partnering_desk.app.minutes_clock import clock_of, first_circulation, require_reason
from partnering_desk.app.minutes_recipients import recipients_of
from partnering_desk.app.minutes_sheet import Standing, sheet_of
from partnering_desk.app.recipients import AS_THEY_WANT, Chosen, RecipientRow, to_queue
from partnering_desk.app.record import with_record
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import fingerprint, from_json, to_json
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import Document, DocumentKind, Meeting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.confirming import check_can_circulate
from partnering_desk.rules.decisions import check_minutes_may_change


def circulate_minutes(
    register: Register,
    meeting_id: int,
    late_because: str = "",
    chosen: Chosen = AS_THEY_WANT,
) -> int:
    """Freeze the minutes as their next version and queue a copy to everybody they go to; the version's number.

    `chosen` says what differs for single people; others get theirs as they want it. Raises `Refusal` before the
    meeting is closed or the chair has approved what they say now, when they are late without a reason (Governance
    5.4.5), when nothing has changed since they went out, once they are confirmed, or when what was chosen cannot be.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        last = last_document(session, meeting)
        recipients = recipients_of(meeting)
        _check(session, register, meeting, last, recipients)
        first = first_circulation(session, meeting) is None
        if first:
            require_reason(session, meeting, register.today(), late_because)
        withdraw_waiting(session, register, meeting, DocumentKind.MINUTES)
        version = last.version + 1 if last is not None else 1
        reason = late_because.strip() if first else ""
        for whole, copy_for in ((True, ""), (False, OPEN_COPY)):
            copies = to_queue((one for one in recipients if one.whole is whole), chosen)
            if copies or whole:
                _send(session, register, meeting, version, copy_for, copies, reason)
        return version


def check_reason(register: Register, meeting_id: int, late_because: str) -> None:
    """Nothing, when the minutes may go out today with that reason (Governance 5.4.5). Raises `Refusal` when not."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        if first_circulation(session, meeting) is None:
            require_reason(session, meeting, register.today(), late_because)


def last_document(session: Session, meeting: Meeting, copy_for: str = "") -> Document | None:
    """The last frozen version of the minutes of `meeting`."""
    return session.scalar(
        select(Document)
        .where(
            Document.meeting_id == meeting.id,
            Document.kind == DocumentKind.MINUTES,
            Document.copy_for == copy_for,
        )
        .order_by(Document.id.desc())
        .limit(1)
    )


def freeze(session: Session, register: Register, meeting: Meeting, sheet: MinutesSheet, copy_for: str) -> Document:
    """Keep minutes as they are, for good: the PDF's bytes, what its mails say, and what both were made from."""
    from partnering_desk.documents.minutes import minutes_pdf
    from partnering_desk.documents.minutes_outline import minutes_outline
    from partnering_desk.documents.reading import reading

    version, status = sheet.header.version, sheet.header.status
    words = [meeting.ref.replace("/", "-"), "minutes", f"version {version}" if version > 1 else ""]
    words += ["confirmed" if sheet.confirmation else "", copy_for]
    recorded = replace(sheet, header=with_record(session, sheet.header))
    frozen = Frozen(
        kind=DocumentKind.MINUTES,
        version=version,
        status=status,
        filename=" ".join(filter(None, words)) + ".pdf",
        media_type="application/pdf",
        content=minutes_pdf(recorded),
        reading=reading(minutes_outline(recorded)),
        copy_for=copy_for,
    )
    document = keep_document(session, register, meeting, frozen)
    document.basis = to_json(sheet)
    return document


def _check(
    session: Session, register: Register, meeting: Meeting, last: Document | None, recipients: tuple[RecipientRow, ...]
) -> None:
    check_minutes_may_change(meeting.ref, confirmed_at(session, meeting))
    approval = last_approval(session, meeting)
    now = fingerprint_of(session, register, meeting)
    fallen = approval is not None and approval.fingerprint != now
    check_can_circulate(meeting.ref, meeting.closed_at is not None, approval is not None, fallen)
    if last is not None and fingerprint(from_json(last.basis)) == now:
        raise Refusal(f"Nothing has changed since version {last.version} of these minutes went out.")
    if not recipients:
        raise Refusal(f"Nobody is recorded at {meeting.ref}, so there is nobody to send its minutes to.")


def _send(
    session: Session,
    register: Register,
    meeting: Meeting,
    version: int,
    copy_for: str,
    recipients: tuple[Recipient, ...],
    late_because: str,
) -> None:
    standing = Standing(version, last_approval(session, meeting), bool(copy_for))
    document = freeze(session, register, meeting, sheet_of(session, register, meeting, standing), copy_for)
    circulation = queue(session, register, document, recipients)
    circulation.working_days_used = clock_of(session, meeting, register.today()).day
    circulation.late_because = late_because
