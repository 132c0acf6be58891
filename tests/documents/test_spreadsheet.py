"""Lists as workbooks, opened again by another program's eyes: kinds of cells, what stays in sight, how it prints."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from partnering_desk.documents.safe_cells import LONGEST
from partnering_desk.documents.snapshots import ListSheet
from partnering_desk.documents.spreadsheet import is_formula, write_spreadsheet

ACTIONS = ListSheet(
    "Actions",
    "Five Boroughs & Co · as of Thu 19 Nov 2026, 10:42 · 2 of 140 actions",
    ("Ref", "Action", "Due", "Recorded", "Days late", "Cost", "At"),
    (
        ("A-112", "Report move-on by scheme", date(2027, 1, 18), datetime(2026, 11, 11, 10, 5), 3, 12.5, time(9, 30)),
        ("A-113", "Line one\nline two", None, datetime(2026, 11, 11, 10, 5), 0, 0.0, None),
    ),
)


def opened(listed: ListSheet, folder: Path) -> Worksheet:
    write_spreadsheet(listed, folder / "list.xlsx")
    sheet = load_workbook(folder / "list.xlsx").active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_cells_are_what_they_show(tmp_path: Path) -> None:
    sheet = opened(ACTIONS, tmp_path)
    assert [one.value for one in sheet[4]] == list(ACTIONS.titles)
    first = list(sheet[5])
    assert [one.value for one in first] == [
        "A-112",
        "Report move-on by scheme",
        datetime(2027, 1, 18),
        datetime(2026, 11, 11, 10, 5),
        3,
        12.5,
        time(9, 30),
    ]
    assert [one.data_type for one in first] == ["s", "s", "d", "d", "n", "n", "d"]
    assert [one.number_format for one in first[2:4]] == ["ddd d mmm yyyy", "ddd d mmm yyyy hh:mm"]
    assert sheet["B6"].value == "Line one\nline two"
    assert sheet["C6"].value is None


def test_what_it_is_and_as_of_when_stands_above(tmp_path: Path) -> None:
    sheet = opened(ACTIONS, tmp_path)
    assert (sheet["A1"].value, sheet["A2"].value) == ("Actions", ACTIONS.said)
    assert sheet["A1"].font.b
    assert sheet.title == "Actions"


def test_titles_stay_in_sight_and_rows_can_be_filtered(tmp_path: Path) -> None:
    sheet = opened(ACTIONS, tmp_path)
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:G6"


def test_it_prints_across_with_its_titles_on_every_page(tmp_path: Path) -> None:
    sheet = opened(ACTIONS, tmp_path)
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    fits = sheet.sheet_properties.pageSetUpPr
    assert fits is not None
    assert fits.fitToPage
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.right.text == "Page &P of &N"
    assert footer.left.text == f"Actions · {ACTIONS.said.replace('&', '&&')}"


def test_columns_are_as_wide_as_what_stands_in_them_and_no_wider_than_a_page(tmp_path: Path) -> None:
    sheet = opened(replace(ACTIONS, rows=(("A-1", "long " * 40, date(2026, 9, 30), None, 1, 1.0, None),)), tmp_path)
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABC"}
    assert widths == {"A": 8, "B": 60, "C": 17}


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946 0000", "-1", "@SUM(A1)", '=HYPERLINK("http://evil.example")'])
def test_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    listed = ListSheet(text, text, (text,), ((text,),))
    sheet = opened(listed, tmp_path)
    for cell in (sheet["A1"], sheet["A2"], sheet["A4"], sheet["A5"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix
    with zipfile.ZipFile(tmp_path / "list.xlsx") as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["\t=1", "\r=1"])
def test_a_tab_or_a_break_before_a_formula_makes_none_of_it(text: str, tmp_path: Path) -> None:
    assert is_formula(text)
    cell = opened(ListSheet("L", "", ("T",), ((text,),)), tmp_path)["A5"]
    assert cell.data_type == "s"


def test_ordinary_text_is_not_marked(tmp_path: Path) -> None:
    assert not is_formula("Report = done")
    assert not opened(ACTIONS, tmp_path)["B5"].quotePrefix


def test_what_no_cell_can_hold_does_not_spoil_the_file(tmp_path: Path) -> None:
    sheet = opened(ListSheet("a/b:c", "", ("T", "U"), (("x\x00\x01y" + "z" * 40_000, date(1666, 9, 2)),)), tmp_path)
    kept = sheet["A5"].value
    assert isinstance(kept, str)
    assert kept.startswith("xyz")
    assert len(kept) == LONGEST
    assert sheet["B5"].value == "1666-09-02"
    assert sheet.title == "a b c"


def test_a_list_without_rows_keeps_its_titles(tmp_path: Path) -> None:
    sheet = opened(replace(ACTIONS, rows=()), tmp_path)
    assert sheet.auto_filter.ref == "A4:G4"
    assert sheet.max_row == 4


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    rows = [(f"A-{at}",) for at in range(1000)]
    write_spreadsheet(ListSheet("L", "", ("Ref",), rows), tmp_path / "list.xlsx", told.append)
    assert told == [0, 196, 396, 596, 796, 996]
