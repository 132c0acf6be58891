import pytest
from pytestqt.qtbot import QtBot

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.window import MainWindow
from tests.app.five import Clock, Five
from tests.ui.shell.boards import PLACES


@pytest.fixture
def window(qtbot: QtBot, appearance: Appearance, clock: Clock, partnering: Five) -> MainWindow:
    """The window on the five boroughs, at the Desk."""
    made = MainWindow(appearance, clock, PLACES)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.show_register(partnering.register)
    return made
