"""The Record, or what is wanted of it, as a spreadsheet: an Excel workbook, or comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from partnering_desk.app.faults import Stopped
from partnering_desk.app.record_entry import EntryCard, Line, entry_cards
from partnering_desk.app.record_rows import in_parts
from partnering_desk.app.record_values import Values
from partnering_desk.app.record_wanted import Wanted, numbers
from partnering_desk.app.register import Register
from partnering_desk.documents.safe_cells import cell
from partnering_desk.records import store
from partnering_desk.rules.clause import Refusal

Progress = Callable[[int, int, str], None]
Shown = str | int | datetime | None

_COLUMNS: tuple[tuple[str, int, Callable[[EntryCard], Shown]], ...] = (
    ("Entry", 8, lambda one: one.number),
    ("Date and time", 18, lambda one: one.at_local),
    ("Universal time", 18, lambda one: one.at_utc),
    ("Recorded by", 20, lambda one: one.who),
    ("Machine", 16, lambda one: one.machine),
    ("Door", 14, lambda one: one.door),
    ("Program", 10, lambda one: one.program),
    ("What was done", 60, lambda one: one.what),
    ("Changes", 90, lambda one: "\n".join(_changes(one))),
    ("Takes back entry", 10, lambda one: one.undoes),
    ("Fingerprint", 66, lambda one: one.sha256),
    ("Fingerprint before", 66, lambda one: one.previous),
)
"""Each column's title, its width in characters, and what stands in it."""
MOST = 1_048_575
"""Rows that a sheet of a workbook has under its titles."""
_MOST_THINGS = 2_000
"""More of what one entry changed than any cell could hold."""


def export_record(
    register: Register,
    wanted: Wanted,
    path: Path,
    progress: Progress = lambda _done, _of, _words: None,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Write the entries wanted to a new .xlsx or .csv file, the newest first, and give how many they are.

    Raises `Refusal` for another ending or for more than a sheet holds, `Stopped` when `stop` says so, and `OSError`
    when the disk refuses; what stood at `path` is then as it was.
    """
    writer = {".xlsx": _workbook, ".csv": _separated}.get(path.suffix.casefold())
    if writer is None:
        raise Refusal(f"{path.name} would have to end in .xlsx or .csv. Name it so.")
    half = path.with_name(f"{path.name}.part")
    try:
        with register.read() as session, store.stopping(session.connection(), stop):
            found = tuple(session.scalars(numbers(wanted)))
            if writer is _workbook and len(found) > MOST:
                raise Refusal(f"A workbook holds {MOST:,} entries, these are {len(found):,}. Choose a .csv file.")
            values = Values(store.driver(session.connection()))

            def lines() -> Iterator[list[Shown]]:
                done = 0
                for some in in_parts(found):
                    for one in entry_cards(session, some, values, _MOST_THINGS):
                        yield [say(one) for _, _, say in _COLUMNS]
                    session.expunge_all()
                    done += len(some)
                    progress(done, len(found), "Writing the entries")
                    if stop():
                        raise Stopped

            writer(half, lines())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return len(found)


def _changes(one: EntryCard) -> Iterator[str]:
    """Each changed thing on a line, with its columns after it."""
    for thing in one.things:
        columns = "; ".join(_said(line) for line in thing.lines)
        yield f"{thing.kind.value.capitalize()} {thing.words}{': ' if columns else ''}{columns}"
    if one.more:
        yield f"and {one.more:,} more"


def _said(line: Line) -> str:
    if not line.before:
        return f"{line.column}: {line.after}"
    return f"{line.column}: {line.before} → {line.after or 'nothing'}"


def _workbook(path: Path, lines: Iterator[list[Shown]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Record")
    sheet.freeze_panes = "A2"
    for place, (_, width, _) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    top = Alignment(vertical="top", wrap_text=True)

    def made(value: Shown, *, strong: bool = False) -> Cell:
        one = WriteOnlyCell(sheet, cell(value) if isinstance(value, str) else value)
        one.alignment = top
        if isinstance(value, str):
            one.data_type = "s"  # whatever it looks like
        elif isinstance(value, datetime):
            one.number_format = "ddd d mmm yyyy hh:mm:ss"
        if strong:
            one.font = Font(bold=True)
        return one

    sheet.append([made(title, strong=True) for title, _, _ in _COLUMNS])
    try:
        for line in lines:
            sheet.append([made(value) for value in line])
    except BaseException:
        sheet.close()
        raise
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}1"
    book.save(path)


def _separated(path: Path, lines: Iterator[list[Shown]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow([title for title, _, _ in _COLUMNS])
        rows.writerows([cell(_plain(value)) for value in line] for line in lines)


def _plain(value: Shown) -> str:
    if value is None:
        return ""
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)
