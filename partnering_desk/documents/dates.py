"""The notice of a group's meetings, for those who are called on paper: all of them in one list (Governance 5.4.1)."""

from partnering_desk.documents.outline import Block, Heading, Listing, Outline, Para, outline, plain, table
from partnering_desk.documents.snapshots import DatesSheet


def dates_outline(sheet: DatesSheet) -> Outline:
    """Everything that the notice says, as blocks."""
    blocks: list[Block] = [Para(plain(sheet.opening))]
    if sheet.changes:
        blocks.append(Heading("What has changed", 2))
        blocks.append(Listing(tuple((Para(plain(one)),) for one in sheet.changes)))
    if sheet.meetings:
        blocks.append(Heading("The meetings", 2))
        refs, days, times, places = zip(*sheet.meetings, strict=True)
        columns = (("Number", refs), ("Date", days), ("Time", times), ("Place", places))
        blocks.append(table(columns))
    if sheet.closing:
        blocks.append(Para(plain(sheet.closing)))
    return outline(sheet.header, "Notice of meetings", blocks)
