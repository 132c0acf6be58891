"""Typing prose: what is marked, when, and what a person does about it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from partnering_desk.ui import preferences
from partnering_desk.ui.meetings.notes_edit import NotesEdit
from partnering_desk.ui.registers.action_fields import TextField
from partnering_desk.ui.settings.spelling_form import SpellingForm, WordsDialog
from partnering_desk.ui.spelling.prose_edit import ProseEdit
from partnering_desk.ui.spelling.spelling import Spelling, the_spelling
from partnering_desk.ui.widgets.toast import Toast

FRAME = 1 / 60


@pytest.fixture
def spelling() -> Iterator[Spelling]:
    the_spelling.cache_clear()
    yield the_spelling()
    the_spelling.cache_clear()


def used(qtbot: QtBot, edit: ProseEdit) -> ProseEdit:
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
        edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(lambda: the_spelling().speller is not None)
    return edit


@pytest.fixture
def edit(qtbot: QtBot, spelling: Spelling) -> ProseEdit:
    spelling.names_from(lambda: ["Ruth Lindqvist"])
    return used(qtbot, NotesEdit("Notes of item 1"))


def marked(edit: ProseEdit) -> list[str]:
    """The words under which a wavy line stands."""
    found = []
    block = edit.document().firstBlock()
    while block.isValid():
        places = {
            place
            for one in block.layout().formats()
            if one.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SpellCheckUnderline
            for place in range(one.start, one.start + one.length)
        }
        runs = "".join(letter if place in places else " " for place, letter in enumerate(block.text()))
        found += runs.split()
        block = block.next()
    return found


def said(edit: ProseEdit) -> str:
    return edit.window().findChildren(Toast)[0].text()


def menu_of(edit: ProseEdit) -> QMenu:
    """The menu that the menu key opens."""
    at = edit.cursorRect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    action: QAction = next(one for one in menu.actions() if one.text() == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_word_is_marked_once_it_is_left_and_not_while_it_is_typed(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "The comitt")
    assert marked(edit) == []
    QTest.keyClicks(edit, "e")
    assert marked(edit) == []
    QTest.keyClick(edit, Qt.Key.Key_Space)
    assert marked(edit) == ["comitte"]
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert marked(edit) == []
    QTest.keyClick(edit, Qt.Key.Key_Home)
    assert marked(edit) == ["comitte"]


def test_a_word_half_typed_is_marked_when_the_field_is_left(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "comittee")
    assert marked(edit) == []
    edit.clearFocus()
    assert marked(edit) == ["comittee"]


def test_a_mended_word_is_marked_no_more(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "comittee met")
    assert marked(edit) == ["comittee"]
    for _ in range(9):
        QTest.keyClick(edit, Qt.Key.Key_Left)
    QTest.keyClicks(edit, "m")
    QTest.keyClick(edit, Qt.Key.Key_End)
    assert edit.toPlainText() == "committee met"
    assert marked(edit) == []


def test_names_of_the_register_references_and_marks_of_notes_are_not_marked(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "**Lindqvist's** A-112 of CG/2026/06 with RBKC: [here](https://exampel.org) ")
    assert marked(edit) == []


def test_bold_stays_bold_under_the_wavy_line(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "**comittee** ")
    assert marked(edit) == ["comittee"]
    within = [one.format.fontWeight() for one in edit.document().firstBlock().layout().formats() if one.start <= 4]
    assert max(within) > 400


def test_the_next_misspelt_word_is_chosen_and_said(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "The comittee recieved it.")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "comittee"
    assert said(edit).startswith("“comittee” may be misspelt: committee")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "recieved"
    QTest.keyClick(edit, Qt.Key.Key_F7)
    assert edit.textCursor().selectedText() == "comittee"


def test_f7_says_when_nothing_is_misspelt(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "All is well.")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    assert said(edit) == "No word here is misspelt."


def test_a_suggestion_takes_the_word_s_place_and_can_be_undone(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "The comittee met.")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    choose(menu_of(edit), "committee")
    assert edit.toPlainText() == "The committee met."
    assert marked(edit) == []
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "The comittee met."


def test_the_mouse_offers_suggestions_for_the_word_under_it(edit: ProseEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(edit, "The comittee met.")
    cursor = edit.textCursor()
    cursor.setPosition(7)
    at: QPoint = edit.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, edit.viewport().mapToGlobal(at))
    QApplication.sendEvent(edit.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "committee"
    menu.close()


def test_over_a_right_word_the_menu_is_the_usual_one(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "The committee")
    menu = menu_of(edit)
    assert "Add to the dictionary" not in [one.text() for one in menu.actions()]
    menu.close()


def test_a_word_added_is_right_everywhere_and_kept_for_this_person(edit: ProseEdit) -> None:
    QTest.keyClicks(edit, "Voidwatch ")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    choose(menu_of(edit), "Add to the dictionary")
    assert marked(edit) == []
    assert preferences.texts("own_words") == ["Voidwatch"]
    assert said(edit).startswith("“Voidwatch” is in your dictionary on this machine.")


def test_a_word_ignored_is_ignored_in_this_field_alone(edit: ProseEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(edit, "Voidwatch ")
    QTest.keyClick(edit, Qt.Key.Key_F7)
    choose(menu_of(edit), "Ignore here")
    assert marked(edit) == []
    other = used(qtbot, TextField())
    QTest.keyClicks(other, "Voidwatch ")
    assert marked(other) == ["Voidwatch"]


def test_a_field_is_checked_once_it_is_used_and_not_before(edit: ProseEdit, qtbot: QtBot) -> None:
    other = NotesEdit("Notes of item 2")
    qtbot.addWidget(other)
    other.show_notes("The comittee")
    assert marked(other) == []
    used(qtbot, other)
    assert marked(other) == ["comittee"]


def test_switched_off_nothing_is_marked_and_f7_says_so(edit: ProseEdit, spelling: Spelling, qtbot: QtBot) -> None:
    form = SpellingForm()
    qtbot.addWidget(form)
    form.refresh()
    QTest.keyClicks(edit, "comittee ")
    form.check.click()
    assert marked(edit) == []
    assert not preferences.number("check_spelling", 1)
    QTest.keyClick(edit, Qt.Key.Key_F7)
    assert said(edit) == "Spelling is not checked: it is switched off under Settings."
    form.check.click()
    assert marked(edit) == ["comittee"]


def test_the_settings_take_words_out_again(edit: ProseEdit, spelling: Spelling, qtbot: QtBot) -> None:
    spelling.keep_own(["Voidwatch", "Voidwatcher"])
    QTest.keyClicks(edit, "Voidwatch ")
    dialog = WordsDialog(edit)
    dialog.text.setPlainText("Voidwatcher\n")
    dialog.show()
    dialog.verb.click()
    assert spelling.own_words == ["Voidwatcher"]
    assert marked(edit) == ["Voidwatch"]


def test_without_the_library_the_field_works_and_the_settings_say_why(
    spelling: Spelling, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hunspell", None)  # as where it is not installed
    form, edit = SpellingForm(), NotesEdit("Notes")
    qtbot.addWidget(form)
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    spelling.wake(edit)
    qtbot.waitUntil(lambda: bool(spelling.fault))
    QTest.keyClicks(edit, "comittee ")
    assert edit.toPlainText() == "comittee "
    assert marked(edit) == []
    assert form.says.text().startswith("Spelling is not checked on this machine, because its dictionary cannot be read")
    assert not form.check.isEnabled()


def test_a_key_in_notes_of_twenty_pages_takes_less_than_a_frame(edit: ProseEdit) -> None:
    paragraph = "The comittee recieved Lindqvist’s report on A-112, and agreed that the organisation shall. " * 6
    edit.setPlainText("\n".join([paragraph] * 120))
    QTest.keyClicks(edit, "W")
    took = []
    for letter in "e agreed the programme ":
        began = time.perf_counter()
        QTest.keyClicks(edit, letter)
        took.append(time.perf_counter() - began)
    assert sorted(took)[len(took) // 2] < FRAME


def test_notes_of_twenty_pages_are_marked_from_turn_to_turn(edit: ProseEdit, qtbot: QtBot) -> None:
    edit.setPlainText("\n".join(["The comittee agreed that the organisation shall report."] * 600))
    assert 0 < len(marked(edit)) < 600
    qtbot.waitUntil(lambda: len(marked(edit)) == 600)


def test_what_is_typed_while_the_rest_is_being_marked_is_marked_too(edit: ProseEdit, qtbot: QtBot) -> None:
    edit.setPlainText("\n".join(["The comittee agreed."] * 600))
    edit.textCursor().insertText("A recieved line\n\n")
    qtbot.waitUntil(lambda: len(marked(edit)) == 601)


def test_a_word_ignored_in_long_notes_is_marked_nowhere(edit: ProseEdit, qtbot: QtBot) -> None:
    edit.setPlainText("\n".join(["The comittee agreed, wrogn or not."] * 600))
    qtbot.waitUntil(lambda: len(marked(edit)) == 1200)
    QTest.keyClick(edit, Qt.Key.Key_F7)
    choose(menu_of(edit), "Ignore here")
    qtbot.waitUntil(lambda: set(marked(edit)) == {"wrogn"})


def test_in_one_huge_paragraph_what_is_typed_is_marked_beside_all_that_was(edit: ProseEdit, qtbot: QtBot) -> None:
    edit.setPlainText("The comittee recieved the report, and agreed. " * 200)
    qtbot.waitUntil(lambda: len(marked(edit)) == 400)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(edit, "Wrogn wrods ")
    qtbot.waitUntil(lambda: len(marked(edit)) == 402)
    assert marked(edit)[:4] == ["Wrogn", "wrods", "comittee", "recieved"]
