"""The longest call on the screen's thread while a log of 5,000 actions is looked at, put right and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from partnering_desk.ui.registers.actions import ActionsPage
from partnering_desk.ui.registers.import_dialog import ImportDialog
from tests.benchmarks.use import MOST, Use, in_use, say

ACTIONS = 5_000
HEAD = 3
"""Lines of the real log before its first action."""
LOG = Path(__file__).parents[1] / "data" / "action-log.xlsx"


@pytest.fixture
def use(qtbot: QtBot, qapp: QApplication, sample: Path) -> Iterator[Use]:
    with in_use(qtbot, qapp, sample) as one:
        yield one


def long_log(path: Path) -> Path:
    """The real log, its actions again and again under numbers of their own, until there are enough."""
    lines = list(load_workbook(LOG).worksheets[0].iter_rows(values_only=True))
    head, actions = lines[:HEAD], lines[HEAD:]
    book = Workbook()
    sheet = book.create_sheet("Action log", 0)
    for values in head:
        sheet.append(values)
    for number in range(ACTIONS):
        sheet.append((number + 1, *actions[number % len(actions)][1:]))
    book.save(path)
    return path


def put_right(use: Use, dialog: QDialog) -> None:
    """Answer a doubtful cell in each way that there is, then keep all the actions."""
    assert isinstance(dialog, ImportDialog)
    for what, act in (
        ("the next doubtful cell", dialog.go_to_next),
        ("a reading found right", dialog.find_right),
        ("a row left out", dialog.toggle_left_out),
        ("the row taken in", dialog.toggle_left_out),
        ("the end of the log", dialog.table.scrollToBottom),
    ):
        use.do(f"a long log: {what}", act)
    dialog.line.setText("Ruth Lindqvist")
    use.do("a long log: a cell put right", dialog.put_right)
    for line in (one.line for one in dialog.preview.faulty):
        dialog._left_out[line] = True
    use.do("a long log: faulty rows left out", dialog.show_preview)
    use.meter.what = "a long log: kept"
    dialog.verb.click()


def test_a_log_of_5000_actions_keeps_away_from_the_screens_thread(use: Use, tmp_path: Path) -> None:
    path = long_log(tmp_path / "log.xlsx")
    use.go("the actions, before", "actions")
    page = use.page(ActionsPage)
    try:
        use.dialog("a long log", lambda: page.read_log(path), partial(put_right, use), patience=120_000)
        use.type("5,000 actions: typing in the search", "report", page.search_field())
        use.go("5,000 actions: the desk", "desk")
    finally:
        say(use.meter, MOST)
