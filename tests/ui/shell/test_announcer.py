import threading

from pytestqt.qtbot import QtBot

from partnering_desk.app.register import Change
from partnering_desk.ui.shell.announcer import Announcer
from tests.app.five import Five


def test_changes_that_come_together_are_announced_as_one(qtbot: QtBot, partnering: Five) -> None:
    announcer = Announcer(partnering.register)
    heard: list[Change] = []
    announcer.changed.connect(heard.append)
    for table in ("action", "meeting", "action"):
        partnering.register.listeners[-1](Change(frozenset({table})))
    assert heard == []
    qtbot.waitUntil(lambda: heard == [Change(frozenset({"action", "meeting"}))])


def test_a_change_from_another_thread_is_heard_on_this_one(qtbot: QtBot, partnering: Five) -> None:
    announcer = Announcer(partnering.register)
    where: list[threading.Thread] = []
    announcer.changed.connect(lambda _change: where.append(threading.current_thread()))
    listener = partnering.register.listeners[-1]
    thread = threading.Thread(target=lambda: listener(Change(frozenset({"outbox"}))))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: where == [threading.current_thread()])


def test_it_listens_no_more_once_it_is_stopped(partnering: Five) -> None:
    before = len(partnering.register.listeners)
    announcer = Announcer(partnering.register)
    announcer.stop()
    announcer.stop()
    assert len(partnering.register.listeners) == before
