import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.tidier import Tidier


class Ring:
    """Refers to itself, so that only the collector finds it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_another_thread_leaves_is_collected_on_the_screens_thread(qtbot: QtBot) -> None:
    parent = QObject()
    tidier = Tidier(parent)
    where: list[threading.Thread] = []
    ring = Ring()
    weakref.finalize(ring, lambda: where.append(threading.current_thread()))
    del ring
    thread = threading.Thread(target=lambda: [Ring() for _ in range(200_000)])
    thread.start()
    thread.join()
    assert not gc.isenabled()
    assert where == []
    gc.collect(0)  # past the first look, which sets aside what starting made
    tidier.look()
    assert set(where) <= {threading.current_thread()}
    assert where
