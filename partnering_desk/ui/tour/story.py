"""What the tour does, in the order of a year with the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.tour.driver import Story
from partnering_desk.ui.tour.hands import Hands

if TYPE_CHECKING:
    from partnering_desk.ui.tour import Clock


def whole_story(window: MainWindow, hands: Hands, clock: Clock, appearance: Appearance, register: Path) -> Story:
    """The whole main job."""
    yield hands.words("what must happen, soonest first")
    yield hands.rest()
    yield hands.photograph("desk")
    yield hands.keys("Ctrl+K")
    yield hands.dialog("Search everything")
    yield hands.write("perf 27 nov")
    yield hands.photograph("search")
    yield hands.keys("Esc")
    yield hands.no_dialog()
    yield hands.keys("Ctrl+2")
    yield hands.words("Calendar of November 2026")
    yield hands.rest()
    yield hands.photograph("calendar")
