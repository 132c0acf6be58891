"""People's names: in short, by their initials, and how alike two of them are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_LETTERS = 32
"""Letters that are told apart by their bits: those of the Latin alphabet each have one of their own."""

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


class NamesMet(Generic[T]):
    """The names met so far, and whose each is: for finding those that another may be like among thousands.

    Two texts cannot be more alike than the letters that both have allow. A name's letters are the bits of one
    number, one for the first "a" in it, another for the second: what two names share is then counted at once.
    """

    def __init__(self, least: float) -> None:
        """`least` is the likeness that counts."""
        self._least = least
        self._met: list[tuple[int, int, tuple[str, ...], T]] = []

    def add(self, name: str, whose: T) -> None:
        """Meet a name."""
        self._met.append((*_traits(name), whose))

    def near(self, name: str) -> Iterator[T]:
        """Whose names may be as like to `name` as counts, in the order in which they were met."""
        letters, length, in_short = _traits(name)
        for other_letters, other_length, other_in_short, whose in self._met:
            shared = (letters & other_letters).bit_count()
            if 2 * shared >= self._least * (length + other_length) or in_short == other_in_short:
                yield whose


def _traits(name: str) -> tuple[int, int, tuple[str, ...]]:
    """The letters of a name as bits, how many they are, and what is left of it with first names as initials."""
    words = _folded_words(name)
    text, letters = " ".join(words), 0
    for letter, times in Counter(ord(letter) % _LETTERS for letter in text).items():
        for time in range(times):
            letters |= 1 << (letter + _LETTERS * time)
    return letters, len(text), (*(word[0] for word in words[:-1]), *words[-1:])


@lru_cache(maxsize=10_000)
def _folded_words(name: str) -> tuple[str, ...]:
    return tuple(folded(" ".join(parts_of(name.replace(",", " ")))).split())


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` with first names left to their initials: r lindqvist, ruth lindqvist."""
    return (
        len(short) == len(full)
        and short[-1] == full[-1]
        and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, full, strict=True))
    )
