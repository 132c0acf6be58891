from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app import agenda, papers
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.scheduling import schedule
from partnering_desk.records.models import PaperContent
from partnering_desk.ui.documents.page import DocumentsPage
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.ui.showing import wait_for_answer


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open; it opens nothing while tests run."""
    paths: list[Path] = []

    def note(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return url.fileName().endswith(".txt")

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return paths


@pytest.fixture
def paper(partnering: Five, tmp_path: Path) -> int:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    item = agenda.add_item(partnering.register, meeting, ItemDetails("Lease"))
    path = tmp_path / "lease.txt"
    path.write_text("the lease")
    paper_id = papers.attach(partnering.register, item, path)
    assert paper_id is not None
    return paper_id


@pytest.fixture
def page(partnering: Five, paper: int, appearance: Appearance, qtbot: QtBot) -> Iterator[DocumentsPage]:
    made = DocumentsPage(partnering.register, Navigator())
    announcer = Announcer(partnering.register)
    announcer.changed.connect(made.announce)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.visit(None)
    made.show()
    wait_for_answer(made)
    lease = next(row for row in made.view.shown() if row.kind == "Paper")
    made.view.select(lease.kept)
    yield made
    announcer.stop()
    made.hide()


def test_enter_opens_a_copy(page: DocumentsPage, opened: list[Path], qtbot: QtBot) -> None:
    QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].name == "CG-26-01 lease.txt"
    assert opened[0].read_text() == "the lease"


def test_where_no_program_opens_such_files_the_copy_is_named(
    page: DocumentsPage, opened: list[Path], qtbot: QtBot
) -> None:
    page.open_copy(next(row for row in page.view.shown() if row.kind == "Invitation"))
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert page.notice.words == f"No program here opens such files. The copy is at {opened[0]}."


def test_a_copy_is_saved_where_the_person_says(
    page: DocumentsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "saved.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(wanted), ""))
    with qtbot.waitSignal(page.navigator.said) as said:
        page.save_button.click()
    assert said.args == [f"Saved as {wanted}"]
    assert wanted.read_text() == "the lease"


def test_the_fingerprint_is_verified_and_a_change_behind_the_back_is_found(
    page: DocumentsPage, qtbot: QtBot, partnering: Five
) -> None:
    page.verify_button.click()
    qtbot.waitUntil(lambda: "exactly as it was recorded" in page.notice.words)
    with partnering.register.write() as session:
        session.query(PaperContent).one().content = b"forged lease"
    page.verify_button.click()
    qtbot.waitUntil(lambda: "not what its fingerprint says" in page.notice.words)


def test_a_file_from_outside_is_recognised(
    page: DocumentsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(tmp_path / "lease.txt"), ""))
    page.recognise_button.click()
    qtbot.waitUntil(lambda: page.notice.words == "lease.txt is paper CG/26/01 “lease”, unchanged.")


def test_a_withdrawn_paper_is_put_back_from_here(
    page: DocumentsPage, qtbot: QtBot, partnering: Five, paper: int
) -> None:
    papers.withdraw(partnering.register, paper)
    qtbot.waitUntil(lambda: any(row.withdrawn for row in page.view.shown()))
    page.put_back(next(row for row in page.view.shown() if row.withdrawn))
    qtbot.waitUntil(lambda: not any(row.withdrawn for row in page.view.shown()))


def test_buttons_wait_for_one_document(page: DocumentsPage, qtbot: QtBot) -> None:
    page.view.table.clearSelection()
    assert not page.open_button.isEnabled()
    row = next(one for one in page.view.shown() if one.meeting_id is not None)
    page.view.select(row.kept)
    assert page.open_button.isEnabled()
    with qtbot.waitSignal(page.navigator.went) as went:
        page.go_to_meeting(row)
    assert went.args == ["meeting", row.meeting_id]
