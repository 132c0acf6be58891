"""The Minutes step, worked as a person does: see what is missing, mend it, approve and circulate."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app import meeting, minutes
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.minutes import Typed
from partnering_desk.app.outbox import Channel, circulation_rows
from partnering_desk.ui.meetings.evidence_dialog import EvidenceDialog
from partnering_desk.ui.meetings.minutes import MinutesPage
from partnering_desk.ui.meetings.minutes_dialogs import ActionDialog, CirculateDialog
from partnering_desk.ui.meetings.minutes_editor import AfterNoteDialog
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.held import DECISION, Held, hold
from tests.ui.showing import in_dialog


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


@pytest.fixture
def went() -> list[tuple[str, object]]:
    return []


@pytest.fixture
def page(held: Held, appearance: Appearance, qtbot: QtBot, went: list[tuple[str, object]]) -> Iterator[MinutesPage]:
    navigator = Navigator()
    navigator.went.connect(lambda place, subject: went.append((place, subject)))
    made = MinutesPage(held.register, held.meeting_id, navigator)
    announcer = Announcer(held.register)
    announcer.changed.connect(made.announce)
    made.resize(1240, 800)
    made.visit(None)
    made.show()
    qtbot.waitUntil(lambda: made.preview.pages > 0)
    yield made
    announcer.stop()
    qtbot.waitUntil(lambda: not made.asking)
    made.close()
    made.deleteLater()


def words(page: MinutesPage) -> list[str]:
    return [one.text() for one in page.side.findChildren(QLabel) if one.text()]


def press(page: MinutesPage, name: str) -> None:
    found = next(one for one in page.side.findChildren(QPushButton) if one.accessibleName() == name)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_page_shows_the_draft_what_is_missing_and_who_gets_it(page: MinutesPage) -> None:
    assert "Draft, not yet confirmed" in page.preview.text.toPlainText()
    shown = words(page)
    assert "Every item has notes" in shown
    assert "The chair has not approved yet" in shown
    assert "Goes to 7 people" in shown
    assert "apologies" in shown
    assert [one.text() for one in page.buttons() if isinstance(one, QPushButton)][-1] == "Approve and circulate"


def test_the_preview_follows_what_is_typed(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    before = page.preview.pdf
    page.edit_button.click()
    page.editor.open_item(held.item_id(3))
    page.editor.notes.selectAll()
    QTest.keyClicks(page.editor.notes, "The risks grew.")
    qtbot.waitUntil(lambda: "The risks grew." in page.preview.text.toPlainText())
    assert page.preview.pdf != before
    qtbot.waitUntil(lambda: held.day.item(3).notes == "The risks grew.")


def test_the_preview_shows_what_is_typed_before_it_is_kept(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    page.edit_button.click()
    page.editor.open_item(held.item_id(3))
    before = held.day.item(3).notes
    typed = Typed(held.item_id(3), "Not kept yet.")
    found = minutes.preview(held.register, held.meeting_id, None, typed)
    assert found is not None
    assert "Not kept yet." in found.text
    assert held.day.item(3).notes == before
    QTest.keyClicks(page.editor.notes, " Soon.")
    assert page.editor.typed is not None
    qtbot.waitUntil(lambda: "Soon." in page.preview.text.toPlainText())
    qtbot.waitUntil(lambda: page.editor.typed is None and held.day.item(3).notes.endswith("Soon."))
    qtbot.waitUntil(lambda: not page.asking)
    assert "Soon." in page.preview.text.toPlainText()


def test_typing_is_kept_when_the_page_is_left(page: MinutesPage, held: Held) -> None:
    page.edit_button.click()
    page.editor.open_item(held.item_id(3))
    QTest.keyClicks(page.editor.notes, " And more.")
    page.leave()
    assert held.day.item(3).notes.endswith("And more.")


def test_a_note_after_the_meeting_is_added_and_marked(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    page.edit_button.click()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, AfterNoteDialog)
        QTest.keyClicks(dialog.text, "The report was reissued.")
        dialog.verb.click()

    in_dialog(fill)
    page.editor.add_after_note()
    qtbot.waitUntil(lambda: "Added after the meeting" in page.preview.text.toPlainText())


def test_the_date_of_an_action_is_set_where_it_is_missed(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    action_id = held.action("Ask for the cost", owner="Sadia Rahman")
    qtbot.waitUntil(lambda: "Action A-113 has no date" in words(page))

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ActionDialog)
        dialog.verb.click()
        assert dialog.notice.words == "Type the day by which it is to be done."
        QTest.keyClicks(dialog.due.line, "4 dec")
        dialog.verb.click()

    in_dialog(fill)
    press(page, "Set: Action A-113 has no date")
    qtbot.waitUntil(lambda: "Every action has an owner and a date" in words(page))
    assert action_rows(held.register, action_id)[0].due_shown == "Fri 4 Dec 2026"


def test_an_item_without_notes_leads_to_its_editor(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    meeting.save_notes(held.register, held.item_id(3), "")
    qtbot.waitUntil(lambda: "Item 3 has no notes" in words(page))
    press(page, "Write: Item 3 has no notes")
    assert page.editor.items.currentText() == "3  Risk register"
    QTest.keyClicks(page.editor.notes, "Reviewed.")
    page.edit_button.click()
    qtbot.waitUntil(lambda: "Every item has notes" in words(page))


def test_how_each_is_sent_them_is_changed_and_one_is_left_out_from_the_keyboard(
    page: MinutesPage, held: Held, qtbot: QtBot, went: list[tuple[str, object]]
) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, CirculateDialog)
        ways = {one.row.name: one for one in dialog.recipients.ways}
        assert [ways["R. Lindqvist"].way.itemText(at) for at in range(ways["R. Lindqvist"].way.count())] == [
            "E-mail",
            "Draft for Outlook",
            "On paper",
        ]
        QTest.keyClicks(ways["R. Lindqvist"].way, "o")
        QTest.keyClicks(ways["G. Obi"].way, "l")
        assert dialog.recipients.summary.text() == "To 6 people: 4 by e-mail and 2 on paper. 1 left out."
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.notice.words.startswith("Say why G. Obi is left out")
        QTest.keyClicks(ways["G. Obi"].reason, "Has left the forum.")
        dialog.verb.click()

    in_dialog(choose)
    page.circulate_button.click()
    qtbot.waitUntil(lambda: bool(went))
    rows = {one.person: one for one in circulation_rows(held.register, held.meeting_id)}
    assert rows["Ruth Lindqvist"].channel is Channel.PAPER
    assert rows["Grace Obi"].server_said == "left out: Has left the forum."
    qtbot.waitUntil(lambda: "Went to 6 people" in words(page))


def test_the_chair_approves_and_they_go_to_the_outbox(
    page: MinutesPage, held: Held, qtbot: QtBot, went: list[tuple[str, object]]
) -> None:
    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, CirculateDialog)
        assert dialog.approver.currentText() == "N. Amadi"
        assert dialog.recipients.summary.text() == "To 7 people: 6 by e-mail and 1 on paper."
        dialog.verb.click()

    in_dialog(agree)
    page.circulate_button.click()
    qtbot.waitUntil(lambda: bool(went))
    assert went == [("meeting", f"{held.meeting_id}/circulate")]
    assert len(circulation_rows(held.register, held.meeting_id)) == 7
    qtbot.waitUntil(lambda: "Went to 7 people" in words(page))
    assert page.circulate_button not in page.buttons()
    qtbot.waitUntil(lambda: page.preview.pdf == minutes.minutes_bytes(held.register, held.meeting_id))


def test_late_minutes_ask_for_the_reason_and_wait_for_it(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    held.now(2026, 12, 2)
    said: list[str] = []

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, CirculateDialog)
        dialog.verb.click()
        said.append(dialog.notice.words)
        QTest.keyClicks(dialog.reason, "The minute taker was ill.")
        dialog.verb.click()

    in_dialog(agree)
    page.circulate_button.click()
    qtbot.waitUntil(lambda: bool(minutes.versions(held.register, held.meeting_id)))
    assert said[0].startswith("These minutes were due on Mon 30 Nov and go out 2 Working Days late")
    assert minutes.minutes_clock(held.register)[0].late_because == "The minute taker was ill."


def test_a_change_after_they_went_out_is_said(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    qtbot.waitUntil(lambda: "Went to 7 people" in words(page))
    meeting.save_notes(held.register, held.item_id(3), "Put right.")
    qtbot.waitUntil(lambda: page.side.changed.words == "Changed since version 1 went out: item 3 (notes).")
    assert page.circulate_button in page.buttons()


def test_confirmed_minutes_can_be_read_and_saved_and_nothing_else(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    minutes.confirm(held.register, held.meeting_id, held.open_next())
    qtbot.waitUntil(lambda: "Confirmed at CG/2026/02" in page.preview.text.toPlainText())
    assert page.buttons() == []
    assert not page.edit_button.isEnabled()


def test_the_words_can_be_read_instead_of_the_pages(page: MinutesPage) -> None:
    page.text_button.click()
    assert page.preview.currentWidget() is page.preview.text
    assert page.preview.text.isReadOnly()


def test_new_pages_keep_the_place_that_was_looked_at(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    meeting.save_notes(held.register, held.item_id(3), "A long talk.\n\n" * 60)
    qtbot.waitUntil(lambda: page.preview.pages > 1)
    bar = page.preview.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 700)
    bar.setValue(700)
    before = page.preview.pdf
    meeting.save_notes(held.register, held.item_id(3), "A longer talk.\n\n" * 60)
    qtbot.waitUntil(lambda: page.preview.pdf != before)
    qtbot.waitUntil(lambda: bar.value() == 700)


@pytest.fixture
def save(page: MinutesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[str, str], str]:
    """Save what is shown under a name and a form that are given in the system's own dialog; what is said then."""
    from PySide6.QtWidgets import QFileDialog

    def saved(name: str, form: str) -> str:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), form))
        with qtbot.waitSignal(page.navigator.said) as said:
            page.save_button.click()
        return str(said.args[0] if said.args else "")

    return saved


def test_the_pages_are_saved_where_one_says(page: MinutesPage, save: Callable[[str, str], str], tmp_path: Path) -> None:
    assert save("minutes.pdf", "PDF (*.pdf)") == f"Saved: {tmp_path / 'minutes.pdf'}"
    assert (tmp_path / "minutes.pdf").read_bytes() == page.preview.pdf


def test_they_are_saved_for_word_and_for_a_browser(
    page: MinutesPage, save: Callable[[str, str], str], tmp_path: Path
) -> None:
    assert save("minutes", "Word (*.docx)") == f"Saved: {tmp_path / 'minutes.docx'}"
    assert DECISION in "\n".join(one.text for one in docx.Document(str(tmp_path / "minutes.docx")).paragraphs)
    save("minutes.html", "Web page (*.html)")
    assert DECISION in (tmp_path / "minutes.html").read_text(encoding="utf-8")


def test_a_form_that_there_is_none_of_is_refused(
    page: MinutesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QFileDialog

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "minutes.odt"), ""))
    page.save_button.click()
    qtbot.waitUntil(lambda: "Name the file .pdf, .docx (Word) or .html." in page.notice.words)
    assert not list(tmp_path.glob("minutes.*"))


def test_words_that_cannot_be_kept_stay_under_their_item(page: MinutesPage, held: Held, qtbot: QtBot) -> None:
    page.edit_button.click()
    editor = page.editor
    editor.open_item(held.item_id(2))
    QTest.keyClicks(editor.notes, "Typed while the disk refused. ")
    typed = editor.notes.toPlainText()
    with closing(sqlite3.connect(held.register.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        editor.open_item(held.item_id(3))
        assert editor.items.currentData() == held.item_id(2)
        assert editor.notes.toPlainText() == typed
    editor.open_item(held.item_id(3))
    assert editor.notes.toPlainText() != typed
    notes = {one.item_id: one.notes for one in meeting.room(held.register, held.meeting_id).items}
    assert notes[held.item_id(2)] == typed
    assert "Typed while" not in notes[held.item_id(3)]


def test_the_evidence_pack_is_saved_from_the_minutes(
    page: MinutesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    target = tmp_path / "evidence.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    said: list[str] = []
    page.navigator.said.connect(said.append)

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, EvidenceDialog)
        dialog.verb.click()

    in_dialog(save)
    page.evidence_button.click()
    assert said[-1] == f"Saved: {target}"
    assert b"%PDF" in target.read_bytes()[:8]
