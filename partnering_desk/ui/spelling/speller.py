"""Whether a word is spelt as in British English, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from importlib import import_module
from typing import Protocol

from partnering_desk.files import resource
from partnering_desk.ui.spelling.words import Word, bare, bare_words, is_acronym, without_accents, words_of

OFFERED = 5
"""How many suggestions are offered at most."""


_OFFICE = (
    *("actioned", "pre-commencement"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
)
"""Words of every office that the dictionary lacks, and the short names of days and months."""


class Dictionary(Protocol):
    """What is used of Hunspell, whose package says nothing of its types."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        ...

    def suggest(self, word: str) -> Sequence[str]:
        """Words of the dictionary that are like it, the likeliest first."""
        ...


def load_dictionary() -> Dictionary:
    """Hunspell with the dictionary that comes with the program: -ise, not -ize. Takes some hundredths of a second.

    Raises:
        ImportError: the library is not installed, or does not run on this system.
        FileNotFoundError: the dictionary is missing.
    """
    folder = resource("spelling/en_GB.dic").parent
    dictionary: Dictionary = import_module("hunspell").Hunspell("en_GB", hunspell_data_dir=str(folder))
    return dictionary


class Speller:
    """The dictionary, and beside it the names of the partnering and the words that this person added."""

    def __init__(self, dictionary: Dictionary, names: Iterable[str] = (), own: Iterable[str] = ()) -> None:
        self._dictionary = dictionary
        self._right: dict[str, bool] = {}
        self._names: frozenset[str] = bare_words(names)
        self._own: frozenset[str] = bare_words(own)
        self._office: frozenset[str] = bare_words(_OFFICE)

    def know_names(self, names: Iterable[str]) -> None:
        """These names are right, in place of those before."""
        self._names = bare_words(names)
        self._right.clear()

    def know_own(self, words: Iterable[str]) -> None:
        """These words of the person's own are right, in place of those before."""
        self._own = bare_words(words)
        self._right.clear()

    def misspelt(self, line: str, ignored: Collection[str] = ()) -> list[Word]:
        """The words of a line that are not right, from its beginning; `ignored` are `bare` words to pass over."""
        return [word for word in words_of(line) if not self.right(word.text) and bare(word.text) not in ignored]

    def right(self, word: str) -> bool:
        """Whether a word is in the dictionary, an acronym, a name, or the person's own. Asked at every key."""
        found = self._right.get(word)
        if found is None:
            found = self._right[word] = is_acronym(word) or self._known(bare(word)) or self._spelt(word)
        return found

    def suggestions(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first. Takes up to a tenth of a second."""
        return list(self._dictionary.suggest(word)[:OFFERED])

    def _known(self, word: str) -> bool:
        return any(word in known for known in (self._names, self._own, self._office))

    def _spelt(self, word: str) -> bool:
        whole = any(self._dictionary.spell(one) for one in {word, without_accents(word)})
        return whole or ("-" in word and all(map(self.right, word.split("-"))))
