from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.ui.meetings.page import MeetingsPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.showing import wait_for_answer


def shown(five: Five, qtbot: QtBot) -> MeetingsPage:
    page = MeetingsPage(five.register, Navigator())
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.visit(None)
    page.show()
    wait_for_answer(page)
    return page


def test_an_empty_register_says_where_meetings_come_from(
    partnering: Five, appearance: Appearance, qtbot: QtBot
) -> None:
    page = shown(partnering, qtbot)
    button = next(one for one in page.view.empty.findChildren(QPushButton))
    with qtbot.waitSignal(page.navigator.went) as went:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert went.args == ["calendar", None]
    page.hide()


def test_enter_opens_the_meeting_chosen(partnering: Five, appearance: Appearance, qtbot: QtBot) -> None:
    first = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    schedule(partnering.register, partnering.performance, datetime(2027, 1, 8, 14), 90)
    page = shown(partnering, qtbot)
    assert [row.ref for row in page.view.shown()] == ["PW/2027/01", "CG/2026/01"]
    page.show_subject(first)
    with qtbot.waitSignal(page.navigator.went) as went:
        QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert went.args == ["meeting", first]
    page.hide()


def test_meetings_are_filtered_by_group_stage_and_year(partnering: Five, appearance: Appearance, qtbot: QtBot) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    gone = schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    schedule(partnering.register, partnering.performance, datetime(2027, 1, 8, 14), 90)
    cancel(partnering.register, gone, "Snow")
    page = shown(partnering, qtbot)
    combos = {one.accessibleName(): one for one in page.view.bar.findChildren(QComboBox)}
    for name, value, refs in (
        ("Group", "Performance Working Group", ["PW/2027/01"]),
        ("Stage", "Cancelled", ["CG/2027/01"]),
        ("Year", "2026", ["CG/2026/01"]),
    ):
        combos[name].setCurrentIndex(combos[name].findData(value))
        assert [row.ref for row in page.view.shown()] == refs
        combos[name].setCurrentIndex(0)
    page.hide()
