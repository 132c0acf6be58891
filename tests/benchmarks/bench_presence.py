"""How much work it is, from the key that marks somebody present to the person and the quorum painted anew."""

import statistics
import time
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnering_desk.app import agenda, meeting
from partnering_desk.app.meetings import meeting_rows
from partnering_desk.app.register import open_register
from partnering_desk.app.stages import Stage
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.run import clock_on
from partnering_desk.ui.shell.tidier import Tidier
from partnering_desk.ui.theme.theme import dress
from tests.benchmarks.printed import show

FRAME = 0.016
"""Seconds of one picture at 60 a second."""
ROUNDS = 3
SETTLED = 30
"""Milliseconds between two keys: nobody is quicker."""


def test_changing_presence_repaints_the_quorum_within_one_frame(qtbot: QtBot, qapp: QApplication, sample: Path) -> None:
    appearance = Appearance(qapp)
    tidier = Tidier(qapp)  # as in the window, which lets go of memory while nothing is done
    register = open_register(sample, "M. Okafor", clock_on(date(2026, 11, 19)))
    rows = [one for one in meeting_rows(register) if one.stage in (Stage.PLANNED, Stage.AGENDA)]
    held = min(rows, key=lambda one: one.starts)
    agenda.prepare(register, held.id)
    meeting.open_meeting(register, held.id)
    page = MeetPage(register, held.id, Navigator())
    qtbot.addWidget(page)
    announcer = Announcer(register)
    announcer.changed.connect(page.announce)
    dress(page)
    page.resize(1240, 800)
    page.visit(None)
    page.show()
    people = page.people.list
    qtbot.waitUntil(lambda: people.count() > 0)
    worked: list[float] = []
    for key in (Qt.Key.Key_P, Qt.Key.Key_O) * ROUNDS:
        for at in range(people.count()):
            people.setCurrentRow(at)
            if page.people.current() is None:  # the heading of a party
                continue
            qtbot.wait(SETTLED)  # what choosing the person paints is not part of it
            with qtbot.waitSignal(announcer.changed):  # the page is told before this ends
                begun = time.thread_time()
                QTest.keyClick(people, key)
            people.viewport().repaint()
            page.band.repaint()
            worked.append(time.thread_time() - begun)
    show("presence: from the key to the quorum, work", statistics.median(worked), FRAME, "at most 1")
    show("the slowest of them", max(worked), FRAME)
    announcer.stop()
    page.close()
    register.close()
    appearance.usual()
    tidier.deleteLater()
