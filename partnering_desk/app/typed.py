"""What people type, read as it was meant: dates ("4 dec", "next tue"), times, and an action on one line."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded, initials
from partnering_desk.rules.wording import join_words

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_abbr)}
_YEAR = r"(?:[ ,./-]+(?P<year>\d{4}|\d{2}))?"
_WEEKDAY_BEFORE = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+(?=\d|[a-z]+ \d)")
_ISO = re.compile(r"^(?P<year>\d{4})[- ](?P<month>\d{1,2})[- ](?P<day>\d{1,2})$")
_NUMBERS = re.compile(rf"^(?P<day>\d{{1,2}})[./ -](?P<month>\d{{1,2}}){_YEAR}$")
_DAY_MONTH = re.compile(rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]?(?P<word>[a-z]{{3,}}){_YEAR}$")
_MONTH_DAY = re.compile(rf"^(?P<word>[a-z]{{3,}})[ -]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}$")
_DAY_ONLY = re.compile(r"^(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?$")
_WEEKDAY = re.compile(r"^(?P<next>next |this )?(?P<word>mon|tue|wed|thu|fri|sat|sun)[a-z]*$")
_IN = re.compile(r"^(?:in )?(?P<count>\d{1,3}|a|an|one|two|three|four) (?P<unit>day|week|month)s?(?: time)?$")
_END_OF = re.compile(r"^end of (?P<word>[a-z]{3,})(?: (?P<year>\d{4}))?$")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_TIME = re.compile(r"^(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?\s*(?P<half>am|pm)?$")


def read_date(text: str, today: date) -> date:
    """The date that `text` means to somebody typing it on `today`.

    Day comes before month; a date without its year is the next such day, today included. Raises `Refusal`
    with examples when it is no date.
    """
    said = " ".join(text.casefold().split()).strip(" .")
    fixed = {"today": today, "tomorrow": today + timedelta(1), "yesterday": today - timedelta(1)}
    if said in fixed:
        return fixed[said]
    said = _WEEKDAY_BEFORE.sub("", said)
    readers = (_calendar_date, _weekday, _interval, _end_of)
    try:
        found = next((day for day in (reader(said, today) for reader in readers) if day is not None), None)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Refusal(f"“{text.strip()}” is not a date. Type it like 4 dec, 4/12/2026, next tue or in 2 weeks.")
    return found


def _calendar_date(said: str, today: date) -> date | None:
    if match := _DAY_ONLY.match(said):
        return _next_day_of_month(int(match["day"]), today)
    for pattern in (_ISO, _NUMBERS, _DAY_MONTH, _MONTH_DAY):
        if match := pattern.match(said):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else _month(parts["word"])
            return None if month is None else _dated(int(parts["day"]), month, parts["year"], today)
    return None


def named_day(text: str) -> tuple[int | None, int, int] | None:
    """The year where it is said, month and day that `text` names, such as "9 nov" or "2026-11-09"; None: no day."""
    said = _WEEKDAY_BEFORE.sub("", " ".join(text.casefold().split()))
    for match in filter(None, (pattern.match(said) for pattern in (_ISO, _NUMBERS, _DAY_MONTH, _MONTH_DAY))):
        parts = match.groupdict()
        month = int(parts["month"]) if parts.get("month") else _month(parts["word"])
        year = parts["year"] and int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
        return None if month is None else (year or None, month, int(parts["day"]))
    return None


def _month(word: str) -> int | None:
    number = _MONTHS.get(word[:3])
    full = calendar.month_name[number].casefold() if number else ""
    return number if full.startswith(word) or word == "sept" else None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 9):
        if day > calendar.monthrange(candidate, month)[1]:
            continue
        if (found := date(candidate, month, day)) >= today:
            return found
    return date(today.year, month, day)


def _next_day_of_month(day: int, today: date) -> date:
    for ahead in range(13):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        if day <= calendar.monthrange(year, month + 1)[1] and (found := date(year, month + 1, day)) >= today:
            return found
    raise ValueError(day)


def _weekday(said: str, today: date) -> date | None:
    if not (match := _WEEKDAY.match(said)):
        return None
    wanted = _DAYS[match["word"]]
    if match["next"] == "next ":
        return today + timedelta(7 - today.weekday() + wanted)
    return today + timedelta((wanted - today.weekday() - 1) % 7 + 1)


def _interval(said: str, today: date) -> date | None:
    if said in ("next week", "next month"):
        said = f"1 {said.removeprefix('next ')}"
    if not (match := _IN.match(said)):
        return None
    number = _COUNTS.get(match["count"]) or int(match["count"])
    if match["unit"] == "month":
        year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    return today + timedelta(number * (7 if match["unit"] == "week" else 1))


def _end_of(said: str, today: date) -> date | None:
    if not (match := _END_OF.match(said)):
        return None
    if match["word"] == "month":
        return date(today.year, today.month, calendar.monthrange(today.year, today.month)[1])
    if match["word"] == "year":
        return date(today.year, 12, 31)
    if (month := _month(match["word"])) is None:
        return None
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return date(year, month, calendar.monthrange(year, month)[1])


def read_time(text: str) -> time:
    """The time of day that `text` means: 10, 10:02, 1002, 2.30 pm. Raises `Refusal` when it is none."""
    match = _TIME.match(" ".join(text.casefold().split()))
    try:
        if match is None:
            raise ValueError(text)
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                raise ValueError(text)
            hour = hour % 12 + (12 if match["half"] == "pm" else 0)
        return time(hour, minute)
    except ValueError:
        raise Refusal(f"“{text.strip()}” is not a time. Type it like 10:02 or 2.30 pm.") from None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a typed name may mean."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class TypedAction:
    """An action as understood: what, who (people of the register, or words that name nobody), and by when."""

    text: str
    owners: tuple[Candidate, ...]
    unknown_owner: str
    due: date | None
    due_words: str


_BEGUN = 3
"""So many letters of a name are enough, where they are a name of nobody else."""
_SPACED_SLASH = re.compile(r"\s+/\s*|\s*/\s+")
_BETWEEN_OWNERS = re.compile(r"\s*(?:,|;|&|\+|/|\band\b)\s*")


def read_action(text: str, people: Sequence[Candidate], today: date) -> TypedAction:
    """Read "hostel visit report / Brandt / 4 dec" as an action, its owners and its date.

    Owner and date may each be left out. Raises `Refusal` when nothing is to be done, or a name fits several
    people, naming them.
    """
    parts = [part.strip() for part in _SPACED_SLASH.split(text.strip())]
    if len(parts) == 1 and "/" in text:
        parts = [part.strip() for part in text.split("/", 2)]
    what, *rest = parts
    if not what:
        raise Refusal("Say what is to be done first: “hostel visit report / owner / 4 dec”.")
    due, due_words = None, ""
    if rest and (len(rest) > 1 or _reads_as_date(rest[-1], people, today)):
        due, due_words = _due(" ".join(rest[1:]) if len(rest) > 1 else rest[0], today)
        rest = rest[:1] if len(rest) > 1 else []
    owners, unknown = read_people(rest[0], people) if rest else ((), "")
    return TypedAction(what, owners, unknown, due, due_words)


def _reads_as_date(text: str, people: Sequence[Candidate], today: date) -> bool:
    if any(_fits(text, person.name) for person in people):
        return False
    return _due(text, today)[0] is not None


def _due(text: str, today: date) -> tuple[date | None, str]:
    try:
        return read_date(text, today), ""
    except Refusal:
        return None, text


def read_people(text: str, people: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], str]:
    """The people whom `text` names ("R Lindqvist, TO"), and those of its words that name nobody.

    Raises `Refusal` when a name fits several people.
    """
    whole = _fitting(text, people)
    if len(whole) == 1:
        return tuple(whole), ""
    found: list[Candidate] = []
    unknown: list[str] = []
    for word in filter(None, _BETWEEN_OWNERS.split(text.strip())):
        fitting = _fitting(word, people)
        if len(fitting) > 1:
            names = join_words([person.name for person in fitting], "or")
            raise Refusal(f"“{word}” may be {names}. Type more of the name.")
        if fitting:
            found.extend(person for person in fitting if person not in found)
        else:
            unknown.append(word)
    return tuple(found), ", ".join(unknown)


def _fitting(word: str, people: Iterable[Candidate]) -> list[Candidate]:
    people = tuple(people)
    fitting = [person for person in people if _fits(word, person.name)]
    if not fitting and len(begun := folded(word)) >= _BEGUN:
        fitting = [person for person in people if any(one.startswith(begun) for one in folded(person.name).split())]
    exact = [person for person in fitting if folded(person.name) == folded(word)]
    return exact if len(exact) == 1 else fitting


def _fits(word: str, name: str) -> bool:
    """Whether `word` may mean `name`: all of it, the surname, a first name, R Lindqvist, Ruth L, or RL."""
    said, parts = folded(word.replace(".", ". ")).split(), folded(name).split()
    if not said or not parts:
        return False
    if len(said) == 1:
        return said[0] in parts or said[0] in ("".join(parts), folded(initials(name)))
    if len(said) > len(parts):
        return False
    if said == parts[-len(said) :]:
        return True
    first, last = said[0], said[1:]
    return (_starts(first, parts[0]) and last in (parts[-len(last) :], parts[1:])) or (
        first == parts[0] and len(said) == 2 and _starts(said[1], parts[-1])
    )


def _starts(said: str, full: str) -> bool:
    return said == full or (len(said) == 1 and full.startswith(said))
