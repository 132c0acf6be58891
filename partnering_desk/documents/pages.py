"""An outline as a PDF on A4: the blocks that HTML, Word and plain text are made of, set on tagged pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnering_desk.documents import house, tables
from partnering_desk.documents.blocks import BULLETS, NUMBERS, cells, grid, head_cells, head_of_page_one, heading
from partnering_desk.documents.fonts import Face, clean
from partnering_desk.documents.house import GAP, NUMBER, STEP, WIDTH
from partnering_desk.documents.outline import (
    Block,
    Box,
    Change,
    Grid,
    Heading,
    Kind,
    Listing,
    Look,
    Outline,
    Para,
    People,
    Rule,
    Run,
    Status,
    Verbatim,
    Words,
)
from partnering_desk.documents.shapes import Chip, Panel
from partnering_desk.documents.shapes import Rule as Line
from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text
from partnering_desk.documents.tagged.words import BREAK, Link
from partnering_desk.documents.tagged.words import Run as SetRun

HARD_SPACE = "\N{NO-BREAK SPACE}"

_CLOSE = ParagraphStyle("close", house.BODY, spaceAfter=2, keepWithNext=1)
_CAPTION = ParagraphStyle("caption", house.QUIET_TEXT, spaceAfter=0, keepWithNext=1)
_LOOKS = {Look.BODY: house.BODY, Look.QUIET: house.QUIET_TEXT, Look.CLOSE: _CLOSE}
_CHANGED = {Change.ADDED: house.GOOD, Change.REMOVED: house.CARE}
_BOXES: dict[Kind, tuple[Color, Color | None]] = {
    Kind.DECISION: (house.ACCENT, house.TINT),
    Kind.DOUBTFUL: (house.CARE, house.CARE_TINT),
    Kind.ASIDE: (house.QUIET, house.SHADE),
    Kind.QUOTE: (house.HAIRLINE, None),
}


def outline_pdf(outline: Outline, scale: Scale = NORMAL) -> bytes:
    """What an outline says, as a PDF on A4. The same outline in the same scale gives the same bytes."""
    return house.render(outline.header, outline.kind, lambda: _story(outline, scale), scale)


def set_blocks(
    blocks: Iterable[Block],
    scale: Scale = NORMAL,
    indent: float = 0.0,
    room: float = WIDTH,
    within: Element | None = None,
) -> list[Flowable]:
    """Some blocks as they are set on pages, ``indent`` from the left in a column as wide as ``room``, in points.

    They are parts of the element ``within``, where one is given.
    """
    setter = _Setter(scale, room, within)
    setter.indent = indent
    setter.set_all(blocks)
    return setter.out


def _story(outline: Outline, scale: Scale) -> list[Flowable]:
    return [*head_of_page_one(outline.header, outline.kind), *set_blocks(outline.body, scale)]


class _Setter:
    """Sets one block after another in a column as wide as ``room``, in points."""

    def __init__(self, scale: Scale, room: float, within: Element | None = None) -> None:
        self.out: list[Flowable] = []
        self.scale, self.room = scale, room
        self.within = within  # the item of a list that is being set
        self.indent = 0.0  # what stands under a numbered heading hangs beside its number
        self.depth = 0
        self.marker = ""  # what stands before the next paragraph: a bullet or a number
        self.marked: Element | None = None

    def set_all(self, blocks: Iterable[Block]) -> None:
        """Set the blocks, in their order."""
        for block in blocks:
            self._set(block)

    def _set(self, block: Block) -> None:
        if not isinstance(block, Para | Heading):
            self._flush()
        match block:
            case Heading():
                self._heading(block)
            case Para():
                self._text(set_words(block.words), _LOOKS[block.look], number=block.number)
            case Status():
                self.out.append(Chip(block.words, *house.TONES[block.tone]))
            case Listing():
                self._listing(block)
            case Grid():
                self._grid(block)
            case People():
                self._people(block)
            case Box():
                self._box(block)
            case Verbatim():
                runs = [run for line in block.lines for run in (SetRun(_hard_spaces(line)), BREAK)]
                typed = [Text(house.CELL, *runs)]
                self._panel(typed, house.HAIRLINE, house.SHADE, "Div", whole=False)
            case Rule():
                self.out.append(Line(self._left()))

    def _left(self) -> float:
        return self.indent + STEP * self.depth

    def _heading(self, block: Heading) -> None:
        if block.level > 2:
            self._text([SetRun(block.words, Face(True, False))], house.SUBHEADING, f"H{block.level}")
            return
        self.out.append(heading(block.words, block.number, block.aside))
        self.indent = NUMBER if block.number else 0.0

    def _text(self, words: Sequence[SetRun], base: ParagraphStyle, tag: str = "P", number: str = "") -> None:
        left = self._left()
        style = ParagraphStyle(
            base.name,
            base,
            leftIndent=left,
            bulletIndent=left - (STEP if self.depth else self.indent),
            spaceAfter=min(3, base.spaceAfter) if self.depth else base.spaceAfter,
        )
        label, self.marker = self.marker or number, ""
        element, self.marked = self.marked, None
        self.out.append(Text(style, *words, tag=tag, parent=self.within, label=label, label_element=element))

    def _flush(self) -> None:
        """Give a marker that no paragraph follows a line of its own."""
        if self.marker:
            self._text([SetRun(HARD_SPACE)], house.BODY)

    def _listing(self, block: Listing) -> None:
        around = self.within
        whole = Element("L", around, about=BULLETS if block.start is None else NUMBERS)
        self.depth += 1
        for at, item in enumerate(block.items):
            element = Element("LI", whole)
            self.marker = block.label(at)
            self.marked, self.within = Element("Lbl", element), Element("LBody", element)
            self.set_all(item)
            self._flush()
        self.depth -= 1
        self.within = around
        if self.out:
            self.out[-1].spaceAfter = house.BODY.spaceAfter  # what follows stands off as from a paragraph

    def _grid(self, block: Grid) -> None:
        """A table; where its columns would be too narrow to be read, its rows one below the other."""
        element = Element("Table", self.within)
        head = [Text(house.CELL, *set_words(words, bold=True)) for words in block.head]
        rows = [[Text(house.CELL, *set_words(words)) for words in row] for row in block.rows]
        room = self.room - self._left()
        widths = tables.widths([head, *rows], room, self.scale)
        if not widths:
            self._rows_as_lines(block)
            return
        if block.caption:
            self.out.append(self._caption(block.caption, "Caption", element))
        self.out.append(grid(head, rows, widths, room, named=block.heads_rows, element=element))

    def _caption(self, words: str, tag: str, parent: Element | None) -> Text:
        return Text(ParagraphStyle("caption", _CAPTION, leftIndent=self._left()), words, tag=tag, parent=parent)

    def _rows_as_lines(self, block: Grid) -> None:
        if block.caption:
            self.out.append(self._caption(block.caption, "P", self.within))
        items = tuple(tuple(_lines_of(block.head, row)) for row in block.rows)
        self._listing(Listing(items))

    def _people(self, block: People) -> None:
        listed = [names or ("Nobody",) for _, names in block.columns]
        rows = [cells(*line) for line in zip_longest(*listed, fillvalue="")]
        head = head_cells(*(title for title, _ in block.columns))
        room = self.room - self._left()
        shares = [1.0] * len(block.columns)
        self.out.append(grid(head, rows, shares, room, ruled=False, element=Element("Table", self.within)))

    def _box(self, block: Box) -> None:
        quote = block.kind is Kind.QUOTE
        inner = _Setter(self.scale, self.room - self._left() - 5 * GAP)
        inner.set_all(block.blocks)
        panel = self._panel(inner.out, *_BOXES[block.kind], "BlockQuote" if quote else "Div", whole=not quote)
        if block.kind in (Kind.DECISION, Kind.DOUBTFUL):
            panel.entry = next((clean(one.words) for one in block.blocks if isinstance(one, Heading)), "")

    def _panel(self, blocks: Sequence[Flowable], bar: Color, fill: Color | None, tag: str, *, whole: bool) -> Panel:
        panel = Panel(blocks, bar, fill, self._left(), whole, Element(tag, self.within))
        self.out.append(panel)
        return panel


def _hard_spaces(line: str) -> str:
    """A line of code keeps its indentation and its columns."""
    return re.sub(r"^ +| {2,}", lambda found: HARD_SPACE * len(found.group()), line)


def _lines_of(head: Sequence[Words], row: Sequence[Words]) -> Iterator[Para]:
    """A row as lines: what heads it, then each cell after the title of its column."""
    first, *others = row
    said = [tuple(replace(run, bold=True) for run in first)]
    for title, words in zip(head[1:], others, strict=False):
        label = "".join(run.text for run in title)
        if words:
            said.append((Run(f"{label}. ", bold=True), *words) if label else words)
    yield from (Para(words, Look.CLOSE) for words in said[:-1])
    yield Para(said[-1])


def set_words(words: Words, *, bold: bool = False) -> list[SetRun]:
    """Words as the pages take them; what leads to one address without a break is one link."""
    made: list[SetRun] = []
    for target, runs in groupby(words, key=lambda run: run.link):
        link = Link(target, Element("Link")) if target else None
        made += [_run(run, link, bold) for run in runs]
    return made


def _run(run: Run, link: Link | None, bold: bool) -> SetRun:
    if run.line_break:
        return BREAK
    face = Face(bold or run.bold, run.italic)
    colour = _CHANGED.get(run.change, house.ACCENT if link else None)
    struck, under = run.struck or run.change is Change.REMOVED, run.change is Change.ADDED
    return SetRun(run.text, face, colour, link, struck=struck, under=under, shaded=run.code)
