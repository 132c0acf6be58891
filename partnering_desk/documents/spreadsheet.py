"""A list as an Excel workbook: cells that are what they show, so that it can be sorted, filtered, reckoned and printed.

Nothing in it is ever reckoned by itself: text that looks like a formula is kept as text.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from partnering_desk.documents.safe_cells import LONGEST, defused
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import ListSheet, Value

Sheet: TypeAlias = Any
"""A sheet that is written row by row: openpyxl's types do not know all that it has."""

_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel reckons days wrongly, so that an earlier one is text."""
_A4 = 9  # its number in the format
_HEAD = 4
"""The row of the titles: above it stand what the list is, as of when, and an empty row."""
_NARROWEST, _WIDEST = 8, 60
_MEASURED = 500
_EVERY = 200

_WRAPPED = Alignment(vertical="top", wrap_text=True)
_DAY = Alignment(horizontal="left", vertical="top")
_font = partial(Font, name="Calibri")
_RULED = Border(bottom=Side("thin", color="8A94A0"))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet, or a file of separated values opened in one, would reckon this text."""
    return defused(text) != text


def write_spreadsheet(listed: ListSheet, target: Path, tell: Callable[[int], None] = lambda _done: None) -> None:
    """Write a list to `target` as an .xlsx workbook, row by row, so that a long one takes no more memory than a short.

    `tell` is told how many rows are written; what it raises ends the writing.

    Raises:
        OSError: the file cannot be written.
    """
    book = Workbook(write_only=True)
    book.properties.title, book.properties.description = fit(listed.name), fit(listed.said)
    book.properties.creator = "Partnering Desk"
    book.properties.language = "en-GB"
    sheet = book.create_sheet(_sheet_name(listed.name))
    _set_up(sheet, listed)
    with closing(sheet):  # whatever ends it
        for at, row in enumerate(_lines(sheet, listed)):
            sheet.append(row)
            if at % _EVERY == 0:
                tell(max(0, at - _HEAD))
    book.save(target)


def _sheet_name(name: str) -> str:
    kept = "".join(" " if one in "[]:*?/\\'" else one for one in fit(name))
    return kept.strip()[:31] or "List"


def _set_up(sheet: Sheet, listed: ListSheet) -> None:
    """What must be known of a sheet before its first row: widths, what stays in sight, filters, how it prints."""
    last = get_column_letter(len(listed.titles))
    for at, width in enumerate(_widths(listed), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{_HEAD + len(listed.rows)}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.left.text = fit(f"{listed.name} · {listed.said}").replace("&", "&&")
    sheet.oddFooter.right.text = "Page &P of &N"


def _widths(listed: ListSheet) -> Iterator[int]:
    """The width of each column, by what stands in it, in characters; the titles need room for the filter's arrow."""
    for at, title in enumerate(listed.titles):
        cells = (_shown(row[at]) for row in listed.rows[:_MEASURED])
        longest = max((len(line) for cell in cells for line in cell.splitlines()), default=0)
        yield max(_NARROWEST, min(_WIDEST, max(longest + 2, len(title) + 4)))


def _shown(cell: Value) -> str:
    if isinstance(cell, datetime):
        return "Wed 30 Sep 2026 10:00"
    if isinstance(cell, date):
        return "Wed 30 Sep 2026"
    return "" if cell is None else str(cell)


def _lines(sheet: Sheet, listed: ListSheet) -> Iterator[list[Cell | None]]:
    yield [_text(sheet, listed.name, _font(bold=True, size=14))]
    yield [_text(sheet, listed.said, _font(color="5B6672"))]
    yield []
    yield [_head(sheet, title) for title in listed.titles]
    for row in listed.rows:
        yield [_cell(sheet, cell) for cell in row]


def _text(sheet: Sheet, text: str, font: Font) -> Cell:
    made = _as_text(sheet, text)
    made.font = font
    return made


def _head(sheet: Sheet, title: str) -> Cell:
    made = _text(sheet, title, _font(bold=True))
    made.fill, made.border, made.alignment = PatternFill("solid", fgColor="F4F5F7"), _RULED, _WRAPPED
    return made


def _cell(sheet: Sheet, cell: Value) -> Cell | None:
    """A cell of the kind of what it holds."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, date) and (cell.date() if isinstance(cell, datetime) else cell) < _FIRST_DAY:
        cell = cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    made = _as_text(sheet, cell if isinstance(cell, str) else "")
    if not isinstance(cell, str):
        made.value = cell
    made.alignment = _DAY if isinstance(cell, date) else _WRAPPED
    if isinstance(cell, datetime):
        made.number_format = "ddd d mmm yyyy hh:mm"
    elif isinstance(cell, date):
        made.number_format = "ddd d mmm yyyy"
    elif isinstance(cell, time):
        made.number_format = "hh:mm"
    return made


def _as_text(sheet: Sheet, text: str) -> Cell:
    """Text, whatever it looks like; what looks like a formula is marked as Excel marks what was typed after a '."""
    kept = "\n".join(map(fit, text.replace("\r\n", "\n").split("\n")))[:LONGEST]
    made = WriteOnlyCell(sheet, kept)
    made.data_type = "s"
    made.quotePrefix = is_formula(kept)
    return made
