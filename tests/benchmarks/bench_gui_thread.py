"""The longest call on the screen's thread in real use of the window on the sample, place by place and step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from partnering_desk.app.meetings import MeetingRow, Step, meeting_rows
from partnering_desk.app.stages import Stage
from partnering_desk.ui.calendar.page import CalendarPage
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.meetings.minutes import MinutesPage
from partnering_desk.ui.meetings.prepare import PreparePage
from partnering_desk.ui.meetings.workspace import MeetingWorkspace
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.run import begin, clock_on
from partnering_desk.ui.shell.tidier import Tidier
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.shell.workplace import Workplace
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.dialog import Dialog
from tests.benchmarks.printed import show
from tests.benchmarks.stall_meter import StallMeter

MOST = 0.05
"""Seconds that no call should last."""


class Use:
    """Somebody at the window, and the meter beside them."""

    def __init__(self, qtbot: QtBot, window: MainWindow, meter: StallMeter) -> None:
        self.qtbot, self.window, self.meter = qtbot, window, meter

    @property
    def work(self) -> Workplace:
        assert self.window.workplace is not None
        return self.window.workplace

    def rest(self) -> None:
        """Wait until nothing is under way and what was posted has been shown."""
        self.qtbot.wait(40)
        self.qtbot.waitUntil(lambda: not any(one.busy for one in self.window.findChildren(Worker)), timeout=30_000)
        self.qtbot.wait(40)

    def do(self, what: str, act: Callable[[], object]) -> None:
        """Do something as a person does, in one call, and wait for all that follows."""
        self.meter.what = what
        with self.meter.doing():
            act()
        self.rest()

    def dialog(self, what: str, act: Callable[[], object], answer: Callable[[QDialog], object] | None = None) -> None:
        """Open a dialog, answer it (or cancel), and wait."""
        seen: list[QDialog] = []

        def look() -> None:
            found = QApplication.activeModalWidget()
            if isinstance(found, QDialog) and found.isVisible():
                timer.stop()
                seen.append(found)
                self.meter.what = f"{what}: answered"
                (answer or (lambda one: one.reject()))(found)

        timer = QTimer(self.window, interval=80)
        timer.timeout.connect(look)
        timer.start()
        self.meter.what = f"{what}: opened"
        QTimer.singleShot(0, self.window, act)
        self.qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None, timeout=20_000)
        self.rest()

    def keys(self, what: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget() or self.window
        self.do(what, lambda: QTest.keyClick(focused, key, modifier))

    def type(self, what: str, text: str) -> None:
        """Type letter by letter."""
        for letter in text:
            focused = QApplication.focusWidget() or self.window
            self.meter.what = what
            with self.meter.doing():
                QTest.keyClicks(focused, letter)
            self.qtbot.wait(5)
        self.qtbot.wait(700)
        self.rest()

    def step(self) -> object:
        page = self.work.shown_page()
        assert isinstance(page, MeetingWorkspace)
        return page.step


@pytest.fixture
def use(qtbot: QtBot, qapp: QApplication, sample: Path) -> Iterator[Use]:
    tidier = Tidier(qapp)
    window = MainWindow(Appearance(qapp), clock_on(date(2026, 11, 19)))
    qtbot.addWidget(window)
    meter = StallMeter(qapp)
    meter.what = "the window opens"
    begin(window, sample)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=20_000)
    window.activateWindow()
    one = Use(qtbot, window, meter)
    one.rest()
    meter.what = "the other pages are made ready"
    qtbot.wait(3000)
    one.rest()
    yield one
    meter.stop()
    window.close()
    tidier.deleteLater()


def of_stage(use: Use, *stages: Stage) -> MeetingRow:
    """The next or latest meeting that is so far."""
    rows = [one for one in meeting_rows(use.work.register) if one.stage in stages]
    return max(rows, key=lambda one: one.starts) if stages[0] is Stage.CONFIRMED else min(rows, key=lambda o: o.starts)


def send(dialog: QDialog) -> None:
    """Press the button that a dialog is for."""
    assert isinstance(dialog, Dialog)
    dialog.verb.click()
    if dialog.isVisible():
        dialog.reject()


def walk_places(use: Use) -> None:
    places = [name for name, place in use.work.places.items() if place.rail]
    for name in places:
        use.do(f"{name}, first", partial(use.work.navigator.go, name))
    for name in places:
        use.do(f"{name}, again", partial(use.work.navigator.go, name))


def walk_steps(use: Use) -> None:
    for stage in (Stage.PLANNED, Stage.AGENDA, Stage.MINUTES, Stage.CIRCULATED, Stage.CONFIRMED):
        found = [one for one in meeting_rows(use.work.register) if one.stage is stage]
        if not found:
            continue
        for step in Step:
            where = f"{found[0].id}/{step.value}"
            use.do(f"{stage.words}: {step.value}", partial(use.work.navigator.go, "meeting", where))


def hold_a_meeting(use: Use) -> None:
    row = of_stage(use, Stage.AGENDA, Stage.PLANNED)
    use.do("prepare a meeting", lambda: use.work.navigator.go("meeting", f"{row.id}/prepare"))
    page = use.step()
    assert isinstance(page, PreparePage)
    use.do("prepare: an item added", lambda: page.add("Repairs before the winter"))
    use.do("prepare: circulated", page.circulate)
    use.do("meet, first", lambda: use.work.navigator.go("meeting", f"{row.id}/meet"))
    meet = use.step()
    assert isinstance(meet, MeetPage)
    use.dialog("meet: opened before its day", meet.open_or_close, send)
    meet.people.list.setFocus()
    for at in range(meet.people.list.count()):
        meet.people.list.setCurrentRow(at)
        use.keys("meet: presence", Qt.Key.Key_P)
    for _ in range(3):
        use.do("meet: next item", lambda: meet.step_by(1))
        use.type("meet: typing notes", "The **report** was taken as read.")
    use.do("meet: a decision's form", meet.put_decision)
    meet.item.line.setFocus()
    use.type("meet: typing an action", "send the report / Amadi / 4 dec")
    use.keys("meet: an action kept", Qt.Key.Key_Return)
    use.dialog("meet: next date", meet.next_date)
    use.dialog("meet: closed", meet.open_or_close, send)


def send_minutes(use: Use) -> None:
    row = of_stage(use, Stage.MINUTES)
    use.do("minutes, first", lambda: use.work.navigator.go("meeting", f"{row.id}/minutes"))
    page = use.step()
    assert isinstance(page, MinutesPage)
    use.dialog("minutes: sent", page.circulate, send)


def other_dialogs(use: Use) -> None:
    use.work.navigator.go("calendar")
    use.rest()
    page = use.work.shown_page()
    assert isinstance(page, CalendarPage)
    use.dialog("calendar: a series", page.propose, send)
    use.dialog("search everything", use.window.show_palette)
    use.dialog("recording as", use.window.ask_who)


def test_no_call_on_the_screens_thread_lasts_over_50_ms(use: Use) -> None:
    walk_places(use)
    walk_steps(use)
    hold_a_meeting(use)
    send_minutes(use)
    other_dialogs(use)
    longest = use.meter.longest()
    over = 0
    for what, turn in sorted(longest.items(), key=lambda one: -one[1].work):
        over += turn.work > MOST
        show(what, turn.work, MOST, f"{turn.where}" if turn.work > MOST / 2 else "")
    print(f"{over} of {len(longest)} things done took longer than {MOST * 1000:.0f} ms in one call")
