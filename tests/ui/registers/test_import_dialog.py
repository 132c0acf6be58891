"""An action log put right on its preview, cell by cell, before anything is kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.actions_import import Column, known, read_log
from partnering_desk.records import store, trail
from partnering_desk.ui.registers.import_dialog import ImportDialog
from partnering_desk.ui.registers.preview_model import COLUMNS
from partnering_desk.ui.shell.appearance import Appearance
from tests.app.five import Five

MANY = 2000
LOG = Path(__file__).parents[2] / "data" / "action-log.xlsx"


@pytest.fixture
def dialog(partnering: Five, appearance: Appearance, qtbot: QtBot) -> Iterator[ImportDialog]:
    made = ImportDialog(None, partnering.register, read_log(LOG), known(partnering.register))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def head_of(partnering: Five) -> trail.Head:
    """The last entry of the Record."""
    with partnering.register.read() as session:
        return trail.head(store.driver(session.connection()))


def go_to(dialog: ImportDialog, line: int, column: Column) -> None:
    row = [one.line for one in dialog.model.rows].index(line)
    dialog.table.setCurrentIndex(dialog.model.index(row, COLUMNS.index(column) + 1))


def text(dialog: ImportDialog, line: int, column: Column) -> str:
    row = [one.line for one in dialog.model.rows].index(line)
    return str(dialog.model.index(row, COLUMNS.index(column) + 1).data())


def at(dialog: ImportDialog) -> tuple[int, Column]:
    found = dialog.model.cell(dialog.table.currentIndex())
    assert found is not None
    return found[0].line, found[1]


def test_the_first_doubtful_cell_is_shown_as_it_was_read(dialog: ImportDialog) -> None:
    assert at(dialog) == (4, Column.OWNER)
    assert dialog.words.text() == "10 actions will be kept, 1 row left out; 14 cells are doubtful."
    assert dialog.verb.text() == "Keep 10 actions"
    assert dialog._where.text() == "Row 4, owner: as read “AN”"
    assert dialog._doubt.text().endswith("Perhaps Aoife Ní Bhriain (ANB) or Nkechi Amadi (NA) is meant.")
    assert text(dialog, 4, Column.OWNER) == "AN ?"
    spoken = dialog.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Owner: AN, doubtful: Nobody in the register goes by “AN”")


def test_doubts_are_walked_and_put_right_from_the_keyboard(dialog: ImportDialog) -> None:
    dialog.line.setFocus()
    dialog.line.selectAll()
    QTest.keyClicks(dialog.line, "Nkechi Amadi")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert text(dialog, 4, Column.OWNER) == "Nkechi Amadi"
    assert at(dialog) == (5, Column.MEETING)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert at(dialog) == (5, Column.DUE)
    dialog.right.click()
    assert text(dialog, 5, Column.DUE) == "Fri 17 Apr 2026"
    for _ in range(30):
        if dialog.right.isEnabled():
            dialog.right.click()
    assert dialog.words.text() == "10 actions will be kept, 1 row left out."
    assert not dialog.next.isEnabled()


def test_what_is_put_wrong_again_stays_where_it_is(dialog: ImportDialog) -> None:
    dialog.line.setText("Nobody Known")
    dialog.put.click()
    assert at(dialog) == (4, Column.OWNER)
    assert dialog._where.text() == "Row 4, owner: typed “Nobody Known”"


def test_a_cell_is_typed_over_in_the_table_itself(dialog: ImportDialog) -> None:
    go_to(dialog, 6, Column.DUE)
    index = dialog.table.currentIndex()
    assert dialog.model.setData(index, "4 dec 2026")
    assert text(dialog, 6, Column.DUE) == "Fri 4 Dec 2026"
    assert not dialog.model.setData(index, "4 dec 2026")
    assert not dialog.model.setData(dialog.model.index(0, 0), "4")


def test_a_row_is_left_out_and_the_colour_key_is_out_by_itself(
    dialog: ImportDialog, partnering: Five, qtbot: QtBot
) -> None:
    go_to(dialog, 15, Column.TEXT)
    assert dialog._doubt.text() == "Stands alone in its row: a remark, no action."
    assert dialog.out.text() == "&Take the row in"
    assert not dialog.line.isEnabled()
    go_to(dialog, 9, Column.TEXT)
    dialog.out.click()
    assert dialog.verb.text() == "Keep 9 actions"
    dialog.group.setCurrentText("Core Group")
    dialog.group.activated.emit(dialog.group.currentIndex())
    dialog.verb.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    rows = action_rows(partnering.register)
    assert len(rows) == len(dialog.kept) == 9
    assert {row.group for row in rows} == {"Core Group"}
    assert not any("insurance" in row.text for row in rows)


def test_columns_matched_wrongly_are_matched_by_hand(dialog: ImportDialog, qtbot: QtBot) -> None:
    box = dialog.matching[Column.TEXT]
    box.setCurrentText("Not in the log")
    box.activated.emit(box.currentIndex())
    assert "First put right or leave out rows 4, 5" in dialog.words.text()
    dialog.verb.click()
    qtbot.waitUntil(lambda: "First put right" in dialog.notice.words)
    box.setCurrentText("Comments")
    box.activated.emit(box.currentIndex())
    assert text(dialog, 4, Column.TEXT) == "done 26/3"


def test_another_sheet_asks_for_its_columns(dialog: ImportDialog) -> None:
    dialog.sheet.setCurrentText("Closed 2025")
    dialog.sheet.activated.emit(1)
    assert dialog._matching.isVisible()
    assert "No line of headings was found" in dialog._found.text()
    assert [row.line for row in dialog.model.rows] == [1]


def test_nothing_is_kept_when_the_preview_is_left(dialog: ImportDialog, partnering: Five) -> None:
    dialog.line.setText("Nkechi Amadi")
    dialog.put.click()
    dialog.cancel.click()
    assert action_rows(partnering.register) == ()
    assert dialog.kept == ()


@pytest.fixture
def long(partnering: Five, appearance: Appearance, qtbot: QtBot, tmp_path: Path) -> Iterator[ImportDialog]:
    """A log of thousands, in a workbook as an office saves it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Action", "Owner", "Due"])
    for number in range(1, MANY + 1):
        sheet.append([number, f"Send report {number}", "Nkechi Amadi", date(2027, 1, 1 + number % 28)])
    book.save(tmp_path / "long.xlsx")
    made = ImportDialog(None, partnering.register, read_log(tmp_path / "long.xlsx"), known(partnering.register))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_a_long_log_stopped_half_way_leaves_nothing(long: ImportDialog, partnering: Five, qtbot: QtBot) -> None:
    before = head_of(partnering)
    seen: list[int] = []
    long.bar.valueChanged.connect(seen.append)
    long.bar.valueChanged.connect(lambda done: long.cancel.click() if done > 0 else None)
    long.verb.click()
    assert long.bar.isVisible()
    assert not long.table.isEnabled()
    qtbot.waitUntil(lambda: long.notice.words == "Stopped. Nothing was kept.", timeout=30_000)
    assert 0 < max(seen) < MANY
    assert long.isVisible()
    assert long.table.isEnabled()
    assert long.kept == ()
    assert action_rows(partnering.register) == ()
    assert head_of(partnering) == before


def test_a_long_log_is_kept_whole_while_the_screen_answers(long: ImportDialog, partnering: Five, qtbot: QtBot) -> None:
    seen: list[int] = []
    long.bar.valueChanged.connect(seen.append)
    long.verb.click()
    qtbot.waitUntil(lambda: not long.isVisible(), timeout=60_000)
    assert len(long.kept) == len(action_rows(partnering.register)) == MANY
    assert len(set(seen)) > 10
