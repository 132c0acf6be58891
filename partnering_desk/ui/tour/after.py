"""The tour after the meeting: minutes, outbox, confirmation, and the registers."""

from __future__ import annotations

from pathlib import Path

from partnering_desk.ui.tour.driver import Story, Until
from partnering_desk.ui.tour.hands import Hands
from partnering_desk.ui.tour.looks import find
from partnering_desk.ui.widgets.document_view import SAVE


def minutes(hands: Hands) -> Story:
    """What is missing, the chair's approval, and off they go."""
    yield from hands.press("Minutes")
    yield hands.words("Before it goes")
    yield from hands.photograph("minutes")
    yield from hands.press("Approve and circulate")
    yield hands.dialog("Minutes of PW/2026/06")
    yield from hands.photograph("approve")
    yield hands.keys("Return")
    yield hands.no_dialog()
    yield hands.words("Who was sent what")
    yield from hands.photograph("circulate")


def outbox(hands: Hands, left: Path) -> Story:
    """What waits, saved as a mail that Outlook opens, and a copy handed over on paper."""
    yield hands.keys("Ctrl+9")
    yield hands.words("Outbox")
    yield from hands.photograph("outbox")
    yield from hands.focus_on("Outbox")
    yield hands.keys("Ctrl+F")
    yield hands.write("minutes PW/2026/06 brandt")
    yield hands.words("1 of ")
    yield from hands.focus_on("Outbox")
    yield hands.keys("Down")
    yield from hands.press("Save as drafts")
    yield from hands.name_file(left)
    yield from hands.photograph("outbox-draft")


def confirm(hands: Hands) -> Story:
    """The next meeting confirms the minutes."""
    yield from find(hands, "PW/2027/01")
    yield from hands.press("Meet")
    yield from hands.focus_on("People")
    yield hands.keys("P", "Down", "P", "Down", "P")
    yield hands.keys("Ctrl+Shift+C")
    yield hands.words("Quorate since 14:00")
    yield hands.keys("Ctrl+Down", "Ctrl+Down")
    yield from hands.photograph("meet-confirming")
    yield from hands.press("Confirm")
    yield hands.words("For this meeting to confirm")
    yield from hands.photograph("confirm-here")
    yield from hands.press("Confirm or correct: minutes of PW/2026/06")
    yield from hands.press("Confirm at PW/2027/01")
    yield hands.words("Confirmed at PW/2027/01")
    yield from hands.photograph("confirm")


def registers(hands: Hands, left: Path) -> Story:
    """Every other place of the rail, and the files that went out, saved from where they are kept."""
    for number, name, asked in (
        (3, "meetings", "Working Group report"),
        (4, "actions", "Action list"),
        (5, "decisions", "Decision register"),
    ):
        yield hands.keys(f"Ctrl+{number}")
        yield from hands.photograph(name)
        yield from board_paper(hands, asked, left)
    yield hands.keys("Ctrl+6")
    yield hands.words("Groups and people")
    yield from hands.photograph("groups-and-people")
    yield from hands.focus_on("Parts of groups and people")
    yield hands.keys("Right")
    yield from hands.photograph("people")
    yield hands.keys("Right", "Right")
    yield from hands.press("Save as PDF or Word")
    yield from hands.name_file(left / "appendix.pdf")
    yield from hands.photograph("appendix")
    yield hands.keys("Ctrl+7")
    yield from hands.photograph("documents")
    for words, name in (("Minutes PW/2026/06", "minutes.pdf"), ("Agenda PW/2026/06", "agenda.pdf")):
        yield from save(hands, words, left / name)
    yield from save(hands, "Invitation PR/2026", left / "invitation.ics")
    yield from the_record(hands)
    yield hands.keys("Ctrl+,")
    yield hands.words("Sending mail")
    yield from hands.photograph("settings")


def board_paper(hands: Hands, asked: str, left: Path) -> Story:
    """A register as a board paper: looked at, and saved."""
    name = asked.lower().replace(" ", "-")
    yield from hands.press(asked)
    yield hands.dialog()
    yield Until("its pages", lambda: hands.button(SAVE) is not None)
    yield from hands.photograph(name)
    yield from hands.press(SAVE)
    yield from hands.name_file(left / f"{name}.pdf")
    yield hands.words("Saved: ")
    yield hands.keys("Esc")
    yield hands.no_dialog()


def the_record(hands: Hands) -> Story:
    """The history of a decision, two keys away from it; then all of the Record."""
    yield hands.keys("Ctrl+5")
    yield from hands.focus_on("Decisions")
    yield hands.keys("Down", "F8")
    yield hands.words("The history of decision")
    yield from hands.focus_on("Record")
    yield hands.keys("Down")
    yield hands.words("Fingerprint before")
    yield from hands.photograph("record-history")
    yield from hands.press("Show all")
    yield from hands.photograph("record")


def save(hands: Hands, words: str, path: Path) -> Story:
    """Find a kept file by some words and save a copy of the first."""
    yield from hands.focus_on("Documents")
    yield hands.keys("Ctrl+F", "Ctrl+A")
    yield hands.write(words)
    yield from hands.focus_on("Documents")
    yield hands.keys("Down", "Home", "Ctrl+S")
    yield from hands.name_file(path)
