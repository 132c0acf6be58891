"""The whole main job from the keyboard alone: from an empty register to minutes that have arrived by mail."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app.meetings import meeting_rows
from partnering_desk.app.outbox import DispatchState, circulation_rows
from partnering_desk.app.register import open_register
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.tour.driver import Driver, Lost, Story, Until
from partnering_desk.ui.tour.hands import Hands
from tests.mail_server import MailServer, mail_server

MOST_TABS = 120
NOTES = "Move-on within 28 days was 81% against 85%."
DECISION = "Report move-on by scheme from quarter 3."
PEOPLE = (
    ("Nkechi Amadi", "SP Lead Officer", "C", "n.amadi@camden.example"),
    ("Sadia Rahman", "Head of Procurement", "B", "s.rahman@brent.example"),
    ("M. Okafor", "Secretariat", "C", "m.okafor@camden.example"),
    ("Ruth Lindqvist", "Director of Operations", "Q", "r.lindqvist@quayside.example"),
)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 4, 9)

    def __call__(self) -> datetime:
        return self.now

    def to(self, at: str) -> None:
        self.now = datetime.fromisoformat(f"2026-11-11 {at}")


class Keyboard(Hands):
    """Hands that have let go of the mouse: `keys`, `write` and `tab_to` are all they do."""

    def tab_to(self, name: str) -> Story:
        """Press Tab until the keyboard is on the control of that name."""
        came_by = []
        for _ in range(MOST_TABS):
            here = self.focus()
            if name in (here.accessibleName(), words_on(here)) and here.isEnabled():
                return
            came_by.append(here.accessibleName() or words_on(here) or type(here).__name__)
            yield self.keys("Tab")
        raise Lost(f"Tab does not come to “{name}”. It came by {', '.join(dict.fromkeys(came_by))}.")

    def fill(self, *texts: str) -> Story:
        """Type into one field after another; an empty text leaves the field as it is."""
        for text in texts:
            yield self.write(text)
            yield self.keys("Tab")

    def push(self, name: str) -> Story:
        """Go to a button by Tab, and press it by Space."""
        yield self.rest()
        yield from self.tab_to(name)
        yield self.keys("Space")


def words_on(widget: QWidget) -> str:
    return widget.text().replace("&", "").rstrip("…") if isinstance(widget, QAbstractButton) else ""


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance, clock: Clock) -> Iterator[MainWindow]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    made = MainWindow(appearance, clock)
    made.show_welcome()
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.timeout(240)
def test_from_an_empty_register_to_minutes_that_arrive_by_mail(
    qtbot: QtBot, window: MainWindow, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "Quayside.desk"
    with mail_server() as server:
        driver = Driver(window, whole_day(Keyboard(window, tmp_path), clock, path, server))
        with qtbot.waitSignal(driver.ended, timeout=200_000):
            driver.start()
        close_dialogs()  # those that a story left early leaves open
        assert driver.failure == ""
    window.close()
    check_mail(server)
    check_register(path, clock)


def close_dialogs() -> None:
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.done(QDialog.DialogCode.Rejected)


def whole_day(hands: Keyboard, clock: Clock, path: Path, server: MailServer) -> Story:
    yield from begin(hands, path)
    yield from set_up(hands)
    yield from schedule(hands)
    yield from prepare(hands)
    clock.to("10:00")
    yield from meet(hands, clock)
    yield from approve(hands)
    yield from set_mail_up(hands, server)
    yield from send(hands)


def begin(hands: Keyboard, path: Path) -> Story:
    yield hands.keys("Ctrl+Shift+N")
    yield from hands.name_file(path)
    yield hands.words("No partnering is set up yet")
    yield from hands.push("Set up the partnering")
    yield hands.dialog("Set up a partnering")


def set_up(hands: Keyboard) -> Story:
    yield from hands.fill("Quayside Partnering", "", "5/1/2026", "1 apr 2026", "31/3/2031")
    yield from hands.push("Next")
    yield hands.words("Step 2 of 6")
    yield hands.write("Camden Council")
    yield hands.keys("Return")
    yield from hands.fill("Brent Council", "Quayside Care")
    yield from hands.push("Next")
    yield hands.words("Step 3 of 6")
    yield from hands.push("Next")
    yield hands.words("Step 4 of 6")
    for person in PEOPLE:
        yield from hands.push("Add a person")
        yield hands.dialog("Add a person")
        yield from hands.fill(*person)
        yield hands.keys("Return")
        yield hands.dialog("Set up a partnering")
    yield from hands.push("Next")
    yield hands.words("Step 5 of 6")
    yield from hands.tab_to("Commissioner, seat 1")
    yield from hands.fill("N", "R", "operations")
    yield from hands.tab_to("Chair")
    yield hands.write("N")
    yield from hands.tab_to("Minute taker")
    yield hands.write("M")
    yield from hands.push("Next")
    yield hands.words("Step 6 of 6")
    yield from hands.push("Set up the partnering")
    yield hands.no_dialog()
    yield hands.words("what must happen, soonest first")


def schedule(hands: Keyboard) -> Story:
    yield hands.keys("Ctrl+2")
    yield hands.words("Calendar of November 2026")
    yield from hands.tab_to("Calendar of November 2026")
    yield hands.keys("Down", "N")
    yield hands.dialog("New meeting")
    yield from hands.push("Put in the calendar")
    yield hands.no_dialog()
    yield hands.words("CG/2026/01")
    yield hands.keys("Return")
    yield hands.words("Core Group · CG/2026/01")


def prepare(hands: Keyboard) -> Story:
    yield hands.keys("Ctrl+N")
    yield hands.write("Move-on within 28 days")
    yield hands.keys("Return")
    yield hands.words("Take off the agenda")
    yield from hands.tab_to("Agenda items")
    yield hands.keys("Alt+Up", "Alt+Up", "Alt+Up")
    yield from hands.push("Circulate agenda")
    yield hands.dialog("Agenda of CG/2026/01")
    yield hands.keys("Return")
    yield hands.words("Agenda circulated")


def meet(hands: Keyboard, clock: Clock) -> Story:
    yield hands.keys("Alt+2")
    yield hands.words("Not open yet")
    yield hands.keys("F6", "P", "Down", "P", "Down", "P")
    yield hands.words("Contractor 1 present")
    clock.to("10:02")
    yield hands.keys("Ctrl+Shift+C")
    yield hands.words("Quorate since 10:02")
    while not (notes := hands.focus()).accessibleName().endswith("Move-on within 28 days"):
        yield hands.keys("Ctrl+Down")
        yield Until("the next item", partial(is_elsewhere, hands, notes))
    yield hands.write(NOTES)
    clock.to("10:41")
    yield hands.keys("Ctrl+D")
    yield hands.write(DECISION)
    for party in ("Commissioner", "Contractor"):
        yield from hands.push(f"{party} vote: For")
    yield hands.keys("Ctrl+Return")
    yield hands.words("Carried unanimously 10:41")
    yield hands.keys("Ctrl+T")
    yield hands.write("report move-on by scheme / Lindqvist / 4 dec")
    yield hands.keys("Return")
    yield hands.words("A-1")
    clock.to("11:48")
    yield hands.keys("Ctrl+Shift+C")
    yield hands.dialog("Close CG/2026/01")
    yield hands.keys("Return")
    yield hands.no_dialog()


def is_elsewhere(hands: Keyboard, before: QWidget) -> bool:
    return hands.focus() is not before


def approve(hands: Keyboard) -> Story:
    yield hands.keys("Alt+3")
    yield hands.words("Before it goes")
    yield from hands.push("Approve and circulate")
    yield hands.dialog("Minutes of CG/2026/01")
    yield hands.keys("Return")
    yield hands.no_dialog()
    yield hands.words("Who was sent what")


def set_mail_up(hands: Keyboard, server: MailServer) -> Story:
    yield hands.keys("Ctrl+,")
    yield hands.words("Sending mail")
    yield from hands.tab_to("Mail server")
    yield from hands.fill("localhost", "None")
    yield hands.keys("Ctrl+A")
    yield from hands.fill(str(server.port))
    yield from hands.tab_to("Sender’s address")
    yield hands.write("desk@camden.example")
    yield from hands.push("Test")
    yield hands.words("Mail can be sent from desk@camden.example")
    yield from hands.push("Save")
    yield hands.words("Saved.")


def send(hands: Keyboard) -> Story:
    yield hands.keys("Ctrl+9")
    yield from hands.push("Send now")
    yield hands.words("mails sent")


def check_mail(server: MailServer) -> None:
    minutes = [one for one in server.arrived if str(one["Subject"]).startswith("Minutes: Core Group, 11 November 2026")]
    assert sorted(one["To"].addresses[0].addr_spec for one in minutes) == sorted(
        address for name, _, _, address in PEOPLE if name != "Sadia Rahman"
    )
    (attached,) = minutes[0].iter_attachments()
    content = attached.get_content()
    assert isinstance(content, bytes)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Minutes, Core Group, CG/2026/01"
    text = " ".join("\n".join(page.extract_text() for page in reader.pages).split())
    for expected in (
        "Minutes",
        "N. Amadi (chair)",
        "R. Lindqvist",
        "Both parties were represented throughout (Governance 5.5).",
        NOTES,
        f"{DECISION} Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
        "Action A-1.",
        "report move-on by scheme",
        "by 4 December 2026",
    ):
        assert expected in text, text


def check_register(path: Path, clock: Clock) -> None:
    with closing(open_register(path, "M. Okafor", clock)) as register:
        (meeting,) = meeting_rows(register)
        copies = [one for one in circulation_rows(register, meeting.id) if "minutes" in one.filename]
        assert {one.state for one in copies} == {DispatchState.SENT}
        assert all(one.server_said.startswith("250 2.0.0 Ok: queued as ") for one in copies)
