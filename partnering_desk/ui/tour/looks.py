"""The tour's last pictures: the three pages of the design, in dark, and with text at 200 %."""

from __future__ import annotations

from partnering_desk.ui.shell.appearance import Appearance, Colours
from partnering_desk.ui.tour.driver import Story
from partnering_desk.ui.tour.hands import Hands

LARGEST = 200


def looks(hands: Hands, appearance: Appearance) -> Story:
    """Each look from the View menu's keys and settings, and then the usual one again."""
    yield lambda: appearance.choose_colours(Colours.DARK)
    yield from three_pages(hands, "dark")
    yield lambda: appearance.choose_colours(Colours.LIGHT)
    yield lambda: appearance.choose_scale(LARGEST)
    yield from three_pages(hands, "large")
    yield hands.keys("Ctrl+0")


def three_pages(hands: Hands, look: str) -> Story:
    """The Desk, a meeting, and its minutes."""
    yield hands.keys("Ctrl+1")
    yield from hands.photograph(f"desk-{look}")
    yield from find(hands, "PW/2026/06")
    yield hands.keys("Alt+2")
    yield from hands.photograph(f"meet-{look}")
    yield hands.keys("Alt+3")
    yield from hands.photograph(f"minutes-{look}")


def find(hands: Hands, ref: str) -> Story:
    """Go to a meeting by its number."""
    yield hands.keys("Ctrl+K")
    yield hands.dialog("Search everything")
    yield hands.write(ref)
    yield hands.keys("Return")
    yield hands.no_dialog()
