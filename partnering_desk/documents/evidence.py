"""The evidence pack of a meeting: for an auditor, all that the register knows of it, with the originals in the file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from partnering_desk.documents.agenda_outline import agenda_outline
from partnering_desk.documents.binding.binder import Binder, Carried
from partnering_desk.documents.minutes_outline import minutes_outline
from partnering_desk.documents.notice import notice_outline
from partnering_desk.documents.outline import Block, Grid, Heading, Outline, Para, Run, Words, outline, plain
from partnering_desk.documents.pages import outline_pdf
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import DecisionBox, EvidenceSheet, MinutesSheet, Original

KIND = "Evidence pack"


def write_evidence(sheet: EvidenceSheet, path: Path, tell: Callable[[], None]) -> None:
    """Write the evidence pack to ``path``, a PDF with the originals embedded (PDF/UA-1 and PDF/A-3a).

    The same sheet gives the same bytes. ``tell`` is called while it is written; what it raises ends the work. Raises
    `OSError` when the disk refuses. Either way nothing is left at ``path``.
    """
    pages = outline_pdf(evidence_outline(sheet))
    tell()
    with Binder() as binder:
        binder.bind(pages, "", (), [one for original in sheet.originals for one in _carried(sheet, original)])
        binder.save(path, lambda _per_cent: tell())


def _carried(sheet: EvidenceSheet, one: Original) -> Iterator[Carried]:
    if one.content is not None:
        yield Carried(one.filename, one.media_type, one.content, one.what, one.relation, sheet.header.made)


def evidence_outline(sheet: EvidenceSheet) -> Outline:
    """Everything that an evidence pack says, as blocks."""
    minutes = sheet.minutes
    blocks: list[Block] = [
        Para(plain("What the register holds of this meeting; the files themselves are attached to this PDF.")),
        Para(
            plain(
                "Each file has the SHA-256 that stands beside it here, in the list of who was sent what, and in the "
                "Record. Whoever works it out anew sees whether a file is the one that went out."
            )
        ),
        *_section("The files in this pack", _table(_FILES, map(_file, sheet.originals)), "There are none."),
        *_section("Notice of the meeting", _below(notice_outline(sheet.notice).body), ""),
        *_section("Agenda", _below(agenda_outline(sheet.agenda).body), ""),
        *_section("Attendance", _table(_PEOPLE, sheet.attendance), "Nobody was called to the meeting."),
        *_section("Quorum", _quorum(sheet), "The meeting has not been opened."),
        *_section("Decisions and votes", _table(_VOTES, _votes(minutes)), "Nothing was decided."),
        *_section("Minutes", _minutes(minutes), "There are no minutes yet."),
        *_section("Who was sent what", _table(_COPIES, sheet.copies), "Nothing has gone out."),
        *_section("The Record of this meeting", _table(_ENTRIES, sheet.entries), "There are no entries."),
    ]
    return outline(sheet.header, KIND, blocks)


_FILES = ("File", "What it is", "Size", "SHA-256")
_PEOPLE = ("Name", "Party", "As", "When")
_FOUND = ("From", "To", "Quorum")
_VOTES = ("Decision", "Votes", "Quorum and effect")
_COPIES = ("Document", "Person", "How", "What became of it", "SHA-256")
_ENTRIES = ("Entry", "When", "Recorded by", "What was done", "SHA-256")


def _section(title: str, blocks: Sequence[Block], nothing: str) -> list[Block]:
    return [Heading(title, 2), *(blocks or [Para(plain(nothing))])]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Block]:
    made = tuple(tuple(map(_cell, row)) for row in rows)
    return [Grid(tuple(map(plain, head)), made, heads_rows=True)] if made else []


def _cell(words: str) -> Words:
    """The words of a cell; a fingerprint may be broken where an eye can go on."""
    return (Run(grouped(words), code=True),) if _is_fingerprint(words) else plain(words)


def _is_fingerprint(words: str) -> bool:
    return len(words) == 64 and not set(words) - set("0123456789abcdef")


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of eight, that an eye can compare."""
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))


def _file(one: Original) -> tuple[str, str, str, str]:
    return one.filename, f"{one.what}. {one.remark}" if one.remark else one.what, one.size, one.sha256


def _quorum(sheet: EvidenceSheet) -> list[Block]:
    return [*([Para(plain(sheet.quorum))] if sheet.quorum else []), *_table(_FOUND, sheet.stretches)]


def _votes(minutes: MinutesSheet | None) -> Iterator[tuple[str, str, str]]:
    if minutes is None:
        return
    for one in (*(box for item in minutes.items for box in item.decisions), *minutes.in_writing):
        yield _vote(one)


def _vote(one: DecisionBox) -> tuple[str, str, str]:
    found = " ".join(filter(None, (one.finding, one.clause, one.effect, one.follow_on, one.replaced)))
    return f"{one.ref or one.label}: {one.text}", one.votes, found


def _minutes(minutes: MinutesSheet | None) -> list[Block]:
    if minutes is None:
        return []
    return [Para(plain(minutes.header.status)), *_below(minutes_outline(minutes).body)]


def _below(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of another document, its headings below that of their section."""
    return [_lower(block) if isinstance(block, Heading) else block for block in blocks]


def _lower(block: Heading) -> Heading:
    words = " ".join(filter(None, (block.number, block.words)))
    return replace(block, words=fit(f"{words}, {block.aside}" if block.aside else words), level=3, number="", aside="")
