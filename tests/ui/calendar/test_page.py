"""The calendar worked as a person would: from the keyboard, and with the mouse."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from partnering_desk.app.lookups import row
from partnering_desk.app.scheduling import schedule
from partnering_desk.records.models import Meeting
from partnering_desk.ui.calendar.grid import DayGrid
from partnering_desk.ui.calendar.meeting_dialogs import CancelDialog, MoveDialog, NewMeetingDialog
from partnering_desk.ui.calendar.page import YEAR, CalendarPage
from partnering_desk.ui.calendar.series_dialog import SeriesDialog
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.calendar.dialogs import answer

DAY = datetime(2026, 12, 9, 10)


@pytest.fixture
def page(partnering: Five, qtbot: QtBot) -> Iterator[CalendarPage]:
    schedule(partnering.register, partnering.core, DAY, 120)
    shown = CalendarPage(partnering.register, Navigator())
    qtbot.addWidget(shown)
    shown.resize(1200, 860)
    shown.visit(None)
    shown.show()
    shown.grid.setFocus()
    yield shown
    shown.close()


def press(qtbot: QtBot, page: CalendarPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.grid, key)


def starts(five: Five, meeting_id: int = 1) -> datetime:
    with five.register.read() as session:
        return row(session, Meeting, meeting_id).starts


def test_the_calendar_opens_on_today(page: CalendarPage) -> None:
    assert page.grid.day == date(2026, 11, 19)
    assert page.span.text() == "November 2026"


def test_arrows_home_and_end_go_from_day_to_day(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert page.grid.day == date(2026, 11, 27)
    press(qtbot, page, Qt.Key.Key_Home)
    assert page.grid.day == date(2026, 11, 23)
    press(qtbot, page, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert page.grid.day == date(2026, 11, 30)


def test_page_keys_turn_months_and_with_control_years(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, page, Qt.Key.Key_PageDown)
    assert (page.grid.day, page.span.text()) == (date(2026, 12, 19), "December 2026")
    press(qtbot, page, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert page.span.text() == "October 2026"
    QTest.keyClick(page.grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.grid.day == date(2027, 10, 19)
    press(qtbot, page, Qt.Key.Key_T)
    assert page.grid.day == date(2026, 11, 19)


def test_walking_over_the_end_of_a_month_shows_the_next(page: CalendarPage, qtbot: QtBot) -> None:
    press(qtbot, page, *[Qt.Key.Key_Down] * 2)
    assert (page.grid.day, page.span.text()) == (date(2026, 12, 3), "December 2026")


def test_a_day_is_named_for_a_screen_reader(page: CalendarPage) -> None:
    page.go_to(DAY.date())
    words = page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Wed 9 December 2026, Core Group 10:00, Working Day"
    assert page.grid.accessibleName() == "Calendar of December 2026"


def test_enter_opens_the_meeting(page: CalendarPage, qtbot: QtBot) -> None:
    page.go_to(DAY.date())
    with qtbot.waitSignal(page.navigator.went) as went:
        press(qtbot, page, Qt.Key.Key_Return)
    assert went.args == ["meeting", 1]


def test_enter_on_a_day_with_two_meetings_asks_which(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    schedule(partnering.register, partnering.property, datetime(2026, 12, 9, 14), 60)
    page.refresh()
    page.go_to(DAY.date())
    press(qtbot, page, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Open Core Group 10:00",
        "Open Property Working Group 14:00",
    ]
    with qtbot.waitSignal(page.navigator.went) as went:
        menu.actions()[1].trigger()
    menu.close()
    assert went.args == ["meeting", 2]


def test_n_puts_a_new_meeting_on_the_day(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    page.go_to(date(2026, 12, 16))

    def fill(dialog: NewMeetingDialog) -> None:
        assert dialog.date_field.line.text() == "Wed 16 Dec 2026"
        dialog.group_field.setCurrentIndex(1)
        assert dialog.time_field.line.text() == "14:00"
        assert dialog.follows.words == "Nothing clashes."
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(NewMeetingDialog, fill)
    press(qtbot, page, Qt.Key.Key_N)
    assert starts(partnering, 2) == datetime(2026, 12, 16, 14)
    assert page.grid.day == date(2026, 12, 16)


def test_a_meeting_is_moved_with_m_arrows_and_enter(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    schedule(partnering.register, partnering.performance, datetime(2026, 12, 10, 11), 60)
    page.refresh()
    page.go_to(DAY.date())
    press(qtbot, page, Qt.Key.Key_M, Qt.Key.Key_Right)
    clash = "R. Lindqvist and M. Okafor are called to PW/2026/01, 11:00–12:00."
    assert page.moving_card.isVisible()
    assert page.moving_card.words == f"to Thu 10 Dec 2026 {clash}"
    press(qtbot, page, Qt.Key.Key_Right)
    assert page.moving_card.words == "to Fri 11 Dec 2026 Nothing clashes."

    def give_reason(dialog: MoveDialog) -> None:
        assert dialog.follows.words == "Nothing clashes."
        QTest.keyClicks(dialog.reason_field, "Room flooded")
        QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return)

    answer(MoveDialog, give_reason)
    press(qtbot, page, Qt.Key.Key_Return)
    assert starts(partnering) == datetime(2026, 12, 11, 10)
    assert not page.moving_card.isVisible()


def test_a_move_without_a_reason_is_refused_in_the_dialog(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    page.go_to(DAY.date())
    press(qtbot, page, Qt.Key.Key_M, Qt.Key.Key_Right)
    said: list[str] = []

    def no_reason(dialog: MoveDialog) -> None:
        QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return)
        said.append(dialog.notice.words)
        dialog.reject()

    answer(MoveDialog, no_reason)
    press(qtbot, page, Qt.Key.Key_Return)
    assert said == ["Say why the meeting moves: the reason goes to everybody invited."]
    assert starts(partnering) == DAY


def test_enter_in_a_field_says_what_clashes_before_anything_is_done(
    page: CalendarPage, partnering: Five, qtbot: QtBot
) -> None:
    said: list[str] = []

    def christmas(dialog: NewMeetingDialog) -> None:
        dialog.date_field.line.setFocus()
        dialog.date_field.line.setText("25 dec")
        QTest.keyClick(dialog.date_field.line, Qt.Key.Key_Return)
        said.append(dialog.follows.words)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(NewMeetingDialog, christmas)
    press(qtbot, page, Qt.Key.Key_N)
    assert said == ["Fri 25 Dec 2026 is not a Working Day (Christmas Day)."]
    assert starts(partnering, 2) == datetime(2026, 12, 25, 10)


def test_escape_leaves_the_meeting_where_it_is(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    page.go_to(DAY.date())
    press(qtbot, page, Qt.Key.Key_M, Qt.Key.Key_PageDown)
    assert page.span.text() == "January 2027"
    assert "to Sat 9 Jan 2027" in page.moving_card.words
    assert "not a Working Day (Saturday)" in page.moving_card.words
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.grid.moving is None
    assert not page.moving_card.isVisible()
    assert starts(partnering) == DAY


def test_a_meeting_is_dragged_to_another_day_and_what_clashes_is_said_before(
    page: CalendarPage, partnering: Five, qtbot: QtBot
) -> None:
    page.go_to(DAY.date())
    grid = page.grid
    start = meeting_point(grid, DAY.date())
    to = grid.visualRect(grid.days.index_of(date(2026, 12, 25))).center()
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), start + QPoint(30, 10))
    QTest.mouseMove(grid.viewport(), to)
    assert page.moving_card.words == "to Fri 25 Dec 2026 Fri 25 Dec 2026 is not a Working Day (Christmas Day)."
    grid.viewport().repaint()

    def give_reason(dialog: MoveDialog) -> None:
        dialog.reason_field.setText("By request")
        dialog.verb.click()

    met = answer(MoveDialog, give_reason)
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert met
    assert starts(partnering) == datetime(2026, 12, 25, 10)


def meeting_point(grid: DayGrid, day: date) -> QPoint:
    """Where the first meeting of a day is drawn."""
    rect = grid.visualRect(grid.days.index_of(day))
    found = grid.days.day(day)
    assert found is not None
    points = (rect.topLeft() + QPoint(30, down) for down in range(rect.height()))
    return next(one for one in points if grid.cell.meeting_at(found, rect, one.toPointF()) is not None)


def test_delete_cancels_with_a_reason(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    page.go_to(DAY.date())

    def give_reason(dialog: CancelDialog) -> None:
        QTest.keyClicks(dialog.reason_field, "Not enough business")
        QTest.keyClick(dialog.reason_field, Qt.Key.Key_Return)

    answer(CancelDialog, give_reason)
    press(qtbot, page, Qt.Key.Key_Delete)
    with partnering.register.read() as session:
        assert row(session, Meeting, 1).cancelled_because == "Not enough business"
    page.refresh()
    press(qtbot, page, Qt.Key.Key_M)
    assert page.notice.words == "Wed 9 Dec 2026 has no meeting that can be moved."


def test_the_year_shows_every_month_and_keeps_the_day(page: CalendarPage, qtbot: QtBot) -> None:
    page.go_to(DAY.date())
    page.view.set_value(YEAR)
    page.view.chosen.emit(YEAR)
    assert (page.span.text(), page.grid.day) == ("2026", DAY.date())
    press(qtbot, page, Qt.Key.Key_Up)
    assert page.grid.day == date(2026, 11, 9)
    press(qtbot, page, Qt.Key.Key_Home)
    assert page.grid.day == date(2026, 11, 1)
    press(qtbot, page, Qt.Key.Key_End)
    assert page.grid.day == date(2026, 11, 30)
    QTest.keyClick(page.grid, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.span.text() == "2027"


def test_a_series_is_accepted_with_one_key(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    seen: list[str] = []

    def accept(dialog: SeriesDialog) -> None:
        qtbot.waitUntil(dialog.verb.isEnabled)
        seen.append(dialog.verb.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    answer(SeriesDialog, accept)
    with qtbot.waitSignal(page.navigator.said) as said:
        page.series_button.click()
    assert seen == ["Put 12 meetings in the calendar"]
    assert said.args == [
        "12 meetings put in the calendar. The invitations wait in the outbox, and one notice of all the dates, "
        "to be handed over to Y. Adeyemi."
    ]


def test_gaps_are_shown_with_the_button_that_fills_them(page: CalendarPage, qtbot: QtBot) -> None:
    buttons = [one for one in page.findChildren(type(page.new_button)) if one.text() == "Propose dates…"]
    names = [one.accessibleName() for one in buttons]
    assert "Propose dates for Property Working Group" in names
    chosen: list[str] = []

    def look(dialog: SeriesDialog) -> None:
        chosen.append(dialog.group_field.currentText())
        dialog.reject()

    answer(SeriesDialog, look)
    buttons[names.index("Propose dates for Property Working Group")].click()
    assert chosen == ["Property Working Group"]


def test_the_menu_of_a_day_offers_all_that_can_be_done(page: CalendarPage) -> None:
    page.go_to(DAY.date())
    at = page.grid.visualRect(page.grid.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, at, page.grid.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.grid.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [
        "Open Core Group 10:00",
        "Move Core Group 10:00…",
        "Cancel Core Group 10:00…",
        "New meeting on Wed 9 Dec 2026…",
    ]
    menu.close()


def test_a_visit_can_name_a_day(page: CalendarPage) -> None:
    page.visit("2026-12-09")
    assert page.grid.day == DAY.date()


def test_a_visit_can_name_a_group_whose_dates_are_wanted(page: CalendarPage, partnering: Five, qtbot: QtBot) -> None:
    met = answer(SeriesDialog, lambda dialog: dialog.reject())
    page.visit(partnering.property)
    qtbot.waitUntil(lambda: bool(met))
    assert met[0].group_field.currentText() == "Property Working Group"


def test_bank_holidays_of_the_month_are_named_under_it(page: CalendarPage) -> None:
    assert not page.closed.isVisible()
    page.go_to(DAY.date())
    assert page.closed.text().startswith("Bank holidays and closures: Christmas Day 25 Dec,")


def test_a_day_below_the_edge_of_a_small_window_is_scrolled_to(page: CalendarPage) -> None:
    page.resize(700, 380)
    page.go_to(date(2026, 11, 30))
    cell = page.grid.visualRect(page.grid.currentIndex())
    assert page.grid.viewport().visibleRegion().contains(cell.center())
