"""Letters that change with their neighbours (Arabic, Bengali) or carry marks: which glyphs show them, and where."""

from functools import cache, lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from partnering_desk.documents.tagged.direction import direction
from partnering_desk.files import resource

_ALLOTTING = Lock()  # previews are made on threads of their own
_OWN = 0xF0000
"""From here on, letters without a meaning (Unicode's private ones) stand for a font's glyphs."""


class Glyph(NamedTuple):
    """One glyph: the letter that the font knows it by, and its place and width in thousandths of the size.

    ``shows`` is what a reader reads for it, which is nothing when the glyph before it stands for its letters too.
    """

    letter: str
    shows: str
    x: float
    up: float
    width: float


class Shaped(NamedTuple):
    """Letters as glyphs, from left to right as they stand, and their width in thousandths of the size."""

    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(5_000)
def shaped(text: str, font: str) -> Shaped:
    """Letters that are written in one direction, as glyphs."""
    harfbuzz, known = _harfbuzz(), _shaper(font)
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if direction(text) == "R" else "ltr"
    buffer.cluster_level = harfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    harfbuzz.shape(known, buffer)
    met = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    shows = {start: text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)}
    scale = 1000 / known.face.upem
    glyphs: list[Glyph] = []
    x = 0.0
    bases = {info.cluster: at for at, (info, place) in enumerate(met) if place.x_advance}  # others are marks on them
    for at, (info, place) in enumerate(met):
        shown = shows[info.cluster] if bases.get(info.cluster, at) == at else ""
        letter, width = _letter(font, info.codepoint, shown)
        glyphs.append(Glyph(letter, shown, x + place.x_offset * scale, place.y_offset * scale, width))
        x += place.x_advance * scale
    return Shaped(tuple(glyphs), x)


@cache
def _harfbuzz() -> Any:
    return import_module("uharfbuzz")  # which tells no types; and only documents with such letters need it


@cache
def _shaper(font: str) -> Any:
    harfbuzz = _harfbuzz()
    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(str(resource(f"fonts/{font}.ttf")))))


@cache
def _letter(font: str, number: int, shows: str) -> tuple[str, float]:
    """The letter for a glyph that shows some letters, made known to ReportLab's font, and the glyph's width."""
    known, shaper = getFont(font), _shaper(font)
    assert isinstance(known, TTFont)
    with _ALLOTTING:
        letter = max(max(known.face.charToGlyph), _OWN) + 1
        width: float = shaper.get_glyph_h_advance(number) * 1000 / shaper.face.upem
        known.face.charToGlyph[letter], known.face.charWidths[letter] = number, width
    return chr(letter), width
