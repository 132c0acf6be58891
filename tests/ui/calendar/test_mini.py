"""The small calendar of the Desk."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from partnering_desk.app.planner import month, year
from partnering_desk.app.scheduling import schedule
from partnering_desk.ui.calendar.days import WeeksModel, YearModel
from partnering_desk.ui.calendar.mini import MiniCalendar
from tests.app.five import Five


def test_six_weeks_from_this_one_on_with_a_mark_for_each_meeting(partnering: Five, qtbot: QtBot) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    mini = MiniCalendar(partnering.register)
    qtbot.addWidget(mini)
    mini.refresh()
    mini.show()
    assert mini.heading.text() == "November and December"
    assert mini.grid.day == date(2026, 11, 19)
    assert mini.grid.days.date_at(0, 0) == date(2026, 11, 16)
    day = mini.grid.days.day(date(2026, 12, 9))
    assert day is not None
    assert [one.code for one in day.meetings] == ["CG"]
    assert not mini.grab().isNull()
    mini.close()


def test_enter_opens_the_day(partnering: Five, qtbot: QtBot) -> None:
    mini = MiniCalendar(partnering.register)
    qtbot.addWidget(mini)
    mini.refresh()
    with qtbot.waitSignal(mini.day_opened) as opened:
        QTest.keyClick(mini.grid, Qt.Key.Key_Return)
    assert opened.args == [date(2026, 11, 19)]


def test_days_before_and_after_the_weeks_shown_open_the_calendar(partnering: Five, qtbot: QtBot) -> None:
    mini = MiniCalendar(partnering.register)
    qtbot.addWidget(mini)
    mini.refresh()
    with qtbot.waitSignal(mini.day_opened) as opened:
        QTest.keyClick(mini.grid, Qt.Key.Key_Up)
    assert opened.args == [date(2026, 11, 12)]


def test_the_tables_of_days_are_sound(partnering: Five) -> None:
    weeks, whole = WeeksModel(), YearModel()
    weeks.fill(month(partnering.register, 2026, 11))
    whole.fill(year(partnering.register, 2028))
    QAbstractItemModelTester(weeks, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(whole, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert whole.index_of(date(2028, 2, 29)).data() == "29"
    assert not whole.index_of(date(2027, 2, 28)).isValid()
    assert whole.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole) == "February"
    assert weeks.headerData(2, Qt.Orientation.Horizontal) == "Wed"
