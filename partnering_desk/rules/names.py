"""People's names: in short, by their initials, and how alike two of them are."""

import re
import unicodedata
from difflib import SequenceMatcher

_TITLES = frozenset(
    [
        "cllr",
        "councillor",
        "dame",
        "dr",
        "lady",
        "lord",
        "madam",
        "miss",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "professor",
        "rev",
        "revd",
        "sir",
    ]
)
_UNACCENTED = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def parts_of(name: str) -> list[str]:
    """The words of a name, without a title before it: "Dr Ruth Lindqvist" → Ruth, Lindqvist."""
    words = name.split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in _TITLES:
        words = words[1:]
    return words


def short_name(name: str) -> str:
    """A name as lists and minutes show it: "Ruth Lindqvist" → "R. Lindqvist".

    A name of one word, or in a script that has no capital letters and so no initials, stays whole.
    """
    words = parts_of(name)
    if len(words) < 2 or not words[0][0].isupper():
        return " ".join(words)
    first, *others = words
    return " ".join([*(f"{part[0]}." for part in first.split("-") if part), *map(_initial_with_dot, others)])


def _initial_with_dot(word: str) -> str:
    return f"{word}." if len(word) == 1 and word.isupper() else word


def initials(name: str) -> str:
    """The first letters of a name's words: "Toni Whitcombe-Hughes" → "TWH"."""
    words = re.split(r"[\s\-]+", " ".join(parts_of(name)))
    return "".join(word[0].upper() for word in words if word[:1].isalpha())


def folded(text: str) -> str:
    """The text as it is compared, without capitals, accents or punctuation: "O’Dunne" → "odunne"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNACCENTED))
    kept = "".join(
        " " if char.isspace() or unicodedata.category(char) == "Pd" else char
        for char in plain
        if char.isalnum() or char.isspace() or unicodedata.category(char) == "Pd"
    )
    return " ".join(kept.split())


def likeness(a: str, b: str) -> float:
    """How alike two names are, from 0 to 1: 1 when only capitals, accents, punctuation or order differ.

    An initial counts as the name it may stand for, so "R. Lindqvist" is close to "Ruth Lindqvist" (0.9).
    From 0.85 up two entries deserve a look.
    """
    first, second = _folded_words(a), _folded_words(b)
    if not first or not second:
        return 0.0
    if sorted(first) == sorted(second):
        return 1.0
    if _abbreviates(first, second) or _abbreviates(second, first):
        return 0.9
    return min(0.99, SequenceMatcher(None, " ".join(first), " ".join(second)).ratio())


def _folded_words(name: str) -> list[str]:
    return folded(" ".join(parts_of(name.replace(",", " ")))).split()


def _abbreviates(short: list[str], full: list[str]) -> bool:
    """Whether `short` is `full` with first names left to their initials: r lindqvist, ruth lindqvist."""
    return (
        len(short) == len(full)
        and short[-1] == full[-1]
        and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, full, strict=True))
    )
