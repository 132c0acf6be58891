"""The screen of a meeting, on a meeting of the five boroughs, hearing of changes as the workspace tells it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.shell.navigator import Navigator
from tests.app.five import Clock, Five, copy_of
from tests.app.meeting_day import MeetingDay, call_meeting
from tests.ui.showing import wait_for_answer


@pytest.fixture
def day(five_finished: Five, tmp_path: Path) -> Iterator[MeetingDay]:
    found = call_meeting(copy_of(five_finished, tmp_path / "five.desk", Clock()))
    found.clock("10:00")
    yield found
    found.register.close()


@pytest.fixture
def page(day: MeetingDay, qtbot: QtBot) -> Iterator[MeetPage]:
    made = MeetPage(day.register, day.meeting_id, Navigator())
    day.register.listeners.append(made.announce)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.visit(None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    wait_for_answer(made)
    yield made
    day.register.listeners.remove(made.announce)
    made.hide()
