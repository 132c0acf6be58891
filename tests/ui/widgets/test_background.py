import threading

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.dialog import Dialog


@pytest.fixture
def owner(qtbot: QtBot) -> Dialog:
    dialog = Dialog(None, "Send", "Send")
    qtbot.addWidget(dialog)
    return dialog


def refuse() -> int:
    raise Refusal("The mail server did not answer.")


def test_work_is_done_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, owner: QWidget) -> None:
    here, worker = threading.current_thread(), Worker(owner)
    got: list[tuple[bool, bool]] = []
    worker.run(threading.current_thread, lambda there: got.append((there is here, threading.current_thread() is here)))
    assert worker.busy
    qtbot.waitUntil(lambda: got == [(False, True)])
    assert not worker.busy


def test_a_refusal_comes_back_too(qtbot: QtBot, owner: QWidget) -> None:
    got: list[Exception] = []
    Worker(owner).run(refuse, lambda number: None, got.append)
    qtbot.waitUntil(lambda: len(got) == 1)
    assert isinstance(got[0], Refusal)


def test_a_refusal_that_nobody_takes_is_shown_at_the_owner(qtbot: QtBot, owner: Dialog) -> None:
    Worker(owner).run(refuse, lambda _: None)
    qtbot.waitUntil(lambda: owner.notice.words == "The mail server did not answer.")


def test_a_bug_reaches_the_hook_that_shows_crashes(qtbot: QtBot, owner: QWidget) -> None:
    worker = Worker(owner)
    with capture_exceptions() as caught:
        worker.run(lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_work_tells_how_far_it_is_and_stops_when_asked(qtbot: QtBot, owner: QWidget) -> None:
    told: list[tuple[int, int, str]] = []
    got: list[int] = []
    may_go_on = threading.Event()

    def send(progress: Progress) -> int:
        for number in range(1, 12):
            if progress.cancelled:
                return number - 1
            progress.tell(number, 11, f"letter {number}")
            may_go_on.wait(5)
        return 11

    progress = Worker(owner).run_in_steps(send, got.append, progressed=lambda *step: told.append(step))
    qtbot.waitUntil(lambda: told == [(1, 11, "letter 1")])
    progress.cancel()
    may_go_on.set()
    qtbot.waitUntil(lambda: got == [1])


def test_an_answer_to_a_widget_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    owner = QWidget()
    wait, ended = threading.Event(), threading.Event()
    got: list[bool] = []

    def work() -> bool:
        wait.wait(5)
        ended.set()
        return True

    Worker(owner).run(work, got.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    wait.set()
    ended.wait(5)
    other: list[int] = []
    second = QWidget()
    qtbot.addWidget(second)
    Worker(second).run(lambda: 1, other.append)
    qtbot.waitUntil(lambda: other == [1])
    assert got == []
