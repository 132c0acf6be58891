"""A register that another program has open: offered to be read, read on every page, and taken over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from partnering_desk.app import actions
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.backup_place import choose_folder
from partnering_desk.app.meetings import Step
from partnering_desk.app.register import read_register
from partnering_desk.ui import preferences
from partnering_desk.ui.meetings.workspace import MeetingWorkspace
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.places import PLACES, SET_UP
from partnering_desk.ui.shell.reader import Reader
from partnering_desk.ui.shell.run import begin
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.shell.workplace import Workplace
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.notice import Notice
from tests.another_program import AnotherProgram, another_program
from tests.ui.showing import button_of, wait_for_answer, words_of

READING = "Reading only: J. Amadi has it open on DESK-3 since 09:12."


def now() -> datetime:
    return datetime(2026, 11, 19, 14)


@pytest.fixture
def other(sample: Path) -> Iterator[AnotherProgram]:
    with another_program(sample) as running:
        yield running


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance) -> Iterator[MainWindow]:
    preferences.keep("who", "M. Okafor")
    made = MainWindow(appearance, now)
    qtbot.addWidget(made)
    yield made
    made.close()
    made.deleteLater()


def at(window: MainWindow) -> Workplace:
    assert window.workplace is not None
    return window.workplace


def answer(window: MainWindow, verb: str, qtbot: QtBot) -> list[str]:
    """Press a button of the dialog that comes, and give what the dialog says."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog) and not said:
            said.extend(words_of(dialog))
            QTest.mouseClick(button_of(dialog, verb), Qt.MouseButton.LeftButton)

    watch = QTimer(window)
    watch.timeout.connect(look)
    watch.start(5)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    watch.stop()
    return said


def opened_to_read(window: MainWindow, sample: Path, qtbot: QtBot) -> Workplace:
    begin(window, sample)
    answer(window, "Open to read", qtbot)
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=20_000)
    return at(window)


def test_the_second_window_says_who_has_it_open_and_opens_it_to_read(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot
) -> None:
    begin(window, sample)
    said = answer(window, "Open to read", qtbot)
    assert said[0] == "sample is in use"
    assert said[1].startswith("sample is in use: J. Amadi has it open on DESK-3 since 09:12. You can open it to read")
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=20_000)
    bar = at(window).topbar
    assert bar.band.isVisible()
    assert bar.band.words == READING
    assert bar.who.text() == ""


def test_who_would_rather_not_read_is_on_the_first_page(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot
) -> None:
    begin(window, sample)
    answer(window, "Cancel", qtbot)
    qtbot.waitUntil(lambda: window.welcome().isVisible())
    assert window.workplace is None


def test_every_page_can_be_read_and_says_that_it_only_is(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot
) -> None:
    place = opened_to_read(window, sample, qtbot)
    for one in PLACES:
        if one.name in (SET_UP, "meeting"):
            continue
        place.navigator.go(one.name)
        page = place.shown_page()
        assert page is not None
        wait_for_answer(page)
        assert place.topbar.band.isVisible()
        assert complaints(place) == [], one.name
    for step in Step:
        place.navigator.go("meeting", f"1/{step.value}")
        page = place.shown_page()
        assert isinstance(page, MeetingWorkspace)
        assert page.step is not None
        wait_for_answer(page.step)
        assert place.topbar.band.isVisible()
        assert complaints(place) == [], step


def complaints(place: Workplace) -> list[str]:
    """Refusals on the screen, apart from the line of the bar."""
    bands = [one for one in place.findChildren(Notice) if one.isVisible() and one is not place.topbar.band]
    return [one.words for one in bands if "Reading only" in one.words]


def test_what_would_be_recorded_is_refused_in_one_sentence(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot
) -> None:
    place = opened_to_read(window, sample, qtbot)
    page = place.shown_page()
    assert page is not None
    assert attempt(page, actions.add, place.register, ActionDetails("Visit the hostel")) is None
    assert complaints(place) == [f"{READING} Nothing was changed."]


def test_nothing_is_sent_or_backed_up_by_itself(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    choose_folder(drive)
    place = opened_to_read(window, sample, qtbot)
    qtbot.waitUntil(lambda: bool(place.findChildren(Reader)), timeout=20_000)
    assert {type(one).__name__ for one in place.children()}.isdisjoint({"Sender", "Keeper"})
    window.close()
    assert not window.isVisible()
    assert list(drive.iterdir()) == []


def test_what_the_other_records_is_shown_and_when_it_has_closed_the_reader_takes_over(
    window: MainWindow, sample: Path, other: AnotherProgram, qtbot: QtBot
) -> None:
    place = opened_to_read(window, sample, qtbot)
    qtbot.waitUntil(lambda: bool(place.findChildren(Reader)), timeout=20_000)
    reader = place.findChildren(Reader)[0]
    with qtbot.waitSignal(reader.looked, timeout=20_000):
        reader.look()
    other.does("UPDATE partnering SET name = 'Six Boroughs'")
    qtbot.waitUntil(lambda: place.rail.name.text() == "Six Boroughs", timeout=20_000)
    assert not place.topbar.band.findChildren(QPushButton)
    other.closes()
    qtbot.waitUntil(lambda: bool(place.topbar.band.findChildren(QPushButton)), timeout=20_000)
    assert place.topbar.band.words == "Reading only: nobody has it open any more."
    QTest.mouseClick(button_of(place.topbar.band, "Open to write now"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: at(window) is not place, timeout=20_000)
    assert not at(window).register.only_read
    assert at(window).topbar.who.text().startswith("Recording as M. Okafor")
    assert not at(window).topbar.band.isVisible()


def test_a_register_read_while_nobody_has_it_open_says_so(window: MainWindow, sample: Path, qtbot: QtBot) -> None:
    window.show_register(read_register(sample, "M. Okafor", now))
    window.show()
    assert at(window).topbar.band.words == "Reading only: nobody has it open any more."
