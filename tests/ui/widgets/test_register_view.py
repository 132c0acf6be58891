from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column


@dataclass(frozen=True, slots=True)
class Task:
    number: int
    text: str
    owner: str
    late: bool = False


TASKS = (
    Task(1, "Report move-on by scheme", "R. Lindqvist", late=True),
    Task(2, "Visit the hostel", "A. Brandt"),
    Task(3, "Report the retention credit", "A. Brandt"),
)


class Desk:
    """The view, and what was done through it."""

    def __init__(self) -> None:
        self.closed: list[int] = []
        columns: list[Column[Task]] = [
            Column("Ref", lambda task: f"A-{task.number}", sort=lambda task: task.number, width=80),
            Column("Action", lambda task: task.text, width=0),
            Column("Owner", lambda task: task.owner),
        ]
        self.view: RegisterView[Task] = RegisterView(
            "Actions",
            columns,
            key=lambda task: task.number,
            one="action",
            quicks=[Quick("Overdue", lambda task: task.late)],
            filters=[Filter("Owner", lambda task: task.owner)],
            verbs=[Verb("Close…", self.close, "Ctrl+Return"), Verb("Rename…", self.close, fits=lambda r: len(r) == 1)],
        )

    def close(self, rows: tuple[Task, ...]) -> None:
        self.closed += [task.number for task in rows]

    @property
    def shown(self) -> list[int]:
        return [task.number for task in self.view.shown()]


@pytest.fixture
def desk(qtbot: QtBot, appearance: Appearance) -> Desk:
    made = Desk()
    qtbot.addWidget(made.view)
    made.view.set_rows(TASKS)
    made.view.resize(900, 500)
    with qtbot.waitExposed(made.view):
        made.view.show()
    return made


def chip(desk: Desk, words: str) -> QPushButton:
    return next(one for one in desk.view.bar.findChildren(QPushButton) if one.text() == words)


def test_every_word_searched_for_must_occur(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.view.bar.search, "report BRANDT")
    assert desk.shown == [3]
    assert desk.view.count.text() == "1 of 3 actions"


def test_a_chip_keeps_only_some_rows_while_it_is_down(qtbot: QtBot, desk: Desk) -> None:
    QTest.mouseClick(chip(desk, "Overdue"), Qt.MouseButton.LeftButton)
    assert desk.shown == [1]
    QTest.keyClick(chip(desk, "Overdue"), Qt.Key.Key_Space)
    assert desk.shown == [1, 2, 3]


def test_a_list_offers_the_values_that_occur(qtbot: QtBot, desk: Desk) -> None:
    owners = desk.view.bar.findChildren(QComboBox)[0]
    assert [owners.itemText(place) for place in range(owners.count())] == ["Owner: all", "A. Brandt", "R. Lindqvist"]
    QTest.keyClick(owners, Qt.Key.Key_Down)
    assert desk.shown == [2, 3]


def test_nothing_fitting_offers_the_way_back(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.view.bar.search, "zzz")
    assert desk.shown == []
    back = next(one for one in desk.view.none_kept.findChildren(QPushButton) if one.text() == "Show all")
    assert back.isVisible()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.shown == [1, 2, 3]


def test_an_empty_register_says_what_belongs_there(desk: Desk) -> None:
    desk.view.set_rows(())
    assert desk.view.empty.isVisible()
    assert not desk.view.bar.isVisible()


def test_a_click_on_a_heading_sorts_and_new_rows_keep_the_order(qtbot: QtBot, desk: Desk) -> None:
    header = desk.view.table.horizontalHeader()
    at = header.sectionViewportPosition(1) + 10
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    assert desk.shown == [2, 3, 1]
    desk.view.set_rows((*TASKS, Task(4, "Zero the meter", "")))
    assert desk.shown == [4, 2, 3, 1]


def test_the_selection_outlives_new_rows(desk: Desk) -> None:
    assert desk.view.select(2)
    desk.view.set_rows((Task(0, "New", ""), *TASKS))
    assert [task.number for task in desk.view.selected()] == [2]


def test_a_row_is_shown_past_the_filters_when_it_is_asked_for(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.view.bar.search, "hostel")
    assert desk.view.select(1)
    assert [task.number for task in desk.view.selected()] == [1]
    assert not desk.view.select(99)


def test_enter_opens_a_row(qtbot: QtBot, desk: Desk) -> None:
    desk.view.select(2)
    with qtbot.waitSignal(desk.view.opened) as opened:
        QTest.keyClick(desk.view.table, Qt.Key.Key_Return)
    assert opened.args == [TASKS[1]]


def test_several_rows_are_selected_from_the_keyboard_and_counted(qtbot: QtBot, desk: Desk) -> None:
    desk.view.select(1)
    QTest.keyClick(desk.view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [task.number for task in desk.view.selected()] == [1, 2]
    assert desk.view.count.text() == "3 actions · 2 selected"


def test_copying_gives_a_table_to_word_and_tabs_to_a_spreadsheet(qtbot: QtBot, desk: Desk) -> None:
    desk.view.select(2)
    QTest.keySequence(desk.view.table, QKeySequence.StandardKey.Copy)
    data = QApplication.clipboard().mimeData()
    assert data.text() == "Ref\tAction\tOwner\nA-2\tVisit the hostel\tA. Brandt"
    assert "<td>Visit the hostel</td>" in data.html()


def test_a_verb_is_done_with_the_rows_selected(qtbot: QtBot, desk: Desk) -> None:
    desk.view.table.selectAll()
    close, rename = desk.view.table.actions()
    close.trigger()
    assert desk.closed == [1, 2, 3]
    rename.trigger()
    assert desk.closed == [1, 2, 3]


def test_rows_are_as_high_as_their_lines_and_never_too_low(qtbot: QtBot, desk: Desk) -> None:
    desk.view.set_rows((TASKS[0], Task(2, "a long report " * 30, "")))
    table = desk.view.table
    qtbot.waitUntil(lambda: table.rowHeight(1) > 2 * table.fontMetrics().height())
    assert table.rowHeight(0) >= current().px(32)


def test_a_view_is_kept_under_a_name_and_shown_again(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.view.bar.search, "report")
    chip(desk, "Overdue").click()
    desk.view.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    desk.view.views.keep("Late reports")
    desk.view.bar.clear()
    assert desk.shown == [3, 2, 1]
    desk.view.views.show_view("Late reports")
    assert desk.shown == [1]
    assert desk.view.bar.search.text() == "report"
    assert desk.view.views.names() == ("Late reports",)
    desk.view.views.remove("Late reports")
    assert desk.view.views.names() == ()


def test_a_view_needs_a_name(desk: Desk) -> None:
    with pytest.raises(Refusal, match="needs a name"):
        desk.view.views.keep("  ")


def test_what_is_shown_can_be_taken_out_as_text(qtbot: QtBot, desk: Desk) -> None:
    QTest.keyClicks(desk.view.bar.search, "hostel")
    assert desk.view.as_text() == (("Ref", "Action", "Owner"), (("A-2", "Visit the hostel", "A. Brandt"),))


def test_words_that_only_just_do_not_fit_wrap_and_are_not_cut(qtbot: QtBot, desk: Desk) -> None:
    table = desk.view.table
    words = "Performance Working Group"
    desk.view.set_rows((Task(1, "", words),))
    for spare in range(0, 40, 4):
        table.setColumnWidth(2, table.fontMetrics().horizontalAdvance(words) + spare)
        table.resizeEvent(QResizeEvent(table.size(), table.size()))
        room = table.columnWidth(2) - 2 * current().px(8)
        lines = 1 if room - 4 > table.fontMetrics().horizontalAdvance(words) + 2 else 2
        least = lines * table.fontMetrics().height()
        qtbot.waitUntil(partial(lambda least: table.rowHeight(0) >= least, least))


def test_a_view_is_kept_and_removed_through_its_menu(qtbot: QtBot, desk: Desk) -> None:
    views = desk.view.views
    QTest.keyClicks(desk.view.bar.search, "report")

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        line = dialog.findChildren(QLineEdit)[0]
        QTest.keyClicks(line, "Reports")
        QTest.keyClick(line, Qt.Key.Key_Return)

    menu = views.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Keep this view…"]
    QTimer.singleShot(0, name_it)
    menu.actions()[0].trigger()
    assert views.names() == ("Reports",)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.text()] == ["Reports", "Keep this view…", "Remove"]
    desk.view.bar.clear()
    menu.actions()[0].trigger()
    assert desk.view.bar.search.text() == "report"


def test_the_menu_of_a_row_offers_what_fits_it(qtbot: QtBot, desk: Desk) -> None:
    table = desk.view.table
    table.selectAll()
    table.customContextMenuRequested.emit(table.viewport().rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert offered == {
        "Close…": True,
        "Rename…": False,
        "Copy as a table\tCtrl+C": True,
        "Save as a spreadsheet…\tCtrl+Shift+S": True,
    }
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert all(action.isEnabled() for action in table.actions())
