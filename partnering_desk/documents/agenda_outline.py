"""The agenda of a meeting as an outline, in the order of its pages."""

from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.outline import (
    Block,
    Heading,
    Look,
    Outline,
    Para,
    gap_box,
    labelled,
    outline,
    papers,
    people,
    plain,
)
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import AgendaLine, AgendaSheet


def agenda_outline(sheet: AgendaSheet) -> Outline:
    """Everything that an agenda says, as blocks."""
    blocks: list[Block] = [
        *([labelled("Chair", f"{sheet.chair}.")] if sheet.chair else []),
        *people(sheet.invited),
        *(Para(plain(remark)) for remark in sheet.remarks),
        *(block for line in sheet.lines for block in _line(line)),
        *(Para(plain(words)) for words in sheet.closing),
    ]
    return outline(sheet.header, "Agenda", blocks)


def _line(line: AgendaLine) -> list[Block]:
    """An item: its title with its time, what is asked of whom, then what there is to read."""
    when = f"{line.time} ({line.length})" if line.time and line.length else line.time or line.length
    asked = [Heading(fit(line.title), 2, line.number, fit(when)), *_asked(line)]
    if line.gap is not None:
        return [*asked, gap_box(line.gap)]
    return [*asked, *papers(line.papers), *notes(line.notes)]


def _asked(line: AgendaLine) -> list[Block]:
    """One quiet line: the purpose in bold, who leads, where the item comes from, its clause."""
    rest = " · ".join(filter(None, (line.presenter, line.source.rstrip("."), line.clause)))
    between = " · " if line.purpose and rest else ""
    words = (*plain(line.purpose, bold=True), *plain(f"{between}{rest}"))
    return [Para(words, Look.QUIET)] if words else []
