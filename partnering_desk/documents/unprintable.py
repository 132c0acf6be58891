"""What a document could not show: the letters that no font of the house has."""

from collections.abc import Iterator
from dataclasses import asdict

from partnering_desk.documents.fonts import missing_glyphs
from partnering_desk.documents.snapshots import AgendaSheet, AppendixSheet, MinutesSheet

Sheet = AgendaSheet | AppendixSheet | MinutesSheet


def without_glyph(sheet: Sheet) -> tuple[str, ...]:
    """The letters of a sheet that would be printed as numbers ("[U+4E2D]"), each once, in the order met."""
    return tuple(dict.fromkeys(letter for words in _words(asdict(sheet)) for letter in missing_glyphs(words)))


def _words(held: object) -> Iterator[str]:
    """Every text of what a sheet holds."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        yield from _words(list(held.values()))
    elif isinstance(held, list | tuple):
        for each in held:
            yield from _words(each)
