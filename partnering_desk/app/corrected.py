"""Circulated minutes with the corrections of a later meeting worked in, each named (practice P7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.documents.snapshots import Correction as Named
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet
from partnering_desk.records.models import Correction, Meeting

_MARKS = "What was removed is struck through after “removed”, what was added is underlined after “added”."


def corrected(
    sheet: MinutesSheet, meeting: Meeting, at_ref: str, corrections: Sequence[Correction], was: int, version: int
) -> MinutesSheet:
    """The sheet of version `was` as version `version`: corrected as decided at `at_ref`, naming what changed."""
    if not corrections:
        return sheet
    numbers = {one.id: str(number) for number, one in enumerate(on_agenda(meeting), 1)}
    by_item: dict[str, list[Correction]] = {}
    for one in corrections:
        by_item.setdefault(numbers.get(one.item_id or 0, ""), []).append(one)
    header = replace(
        sheet.header, version=version, supersedes=f"Corrects version {was} as decided at {at_ref}. {_MARKS}"
    )
    added = [_added(one, at_ref) for one in by_item.pop("", [])]
    return replace(
        sheet,
        header=header,
        opening="\n\n".join(filter(None, [sheet.opening, *added])),
        opening_before=sheet.opening if added else None,
        items=tuple(_corrected_item(one, at_ref, by_item.get(one.number, ())) for one in sheet.items),
    )


def _added(correction: Correction, at_ref: str) -> str:
    return f"**Correction, as decided at {at_ref}.** {correction.text}"


def _corrected_item(item: MinutesItem, at_ref: str, corrections: Sequence[Correction]) -> MinutesItem:
    if item.gap is not None or not corrections:
        return replace(item, notes_before=None)
    notes = item.notes
    for one in corrections:
        notes = notes.replace(one.was, one.text, 1) if one.was else "\n\n".join(filter(None, (notes, one.text)))
    named = tuple(Named(f"as decided at {at_ref}", one.was or "(nothing)", one.text) for one in corrections)
    return replace(item, notes=notes, notes_before=item.notes, corrections=(*item.corrections, *named))
