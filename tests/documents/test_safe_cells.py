from __future__ import annotations

import pytest

from partnering_desk.documents.safe_cells import LONGEST, cell, defused


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20 7946 0000", "-5 °C in the hostel", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("x")']
)
def test_text_that_a_spreadsheet_would_work_out_is_taken_as_text(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Let both rooms.", "1 + 1 = 2", "CG/2026/06", " =1", "'=1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_a_cell_holds_no_more_than_a_cell_can() -> None:
    assert len(cell("x" * (LONGEST + 1))) == LONGEST
    assert cell("x" * (LONGEST + 1)).endswith("x…")
    assert cell("x" * LONGEST) == "x" * LONGEST


def test_letters_that_no_workbook_can_hold_are_left_out() -> None:
    assert cell("a\x00b\x0bc\nd") == "abc\nd"
    assert cell("\x00=1") == "'=1"
