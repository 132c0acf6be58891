"""The Circulate step: per recipient how, when and what the server said; sent from there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from partnering_desk.app import mail_settings
from partnering_desk.ui.meetings.circulate import CirculatePage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.mail_server import mail_server
from tests.ui.showing import button_of, shown, wait_for_answer, words_of


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


@pytest.fixture
def page(held: Held, appearance: Appearance, qtbot: QtBot) -> Iterator[CirculatePage]:
    with shown(CirculatePage(held.register, held.meeting_id, Navigator()), held.register) as made:
        yield made


def test_before_anything_went_out_it_leads_to_the_minutes(page: CirculatePage, held: Held) -> None:
    went: list[object] = []
    page.navigator.went.connect(lambda _place, subject: went.append(subject))
    assert page.stack.currentIndex() == 1
    assert page.buttons() == []
    button_of(page, "Go to the minutes").click()
    assert went == [f"{held.meeting_id}/minutes"]


def test_each_recipient_stands_with_what_became_of_the_copy(page: CirculatePage, held: Held, qtbot: QtBot) -> None:
    held.circulate()
    qtbot.waitUntil(lambda: len(page.view.shown()) == 7)
    assert page.buttons() == [page.send_button]
    with mail_server() as server:
        server.refuses.add("grace.obi@example.org")
        mail_settings.save(server.settings())
        page.send_button.click()
        qtbot.waitUntil(lambda: not page.deeds.busy)
    qtbot.waitUntil(lambda: "7 copies: 5 sent, 1 waiting, 1 refused." in words_of(page))
    wait_for_answer(page)
    rows = {one.person: one for one in page.view.shown()}
    assert rows["Nkechi Amadi"].server_said.startswith("250 2.0.0 Ok")
    qtbot.waitUntil(lambda: "550 5.1.1 No such mailbox here" in str(page.view.as_text()))
    assert "printed" in str(page.view.as_text())
    assert str(page.view.as_text()).count("Minutes CG/2026/01") == 7
