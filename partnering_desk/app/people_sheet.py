"""A list of people as an office exports it: a file of separated values or an Excel workbook, read as text."""

from __future__ import annotations

import csv
import enum
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partnering_desk.app.faults import Fault
from partnering_desk.app.spreadsheets import EMPTY, workbook
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded

LARGEST = 5 * 1024 * 1024
"""Bytes that a list of people may have."""
MOST_ROWS = 5000
MOST_LINES = 10 * MOST_ROWS
"""Lines of a file of separated values: a row may have several, and some are empty."""
LONGEST_CELL = 2000
"""Characters that may stand in a cell; more than that is half a file behind a quotation mark that was never closed."""
_SEPARATORS = (",", ";", "\t", "|")


class Column(enum.StrEnum):
    """What a column of the list says of a person."""

    NAME = "name"
    FIRST_NAME = "first_name"
    SURNAME = "surname"
    JOB_TITLE = "job_title"
    ORGANISATION = "organisation"
    SIDE = "side"
    EMAIL = "email"
    GROUPS = "groups"

    @property
    def words(self) -> str:
        """The column in words."""
        return _TITLES[self]


_TITLES = {
    Column.NAME: "Full name",
    Column.FIRST_NAME: "First name",
    Column.SURNAME: "Surname",
    Column.JOB_TITLE: "Job title",
    Column.ORGANISATION: "Organisation",
    Column.SIDE: "Side",
    Column.EMAIL: "E-mail",
    Column.GROUPS: "Groups",
}

_HEADINGS = {
    Column.NAME: ("full name", "name", "person", "contact", "display name", "member"),
    Column.FIRST_NAME: ("first name", "forename", "given name", "first"),
    Column.SURNAME: ("surname", "last name", "family name", "last"),
    Column.JOB_TITLE: ("job title", "title", "position", "post", "role", "job"),
    Column.ORGANISATION: ("organisation", "organization", "company", "authority", "employer", "borough", "org"),
    Column.SIDE: ("side", "party"),
    Column.EMAIL: ("e mail", "email", "mail", "e mail address", "email address"),
    Column.GROUPS: ("groups", "group", "meetings", "committees", "member of"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it was read: its headings, its rows with the line each stands on, and what they seem to be."""

    filename: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    guess: Mapping[Column, int]


def read_people(path: Path) -> Sheet:
    """Read a list of people from a .csv, .txt or .xlsx file, whatever its encoding and separator.

    Raises `Fault` when the file cannot be read and `Refusal` when it is too large or holds no list.
    """
    lines = _workbook(path) if path.suffix.casefold() in (".xlsx", ".xlsm") else _text(path)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise Refusal(f"{path.name} is empty. Choose the file that lists the people.")
    heading = max(filled[:10], key=lambda line: (len(guess_columns(line[1])), -line[0]))
    headings = heading[1]
    rows = tuple((number, cells) for number, cells in filled if number > heading[0])
    if not rows:
        raise Refusal(f"{path.name} has one line only. Choose a file with a line of headings and a line a person.")
    if len(rows) > MOST_ROWS:
        raise Refusal(f"{path.name} has more than {MOST_ROWS:,} rows. Choose a list of this partnering's people.")
    long = next((number for number, cells in filled if any(len(cell) > LONGEST_CELL for cell in cells)), None)
    if long is not None:
        raise Refusal(
            f"A cell of {path.name} that ends in line {long} holds more than {LONGEST_CELL:,} characters. "
            "A quotation mark may be missing in it. Mend that in the spreadsheet and save it again."
        )
    return Sheet(path.name, headings, rows, guess_columns(headings))


def guess_columns(headings: Sequence[str]) -> dict[Column, int]:
    """Which column seems to say what, by its heading; each is used once."""
    said = [folded(heading) for heading in headings]
    guess: dict[Column, int] = {}
    for column, words in _HEADINGS.items():
        fitting = (said.index(word) for word in words if word in said)
        place = next((one for one in fitting if one not in guess.values()), None)
        if place is not None:
            guess[column] = place
    return guess


def _size_checked(path: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise Refusal(
            f"{path.name} is larger than 5 MB, so it is no list of a partnering's people. Choose another file."
        )


def _text(path: Path) -> Iterable[tuple[int, tuple[str, ...]]]:
    try:
        _size_checked(path)
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(f"{path} cannot be read ({error.strerror}). Close it elsewhere, or choose another.") from error
    text = _decoded(raw)
    if "\0" in text or text.startswith(("%PDF", "PK\x03\x04")):
        raise Refusal(f"{path.name} is not a list of people. Save it from the spreadsheet as CSV or as .xlsx.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True)
    try:
        for cells in reader:
            if reader.line_num > MOST_LINES:
                raise Refusal(
                    f"{path.name} has more than {MOST_LINES:,} lines. Choose a list of this partnering's people."
                )
            yield reader.line_num, tuple(_tidy(cell) for cell in cells)
    except csv.Error as error:
        raise Refusal(
            f"{path.name} cannot be read after line {reader.line_num}: {error}. Save it again as CSV."
        ) from error


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if raw[1:2] == b"\0" and raw[3:4] == b"\0":
        return raw.decode("utf-16-le", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The separator that the first lines have most of; a comma where they have none."""
    head = [line for line in text.splitlines()[:20] if line.strip()]
    return max(_SEPARATORS, key=lambda one: min((line.count(one) for line in head[:1]), default=0))


def _workbook(path: Path) -> Iterable[tuple[int, tuple[str, ...]]]:
    try:
        _size_checked(path)
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(f"{path} cannot be read ({error.strerror}). Close it elsewhere, or choose another.") from error
    first, *_ = (*workbook(path.name, raw), EMPTY)
    for line in first.lines[: MOST_ROWS * 2]:
        yield line.number, tuple(_tidy(str(cell)) for cell in line.cells)


def _tidy(cell: str) -> str:
    return " ".join(cell.replace("\ufeff", "").split())
