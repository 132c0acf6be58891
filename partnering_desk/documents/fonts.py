"""The fonts of every document, and which of them can show which letters.

Atkinson Hyperlegible sets the text. What it lacks (Greek, Cyrillic, rarer Latin, Arabic, Bengali, signs) is
taken, letter by letter, from the Noto fonts beside it, so that no reader meets an empty box.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from partnering_desk.documents.signs import PASTED
from partnering_desk.files import resource


class Face(NamedTuple):
    """One weight and slope of a font."""

    bold: bool = False
    italic: bool = False

    @property
    def suffix(self) -> str:
        """The end of the font's name: "Regular", "Bold", "Italic" or "BoldItalic"."""
        return (("Bold" if self.bold else "") + ("Italic" if self.italic else "")) or "Regular"


PLAIN = Face()
BOLD = Face(bold=True)
ITALIC = Face(italic=True)
BOLD_ITALIC = Face(bold=True, italic=True)
FACES = (PLAIN, BOLD, ITALIC, BOLD_ITALIC)

TEXT = "AtkinsonHyperlegible"
# Each family, in the order in which a letter is looked for, with the faces that it has.
FAMILIES = {
    TEXT: FACES,
    "NotoSans": FACES,
    "NotoSansArabic": (PLAIN, BOLD),
    "NotoSansBengali": (PLAIN, BOLD),
    "NotoSansSymbols": (PLAIN,),
    "NotoSansSymbols2": (PLAIN,),
}

SHAPED = frozenset({"NotoSansArabic", "NotoSansBengali"})
"""The families whose letters change with their neighbours."""
_JOINERS = "\u200c\u200d"  # they say whether two letters of such a family join
_STRAY_JOINER = re.compile("(?<![\u0600-\u06ff\u0980-\u09ff])[\u200c\u200d]")

# The space in "J. Amadi" and in "4 December".
_TOGETHER = re.compile(
    r"(?<=\b[A-Z]\.) (?=[A-Z])"
    r"|(?<=\d) (?=(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)"
)


def font_name(face: Face = PLAIN, family: str = TEXT) -> str:
    """The name of a font by its family and face, made known to ReportLab when first asked for.

    A family that lacks the face lends its nearest: first of the same weight, then its regular.
    """
    return _font(family, face).fontName


@cache
def _font(family: str, face: Face) -> TTFont:
    has = FAMILIES[family]
    nearest = next(one for one in (face, Face(bold=face.bold), PLAIN) if one in has)
    return _load(f"{family}-{nearest.suffix}")


@cache
def _load(file: str) -> TTFont:
    font = TTFont(file, str(resource(f"fonts/{file}.ttf")))
    registerFont(font)
    return font


@cache
def _covered(family: str) -> frozenset[int]:
    """The letters that a family can show; all its faces hold the same."""
    return frozenset(_font(family, PLAIN).face.charToGlyph)


class _Kept(dict[int, str]):
    """What is kept of each letter: a space for breaks and tabs, nothing of what nobody can see."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter.isspace() and letter != "\N{NO-BREAK SPACE}":
            kept = " "
        else:
            kept = "" if unicodedata.category(letter) in ("Cc", "Cf") and letter not in _JOINERS else letter
        self[code] = kept
        return kept


_KEPT = _Kept()


def clean(text: str) -> str:
    """Text as it can be set: composed letters, spaces for breaks and tabs, without what nobody can see.

    Unseen are the control and format characters (a soft hyphen, a byte order mark), a joiner too unless it is after
    a letter that it can join.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STRAY_JOINER.sub("", unicodedata.normalize("NFC", text.translate(PASTED)).translate(_KEPT))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The letters of a text that no font of ours can show, each once, in the order met."""
    letters = dict.fromkeys(letter for letter in clean(text) if not letter.isascii() and letter not in _JOINERS)
    return tuple(letter for letter in letters if _family(letter) is None)


def bound(text: str) -> str:
    """Text in which no line breaks between an initial and its name, nor between a day and its month."""
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Text in runs of one family each that can show it: family and letters.

    A letter that no font has is written as its number, "[U+4E2D]", so that it is not lost without a trace.
    """
    set_in = (pair for cluster in clusters(text) for pair in _placed(cluster))
    for family, pairs in groupby(set_in, key=lambda pair: pair[0]):
        yield family, "".join(letters for _, letters in pairs)


def clusters(text: str) -> Iterator[str]:
    """Letters with the marks that stand on them and the joiners after them, which must come from one font."""
    cluster = ""
    for letter in text:
        if cluster and not unicodedata.category(letter).startswith("M") and letter not in _JOINERS:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _placed(cluster: str) -> Iterator[tuple[str, str]]:
    family = _family(cluster)
    if family is not None:
        yield family, cluster
    elif len(cluster) == 1:
        yield TEXT, f"[U+{ord(cluster):04X}]"
    else:
        for letter in cluster:
            yield from _placed(letter)


@cache
def _family(cluster: str) -> str | None:
    letters = set(map(ord, cluster))
    return next((family for family in FAMILIES if letters <= _covered(family)), None)
