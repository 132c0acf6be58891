from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from partnering_desk.app.groups import group_rows
from partnering_desk.app.people import people_rows
from partnering_desk.app.people_sheet import Column, read_people
from partnering_desk.app.register import Register, create_register
from partnering_desk.app.structure import structure
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.ui.partnering.group_dialog import GroupDialog
from partnering_desk.ui.partnering.import_dialog import FIRST, SHOWN, STATUS, ImportDialog
from partnering_desk.ui.partnering.people_steps import LastStep, MembersStep, PeopleStep
from partnering_desk.ui.partnering.person_dialog import PersonDialog
from partnering_desk.ui.partnering.steps import ContractStep
from partnering_desk.ui.partnering.wizard import SetUpWizard
from tests.ui.partnering.dialogs import in_dialog

PEOPLE = Path(__file__).parent.parent.parent / "data" / "people.csv"


def test_what_is_typed_on_the_first_step_is_not_thrown_away_unasked(qtbot: QtBot, register: Register) -> None:
    wizard = SetUpWizard(None, register)
    qtbot.addWidget(wizard)
    wizard.show()
    QTest.keyClicks(wizard.steps[0].findChildren(QLineEdit)[0], "Five Boroughs")
    asked: list[QWidget] = []
    in_dialog(asked.append)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert wizard.isVisible()
    wizard.draft.name = ""
    wizard.steps[0].findChildren(QLineEdit)[0].setText("")
    wizard.reject()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    empty = create_register(tmp_path / "new.desk", "M. Okafor", lambda: datetime(2026, 11, 19, 10, 42))
    yield empty
    empty.close()


@pytest.fixture
def wizard(qtbot: QtBot, register: Register) -> SetUpWizard:
    made = SetUpWizard(None, register)
    qtbot.addWidget(made, before_close_func=QWidget.hide)  # closing asks, once something was typed
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_tab_comes_to_next_before_it_comes_to_back_and_cancel(wizard: SetUpWizard) -> None:
    step = wizard.steps[0]
    assert isinstance(step, ContractStep)
    step.kept_from.setFocus()
    met = []
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        met.append(focus.text())
    assert met == ["Ne&xt", "Cancel"]


def press(qtbot: QtBot, wizard: SetUpWizard, *typed: str) -> None:
    """Type into the field that has the keyboard, going on with Tab after each."""
    for text in typed:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)
        QTest.keyClick(focus, Qt.Key.Key_Tab)


def go_on(qtbot: QtBot, wizard: SetUpWizard) -> None:
    """The mnemonics of buttons need a real display; Space on the button is the same slot."""
    wizard.activateWindow()  # without a window manager nobody does this when a dialog closes
    qtbot.waitUntil(wizard.isActiveWindow)
    QTest.keyClick(wizard.next, Qt.Key.Key_Space)


def push(qtbot: QtBot, wizard: SetUpWizard, words: str) -> None:
    button = next(one for one in wizard.findChildren(QAbstractButton) if one.text() == words)
    QTest.keyClick(button, Qt.Key.Key_Space)


def fill_contract_and_parties(qtbot: QtBot, wizard: SetUpWizard) -> None:
    assert wizard.where.text() == "Step 1 of 6"
    press(qtbot, wizard, "Five Boroughs Partnering", "", "6/1/2025", "1 apr 2025", "31/3/2030")
    go_on(qtbot, wizard)
    assert wizard.where.text() == "Step 2 of 6"
    press(qtbot, wizard, "RB Kensington & Chelsea", "St Aldate's Homes")
    go_on(qtbot, wizard)
    assert wizard.where.text() == "Step 3 of 6"


def take_list(wizard: SetUpWizard, *, leave_out: int = 17) -> None:
    step = wizard.steps[3]
    assert isinstance(step, PeopleStep)

    def decide(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.verb.click()
        assert dialog.isVisible(), "a bad row is not taken"
        assert "line 17" in dialog.notice.words
        assert dialog.table.currentRow() == dialog.table.rowCount() - 1, "the bad row is lit"
        dialog.toggle_left_out()
        dialog.verb.click()

    in_dialog(decide)
    step.read(read_people(PEOPLE))


def test_a_partnering_is_set_up_with_the_keyboard_and_the_offices_list(
    qtbot: QtBot, wizard: SetUpWizard, register: Register
) -> None:
    fill_contract_and_parties(qtbot, wizard)
    go_on(qtbot, wizard)
    assert wizard.title.text() == "The people"
    take_list(wizard)
    assert len(wizard.draft.people) == 13
    go_on(qtbot, wizard)
    members = wizard.steps[4]
    assert isinstance(members, MembersStep)
    assert members.chair.value() == "Nkechi Amadi"
    assert members.minute_taker.value() == "M. Okafor"
    assert members.seats.members()[0].counterpart == "Ruth Lindqvist"
    go_on(qtbot, wizard)
    last = wizard.steps[5]
    assert isinstance(last, LastStep)
    assert last.nominees["LB Brent"].value() == "Sadia Rahman", "the only one who works there"
    assert QApplication.focusWidget() is last.first
    QTest.keyClicks(last.first, "n")
    assert wizard.next.text() == "&Set up the partnering"
    go_on(qtbot, wizard)
    assert wizard.partnering_id == register.partnering_id != 0
    shown = structure(register)
    assert shown.partnering.commissioner_representative == "Nkechi Amadi"
    assert [one.name for one in group_rows(register)] == [
        "Core Group",
        "Performance Working Group",
        "Finance Working Group",
        "Property Working Group",
    ]
    assert len(people_rows(register)) == 13
    assert not wizard.isVisible()


def test_a_step_that_cannot_stand_says_why_and_stays(qtbot: QtBot, wizard: SetUpWizard) -> None:
    go_on(qtbot, wizard)
    assert wizard.place == 0
    assert "has no name" in wizard.notice.words
    press(qtbot, wizard, "Five Boroughs", "", "1 apr 2025", "6 jan 2025", "2030")
    go_on(qtbot, wizard)
    assert "“2030” is not a date" in wizard.notice.words


def test_a_fault_goes_from_sight_as_soon_as_it_is_mended(qtbot: QtBot, wizard: SetUpWizard) -> None:
    go_on(qtbot, wizard)
    first = wizard.steps[0].first
    first.setFocus()
    press(qtbot, wizard, "Five Boroughs")
    assert "has three dates" in wizard.notice.words
    QTest.keyClick(QApplication.focusWidget() or wizard, Qt.Key.Key_Tab)
    press(qtbot, wizard, "6/1/2025", "1 apr 2025", "31/3/2030")
    assert wizard.notice.words == ""
    assert wizard.place == 0


def test_what_was_typed_is_there_after_going_back(qtbot: QtBot, wizard: SetUpWizard) -> None:
    fill_contract_and_parties(qtbot, wizard)
    QTest.keyClick(wizard.back, Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    assert focus.toPlainText() == "RB Kensington & Chelsea"


def test_groups_are_typed_in_a_dialog_that_proposes_the_code(qtbot: QtBot, wizard: SetUpWizard) -> None:
    fill_contract_and_parties(qtbot, wizard)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, GroupDialog)
        QTest.keyClicks(dialog.name, "Property Working Group")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    in_dialog(fill)
    push(qtbot, wizard, "&Add a group…")
    assert [(one.name, one.code) for one in wizard.draft.groups] == [
        ("Core Group", "CG"),
        ("Property Working Group", "PWG"),
    ]


def test_people_are_typed_and_seated(qtbot: QtBot, wizard: SetUpWizard) -> None:
    fill_contract_and_parties(qtbot, wizard)
    go_on(qtbot, wizard)

    def fill(dialog: QWidget, name: str, organisation: str) -> None:
        assert isinstance(dialog, PersonDialog)
        QTest.keyClicks(dialog.name, name)
        dialog.organisation.set_value(organisation)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    for name, organisation in (("Nkechi Amadi", "RB Kensington & Chelsea"), ("Ruth Lindqvist", "St Aldate's Homes")):
        in_dialog(partial(fill, name=name, organisation=organisation))
        push(qtbot, wizard, "&Add a person…")
    go_on(qtbot, wizard)
    assert wizard.title.text() == "Members and counterparts"
    QTest.keyClick(wizard.steps[4].first, Qt.Key.Key_Tab)
    press(qtbot, wizard, "N", "R", "operations")
    go_on(qtbot, wizard)
    (core,) = wizard.draft.groups
    assert [(one.person, one.counterpart, one.seat) for one in core.members] == [
        ("Nkechi Amadi", "Ruth Lindqvist", "operations"),
        ("Ruth Lindqvist", "Nkechi Amadi", "operations"),
    ]


def test_stopping_asks_once_and_keeps_nothing(
    qtbot: QtBot, wizard: SetUpWizard, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_contract_and_parties(qtbot, wizard)

    def stop(dialog: QWidget) -> None:
        button = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == "Stop setting up")
        button.click()

    in_dialog(stop)
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert register.partnering_id == 0


def test_every_control_of_every_step_has_a_name(qtbot: QtBot, wizard: SetUpWizard) -> None:
    fill_contract_and_parties(qtbot, wizard)
    go_on(qtbot, wizard)
    take_list(wizard)
    for place in range(4, 6):
        go_on(qtbot, wizard)
        assert wizard.place == place
    for widget in wizard.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QComboBox | QLineEdit | QPlainTextEdit):
            assert widget.accessibleName(), widget


def test_the_record_is_kept_from_today_unless_another_day_is_typed(qtbot: QtBot, wizard: SetUpWizard) -> None:
    press(qtbot, wizard, "Five Boroughs Partnering", "", "6/1/2025", "1 apr 2025", "31/3/2030")
    go_on(qtbot, wizard)
    assert wizard.draft.kept_from == date(2026, 11, 19)
    wizard.go_back()
    contract = wizard.steps[0]
    assert isinstance(contract, ContractStep)
    contract.kept_from.line.setText("5/1/2025")
    go_on(qtbot, wizard)
    assert "before the Effective Date" in wizard.notice.words
    contract.kept_from.line.setText("6/1/2025")
    go_on(qtbot, wizard)
    assert (wizard.place, wizard.draft.kept_from) == (1, date(2025, 1, 6))


def test_a_contract_that_is_still_to_begin_is_kept_from_its_effective_date(qtbot: QtBot, wizard: SetUpWizard) -> None:
    press(qtbot, wizard, "Five Boroughs Partnering", "", "11/1/2027", "1 apr 2027", "31/3/2032")
    go_on(qtbot, wizard)
    assert wizard.draft.kept_from == date(2027, 1, 11)


def cell(dialog: ImportDialog, row: int, column: int) -> QTableWidgetItem:
    item = dialog.table.item(row, column)
    assert item is not None
    return item


def test_a_bad_row_is_put_right_in_the_preview(qtbot: QtBot, wizard: SetUpWizard) -> None:
    dialog = ImportDialog(wizard, read_people(PEOPLE), wizard.draft.known())
    row = next(place for place in range(dialog.table.rowCount()) if cell(dialog, place, 0).text() == "17")
    assert "No side." in cell(dialog, row, STATUS).text()
    for column, text in ((Column.SIDE, "commissioner"), (Column.EMAIL, "c.vale@brent.example")):
        cell(dialog, row, SHOWN.index(column) + FIRST).setText(text)
    assert dialog.preview.faulty == ()
    assert cell(dialog, row, SHOWN.index(Column.SIDE) + FIRST).text() == "Commissioner"
    assert dialog.words.text().startswith("14 people will be added and 1 line merged. 4 groups will be made: Core")


def test_a_new_group_is_left_out_and_put_back_from_the_keyboard(wizard: SetUpWizard) -> None:
    dialog = ImportDialog(wizard, read_people(PEOPLE), wizard.draft.known())
    core = dialog.new_groups.choices["Core Group"]
    assert core.value() is GroupKind.CORE, "as its name says"
    buttons = {one.text(): one for one in core.findChildren(QPushButton)}
    QTest.keyClick(buttons["Leave out"], Qt.Key.Key_Space)
    assert "3 groups will be made: Performance" in dialog.words.text()
    assert dialog.new_groups.choices["Core Group"] is core, "the keyboard stays where it is"
    QTest.keyClick(buttons["Working Group"], Qt.Key.Key_Space)
    assert core.value() is GroupKind.WORKING
    assert [one.kind for one in dialog.preview.new_groups] == [GroupKind.WORKING] * 4
    for row in range(dialog.table.rowCount()):
        cell(dialog, row, SHOWN.index(Column.GROUPS) + FIRST).setText("")
    assert not dialog.new_groups.choices, "nobody names them any more"


def test_a_double_is_kept_apart_or_merged_and_a_column_matched_by_hand(qtbot: QtBot, wizard: SetUpWizard) -> None:
    dialog = ImportDialog(wizard, read_people(PEOPLE), wizard.draft.known())
    row = next(place for place in range(dialog.table.rowCount()) if cell(dialog, place, 0).text() == "16")
    status = STATUS
    assert cell(dialog, row, status).text().startswith("Merged with Ruth Lindqvist, line 8")
    dialog.table.setCurrentCell(row, FIRST)
    dialog.toggle_merge()
    assert "Tell them apart" in cell(dialog, row, status).text()
    dialog.columns[Column.EMAIL].set_value(-1)
    dialog.show_preview()
    assert cell(dialog, 0, SHOWN.index(Column.EMAIL) + FIRST).text() == ""
