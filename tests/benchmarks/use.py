"""Somebody at the window, and the meter beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.shell.workplace import Workplace
from partnering_desk.ui.widgets.background import Worker
from tests.benchmarks.stall_meter import StallMeter

P = TypeVar("P", bound=QWidget)


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

    def dialog(self, what: str, act: Callable[[], object], answer: Callable[[QDialog], object] | None = None) -> None:
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
        self.qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None, timeout=20_000)
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
