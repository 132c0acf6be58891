"""An action log in a spreadsheet: where its headings stand, what its columns say, when it was last updated."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from partnering_desk.app.spreadsheets import Cell, Line, Sheet, read_spreadsheet
from partnering_desk.app.typed import read_date
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.wording import show_date

_HEADINGS_WITHIN = 20
"""Rows at the head of a sheet among which the line of headings is looked for."""
_DAY = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{1,2} [A-Za-z]{3,9} \d{4}\b")


class Column(enum.StrEnum):
    """What a column of the log says of an action."""

    REF = "ref"
    MEETING = "meeting"
    TEXT = "text"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    CLOSED = "closed"
    COMMENTS = "comments"

    @property
    def words(self) -> str:
        """The column in words."""
        return _TITLES[self]


_TITLES = {
    Column.REF: "Old ref",
    Column.MEETING: "Meeting",
    Column.TEXT: "Action",
    Column.OWNER: "Owner",
    Column.DUE: "Due",
    Column.STATUS: "Status",
    Column.CLOSED: "Closed on",
    Column.COMMENTS: "Progress",
}
_HEADINGS = {
    Column.TEXT: ("action", "actions", "task", "what", "description", "action required", "action point", "details"),
    Column.REF: ("ref", "reference", "no", "number", "id", "action no", "action ref", "item", "#"),
    Column.MEETING: ("meeting", "meeting date", "date of meeting", "raised", "date raised", "source", "group", "date"),
    Column.OWNER: ("owner", "owners", "who", "lead", "responsible", "assigned to", "by whom", "action owner", "person"),
    Column.DUE: ("due", "due date", "by when", "when", "deadline", "target date", "date due", "target"),
    Column.STATUS: ("status", "state", "rag", "progress status"),
    Column.CLOSED: ("closed", "date closed", "closed on", "completed", "date completed", "completion date", "done on"),
    Column.COMMENTS: ("comments", "comment", "notes", "note", "progress", "update", "updates", "remarks"),
}


@dataclass(frozen=True, slots=True)
class LogSheet:
    """One sheet of the file: its headings, the lines under them, what its columns seem to say."""

    filename: str
    name: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    guess: Mapping[Column, int]
    above: tuple[str, ...]
    """What stands above the headings: the title."""
    updated: date | None
    """When the log says that it was last updated."""
    heading_row: int = 0
    """The row of the headings; 0 when none was found."""

    @property
    def words(self) -> str:
        """What was found in the sheet, in a sentence."""
        if Column.TEXT not in self.guess:
            return "No line of headings was found here. Say which column holds what."
        title = f" Title: “{self.above[0]}”." if self.above else ""
        updated = f" Last updated {show_date(self.updated)}." if self.updated else ""
        return f"Headings found in row {self.heading_row}.{title}{updated}"


@dataclass(frozen=True, slots=True)
class Log:
    """A file with one sheet or several, the likeliest log first."""

    filename: str
    sheets: tuple[LogSheet, ...]


def read_log(path: Path) -> Log:
    """Read an action log from an .xlsx or .csv file. Raises `Fault` or `Refusal` with what is wrong with it."""
    sheets = [_log_sheet(path.name, sheet) for sheet in read_spreadsheet(path)]
    filled = [one for one in sheets if one.lines]
    if not filled:
        raise Refusal(f"{path.name} is empty. Choose the file with the action log.")
    return Log(path.name, tuple(sorted(filled, key=lambda one: (-len(one.guess), -len(one.lines)))))


def _log_sheet(filename: str, sheet: Sheet) -> LogSheet:
    head = [line for line in sheet.lines if line.filled][:_HEADINGS_WITHIN]
    heading = max(head, key=lambda line: (len(guess_columns(line.cells)), -line.number), default=None)
    guess = guess_columns(heading.cells) if heading else {}
    if heading is None or Column.TEXT not in guess or len(guess) < 2:
        width = max((len(line.cells) for line in sheet.lines), default=0)
        lines = tuple(line for line in sheet.lines if line.filled)
        headings = tuple(f"Column {_letter(place)}" for place in range(width))
        return LogSheet(filename, sheet.name, headings, lines, {}, (), None)
    return LogSheet(
        filename,
        sheet.name,
        tuple(shown(cell) or f"Column {_letter(place)}" for place, cell in enumerate(heading.cells)),
        tuple(line for line in sheet.lines if line.number > heading.number),
        guess,
        tuple(shown(cell) for line in head if line.number < heading.number for cell in line.cells if cell != ""),
        _updated([line for line in head if line.number < heading.number]),
        heading.number,
    )


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)


def shown(cell: Cell) -> str:
    """A cell as a person reads it."""
    return show_date(cell) if isinstance(cell, date) else cell


def guess_columns(cells: Sequence[Cell]) -> dict[Column, int]:
    """Which column seems to say what, by its heading; each is used once."""
    said = [folded(cell) or cell if isinstance(cell, str) else "" for cell in cells]
    guess: dict[Column, int] = {}
    for column, words in _HEADINGS.items():
        fitting = (said.index(word) for word in words if word in said)
        place = next((one for one in fitting if one not in guess.values()), None)
        if place is not None:
            guess[column] = place
    return guess


def _updated(lines: Sequence[Line]) -> date | None:
    """The latest day named above the headings."""
    days = []
    for cell in (cell for line in lines for cell in line.cells):
        if isinstance(cell, date):
            days.append(cell)
            continue
        for match in _DAY.finditer(cell):
            try:
                days.append(read_date(match.group(), date(2000, 1, 1)))
            except Refusal:
                continue
    return max(days, default=None)
