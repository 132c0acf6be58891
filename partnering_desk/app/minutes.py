"""Minutes: made from the record, checked, approved, frozen and sent, confirmed and corrected (Governance 5.4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.after_notes import add_after_note
from partnering_desk.app.confirming import confirm, correct, take_back_correction
from partnering_desk.app.corrected_circulation import readers_of
from partnering_desk.app.lookups import row
from partnering_desk.app.minutes_approval import Approver, approve, approvers
from partnering_desk.app.minutes_check import Check, Fix, Mends, missing
from partnering_desk.app.minutes_circulation import check_reason, circulate_minutes, last_document
from partnering_desk.app.minutes_clock import ClockRow, clock_of, first_circulation, minutes_clock
from partnering_desk.app.minutes_file import in_form, large_minutes, minutes_bytes
from partnering_desk.app.minutes_preview import Preview, Typed, minutes_text, preview
from partnering_desk.app.minutes_recipients import recipients_of
from partnering_desk.app.minutes_sheet import Standing, minutes_sheet, sheet_of
from partnering_desk.app.recipients import RecipientRow
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import changes, from_json
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import Confirmation, Document, DocumentKind, Meeting
from partnering_desk.rules.minutes import MinutesClock

__all__ = [
    "Approver",
    "Check",
    "ClockRow",
    "Fix",
    "Mends",
    "MinutesView",
    "Preview",
    "RecipientRow",
    "Typed",
    "VersionRow",
    "add_after_note",
    "approve",
    "approvers",
    "check_reason",
    "circulate_minutes",
    "confirm",
    "correct",
    "in_form",
    "large_minutes",
    "minutes_bytes",
    "minutes_clock",
    "minutes_sheet",
    "minutes_text",
    "minutes_view",
    "missing",
    "preview",
    "take_back_correction",
    "versions",
]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One frozen version of the minutes, as it can be opened: what it is and its fingerprint."""

    document_id: int
    version: int
    status: str
    copy_for: str
    filename: str
    made_at: datetime
    made_by: str
    sha256: str
    size: int


def versions(register: Register, meeting_id: int) -> tuple[VersionRow, ...]:
    """Every frozen version of the minutes of a meeting, the first one first."""
    with register.read() as session:
        asked = select(Document).where(Document.meeting_id == meeting_id, Document.kind == DocumentKind.MINUTES)
        return tuple(_version(one) for one in session.scalars(asked.order_by(Document.id)))


def _version(one: Document) -> VersionRow:
    return VersionRow(
        one.id, one.version, one.status, one.copy_for, one.filename, one.made_at, one.made_by, one.sha256, one.size
    )


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Everything beside the preview: what to look at, to whom they go, and how the clock stands.

    `recipients` are those to whom they went, as long as nothing has changed since, else those to whom they would go.
    `clock` is that of today, or of the day on which they went out first; `changes` tells what differs from the version
    that went out, and `confirmed_at` the meeting that confirmed them, after which nothing here changes any more.
    """

    meeting_id: int
    ref: str
    sheet: MinutesSheet
    checks: tuple[Check, ...]
    recipients: tuple[RecipientRow, ...]
    approvers: tuple[Approver, ...]
    clock: MinutesClock
    sent_version: int
    changes: tuple[str, ...]
    confirmed_at: str
    closed: bool

    @property
    def approved(self) -> bool:
        """Whether the chair has approved what the minutes say now."""
        return all(one.ok for one in self.checks if one.must)

    @property
    def needs_reason(self) -> bool:
        """Whether they would go out late for the first time, which needs a reason (Governance 5.4.5)."""
        return self.clock.late and not self.sent_version


def minutes_view(register: Register, meeting_id: int) -> MinutesView:
    """Everything that the Minutes page shows. Raises `Refusal` when there is no such meeting."""
    checks = missing(register, meeting_id)
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        sheet = sheet_of(session, register, meeting, Standing())
        last, first = last_document(session, meeting), first_circulation(session, meeting)
        on = first.circulated_at.date() if first is not None else register.today()
        changed = changes(from_json(last.basis), sheet) if last is not None else ()
        went = last is not None and not changed
        return MinutesView(
            meeting_id=meeting.id,
            ref=meeting.ref,
            sheet=sheet,
            checks=checks,
            recipients=readers_of(session, meeting) if went else recipients_of(meeting),
            approvers=approvers(register, meeting_id),
            clock=clock_of(session, meeting, on),
            sent_version=last.version if last is not None else 0,
            changes=changed,
            confirmed_at=_confirmed_at(session, meeting),
            closed=meeting.closed_at is not None,
        )


def _confirmed_at(session: Session, meeting: Meeting) -> str:
    found = session.scalar(select(Confirmation).where(Confirmation.meeting_id == meeting.id))
    return found.confirmed_at.ref if found is not None else ""
