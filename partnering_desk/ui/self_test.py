"""Whether this copy of the program is whole: each part is used once, as an installer's smoke test wants it."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from partnering_desk.app.faults import Fault
from partnering_desk.rules.clause import Refusal

if TYPE_CHECKING:
    from partnering_desk.documents.snapshots import MinutesSheet


@dataclass(frozen=True, slots=True)
class Result:
    """One thing tried: what, whether it worked, and what it said."""

    what: str
    ok: bool
    said: str = ""


def self_test() -> tuple[Result, ...]:
    """Try each part of the program; nothing is shown and nothing is left behind."""
    tries: tuple[tuple[str, Callable[[], str]], ...] = (
        ("fonts, icons and styles are there", _resources),
        ("Working Days are counted", _working_days),
        ("a register is written and read", _register),
        ("a register is taken out as JSON and read in again", _exchange),
        ("a register is locked with a passphrase", _locked_register),
        ("minutes are set as a PDF and read back", _pdf),
        ("minutes are written for Word and read back", _word),
        ("an invitation is made", _invitation),
        ("a spreadsheet is read", _spreadsheet),
        ("the window's parts load", _window),
    )
    return tuple(_tried(what, how) for what, how in tries)


def _tried(what: str, how: Callable[[], str]) -> Result:
    try:
        return Result(what, True, how())
    except (
        ArithmeticError,
        AssertionError,
        ImportError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as e:
        return Result(what, False, f"{type(e).__name__}: {e}")
    except (Fault, Refusal) as refusal:
        return Result(what, False, refusal.sentence)


def _resources() -> str:
    from partnering_desk.files import read_resource, resource

    names = ("fonts/AtkinsonHyperlegible-Regular.ttf", "icons/app.svg", "style.qss", "exchange.schema.json")
    for name in names:
        resource(name)
    if "QPushButton" not in read_resource("style.qss"):
        raise ValueError("the style sheet is empty")
    return ""


def _working_days() -> str:
    from partnering_desk.rules.working_days import Nation, WorkingCalendar

    due = WorkingCalendar(Nation.ENGLAND).after(date(2026, 12, 18), 7).date
    if due != date(2026, 12, 31):
        raise ValueError(f"seven Working Days after 18 December 2026 came out as {due}")
    return ""


def _register() -> str:
    from partnering_desk.app.register import SUFFIX, create_register, open_register

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"self-test{SUFFIX}"
        create_register(path).close()
        open_register(path).close()
    return ""


def _exchange() -> str:
    from partnering_desk.app.exchange import export_register, import_register
    from partnering_desk.app.register import SUFFIX, create_register

    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / f"self-test{SUFFIX}")
        exported = Path(folder) / "self-test.json"
        export_register(register, exported)
        register.close()
        wrong = import_register(exported, Path(folder) / f"imported{SUFFIX}")
        if wrong:
            raise ValueError(f"{wrong[0].where}: {wrong[0].words}")
    return ""


def _locked_register() -> str:
    from partnering_desk.app import passphrase
    from partnering_desk.app.register import SUFFIX, create_register, open_register

    with tempfile.TemporaryDirectory() as folder:
        register = create_register(Path(folder) / f"self-test{SUFFIX}")
        passphrase.set_passphrase(register, "words that nobody needs to remember")
        register.close()
        if not passphrase.has_passphrase(register.path):
            raise ValueError("the register is not locked")
        open_register(register.path).close()
        passphrase.lock()
    return ""


def _minutes() -> MinutesSheet:
    from partnering_desk.documents.snapshots import Header, MinutesItem, MinutesSheet

    return MinutesSheet(
        Header("Five Boroughs Partnering", "Core Group", "CG/2026/06", "Wednesday 11 November 2026"),
        items=(MinutesItem("1", "Attendance", "Tunde Oṣei and Ελένη Παπαδοπούλου were *present*."),),
    )


def _pdf() -> str:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtPdf import QPdfDocument

    from partnering_desk.documents.minutes import minutes_pdf

    pages, held = QPdfDocument(), QBuffer()
    held.setData(minutes_pdf(_minutes()))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    pages.load(held)
    return _with_names(pages.getAllText(0).text(), "the PDF")


def _word() -> str:
    import docx

    from partnering_desk.documents.minutes_outline import minutes_outline
    from partnering_desk.documents.word import word_document

    made = docx.Document(io.BytesIO(word_document(minutes_outline(_minutes()))))
    return _with_names("\n".join(one.text for one in made.paragraphs), "the Word document")


def _with_names(text: str, what: str) -> str:
    if "Oṣei" not in text or "Παπαδοπούλου" not in text:
        raise ValueError(f"names do not come back out of {what}")
    return ""


def _invitation() -> str:
    from partnering_desk.documents.invitation import invitation_ics
    from partnering_desk.documents.snapshots import InvitationSheet, Mailbox

    chair = Mailbox("Joy Amadi", "j.amadi@rbkc.example")
    starts, ends = datetime(2026, 7, 8, 10), datetime(2026, 7, 8, 12)
    made = invitation_ics(InvitationSheet("self-test", 0, starts, starts, ends, "Core Group", chair, (chair,)))
    if b"BEGIN:VTIMEZONE" not in made:
        raise ValueError("the invitation has no time zone")
    return ""


def _spreadsheet() -> str:
    import openpyxl

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "self-test.xlsx"
        book = openpyxl.Workbook()
        book.save(path)
        openpyxl.load_workbook(path, read_only=True).close()
    return ""


def _window() -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6 import QtPdf, QtPdfWidgets, QtSvg
    from PySide6.QtCore import qVersion

    from partnering_desk.rules.wording import join_words
    from partnering_desk.ui.shell.places import PLACES

    for place in PLACES:
        place.load()
    parts = (QtPdf.QPdfDocument.__name__, QtPdfWidgets.QPdfView.__name__, QtSvg.QSvgRenderer.__name__)
    return f"Qt {qVersion()} with {join_words(parts)}"
