"""Everything kept in the register as a file: papers, and documents as they went out, with their fingerprints."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from partnering_desk.app.agenda_view import size_words
from partnering_desk.app.contents import CHUNK, Kept, Proof
from partnering_desk.app.faults import Fault
from partnering_desk.app.papers import paper_rows
from partnering_desk.app.register import Register
from partnering_desk.records.models import Document, DocumentKind, Meeting

_KINDS = {
    DocumentKind.AGENDA: "Agenda",
    DocumentKind.MINUTES: "Minutes",
    DocumentKind.INVITATION: "Invitation",
    DocumentKind.CANCELLATION: "Cancellation",
    DocumentKind.NOTICE: "Notice",
    DocumentKind.REMINDER: "Reminder",
}


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One kept file. `words` say how long it is, `status` what it bears or what became of it."""

    kept: Kept
    kind: str
    ref: str
    title: str
    group: str
    meeting_id: int | None
    meeting_ref: str
    item: str
    filename: str
    words: str
    status: str
    sha256: str
    at: datetime
    by: str
    withdrawn: bool = False


def kept_rows(register: Register) -> tuple[KeptRow, ...]:
    """Every paper and frozen document of the partnering, the latest first."""
    rows = [*_papers(register), *_documents(register)]
    return tuple(sorted(rows, key=lambda one: (one.at, one.kept.id), reverse=True))


def recognise(register: Register, path: Path) -> Proof:
    """Say whether the file at `path` is, byte for byte, one that the register keeps.

    Raises `Fault` when it cannot be read.
    """
    try:
        with path.open("rb") as source:
            digest = hashlib.sha256()
            while chunk := source.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise Fault(f"{path.name} could not be read: {error.strerror}. Choose another file.") from error
    found = next((one for one in kept_rows(register) if one.sha256 == digest.hexdigest()), None)
    if found is None:
        return Proof(False, f"{path.name} is not a file of this register: nothing here has its fingerprint.")
    return Proof(True, f"{path.name} is {found.kind.lower()} {found.ref} “{found.title}”, unchanged.")


def _papers(register: Register) -> list[KeptRow]:
    return [
        KeptRow(
            kept=Kept(one.id, paper=True),
            kind="Paper",
            ref=one.ref,
            title=one.title,
            group=one.group,
            meeting_id=one.meeting_id,
            meeting_ref=one.meeting_ref,
            item=one.item,
            filename=one.filename,
            words=one.words,
            status="Withdrawn" if one.withdrawn_at is not None else "",
            sha256=one.sha256,
            at=one.added_at,
            by=one.added_by,
            withdrawn=one.withdrawn_at is not None,
        )
        for one in paper_rows(register)
    ]


def _documents(register: Register) -> list[KeptRow]:
    with register.read() as session:
        found = session.scalars(
            select(Document)
            .where(Document.partnering_id == register.partnering_id)
            .options(joinedload(Document.meeting).joinedload(Meeting.group), joinedload(Document.group))
        )
        return [_document_row(one) for one in found]


def _document_row(document: Document) -> KeptRow:
    kind, meeting = _KINDS[document.kind], document.meeting
    group = meeting.group if meeting is not None else document.group
    ref = meeting.ref if meeting is not None else ""
    numbered = document.kind in (DocumentKind.AGENDA, DocumentKind.MINUTES)
    version = f", version {document.version}" if numbered else ""
    copy = f", {document.copy_for}" if document.copy_for else ""
    return KeptRow(
        kept=Kept(document.id, paper=False),
        kind=kind,
        ref=ref,
        title=f"{kind}{version}{copy}" if meeting is not None else Path(document.filename).stem,
        group=group.name if group is not None else "",
        meeting_id=document.meeting_id,
        meeting_ref=ref,
        item="",
        filename=document.filename,
        words=size_words(document.size),
        status=document.status,
        sha256=document.sha256,
        at=document.made_at,
        by=document.made_by,
    )
