"""Which words of a line are prose: no references, addresses, times or acronyms, and none of the marks of notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NO_PROSE = re.compile(
    r"""
    (?<=\])\([^)\s]*\)              # where a link leads
    | `[^`]*`                       # what is quoted as it is typed elsewhere
    | (?:https?|mailto|ftp):\S+ | \bwww\.\S+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+  # an address of mail
    | (?<!\w)(?:[A-Za-z]:)?[\\/][\w.-]+(?:[\\/][\w.-]+)+
    | \b(?:[^\W_]+[/_])*[^\W_]*\d[\w/]*   # CG/2026/06/D2, 2nd, Q3
    | \b[A-Z]{1,3}-\d+\b            # A-112
    | \b\w[\w-]*\.(?:pdf|docx?|xlsx?|csv|pptx?|json|desk|txt)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


class Word(NamedTuple):
    """A word, and where in its line it begins. Made for every word at every key, so it is a tuple."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where the line goes on after it."""
        return self.start + len(self.text)


def words_of(line: str) -> Iterator[Word]:
    """The words of a line that can be misspelt, from its beginning."""
    prose = _NO_PROSE.sub(lambda found: " " * len(found.group()), line)
    return (Word(found.start(), found.group()) for found in _WORD.finditer(prose))


def is_acronym(word: str) -> bool:
    """RBKC, KPIs and the single letter of a name; also PySide, whose capitals say that it is a name."""
    stem = _POSSESSIVE.sub("", word)
    return len(stem) == 1 or any(letter.isupper() for part in re.split(r"['’-]", stem) for letter in part[1:])


def bare(word: str) -> str:
    """A word as it is looked up among names: small letters, no accents, straight apostrophes, no 's of owning."""
    return _POSSESSIVE.sub("", without_accents(word).casefold().replace("’", "'"))


def without_accents(word: str) -> str:
    """Café as cafe: the dictionary has such words without their accents."""
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))


def bare_words(names: Iterable[str]) -> frozenset[str]:
    """Every word of names such as "St Aldate's Homes", as `bare` has them."""
    whole = [found for name in names for found in _WORD.findall(name)]
    return frozenset(bare(part) for word in whole for part in (word, *word.split("-")))
