"""The register of actions, used as a secretary does: with the keys, and by the buttons of the card."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app import actions
from partnering_desk.app.action_rows import ActionRow, action_row, action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.outbox import outbox_rows
from partnering_desk.app.typed import TypedAction
from partnering_desk.records.models import ActionState
from partnering_desk.ui.registers.action_columns import due_this_week
from partnering_desk.ui.registers.action_dialogs import AddDialog, CloseDialog, DropDialog
from partnering_desk.ui.registers.actions import ActionsPage
from partnering_desk.ui.registers.import_dialog import ImportDialog
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.meeting_day import call_meeting
from tests.ui.calendar.dialogs import answer
from tests.ui.showing import button_of

LOG = Path(__file__).parents[2] / "data" / "action-log.xlsx"


@pytest.fixture
def three(partnering: Five) -> tuple[int, int, int]:
    """An overdue one of Ruth Lindqvist, one of the secretary's due tomorrow, and one that is done."""
    partnering.clock.now = datetime(2026, 11, 2, 9, 0)
    people = partnering.people
    made = [
        actions.add(partnering.register, ActionDetails(text, owners, due=due), partnering.core)
        for text, owners, due in (
            ("Hostel visit report", (people["Ruth Lindqvist"],), date(2026, 11, 16)),
            ("Book the room", (people["M. Okafor"],), date(2026, 11, 20)),
            ("Confirm the list", (), date(2026, 11, 10)),
        )
    ]
    actions.close(partnering.register, made[2:], date(2026, 11, 2))
    partnering.clock.now = datetime(2026, 11, 19, 10, 42)
    return made[0], made[1], made[2]


@pytest.fixture
def page(partnering: Five, appearance: Appearance, qtbot: QtBot) -> Iterator[ActionsPage]:
    made = ActionsPage(partnering.register, Navigator())
    announcer = Announcer(partnering.register)
    announcer.changed.connect(made.announce)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.visit(None)
    made.show()
    yield made
    announcer.stop()
    made.hide()


def refs(page: ActionsPage) -> list[str]:
    return [row.ref for row in page.view.shown()]


def kept(page: ActionsPage, action_id: int) -> ActionRow:
    found = action_row(page.register, action_id)
    assert found is not None
    return found


def chip(page: ActionsPage, words: str) -> None:
    next(chip for quick, chip in page.view.bar._quicks if quick.words == words).click()


@pytest.mark.usefixtures("three")
def test_open_actions_are_shown_first_the_earliest_due_on_top(page: ActionsPage) -> None:
    assert refs(page) == ["A-1", "A-2"]
    assert [row.late for row in page.view.shown()] == ["3 Working Days late", ""]
    chip(page, "Open")
    assert len(refs(page)) == 3
    for words, left in (("Overdue", ["A-1"]), ("Due this week", ["A-2"]), ("Mine", ["A-2"])):
        chip(page, words)
        assert refs(page) == left
        chip(page, words)
    page.view.bar.search.setText("lindqvist")
    assert refs(page) == ["A-1"]


def test_due_this_week_ends_on_sunday() -> None:
    thursday = date(2026, 11, 19)
    assert [due_this_week(date(2026, 11, day), thursday) for day in (18, 19, 22, 23)] == [False, True, True, False]
    assert not due_this_week(None, thursday)


def test_the_card_shows_the_action_chosen_and_enter_goes_into_it(
    three: tuple[int, int, int], page: ActionsPage
) -> None:
    assert page.card.isHidden() or not page.card.isVisible()
    page.view.table.setFocus()
    page.view.table.selectRow(0)
    assert page.card.isVisible()
    assert page.card.owners.line.text() == "Ruth Lindqvist"
    assert page.card.due.line.text() == "Mon 16 Nov 2026"
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert page.card.text.hasFocus()
    QTest.keyClick(page.card.text, Qt.Key.Key_Escape)
    assert page.view.table.hasFocus()
    assert three[0] == page.view.selected()[0].action_id


def test_the_desk_leads_to_one_action_past_the_filters(three: tuple[int, int, int], page: ActionsPage) -> None:
    page.visit(three[2])
    assert page.card.shown is not None
    assert page.card.shown.ref == "A-3"
    assert page.card.reopen.isVisible()
    assert not page.card.mark_done.isVisible()
    page.visit(99)
    assert page.notice.words == "That action is not in the register any more."


def test_fields_are_kept_when_they_are_left(three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot) -> None:
    page.view.select(three[0])
    page.card.text.setFocus()
    page.card.text.selectAll()
    QTest.keyClicks(page.card.text, "Report on the hostels")
    QTest.keyClick(page.card.text, Qt.Key.Key_Tab)
    assert page.card.owners.line.hasFocus()
    QTest.keyClick(page.card.owners.line, Qt.Key.Key_End)
    QTest.keyClicks(page.card.owners.line, ", TO, the depot")
    QTest.keyClick(page.card.owners.line, Qt.Key.Key_Tab)
    page.card.due.line.clear()
    QTest.keyClicks(page.card.due.line, "4 dec")
    QTest.keyClick(page.card.due.line, Qt.Key.Key_Return)
    row = kept(page, three[0])
    assert (row.text, row.due) == ("Report on the hostels", date(2026, 12, 4))
    assert row.owners == ("R. Lindqvist", "T. Oṣei", "the depot")
    assert page.card.owners.remark.text() == "“the depot” is nobody in the register, and stays as written."
    qtbot.waitUntil(lambda: page.card.shown is not None and page.card.shown.text == row.text)
    assert len(row.progress) == 3


def test_what_is_typed_and_cannot_be_read_is_said_and_keeps_the_old(
    three: tuple[int, int, int], page: ActionsPage
) -> None:
    page.view.select(three[0])
    page.card.due.line.setText("31/31/26")
    page.card.due.settle()
    assert "is not a date" in page.card.due.fault.text()
    page.card.due.line.setText("next meeting")
    page.card.due.settle()
    assert kept(page, three[0]).due_words == "next meeting"
    page.card.text.setFocus()
    page.card.text.selectAll()
    QTest.keyClick(page.card.text, Qt.Key.Key_Delete)
    page.leave()
    assert page.notice.words == "Say what is to be done, or remove the action."
    assert kept(page, three[0]).text == "Hostel visit report"


def test_choosing_another_action_keeps_what_was_being_typed(three: tuple[int, int, int], page: ActionsPage) -> None:
    page.view.select(three[0])
    QTest.keyClicks(page.card.text, "Short ")
    page.view.select(three[1])
    assert kept(page, three[0]).text == "Short Hostel visit report"
    assert page.card.text.text() == "Book the room"


def test_somebody_elses_change_does_not_take_what_is_being_typed(
    three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot
) -> None:
    page.view.select(three[0])
    page.card.text.setFocus()
    QTest.keyClicks(page.card.text, "Short ")
    actions.note_progress(page.register, three[0], "chased")
    qtbot.waitUntil(lambda: page.card.shown is not None and bool(page.card.shown.progress))
    assert page.card.text.text() == "Short Hostel visit report"


def test_a_note_of_progress_is_kept_with_its_day(three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot) -> None:
    page.view.select(three[0])
    QTest.keyClicks(page.card.note, "2 of 5 received")
    QTest.keyClicks(page.card.noted_on.line, "17/11/26")
    QTest.keyClick(page.card.note, Qt.Key.Key_Return)
    row = kept(page, three[0])
    assert [(note.on, note.note, note.by) for note in row.progress] == [
        (date(2026, 11, 17), "2 of 5 received", "M. Okafor")
    ]
    assert (page.card.note.text(), page.card.noted_on.line.text()) == ("", "")
    assert row.state is ActionState.IN_PROGRESS
    page.card.add_note.click()
    assert page.notice.words == "Type how the action is getting on."


def test_begun_or_not_is_said_on_the_card(three: tuple[int, int, int], page: ActionsPage) -> None:
    page.view.select(three[0])
    page.card.state._group.button(1).click()
    assert kept(page, three[0]).state is ActionState.IN_PROGRESS
    page.card.state._group.button(0).click()
    assert kept(page, three[0]).state is ActionState.OPEN


def test_done_with_a_key_its_day_asked_and_undone(three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot) -> None:
    page.view.table.setFocus()
    page.view.select(three[0])

    def done_yesterday(dialog: CloseDialog) -> None:
        dialog.on.line.setText("yesterday")
        dialog.verb.click()

    met = answer(CloseDialog, done_yesterday)
    QTest.keyClick(page.view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert met
    assert kept(page, three[0]).closed_on == date(2026, 11, 18)
    assert page.notice.words == "A-1 is done."
    qtbot.waitUntil(lambda: refs(page) == ["A-2"])
    page.undo()
    assert kept(page, three[0]).open
    assert page.notice.words == ""


def test_a_day_to_come_is_refused_in_the_dialog(three: tuple[int, int, int], page: ActionsPage) -> None:
    page.view.select(three[0])

    def tomorrow(dialog: CloseDialog) -> None:
        dialog.on.line.setText("tomorrow")
        dialog.verb.click()
        assert "still to come" in dialog.notice.words
        dialog.on.line.clear()
        dialog.verb.click()
        assert dialog.notice.words == "Type the day."
        dialog.reject()

    assert answer(CloseDialog, tomorrow) == []
    page.card.mark_done.click()
    assert kept(page, three[0]).open


def test_several_are_dropped_together_with_a_reason(three: tuple[int, int, int], page: ActionsPage) -> None:
    page.view.table.selectAll()

    def no_longer(dialog: DropDialog) -> None:
        dialog.verb.click()
        assert dialog.notice.words.startswith("Say why it will not be done")
        dialog.reason.setPlainText("The hostel has closed.")
        dialog.verb.click()

    answer(DropDialog, no_longer)
    assert page.several.isVisible()
    next(one for one in page.several.findChildren(QPushButton) if one.text() == "Drop…").click()
    assert [kept(page, one).state_words for one in three[:2]] == ["Dropped", "Dropped"]
    assert page.notice.words == "2 actions are dropped."


def test_a_done_action_is_reopened_from_its_card(three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot) -> None:
    page.visit(three[2])
    with qtbot.waitSignal(page.navigator.said) as said:
        page.card.reopen.click()
    assert said.args == ["A-3 is open again."]
    assert kept(page, three[2]).open


def test_removed_with_del_and_put_back_by_the_button_offered(
    three: tuple[int, int, int], page: ActionsPage, qtbot: QtBot
) -> None:
    page.view.table.setFocus()
    page.view.select(three[1])
    QTest.keyClick(page.view.table, Qt.Key.Key_Delete)
    assert action_row(page.register, three[1]) is None
    assert page.notice.words == "A-2, “Book the room” is removed."
    qtbot.waitUntil(lambda: refs(page) == ["A-1"])
    (button,) = page.notice.findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert kept(page, three[1]).open
    qtbot.waitUntil(lambda: refs(page) == ["A-1", "A-2"])


def test_an_action_is_added_without_a_meeting(page: ActionsPage) -> None:
    def fill(dialog: AddDialog) -> None:
        dialog.verb.click()
        assert dialog.notice.words == "Say what is to be done."
        QTest.keyClicks(dialog.text, "Ask for tenders")
        QTest.keyClicks(dialog.owners.line, "nkechi amadi")
        QTest.keyClicks(dialog.due.line, "next fri")
        dialog.group.setCurrentText("Property Working Group")
        dialog.verb.click()

    answer(AddDialog, fill)
    page.add_button.click()
    row = action_rows(page.register)[0]
    assert (row.text, row.owners, row.due) == ("Ask for tenders", ("N. Amadi",), date(2026, 11, 27))
    assert row.group == "Property Working Group"
    assert page.view.selected() == (row,)


@pytest.mark.usefixtures("three")
def test_a_reminder_names_what_each_owner_owes(page: ActionsPage) -> None:
    page.view.table.selectAll()
    page.copy_reminder(page.view.selected())
    assert QGuiApplication.clipboard().text() == (
        "M. Okafor\n– A-2: Book the room, due Fri 20 Nov 2026\n\n"
        "R. Lindqvist\n– A-1: Hostel visit report, due Mon 16 Nov 2026 (3 Working Days late)"
    )


@pytest.mark.usefixtures("three")
def test_the_owners_are_reminded_by_one_press(page: ActionsPage, qtbot: QtBot) -> None:
    page.view.table.selectAll()
    button_of(page.several, "Remind the owners").click()
    qtbot.waitUntil(lambda: page.notice.words == "Reminders to R. Lindqvist and M. Okafor in the outbox.")
    waiting = outbox_rows(page.register, waiting_only=True)
    assert sorted(one.person for one in waiting) == ["M. Okafor", "Ruth Lindqvist"]
    with qtbot.waitSignal(page.navigator.went) as went:
        button_of(page.notice, "Open the outbox").click()
    assert went.args == ["outbox", None]


def test_an_action_leads_to_its_meeting(page: ActionsPage, partnering: Five, qtbot: QtBot) -> None:
    day = call_meeting(partnering)
    action = actions.keep(
        partnering.register, day.meeting_id, day.item(2).item_id, TypedAction("Visit", (), "", None, "")
    )
    qtbot.waitUntil(lambda: page.view.select(action))
    assert page.card.from_meeting.text() == "Go to CG/2026/01"
    with qtbot.waitSignal(page.navigator.went) as went:
        page.card.from_meeting.click()
    assert went.args == ["meeting", day.meeting_id]


@pytest.mark.usefixtures("three")
def test_the_card_takes_the_place_of_the_list_where_there_is_no_room(page: ActionsPage) -> None:
    page.resize(700, 600)
    page.view.table.selectRow(0)
    assert page.view.isVisible()
    assert not page.card.isVisible()
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert page.card.isVisible()
    assert not page.view.isVisible()
    page.beside.back.click()
    assert page.view.isVisible()


def test_an_action_log_is_taken_in_and_the_whole_of_it_undone(
    page: ActionsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(LOG), ""))
    met = answer(ImportDialog, lambda dialog: dialog.verb.click())
    page.import_button.click()
    qtbot.waitUntil(lambda: len(met) == 1 and len(action_rows(page.register)) == 10)
    assert page.notice.words == "10 actions kept from action-log.xlsx."
    qtbot.waitUntil(lambda: len(page.view.shown()) == 7)
    page.undo()
    assert action_rows(page.register) == ()


def test_a_file_that_is_no_log_is_said_on_the_page(page: ActionsPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    path.write_bytes(b"%PDF-1.7")
    page.read_log(path)
    qtbot.waitUntil(lambda: "not a spreadsheet" in page.notice.words)
    assert page.import_button.isEnabled()
