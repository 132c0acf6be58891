from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.ahead import Ahead


def test_pieces_are_done_one_after_another_and_then_it_rests(qtbot: QtBot, qapp: QObject) -> None:
    done: list[int] = []
    ahead = Ahead([lambda: done.append(1), lambda: done.append(2)], qapp)
    assert done == []
    qtbot.waitUntil(lambda: ahead.done)
    assert done == [1, 2]
    ahead.deleteLater()
