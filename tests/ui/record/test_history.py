"""The history of any one thing is a choice and a press away, from each place that shows such things."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app.contents import Kept
from partnering_desk.ui.documents.page import DocumentsPage
from partnering_desk.ui.meetings.page import MeetingsPage
from partnering_desk.ui.partnering.page import PartneringPage
from partnering_desk.ui.registers.actions import ActionsPage
from partnering_desk.ui.registers.decisions import DecisionsPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from tests.app.exported import lived
from tests.app.five import Five
from tests.ui.showing import button_of, shown, wait_for_answer


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Five]:
    """The small partnering after two meetings; nothing is written to it here."""
    with lived(tmp_path_factory.mktemp("history")) as five:
        yield five


@contextmanager
def goes_to(qtbot: QtBot, page: Page, subject: str) -> Iterator[None]:
    """What is done inside goes to the history of the thing."""
    with qtbot.waitSignal(page.navigator.went) as went:
        yield
    assert went.args == ["record", subject]


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_of_a_decision_from_its_card(five: Five, appearance: Appearance, qtbot: QtBot) -> None:
    with shown(DecisionsPage(five.register, Navigator()), five.register) as page:
        page.show_history()
        assert page.notice.words == "Choose one thing first, whose history is to be shown."
        decision = page.view.shown()[0]
        page.view.select(decision.decision_id)
        with goes_to(qtbot, page, f"decision/{decision.decision_id}"):
            press(page.card.history)
        with goes_to(qtbot, page, f"decision/{decision.decision_id}"):
            page.show_history()


def test_of_an_action_from_its_card(five: Five, appearance: Appearance, qtbot: QtBot) -> None:
    with shown(ActionsPage(five.register, Navigator()), five.register) as page:
        wait_for_answer(page)
        action = page.view.shown()[0]
        page.view.select(action.action_id)
        with goes_to(qtbot, page, f"action/{action.action_id}"):
            press(page.card.history)


def test_of_a_document_from_its_list(five: Five, appearance: Appearance, qtbot: QtBot) -> None:
    with shown(DocumentsPage(five.register, Navigator()), five.register) as page:
        wait_for_answer(page)
        page.view.select(Kept(1, paper=False))
        with goes_to(qtbot, page, "document/1"):
            press(page.history_button)


def test_of_a_meeting_from_its_menu(five: Five, appearance: Appearance, qtbot: QtBot) -> None:
    with shown(MeetingsPage(five.register, Navigator()), five.register) as page:
        wait_for_answer(page)
        page.view.select(1)
        with goes_to(qtbot, page, "meeting/1"):
            next(one for one in page.view.table.actions() if one.text() == "History…").trigger()


def test_of_a_person_and_of_a_group(five: Five, appearance: Appearance, qtbot: QtBot) -> None:
    with shown(PartneringPage(five.register, Navigator()), five.register) as page:
        wait_for_answer(page)
        with goes_to(qtbot, page, f"meeting_group/{five.performance}"):
            press(button_of(page.structure, "History of Performance"))
        page.show_tab("people")
        ruth = five.people["Ruth Lindqvist"]
        page.people.view.select(ruth)
        with goes_to(qtbot, page, f"person/{ruth}"):
            press(button_of(page.people, "History…"))
