from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app.faults import Fault
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.run import begin, clock_on, require_screen
from partnering_desk.ui.shell.welcome import Welcome
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import Clock, Five
from tests.ui.shell.boards import PLACES


def test_the_window_stands_before_the_register_is_opened(
    qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five
) -> None:
    window = MainWindow(appearance, clock, PLACES)
    qtbot.addWidget(window)
    begin(window, partnering.register.path)
    assert window.isVisible()
    assert window.workplace is None
    qtbot.waitUntil(lambda: window.workplace is not None)
    window.close()


def test_without_a_register_the_welcome_page_offers_them(
    qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five
) -> None:
    first = MainWindow(appearance, clock, PLACES)
    qtbot.addWidget(first)
    begin(first, None)
    assert first.welcome().isVisible()
    first.open_path(partnering.register.path)
    qtbot.waitUntil(lambda: first.workplace is not None)
    first.close()
    again = Welcome()
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.open_wanted) as wanted:
        opener = next(one for one in again.findChildren(QPushButton) if one.text() == "five")
        QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert wanted.args == [partnering.register.path]


def test_a_register_that_cannot_be_opened_is_said_on_the_page(
    qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five
) -> None:
    window = MainWindow(appearance, clock, PLACES)
    qtbot.addWidget(window)
    begin(window, partnering.register.path.with_name("gone.desk"))
    qtbot.waitUntil(lambda: "gone.desk" in window.welcome().notice.words)
    assert window.welcome().isVisible()
    window.close()


def test_the_desk_can_be_shown_as_on_another_day() -> None:
    assert abs(clock_on(None)() - datetime.now()).total_seconds() < 60
    shown = clock_on(date(2026, 11, 19))()
    assert shown.date() == date(2026, 11, 19)
    assert isinstance(shown, datetime)


def test_where_there_is_no_screen_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(Fault, match="no screen here"):
        require_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    require_screen()
