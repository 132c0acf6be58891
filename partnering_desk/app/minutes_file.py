"""Minutes as a file, in the form that its name asks for: the pages, a Word document, or an HTML page."""

from __future__ import annotations

from dataclasses import replace

from partnering_desk.app.lookups import row
from partnering_desk.app.minutes_circulation import last_document
from partnering_desk.app.minutes_sheet import minutes_sheet
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import from_json
from partnering_desk.documents.forms import check_form
from partnering_desk.documents.forms import in_form as document_in_form
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import Document, Meeting

NOT_OUT = (
    "This is a draft to work on. The record of these minutes will be the PDF that is circulated, with its fingerprint."
)


def record_words(document: Document) -> str:
    """What says in a copy which file is the record."""
    return (
        f"The record of these minutes is the PDF “{document.filename}” with the fingerprint SHA-256 {document.sha256}. "
        "This copy is for reading and editing."
    )


def minutes_bytes(register: Register, meeting_id: int, suffix: str = ".pdf") -> bytes:
    """The minutes of a meeting as a file with that ending: the version last frozen, else the draft.

    Raises `Refusal` when they cannot be written so.
    """
    check_form(suffix)
    with register.read() as session:
        last = last_document(session, row(session, Meeting, meeting_id))
        if last is not None:
            return in_form(from_json(last.basis), last.content.content, record_words(last), suffix)
    return in_form(minutes_sheet(register, meeting_id), None, NOT_OUT, suffix)


def large_minutes(register: Register, meeting_id: int, suffix: str = ".pdf") -> bytes:
    """The minutes of a meeting in large print: what the version last frozen says, else the draft.

    Raises `Refusal` when the file is not to be a PDF.
    """
    check_form(suffix, large=True)
    from partnering_desk.documents.minutes import minutes_pdf
    from partnering_desk.documents.tagged.scale import LARGE

    with register.read() as session:
        last = last_document(session, row(session, Meeting, meeting_id))
        kept = from_json(last.basis) if last is not None else None
    return minutes_pdf(kept or minutes_sheet(register, meeting_id), LARGE)


def in_form(sheet: MinutesSheet, pdf: bytes | None, record: str, suffix: str) -> bytes:
    """A sheet in the form of an ending; `pdf` are its pages where they are known, `record` says which is the record."""
    from partnering_desk.documents.minutes_outline import minutes_outline

    if suffix.lower() in (".docx", ".html"):
        return document_in_form(minutes_outline(_with_record(sheet, record)), suffix)
    if pdf is not None:
        return pdf
    from partnering_desk.documents.minutes import minutes_pdf

    return minutes_pdf(sheet)


def _with_record(sheet: MinutesSheet, record: str) -> MinutesSheet:
    return replace(sheet, header=replace(sheet.header, record=record))
