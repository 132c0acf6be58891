"""Somebody at the window, and the meter beside them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.__main__ import OFTEN
from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.shell.run import begin, clock_on
from partnering_desk.ui.shell.tidier import Tidier
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.shell.workplace import Workplace
from partnering_desk.ui.widgets.background import Worker
from tests.benchmarks.printed import show
from tests.benchmarks.stall_meter import StallMeter

P = TypeVar("P", bound=QWidget)
MOST = 0.05
"""Seconds that no call on the screen's thread should last."""


class Use:
    """Does with a window what a person does, each under the words by which its times are printed."""

    def __init__(self, qtbot: QtBot, window: MainWindow, meter: StallMeter) -> None:
        self.qtbot, self.window, self.meter = qtbot, window, meter

    @property
    def work(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    def page(self, kind: type[P], within: Page | None = None) -> P:
        """The page shown, or the widget of that kind within it."""
        page = within or self.work.shown_page()
        found = page if isinstance(page, kind) else page.findChild(kind) if page is not None else None
        assert isinstance(found, kind)
        return found

    def rest(self) -> None:
        """Wait until nothing is under way and what was posted has been shown."""
        self.qtbot.wait(40)
        self.qtbot.waitUntil(lambda: not any(one.busy for one in self.window.findChildren(Worker)), timeout=30_000)
        self.qtbot.wait(40)

    def go(self, what: str, place: str, subject: str | int | None = None) -> None:
        """Go to a place, and wait for all that is shown there."""
        self.do(what, lambda: self.work.navigator.go(place, subject))

    def do(self, what: str, act: Callable[[], object]) -> None:
        """Do something as a person does, in one call, and wait for all that follows."""
        self.meter.what = what
        with self.meter.doing():
            act()
        self.rest()

    def dialog(
        self,
        what: str,
        act: Callable[[], object],
        answer: Callable[[QDialog], object] | None = None,
        patience: int = 20_000,
    ) -> None:
        """Open a dialog, answer it (or cancel), wait for what that began, and leave the dialog if it is there still."""
        seen: list[QDialog] = []

        def look() -> None:
            found = QApplication.activeModalWidget()
            if not isinstance(found, QDialog) or any(one.busy for one in found.findChildren(Worker)):
                return
            answers = answer if answer and found not in seen else QDialog.reject
            seen.append(found)
            self.meter.what = f"{what}: answered"
            answers(found)

        timer = QTimer(self.window, interval=80)
        timer.timeout.connect(look)
        timer.start()
        self.meter.what = f"{what}: opened"
        QTimer.singleShot(0, self.window, act)
        self.qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None, timeout=patience)
        timer.stop()
        self.rest()

    def twice(self, what: str, act: Callable[[], object]) -> None:
        """Open a dialog and leave it, for the first time and again."""
        self.dialog(what, act)
        self.dialog(f"{what}, again", act)

    def keys(self, what: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget() or self.window
        self.do(what, lambda: QTest.keyClick(focused, key, modifier))

    def type(self, what: str, text: str, where: QWidget | None = None) -> None:
        """Type letter by letter, where the keyboard is or in a field."""
        if where is not None:
            where.setFocus()
        for letter in text:
            focused = where or QApplication.focusWidget() or self.window
            self.meter.what = what
            with self.meter.doing():
                QTest.keyClicks(focused, letter)
            self.qtbot.wait(5)
        self.qtbot.wait(700)
        self.rest()


@contextmanager
def in_use(qtbot: QtBot, application: QApplication, register: Path) -> Iterator[Use]:
    """The window on a register, its pages made ready, under the meter."""
    usual = gc.get_threshold()
    gc.set_threshold(*OFTEN)  # as the way in does
    tidier, look = Tidier(application), Appearance(application)
    window = MainWindow(look, clock_on(date(2026, 11, 19)))
    meter = StallMeter(application)
    meter.what = "the window opens"
    begin(window, register)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=20_000)
    window.activateWindow()
    one = Use(qtbot, window, meter)
    one.rest()
    meter.what = "the other pages are made ready"
    qtbot.wait(3000)
    one.rest()
    yield one
    meter.stop()
    window.close_register()
    one.rest()
    window.close()
    window.deleteLater()
    qtbot.wait(100)  # it goes now, and not in the time of what is measured next
    look.choose_colours(Colours.SYSTEM)
    look.usual()
    tidier.deleteLater()
    gc.set_threshold(*usual)


def say(meter: StallMeter, most: float) -> None:
    """Print the longest turn of each thing done, where it is more than half of what it may be."""
    longest = sorted(meter.longest().items(), key=lambda one: -one[1].work)
    for what, turn in longest:
        if turn.work > most / 2:
            show(what, turn.work, most, turn.where)
    over = sum(turn.work > most for _, turn in longest)
    print(f"{over} of {len(longest)} things done took longer than {most * 1000:.0f} ms in one call")
