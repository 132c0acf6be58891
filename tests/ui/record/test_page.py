"""The Record driven as a person does: narrowed, read, followed from a thing, checked, looked into and exported."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app import actions
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.record_entry import entry_card
from partnering_desk.app.record_rows import entry_numbers
from partnering_desk.app.record_wanted import Wanted
from partnering_desk.app.register import Register
from partnering_desk.records.models import Action
from partnering_desk.ui.record.page import RecordPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.exported import lived
from tests.app.five import SECRETARY, Five
from tests.ui.showing import button_of, shown, wait_for_answer, words_of


@pytest.fixture
def five(tmp_path: Path) -> Iterator[Five]:
    """The small partnering after two meetings."""
    with lived(tmp_path) as five:
        yield five


@pytest.fixture
def navigator() -> Navigator:
    return Navigator()


@pytest.fixture
def page(five: Five, navigator: Navigator, appearance: Appearance) -> Iterator[RecordPage]:
    with shown(RecordPage(five.register, navigator), five.register) as made:
        navigator.went.connect(lambda _place, subject: made.visit(subject))
        yield made


def listed(page: RecordPage, qtbot: QtBot) -> list[str]:
    """What the entries listed say was done, seen or not."""
    wait_for_answer(page)
    rows = page.table.rows

    def said() -> list[str]:
        return [str(rows.data(rows.index(place, 2))) for place in range(len(rows.rows))]

    qtbot.waitUntil(lambda: all(said()))
    return said()


def choose(combo: QComboBox, words: str) -> None:
    """As with the arrow keys, from line to line to the one of these words."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == words:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    raise AssertionError(f"{words} is not offered, but {[combo.itemText(at) for at in range(combo.count())]}")


def wait_for_card(page: RecordPage, qtbot: QtBot, number: int) -> None:
    qtbot.waitUntil(lambda: page.card.shown is not None and page.card.shown.number == number, timeout=30_000)


def read_card(page: RecordPage, qtbot: QtBot, place: int) -> list[str]:
    """Choose an entry with the mouse, and read its card."""
    number = page.table.rows.row_at(place)
    index = page.table.rows.index(place, 2)
    page.table.scrollTo(index)
    at = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    wait_for_card(page, qtbot, number)
    return words_of(page.card)


def test_every_entry_stands_there_the_newest_first(page: RecordPage, qtbot: QtBot, five: Five) -> None:
    words = listed(page, qtbot)
    assert len(words) == len(entry_numbers(five.register, Wanted()))
    assert words[0].startswith("Closed meeting CG/2026/02")
    rows = page.table.rows
    assert [rows.data(rows.index(0, at)) for at in (0, 1, 4)] == ["Thu 17 Dec 2026, 11:00", SECRETARY, "screen"]
    assert page.count.text() == f"{len(words)} entries"


def test_what_is_recorded_meanwhile_stands_there_at_once(page: RecordPage, qtbot: QtBot, five: Five) -> None:
    before = len(listed(page, qtbot))
    actions.add(five.register, ActionDetails("Visit the hostel"))
    qtbot.waitUntil(lambda: len(page.table.rows.rows) == before + 1)
    assert listed(page, qtbot)[0].startswith("Added action A-")


def test_the_card_says_before_and_after_in_words(page: RecordPage, qtbot: QtBot, five: Five) -> None:
    before = len(listed(page, qtbot))
    with five.register.write() as session:
        action = session.get_one(Action, 1)
        action.text, action.due_words = "Visit both hostels", "by the forum"
    qtbot.waitUntil(lambda: len(page.table.rows.rows) == before + 1)
    listed(page, qtbot)
    number = page.table.rows.row_at(0)
    words = "\n".join(read_card(page, qtbot, 0))
    card = entry_card(five.register, number)
    assert f"Entry {number}" in words
    assert "→ Visit both hostels" in words
    assert "due words: by the forum" in words
    assert "Thu 17 Dec 2026, 11:00:00 UTC" in words
    assert card.sha256 in words.replace(" ", "")
    assert card.previous in words.replace(" ", "")


def test_the_arrow_keys_go_from_entry_to_entry(page: RecordPage, qtbot: QtBot) -> None:
    listed(page, qtbot)
    page.take_focus()
    for place in (0, 1, 2):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
        number = page.table.rows.row_at(place)
        if page.table.chosen() != (number,):
            QTest.keyClick(page.table, Qt.Key.Key_Down)
        wait_for_card(page, qtbot, *page.table.chosen())


def test_narrowed_by_kind_meeting_person_days_and_words(page: RecordPage, qtbot: QtBot) -> None:
    everything = len(listed(page, qtbot))
    choose(page.filters.kind, "Decisions")
    decisions = listed(page, qtbot)
    assert 0 < len(decisions) < everything
    assert all("decision" in one for one in decisions)
    choose(page.filters.meeting, "PW/2026/01")
    assert all("PW/2026/01" in one for one in listed(page, qtbot))
    page.filters.search.setFocus()
    QTest.keyClicks(page.filters.search, "both rooms")
    assert listed(page, qtbot) == ["Added decision PW/2026/01/D1"]
    choose(page.filters.who, SECRETARY)
    assert listed(page, qtbot) == ["Added decision PW/2026/01/D1"]
    page.filters.first.line.setFocus()
    QTest.keyClicks(page.filters.first.line, "28 nov 2026")
    QTest.keyClick(page.filters.first.line, Qt.Key.Key_Return)
    assert listed(page, qtbot) == []
    assert page.none_fits.isVisible()
    QTest.mouseClick(page.filters.clear_button, Qt.MouseButton.LeftButton)
    assert len(listed(page, qtbot)) == everything
    assert not page.filters.clear_button.isVisible()


def test_a_day_that_is_none_is_said_and_narrows_nothing(page: RecordPage, qtbot: QtBot) -> None:
    everything = len(listed(page, qtbot))
    QTest.keyClicks(page.filters.last.line, "32 nov")
    QTest.keyClick(page.filters.last.line, Qt.Key.Key_Return)
    assert page.filters.last.fault.isVisible()
    assert len(listed(page, qtbot)) == everything


def test_the_history_of_a_thing_and_back_to_everything(
    page: RecordPage, qtbot: QtBot, navigator: Navigator, five: Five
) -> None:
    everything = len(listed(page, qtbot))
    number = entry_numbers(five.register, Wanted(words="Added decision PW/2026/01/D1"))[0]
    decision = next(one.thing for one in entry_card(five.register, number).things if one.thing.table == "decision")
    navigator.go("record", str(decision))
    assert len(listed(page, qtbot)) == 2
    assert page.history.words == "The history of decision PW/2026/01/D1"
    navigator.back()
    navigator.forward()
    wait_for_answer(page)
    QTest.mouseClick(button_of(page.history, "Show all"), Qt.MouseButton.LeftButton)
    assert len(listed(page, qtbot)) == everything
    assert page.history.isHidden()


def test_from_an_entry_to_the_history_of_what_it_is_about(page: RecordPage, qtbot: QtBot) -> None:
    page.filters.search.setText("Added action A-")
    listed(page, qtbot)
    read_card(page, qtbot, 0)
    about = page.thing()
    assert about is not None
    with qtbot.waitSignal(page.navigator.went) as went:
        page.show_history()
    assert went.args == ["record", str(about)]


def test_a_subject_that_is_no_thing_is_refused_in_a_sentence(page: RecordPage) -> None:
    page.visit("nonsense")
    assert page.notice.words == "“nonsense” names nothing that the Record could tell of."


def test_entries_are_copied_as_a_table_whether_they_were_seen_or_not(page: RecordPage, qtbot: QtBot) -> None:
    count = len(listed(page, qtbot))
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head == "When\tRecorded by\tWhat was done\tMachine\tDoor"
    assert len(lines) == count
    assert all(line.split("\t")[2] for line in lines)


def test_the_check_says_that_everything_holds_and_as_of_which_entry(page: RecordPage, qtbot: QtBot, five: Five) -> None:
    listed(page, qtbot)
    last = entry_card(five.register, page.table.rows.row_at(0))
    QTest.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    assert not page.check_button.isEnabled()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    assert page.work.answer.words.startswith("Everything holds")
    assert last.sha256 in page.work.answer.words
    assert page.faults.isHidden()
    assert page.check_button.isEnabled()


def test_what_was_done_behind_the_programs_back_is_listed_with_where(
    page: RecordPage, qtbot: QtBot, five: Five
) -> None:
    with closing(sqlite3.connect(five.register.path)) as tool:
        tool.execute("UPDATE decision SET text = 'Let no room.' WHERE ref = 'PW/2026/01/D1'")
        tool.execute("UPDATE entry SET who = 'Somebody else' WHERE id = 20")
        tool.commit()
    QTest.keyClick(page.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: page.work.busy)
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    found = {one.where: one.words for one in page.faults.rows.rows}
    assert found["decision PW/2026/01/D1"] == "It was changed without an entry in the Record: text."
    assert found["Record, entry 20"] == "It is not what its fingerprint says: it was changed."
    assert page.faults.isVisible()
    assert page.work.answer.words.startswith("2 faults found, as of entry")


def test_a_check_can_be_stopped(page: RecordPage, qtbot: QtBot) -> None:
    page.check()
    QTest.mouseClick(page.work.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    assert page.work.answer.words.startswith(("The check was stopped.", "Everything holds"))


def test_a_fingerprint_from_a_document_is_looked_up_and_checked_against(
    page: RecordPage, qtbot: QtBot, five: Five
) -> None:
    listed(page, qtbot)
    known = entry_card(five.register, 7)
    page.filters.search.setText("Let both rooms")
    listed(page, qtbot)
    QTest.keyClicks(page.fingerprint, f"SHA-256 {known.sha256}")
    QTest.keyClick(page.fingerprint, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.notice.words.startswith("Entry 7 of "))
    qtbot.waitUntil(lambda: page.table.chosen() == (7,))
    qtbot.waitUntil(lambda: page.card.shown is not None and page.card.shown.number == 7)
    assert page.notice.words.startswith("Entry 7 of ")
    page.check()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    assert page.work.answer.words.startswith("Everything holds")


def test_a_fingerprint_that_is_not_in_the_record(page: RecordPage, qtbot: QtBot) -> None:
    page.fingerprint.setText("0123456789abcdef")
    QTest.mouseClick(page.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.notice.words.startswith("No entry has the fingerprint 0123456789abcdef"))
    page.check()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    assert "the Record was cut off or made anew" in page.faults.rows.row_at(0).words


def test_what_is_no_fingerprint_is_neither_looked_up_nor_checked(page: RecordPage, qtbot: QtBot) -> None:
    page.fingerprint.setText("minutes")
    QTest.mouseClick(page.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.notice.words.startswith("A fingerprint is made of"))
    page.clear_inline()
    page.check()
    assert page.notice.words.startswith("A fingerprint is made of")
    assert not page.work.busy


def test_what_is_listed_is_exported(
    page: RecordPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page.filters.kind, "Decisions")
    decisions = listed(page, qtbot)
    for chosen, kind, written in (
        ("decisions", "Excel workbook (*.xlsx)", "decisions.xlsx"),
        ("decisions", "Comma-separated values (*.csv)", "decisions.csv"),
    ):
        answer = (str(tmp_path / chosen), kind)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, answer=answer: answer)
        QTest.mouseClick(page.export_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
        assert page.work.answer.words == f"{len(decisions)} entries written to {tmp_path / written}."
    sheet = openpyxl.load_workbook(tmp_path / "decisions.xlsx")["Record"]
    assert [row[7] for row in sheet.iter_rows(min_row=2, values_only=True)] == decisions
    with (tmp_path / "decisions.csv").open(encoding="utf-8-sig", newline="") as source:
        assert [row["What was done"] for row in csv.DictReader(source)] == decisions


def test_an_export_that_cannot_be_written_is_said(page: RecordPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export(tmp_path / "no folder" / "record.csv")
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    assert "The system could not do this" in page.work.answer.words


def test_ctrl_f_goes_to_the_search_of_the_record(page: RecordPage) -> None:
    assert page.search_field() is page.filters.search


def test_the_list_of_a_hundred_thousand_entries_fetches_what_is_seen(
    page: RecordPage, qtbot: QtBot, five: Five
) -> None:
    listed(page, qtbot)
    lengthen(five.register, 100_000)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.table.rows.rows) > 100_000, timeout=30_000)
    assert page.count.text() == f"{len(page.table.rows.rows):,} entries"
    page.take_focus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.table.indexAt(QPoint(5, 5)).row() > 99_000, timeout=30_000)
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.card.shown is not None and page.card.shown.number == 2, timeout=30_000)
    rows = page.table.rows
    qtbot.waitUntil(lambda: rows.data(rows.index(rows.rowCount() - 1, 2)) == "Made the register", timeout=30_000)
    assert page.table.known < 1_000


def lengthen(register: Register, many: int) -> None:
    """Many entries more, of no consequence."""
    with register.engine.begin() as connection:
        connection.exec_driver_sql(
            f"""WITH RECURSIVE counted(n) AS (SELECT max(id) + 1 FROM entry UNION ALL SELECT n + 1 FROM counted
                LIMIT {many})
                INSERT INTO entry (id, at_utc, at_local, who, machine, door, program, what, previous, sha256)
                SELECT n, '2026-12-18 09:00:00.000000', '2026-12-18 09:00:00.000000', 'M. Okafor', 'desk', 'screen',
                '0', 'Entry ' || n, '', '' FROM counted"""
        )


def test_beside_the_card_the_list_fills_its_room(page: RecordPage, qtbot: QtBot) -> None:
    """The columns that the card says instead leave their room to what was done."""
    page.resize(1060, 800)
    number = page.table.rows.rows[3]
    assert page.table.select(number)
    wait_for_card(page, qtbot, number)
    header = page.table.horizontalHeader()
    qtbot.waitUntil(lambda: header.isSectionHidden(4) and header.length() == page.table.viewport().width())
