"""The agenda of a meeting as a PDF; it is the notice of the meeting too."""

from reportlab.platypus import Flowable

from partnering_desk.documents import house
from partnering_desk.documents.blocks import (
    gap_panel,
    head_of_page_one,
    heading,
    labelled,
    led_into,
    papers_line,
    people,
    text,
)
from partnering_desk.documents.house import NUMBER
from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.pages import set_blocks
from partnering_desk.documents.snapshots import AgendaLine, AgendaSheet
from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.text import Text
from partnering_desk.documents.tagged.words import bold


def agenda_pdf(sheet: AgendaSheet, scale: Scale = NORMAL) -> bytes:
    """The agenda as a PDF on A4. The same sheet in the same scale gives the same bytes."""
    return house.render(sheet.header, "Agenda", lambda: story(sheet, scale), scale)


def story(sheet: AgendaSheet, scale: Scale) -> list[Flowable]:
    """What an agenda shows, from its head to its closing words."""
    return [
        *head_of_page_one(sheet.header, "Agenda"),
        *([labelled("Chair", f"{sheet.chair}.")] if sheet.chair else []),
        *people(sheet.invited),
        *(text(remark) for remark in sheet.remarks),
        *(block for line in sheet.lines for block in _line(line, scale)),
        *(text(sentence, house.CLOSING) for sentence in sheet.closing),
    ]


def _line(line: AgendaLine, scale: Scale) -> list[Flowable]:
    """An item: its title with the time at the right, what is asked of whom, then what there is to read."""
    when = f"{line.time} ({line.length})" if line.time and line.length else line.time or line.length
    title = heading(line.title, line.number, when)
    asked = _asked(line)
    if line.gap is not None:
        return led_into([title, *asked, gap_panel(line.gap)], False)
    said = [title, *asked, *papers_line(line.papers)]
    title.keepWithNext = False  # it may be all that is said of an item
    return [*led_into(said, bool(line.notes)), *set_blocks(notes(line.notes), scale, NUMBER)]


def _asked(line: AgendaLine) -> list[Flowable]:
    """One quiet line: the purpose in bold, who leads, where the item comes from, its clause."""
    words = " · ".join(filter(None, (line.presenter, line.source.rstrip("."), line.clause)))
    if not line.purpose:
        return [text(words, house.HANGING_QUIET)] if words else []
    return [Text(house.HANGING_QUIET, bold(line.purpose, house.ACCENT), f" · {words}" if words else "")]
