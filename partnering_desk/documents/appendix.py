"""The Appendix: every group with its members by party, as it stood on a date (Governance 5.1)."""

from dataclasses import replace

from partnering_desk.documents.outline import (
    Block,
    Grid,
    Heading,
    Look,
    Outline,
    Para,
    Words,
    labelled,
    outline,
    plain,
)
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import AppendixSheet, GroupSection, SeatRow


def appendix_outline(sheet: AppendixSheet) -> Outline:
    """Everything that the Appendix says, as blocks."""
    groups = (block for group in sheet.groups for block in _group(sheet, group))
    blocks = [*(labelled(label, words) for label, words in sheet.parties), *groups]
    return outline(sheet.header, "Appendix of groups and members", blocks)


def _group(sheet: AppendixSheet, group: GroupSection) -> list[Block]:
    blocks: list[Block] = [Heading(fit(group.name), 2)]
    blocks += [replace(labelled(label, words), look=Look.CLOSE) for label, words in group.particulars]
    if group.remark:
        blocks.append(Para(plain(group.remark)))
    if group.seats:
        blocks.append(Grid((plain(sheet.commissioner), plain(sheet.contractor)), tuple(map(_seat, group.seats))))
    return blocks


def _seat(seat: SeatRow) -> tuple[Words, ...]:
    """A member beside the counterpart; who is missing is said in words where the name would stand."""
    gap = tuple(replace(run, italic=True) for run in plain(seat.gap))
    return plain(seat.commissioner) or gap, plain(seat.contractor) or gap
