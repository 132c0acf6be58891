"""A register that is left is backed up: when the window closes, and when another register takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.backups import back_up, backups
from partnering_desk.app.register import create_register
from partnering_desk.ui.shell.closing import Closing
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import Five
from tests.ui.backed import drive, files, record, slow
from tests.ui.showing import button_of, in_dialog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return drive(tmp_path)


def gone(qtbot: QtBot, window: QWidget) -> None:
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=20_000)


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Close the window, and press a button of the dialog that it waits with."""
    pressed: list[QDialog] = []

    def act(dialog: QDialog) -> None:
        button_of(dialog, name).click()
        pressed.append(dialog)

    in_dialog(act)
    window.close()
    qtbot.waitUntil(lambda: bool(pressed), timeout=20_000)


def test_a_window_that_closes_leaves_a_verified_backup(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    window.close()
    gone(qtbot, window)
    (row,) = backups(partnering.register, folder)
    assert row.verified
    assert window.workplace is None


def test_when_nothing_was_recorded_since_the_last_none_is_written(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    back_up(partnering.register, folder)
    window.close()
    gone(qtbot, window)
    assert len(files(folder)) == 1


def test_what_was_recorded_since_the_last_is_in_a_new_one(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    back_up(partnering.register, folder)
    record(partnering.register)
    window.close()
    gone(qtbot, window)
    newest, before = backups(partnering.register, folder)
    assert newest.head is not None
    assert before.head is not None
    assert newest.head.number > before.head.number


def test_a_folder_that_is_away_keeps_nobody_from_closing(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    folder.rmdir()
    window.close()
    gone(qtbot, window)


def test_a_folder_that_is_slow_is_shown_and_can_be_left_without_backup(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    back_up(partnering.register, folder)
    record(partnering.register)
    with slow(folder):
        press(qtbot, window, "Close without backup")
        assert not window.isVisible()
    assert len(files(folder)) == 1


def test_who_stays_works_on_and_is_backed_up_when_they_close_again(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    back_up(partnering.register, folder)
    record(partnering.register)
    with slow(folder):
        press(qtbot, window, "Stay")
        assert window.isVisible()
    record(partnering.register, "Send the rent figures")
    window.close()
    gone(qtbot, window)
    assert len(files(folder)) == 2


def test_escape_stays(window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot) -> None:
    back_up(partnering.register, folder)
    with slow(folder):
        in_dialog(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        window.close()
        qtbot.waitUntil(lambda: not window.findChildren(Closing), timeout=20_000)
        assert window.isVisible()
        press(qtbot, window, "Close without backup")


def test_who_closes_twice_is_told_at_once_what_is_waited_for(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    back_up(partnering.register, folder)
    with slow(folder):
        window.close()
        (closing,) = window.findChildren(Closing)
        assert not closing.isVisible()
        window.close()
        assert closing.isVisible()
        assert closing.words.text() == "Looking at the folder"
        button_of(closing, "Close without backup").click()
    assert not window.isVisible()


def test_control_f4_backs_up_behind_the_welcome_page(
    window: MainWindow, partnering: Five, folder: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ControlModifier)
    assert window.welcome().isVisible()
    qtbot.waitUntil(lambda: [row.verified for row in backups(partnering.register, folder)] == [True], timeout=20_000)
    window.close()
    assert not window.isVisible()


def test_the_register_that_another_takes_the_place_of_is_backed_up(
    window: MainWindow, partnering: Five, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window.show_register(create_register(tmp_path / "coast.desk"))
    qtbot.waitUntil(lambda: [row.verified for row in backups(partnering.register, folder)] == [True], timeout=20_000)
    window.close_register()
    window.close()


def test_that_the_folder_is_away_is_said_behind_too(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    folder.rmdir()
    window.close_register()
    qtbot.waitUntil(lambda: f"{folder}, is not there" in window.welcome().notice.words)
    window.close()
