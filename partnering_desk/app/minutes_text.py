"""Minutes as plain text, in the order of their pages: for a screen reader, and to be searched or copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnering_desk.documents.prose import plain_text
from partnering_desk.documents.snapshots import ActionLine, DecisionBox, MinutesItem, MinutesSheet, Present


def minutes_text(sheet: MinutesSheet) -> str:
    """Everything that the minutes say, a line for each thing said."""
    return "\n".join(line for line in _lines(sheet) if line.strip())


def _lines(sheet: MinutesSheet) -> Iterator[str]:
    header = sheet.header
    yield f"Minutes of the {header.group}, {header.partnering}"
    yield " · ".join(filter(None, (header.reference, header.when, header.place)))
    yield " · ".join(filter(None, (header.status, f"version {header.version}" if header.version else "")))
    yield header.supersedes
    for column in sheet.attendance:
        yield f"{column.title}: {'; '.join(map(_present, column.people)) or 'nobody'}"
    yield _labelled("Apologies", ", ".join(sheet.apologies))
    yield _labelled("Absent", ", ".join(sheet.absent))
    yield _labelled("Chair", sheet.chaired)
    yield _labelled("Quorum", sheet.quorum)
    yield from (_labelled("Interest declared", one) for one in sheet.interests)
    yield from (_labelled("Adjourned", one) for one in sheet.adjournments)
    yield plain_text(sheet.opening)
    for item in sheet.items:
        yield from _item(item)
    yield from map(_decision, sheet.in_writing)
    yield from (f"Added after the meeting, {one.when}, {one.who}: {plain_text(one.notes)}" for one in sheet.later)
    yield _labelled("Next meeting", sheet.next_meeting)
    yield from (sheet.closed, sheet.approval, sheet.confirmation)


def _present(one: Present) -> str:
    words = one.name + (f" for {one.delegate_for}" if one.delegate_for else "")
    words += f", {one.organisation}" if one.organisation else ""
    return words + (f" ({', '.join(one.remarks)})" if one.remarks else "")


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _item(item: MinutesItem) -> Iterable[str]:
    yield f"{item.number} {item.title}"
    yield item.source
    if item.gap is not None:
        yield item.gap.reason
    yield from (f"Paper {one.ref}: {one.title}" for one in item.papers)
    yield from item.remarks
    yield plain_text(item.notes)
    yield from (f"Correction, {one.of}. Was: {one.was} Now: {one.now}" for one in item.corrections)
    yield from map(_decision, item.decisions)
    yield from map(_action, item.actions)
    yield from (f"Added after the meeting, {one.when}, {one.who}: {plain_text(one.notes)}" for one in item.later)


def _decision(box: DecisionBox) -> str:
    said = (box.votes, box.finding, box.clause, box.effect, box.follow_on, box.reasons, box.options, box.views)
    return " ".join(filter(None, (f"{box.label}: {box.text}", *said, box.replaced)))


def _action(action: ActionLine) -> str:
    return ", ".join(filter(None, (f"Action {action.ref}: {action.text}", action.owners, action.due)))
