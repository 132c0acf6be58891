"""A very long line is not judged anew at every key: only the words around what was changed are."""

from __future__ import annotations

from collections.abc import Callable, Collection

from partnering_desk.ui.spelling.speller import Speller
from partnering_desk.ui.spelling.words import Word

LONG = 2_000
"""Letters from which on a line is not judged as a whole."""
_QUOTE = "`"
"""What stands between two of these is no prose, wherever they are: then the whole line is judged."""


class LastLine:
    """The line that was judged last, and what was misspelt in it."""

    def __init__(self) -> None:
        self.judged = 0
        """How many letters were looked at the last time."""
        self._line, self._found = "", list[Word]()

    def forget(self) -> None:
        """Other words are right than before."""
        self._line, self._found = "", []

    def misspelt(self, speller: Speller, line: str, ignored: Collection[str]) -> list[Word]:
        """As `speller.misspelt`: of a long line, what lies as it did in the last one is not looked at again."""
        if len(line) < LONG or _QUOTE in line or _QUOTE in self._line:
            start, end, moved = 0, len(line), 0
        else:
            start, end = self._changed(line)
            moved = len(line) - len(self._line)
        before = [one for one in self._found if one.end <= start] if start else []
        after = [_moved(one, moved) for one in self._found if one.start + moved >= end] if end < len(line) else []
        between = [_moved(one, start) for one in speller.misspelt(line[start:end], ignored)]
        self.judged, self._line, self._found = end - start, line, [*before, *between, *after]
        return self._found

    def _changed(self, line: str) -> tuple[int, int]:
        """From where to where the line differs from the last one, out to the blanks around."""
        most = min(len(line), len(self._line))
        head = _longest(most, lambda many: line[:many] == self._line[:many])
        tail = _longest(most - head, lambda many: line[len(line) - many :] == self._line[len(self._line) - many :])
        end = line.find(" ", len(line) - tail)
        return line.rfind(" ", 0, head) + 1, len(line) if end < 0 else end


def _moved(word: Word, by: int) -> Word:
    return Word(word.start + by, word.text)


def _longest(most: int, alike: Callable[[int], bool]) -> int:
    """The largest number up to `most` that is `alike`, where all smaller ones are."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if alike(middle) else (least, middle - 1)
    return least
