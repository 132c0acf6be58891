from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app import agenda
from partnering_desk.app.agenda import ItemDetails, agenda_rows
from partnering_desk.app.agenda_circulation import agenda_view, circulate_agenda
from partnering_desk.app.papers import paper_rows
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.ui.meetings.agenda_preview import AgendaPreview
from partnering_desk.ui.meetings.pack_dialog import PackDialog
from partnering_desk.ui.meetings.prepare import PreparePage
from partnering_desk.ui.meetings.recipients_dialog import RecipientsDialog
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.widgets.document_view import DocumentDialog
from tests.app.five import Five
from tests.documents.paper_files import locked
from tests.ui.showing import in_dialog, words_of

STARTS = datetime(2026, 12, 9, 10)


@pytest.fixture
def meeting(partnering: Five) -> int:
    return schedule(partnering.register, partnering.core, STARTS, 120)


@pytest.fixture
def page(partnering: Five, meeting: int, appearance: Appearance, qtbot: QtBot) -> Iterator[PreparePage]:
    made = PreparePage(partnering.register, meeting, Navigator())
    announcer = Announcer(partnering.register)
    announcer.changed.connect(made.announce)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.visit(None)
    made.show()
    qtbot.waitUntil(lambda: bool(made.model.rows) and not made.asking)
    yield made
    announcer.stop()
    made.hide()


def titles(page: PreparePage) -> list[str]:
    return [row.title for row in page.model.rows]


def add(page: PreparePage, qtbot: QtBot, title: str) -> int:
    QTest.keyClicks(page.new, title)
    title = page.new.text()
    QTest.keyClick(page.new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen(page) == title and not page.asking)
    row = page.list.row()
    assert row is not None
    return row.id


def place(page: PreparePage, item_id: int) -> int:
    return [row.id for row in page.model.rows].index(item_id)


def chosen(page: PreparePage) -> str:
    row = page.list.row()
    return row.title if row is not None else ""


def dialog_answered(text: str, button: str) -> None:
    """Fill the dialog that is open and press one of its buttons."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    for line in dialog.findChildren(QLineEdit):
        line.setText(text)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == button).click()


def test_coming_to_an_empty_agenda_writes_it(page: PreparePage, partnering: Five, meeting: int) -> None:
    assert titles(page) == [row.title for row in agenda_rows(partnering.register, meeting)]
    assert titles(page)[0] == "Attendance"
    assert page.pane.due.text() == "Due Wed 2 Dec 2026"
    assert "of 120 minutes" in page.pane.timing.text()


def test_how_the_deadline_was_counted_is_told(page: PreparePage) -> None:
    page.pane.why.click()
    assert "Working Days before Wed 9 Dec 2026" in page.notice.words
    assert "Governance 5.4.2" in page.notice.words


def test_an_item_is_added_by_typing_its_title(page: PreparePage, qtbot: QtBot) -> None:
    add(page, qtbot, "Lease of Arlington Road")
    assert page.item.title.text() == "Lease of Arlington Road"
    assert page.new.text() == ""


def test_items_are_ordered_with_alt_and_the_arrows(page: PreparePage, qtbot: QtBot) -> None:
    first, second = add(page, qtbot, "One"), add(page, qtbot, "Two")
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: place(page, second) == place(page, first) - 1)
    assert page.list.row() == page.model.rows[place(page, second)]
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: place(page, second) == place(page, first) + 1)


def test_an_item_is_dragged_to_another_place(page: PreparePage, qtbot: QtBot) -> None:
    first, second = add(page, qtbot, "One"), add(page, qtbot, "Two")
    ids = [row.id for row in page.model.rows]
    data = page.model.mimeData([page.model.index(ids.index(second))])
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, ids.index(first), 0, QModelIndex())
    qtbot.waitUntil(lambda: place(page, second) == ids.index(first))


def test_a_move_past_what_must_stand_first_is_refused_in_words(page: PreparePage, qtbot: QtBot) -> None:
    page.list.choose(page.model.rows[1].id)
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "cannot stand there" in page.notice.words


def test_details_are_kept_when_their_fields_are_left(
    page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    added = add(page, qtbot, "Lease")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.item.title.hasFocus)
    QTest.keyClicks(page.item.title, "The lease")
    QTest.keyClick(page.item.title, Qt.Key.Key_Return)
    decide = next(one for one in page.item.purpose.findChildren(QPushButton) if one.text() == "Decide")
    QTest.mouseClick(decide, Qt.MouseButton.LeftButton)
    page.item.minutes.setFocus()
    page.item.minutes.setValue(25)
    page.item.presenter.setFocus()
    page.item.presenter.set_person(partnering.people["Tunde Oṣei"])
    page.list.setFocus()
    row = next(one for one in agenda_rows(partnering.register, meeting) if one.id == added)
    assert (row.title, row.purpose, row.minutes, row.presenter) == ("The lease", Purpose.DECIDE, 25, "T. Oṣei")


def test_esc_goes_back_from_a_field_to_the_list(page: PreparePage, qtbot: QtBot) -> None:
    page.item.title.setFocus()
    qtbot.waitUntil(page.item.title.hasFocus)
    QTest.keyClick(page.item.title, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_confidential_item_needs_its_reason_and_then_stands_last(page: PreparePage, qtbot: QtBot) -> None:
    added = add(page, qtbot, "Settlement")
    page.item.confidential.click()
    qtbot.waitUntil(page.item.reason.hasFocus)
    page.list.setFocus()
    assert "Say why the item is confidential" in page.notice.words
    page.item.reason.setFocus()
    QTest.keyClicks(page.item.reason, "commercially sensitive")
    QTest.keyClick(page.item.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rows[-2].id == added)
    assert page.model.rows[-1].kind is ItemKind.NEXT_MEETING


def test_an_item_taken_off_comes_back_with_undo(page: PreparePage, qtbot: QtBot) -> None:
    add(page, qtbot, "Lease")
    before = titles(page)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Lease" not in titles(page))
    assert page.undo.words == "“Lease” was taken off the agenda."
    assert page.pane.gone.text() == "1 item taken off…"
    next(one for one in page.undo.findChildren(QPushButton) if one.text() == "Undo").click()
    qtbot.waitUntil(lambda: titles(page) == before)


def test_a_standing_item_goes_only_with_a_reason(
    page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    improvements = next(row for row in page.model.rows if row.title == "New or potential improvements")
    page.list.choose(improvements.id)

    def without_then_with_reason() -> None:
        dialog_answered("", "Take off")
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert any("Say why it is taken off" in label.text() for label in dialog.findChildren(QLabel))
        dialog_answered("reported in writing this quarter", "Take off")

    QTimer.singleShot(0, without_then_with_reason)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert improvements.title not in [row.title for row in agenda_rows(partnering.register, meeting)]


def test_an_item_taken_off_long_ago_is_put_back_from_the_list(page: PreparePage, qtbot: QtBot) -> None:
    add(page, qtbot, "Lease")
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.pane.gone.isHidden())

    QTimer.singleShot(0, lambda: dialog_answered("", "Put back"))
    page.pane.gone.click()
    qtbot.waitUntil(lambda: "Lease" in titles(page))


def test_what_earlier_meetings_bring_later_is_told(
    page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    earlier = schedule_in_the_past(partnering)
    with partnering.register.write() as session:
        held = session.get_one(Meeting, earlier)
        held.opened_at, held.closed_at = held.starts, held.ends
    page.visit(None)
    qtbot.waitUntil(lambda: page.notice.words == "New on the agenda: Minutes of 11 November 2026.")
    qtbot.waitUntil(lambda: "Minutes of 11 November 2026" in titles(page))


def schedule_in_the_past(five: Five) -> int:
    five.clock.now = datetime(2026, 11, 2, 9)
    earlier = schedule(five.register, five.core, datetime(2026, 11, 11, 10), 120)
    five.clock.now = datetime(2026, 11, 19, 9)
    return earlier


def seen_buttons(page: PreparePage) -> list[QPushButton]:
    return [one for one in page.papers.findChildren(QPushButton) if one.isVisible()]


def names_of(page: PreparePage, text: str) -> list[str]:
    return [one.accessibleName() for one in seen_buttons(page) if one.text() == text]


def test_files_dropped_on_an_item_become_its_papers(
    page: PreparePage, qtbot: QtBot, partnering: Five, tmp_path: Path
) -> None:
    added = add(page, qtbot, "Lease")
    paths = [tmp_path / "lease.txt", tmp_path / "plan.txt"]
    for path in paths:
        path.write_text(path.name)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = [row.id for row in page.model.rows].index(added)
    assert page.model.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, page.model.index(place))
    page.model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, page.model.index(place))
    qtbot.waitUntil(lambda: len(paper_rows(partnering.register)) == 2)
    qtbot.waitUntil(lambda: [len(row.papers) for row in page.model.rows if row.id == added] == [2])
    qtbot.waitUntil(
        lambda: names_of(page, "Open") == ["Open a copy of CG/26/01", "Open a copy of CG/26/02"] and not page.asking
    )
    next(one for one in seen_buttons(page) if one.text() == "Withdraw").click()
    qtbot.waitUntil(lambda: [len(row.papers) for row in page.model.rows if row.id == added] == [1])


def test_a_paper_is_given_another_title(page: PreparePage, qtbot: QtBot, partnering: Five, tmp_path: Path) -> None:
    added = add(page, qtbot, "Lease")
    (tmp_path / "scan0012.txt").write_text("lease")
    page.papers.attach(added, [tmp_path / "scan0012.txt"])
    qtbot.waitUntil(lambda: names_of(page, "Rename…") == ["Rename CG/26/01"] and not page.asking)

    def fill(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, "Lease of Arlington Road")
        QTest.keyClick(line, Qt.Key.Key_Return)

    in_dialog(fill)
    next(one for one in seen_buttons(page) if one.text() == "Rename…").click()
    qtbot.waitUntil(lambda: "CG/26/01  Lease of Arlington Road" in words_of(page.papers))
    assert [one.title for one in paper_rows(partnering.register)] == ["Lease of Arlington Road"]


def test_a_file_that_vanished_is_told_and_the_next_is_attached(
    page: PreparePage, qtbot: QtBot, partnering: Five, tmp_path: Path
) -> None:
    added = add(page, qtbot, "Lease")
    there = tmp_path / "there.txt"
    there.write_text("x")
    page.papers.attach(added, [tmp_path / "gone.pdf", there])
    qtbot.waitUntil(lambda: len(paper_rows(partnering.register)) == 1)
    assert "gone.pdf is no longer at" in page.notice.words


def test_letters_that_cannot_be_printed_are_named_before_the_agenda_goes(page: PreparePage, qtbot: QtBot) -> None:
    page.new.insert("Visit of 中")  # as a way of typing Chinese does
    add(page, qtbot, "")
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        said.extend(words_of(dialog))
        dialog.reject()

    in_dialog(look)
    QTest.mouseClick(page.circulate_button, Qt.MouseButton.LeftButton)
    assert "No font has 中: printed as a number instead." in " ".join(said)


def test_circulating_freezes_the_agenda_and_says_to_how_many(
    page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    def leave_out(dialog: QDialog) -> None:
        assert isinstance(dialog, RecipientsDialog)
        grace = next(one for one in dialog.recipients.ways if one.row.name == "G. Obi")
        QTest.keyClicks(grace.way, "l")
        QTest.keyClicks(grace.reason, "Asked not to be sent agendas.")
        dialog.verb.click()

    in_dialog(leave_out)
    with qtbot.waitSignal(page.navigator.said) as said:
        QTest.mouseClick(page.circulate_button, Qt.MouseButton.LeftButton)
    people = len(agenda_view(partnering.register, meeting).recipients) - 1
    assert said.args == [f"Version 1 is in the outbox for {people} people"]
    qtbot.waitUntil(lambda: page.pane.sent.text().startswith("Version 1 went to"))
    assert not page.circulate_button.isEnabled()
    add(page, qtbot, "Late matter")
    qtbot.waitUntil(page.circulate_button.isEnabled)
    assert page.circulate_button.text() == "Circulate the changes"
    assert "Added: Late matter." in page.changes.words


def test_the_preview_shows_the_pages(page: PreparePage, qtbot: QtBot) -> None:
    page.preview()
    qtbot.waitUntil(lambda: page.findChild(AgendaPreview) is not None, timeout=10_000)
    preview = page.findChild(AgendaPreview)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.pages >= 1)
    preview.reject()


def test_the_notice_is_shown_in_large_print_too_and_saved_in_the_form_that_its_name_asks_for(
    page: PreparePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.mouseClick(page.pane.notice, Qt.MouseButton.LeftButton)
    dialog = page.findChild(DocumentDialog)
    assert dialog is not None
    view = dialog.view
    qtbot.waitUntil(lambda: view.preview.pages == 1, timeout=10_000)
    assert "Notice of meeting: Core Group" in view.preview.text.toPlainText()
    asked: list[str] = []

    def name(_owner: QWidget, _title: str, offered: str, forms: str) -> tuple[str, str]:
        asked.append(f"{offered} as {forms}")
        return str(tmp_path / "notice.docx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.notice.words == f"Saved: {tmp_path / 'notice.docx'}")
    assert docx.Document(str(tmp_path / "notice.docx")).core_properties.title.startswith("Notice of meeting")
    view.large.click()
    qtbot.waitUntil(lambda: view.preview.pages > 1)
    QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.notice.words.startswith("Large print is a PDF, and .docx is not."))
    name_of_it = "Notice of meeting, CG-2026-01.pdf"
    assert asked == [f"{name_of_it} as PDF (*.pdf);;Word (*.docx);;Web page (*.html)", f"{name_of_it} as PDF (*.pdf)"]
    dialog.reject()


def test_the_agenda_of_a_cancelled_meeting_is_shown_and_cannot_be_changed(
    page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    cancel(partnering.register, meeting, "Snow")
    qtbot.waitUntil(lambda: page.pane.sent.text() == "CG/2026/01 was cancelled: Snow")
    assert not page.new.isVisible()
    assert page.buttons() == [page.preview_button]
    assert not page.remove_button.isVisible()
    assert not page.item.title.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert titles(page)[0] == "Attendance"


def test_a_refresh_leaves_what_is_being_typed(page: PreparePage, qtbot: QtBot, partnering: Five, meeting: int) -> None:
    add(page, qtbot, "Lease")
    page.item.title.setFocus()
    qtbot.waitUntil(page.item.title.hasFocus)
    QTest.keyClicks(page.item.title, " of Arl")
    agenda.add_item(partnering.register, meeting, ItemDetails("From elsewhere"))
    qtbot.waitUntil(lambda: "From elsewhere" in titles(page))
    assert page.item.title.text() == "Lease of Arl"


def test_everything_that_takes_the_focus_has_a_name(page: PreparePage) -> None:
    for kind in (QLineEdit, QPushButton):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()), widget
    assert page.list.accessibleName() == "Agenda items"


def test_a_circulated_agenda_stays_circulated_for_the_page(
    partnering: Five, meeting: int, page: PreparePage, qtbot: QtBot
) -> None:
    circulate_agenda(partnering.register, meeting)
    qtbot.waitUntil(page.pane.due.isHidden)


def test_the_pack_is_saved_with_the_papers_that_it_names(
    page: PreparePage, qtbot: QtBot, partnering: Five, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = add(page, qtbot, "Performance")
    source = tmp_path / "report.pdf"
    source.write_bytes(locked())
    page.papers.attach(item, [source])
    qtbot.waitUntil(lambda: bool(paper_rows(partnering.register)) and not page.asking)
    qtbot.waitUntil(lambda: page._view is not None and any(row.papers for row in page._view.rows))
    target = tmp_path / "pack.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    said: list[str] = []
    page.navigator.said.connect(said.append)

    def press(dialog: QDialog) -> None:
        assert isinstance(dialog, PackDialog)
        assert any("CG/26/01" in words for words in words_of(dialog))
        dialog.verb.click()

    in_dialog(press)
    page.pack()
    assert target.read_bytes().startswith(b"%PDF")
    assert said
    assert f"Saved as {target}" in said[-1]
    assert any("opens with a password only" in words for words in words_of(page))


def test_a_pack_that_is_stopped_leaves_nothing(
    page: PreparePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(page, qtbot, "Performance")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out / "pack.pdf"), ""))
    assert page._view is not None
    dialog = PackDialog(page, page.register, page._view)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.verb.click()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.verb.isEnabled())
    assert "Stopped. Nothing was kept." in words_of(dialog)
    assert list(out.iterdir()) == []
