"""A proposed series, changed before it is accepted."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.scheduling import schedule
from partnering_desk.ui.calendar.series_dialog import SeriesDialog
from partnering_desk.ui.calendar.series_model import DATE, PLACE, TIME, WHY
from tests.app.five import Five


@pytest.fixture
def dialog(partnering: Five, qtbot: QtBot) -> Iterator[SeriesDialog]:
    schedule(partnering.register, partnering.performance, datetime(2027, 1, 13, 11), 60)
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = SeriesDialog(parent, partnering.register, partnering.core)
    shown.show()
    qtbot.waitUntil(lambda: shown.verb.isEnabled() and bool(shown.model.rows))
    yield shown
    shown.close()


def words(dialog: SeriesDialog, place: int, column: int) -> str:
    return str(dialog.model.index(place, column).data())


def test_the_model_is_sound(dialog: SeriesDialog) -> None:
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_what_was_moved_and_why_is_shown(dialog: SeriesDialog) -> None:
    assert words(dialog, 0, DATE) == "Wed 9 Dec 2026"
    assert words(dialog, 1, DATE) == "Thu 14 Jan 2027"
    assert words(dialog, 1, WHY).startswith("Moved from Wed 13 Jan 2027, when R. Lindqvist and M. Okafor")
    assert dialog.verb.text() == "Put 12 meetings in the calendar"


def test_a_date_typed_loosely_is_taken_and_looked_at(dialog: SeriesDialog) -> None:
    index = dialog.model.index(0, DATE)
    assert dialog.model.setData(index, "25 dec")
    assert words(dialog, 0, DATE) == "Fri 25 Dec 2026"
    assert words(dialog, 0, WHY) == "Fri 25 Dec 2026 is not a Working Day (Christmas Day)."


def test_what_cannot_be_read_is_said_and_changes_nothing(dialog: SeriesDialog) -> None:
    assert not dialog.model.setData(dialog.model.index(0, TIME), "elevenish")
    assert "is not a time" in dialog.notice.words
    assert words(dialog, 0, TIME) == "10:00"


def test_time_and_place_can_be_changed(dialog: SeriesDialog) -> None:
    dialog.model.setData(dialog.model.index(0, TIME), "2.30 pm")
    dialog.model.setData(dialog.model.index(0, PLACE), "Camden Town Hall")
    assert (words(dialog, 0, TIME), words(dialog, 0, PLACE)) == ("14:30", "Camden Town Hall")


def test_a_date_unticked_is_left_out(dialog: SeriesDialog, qtbot: QtBot) -> None:
    before = sum(one.taken for one in dialog.model.rows)
    dialog.table.setFocus()
    dialog.table.setCurrentIndex(dialog.model.index(0, DATE))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.verb.text() == f"Put {before - 1} meetings in the calendar"
    assert dialog.model.index(0, DATE).data(Qt.ItemDataRole.AccessibleTextRole) == "Wed 9 Dec 2026, left out"


def test_another_group_brings_its_own_dates(dialog: SeriesDialog, qtbot: QtBot) -> None:
    dialog.group_field.setCurrentIndex(2)
    assert not dialog.verb.isEnabled()
    assert dialog.time_field.line.text() == "10:00"
    qtbot.waitUntil(lambda: dialog.frequency.text().startswith("Quarterly"))
    assert len(dialog.model.rows) == 4


def test_a_span_that_is_none_is_said(dialog: SeriesDialog, qtbot: QtBot) -> None:
    dialog.until_field.line.setFocus()
    dialog.until_field.line.setText("20 nov 2026")
    QTest.keyClick(dialog.until_field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.notice.words.startswith("The series ends on Fri 20 Nov 2026, before it starts."))
    assert dialog.isVisible()


def test_enter_accepts_what_was_proposed(dialog: SeriesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.verb.hasFocus)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.verb, Qt.Key.Key_Return)


def test_enter_in_a_date_leads_to_the_button_that_accepts_and_never_to_cancel(
    dialog: SeriesDialog, qtbot: QtBot
) -> None:
    line = dialog.first_field.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "16 dec")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(dialog, 0, DATE) == "Wed 16 Dec 2026")
    assert dialog.verb.hasFocus()
