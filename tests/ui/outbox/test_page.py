"""The outbox on the screen: what waits says why, and each way of sending it works or says what is in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app import mail_settings
from partnering_desk.app.mail_settings import MailSettings, Security
from partnering_desk.app.outbox import OutboxRow, outbox_rows
from partnering_desk.records.models import DispatchState
from partnering_desk.ui.outbox import columns
from partnering_desk.ui.outbox.deeds import HandOverDialog
from partnering_desk.ui.outbox.page import OutboxPage
from partnering_desk.ui.outbox.password import PasswordDialog, known_password, remember
from partnering_desk.ui.outbox.sender import Sender
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.theme.roles import Tone
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.mail_server import PASSWORD, USER, MailServer, free_port, mail_server
from tests.ui.showing import in_dialog, shown, words_of


@pytest.fixture
def held(partnering: Five) -> Held:
    made = hold(partnering)
    made.circulate()
    return made


@pytest.fixture
def page(held: Held, appearance: Appearance, qtbot: QtBot) -> Iterator[OutboxPage]:
    with shown(OutboxPage(held.register, Navigator()), held.register) as made:
        yield made


def choose(page: OutboxPage, person: str) -> OutboxRow:
    row = next(one for one in page.view.shown() if one.person == person)
    assert page.view.select(row.dispatch_id)
    return row


def state(held: Held, person: str) -> DispatchState:
    return next(one.state for one in outbox_rows(held.register) if one.person == person)


def test_what_waits_is_counted_by_how_it_goes(page: OutboxPage) -> None:
    assert page.under.text().startswith("7 copies wait: 6 to be sent, 1 to be handed over on paper.")
    assert len(page.view.shown()) == 7
    assert page.send_button.isEnabled()
    assert not page.paper_button.isEnabled()


def test_without_a_mail_server_it_says_so_and_leads_to_the_settings(page: OutboxPage) -> None:
    went: list[str] = []
    page.navigator.went.connect(lambda place, _subject: went.append(place))
    page.send_button.click()
    assert page.deeds.said.words.startswith("No mail server is set up on this machine yet")
    button = page.deeds.said.findChildren(type(page.send_button))[0]
    button.click()
    assert went == ["settings"]


def test_everything_is_sent_at_the_press_of_a_button(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    with mail_server() as server:
        mail_settings.save(server.settings())
        page.send_button.click()
        qtbot.waitUntil(lambda: page.deeds.said.words == "6 mails sent.")
    assert len(server.arrived) == 6
    qtbot.waitUntil(lambda: [one.person for one in page.view.shown()] == ["Yetunde Adeyemi"])
    assert not page.send_button.isEnabled()


def test_offline_everything_waits_and_says_why(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    mail_settings.save(MailSettings("localhost", free_port(), Security.NONE, "", "", "m.okafor@rbkc.example"))
    page.send_button.click()
    qtbot.waitUntil(lambda: "cannot be reached" in page.deeds.said.words)
    qtbot.waitUntil(lambda: any(one.problem for one in page.view.shown()))
    assert len(page.view.shown()) == 7
    assert "tried once" in str(page.view.as_text())


def test_the_password_is_asked_for_where_there_is_no_keyring(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    with mail_server(signs_in=True) as server:
        mail_settings.save(server.settings(user=USER))

        def sign_in(dialog: QDialog) -> None:
            assert isinstance(dialog, PasswordDialog)
            QTest.keyClicks(dialog.password, PASSWORD)
            dialog.verb.click()

        in_dialog(sign_in)
        page.send_button.click()
        qtbot.waitUntil(lambda: not page.deeds.busy)
    assert len(server.arrived) == 6
    assert known_password(server.settings(user=USER)) == PASSWORD


def test_a_copy_is_handed_over_on_paper(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    choose(page, "Yetunde Adeyemi")

    def say(dialog: QDialog) -> None:
        assert isinstance(dialog, HandOverDialog)
        QTest.keyClicks(dialog.how, "large type, by post")
        dialog.verb.click()

    in_dialog(say)
    page.paper_button.click()
    assert state(held, "Yetunde Adeyemi") is DispatchState.HANDED_OVER
    qtbot.waitUntil(lambda: len(page.view.shown()) == 6)


def test_copies_are_saved_as_drafts_without_any_mail_server(
    page: OutboxPage, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    choose(page, "Grace Obi")
    page.draft_button.click()
    assert state(held, "Grace Obi") is DispatchState.DRAFTED
    assert [one.suffix for one in tmp_path.glob("*.eml")] == [".eml"]


def test_a_copy_is_taken_back_after_asking_once(page: OutboxPage, held: Held) -> None:
    choose(page, "Grace Obi")
    in_dialog(lambda dialog: dialog.reject())
    page.back_button.click()
    assert state(held, "Grace Obi") is DispatchState.WAITING
    in_dialog(lambda dialog: dialog.accept())
    page.back_button.click()
    assert state(held, "Grace Obi") is DispatchState.WITHDRAWN


def test_one_copy_is_sent_again(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    with mail_server() as server:
        mail_settings.save(server.settings())
        choose(page, "Grace Obi")
        page.retry_button.click()
        qtbot.waitUntil(lambda: not page.deeds.busy)
    assert server.recipients == ["grace.obi@example.org"]


def test_sending_shows_how_far_it_is_and_can_be_stopped(page: OutboxPage) -> None:
    page.deeds.bar.show_progress(2, 6, "Grace Obi")
    assert page.deeds.bar.words.text() == "Sending 3 of 6: Grace Obi"
    page.deeds.bar.stop.click()


def test_what_is_due_goes_by_itself(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    sender = Sender(held.register, page)
    sender.look()
    qtbot.waitUntil(lambda: not sender.busy)
    assert state(held, "Grace Obi") is DispatchState.WAITING
    with mail_server() as server:
        mail_settings.save(server.settings())
        sender.look()
        qtbot.waitUntil(lambda: not sender.busy)
        assert len(server.arrived) == 6
        sender.look()
        qtbot.waitUntil(lambda: not sender.busy)
    sender.stop()
    assert len(server.arrived) == 6


def test_by_itself_nothing_is_tried_while_the_password_is_not_known(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    with mail_server(signs_in=True) as server:
        settings = server.settings(user=USER)
        mail_settings.save(settings)
        sender = Sender(held.register, page)
        sender.look()
        qtbot.waitUntil(lambda: not sender.busy)
        assert all(one.attempts == 0 for one in outbox_rows(held.register))
        remember(settings, PASSWORD)
        sender.look()
        qtbot.waitUntil(lambda: not sender.busy)
        sender.stop()
    assert len(server.arrived) == 6


def lose_the_answer(page: OutboxPage, server: MailServer, qtbot: QtBot) -> None:
    """Send to Grace Obi through a server that takes the mail and goes away without a word."""
    mail_settings.save(server.settings())
    server.content_answers["grace.obi@example.org"] = ""
    choose(page, "Grace Obi")
    page.retry_button.click()
    qtbot.waitUntil(lambda: not page.deeds.busy)
    server.content_answers.clear()
    qtbot.waitUntil(lambda: "1 may have been sent" in page.under.text())
    assert next(one for one in outbox_rows(page.register) if one.person == "Grace Obi").attempts == 1


def test_a_copy_that_is_going_out_is_not_said_to_have_gone_astray(page: OutboxPage) -> None:
    astray = replace(page.view.shown()[0], state=DispatchState.UNANSWERED, problem="The connection ended")
    going = replace(astray, going=True)
    assert (going.state_words, columns.outcome(going), columns.tone(going)) == ("being sent", "", Tone.CARE)
    assert (columns.outcome(astray), columns.tone(astray)) == ("The connection ended", Tone.BAD)


def test_what_came_of_a_sending_is_gone_when_one_comes_back_to_the_page(page: OutboxPage) -> None:
    page.send_button.click()
    assert not page.deeds.said.isHidden()
    page.hide()
    page.show()
    assert page.deeds.said.isHidden()


def test_what_may_have_been_sent_is_recorded_as_arrived(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    choose(page, "Grace Obi")
    assert not page.arrived_button.isEnabled()
    with mail_server() as server:
        lose_the_answer(page, server, qtbot)
    assert choose(page, "Grace Obi").state_words == "may have been sent"
    page.arrived_button.click()
    assert state(held, "Grace Obi") is DispatchState.SENT
    qtbot.waitUntil(lambda: len(page.view.shown()) == 6)


def test_what_may_have_been_sent_goes_again_only_when_that_is_meant(page: OutboxPage, held: Held, qtbot: QtBot) -> None:
    asked: list[str] = []

    def stay(dialog: QDialog) -> None:
        asked.extend(words_of(dialog))
        dialog.reject()

    with mail_server() as server:
        lose_the_answer(page, server, qtbot)
        choose(page, "Grace Obi")
        in_dialog(stay)
        page.retry_button.click()
        assert state(held, "Grace Obi") is DispatchState.UNANSWERED
        in_dialog(lambda dialog: dialog.accept())
        page.retry_button.click()
        qtbot.waitUntil(lambda: not page.deeds.busy)
    assert any("Grace Obi may have this already" in one for one in asked)
    assert server.recipients == ["grace.obi@example.org"] * 2
    assert state(held, "Grace Obi") is DispatchState.SENT
