"""The editor of notes: its keys, pasting, and when it asks to be kept."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnering_desk.ui.meetings.notes_edit import AGAIN_AFTER, NotesEdit

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edit(qtbot: QtBot) -> NotesEdit:
    made = NotesEdit("Notes of item 1")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def choose_all(edit: NotesEdit) -> None:
    edit.selectAll()


def test_words_are_made_bold_and_plain_again(edit: NotesEdit) -> None:
    edit.show_notes("Move-on fell")
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_B, CTRL)
    assert edit.toPlainText() == "**Move-on fell**"
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_B, CTRL)
    assert edit.toPlainText() == "Move-on fell"


def test_bold_without_words_puts_the_cursor_between_the_signs(edit: NotesEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(edit, "now")
    assert edit.toPlainText() == "**now**"


def test_lines_become_a_list_or_a_quotation(edit: NotesEdit) -> None:
    edit.show_notes("one\ntwo")
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_L, CTRL | SHIFT)
    assert edit.toPlainText() == "- one\n- two"
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_L, CTRL | SHIFT)
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_Q, CTRL | SHIFT)
    assert edit.toPlainText() == "> one\n> two"


def test_words_become_a_link_whose_address_is_typed(edit: NotesEdit) -> None:
    edit.show_notes("the report")
    choose_all(edit)
    QTest.keyClick(edit, Qt.Key.Key_K, CTRL | SHIFT)
    QTest.keyClicks(edit, "example.org")
    assert edit.toPlainText() == "[the report](https://example.org)"


def test_enter_goes_on_with_a_list_and_ends_it(edit: NotesEdit) -> None:
    for key in "- one":
        QTest.keyClicks(edit, key)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "two")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "after")
    assert edit.toPlainText() == "- one\n- two\nafter"


def test_numbers_of_a_list_count_on(edit: NotesEdit) -> None:
    edit.show_notes("1. one")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == "1. one\n2. "


def test_formatted_text_is_pasted_as_notes_and_plain_text_as_it_is(edit: NotesEdit) -> None:
    formatted, plain = QMimeData(), QMimeData()
    formatted.setHtml("<p><b>81%</b> in Q2</p>")
    plain.setText(" <b>as it is</b>")
    edit.insertFromMimeData(formatted)
    edit.insertFromMimeData(plain)
    assert edit.toPlainText() == "**81%** in Q2 <b>as it is</b>"


def test_typing_is_announced_after_a_rest_and_once(edit: NotesEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(edit.to_save, timeout=1000) as saved:
        QTest.keyClicks(edit, "abc")
    assert saved.args == ["abc"]
    heard: list[str] = []
    edit.to_save.connect(heard.append)
    edit.save_now()
    assert heard == []


def test_what_is_kept_elsewhere_never_overwrites_what_is_typed(edit: NotesEdit) -> None:
    edit.show_notes("kept")
    QTest.keyClicks(edit, " and typed")
    edit.show_notes("kept in another window")
    assert edit.toPlainText() == "kept and typed"


def test_what_could_not_be_kept_is_announced_again(edit: NotesEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(edit, "abc")
    edit.save_now()
    edit.not_saved()
    edit.show_notes("")
    with qtbot.waitSignal(edit.to_save) as saved:
        edit.save_now()
    assert (saved.args, edit.toPlainText()) == (["abc"], "abc")


def test_what_could_not_be_kept_is_announced_again_by_itself(edit: NotesEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(edit, "abc")
    edit.save_now()
    assert edit.kept
    edit.not_saved()
    assert not edit.kept
    with qtbot.waitSignal(edit.to_save, timeout=2 * AGAIN_AFTER) as saved:
        pass
    assert saved.args == ["abc"]
    assert edit.kept


def test_the_editor_is_as_high_as_its_text(edit: NotesEdit, qtbot: QtBot) -> None:
    before = edit.sizeHint().height()
    edit.show_notes("\n".join("line" for _ in range(20)))
    assert edit.sizeHint().height() > 2 * before


def test_tab_leaves_the_editor(edit: NotesEdit) -> None:
    assert edit.tabChangesFocus()


def test_signs_are_quiet_and_bold_words_bold(edit: NotesEdit) -> None:
    edit.show_notes("# Head\n- a **bold** [link](https://example.org)")
    block = edit.document().findBlockByNumber(1)
    formats = {part.start: part for part in block.layout().formats()}
    assert formats[6].format.fontWeight() > 600
    assert 0 in formats
    edit.moveCursor(QTextCursor.MoveOperation.End)


def test_somebody_who_types_without_a_pause_is_kept_all_the_same(edit: NotesEdit, qtbot: QtBot) -> None:
    heard: list[str] = []
    edit.to_save.connect(heard.append)
    typing = QTimer(edit, interval=50)
    typing.timeout.connect(lambda: QTest.keyClicks(edit, "a"))
    typing.start()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    typing.stop()
    assert 0 < len(heard[0]) < 20
