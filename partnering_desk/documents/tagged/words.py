"""Words on their way into lines: runs in one look become pieces in one font, and pieces become lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from partnering_desk.documents.fonts import BOLD, PLAIN, Face, bound, clean, font_name, runs
from partnering_desk.documents.tagged.structure import Element

LONG = 30
"""A word of so many letters, which is an address as a rule, may be broken after its marks."""
_AFTER_A_MARK = re.compile(r"(?<=[/?&=_.,:;@#%+-])(?=[^/?&=_.,:;@#%+-])")
_FUZZ = 1e-6


@dataclass(frozen=True, eq=False, slots=True)
class Link:
    """Where some words lead, and the element that they are."""

    target: str
    element: Element


class Run(NamedTuple):
    """Words in one look."""

    words: str
    face: Face = PLAIN
    colour: Color | None = None
    link: Link | None = None
    struck: bool = False
    shaded: bool = False


BREAK = Run("\n")
"""Where a line ends, because it was typed so."""
Words = str | Run


def bold(words: str, colour: Color | None = None) -> Run:
    """Words in bold."""
    return Run(words, BOLD, colour)


class Piece(NamedTuple):
    """Letters of one word in one font, and their width in points."""

    text: str
    font: str
    width: float
    run: Run


class Atom(NamedTuple):
    """What is not broken at the end of a line: a word, as a rule. A space may follow it, and a line may end with it."""

    pieces: tuple[Piece, ...]
    width: float
    space: Piece | None = None
    ends: bool = False


def atoms(words: Sequence[Words], size: float) -> list[Atom]:
    """Words as atoms, in the order in which they are read; ``size`` is the font's, in points."""
    made: list[Atom] = []
    begun: list[Piece] = []

    def close(space: Piece | None = None, ends: bool = False) -> None:
        last = made[-1] if made else None
        if begun or (ends and (last is None or last.ends)):
            made.append(Atom(tuple(begun), sum(piece.width for piece in begun), space, ends))
            begun.clear()
        elif last is not None:
            made[-1] = last._replace(space=last.space or space, ends=last.ends or ends)

    for run in (Run(each) if isinstance(each, str) else each for each in words):
        space = Piece(" ", font_name(run.face), size * _unit(" ", font_name(run.face)), run)
        if run is BREAK:
            close(space, ends=True)
            continue
        for at, word in enumerate(bound(clean(run.words)).split(" ")):
            if at:
                close(space)
            for number, part in enumerate(_AFTER_A_MARK.split(word) if len(word) >= LONG else (word,)):
                if number:
                    close()
                begun += [Piece(text, font, size * unit, run) for text, font, unit in _set(part, run.face)]
    close()
    return made


@lru_cache(20_000)
def _set(word: str, face: Face) -> tuple[tuple[str, str, float], ...]:
    """A word in the fonts that can show it: letters, font, and their width at one point."""
    named = ((text, font_name(face, family)) for family, text in runs(word))
    return tuple((text, font, _unit(text, font)) for text, font in named)


def _unit(text: str, font: str) -> float:
    return float(stringWidth(text, font, 1))


Line = list[Atom]


def lines(atoms: Sequence[Atom], first: float, others: float) -> list[Line]:
    """Atoms in lines, of which the first has room for ``first`` points and each other one for ``others``."""
    made: list[Line] = []
    line: Line = []
    room = first
    for atom in _narrow(atoms, min(first, others)):
        if line and atom.width > room + _FUZZ:
            made.append(line)
            line, room = [], others
        line.append(atom)
        room -= atom.width + (atom.space.width if atom.space else 0)
        if atom.ends:
            made.append(line)
            line, room = [], others
    return [*made, line] if line else made


def _narrow(atoms: Sequence[Atom], widest: float) -> Iterator[Atom]:
    """The same atoms, of which those that no line can hold are broken wherever they must be."""
    for atom in atoms:
        if atom.width <= widest + _FUZZ:
            yield atom
            continue
        *parts, last = _broken(atom, widest)
        yield from parts
        yield last._replace(space=atom.space, ends=atom.ends)


def _broken(atom: Atom, widest: float) -> Iterator[Atom]:
    part: list[Piece] = []
    width = 0.0
    for piece in atom.pieces:
        size = piece.width / _unit(piece.text, piece.font)
        for text in re.findall(r".[\u0300-\u036f]*", piece.text):
            letter = piece._replace(text=text, width=size * _unit(text, piece.font))
            if part and width + letter.width > widest:
                yield Atom(tuple(part), width)
                part, width = [], 0.0
            part.append(letter)
            width += letter.width
    yield Atom(tuple(part), width)
