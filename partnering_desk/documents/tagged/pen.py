"""Writes words on a sheet: the operators of one text object, each stretch of it marked as what it is."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from partnering_desk.documents.tagged.shaping import Glyph
from partnering_desk.documents.tagged.sheet import END, Sheet
from partnering_desk.documents.tagged.structure import Element

SHORT = 100
"""Programs that take text out take a longer move within a word for a space; in thousandths of the size."""
CLOSE = 0.01
"""A move that nobody can see, in thousandths of the size."""
_SCRIPTS = {"GREEK": "und-Grek", "CYRILLIC": "und-Cyrl", "ARABIC": "und-Arab", "BENGALI": "und-Beng"}
"""The languages of passages, as far as their letters tell: the script is known, the language is not."""


@lru_cache(20_000)
def language_of(text: str) -> str:
    """What a reader is told of the language of a word, by its letters; nothing of words in the letters of English."""
    if text.isascii():
        return ""
    return next((_SCRIPTS.get(unicodedata.name(each, "").split(" ")[0], "") for each in text if each.isalpha()), "")


class Pen:
    """Gathers words that follow one another in one look, and writes them when the look changes."""

    def __init__(self, sheet: Sheet) -> None:
        self.code = ["BT"]
        self._sheet = sheet
        self._text, self._font, self._size = "", "", 0.0
        self._shown_in: tuple[str, float, int] = ("", 0.0, -1)
        self._colour: Color | None = None
        self._element: Element | None = None
        self._marked = False
        self._language = ""

    def move(self, x: float, y: float) -> None:
        """Go on at a place on the page, in points."""
        self._flush()
        self.code.append(f"1 0 0 1 {fp_str(x, y)} Tm")

    def look(self, font: str, size: float, colour: Color, element: Element, language: str) -> None:
        """Go on in a font of so many points and a colour, with words of an element in a language."""
        if not self._marked or element is not self._element:
            self._end_mark()
            self.code.append(self._sheet.opening(element))
            self._element, self._marked = element, True
        if language != self._language:
            self._end_language()
            self._language = language
            if language:
                self.code.append(f"/Span <</Lang({language})>> BDC")
        if (font, size) != (self._font, self._size) or colour is not self._colour:
            self._flush()
        self._font, self._size = font, size
        if colour is not self._colour:
            self.code.append(f"{fp_str(colour.rgb())} rg")
            self._colour = colour

    def write(self, text: str) -> None:
        """Write letters, one after the other."""
        self._text += text

    def write_as(self, shown: str, meant: str) -> None:
        """Write letters that stand for others: a bracket in text from right to left."""
        self._flush()
        self.code.append(_instead(meant))
        self.write(shown)
        self._flush()
        self.code.append(END)

    def shape(self, glyphs: Sequence[Glyph], meant: str, width: float) -> None:
        """Write glyphs from left to right, which a reader reads as some letters, and go on ``width`` points along."""
        self._flush()
        self.code.append(_instead(meant))
        end = self._show_glyphs(glyphs)
        self.code.append(END)
        rest = _moved(1000 * width / self._size - end)
        self.code += [f"[{rest}] TJ"] if rest else []

    def shape_leftwards(self, glyphs: Sequence[Glyph]) -> None:
        """Write glyphs of letters that go to the left; whatever takes text out turns them round by itself.

        Their dots come last, and are read as nothing: between the letters they would seem to part them.
        """
        self._flush()
        self._show_glyphs([glyph for glyph in glyphs if glyph.shows])
        self.code.append(_instead(""))
        self._show_glyphs([glyph for glyph in glyphs if not glyph.shows], glyphs[-1].x + glyphs[-1].width)
        self.code.append(END)

    def _show_glyphs(self, glyphs: Sequence[Glyph], at: float = 0.0) -> float:
        """Show glyphs on from ``at``, in thousandths of the size from where their word begins; where they end."""
        shown = self._sheet.shows.setdefault(self._font, {})
        for letter, shows, x, up, width in glyphs:
            shown[letter] = shows
            rise = f"{fp_str(up * self._size / 1000)} Ts " if up else ""
            self._show(letter, f"{rise}[{_moved(x - at)}({{}})] TJ{' 0 Ts' if up else ''}")
            at = x + width
        return at

    def end(self) -> str:
        """All that was written, as operators."""
        self._end_mark()
        return "\n".join([*self.code, "ET"])

    def _end_mark(self) -> None:
        self._end_language()
        if self._marked:
            self.code.append(END)
            self._marked = False

    def _end_language(self) -> None:
        self._flush()
        if self._language:
            self.code.append(END)
            self._language = ""

    def _flush(self) -> None:
        text, self._text = self._text, ""
        if text:
            self._show(text, "({}) Tj")

    def _show(self, text: str, operator: str) -> None:
        document, font = self._sheet._doc, getFont(self._font)
        assert isinstance(font, TTFont)
        for subset, letters in font.splitString(text, document):
            if (self._font, self._size, subset) != self._shown_in:
                self.code.append(f"{font.getSubsetInternalName(subset, document)} {fp_str(self._size)} Tf")
                self._shown_in = self._font, self._size, subset
            self.code.append(operator.format(escapePDF(letters)))


def _moved(by: float) -> str:
    """A move to the right or the left as numbers of a TJ, in steps so short that none is taken for a space."""
    steps = max(1, ceil(by / SHORT)) if abs(by) > CLOSE else 0
    return f"{fp_str(-by / steps)} " * steps if steps else ""


def _instead(meant: str) -> str:
    """The operator that begins glyphs which a reader reads as some letters."""
    return f"/Span <</ActualText <FEFF{meant.encode('utf-16-be').hex().upper()}>>> BDC"
