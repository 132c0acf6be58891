"""Backups in Settings: the folder chosen, one written now, those that are there, and one restored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app import passphrase
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.backup_place import chosen_folder
from partnering_desk.app.backups import BackupRow, back_up
from partnering_desk.app.register import Register
from partnering_desk.ui.locks.ask import AskPassphrase
from partnering_desk.ui.settings.backups_card import BackupsCard
from partnering_desk.ui.settings.page import SettingsPage
from partnering_desk.ui.settings.restore_dialog import RestoreDialog
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.places import places_built
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import Clock, Five
from tests.ui.backed import drive, files, record
from tests.ui.showing import button_of, in_dialog, shown, words_of

LONG = 20_000


@pytest.fixture
def card(partnering: Five, appearance: Appearance) -> Iterator[BackupsCard]:
    with shown(SettingsPage(partnering.register, Navigator()), partnering.register) as page:
        yield page.backups


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Chosen before the card is shown, where it is asked for first."""
    return drive(tmp_path)


def listed(card: BackupsCard) -> tuple[BackupRow, ...]:
    return card.list.rows.rows


def press_now(card: BackupsCard, qtbot: QtBot) -> None:
    before = len(listed(card))
    QTest.mouseClick(card.now_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(listed(card)) == before + 1, timeout=LONG)


def test_a_backup_of_before_the_passphrase_was_changed_asks_for_the_one_that_held_then(
    partnering: Five, appearance: Appearance, tmp_path: Path, qtbot: QtBot
) -> None:
    register, folder = partnering.register, drive(tmp_path)
    passphrase.set_passphrase(register, "eleven grey herons")
    written = back_up(register, folder)
    passphrase.change_passphrase(register, "eleven grey herons", "a kettle under the stairs")
    register.close()
    passphrase.lock()
    passphrase.unlock(register.path, "a kettle under the stairs")
    said: list[str] = []

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, AskPassphrase)
        said.extend(words_of(dialog))
        in_dialog(look_at)
        dialog.field.line.setText("eleven grey herons")
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)

    def look_at(dialog: QDialog) -> None:
        if not isinstance(dialog, RestoreDialog):
            in_dialog(look_at)  # the first is not gone yet
            return
        said.extend(words_of(dialog))
        QTest.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)

    with shown(SettingsPage(register, Navigator()), register) as page:
        qtbot.waitUntil(lambda: [one.state for one in listed(page.backups)] == ["Another passphrase"], timeout=LONG)
        page.backups.list.choose([0])
        in_dialog(give)
        QTest.mouseClick(page.backups.restore_button, Qt.MouseButton.LeftButton)
        restored = register.path.with_name(f"{written.path.stem} restored.desk")
        qtbot.waitUntil(lambda: "Written and verified" in page.backups.answer.words, timeout=LONG)
    assert any(one.startswith("Type the passphrase that held on") for one in said)
    assert passphrase.has_passphrase(restored)
    passphrase.lock()
    passphrase.unlock(restored, "eleven grey herons")


def test_without_a_folder_one_is_asked_for(card: BackupsCard) -> None:
    assert card.folder.text() == "No folder is chosen yet."
    assert not card.now_button.isEnabled()
    assert not card.restore_button.isEnabled()
    assert not card.list.isVisible()


def test_a_folder_is_chosen(card: BackupsCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    QTest.mouseClick(card.choose_button, Qt.MouseButton.LeftButton)
    assert chosen_folder() == tmp_path
    assert card.folder.text() == f"Backups go to {tmp_path}"
    assert card.now_button.isEnabled()


def test_a_file_is_refused_as_a_folder(card: BackupsCard, partnering: Five) -> None:
    card.keep_folder(partnering.register.path)
    assert card.answer.words.startswith("There is no folder")
    assert chosen_folder() is None


def test_a_backup_is_written_now_and_listed_as_verified(folder: Path, card: BackupsCard, qtbot: QtBot) -> None:
    press_now(card, qtbot)
    (row,) = listed(card)
    assert row.verified
    assert card.answer.words == f"Written and verified: {row.path.name}."
    assert card.list.isVisible()
    assert card.list.rows.index(0, 2).data() == "Verified"
    assert card.now_button.isEnabled()


def test_it_can_be_stopped_and_leaves_nothing(folder: Path, card: BackupsCard, qtbot: QtBot) -> None:
    QTest.mouseClick(card.now_button, Qt.MouseButton.LeftButton)
    assert not card.now_button.isEnabled()
    QTest.mouseClick(card.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.answer.words == "Stopped. Nothing was written.", timeout=LONG)
    assert files(folder) == []
    assert card.now_button.isEnabled()
    assert not card.stop_button.isVisible()


def test_one_that_was_damaged_is_shown_and_is_not_restored(
    partnering: Five, folder: Path, card: BackupsCard, qtbot: QtBot
) -> None:
    press_now(card, qtbot)
    with files(folder)[0].open("r+b") as opened:
        opened.seek(-50, 2)
        opened.write(b"worn")
    card.refresh()
    qtbot.waitUntil(lambda: [row.state for row in listed(card)] == ["Not verified"], timeout=LONG)
    restore(card, qtbot, lambda dialog: dialog.verb.click())
    qtbot.waitUntil(lambda: "was changed or damaged since it was verified" in card.answer.words, timeout=LONG)
    assert not list(partnering.register.path.parent.glob("*restored*"))


def test_a_folder_that_is_away_is_said(folder: Path, card: BackupsCard, qtbot: QtBot) -> None:
    press_now(card, qtbot)
    folder.rename(folder.with_name("in a drawer"))
    card.refresh()
    qtbot.waitUntil(lambda: f"{folder}, is not there" in card.answer.words, timeout=LONG)
    assert listed(card) == ()
    QTest.mouseClick(card.now_button, Qt.MouseButton.LeftButton)
    assert card.answer.words == ""
    qtbot.waitUntil(lambda: f"{folder}, is not there" in card.answer.words, timeout=LONG)


def restore(card: BackupsCard, qtbot: QtBot, act: Callable[[RestoreDialog], object]) -> None:
    """Choose the newest backup, ask for it to be restored, and do something in the dialog."""
    asked: list[RestoreDialog] = []

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, RestoreDialog)
        asked.append(dialog)
        act(dialog)

    card.list.choose([0])
    assert card.restore_button.isEnabled()
    in_dialog(answer)
    QTest.mouseClick(card.restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked) and not asked[0].isVisible(), timeout=LONG)


def test_what_differs_is_said_before_anything_is_restored(
    partnering: Five, folder: Path, card: BackupsCard, qtbot: QtBot
) -> None:
    record(partnering.register)
    press_now(card, qtbot)
    record(partnering.register, "Send the rent figures")
    said: list[str] = []

    def read(dialog: RestoreDialog) -> None:
        said.extend(words_of(dialog))
        dialog.cancel.click()

    restore(card, qtbot, read)
    assert any(words.startswith("The register has 2, last: ") and "The backup has 1, last: " in words for words in said)
    assert not list(partnering.register.path.parent.glob("*restored*"))


def test_a_backup_is_restored_to_a_new_file(partnering: Five, folder: Path, card: BackupsCard, qtbot: QtBot) -> None:
    press_now(card, qtbot)
    restore(card, qtbot, lambda dialog: dialog.verb.click())
    qtbot.waitUntil(lambda: card.answer.words.startswith("Written and verified"), timeout=LONG)
    (restored,) = partnering.register.path.parent.glob("*restored*.desk")
    assert card.answer.words == f"Written and verified: {restored.name}."


# in the window, which opens what was restored


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five, folder: Path) -> MainWindow:
    record(partnering.register)
    back_up(partnering.register, folder)
    record(partnering.register, "Send the rent figures")
    made = MainWindow(appearance, clock, places_built())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.show_register(partnering.register)
    return made


def at(window: MainWindow) -> Register:
    assert window.workplace is not None
    return window.workplace.register


def in_settings(window: MainWindow, qtbot: QtBot) -> BackupsCard:
    window.go("settings")
    assert window.workplace is not None
    page = window.workplace.page("settings")
    assert isinstance(page, SettingsPage)
    qtbot.waitUntil(lambda: bool(listed(page.backups)), timeout=LONG)
    return page.backups


def leave(window: MainWindow, qtbot: QtBot) -> None:
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)


def test_the_restored_register_is_opened_beside_the_other(window: MainWindow, qtbot: QtBot) -> None:
    before = at(window).path
    card = in_settings(window, qtbot)
    restore(card, qtbot, lambda dialog: dialog.verb.click())
    qtbot.waitUntil(lambda: card.answer.words.startswith("Written and verified"), timeout=LONG)
    assert card.answer.isVisible()
    QTest.mouseClick(button_of(card.answer, "Open it"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.workplace is not None and at(window).path != before, timeout=LONG)
    assert at(window).path.stem.endswith("restored")
    assert len(action_rows(at(window))) == 1
    leave(window, qtbot)


def test_it_is_put_in_the_registers_place_and_that_one_is_kept_beside(
    window: MainWindow, partnering: Five, qtbot: QtBot
) -> None:
    path = partnering.register.path
    card = in_settings(window, qtbot)

    def in_place(dialog: RestoreDialog) -> None:
        dialog.in_place.setChecked(True)
        dialog.verb.click()

    restore(card, qtbot, in_place)
    qtbot.waitUntil(lambda: window.workplace is not None and at(window) is not partnering.register, timeout=LONG)
    assert at(window).path == path
    assert len(action_rows(at(window))) == 1
    assert [one.name for one in path.parent.glob("*replaced*.desk")] == ["five replaced 2026-11-19 10-42-00.desk"]
    leave(window, qtbot)
