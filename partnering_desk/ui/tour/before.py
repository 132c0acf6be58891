"""The tour up to the meeting: the desk, the calendar, the first steps of a new partnering, the agenda."""

from __future__ import annotations

from pathlib import Path

from partnering_desk.ui.tour.driver import Story, Until
from partnering_desk.ui.tour.hands import Hands
from partnering_desk.ui.widgets.document_view import SAVE

PAPER = "scheme,reached within 28 days\nArlington Road,74\nMount Pleasant,83\nParker House,86\n"


def desk(hands: Hands) -> Story:
    """What must happen, and the search."""
    yield hands.words("what must happen, soonest first")
    yield hands.number_beside("Desk")
    yield from hands.photograph("desk")
    yield hands.keys("Ctrl+K")
    yield hands.dialog("Search everything")
    yield hands.write("lindqvist")
    yield from hands.photograph("search")
    yield hands.keys("Esc")
    yield hands.no_dialog()


def calendar(hands: Hands) -> Story:
    """The month; a meeting looked at and put in, another one moved and left; the year."""
    yield hands.keys("Ctrl+2")
    yield hands.words("Calendar of November 2026")
    yield from hands.press("Today")
    yield from hands.focus_on("Calendar of November 2026")
    yield hands.keys("Down", "Right")
    yield hands.words("Friday 27 November 2026")
    yield from hands.photograph("calendar")
    yield hands.keys("Left", "N")
    yield hands.dialog("New meeting")
    yield hands.write("Prop")
    yield from hands.photograph("new-meeting")
    yield from hands.press("Put in the calendar")
    yield hands.no_dialog()
    yield hands.words("PR/2026/")
    yield hands.keys("M", "Right")
    yield from hands.photograph("moving-a-meeting")
    yield hands.keys("Esc")
    yield from hands.press("Year")
    yield hands.words("Calendar of 2026")
    yield from hands.photograph("year")
    yield from hands.press("Propose a series")
    yield hands.dialog()
    yield hands.rest()
    yield from hands.photograph("series")
    yield hands.keys("Esc")
    yield hands.no_dialog()
    yield from hands.press("Month")


def new_partnering(hands: Hands, folder: Path, sample: Path) -> Story:
    """The first steps of the wizard on an empty register; then back to the sample."""
    yield hands.keys("Ctrl+Shift+N")
    yield from hands.name_file(folder / "North Quay.desk")
    yield hands.words("No partnering is set up yet")
    yield from hands.photograph("new-register")
    yield from hands.press("Set up the partnering")
    yield hands.dialog("Set up a partnering")
    for text in ("North Quay Floating Support", "", "4/1/2027", "1 apr 2027", "31/3/2032"):
        yield hands.write(text)
        yield hands.keys("Tab")
    yield from hands.photograph("wizard-contract")
    yield from hands.press("Next")
    yield hands.words("Step 2 of 6")
    for text in ("LB Camden", "Quayside Care"):
        yield hands.write(text)
        yield hands.keys("Tab")
    yield from hands.photograph("wizard-parties")
    yield from hands.press("Next")
    yield hands.words("Step 3 of 6")
    yield from hands.photograph("wizard-groups")
    yield hands.keys("Esc")
    yield hands.dialog("Stop setting up")
    yield from hands.press("Stop setting up")
    yield hands.no_dialog()
    yield hands.keys("Ctrl+O")
    yield from hands.name_file(sample)
    yield hands.words("what must happen, soonest first")


def prepare(hands: Hands, folder: Path, left: Path) -> Story:
    """The agenda of the Performance Working Group: an item added, put in order, with a paper; its pack; circulated."""
    paper = folder / "Move-on by scheme, quarter 2.csv"
    paper.write_text(PAPER, encoding="utf-8")
    yield from hands.press("Set agenda: Agenda of Performance Working Group, 27 Nov")
    yield hands.words("New item")
    yield hands.rest()
    yield hands.keys("Ctrl+N")
    yield hands.write("Move-on within 28 days")
    yield hands.keys("Return")
    yield hands.words("Added for this meeting")
    yield from hands.focus_on("Agenda items")
    yield hands.keys("Ctrl+Shift+A")
    yield from hands.name_file(paper)
    yield hands.words("PW/26/")
    yield hands.rest()
    yield from hands.press("Purpose: Decide")
    yield from hands.photograph("prepare")
    yield hands.keys("Ctrl+P")
    yield hands.dialog()
    yield hands.rest()
    yield from hands.photograph("agenda-preview")
    yield hands.keys("Esc")
    yield hands.no_dialog()
    yield from hands.press("Notice")
    yield hands.dialog("Notice of meeting")
    yield Until("its pages", lambda: hands.button(SAVE) is not None)
    yield from hands.photograph("notice")
    yield hands.keys("Esc")
    yield hands.no_dialog()
    yield from hands.press("Pack…")
    yield hands.dialog()
    yield from hands.photograph("pack")
    yield hands.keys("Return")
    yield from hands.name_file(left / "pack.pdf")
    yield from hands.press("Circulate agenda")
    yield hands.dialog()
    yield from hands.photograph("agenda-recipients")
    yield hands.keys("Return")
    yield hands.no_dialog()
    yield hands.words("Circulate the changes")
    yield hands.rest()
    yield from hands.photograph("agenda-circulated")
