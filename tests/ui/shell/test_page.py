"""How a page asks the register: away from the screen, and only the last answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from partnering_desk.app.scheduling import schedule
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from tests.app.five import Five


@pytest.fixture
def page(partnering: Five, appearance: Appearance, qtbot: QtBot) -> Iterator[Page]:
    made = Page(partnering.register, Navigator())
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    yield made
    made.hide()


def after(gate: Event, answer: Callable[[], str]) -> Callable[[], str]:
    """Work that answers once the gate is opened."""

    def work() -> str:
        found = answer()
        assert gate.wait(10)
        return found

    return work


def test_only_what_was_asked_last_is_shown(page: Page, qtbot: QtBot) -> None:
    shown: list[str] = []
    gate = Event()
    page.ask_register(after(gate, lambda: "first"), shown.append)
    page.ask_register(lambda: "second", shown.append)
    page.ask_register(lambda: "third", shown.append)
    gate.set()
    qtbot.waitUntil(lambda: not page.asking)
    assert shown == ["third"]


def test_what_was_written_in_the_meantime_has_it_asked_anew(page: Page, partnering: Five, qtbot: QtBot) -> None:
    shown: list[str] = []
    asked: list[str] = []
    gate = Event()

    def answer() -> str:
        asked.append(f"answer {len(asked) + 1}")
        return asked[-1]

    page.ask_register(after(gate, answer), shown.append)
    qtbot.waitUntil(lambda: bool(asked))
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    gate.set()
    qtbot.waitUntil(lambda: not page.asking)
    assert shown == ["answer 2"]


def test_a_refusal_is_said_at_the_head_of_the_page(page: Page, qtbot: QtBot) -> None:
    def refused() -> str:
        raise Refusal("That meeting is not in this register.")

    shown: list[str] = []
    page.ask_register(refused, shown.append)
    qtbot.waitUntil(lambda: page.notice.words == "That meeting is not in this register.")
    assert shown == []


def test_a_page_that_goes_while_it_asks_shows_nothing(page: Page, qtbot: QtBot) -> None:
    shown: list[str] = []
    gate, ended = Event(), Event()

    def work() -> str:
        found = after(gate, lambda: "late")()
        ended.set()
        return found

    gone = Page(page.register, Navigator())
    gone.ask_register(work, shown.append)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    gate.set()
    qtbot.waitUntil(ended.is_set)
    later: list[str] = []
    page.ask_register(lambda: "later", later.append)
    qtbot.waitUntil(lambda: later == ["later"])
    assert shown == []
