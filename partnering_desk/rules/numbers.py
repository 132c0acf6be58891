"""The numbers by which people call meetings, decisions, actions and papers (practice P6)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from partnering_desk.rules.clause import P6, Refusal
from partnering_desk.rules.names import folded

_CODE = r"(?P<code>[A-Z][A-Z0-9]{0,5})"
_MEETING = re.compile(rf"{_CODE}/(?P<year>\d{{4}})/(?P<number>\d{{2,}})")
_SMALL_WORDS = frozenset(("and", "for", "of", "the", "in", "on", "to", "with"))


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a number says: the group's code, the year, and the running number within both."""

    code: str
    year: int
    number: int


def meeting_ref(code: str, year: int, number: int) -> str:
    """The number of a meeting: CG/2026/06."""
    return f"{code}/{year:04}/{number:02}"


def decision_ref(meeting: str, number: int) -> str:
    """The number of a decision of the meeting with that number: CG/2026/06/D2."""
    return f"{meeting}/D{number}"


def recommendation_ref(meeting: str, number: int) -> str:
    """The number of a recommendation of a meeting without quorum: CG/2026/06/R1."""
    return f"{meeting}/R{number}"


def written_ref(code: str, year: int, number: int) -> str:
    """The number of a decision in writing between meetings: CG/2026/W1."""
    return f"{code}/{year:04}/W{number}"


def action_ref(number: int) -> str:
    """The number of an action: A-112."""
    return f"A-{number}"


def paper_ref(code: str, year: int, number: int) -> str:
    """The number of a paper: CG/26/31."""
    return f"{code}/{year % 100:02}/{number:02}"


def read_meeting_ref(text: str) -> Numbered:
    """What a meeting's number says. Raises `Refusal` when it is none."""
    match = _read(_MEETING, text, "a meeting's number, such as CG/2026/06")
    return Numbered(match["code"], int(match["year"]), int(match["number"]))


def _read(pattern: re.Pattern[str], text: str, what: str) -> re.Match[str]:
    match = pattern.fullmatch(text.strip().upper())
    if match is None:
        raise Refusal(f"“{text.strip()}” is not {what}.", P6)
    return match


def group_code(name: str, taken: Collection[str] = ()) -> str:
    """A short code for a group that none of the `taken` has: "Core Group" → CG, then CG2.

    It is made of the first letters of the name's words, at most five of them.
    """
    words = [word for word in folded(name).split() if word not in _SMALL_WORDS]
    letters = "".join(word[0] for word in words).upper()
    letters = re.sub(r"[^A-Z0-9]", "", letters).lstrip("0123456789")[:4] or "G"
    codes = {code.upper() for code in taken}
    number = 1
    while (code := letters if number == 1 else f"{letters}{number}") in codes:
        number += 1
    return code


def check_group_code(code: str, taken: Collection[str] = ()) -> str:
    """The code as it will be kept, in capitals.

    Raises `Refusal` when it is not one to six letters and figures, letter first, or another group has it.
    """
    tidy = code.strip().upper()
    if not re.fullmatch(_CODE, tidy):
        raise Refusal("A group's code is one to six letters or figures, a letter first: CG, HSWG.", P6)
    if tidy in {one.upper() for one in taken}:
        raise Refusal(f"Another group has the code {tidy}, and numbers must never be mixed up. Choose another.", P6)
    return tidy
