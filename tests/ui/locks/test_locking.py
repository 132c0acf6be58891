"""A window locked by hand, by idleness and with a dialog open: covered, its key forgotten, and opened where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app import passphrase
from partnering_desk.app.actions import ActionDetails, add
from partnering_desk.app.mail_settings import MailSettings, Security
from partnering_desk.app.register import create_register
from partnering_desk.records import connecting
from partnering_desk.ui import preferences
from partnering_desk.ui.locks import idle
from partnering_desk.ui.locks.ask import AskPassphrase
from partnering_desk.ui.locks.locking import Locking
from partnering_desk.ui.outbox.password import known_password, remember
from partnering_desk.ui.outbox.sender import Sender
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.keeper import Keeper
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import SECRETARY, Clock, build
from tests.ui.showing import in_dialog

WORDS = "eleven grey herons"
SECRET = "Send the voids figures"
LONG = 20_000


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The five boroughs with one action, under a passphrase that nobody has given yet."""
    clock = Clock()
    register = create_register(tmp_path / "five.desk", SECRETARY, clock)
    build(register, clock)
    register.partnering_id = 1
    add(register, ActionDetails(SECRET, (), "Arlington Road", None, "by Christmas"), 1)
    passphrase.set_passphrase(register, WORDS)
    register.close()
    passphrase.lock()
    return register.path


@pytest.fixture
def closed_window(appearance: Appearance) -> Iterator[MainWindow]:
    made = MainWindow(appearance, Clock())
    made.show_welcome()
    made.show()
    yield made
    made.close()
    made.deleteLater()


def type_passphrase(dialog: QDialog, words: str) -> None:
    assert isinstance(dialog, AskPassphrase)
    dialog.field.line.clear()
    QTest.keyClicks(dialog.field.line, words)
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)


@pytest.fixture
def window(closed_window: MainWindow, locked: Path, qtbot: QtBot) -> MainWindow:
    """The window with the register open, at the register of actions."""
    in_dialog(lambda dialog: type_passphrase(dialog, WORDS))
    closed_window.open_path(locked)
    qtbot.waitUntil(lambda: closed_window.workplace is not None, timeout=LONG)
    closed_window.go("actions")
    qtbot.waitUntil(lambda: SECRET in everything_read_out(closed_window), timeout=LONG)
    return closed_window


def locking(window: MainWindow) -> Locking:
    found = window.findChild(Locking)
    assert isinstance(found, Locking)
    return found


def lock_up(window: MainWindow, qtbot: QtBot) -> Locking:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    made = locking(window)
    assert made.locked
    qtbot.waitUntil(lambda: made.key_dropped, timeout=LONG)
    return made


def unlock(made: Locking, qtbot: QtBot, words: str = WORDS) -> None:
    assert made.dialog is not None
    type_passphrase(made.dialog, words)
    qtbot.waitUntil(lambda: not made.locked, timeout=LONG)


def everything_read_out(*windows: QWidget) -> str:
    """Every name, value and description that a screen reader can reach from the windows."""
    said: list[str] = []

    def read(one: QAccessibleInterface | None) -> None:
        if one is None or not one.isValid():
            return
        said.extend(one.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
        for number in range(one.childCount()):
            read(one.child(number))

    for window in windows:
        read(QAccessible.queryAccessibleInterface(window))
    return "\n".join(said)


def listed(window: QWidget) -> list[str]:
    """What stands in the tables that are seen."""
    models = [one.model() for one in window.findChildren(QTableView) if one.isVisible()]
    return [
        str(model.index(row, column).data())
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def seen(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_a_locked_register_opens_by_its_passphrase_typed_in_the_window(window: MainWindow) -> None:
    assert window.workplace is not None
    assert window.windowTitle().startswith("five")


def test_a_wrong_passphrase_is_said_in_the_dialog_and_can_be_typed_again(
    closed_window: MainWindow, locked: Path, qtbot: QtBot
) -> None:
    def wrong_then_right(dialog: QDialog) -> None:
        type_passphrase(dialog, "eleven gray herons")
        assert isinstance(dialog, AskPassphrase)
        qtbot.waitUntil(lambda: bool(dialog.notice.words), timeout=LONG)
        assert dialog.notice.words == "That is not the passphrase of five.desk, or the file is damaged or no register."
        assert dialog.field.line.selectedText() == "eleven gray herons"
        type_passphrase(dialog, WORDS)

    in_dialog(wrong_then_right)
    closed_window.open_path(locked)
    qtbot.waitUntil(lambda: closed_window.workplace is not None, timeout=LONG)


def test_who_does_not_know_it_is_back_where_they_were(closed_window: MainWindow, locked: Path, qtbot: QtBot) -> None:
    left: list[bool] = []

    def leave(dialog: QDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        left.append(True)

    in_dialog(leave)
    closed_window.show_waiting(locked)
    closed_window.open_path(locked)
    qtbot.waitUntil(lambda: bool(left), timeout=LONG)
    qtbot.waitUntil(lambda: closed_window.welcome().isVisible(), timeout=LONG)
    assert closed_window.workplace is None


def test_ctrl_l_covers_everything_forgets_the_key_and_closes_the_file(window: MainWindow, qtbot: QtBot) -> None:
    made = lock_up(window, qtbot)
    assert made.dialog is not None
    assert SECRET not in everything_read_out(window, made.dialog)
    assert SECRET not in seen(window)
    assert window.workplace is not None
    assert not window.workplace.isVisible()
    assert window.workplace.window() is not window
    path = window.workplace.register.path
    assert passphrase.is_locked(path)
    assert not path.with_name(f"{path.name}-wal").exists()  # nobody has it open
    assert QApplication.activeModalWidget() is made.dialog
    unlock(made, qtbot)


def test_a_menu_that_told_what_was_done_last_tells_it_no_more(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None
    add(window.workplace.register, ActionDetails("Count the keys", (), "Arlington Road", None, "soon"), 1)
    undo = next(one for one in window.actions_everywhere if one.text() == "&Undo")
    menu = next(one for one in window.findChildren(QMenu) if undo in one.actions())
    window.menuBar().show()
    menu.popup(window.pos())
    qtbot.waitUntil(menu.isVisible, timeout=LONG)
    told = undo.text()
    assert "action A-2" in told
    window.lock()
    assert not menu.isVisible()
    assert told not in [one.text() for one in window.actions_everywhere]
    qtbot.waitUntil(lambda: locking(window).key_dropped, timeout=LONG)
    unlock(locking(window), qtbot)


def test_no_key_reaches_what_is_covered(window: MainWindow, qtbot: QtBot) -> None:
    made = lock_up(window, qtbot)
    assert made.dialog is not None
    for keys in (Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_O, Qt.Key.Key_1):
        QTest.keyClick(made.dialog, keys, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(made.dialog, Qt.Key.Key_Escape)
    for _ in range(8):
        QTest.keyClick(made.dialog, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.window() is made.dialog
    assert made.locked
    assert made.dialog.isVisible()
    assert QApplication.activeModalWidget() is made.dialog
    unlock(made, qtbot)


def test_the_passphrase_opens_it_where_the_person_was(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workplace is not None
    page, place = window.workplace.shown_page(), window.workplace.navigator.place
    field = page.search_field() if page is not None else None
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "voids")
    made = lock_up(window, qtbot)
    unlock(made, qtbot)
    assert window.workplace.shown_page() is page
    assert window.workplace.navigator.place == place
    assert field.text() == "voids"
    assert page is not None
    assert page.isVisible()
    qtbot.waitUntil(lambda: SECRET in listed(window), timeout=LONG)
    qtbot.waitUntil(lambda: window.focusWidget() is field, timeout=LONG)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.workplace.navigator.place != place


def test_a_wrong_one_unlocks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    made = lock_up(window, qtbot)
    dialog = made.dialog
    assert dialog is not None
    type_passphrase(dialog, "eleven gray herons")
    qtbot.waitUntil(lambda: "not the passphrase" in dialog.notice.words, timeout=LONG)
    assert made.locked
    unlock(made, qtbot)


def test_after_it_was_unlocked_it_records_as_before(window: MainWindow, qtbot: QtBot) -> None:
    unlock(lock_up(window, qtbot), qtbot)
    assert window.workplace is not None
    add(window.workplace.register, ActionDetails("Count the keys", (), "Arlington Road", None, "soon"), 1)
    qtbot.waitUntil(lambda: "Count the keys" in listed(window), timeout=LONG)


def test_a_dialog_that_is_open_is_covered_and_comes_back_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    seen_then: list[str] = []

    def lock_over(dialog: QDialog) -> None:
        try:
            lock_and_unlock(dialog)
        finally:
            dialog.close()  # whatever fails, the test goes on to say so

    def lock_and_unlock(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.end(False)
        QTest.keyClicks(line, " and others")
        window.lock()
        made = locking(window)
        qtbot.waitUntil(lambda: made.key_dropped, timeout=LONG)
        assert dialog.windowTitle() == "Locked"
        assert "and others" not in everything_read_out(dialog)
        assert dialog.findChildren(QLineEdit) == []
        unlock(made, qtbot)
        assert dialog.windowTitle() == "Recording as"
        qtbot.waitUntil(line.isVisible, timeout=LONG)
        qtbot.waitUntil(lambda: dialog.focusWidget() is line, timeout=LONG)
        seen_then.append(line.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    window.record_as("M. Okafor")
    in_dialog(lock_over)
    window.ask_who()
    assert seen_then == ["M. Okafor and others"]
    assert preferences.text("who") == "M. Okafor and others"


def test_the_window_locks_itself_when_nobody_touches_it(window: MainWindow, qtbot: QtBot) -> None:
    watcher = window.findChild(idle.Idleness)
    assert isinstance(watcher, idle.Idleness)
    watcher.watch(0.2)
    qtbot.waitUntil(lambda: window.findChild(Locking) is not None and locking(window).locked, timeout=LONG)
    unlock(locking(window), qtbot)


def test_a_locked_window_knows_no_password_of_the_mail_server(window: MainWindow, qtbot: QtBot) -> None:
    settings = MailSettings("localhost", 587, Security.TLS, "m.okafor", "M. Okafor", "m.okafor@rbkc.example")
    assert not remember(settings, "quarterly-figures")  # there is no keyring in these tests
    assert known_password(settings) == "quarterly-figures"
    made = lock_up(window, qtbot)
    assert known_password(settings) is None
    unlock(made, qtbot)


def test_nothing_is_sent_or_backed_up_by_itself_while_it_is_locked(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.findChild(Sender) is not None and window.findChild(Keeper) is not None, timeout=LONG)

    def beats() -> list[bool]:
        made = [window.workplace.findChild(kind) for kind in (Sender, Keeper)] if window.workplace else []
        return [beat.isActive() for one in made if one is not None for beat in one.findChildren(QTimer)]

    assert beats() == [True, True]
    made = lock_up(window, qtbot)
    assert beats() == [False, False]
    unlock(made, qtbot)
    assert beats() == [True, True]


def test_a_locked_window_closes_and_the_register_opens_again(window: MainWindow, locked: Path, qtbot: QtBot) -> None:
    made = lock_up(window, qtbot)
    assert made.dialog is not None
    QTest.mouseClick(made.dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    assert window.workplace is None
    assert not connecting.is_locked(locked.with_name("nothing.desk"))
    assert passphrase.is_locked(locked)
    passphrase.unlock(locked, WORDS)


def test_a_register_without_a_passphrase_is_not_locked(appearance: Appearance, tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(appearance, Clock())
    window.show()
    window.new_path(tmp_path / "plain.desk")
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=LONG)
    window.lock()
    assert window.findChild(Locking) is None
    assert "has no passphrase, so it cannot be locked" in seen(window)
    window.close()
    window.deleteLater()


@pytest.mark.parametrize(("kept", "minutes"), [(0, 0), (20, 20), (100_000, idle.MOST), (-3, 0)])
def test_the_minutes_are_this_persons(kept: int, minutes: int) -> None:
    assert idle.minutes() == idle.USUAL
    idle.keep_minutes(kept)
    assert idle.minutes() == minutes
