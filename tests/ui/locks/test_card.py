"""The passphrase in Settings: set, changed and removed in dialogs, and after how many idle minutes the window locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from partnering_desk.app import passphrase
from partnering_desk.ui.locks import idle
from partnering_desk.ui.locks.card import PassphraseCard
from partnering_desk.ui.locks.new_dialogs import ChangePassphrase, RemovePassphrase, SetPassphrase
from partnering_desk.ui.settings.page import SettingsPage
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.widgets.passphrase_field import PassphraseField
from tests.app.five import Five
from tests.ui.showing import in_dialog, shown, words_of

WORDS, OTHER = "eleven grey herons", "a kettle under the stairs"
LONG = 20_000


@pytest.fixture
def card(partnering: Five, appearance: Appearance) -> Iterator[PassphraseCard]:
    with shown(SettingsPage(partnering.register, Navigator()), partnering.register) as page:
        yield page.passphrase


@pytest.fixture
def locked(card: PassphraseCard, partnering: Five) -> PassphraseCard:
    passphrase.set_passphrase(partnering.register, WORDS)
    card.refresh()
    return card


def press(card: PassphraseCard, name: str, answer: Callable[[QDialog], object]) -> None:
    in_dialog(answer)
    QTest.mouseClick({"set": card.set_button, "change": card.change_button, "remove": card.remove_button}[name], LEFT)


LEFT = Qt.MouseButton.LeftButton


def typed(field: PassphraseField, words: str) -> None:
    field.line.clear()
    QTest.keyClicks(field.line, words)


def test_it_says_that_there_is_none_and_offers_to_set_one(card: PassphraseCard) -> None:
    assert card.state.text().startswith("This register has no passphrase")
    assert card.set_button.isVisible()
    assert not card.change_button.isVisible()
    assert not card.remove_button.isVisible()
    assert not card.lock_button.isVisible()
    assert not card.minutes.isEnabled()


def test_one_is_set_after_it_was_said_what_that_means(card: PassphraseCard, partnering: Five, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, SetPassphrase)
        said = " ".join(words_of(dialog))
        assert "cannot be recovered" in said
        assert "Backups and copies made before" in said
        assert "not shredded" in said
        typed(dialog.new, "herons")
        typed(dialog.again, "herons")
        QTest.mouseClick(dialog.verb, LEFT)
        assert "too short" in dialog.notice.words
        typed(dialog.new, WORDS)
        typed(dialog.again, OTHER)
        QTest.mouseClick(dialog.verb, LEFT)
        assert "not typed the same both times" in dialog.notice.words
        assert not passphrase.has_passphrase(partnering.register.path)
        typed(dialog.again, WORDS)
        QTest.mouseClick(dialog.verb, LEFT)

    press(card, "set", answer)
    assert passphrase.has_passphrase(partnering.register.path)
    assert card.answer.words == "The passphrase is set."
    assert card.state.text() == "This register is locked with a passphrase, and so are its backups."
    assert card.change_button.isVisible()
    assert card.remove_button.isVisible()
    assert card.minutes.isEnabled()


def test_it_is_changed_by_who_knows_it(locked: PassphraseCard, partnering: Five, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ChangePassphrase)
        typed(dialog.old, OTHER)
        typed(dialog.new, OTHER)
        typed(dialog.again, OTHER)
        QTest.mouseClick(dialog.verb, LEFT)
        qtbot.waitUntil(lambda: "not the passphrase" in dialog.notice.words, timeout=LONG)
        typed(dialog.old, WORDS)
        QTest.mouseClick(dialog.verb, LEFT)

    press(locked, "change", answer)
    assert locked.answer.words == "The passphrase is changed."
    partnering.register.close()
    passphrase.lock()
    passphrase.unlock(partnering.register.path, OTHER)


def test_it_is_removed_by_who_knows_it(locked: PassphraseCard, partnering: Five, qtbot: QtBot) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RemovePassphrase)
        assert "can read everything in it" in " ".join(words_of(dialog))
        typed(dialog.old, WORDS)
        QTest.mouseClick(dialog.verb, LEFT)

    press(locked, "remove", answer)
    assert not passphrase.has_passphrase(partnering.register.path)
    assert locked.set_button.isVisible()


def test_what_was_typed_does_not_outlast_the_dialog(card: PassphraseCard, qtbot: QtBot) -> None:
    shown: list[SetPassphrase] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, SetPassphrase)
        shown.append(dialog)
        typed(dialog.new, WORDS)
        typed(dialog.again, WORDS)
        QTest.mouseClick(dialog.verb, LEFT)

    press(card, "set", answer)
    (dialog,) = shown
    for field in (dialog.new, dialog.again):
        assert field.passphrase == ""
        assert not field.line.isUndoAvailable()


def test_who_thinks_better_of_it_changes_nothing(card: PassphraseCard, partnering: Five) -> None:
    press(card, "set", lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not passphrase.has_passphrase(partnering.register.path)
    assert card.answer.words == ""


def test_the_idle_minutes_are_kept(locked: PassphraseCard) -> None:
    assert locked.minutes.value() == idle.USUAL
    locked.minutes.setValue(5)
    assert idle.minutes() == 5
    locked.refresh()
    assert locked.minutes.value() == 5


def test_what_is_typed_is_hidden_until_it_is_to_be_seen(qtbot: QtBot, appearance: Appearance) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, WORDS)
    assert field.line.displayText() == field.line.displayText()[0] * len(WORDS)
    assert field.toggle.accessibleName() == "Show the passphrase"
    QTest.mouseClick(field.toggle, LEFT)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.line.displayText() == WORDS
    assert field.toggle.accessibleName() == "Hide the passphrase"
    QTest.mouseClick(field.toggle, LEFT)
    assert field.line.displayText() != WORDS
    assert field.passphrase == WORDS
