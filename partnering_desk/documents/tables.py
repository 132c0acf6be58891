"""How wide the columns of a table are: as wide as their words where there is room, and fairly narrow where not."""

from collections.abc import Sequence

from partnering_desk.documents import house
from partnering_desk.documents.house import GAP
from partnering_desk.documents.tagged.scale import Scale
from partnering_desk.documents.tagged.text import Text

_PADDING = 3 * GAP
_ENDLESS = 1e6
"""A column in which no line is ever broken, in points."""
_READABLE = 9
"""So many times the size of its words a column is wide that breaks them, at least: some eighteen letters."""


def widths(rows: Sequence[Sequence[Text]], room: float, scale: Scale) -> list[float]:
    """The widths of the columns, in points, which take up the whole room; none where they would be too narrow.

    A column keeps its words on one line as long as that leaves enough for the others. No word is broken, unless it
    would take more than a third of the room.
    """
    columns = list(zip(*rows, strict=True))
    narrowest = _PADDING + scale.size(house.CELL.fontSize)  # of a column with nothing in it
    wanted = [max(narrowest, *(_longest_line(cell, scale) + _PADDING for cell in column)) for column in columns]
    if sum(wanted) <= room:
        return [room * width / sum(wanted) for width in wanted]
    least = [max(narrowest, min(max(cell.widest_word() for cell in column) + _PADDING, room / 3)) for column in columns]
    level = _level(wanted, least, room)
    if level < _READABLE * scale.size(house.CELL.fontSize):
        return []
    return [max(short, min(width, level)) for width, short in zip(wanted, least, strict=True)]


def _longest_line(cell: Text, scale: Scale) -> float:
    cell.measured(_ENDLESS, scale)
    return cell.longest_line()


def _level(wanted: Sequence[float], least: Sequence[float], room: float) -> float:
    """How wide the columns are that break their words, so that all together take up the room."""
    fixed = 0.0
    open_ = sorted(zip(wanted, least, strict=True))
    while open_:
        level = (room - fixed) / len(open_)
        settled = next((one for one in open_ if one[0] <= level or one[1] > level), None)
        if settled is None:
            return level
        open_.remove(settled)
        fixed += max(settled[1], min(settled[0], level))
    return 0.0
