"""Spreadsheets as offices save them: an Excel workbook or separated values, read as cells and nothing more."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from partnering_desk.app.faults import Fault
from partnering_desk.rules.clause import Refusal

LARGEST = 10 * 1024 * 1024
"""Bytes that a spreadsheet may have."""
LARGEST_INSIDE = 50 * 1024 * 1024
"""Bytes that a workbook may unpack to."""
MOST_INSIDE = 1_000_000
"""Tags that may stand in a workbook: they take a few seconds to read. Of one cell there are some four."""
MOST_ROWS = 10_000
MOST_COLUMNS = 1_000
LONGEST_CELL = 32_767
"""Characters that Excel lets stand in a cell."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIPPED = b"PK\x03\x04"
_SEPARATORS = (",", ";", "\t", "|")

Cell = str | date
"""What a cell holds: text ("" when it is empty), or the day of a cell that is a date."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet, with the number it has there."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(cell != "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; a file of separated values is one sheet without a name."""

    name: str
    lines: tuple[Line, ...]


EMPTY = Sheet("", ())


def read_spreadsheet(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of an .xlsx or .csv file, told apart by what is in it and not by its name.

    Raises `Fault` when the file cannot be read, and `Refusal` when it is no such file, is protected by a
    password, or is too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path.name} is larger than {LARGEST // 2**20} MB. Choose the action log itself.")
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(f"{path} cannot be read ({error.strerror}). Close it elsewhere, or choose another.") from error
    if raw.startswith(_OLD_OFFICE):
        raise Refusal(
            f"{path.name} is protected by a password, or of the old .xls kind. "
            "Open it in the spreadsheet and save it as .xlsx without a password."
        )
    return workbook(path.name, raw) if raw.startswith(_ZIPPED) else (Sheet("", tuple(_separated(path.name, raw))),)


def workbook(name: str, raw: bytes) -> tuple[Sheet, ...]:
    """Every sheet of an .xlsx file that is called `name`. Raises `Refusal` when its bytes are none, or too many."""
    from xml.etree.ElementTree import ParseError

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    unreadable = f"{name} is not an Excel workbook that can be read. Open it there and save it again as .xlsx."
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if _is_bomb(packed):
                raise Refusal(f"{name} is too large when unpacked. Save what matters of it as a file of its own.")
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        try:
            return tuple(
                Sheet(sheet.title, tuple(_lines(name, sheet.iter_rows(values_only=True)))) for sheet in book.worksheets
            )
        finally:
            book.close()
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        InvalidFileException,
        ParseError,
        AttributeError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
        lzma.LZMAError,
        zlib.error,
    ) as error:
        # openpyxl lets whatever goes wrong inside a damaged workbook through as it comes.
        raise Refusal(unreadable) from error


def _is_bomb(packed: zipfile.ZipFile) -> bool:
    """Whether more is packed into a workbook than can be read soon. No more is unpacked than it says of itself."""
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST_INSIDE:
        return True
    return sum(packed.read(part).count(b"<") for part in parts) > MOST_INSIDE


def _lines(name: str, rows: Iterable[tuple[object, ...]]) -> Iterator[Line]:
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refusal(f"{name} has more than {MOST_ROWS:,} rows. Choose the action log itself.")
        if len(cells) > MOST_COLUMNS:
            raise Refusal(f"Row {number} of {name} has more than {MOST_COLUMNS:,} cells. Choose the action log itself.")
        yield Line(number, tuple(map(_cell, cells)))


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value)
    if len(text) > LONGEST_CELL:
        raise Refusal(
            f"A cell of the spreadsheet holds more than {LONGEST_CELL:,} characters. Shorten it, and try again."
        )
    return tidy(text)


def tidy(text: str) -> str:
    """Text without blanks at its ends or runs of them, its lines as they were."""
    lines = (" ".join(line.replace("\ufeff", "").split()) for line in text.splitlines())
    return "\n".join(lines).strip()


def _separated(name: str, raw: bytes) -> Iterator[Line]:
    text = _decoded(raw)
    if "\0" in text or text.startswith(("%PDF", "{\\rtf", "<")):
        raise Refusal(f"{name} is not a spreadsheet. Save the log as .xlsx or .csv, and choose that.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        yield from _lines(name, (tuple(cells) for cells in reader))
    except csv.Error as error:
        raise Refusal(f"{name} cannot be read after line {reader.line_num}: {error}. Save it again.") from error


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
