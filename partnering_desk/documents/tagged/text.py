"""The flowable that shows words: broken into lines, drawn as a part of the document's structure."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.rl_accel import fp_str
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnering_desk.documents.fonts import BOLD, PLAIN, Face, font_name
from partnering_desk.documents.tagged.direction import direction, leads_left, mirrored, visual_order
from partnering_desk.documents.tagged.pen import Pen, language_of
from partnering_desk.documents.tagged.scale import Scale
from partnering_desk.documents.tagged.sheet import ARTIFACT, END, Sheet
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.words import Atom, Line, Piece, Run, Words, atoms, lines, width_of

FEWEST = 2
"""So many lines of a paragraph, at least, stand on either side of a page's end."""
RULE = 0.5
"""How thick the line under a link, or through struck words, is in points."""
CELLS = ("TH", "TD")
"""What goes as the language of the whole document does, whatever it begins with: a column of names keeps its edge."""
CLOSE = 1e-3
"""Where words follow on so closely, in points, they are one stretch."""
SHADED = HexColor("#f4f5f7")
"""The ground of words typed as code."""


class Placed(NamedTuple):
    """Letters and where they begin on the line, in points from its start."""

    x: float
    piece: Piece
    leftwards: bool = False


class Text(Flowable):
    """A paragraph, a heading, a cell: words set in a style, an element of the structure.

    The ``label`` ("5.1", "•") hangs before the first line. It is read as a part of the words, or as an element of its
    own when there is one for it.
    """

    canv: Sheet

    def __init__(
        self,
        style: ParagraphStyle,
        *words: Words,
        tag: str = "P",
        parent: Element | None = None,
        label: str = "",
        label_element: Element | None = None,
    ) -> None:
        super().__init__()
        self.style, self.label, self.label_element = style, label, label_element
        self.element = Element(tag, parent)
        face = face_of(style)
        self._words = [Run(each, face) if isinstance(each, str) else each for each in words]
        self._adorned = any(run.link or run.struck or run.under or run.shaded for run in self._words)
        self._scale: Scale | None = None  # that of the sheet, once it is known
        self._set = style  # the style in that scale
        self._atoms: list[Atom] = []
        self._leftwards = False  # whether the whole goes from right to left
        self._lines: list[Line] = []
        self._broken_at = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width, and the height of the lines."""
        return self.measured(width, self._scale or self.canv.setting)

    def measured(self, width: float, scale: Scale) -> tuple[float, float]:
        """How wide and how tall the lines are in a column of some width, in points."""
        if self._scale is None:
            self._scale, self._set = scale, scale.style(self.style)
            self._atoms = atoms(self._words, self._set.fontSize)
            self._leftwards = leads_left([piece.text for atom in self._atoms for piece in atom.pieces])
        style = self._set
        if width != self._broken_at:
            room = width - style.leftIndent - style.rightIndent
            self._lines = lines(self._atoms, room - self._pushed(style), room)
            self._broken_at = width
        self.width, self.height = width, len(self._lines) * style.leading
        return self.width, self.height

    def longest_line(self) -> float:
        """How wide the words are, once they are in lines, in points."""
        return max((_width(line) for line in self._lines), default=0.0)

    def widest_word(self) -> float:
        """How wide the widest word is, or part of a long one, once the words are measured, in points."""
        return max((atom.width for atom in self._atoms), default=0.0)

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Cut between lines, with a few of them at least on either side."""
        self.wrap(width, height)
        # It is asked only where it does not fit; should all seem to, by a hair, the last lines go over all the same.
        fit = min(int((height + 1e-6) / self._set.leading), len(self._lines) - FEWEST)
        return [self._part(self._lines[:fit], self.label), self._part(self._lines[fit:])] if fit >= FEWEST else []

    def _part(self, some: list[Line], label: str = "") -> "Text":
        part = type(self)(self.style, label=label, label_element=self.label_element)
        part.element, part._adorned, part._scale, part._set = self.element, self._adorned, self._scale, self._set
        part._atoms, part._leftwards = [atom for line in some for atom in line], self._leftwards
        return part

    def _labelled(self, style: ParagraphStyle) -> list[Atom]:
        """The label, with the space that follows it where it is read as a part of the words."""
        space = "" if self.label_element else " "
        return atoms([Run(self.label + space, face_of(style))], style.bulletFontSize) if self.label else []

    def _pushed(self, style: ParagraphStyle) -> float:
        """How far a wide label pushes the first line to the right, in points."""
        if not self.label:
            return 0.0
        needed = style.bulletIndent + _width(self._labelled(style)) + 0.6 * style.bulletFontSize
        return max(0.0, needed - style.leftIndent)

    def draw(self) -> None:
        """Draw the lines from the top; one that is read only once is decoration when it comes again."""
        if self.label_element:
            self.canv.structure.place(self.label_element)
        with self.canv.within(self.element):
            self._draw_words()

    def _draw_words(self) -> None:
        style = self._set
        top = self.height - style.fontSize
        pen = Pen(self.canv)
        if self.label:
            self._write(pen, _in_line(self._labelled(style), style.bulletIndent), top, self.label_element)
        drawn: list[tuple[float, list[Placed]]] = []
        for number, some in enumerate(self._lines):
            x = style.leftIndent + (0 if number else self._pushed(style))
            y = top - number * style.leading
            both = self._leftwards or any(map(_goes_left, _pieces(some)))
            placed = self._both_ways(some, x, style) if both else _in_line(some, x)
            self._write(pen, placed, y)
            drawn.append((y, placed))
        adorned = [(y, line) for y, line in drawn if self._adorned]
        under = [shape for y, line in adorned for shape in _shades(line, y, style)]
        rules = [shape for y, line in adorned for shape in _rules(line, y, style)]
        self.canv._code.append("\n".join(["q", *_artifact(under), pen.end(), *_artifact(rules), "Q"]))
        for y, line in adorned:
            self._follow(line, y, style)

    def _both_ways(self, line: Line, x: float, style: ParagraphStyle) -> list[Placed]:
        """Where the pieces of a line stand of which some go from right to left, in the order in which they are read."""
        pieces = [part for piece in _pieces(line) for part in _signs(piece)]
        turned = self._leftwards and self.element.tag not in CELLS
        if turned:
            x = self.width - style.rightIndent - _width(line)
        end = [pieces.pop()] if pieces[-1].text == " " else []
        places: dict[int, Placed] = {}
        for at, leftwards in visual_order([piece.text for piece in pieces], turned):
            places[at] = Placed(x, pieces[at], leftwards)
            x += pieces[at].width
        return [*(places[at] for at in range(len(pieces))), *(Placed(x, piece) for piece in end)]

    def _write(self, pen: Pen, line: list[Placed], y: float, element: Element | None = None) -> None:
        """Write the pieces of a line in the order in which they are read."""
        language = ""
        expected = -1.0
        for x, piece, leftwards in line:
            owner = piece.run.link.element if piece.run.link else element or self.element
            language = language if piece.text == " " else language_of(piece.text)
            turned = _goes_left(piece)
            if turned:
                owner, language = Element("Span", owner, language=language, instead=piece.text), ""
            pen.look(piece.font, piece.size, piece.run.colour or self.style.textColor, owner, language)
            if abs(x - expected) > CLOSE:
                pen.move(x, y)
            expected = -1.0 if turned else x + piece.width
            if turned:
                pen.shape_leftwards(piece.glyphs)
            elif piece.glyphs:
                pen.shape(piece.glyphs, piece.text, piece.width)
            elif leftwards and not direction(piece.text):
                pen.write_as(mirrored(piece.text), piece.text)
            else:
                pen.write(piece.text)

    def _follow(self, line: list[Placed], y: float, style: ParagraphStyle) -> None:
        """Make the links of a line, whose words stand at ``y``, links that can be followed."""
        for begin, end, run in _stretches(line, lambda run: run.link):
            if run.link:
                words = "".join(each.piece.text for each in line if each.piece.run.link is run.link).strip()
                area = (begin, y - style.fontSize / 4, end, y + style.fontSize)
                self.canv.follow(run.link.target, words, area, run.link.element)


def face_of(style: ParagraphStyle) -> Face:
    """The face of a style's font."""
    return BOLD if style.fontName == font_name(BOLD) else PLAIN


def _in_line(line: Line, x: float) -> list[Placed]:
    """Where the pieces of a line stand that all go from left to right, beginning at a place."""
    placed: list[Placed] = []
    for piece in _pieces(line):
        placed.append(Placed(x, piece))
        x += piece.width
    return placed


def _width(line: Line) -> float:
    """How wide a line is without the space at its end, in points."""
    return sum(atom.width + (atom.space.width if atom.space else 0.0) for atom in line[:-1]) + line[-1].width


def _pieces(line: Line) -> Iterator[Piece]:
    """The pieces of a line in the order in which they are read, with the spaces between and after them."""
    for atom in line:
        yield from atom.pieces
        if atom.space:
            yield atom.space


def _goes_left(piece: Piece) -> bool:
    return bool(piece.glyphs) and direction(piece.text) == "R"


def _signs(piece: Piece) -> Iterator[Piece]:
    """A piece that has no direction of its own, sign by sign; any other as it is."""
    if direction(piece.text):
        yield piece
        return
    for sign in piece.text:
        yield piece._replace(text=sign, width=width_of(sign, piece.font, piece.size))


def _stretches(line: list[Placed], look: Callable[[Run], object]) -> Iterator[tuple[float, float, Run]]:
    """Where something of the look of words begins and ends on a line; the space at its end is left out."""
    for _, stretch in groupby(line, key=lambda each: look(each.piece.run)):
        shown = list(stretch)
        while shown and shown[-1].piece.text == " " and shown[-1] is line[-1]:
            shown.pop()
        if shown:
            end = max(each.x + each.piece.width for each in shown)
            yield min(each.x for each in shown), end, shown[0].piece.run


def _box(colour: Color, x: float, y: float, width: float, height: float) -> str:
    return f"{fp_str(colour.rgb())} rg {fp_str(x, y, width, height)} re f"


def _shades(line: list[Placed], y: float, style: ParagraphStyle) -> Iterator[str]:
    for begin, end, run in _stretches(line, lambda run: run.shaded):
        if run.shaded:
            yield _box(SHADED, begin, y - style.leading + style.fontSize, end - begin, style.leading)


def _rules(line: list[Placed], y: float, style: ParagraphStyle) -> Iterator[str]:
    for begin, end, run in _stretches(line, lambda run: (run.link, run.struck, run.under)):
        colour = run.colour or style.textColor
        if run.link or run.under:
            yield _box(colour, begin, y - 1.5, end - begin, RULE)
        if run.struck:
            yield _box(colour, begin, y + style.fontSize / 4, end - begin, RULE)


def _artifact(shapes: list[str]) -> list[str]:
    return [ARTIFACT, *shapes, END] if shapes else []
