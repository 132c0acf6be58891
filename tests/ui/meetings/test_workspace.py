from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnering_desk.app import agenda
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.meetings import Step
from partnering_desk.app.scheduling import schedule
from partnering_desk.records.models import Meeting
from partnering_desk.ui.meetings.prepare import PreparePage
from partnering_desk.ui.meetings.workspace import MeetingWorkspace, page_of
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import dress
from partnering_desk.ui.widgets.card import column
from tests.app.five import Five


@pytest.fixture
def meeting(partnering: Five) -> int:
    return schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)


@pytest.fixture
def workspace(partnering: Five, meeting: int, appearance: Appearance, qtbot: QtBot) -> Iterator[MeetingWorkspace]:
    navigator = Navigator()
    made = MeetingWorkspace(partnering.register, navigator)

    def go(place: str, subject: Subject) -> None:
        if place == "meeting":
            made.visit(subject)

    navigator.went.connect(go)
    announcer = Announcer(partnering.register)
    announcer.changed.connect(made.announce)
    window = QWidget()
    window.setLayout(column(made.head, made, space=0))
    qtbot.addWidget(window)
    dress(window)
    window.resize(1400, 800)
    window.show()
    navigator.go("meeting", meeting)
    qtbot.waitUntil(lambda: made.step is not None and not made.step.asking)
    yield made
    announcer.stop()
    window.hide()


def head_buttons(workspace: MeetingWorkspace) -> list[str]:
    trail = {step.words for step in Step}
    found = workspace.head.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisible() and one.text() not in trail]


def test_a_planned_meeting_opens_at_prepare_with_its_header(workspace: MeetingWorkspace) -> None:
    assert workspace.head.title.text() == "Core Group · CG/2026/01"
    assert workspace.head.chip.text() == "Agenda due Wed 2 Dec"
    assert isinstance(workspace.step, PreparePage)
    assert workspace.head.trail.button_of(Step.PREPARE).isChecked()
    assert head_buttons(workspace) == ["Preview", "Circulate agenda"]
    assert workspace.head.saved.text() == "Saved 10:42:00"


def test_the_history_of_the_meeting_is_a_key_away(workspace: MeetingWorkspace, qtbot: QtBot, meeting: int) -> None:
    with qtbot.waitSignal(workspace.navigator.went) as went:
        workspace.show_history()
    assert went.args == ["record", f"meeting/{meeting}"]


def test_the_header_follows_what_happens_to_the_meeting(
    workspace: MeetingWorkspace, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    partnering.clock.now = datetime(2026, 12, 9, 10, 2, 5)
    with partnering.register.write() as session:
        session.get_one(Meeting, meeting).opened_at = partnering.clock.now
    qtbot.waitUntil(lambda: workspace.head.chip.text() == "In session since 10:02")
    assert workspace.head.saved.text() == "Saved 10:02:05"
    assert workspace.head.chip.property("tone") == Tone.INFO


@pytest.mark.parametrize("step", list(Step))
def test_every_step_is_reached_by_its_button_and_by_its_key(
    workspace: MeetingWorkspace, qtbot: QtBot, step: Step
) -> None:
    other = Step.PREPARE if step is not Step.PREPARE else Step.MEET
    QTest.mouseClick(workspace.head.trail.button_of(other), Qt.MouseButton.LeftButton)
    assert isinstance(workspace.step, page_of(other))
    key = Qt.Key(Qt.Key.Key_1 + list(Step).index(step))
    workspace.window().activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    QTest.keyClick(workspace, key, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(workspace.step, page_of(step)))
    assert workspace.head.trail.button_of(step).isChecked()


def test_a_step_named_in_the_subject_is_opened_and_going_back_leads_to_the_last(
    workspace: MeetingWorkspace, meeting: int
) -> None:
    workspace.navigator.go("meeting", f"{meeting}/minutes")
    assert isinstance(workspace.step, page_of(Step.MINUTES))
    workspace.navigator.back()
    assert isinstance(workspace.step, PreparePage)


def test_steps_hear_of_changes_and_another_meeting_gets_steps_of_its_own(
    workspace: MeetingWorkspace, qtbot: QtBot, partnering: Five, meeting: int
) -> None:
    first = workspace.step
    assert isinstance(first, PreparePage)
    agenda.add_item(partnering.register, meeting, ItemDetails("Lease"))
    qtbot.waitUntil(lambda: "Lease" in [row.title for row in first.model.rows])
    other = schedule(partnering.register, partnering.performance, datetime(2027, 1, 8, 14), 90)
    workspace.navigator.go("meeting", other)
    assert workspace.head.title.text() == "Performance Working Group · PW/2027/01"
    assert workspace.step is not first
    assert workspace.step is not None
    assert workspace.step.meeting_id == other


def test_the_keyboard_goes_into_the_step_of_another_meeting_too(
    workspace: MeetingWorkspace, qtbot: QtBot, partnering: Five
) -> None:
    other = schedule(partnering.register, partnering.performance, datetime(2027, 1, 8, 14), 90)
    with qtbot.waitActive(workspace.window()):
        workspace.window().activateWindow()
    for subject in (f"{other}/confirm", f"{other}/meet"):
        workspace.navigator.go("meeting", subject)
        qtbot.waitUntil(lambda: in_step(workspace))
    workspace.head.trail.button_of(Step.PREPARE).setFocus()
    workspace.take_focus()
    qtbot.waitUntil(lambda: in_step(workspace))


def in_step(workspace: MeetingWorkspace) -> bool:
    """Whether something in the step that is open has the keyboard."""
    focused = QApplication.focusWidget()
    return workspace.step is not None and focused is not None and workspace.step.isAncestorOf(focused)


def test_a_narrow_header_takes_more_lines_instead_of_cutting(workspace: MeetingWorkspace, qtbot: QtBot) -> None:
    high = workspace.head.height()
    workspace.window().resize(760, 800)
    qtbot.waitUntil(lambda: workspace.head.height() > high)
    buttons = [one for one in workspace.head.findChildren(QPushButton) if one.isVisible()]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))


def test_a_meeting_that_is_not_there_is_told(workspace: MeetingWorkspace) -> None:
    workspace.navigator.go("meeting", 99)
    assert "not in this register" in workspace.notice.words
