"""Every way for a file or a text from outside into the program, for tests that send something bad along it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf

from partnering_desk.app import actions_import, papers, people_import
from partnering_desk.app.action_log import read_log
from partnering_desk.app.actions_known import Known
from partnering_desk.app.check import check_register
from partnering_desk.app.exchange import import_register
from partnering_desk.app.people_sheet import read_people
from partnering_desk.app.register import Register, create_register, open_register
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.pack import write_pack
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet
from partnering_desk.ui.meetings.pasted import notes_from_html
from tests.app.five import SECRETARY, Clock, build
from tests.app.meeting_day import call_meeting
from tests.documents.paper_files import as_paper
from tests.documents.sheets import HEADER
from tests.documents.test_pack import sheet

SOON = 5.0
"""Seconds within which a reader must have answered."""
LONGEST_PASTE = 60_000
"""Characters of HTML: some twenty pages of Word. What is set from them is tried as well."""


@dataclass(frozen=True)
class Reader:
    """A way in. `read` keeps nothing, and raises a `Refusal` or a `Fault` where it does not take the file."""

    suffix: str
    read: Callable[[Path], object]


def people(path: Path) -> None:
    """A list of people, as far as the preview that is shown before any is kept."""
    sheet = read_people(path)
    people_import.preview(people_import.Known(new_groups=True), sheet, sheet.guess)


def action_log(path: Path) -> None:
    """An action log, as far as its preview."""
    sheet = read_log(path).sheets[0]
    actions_import.preview(Known(date(2026, 11, 19)), sheet, sheet.guess)


def exported(path: Path) -> None:
    """An exported register: all of it is there afterwards, or nothing."""
    target = path.with_name("imported.desk")
    faults = import_register(path, target)
    assert target.exists() is not bool(faults)
    target.unlink(missing_ok=True)


def register(path: Path) -> None:
    """A register: opened, and checked."""
    try:
        with closing(open_register(path)) as opened:
            check_register(opened)
    finally:
        for ending in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def paste(path: Path) -> None:
    """What a browser lays on the clipboard: made notes, and the notes a PDF."""
    notes = notes_from_html(path.read_bytes().decode("utf-8", "replace")[:LONGEST_PASTE])
    minutes_pdf(MinutesSheet(HEADER, items=(MinutesItem(number="1", title="Voids", notes=notes),)))


@cache
def _agenda_item() -> tuple[Register, int]:
    """An item to which papers can be attached, for as long as this process lives."""
    folder, clock = Path(tempfile.mkdtemp()), Clock()
    opened = create_register(folder / "one.desk", SECRETARY, clock)

    def tidy_up() -> None:
        opened.close()
        shutil.rmtree(folder)

    atexit.register(tidy_up)
    return opened, call_meeting(build(opened, clock)).item(2).item_id


def paper(path: Path) -> None:
    """A paper, read and counted to its end; then it is not kept after all."""
    opened, item = _agenda_item()
    assert papers.attach(opened, item, path, stop=lambda: True) is None


def pack(path: Path) -> None:
    """A paper, or a picture, in a pack: bound, or named with what is wrong with it; the pack is made either way."""
    for name in ("a.pdf", "a.png", "a.jpg"):
        one = as_paper(path.parent, name, path.read_bytes())
        try:
            write_pack(sheet([one]), path.with_name("pack.pdf"), lambda _done, _of, _words: None)
            with pikepdf.open(path.with_name("pack.pdf")) as made:
                assert len(made.pages) > 1
        finally:
            one.file.unlink()
            path.with_name("pack.pdf").unlink(missing_ok=True)


READERS = {
    "people.csv": Reader(".csv", people),
    "people.xlsx": Reader(".xlsx", people),
    "log.xlsx": Reader(".xlsx", action_log),
    "log.csv": Reader(".csv", action_log),
    "exported": Reader(".json", exported),
    "register": Reader(".desk", register),
    "paste": Reader(".html", paste),
    "paper": Reader(".pdf", paper),
    "pack": Reader(".pdf", pack),
}
