"""The five boroughs of the tests of `app`, and the theme, for everything that is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.tidier import Tidier
from tests.app.five import Clock, Five, copy_of


@pytest.fixture(autouse=True, scope="session")
def tidier(qapp: QApplication) -> Tidier:
    """As in the program: no thread but the screen's own ends the life of a widget."""
    return Tidier(qapp)


@pytest.fixture(autouse=True, scope="session")
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What was copied is let go at the end: Qt's offscreen platform crashes when it must do so itself."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def partnering(five_finished: Five, tmp_path: Path, clock: Clock) -> Iterator[Five]:
    five = copy_of(five_finished, tmp_path / "five.desk", clock)
    yield five
    five.register.close()


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The theme; a widget that is shown by itself, in no window of ours, has its style sheet by `theme.dress`."""
    shown = Appearance(qapp)
    yield shown
    shown.usual()
    shown.deleteLater()
