"""Any register saved as a spreadsheet: what is shown, in its order, typed; stopped, refused, and said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.places import Place
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import Clock, Five
from tests.ui.widgets.tasks_page import Task, TasksPage

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five) -> MainWindow:
    places = (
        Place("desk", "Desk", "tests.ui.shell.boards", "Board"),
        Place("tasks", "Tasks", "tests.ui.widgets.tasks_page", "TasksPage"),
    )
    made = MainWindow(appearance, clock, places)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.show_register(partnering.register)
    return made


@pytest.fixture
def page(window: MainWindow) -> TasksPage:
    assert window.workplace is not None
    window.workplace.navigator.go("tasks")
    shown = window.workplace.shown_page()
    assert isinstance(shown, TasksPage)
    return shown


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the person names in the system's own dialog."""
    chosen = tmp_path / "tasks.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), "Excel (*.xlsx)"))
    return chosen


def press(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, CTRL_SHIFT)


def saved(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def refs(sheet: Worksheet) -> list[object]:
    return [row[0] for row in sheet.iter_rows(min_row=5, values_only=True)]


def test_control_shift_and_s_saves_what_is_shown(
    window: MainWindow, page: TasksPage, target: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.view.bar.search, "report")
    page.view.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.view.bar.search.setFocus()
    press(window)
    qtbot.waitUntil(lambda: page.view.saver.said.words == f"Saved: {target}")
    sheet = saved(target)
    assert refs(sheet) == ["A-1", "A-3"]
    assert [cell.value for cell in sheet[5]] == [
        "A-1",
        "=Report move-on",
        datetime(2027, 1, 18),
        datetime(2026, 11, 11),
        7,
    ]
    assert sheet["B5"].data_type == "s"
    assert sheet["C6"].value == "no date"
    assert str(sheet["A2"].value).endswith("· 2 of 3 tasks")
    assert not page.view.saver.under_way.isVisible()


def test_several_selected_rows_are_saved_alone(window: MainWindow, page: TasksPage, target: Path, qtbot: QtBot) -> None:
    page.view.select(2)
    QTest.keyClick(page.view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(window)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: bool(page.view.saver.said.words))
    assert refs(saved(target)) == ["A-2", "A-3"]


def test_the_menu_of_a_row_offers_it(page: TasksPage, target: Path, qtbot: QtBot) -> None:
    page.view.table.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (save,) = [one for one in menu.actions() if one.text().startswith("Save as a spreadsheet…")]
    save.trigger()
    menu.close()
    qtbot.waitUntil(lambda: page.view.saver.said.words == f"Saved: {target}")
    assert refs(saved(target)) == ["A-1", "A-2", "A-3"]
    assert str(saved(target)["A2"].value).endswith("· 3 tasks")


def test_a_name_without_an_ending_gets_that_of_a_workbook(
    page: TasksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "list"), ""))
    page.view.save_as_spreadsheet()
    qtbot.waitUntil(lambda: bool(page.view.saver.said.words))
    assert (tmp_path / "list.xlsx").exists()


def test_who_names_no_file_saves_nothing(page: TasksPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.view.save_as_spreadsheet()
    assert not page.view.saver.isVisible()


def test_a_place_that_cannot_be_written_is_said_and_the_list_stays(
    page: TasksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "list.xlsx"), ""))
    page.view.save_as_spreadsheet()
    qtbot.waitUntil(lambda: "could not be written" in page.view.saver.said.words)
    assert page.view.saver.said.isVisible()
    assert len(page.view.shown()) == 3


def test_a_long_list_tells_how_far_it_is_and_can_be_stopped(page: TasksPage, target: Path, qtbot: QtBot) -> None:
    met, goes_on = Event(), Event()

    def slow(one: Task) -> str:
        if one.number == 2500:
            met.set()
            goes_on.wait(60)
        return one.text

    page.view.set_rows([Task(number, "Report") for number in range(5000)])
    page.words = slow
    page.view.save_as_spreadsheet()
    qtbot.waitUntil(met.is_set, timeout=60_000)
    saver = page.view.saver
    assert saver.under_way.isVisible()
    bar = saver.findChildren(QProgressBar)[0]
    assert accessible(bar) == "Saving the list"
    QTest.mouseClick(saver.stop, Qt.MouseButton.LeftButton)
    goes_on.set()
    qtbot.waitUntil(lambda: saver.said.words == "Stopped. Nothing was saved.", timeout=60_000)
    assert list(target.parent.glob("tasks*")) == []


def accessible(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return str(interface.text(QAccessible.Text.Name))


def test_a_page_without_a_list_says_so(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None
    with qtbot.waitSignal(window.workplace.navigator.said) as told:
        press(window)
    assert told.args == ["There is no list on this page to be saved. Go to one first, such as Actions."]
