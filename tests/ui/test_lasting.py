import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnering_desk import ui


class Bell(QObject):
    rung = Signal()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True never die there")
def test_a_day_of_work_does_not_use_up_none_and_true(qtbot: QtBot) -> None:
    assert ui.__doc__
    widget, bell = QWidget(), Bell()
    qtbot.addWidget(widget)
    assert min(sys.getrefcount(None), sys.getrefcount(True)) > 10**9
    for _ in range(50_000):
        widget.update()
        bell.rung.emit()
