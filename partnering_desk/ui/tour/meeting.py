"""The tour of one meeting: who is here, what is said, decided and given to do, until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from partnering_desk.ui.tour.driver import Act, Story
from partnering_desk.ui.tour.hands import Hands

At: TypeAlias = Callable[[str], Act]
"""Makes it that time of the day of the meeting."""

DECISION = "Report move-on by scheme each quarter, beginning with quarter 3."
SAID = (
    "The chair welcomed everybody. L. Farah had said that she would be late.",
    "None were declared.",
    "Agreed as circulated.",
    "Each action was gone through; the register says how they stand.",
    "Thirteen of fifteen indicators were met. Complaints answered in time fell to 88%.",
    "Voids stood at 2.1%. The budget is on course.",
    "Two vacancies in the resettlement team were filled on 2 November.",
    "Y. Adeyemi reported longer waits at Arlington Road.",
    "Nothing to report.",
    "One near miss was reported; the lone working guidance was followed.",
    "None were notified.",
    "To be drafted by the secretariat.",
)
"""What is noted under the first items."""

NOTES = (
    "Move-on within 28 days was **81%** against 85%. The Contractor explained two vacancies in the resettlement "
    "team, filled on 2 November.",
    "Members asked for",
    "- the figure by scheme from the next report,",
    "the reasons where a scheme stays under 80%.",  # the next point of a list begins by itself
)


def meet(hands: Hands, at: At) -> Story:
    """The Performance Working Group of Friday 27 November 2026."""
    yield at("13:55")
    yield from hands.press("Meet")
    yield hands.words("Not open yet")
    yield from presence(hands)
    yield at("14:02")
    yield hands.keys("Ctrl+Shift+C")
    yield hands.words("Quorate since 14:02")
    yield from items(hands, at)
    yield from notes(hands, at)
    yield from quorum(hands, at)
    yield from decision(hands, at)
    yield from action(hands, at)
    yield from close(hands, at)


def presence(hands: Hands) -> Story:
    """One letter for each person."""
    yield from hands.focus_on("People")
    yield hands.keys("P", "Down", "A", "Down", "P", "Down", "O", "Down", "P", "Down", "P")
    yield hands.words("Contractor 2 present")
    yield from hands.photograph("meet-presence")


def items(hands: Hands, at: At) -> Story:
    """The first items, one key each."""
    for place, words in enumerate(SAID):
        yield at(f"14:{2 + 2 * place:02}")
        yield hands.write(words)
        yield hands.keys("Ctrl+Down")
    yield hands.words("Move-on within 28 days")


def notes(hands: Hands, at: At) -> Story:
    """Notes as they are typed, and somebody who comes late."""
    for line in NOTES[:-1]:
        yield hands.write(line)
        yield hands.keys("Return")
    yield hands.write(NOTES[-1])
    yield at("14:26")
    yield hands.keys("F6", "Up", "Up", "Up", "Up", "P")
    yield hands.words("Commissioner 2 present")
    yield hands.keys("F6")
    yield from hands.photograph("meet-notes")


def quorum(hands: Hands, at: At) -> Story:
    """The Contractor goes, so nothing can be decided; and comes back."""
    yield at("14:31")
    yield hands.keys("F6", "Down", "L", "Down", "L")
    yield hands.words("Not quorate since 14:31")
    yield hands.keys("F6", "Ctrl+D")
    yield hands.write(DECISION)
    yield from hands.photograph("meet-no-quorum")
    yield at("14:36")
    yield from hands.focus_on("People")
    yield hands.keys("P")
    yield hands.words("Quorate since 14:36")


def decision(hands: Hands, at: At) -> Story:
    """Both votes, and the decision is carried."""
    yield at("14:41")
    yield hands.keys("Ctrl+D")
    yield from hands.press("Commissioner vote: For")
    yield from hands.press("Contractor vote: For")
    yield hands.words("Carried unanimously")
    yield from hands.photograph("meet-decision-put")
    yield hands.keys("Ctrl+Return")
    yield hands.words("Carried unanimously 14:41")
    yield from hands.focus_on("Takes effect by")
    yield hands.write("Instr")
    yield from hands.focus_on("Seen to by")
    yield hands.write("Ann")
    yield from hands.focus_on("To take effect by")
    yield hands.write("18 dec")


def action(hands: Hands, at: At) -> Story:
    """An action in one line, shown as it is understood."""
    yield at("14:42")
    yield hands.keys("Ctrl+T")
    yield hands.write("report move-on by scheme / Lindqvist / 18 jan")
    yield hands.words("R. Lindqvist · by Mon 18 Jan 2027")
    yield from hands.photograph("meet-action")
    yield hands.keys("Return")
    yield hands.words("report move-on by scheme")
    yield from hands.photograph("meet")


def close(hands: Hands, at: At) -> Story:
    """The rest of the agenda, the date of the next meeting, and the end."""
    for minute, words in enumerate(("", "None."), 47):
        yield at(f"14:{minute}")
        yield hands.write(words)
        yield hands.keys("Ctrl+E", "Ctrl+Down")
    yield hands.keys("Ctrl+Shift+D")
    yield hands.dialog("Next meeting")
    yield hands.write("29 jan")
    yield hands.keys("Tab")
    yield from hands.photograph("next-date")
    yield from hands.press("Settle the date")
    yield hands.no_dialog()
    yield at("15:26")
    yield hands.keys("Ctrl+Shift+C")
    yield hands.dialog("Close")
    yield from hands.photograph("close")
    yield hands.keys("Return")
    yield hands.no_dialog()
