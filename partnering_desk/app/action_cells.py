"""The cells of an action log, each read as it was meant, and each with what is doubtful in that reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnering_desk.app.spreadsheets import Cell
from partnering_desk.app.typed import Candidate, read_date, read_people
from partnering_desk.records.models import ActionState
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded, initials
from partnering_desk.rules.wording import join_words, show_date

_STATES: Mapping[str, ActionState] = {
    **dict.fromkeys(("complete", "completed", "done", "closed", "finished", "discharged"), ActionState.DONE),
    **dict.fromkeys(("open", "os", "o/s", "outstanding", "new", "not started", "overdue"), ActionState.OPEN),
    **dict.fromkeys(("ongoing", "on going", "in progress", "started", "wip", "underway"), ActionState.IN_PROGRESS),
    **dict.fromkeys(("dropped", "withdrawn", "cancelled", "superseded", "no longer needed"), ActionState.DROPPED),
}
_NOBODY = ("", "?", "??", "-", "–", "tbc", "tba", "n/a", "none")
_SECRETARIAT = ("secretariat", "secretary", "minute taker", "minutes", "clerk")
_NEXT_MEETING = ("next mtg", "next meeting", "nxt mtg", "next", "at next meeting")
_QUARTER = re.compile(r"^(?:end of |end )?q(?P<quarter>[1-4])(?:[ /]+(?P<year>\d{4}))?$")
_DAY_MONTH = re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?\b")
_FAR = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day as read: the day, or the words that name none, and what is doubtful."""

    day: date | None
    words: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ReadOwners:
    """The owners as read, the words that name nobody in the register, and what is doubtful."""

    owners: tuple[Candidate, ...]
    words: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note of progress from the comments; without a day where the comment has none."""

    on: date | None
    note: str


def is_explicit(text: str) -> bool:
    """Whether a date says its year, so that it means the same day whenever it is read."""
    try:
        return read_date(text, date(2001, 2, 1)) == read_date(text, date(2013, 10, 20))
    except Refusal:
        return False


def read_due(cell: Cell, given: date | None, next_meeting: date | None, today: date) -> ReadDay:
    """When an action is due, said by somebody who gave it on `given` (None where that is not known)."""
    if isinstance(cell, date):
        return _checked(cell, given)
    said = folded(cell)
    if not said:
        return ReadDay(None)
    if said in _NEXT_MEETING:
        if next_meeting is None:
            return ReadDay(None, cell, "Names no day: kept as written.")
        return ReadDay(next_meeting, "", f"Read as the group's next meeting, on {show_date(next_meeting)}.")
    if match := _QUARTER.match(said):
        return _quarter(int(match["quarter"]), match["year"], given or today)
    try:
        day = read_date(cell, given or today)
    except Refusal:
        return ReadDay(None, cell, "Names no day: kept as written.")
    if is_explicit(cell):
        return _checked(day, given)
    since = f"the first one after it was given on {show_date(given)}" if given else "the next one from today"
    return ReadDay(day, "", f"Says no year: read as {show_date(day)}, {since}.")


def _checked(day: date, given: date | None) -> ReadDay:
    if given is not None and day < given:
        return ReadDay(day, "", f"Comes before the action was given, on {show_date(given)}.")
    if given is not None and day - given > _FAR:
        return ReadDay(day, "", f"Comes more than five years after the action was given, on {show_date(given)}.")
    return ReadDay(day)


def _quarter(quarter: int, year: str | None, given: date) -> ReadDay:
    """The end of a quarter, of the calendar's year or the financial one (from April), whichever comes first."""
    years = [int(year)] if year else [given.year - 1, given.year, given.year + 1]
    ends: list[tuple[date, str]] = []
    for one in years:
        ends.append((_month_end(one, quarter * 3), "of the calendar year"))
        ends.append((_month_end(one, quarter * 3 + 3), "of the financial year"))
    day, which = min((end for end in ends if end[0] >= given), default=min(ends))
    other = min((end for end in ends if end[1] != which), key=lambda end: abs(end[0] - day))
    doubt = f"Read as quarter {quarter} {which}, which ends on {show_date(day)}. "
    return ReadDay(day, "", f"{doubt}Quarter {quarter} {other[1]} ends on {show_date(other[0])}.")


def _month_end(year: int, month: int) -> date:
    year, month = (year, month) if month <= 12 else (year + 1, month - 12)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return following - timedelta(days=1)


def read_state(cell: Cell) -> tuple[ActionState, str]:
    """Where an action stands, and what is doubtful in that."""
    if isinstance(cell, date):
        return ActionState.DONE, f"Is a date: read as done on {show_date(cell)}."
    said = " ".join(cell.casefold().replace("-", " ").replace(".", "").split())
    if not said:
        return ActionState.OPEN, "Empty: read as open."
    if said in _STATES:
        return _STATES[said], ""
    return ActionState.OPEN, "No status that is known: read as open."


def read_owners(cell: Cell, people: Sequence[Candidate], minute_taker: Candidate | None) -> ReadOwners:
    """Whom a cell names: by name, first name, initials or office; two owners where it names two."""
    text = cell if isinstance(cell, str) else show_date(cell)
    said = text.casefold().strip(" .")
    if said in _NOBODY:
        return ReadOwners((), "", "Names nobody.")
    if said in _SECRETARIAT and minute_taker is not None:
        return ReadOwners((minute_taker,), "", f"Read as {minute_taker.name}, the minute taker.")
    try:
        owners, unknown = read_people(text, people)
    except Refusal as refusal:
        return ReadOwners((), text, f"{refusal.sentence} Kept as written until then.")
    if unknown:
        return ReadOwners(owners, unknown, _nobody_called(unknown, people))
    first_names = [one for one in owners if _only_first_name(text, one)]
    if first_names:
        return ReadOwners(owners, "", f"Only a first name: read as {join_words(one.name for one in first_names)}.")
    return ReadOwners(owners)


def _only_first_name(text: str, person: Candidate) -> bool:
    parts = folded(person.name).split()
    said = re.split(r"\s*(?:,|;|&|\+|/|\band\b)\s*", text)
    return len(parts) > 1 and any(folded(word) == parts[0] for word in said)


def _nobody_called(unknown: str, people: Iterable[Candidate]) -> str:
    letters = folded(unknown).replace(" ", "").upper()
    near = [
        f"{one.name} ({initials(one.name)})"
        for one in people
        if len(letters) in (2, 3) and (initials(one.name)[::-1] == letters or initials(one.name).startswith(letters))
    ]
    perhaps = f" Perhaps {join_words(near, 'or')} is meant." if near else ""
    return f"Nobody in the register goes by “{unknown}”: kept as written.{perhaps}"


def read_notes(cell: Cell, latest: date) -> tuple[ReadNote, ...]:
    """The comments as notes: one for each day they name, which is never after `latest`."""
    if isinstance(cell, date):
        return (ReadNote(cell, show_date(cell)),)
    notes: list[ReadNote] = []
    for piece in filter(None, (one.strip() for one in re.split(r"[;\n]|,\s+(?=\D)", cell))):
        day = _past_day(piece, latest)
        if day is None and notes:
            notes[-1] = ReadNote(notes[-1].on, f"{notes[-1].note}, {piece}")
        else:
            notes.append(ReadNote(day, piece))
    return tuple(notes)


def _past_day(text: str, latest: date) -> date | None:
    """The day that a comment names; without its year, the latest such day up to `latest`."""
    for match in _DAY_MONTH.finditer(text):
        year, month, day = match["year"], int(match["month"]), int(match["day"])
        years = [int(year) + (2000 if len(year) == 2 else 0)] if year else range(latest.year, latest.year - 5, -1)
        for one in years:
            try:
                found = date(one, month, day)
            except ValueError:
                continue
            if found <= latest:
                return found
    return None
