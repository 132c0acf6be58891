"""What the tour does, in the order of a year with the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from partnering_desk.ui.shell.appearance import Appearance
from partnering_desk.ui.shell.window import MainWindow
from partnering_desk.ui.tour import after, before, looks, meeting
from partnering_desk.ui.tour.driver import Story
from partnering_desk.ui.tour.hands import Hands

if TYPE_CHECKING:
    from partnering_desk.ui.tour import Clock


def whole_story(
    window: MainWindow, hands: Hands, clock: Clock, appearance: Appearance, register: Path, left: Path
) -> Story:
    """The whole main job. `left` is where pictures and files go; what stands beside `register` goes with it."""
    folder = register.parent
    yield from before.desk(hands)
    yield from before.calendar(hands)
    yield from before.new_partnering(hands, folder, register)
    yield from before.prepare(hands, folder, left)
    yield from meeting.meet(hands, lambda moment: clock.to(date(2026, 11, 27), moment))
    yield from after.minutes(hands)
    yield from after.outbox(hands, left)
    yield clock.to(date(2027, 1, 29), "14:00")
    yield from after.confirm(hands)
    yield from after.registers(hands, left)
    yield from looks.looks(hands, appearance)
