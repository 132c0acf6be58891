"""The registers as board papers, asked for as a person asks: from the page of each, with a day, a period, a group."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app import actions
from partnering_desk.app.actions import ActionDetails
from partnering_desk.ui.meetings.page import MeetingsPage
from partnering_desk.ui.registers.actions import ActionsPage
from partnering_desk.ui.registers.decisions import DecisionsPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.widgets.document_view import DocumentDialog
from partnering_desk.ui.widgets.typed_fields import DateField
from tests.app.five import Five
from tests.app.held import DECISION, hold


@pytest.fixture
def five(partnering: Five) -> Five:
    held = hold(partnering)
    held.action("Ask the hostels", owner="Ruth Lindqvist", due=date(2026, 11, 17))
    actions.add(
        partnering.register,
        ActionDetails("Find a room", (partnering.people["Tunde Oṣei"],)),
        group_id=partnering.property,
    )
    return partnering


@pytest.fixture
def page(request: pytest.FixtureRequest, five: Five, appearance: Appearance, qtbot: QtBot) -> Page:
    made: Page = request.param(five.register, Navigator())
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def ask(page: Page, words: str, qtbot: QtBot) -> DocumentDialog:
    """Press the button, and wait for the pages."""
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(DocumentDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.view.preview.pages > 0, timeout=10_000)
    return dialog


def says(dialog: DocumentDialog, words: str) -> bool:
    return words in " ".join(dialog.view.preview.text.toPlainText().split())


def type_day(dialog: DocumentDialog, name: str, text: str) -> None:
    field = next(one for one in dialog.findChildren(DateField) if one.accessibleName() == name)
    field.line.setFocus()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.parametrize("page", [ActionsPage], indirect=True)
def test_the_action_list_follows_the_day_and_the_group(page: Page, qtbot: QtBot) -> None:
    dialog = ask(page, "Action list…", qtbot)
    assert says(dialog, "Ask the hostels")
    group = dialog.findChild(QComboBox)
    assert isinstance(group, QComboBox)
    group.setCurrentText("Property Working Group")
    qtbot.waitUntil(lambda: not says(dialog, "Ask the hostels") and says(dialog, "Find a room"))
    type_day(dialog, "As at", "1 nov 2026")
    qtbot.waitUntil(lambda: says(dialog, "No action is open."))
    dialog.reject()


@pytest.mark.parametrize("page", [DecisionsPage], indirect=True)
def test_the_decision_register_follows_the_period_and_is_saved(
    page: Page, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ask(page, "Decision register…", qtbot)
    assert says(dialog, DECISION)
    target = tmp_path / "decisions.html"

    def name(_owner: QWidget, _title: str, offered: str, _forms: str) -> tuple[str, str]:
        assert offered == "Decision register, As at 19 November 2026.pdf"
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.view.notice.words == f"Saved: {target}")
    assert DECISION in target.read_text(encoding="utf-8")
    hides = next(one for one in dialog.findChildren(QCheckBox) if one.text() == "Without confidential items")
    hides.click()
    type_day(dialog, "To", "1 nov 2026")
    qtbot.waitUntil(lambda: says(dialog, "Nothing was decided."))
    type_day(dialog, "From", "2 nov 2026")
    qtbot.waitUntil(lambda: "is before 2 November 2026" in dialog.view.notice.words)
    dialog.reject()


@pytest.mark.parametrize("page", [MeetingsPage], indirect=True)
def test_the_attendance_of_a_period_is_shown(page: Page, qtbot: QtBot) -> None:
    dialog = ask(page, "Attendance…", qtbot)
    assert says(dialog, "One meeting was held")
    type_day(dialog, "From", "20 nov 2026")
    type_day(dialog, "To", "30 nov 2026")
    qtbot.waitUntil(lambda: says(dialog, "No meeting was held."))
    dialog.reject()


@pytest.mark.parametrize("page", [MeetingsPage], indirect=True)
def test_the_report_of_a_working_group_is_shown(page: Page, qtbot: QtBot) -> None:
    dialog = ask(page, "Working Group report…", qtbot)
    assert says(dialog, "Report to the Core Group: Performance Working Group")
    group = dialog.findChild(QComboBox)
    assert isinstance(group, QComboBox)
    group.setCurrentText("Property Working Group")
    qtbot.waitUntil(lambda: says(dialog, "Find a room"))
    dialog.reject()
