from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField


def thursday() -> date:
    return date(2026, 11, 19)


@pytest.fixture
def due(qtbot: QtBot) -> DateField:
    field = DateField(thursday)
    qtbot.addWidget(field)
    field.show()
    return field


def test_a_date_typed_loosely_is_shown_in_full(qtbot: QtBot, due: DateField) -> None:
    with qtbot.waitSignal(due.changed) as told:
        QTest.keyClicks(due.line, "4 dec")
        QTest.keyClick(due.line, Qt.Key.Key_Return)
    assert told.args == [date(2026, 12, 4)]
    assert due.line.text() == "Fri 4 Dec 2026"
    assert due.value() == date(2026, 12, 4)


def test_what_is_no_date_gets_a_sentence_and_stays_as_typed(qtbot: QtBot, due: DateField) -> None:
    QTest.keyClicks(due.line, "soon enough")
    QTest.keyClick(due.line, Qt.Key.Key_Return)
    assert due.fault.isVisible()
    assert "soon enough" in due.fault.text()
    assert due.line.text() == "soon enough"
    assert due.line.accessibleDescription() == due.fault.text()
    with pytest.raises(Refusal, match="soon enough"):
        due.value()


def test_the_sentence_goes_when_the_date_is_put_right(qtbot: QtBot, due: DateField) -> None:
    QTest.keyClicks(due.line, "xx\r")
    due.line.selectAll()
    QTest.keyClicks(due.line, "next tue\r")
    assert not due.fault.isVisible()
    assert due.value() == date(2026, 11, 24)


def test_leaving_the_field_reads_it(qtbot: QtBot) -> None:
    form, field, other = QWidget(), DateField(thursday), QLineEdit()
    inside = QVBoxLayout(form)
    inside.addWidget(field)
    inside.addWidget(other)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    field.setFocus()
    QTest.keyClicks(field.line, "4 dec")
    QTest.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == "Fri 4 Dec 2026"


def test_an_emptied_field_has_no_date(qtbot: QtBot, due: DateField) -> None:
    due.set_value(date(2026, 12, 4))
    due.line.selectAll()
    QTest.keyClick(due.line, Qt.Key.Key_Delete)
    with qtbot.waitSignal(due.changed) as told:
        QTest.keyClick(due.line, Qt.Key.Key_Return)
    assert told.args == [None]
    assert due.value() is None


def test_filling_a_field_announces_nothing(qtbot: QtBot, due: DateField) -> None:
    with qtbot.assertNotEmitted(due.changed):
        due.set_value(date(2026, 12, 4))
        due.settle()


def test_a_time_is_read_too(qtbot: QtBot) -> None:
    field = TimeField()
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "10.15\r")
    assert field.value() == time(10, 15)
    assert field.line.text() == "10:15"
