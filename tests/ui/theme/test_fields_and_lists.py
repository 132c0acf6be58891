"""What is typed, chosen and walked is seen whole, with the keyboard on it and without."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionFrame
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.theme.theme import dress
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.table import RowsTable


def test_a_name_being_typed_is_not_cut(qtbot: QtBot, appearance: Appearance) -> None:
    owner = PersonPicker("Owner", [(1, "Ruth Lindqvist")])
    qtbot.addWidget(owner)
    dress(owner)
    with qtbot.waitExposed(owner):
        owner.show()
    owner.setFocus()
    line = owner.lineEdit()
    assert line is not None
    qtbot.waitUntil(line.hasFocus)
    option = QStyleOptionFrame()
    option.initFrom(line)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    assert room.height() >= line.fontMetrics().height()


def test_a_short_list_of_choices_opens_whole(qtbot: QtBot, appearance: Appearance) -> None:
    how = QComboBox()
    qtbot.addWidget(how)
    dress(how)
    how.addItems(["choose how", "Instruction", "Change control", "Contract variation", "Letter", "None needed"])
    with qtbot.waitExposed(how):
        how.show()
    how.showPopup()
    view = how.view()
    qtbot.waitUntil(view.isVisible)
    last = view.visualRect(how.model().index(how.count() - 1, 0))
    assert last.bottom() <= view.viewport().height()
    how.hidePopup()
    assert how.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, None, how) == 0


def test_the_frame_of_a_table_is_covered_by_nothing(qtbot: QtBot, appearance: Appearance) -> None:
    table: RowsTable[str] = RowsTable("Letters", [Column("Letter", lambda row: row)])
    qtbot.addWidget(table)
    dress(table)
    table.rows.set_rows(["a", "b"])
    table.resize(300, 200)
    with qtbot.waitExposed(table):
        table.show()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    inside = table.rect().adjusted(2, 2, -2, -2)
    assert inside.contains(table.viewport().geometry())
    assert inside.contains(table.horizontalHeader().geometry())


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_row_is_as_high_as_its_words_need_and_no_higher(qtbot: QtBot, appearance: Appearance, scale: int) -> None:
    appearance.choose_scale(scale)
    table: RowsTable[str] = RowsTable("Dates", [Column("Date", lambda row: row), Column("", lambda _row: "", width=0)])
    qtbot.addWidget(table)
    dress(table)
    table.rows.set_rows(["Wed 10 Nov 2027"])
    table.resize(900, 400)
    with qtbot.waitExposed(table):
        table.show()
    advance = table.fontMetrics().horizontalAdvance("Wed 10 Nov 2027")
    line = table.fontMetrics().height()
    measured, drawn = [], []
    for room in range(60):
        table.setColumnWidth(0, advance + room)
        measured.append(table.sizeHintForRow(0) < 2 * line)
        table.setRowHeight(0, 6 * line)
        drawn.append(_ink(table) < 1.5 * line)
    assert measured == drawn


def _ink(table: RowsTable[str]) -> int:
    """How high what is drawn in the first cell is, in pixels."""
    cell = table.visualRect(table.rows.index(0, 0)).adjusted(2, 2, -2, -4)
    image = table.viewport().grab(cell).toImage()
    ground = image.pixelColor(0, 0)
    lines = [y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(image.width()))]
    return lines[-1] - lines[0]


def test_rows_that_come_into_sight_as_those_above_shrink_are_measured_too(qtbot: QtBot, appearance: Appearance) -> None:
    words = "Extend the floating support pilot by one year, with a review after nine months."
    table: RowsTable[str] = RowsTable("Decisions", [Column("Decision", lambda row: row, width=0)])
    qtbot.addWidget(table)
    table.rows.set_rows([words] * 40)
    table.resize(220, 400)
    with qtbot.waitExposed(table):
        table.show()
    narrow = table.sizeHintForRow(0)
    qtbot.waitUntil(lambda: table.rowHeight(0) == narrow)
    table.verticalScrollBar().setValue(20)
    qtbot.waitUntil(lambda: table.rowHeight(20) == narrow)
    table.verticalScrollBar().setValue(0)
    table.resize(900, 400)
    qtbot.waitUntil(lambda: table.rowHeight(0) < narrow)
    seen = [place for place in range(40) if table.rowViewportPosition(place) < table.viewport().height()]
    assert {table.rowHeight(place) for place in seen} == {table.rowHeight(0)}
