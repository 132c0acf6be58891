"""A list is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from partnering_desk.app.faults import Fault, Stopped
from partnering_desk.app.list_out import ListSheet, save_spreadsheet
from tests.app.five import Five

LIST = ListSheet("Actions", "2 of 140 actions", ("Ref",), (("A-1",), ("A-2",)))


def test_it_says_whose_list_it_is_and_as_of_when(partnering: Five, tmp_path: Path) -> None:
    save_spreadsheet(partnering.register, LIST, tmp_path / "actions.xlsx")
    book = load_workbook(tmp_path / "actions.xlsx")
    sheet = book[book.sheetnames[0]]
    now = partnering.register.now()
    assert (
        sheet["A2"].value
        == f"Five Boroughs Partnering · as of {now:%a} {now.day} {now:%b %Y, %H:%M} · 2 of 140 actions"
    )


def test_what_is_stopped_leaves_what_stood_there(partnering: Five, tmp_path: Path) -> None:
    target = tmp_path / "actions.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(Stopped):
        save_spreadsheet(partnering.register, LIST, target, stop=lambda: True)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cannot_be_written_is_said(partnering: Five, tmp_path: Path) -> None:
    with pytest.raises(Fault, match="could not be written: No such file or directory"):
        save_spreadsheet(partnering.register, LIST, tmp_path / "nowhere" / "actions.xlsx")
    with pytest.raises(Fault, match="Close it where it is open, or choose another name"):
        save_spreadsheet(partnering.register, LIST, tmp_path)
