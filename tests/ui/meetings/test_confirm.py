"""The Confirm step: by the next meeting, with or without corrections; versions stay to be opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app import minutes
from partnering_desk.app.outbox import circulation_rows
from partnering_desk.ui.meetings.confirm import ConfirmPage
from partnering_desk.ui.meetings.correct_dialog import CorrectDialog
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.meetings.recipients_dialog import RecipientsDialog
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.ui.showing import button_of, in_dialog, shown, words_of


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


@pytest.fixture
def page(held: Held, appearance: Appearance, qtbot: QtBot) -> Iterator[ConfirmPage]:
    with shown(ConfirmPage(held.register, held.meeting_id, Navigator()), held.register) as made:
        yield made


def test_before_they_went_out_it_leads_to_the_minutes(page: ConfirmPage) -> None:
    assert "Not circulated yet" in words_of(page)
    assert page.buttons() == []


def test_what_a_meeting_is_to_confirm_comes_before_its_own_minutes_that_nobody_has(
    held: Held, appearance: Appearance, qtbot: QtBot
) -> None:
    held.circulate()
    with shown(ConfirmPage(held.register, held.next_meeting(), Navigator()), held.register) as page:
        qtbot.waitUntil(lambda: "For this meeting to confirm" in words_of(page))
        words = words_of(page)
    assert words.index("For this meeting to confirm") < words.index("Not circulated yet")


def test_a_meeting_that_is_not_open_yet_says_so(page: ConfirmPage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    qtbot.waitUntil(lambda: any("No later meeting has them" in one for one in words_of(page)))
    held.next_meeting()
    qtbot.waitUntil(lambda: any("has not been opened" in one for one in words_of(page)))
    assert page.buttons() == []


def test_the_next_meeting_confirms_them(page: ConfirmPage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    held.open_next()
    qtbot.waitUntil(lambda: page.buttons() == [page.confirm_button])
    assert page.confirm_button.text() == "Confirm at CG/2026/02"
    page.confirm_button.click()
    qtbot.waitUntil(lambda: "Confirmed at CG/2026/02 on Thu 17 Dec 2026" in words_of(page))
    assert page.buttons() == []
    assert "Version 1: Draft, not yet confirmed" in words_of(page)
    assert "Version 1: Confirmed on 17 December 2026" in words_of(page)


def test_a_paragraph_is_corrected_and_version_2_comes_with_the_confirmation(
    page: ConfirmPage, held: Held, qtbot: QtBot
) -> None:
    held.circulate()
    held.open_next()
    qtbot.waitUntil(lambda: bool(page.buttons()))

    def put_right(dialog: QDialog) -> None:
        assert isinstance(dialog, CorrectDialog)
        dialog.item.setCurrentIndex(1)
        dialog.item.activated.emit(1)
        assert dialog.text.toPlainText() == "Move-on within 28 days was **81%** against 85%."
        dialog.verb.click()
        assert dialog.notice.words.startswith("The correction changes nothing")
        dialog.text.selectAll()
        QTest.keyClicks(dialog.text, "Move-on within 28 days was 18% against 85%.")
        dialog.verb.click()

    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, RecipientsDialog)
        assert dialog.recipients.summary.text() == "To 7 people: 6 by e-mail and 1 on paper."
        assert "With 1 correction, as CG/2026/02 decided. It goes to whom the last went." in words_of(dialog)
        dialog.verb.click()

    went: list[object] = []
    page.navigator.went.connect(lambda _place, subject: went.append(subject))
    button_of(page, "Go to the meeting").click()
    assert [str(one).partition("/")[2] for one in went] == ["meet"]
    in_dialog(put_right)
    button_of(page, "Record a correction").click()
    qtbot.waitUntil(lambda: "Item 2, as decided at CG/2026/02" in words_of(page))
    assert "Was: Move-on within 28 days was 81% against 85%." in words_of(page)
    in_dialog(agree)
    page.confirm_button.click()
    qtbot.waitUntil(lambda: "Version 2: Confirmed on 17 December 2026" in words_of(page))
    rows = circulation_rows(held.register, held.meeting_id)
    assert sum("version 2" in one.filename for one in rows) == 7


def test_a_correction_is_taken_back(page: ConfirmPage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    later = held.open_next()
    minutes.correct(held.register, held.meeting_id, later, None, "A. Nobody was there.")
    qtbot.waitUntil(lambda: "The meeting as a whole, as decided at CG/2026/02" in words_of(page))
    button_of(page, "Take back").click()
    qtbot.waitUntil(lambda: "Corrections" not in words_of(page))


def test_the_later_meeting_lists_what_it_is_to_confirm(held: Held, appearance: Appearance, qtbot: QtBot) -> None:
    held.circulate()
    later = held.open_next()
    went: list[object] = []
    navigator = Navigator()
    navigator.went.connect(lambda _place, subject: went.append(subject))
    with shown(ConfirmPage(held.register, later, navigator), held.register) as page:
        assert "Minutes of CG/2026/01" in words_of(page)
        button_of(page, "Confirm or correct").click()
    assert went == [f"{held.meeting_id}/confirm"]


def test_a_version_is_opened_as_a_copy(
    page: ConfirmPage, held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    held.circulate()
    qtbot.waitUntil(lambda: "Version 1: Draft, not yet confirmed" in words_of(page))
    button_of(page, "Open version 1").click()
    assert opened[0].endswith("CG-2026-01 minutes.pdf")
    assert page.notice.words.startswith("This system has no program for PDFs")


def test_the_item_of_a_meeting_going_on_leads_to_the_minutes_that_it_confirms(
    held: Held, appearance: Appearance, qtbot: QtBot
) -> None:
    held.circulate()
    later = held.open_next()
    went: list[object] = []
    navigator = Navigator()
    navigator.went.connect(lambda _place, subject: went.append(subject))
    with shown(MeetPage(held.register, later, navigator), held.register) as page:
        button_of(page, "Confirm or correct these minutes").click()
    assert went == [f"{held.meeting_id}/confirm"]
