"""Words on their way into lines: runs in one look become pieces in one font, and pieces become lines."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from partnering_desk.documents.fonts import BOLD, PLAIN, SHAPED, Face, bound, clean, clusters, font_name, runs
from partnering_desk.documents.tagged.shaping import Glyph, shaped
from partnering_desk.documents.tagged.structure import Element

LONG = 30
"""A word of so many letters, which is an address as a rule, may be broken after its marks."""
_AFTER_A_MARK = re.compile(r"(?<=[/?&=_.,:;@#%+-])(?=[^/?&=_.,:;@#%+-])")
_ONE_WAY = re.compile("[\u0660-\u0669\u06f0-\u06f9]+|[^\u0660-\u0669\u06f0-\u06f9]+")
"""Letters, or numbers, which go to the right even among letters that go to the left."""
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
    under: bool = False
    shaded: bool = False


BREAK = Run("\n")
"""Where a line ends, because it was typed so."""
Words = str | Run


def bold(words: str, colour: Color | None = None) -> Run:
    """Words in bold."""
    return Run(words, BOLD, colour)


class Piece(NamedTuple):
    """Letters of one word in one font of so many points, their width in points, and their glyphs where it is shaped."""

    text: str
    font: str
    size: float
    width: float
    run: Run
    glyphs: tuple[Glyph, ...] = ()


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
        space = Piece(" ", font_name(run.face), size, size * width_of(" ", font_name(run.face), 1), run)
        if run is BREAK:
            close(space, ends=True)
            continue
        for at, word in enumerate(bound(clean(run.words)).split(" ")):
            if at:
                close(space)
            for number, part in enumerate(_AFTER_A_MARK.split(word) if len(word) >= LONG else (word,)):
                if number:
                    close()
                begun += [
                    Piece(text, font, size, size * unit, run, glyphs)
                    for text, font, unit, glyphs in _set(part, run.face)
                ]
    close()
    return made


@lru_cache(20_000)
def _set(word: str, face: Face) -> tuple[tuple[str, str, float, tuple[Glyph, ...]], ...]:
    """A word in the fonts that can show it: letters, font, their width at one point, and the glyphs of shaped ones."""
    return tuple(
        _shaped(part, font_name(face, family))
        if family in SHAPED or any(map(unicodedata.combining, part))
        else (part, font_name(face, family), width_of(part, font_name(face, family), 1), ())
        for family, text in runs(word)
        for part in (_ONE_WAY.findall(text) if family in SHAPED else [text])
    )


def _shaped(text: str, font: str) -> tuple[str, str, float, tuple[Glyph, ...]]:
    glyphs, width = shaped(text, font)
    return text, font, width / 1000, glyphs


def width_of(text: str, font: str, size: float) -> float:
    """How wide letters are that are not shaped, in points."""
    return float(stringWidth(text, font, size))


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
        for text in clusters(piece.text):
            _, _, unit, glyphs = (
                _shaped(text, piece.font) if piece.glyphs else ("", "", width_of(text, piece.font, 1), ())
            )
            letter = piece._replace(text=text, width=piece.size * unit, glyphs=glyphs)
            if part and width + letter.width > widest:
                yield Atom(tuple(part), width)
                part, width = [], 0.0
            part.append(letter)
            width += letter.width
    yield Atom(tuple(part), width)
