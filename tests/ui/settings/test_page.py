"""Settings of a person on a machine: the mail server tried by a button, the name, the look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from partnering_desk.app import mail_settings
from partnering_desk.app.mail_settings import Security
from partnering_desk.ui import preferences
from partnering_desk.ui.settings.page import SettingsPage
from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Five
from tests.mail_server import PASSWORD, USER, mail_server
from tests.ui.showing import shown


@pytest.fixture
def page(partnering: Five, appearance: Appearance, qtbot: QtBot) -> Iterator[SettingsPage]:
    with shown(SettingsPage(partnering.register, Navigator()), partnering.register) as made:
        yield made


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def fill(page: SettingsPage, port: int, user: str = "") -> None:
    mail = page.mail
    for field, words in (
        (mail.host, "localhost"),
        (mail.port, str(port)),
        (mail.user, user),
        (mail.sender_name, "M. Okafor"),
        (mail.sender_address, "m.okafor@rbkc.example"),
    ):
        field.clear()
        QTest.keyClicks(field, words)
    choose(mail.security, Security.NONE)


def test_the_button_says_what_the_server_answers(page: SettingsPage, qtbot: QtBot) -> None:
    with mail_server(signs_in=True) as server:
        fill(page, server.port, USER)
        QTest.keyClicks(page.mail.password, PASSWORD)
        page.mail.test_button.click()
        assert page.mail.answer.words == "Asking the server…"
        qtbot.waitUntil(lambda: page.mail.test_button.isEnabled())
    assert page.mail.answer.words.startswith("The server answered: 250")


def test_the_button_says_why_the_server_cannot_be_used(page: SettingsPage, qtbot: QtBot) -> None:
    with mail_server(signs_in=True) as server:
        fill(page, server.port, USER)
        QTest.keyClicks(page.mail.password, "wrong")
        page.mail.test_button.click()
        qtbot.waitUntil(lambda: page.mail.test_button.isEnabled())
    assert page.mail.answer.words.startswith("The server did not accept the user name or the password")


def test_settings_are_kept_for_the_next_time(page: SettingsPage, partnering: Five, qtbot: QtBot) -> None:
    fill(page, 2525)
    page.mail.save_button.click()
    assert page.mail.answer.words == "Saved."
    kept = mail_settings.load()
    assert kept is not None
    assert (kept.host, kept.port, kept.sender_name) == ("localhost", 2525, "M. Okafor")
    with shown(SettingsPage(partnering.register, Navigator()), partnering.register) as again:
        assert again.mail.port.text() == "2525"
        assert again.mail.sender_address.text() == "m.okafor@rbkc.example"


def test_without_a_keyring_it_is_said_that_the_password_will_be_asked_for(page: SettingsPage) -> None:
    fill(page, 2525, USER)
    QTest.keyClicks(page.mail.password, PASSWORD)
    page.mail.save_button.click()
    assert page.mail.answer.words.startswith("Saved. This system has no keyring")


@pytest.mark.parametrize(("field", "words"), [("port", "The port is a number"), ("host", "Type the name of the mail")])
def test_what_cannot_be_is_refused_beside_the_button(page: SettingsPage, field: str, words: str) -> None:
    fill(page, 2525)
    getattr(page.mail, field).setText(" ")
    page.mail.save_button.click()
    assert page.mail.answer.words.startswith(words)
    assert mail_settings.load() is None


def test_the_usual_port_follows_the_protection(page: SettingsPage) -> None:
    choose(page.mail.security, Security.TLS)
    assert page.mail.port.text() == "465"
    page.mail.port.setText("2525")
    choose(page.mail.security, Security.STARTTLS)
    assert page.mail.port.text() == "2525"


def test_the_name_under_which_one_records(page: SettingsPage, partnering: Five) -> None:
    assert page.who.text() == "M. Okafor"
    page.who.clear()
    QTest.keyClicks(page.who, "N. Amadi")
    page.who_button.click()
    assert partnering.register.who == "N. Amadi"
    assert preferences.text("who") == "N. Amadi"


def test_text_size_and_colours(page: SettingsPage, appearance: Appearance) -> None:
    choose(page.scale, 150)
    choose(page.colours, Colours.DARK)
    assert (appearance.scale, appearance.colours) == (150, Colours.DARK)
    choose(page.colours, Colours.SYSTEM)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would change the system's own settings")
def test_one_button_has_a_double_click_open_registers(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    QTest.mouseClick(page.opening.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.opening.answer.words), timeout=20_000)
    assert page.opening.answer.words == "A double click on a file that ends in .desk opens it in Partnering Desk now."
    assert (tmp_path / "data" / "applications" / "partnering-desk.desktop").is_file()


def test_what_the_system_refuses_is_said_there(
    page: SettingsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(sys, "platform", "linux")
    page.opening.associate()
    qtbot.waitUntil(lambda: "could not do this" in page.opening.answer.words, timeout=20_000)
