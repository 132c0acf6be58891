"""A meeting held from the keyboard, as a minute taker would; each assertion is what stands on the screen or disk."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app import meeting
from partnering_desk.app.agenda import prepare
from partnering_desk.app.decision_rows import DecisionOutcome
from partnering_desk.app.effects import set_effect
from partnering_desk.app.scheduling import schedule
from partnering_desk.app.stages import Stage
from partnering_desk.rules.votes import Choice, Effect, FollowOn
from partnering_desk.ui.meetings.defer_dialog import DeferDialog
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.meeting_day import MeetingDay, at
from tests.ui.showing import button_of, shown, wait_for_answer

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, and wait for what the page then asks."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MeetPage):
            wait_for_answer(window)


def type_text(qtbot: QtBot, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def in_dialog(page: MeetPage, act: Callable[[QDialog], None]) -> None:
    """When a dialog of the page comes up, act in it."""

    def look() -> None:
        found = QApplication.activeModalWidget()
        focused = QApplication.focusWidget()
        if isinstance(found, QDialog) and focused is not None and found.isAncestorOf(focused):
            try:
                act(found)
            finally:
                if found.isVisible():
                    found.reject()
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def words_of(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def mark(qtbot: QtBot, page: MeetPage, day: MeetingDay, name: str, key: Qt.Key) -> None:
    """Press the letter for a person on the list."""
    page.people.choose(day.person(name).attendance_id)
    page.people.list.setFocus()
    press(qtbot, key)


def everybody_in(qtbot: QtBot, page: MeetPage, day: MeetingDay) -> None:
    for name in ("Nkechi Amadi", "Sadia Rahman", "Ruth Lindqvist"):
        mark(qtbot, page, day, name, Key.Key_P)
    mark(qtbot, page, day, "Máire O’Dunne", Key.Key_O)
    day.clock("10:02")
    press(qtbot, Key.Key_C, CTRL | SHIFT)


@pytest.fixture
def open_page(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> MeetPage:
    everybody_in(qtbot, page, day)
    return page


def test_before_it_opens_the_band_counts_who_has_come(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    assert page.band.words == "Not open yet. Commissioner 0 present. Contractor 0 present"
    mark(qtbot, page, day, "Ruth Lindqvist", Key.Key_P)
    assert page.band.words == "Not open yet. Commissioner 0 present. Contractor 1 present"
    assert day.person("Ruth Lindqvist").words == "present"


def test_a_meeting_of_another_day_is_opened_only_when_asked_again(
    page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    day.five.clock.now -= timedelta(days=7)
    said: list[str] = []

    def stay(dialog: QDialog) -> None:
        said.append(words_of(dialog))
        dialog.reject()

    in_dialog(page, stay)
    page.open_or_close()
    assert "is called for Thu 19 Nov 2026, 10:00. It would be held today, Thu 12 Nov 2026." in said[0]
    assert day.room().opened_at is None


def test_opening_by_key_takes_up_the_first_item(open_page: MeetPage, day: MeetingDay) -> None:
    assert day.room().stage is Stage.IN_SESSION
    assert open_page.band.words.startswith("Quorate since 10:02. Commissioner 2 present. Contractor 2 present")
    assert open_page.item.title.text() == "1   Attendance"
    names = [one.accessibleName() or one.property("text") for one in open_page.buttons()]
    assert names == ["Adjourn", "Close meeting"]
    assert open_page.item.notes is not None
    assert open_page.item.notes.hasFocus()


def test_one_letter_marks_presence_and_the_band_answers(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    day.clock("10:35")
    press(qtbot, Key.Key_F6)
    assert open_page.people.list.hasFocus()
    mark(qtbot, open_page, day, "Máire O’Dunne", Key.Key_L)
    assert day.person("Máire O’Dunne").words == "left 10:35"
    assert "If R. Lindqvist leaves, the group cannot decide (Governance 5.5)" in open_page.band.words
    mark(qtbot, open_page, day, "Ruth Lindqvist", Key.Key_L)
    assert open_page.band.words.startswith("Not quorate since 10:35")
    assert "You can note it as a recommendation for the next meeting" in open_page.band.words
    press(qtbot, Key.Key_F6)
    assert open_page.item.notes is not None
    assert open_page.item.notes.hasFocus()


def test_the_letters_for_apologies_online_and_absent(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    for key, words in ((Key.Key_A, "apologies"), (Key.Key_X, "absent"), (Key.Key_O, "online")):
        mark(qtbot, page, day, "Sadia Rahman", key)
        assert day.person("Sadia Rahman").words == words


def test_ctrl_down_takes_up_the_next_item_and_ctrl_up_looks_back(
    open_page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    day.clock("10:05")
    press(qtbot, Key.Key_Down, CTRL)
    assert open_page.item.title.text() == "2   Performance, quarter 2"
    assert (day.item(1).finished_at, day.item(2).running) == (at("10:05"), True)
    press(qtbot, Key.Key_Up, CTRL)
    assert open_page.item.title.text() == "1   Attendance"
    assert day.item(2).running
    press(qtbot, Key.Key_Down, CTRL)
    assert (open_page.item.title.text(), day.item(3).stretches) == ("2   Performance, quarter 2", ())


def test_keys_that_come_faster_than_the_register_answers_take_up_each_item(
    open_page: MeetPage, day: MeetingDay
) -> None:
    for _ in range(2):
        QTest.keyClick(open_page.item, Key.Key_Down, CTRL)
    assert [day.item(place).running for place in (1, 2, 3)] == [False, False, True]
    assert day.item(2).finished_at is not None


def test_notes_are_on_the_disk_within_a_second_and_on_leaving(
    open_page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    type_text(qtbot, "Move-on was 81%.")
    qtbot.waitUntil(lambda: day.item(1).notes == "Move-on was 81%.", timeout=1000)
    type_text(qtbot, " More")
    press(qtbot, Key.Key_Tab)
    assert day.item(1).notes == "Move-on was 81%. More"


def test_going_to_another_item_keeps_what_was_typed(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    type_text(qtbot, "one")
    press(qtbot, Key.Key_Down, CTRL)
    type_text(qtbot, "two")
    press(qtbot, Key.Key_Up, CTRL)
    assert (day.item(1).notes, day.item(2).notes) == ("one", "two")
    assert open_page.item.notes is not None
    assert open_page.item.notes.toPlainText() == "one"


def test_an_action_is_shown_as_understood_before_enter_keeps_it(
    open_page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_T, CTRL)
    line = open_page.item.line
    assert line.line.hasFocus()
    type_text(qtbot, "hostel visit report / rahman / 4 dec")
    assert line.understood.text() == "hostel visit report · S. Rahman · by Fri 4 Dec 2026 — Enter keeps it"
    press(qtbot, Key.Key_Return)
    (kept,) = day.item(1).actions
    assert (kept.ref, kept.text, kept.owners, kept.due) == (
        "A-1",
        "hostel visit report",
        "S. Rahman",
        "by 4 Dec 2026",
    )
    qtbot.waitUntil(lambda: "A-1" in words_of(open_page.item.rows))
    assert (line.line.text(), line.line.hasFocus()) == ("", True)


def test_what_cannot_be_understood_is_said_and_not_kept(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    press(qtbot, Key.Key_T, CTRL)
    type_text(qtbot, "/ rahman")
    assert open_page.item.line.understood.text().startswith("Say what is to be done first")
    press(qtbot, Key.Key_Return)
    assert day.item(1).actions == ()
    open_page.item.line.line.setText("report / Smith / 4 dec")
    assert "“Smith” (nobody of this name in the register; kept as written)" in (open_page.item.line.understood.text())


def word_decision(qtbot: QtBot, text: str) -> None:
    press(qtbot, Key.Key_D, CTRL)
    type_text(qtbot, text)


def vote(qtbot: QtBot, page: MeetPage, commissioner: Choice, contractor: Choice) -> None:
    form = page.item.form
    assert form is not None
    for box, choice in zip(form.boxes, (commissioner, contractor), strict=True):
        button = next(
            one for one in box.choice.findChildren(QWidget) if one.accessibleName().endswith(choice.value.capitalize())
        )
        button.setFocus()
        press(qtbot, Key.Key_Space)


def test_a_decision_is_put_and_recorded_by_key(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    day.clock("10:41")
    word_decision(qtbot, "Release the credit.")
    form = open_page.item.form
    assert form is not None
    assert form.title.text() == "Decision CG/2026/01/D1"
    vote(qtbot, open_page, Choice.FOR, Choice.FOR)
    assert form.foreseen.text() == (
        "Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously."
    )
    press(qtbot, Key.Key_Return, CTRL)
    (row,) = day.item(1).decisions
    assert (row.text, row.outcome, row.ref) == (
        "Release the credit.",
        DecisionOutcome.CARRIED,
        "CG/2026/01/D1",
    )
    (card,) = open_page.item.cards
    assert "Carried unanimously 10:41" in words_of(card)
    assert open_page.item.form is None


def test_the_wording_is_on_the_disk_before_it_is_recorded(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    word_decision(qtbot, "Release the credit.")
    qtbot.waitUntil(lambda: day.item(1).decision_draft == "Release the credit.", timeout=1000)
    press(qtbot, Key.Key_Down, CTRL)
    assert open_page.item.form is None
    press(qtbot, Key.Key_Up, CTRL)
    assert open_page.item.form is not None
    assert open_page.item.form.words.toPlainText() == "Release the credit."


def test_how_it_takes_effect_is_kept_when_chosen(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    word_decision(qtbot, "Release the credit.")
    vote(qtbot, open_page, Choice.FOR, Choice.FOR)
    press(qtbot, Key.Key_Return, CTRL)
    (card,) = open_page.item.cards
    card.effect.setFocus()
    press(qtbot, Key.Key_Down)
    (card,) = open_page.item.cards
    card.owner.setFocus()
    type_text(qtbot, "Sadia")
    row = day.item(1).decisions[0]
    assert (row.effect, row.effect_owner) == (Effect.INSTRUCTION, "S. Rahman")


def test_a_date_being_typed_stays_when_the_screen_hears_of_something_else(
    open_page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    word_decision(qtbot, "Release the credit.")
    vote(qtbot, open_page, Choice.FOR, Choice.FOR)
    press(qtbot, Key.Key_Return, CTRL)
    (card,) = open_page.item.cards
    card.due.line.setFocus()
    type_text(qtbot, "18 dec")
    decision = day.item(1).decisions[0].decision_id
    set_effect(day.register, decision, Effect.INSTRUCTION, None, None)
    qtbot.waitUntil(lambda: card.effect.currentText() == Effect.INSTRUCTION.words)
    assert open_page.item.cards == [card]
    assert card.due.line.text() == "18 dec"
    press(qtbot, Key.Key_Return)
    assert day.item(1).decisions[0].effect_due == date(2026, 12, 18)
    set_effect(day.register, decision, Effect.INSTRUCTION, None, date(2026, 12, 21))
    qtbot.waitUntil(lambda: card.due.line.text() == "Mon 21 Dec 2026")


def test_not_agreed_asks_what_follows(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    word_decision(qtbot, "Release the credit.")
    vote(qtbot, open_page, Choice.FOR, Choice.AGAINST)
    form = open_page.item.form
    assert form is not None
    assert form.follow_on.isVisible()
    form.words.setFocus()
    press(qtbot, Key.Key_Return, CTRL)
    assert form.refused.words.startswith("Not agreed: choose what follows (Governance 5.7)")
    assert form.follow_on.hasFocus()
    qtbot.waitUntil(lambda: form.follow_on.visibleRegion().boundingRect() == form.follow_on.rect())
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return, CTRL)
    row = day.item(1).decisions[0]
    assert (row.outcome, row.follow_on) == (DecisionOutcome.NOT_AGREED, FollowOn.DEFER)
    assert "Deferred to the next meeting." in words_of(open_page.item.cards[0])


def test_without_quorum_it_is_offered_as_a_recommendation(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    word_decision(qtbot, "Release the credit.")
    form = open_page.item.form
    assert form is not None
    for name in ("Ruth Lindqvist", "Máire O’Dunne"):
        mark(qtbot, open_page, day, name, Key.Key_L)
    assert form.refused.words.startswith("The Contractor has nobody in the room")
    assert (form.record.isVisible(), form.recommend.isVisible()) == (False, True)
    form.words.setFocus()
    press(qtbot, Key.Key_Return, CTRL)
    row = day.item(1).decisions[0]
    assert (row.ref, row.outcome) == ("CG/2026/01/R1", DecisionOutcome.RECOMMENDED)
    qtbot.waitUntil(lambda: "Recommendation CG/2026/01/R1" in words_of(open_page.item))


def test_a_decision_is_deferred_for_authority_in_a_dialog(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    word_decision(qtbot, "Extend the lease.")
    form = open_page.item.form
    assert form is not None

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, DeferDialog)
        dialog.person.setEditText("Bhriain")
        dialog.due.setFocus()
        type_text(qtbot, "4 dec")
        press(qtbot, Key.Key_Return)

    in_dialog(open_page, fill)
    form.defer.click()
    row = day.item(1).decisions[0]
    assert (row.outcome, row.authority_person) == (
        DecisionOutcome.DEFERRED_FOR_AUTHORITY,
        "A. Ní Bhriain",
    )


def test_a_mistaken_decision_is_taken_back_after_one_question(
    open_page: MeetPage, day: MeetingDay, qtbot: QtBot
) -> None:
    word_decision(qtbot, "Release the credit.")
    vote(qtbot, open_page, Choice.FOR, Choice.FOR)
    press(qtbot, Key.Key_Return, CTRL)
    in_dialog(open_page, lambda dialog: dialog.accept())
    take_back = next(
        one for one in open_page.item.cards[0].findChildren(QWidget) if one.property("text") == "Take back…"
    )
    take_back.setFocus()
    press(qtbot, Key.Key_Space)
    assert day.item(1).decisions == ()
    assert day.item(1).decision_draft == "Release the credit."


def test_adjourning_and_resuming_by_key(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    def give_reason(dialog: QDialog) -> None:
        type_text(qtbot, "fire alarm")
        press(qtbot, Key.Key_Return)

    in_dialog(open_page, give_reason)
    press(qtbot, Key.Key_A, CTRL | SHIFT)
    assert day.room().stage is Stage.ADJOURNED
    assert [one.property("text") for one in open_page.buttons()] == ["Close meeting", "Resume"]
    day.clock("10:20")
    open_page.activateWindow()
    press(qtbot, Key.Key_A, CTRL | SHIFT)
    assert day.room().pauses == ((at("10:02"), at("10:20")),)


def test_closing_says_what_was_not_reached(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    said: list[str] = []

    def close(dialog: QDialog) -> None:
        said.append(words_of(dialog))
        press(qtbot, Key.Key_Return)

    day.clock("11:48")
    in_dialog(open_page, close)
    press(qtbot, Key.Key_C, CTRL | SHIFT)
    assert "Item 2 (Performance, quarter 2) and item 3 (Risk register) were not reached" in said[0]
    assert "The date of the next meeting is not settled" in said[0]
    assert day.room().stage is Stage.MINUTES
    assert [one.property("text") for one in open_page.buttons()] == ["Read the minutes"]
    assert open_page.band.words == "Quorate when it closed at 11:48. Commissioner 2 present. Contractor 2 present"


def test_the_next_date_is_settled_by_key(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    def fill(dialog: QDialog) -> None:
        type_text(qtbot, "10 dec")
        press(qtbot, Key.Key_Return)

    in_dialog(open_page, fill)
    press(qtbot, Key.Key_D, CTRL | SHIFT)
    assert day.room().next_meeting.startswith("CG/2026/02, Thu 10 Dec 2026 at 10:00")


def test_an_agenda_that_holds_nothing_says_so_and_offers_no_deed_for_an_item(day: MeetingDay, qtbot: QtBot) -> None:
    went: list[object] = []
    navigator = Navigator()
    navigator.went.connect(lambda place, subject: went.append((place, subject)))
    other = schedule(day.register, day.five.core, datetime(2027, 1, 8, 14), 90)
    with shown(MeetPage(day.register, other, navigator), day.register) as page:
        assert page.item.isHidden()
        button_of(page, "Prepare the agenda").click()
        assert went == [("meeting", f"{other}/prepare")]
        prepare(day.register, other)
        qtbot.waitUntil(page.item.isVisible)
        assert page.empty.isHidden()


def test_the_last_item_settles_the_next_date(open_page: MeetPage, day: MeetingDay) -> None:
    assert open_page.item.settle.isHidden()
    open_page.show_item(day.item(4).item_id)
    asked: list[str] = []

    def look(dialog: QDialog) -> None:
        asked.append(dialog.windowTitle())
        dialog.reject()

    in_dialog(open_page, look)
    open_page.item.settle.click()
    assert asked == ["Next meeting (Governance 5.4.1)"]


def test_the_chairs_absence_asks_who_takes_the_chair(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    mark(qtbot, page, day, "Nkechi Amadi", Key.Key_A)
    for name in ("Sadia Rahman", "Ruth Lindqvist"):
        mark(qtbot, page, day, name, Key.Key_P)
    press(qtbot, Key.Key_C, CTRL | SHIFT)
    assert page.chair_notice.words == "N. Amadi is not in the room. Who takes the chair? (Governance 5.4)"
    in_dialog(page, lambda _dialog: press(qtbot, Key.Key_Return))
    press(qtbot, Key.Key_H, CTRL | SHIFT)
    assert day.room().chaired_by == "R. Lindqvist"
    assert page.chair_notice.isHidden()


def test_what_is_still_typed_is_kept_when_the_page_goes(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    type_text(qtbot, "last words")
    open_page.hide()
    assert day.item(1).notes == "last words"


def test_after_the_meeting_the_notes_can_still_be_edited(open_page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    meeting.close_meeting(day.register, day.meeting_id)
    open_page.item.notes.setFocus() if open_page.item.notes else None
    type_text(qtbot, "Corrected.")
    press(qtbot, Key.Key_Tab)
    assert day.item(1).notes == "Corrected."
    assert open_page.item.put.isHidden()
