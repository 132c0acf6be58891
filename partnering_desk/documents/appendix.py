"""The Appendix as a PDF: every group with its members by party, as it stood on a date (Governance 5.1)."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnering_desk.documents import house
from partnering_desk.documents.blocks import grid, head_cells, head_of_page_one, heading, labelled, text
from partnering_desk.documents.snapshots import AppendixSheet, GroupSection, SeatRow
from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.text import Text

_MISSING = ParagraphStyle("missing", house.CELL, textColor=house.CARE)
_CLOSE = ParagraphStyle("close", house.BODY, spaceAfter=2, keepWithNext=1)


def appendix_pdf(sheet: AppendixSheet, scale: Scale = NORMAL) -> bytes:
    """The Appendix as a PDF on A4. The same sheet in the same scale gives the same bytes."""
    return house.render(sheet.header, "Appendix of groups and members", lambda: _story(sheet), scale)


def _story(sheet: AppendixSheet) -> list[Flowable]:
    return [
        *head_of_page_one(sheet.header, "Appendix of groups and members"),
        *(labelled(label, words) for label, words in sheet.parties),
        *(block for group in sheet.groups for block in _group(sheet, group)),
    ]


def _group(sheet: AppendixSheet, group: GroupSection) -> list[Flowable]:
    blocks: list[Flowable] = [heading(group.name)]
    blocks += [labelled(label, words, _CLOSE) for label, words in group.particulars]
    if group.remark:
        blocks.append(text(group.remark))
    if group.seats:
        head = head_cells(sheet.commissioner, sheet.contractor)
        blocks.append(grid(head, [_seat(seat) for seat in group.seats], (1, 1)))
    return blocks


def _seat(seat: SeatRow) -> list[Text]:
    """A member beside the counterpart; who is missing is said in words where the name would stand."""
    names = (seat.commissioner, seat.contractor)
    return [text(name, house.CELL) if name else text(seat.gap, _MISSING) for name in names]
