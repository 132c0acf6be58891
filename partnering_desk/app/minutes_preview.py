"""The minutes as a page shows them while they are worked on: as they stand now, or as they were frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.lookups import row
from partnering_desk.app.minutes_circulation import last_document
from partnering_desk.app.minutes_file import NOT_OUT, record_words
from partnering_desk.app.minutes_sheet import Standing, sheet_of
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import fingerprint, from_json
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import Meeting


@dataclass(frozen=True, slots=True)
class Preview:
    """What is previewed: the sheet, its pages as a PDF, all of it as plain text, and which file is the record."""

    sheet: MinutesSheet
    pdf: bytes
    text: str
    record: str


def minutes_text(sheet: MinutesSheet) -> str:
    """Everything that the minutes say as plain text: for a screen reader, and to be searched or copied."""
    from partnering_desk.documents.minutes_outline import minutes_outline
    from partnering_desk.documents.plain import outline_text

    return outline_text(minutes_outline(sheet))


@dataclass(frozen=True, slots=True)
class Typed:
    """Notes of an item that are being typed and are not kept yet."""

    item_id: int
    notes: str


def preview(
    register: Register, meeting_id: int, shown: MinutesSheet | None = None, typed: Typed | None = None
) -> Preview | None:
    """The minutes as they stand; the frozen version where nothing changed since, or they are confirmed.

    What is `typed` at the moment is previewed as if it were kept. None when that is what is `shown` already.
    """
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        sheet = sheet_of(session, register, meeting, Standing())
        sheet = replace(sheet, header=replace(sheet.header, made=None))
        if typed is not None:
            sheet = _with_typed(sheet, meeting, typed)
        last = last_document(session, meeting)
        kept = from_json(last.basis) if last is not None else None
        if last is not None and kept is not None and (kept.confirmation or fingerprint(kept) == fingerprint(sheet)):
            return (
                None if kept == shown else Preview(kept, last.content.content, minutes_text(kept), record_words(last))
            )
    if sheet == shown:
        return None
    from partnering_desk.documents.minutes import minutes_pdf

    return Preview(sheet, minutes_pdf(sheet), minutes_text(sheet), NOT_OUT)


def _with_typed(sheet: MinutesSheet, meeting: Meeting, typed: Typed) -> MinutesSheet:
    number = next((str(at) for at, one in enumerate(on_agenda(meeting), 1) if one.id == typed.item_id), "")
    return replace(
        sheet, items=tuple(replace(one, notes=typed.notes) if one.number == number else one for one in sheet.items)
    )
