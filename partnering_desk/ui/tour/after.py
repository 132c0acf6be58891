"""The tour after the meeting: minutes, outbox, confirmation, and the registers."""

from __future__ import annotations

from pathlib import Path

from partnering_desk.ui.tour.driver import Story
from partnering_desk.ui.tour.hands import Hands


def minutes(hands: Hands, left: Path) -> Story:
    """What is missing, the chair's approval, and off they go."""
    yield from hands.press("Minutes")
    yield hands.words("Before it goes")
    yield from hands.photograph("minutes")
    yield from hands.press("Save as PDF")
    yield from hands.name_file(left / "minutes.pdf")
    yield from hands.press("Approve and circulate")
    yield hands.dialog("Minutes of PW/2026/06")
    yield from hands.photograph("approve")
    yield hands.keys("Return")
    yield hands.no_dialog()
    yield hands.words("Who was sent what")
    yield from hands.photograph("circulate")


def outbox(hands: Hands, left: Path) -> Story:
    """What waits, saved as a mail that Outlook opens, and a copy handed over on paper."""
    yield hands.keys("Ctrl+8")
    yield hands.words("Outbox")
    yield from hands.photograph("outbox")
    yield from hands.focus_on("Outbox")
    yield hands.keys("Ctrl+End")
    yield from hands.press("Save as drafts")
    yield from hands.name_file(left)
    yield from hands.photograph("outbox-draft")
