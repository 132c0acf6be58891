"""Dates, times, lists and numbers in the words that every screen and document uses, in any locale."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def show_date(day: date) -> str:
    """A date as lists show it: "Fri 4 Dec 2026"."""
    return f"{show_short(day)} {day.year}"


def show_short(day: date) -> str:
    """A date whose year is plain from its place: "Fri 4 Dec"."""
    return f"{DAYS[day.weekday()][:3]} {show_day_month(day)}"


def show_day_month(day: date) -> str:
    """A date without weekday and year, as in a title: "4 Dec"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def show_day(day: date) -> str:
    """A date as documents write it: "11 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_long(day: date) -> str:
    """A date as a heading writes it: "Wednesday 11 November 2026"."""
    return f"{DAYS[day.weekday()]} {show_day(day)}"


def show_month(day: date) -> str:
    """The month of a date: "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def show_time(at: time | datetime) -> str:
    """A time of day to the minute: "10:02"."""
    return f"{at.hour:02}:{at.minute:02}"


def show_times(start: time | datetime, end: time | datetime) -> str:
    """From one time to another: "10:02–11:48"."""
    return f"{show_time(start)}–{show_time(end)}"


def show_moment(at: datetime) -> str:
    """A date and its time: "Fri 4 Dec 2026, 10:02"."""
    return f"{show_date(at)}, {show_time(at)}"


def show_minutes(length: timedelta) -> str:
    """A length of time: "45 minutes", "1 hour", "2 hours 5 minutes"; seconds are left out."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = [count(hours, "hour")] * bool(hours) + [count(minutes, "minute")] * bool(minutes or not hours)
    return " ".join(parts)


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Several words as one list in a sentence: "a", "a and b", "a, b and c"; empty for none."""
    *before, end = list(words) or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def plural(number: int, one: str, many: str | None = None) -> str:
    """The noun that goes with `number`: "action" for 1, else "actions", or `many` where that is irregular."""
    return one if number == 1 else many or f"{one}s"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 action", "3 actions"."""
    return f"{number} {plural(number, one, many)}"


def number_word(number: int) -> str:
    """A small number in words ("no", "one" … "twelve"), a larger one in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def count_word(number: int, one: str, many: str | None = None) -> str:
    """A number in words with its noun: "one Working Day", "seven Working Days", "no actions"."""
    return f"{number_word(number)} {plural(number, one, many)}"


def sentence_case(text: str) -> str:
    """The text with its first letter large and all others as they are: "seven Working Days" → "Seven …"."""
    return text[:1].upper() + text[1:]
