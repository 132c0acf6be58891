"""Notes in Markdown as blocks of a document. Nothing that was typed is lost, whatever was typed.

Paragraphs at the top level can be numbered (5.1, 5.2 …). A list that no paragraph leads into takes those numbers
itself, so that everything minuted can be cited.
"""

import re
from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from partnering_desk.documents import house
from partnering_desk.documents.blocks import BULLETS, NUMBERS, grid
from partnering_desk.documents.fonts import BOLD, Face
from partnering_desk.documents.house import GAP, STEP
from partnering_desk.documents.prose import INLINE_BREAKS, address, is_followable, parse, picture_words
from partnering_desk.documents.shapes import Panel, Rule
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text
from partnering_desk.documents.tagged.words import BREAK, Link, Run

HARD_SPACE = "\N{NO-BREAK SPACE}"


_PLAIN, _BOLD = Run(""), Run("", BOLD)
NARROWEST = 10 * GAP
"""The least width of a table's column, in points: a table with more of them is set as lines."""


def notes_blocks(notes: str, number: str = "", indent: float = 0.0, room: float = house.WIDTH) -> list[Flowable]:
    """The blocks of some notes, ``indent`` from the left in a column as wide as ``room``, both in points.

    With a ``number`` ("5") the paragraphs are numbered from it ("5.1", "5.2" …).
    """
    setter = _Setter(number, indent, room)
    setter.set_all(parse(notes).children)
    return setter.out


class _Setter:
    """Walks the tree of some notes and sets one block after another."""

    def __init__(self, number: str, indent: float, room: float) -> None:
        self.out: list[Flowable] = []
        self.number, self.indent, self.room = number, indent, room
        self.counted = 0  # how many numbers have been given
        self.led = False  # whether a paragraph came before, which a list then belongs to
        self.depth = 0
        self.marker = ""  # what stands before the next paragraph: a bullet or a number
        self.marked: Element | None = None  # what the marker is, where it is more than a part of its paragraph
        self.within: Element | None = None  # the item of a list that is being set

    def set_all(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            self.set(node)

    def set(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(node)
            case "heading":
                self._text(_inline(node, _BOLD), house.SUBHEADING, f"H{2 + int(node.tag[1])}")
                self.led = False
            case "bullet_list" | "ordered_list":
                self._list(node)
            case "blockquote":
                self._quote(node)
            case "hr":
                self._flush()
                self.out.append(Rule(self._left()))
            case "table":
                self._table(node)
            case _:  # code, fenced or indented
                self._verbatim(node)

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        if self.depth == 0:
            self.led = True
            self.marker = self.marker or self._next_number()
        self._text(_inline(node, _PLAIN), house.BODY)

    def _next_number(self) -> str:
        if not self.number:
            return ""
        self.counted += 1
        return f"{self.number}.{self.counted}"

    def _text(self, words: list[Run], base: ParagraphStyle, tag: str = "P") -> None:
        left = self._left()
        hang = STEP if self.depth else self.indent
        style = ParagraphStyle(
            "note",
            base,
            leftIndent=left,
            bulletIndent=left - hang,
            spaceAfter=3 if self.depth else base.spaceAfter,
        )
        block = Text(style, *words, tag=tag, parent=self.within, label=self.marker, label_element=self.marked)
        self.out.append(block)
        self.marker, self.marked = "", None

    def _left(self) -> float:
        return self.indent + STEP * self.depth

    def _flush(self) -> None:
        """Give a marker whose paragraph never came a line of its own."""
        if self.marker:
            self._text([Run(HARD_SPACE)], house.BODY)

    def _list(self, node: SyntaxTreeNode) -> None:
        self._flush()
        if self.number and not self.led and self.depth == 0 and node.type == "bullet_list":
            self._numbered_list(node)
            return
        self.depth += 1
        around = self.within
        whole = Element("L", around, about=BULLETS if node.type == "bullet_list" else NUMBERS)
        for at, item in enumerate(node.children):
            element = Element("LI", whole)
            self.marker, self.marked = _marker(node, at), Element("Lbl", element)
            self.within = Element("LBody", element)
            self.set_all(item.children)
            self._flush()
        self.depth -= 1
        self.within = around
        self.out[-1].spaceAfter = house.BODY.spaceAfter  # what follows stands off as from a paragraph

    def _numbered_list(self, node: SyntaxTreeNode) -> None:
        """The items take the numbers of paragraphs in place of bullets; what is inside an item takes none."""
        for item in node.children:
            self.marker = self._next_number()
            number, self.number = self.number, ""
            self.set_all(item.children)
            self._flush()
            self.number = number
        self.led = False

    def _quote(self, node: SyntaxTreeNode) -> None:
        self._flush()
        left = self._left()
        inner = _Setter("", 0.0, self.room - left - 5 * GAP)
        inner.set_all(node.children)
        quote = Element("BlockQuote", self.within)
        self.out.append(Panel(inner.out, house.HAIRLINE, fill=None, indent=left, whole=False, element=quote))

    def _verbatim(self, node: SyntaxTreeNode) -> None:
        self._flush()
        lines = node.content.rstrip("\n").split("\n")
        words = Text(house.CELL, *(run for line in lines for run in (Run(hard_spaces(line)), BREAK)))
        typed = Element("Div", self.within)
        self.out.append(Panel([words], house.HAIRLINE, house.SHADE, self._left(), whole=False, element=typed))

    def _table(self, node: SyntaxTreeNode) -> None:
        self._flush()
        head, *rows = [row for part in node.children for row in part.children]
        room = self.room - self._left()
        if room / len(head.children) < NARROWEST:
            for row in (head, *rows):
                self.out.append(Text(house.CELL, *_in_one_line(row), parent=self.within))
            return
        body = [_row(row, _PLAIN) for row in rows]
        self.out.append(
            grid(_row(head, _BOLD), body, [1.0] * len(head.children), room, element=Element("Table", self.within))
        )


def _row(row: SyntaxTreeNode, look: Run) -> list[Text]:
    return [Text(house.CELL, *_inline(entry, look)) for entry in row.children]


def _in_one_line(row: SyntaxTreeNode) -> list[Run]:
    entries = [[Run(" · ") if at else _PLAIN, *_inline(entry, _PLAIN)] for at, entry in enumerate(row.children)]
    return [run for entry in entries for run in entry]


def _marker(node: SyntaxTreeNode, at: int) -> str:
    if node.type == "bullet_list":
        return "•"
    return f"{int(node.attrs.get('start', 1)) + at}{node.markup}"


def hard_spaces(line: str) -> str:
    """A line of code keeps its indentation and its columns."""
    return re.sub(r"^ +| {2,}", lambda found: HARD_SPACE * len(found.group()), line.expandtabs(4))


def _inline(node: SyntaxTreeNode, look: Run) -> list[Run]:
    """What is inside a paragraph, in the look of what is around it."""
    if node.type in INLINE_BREAKS:
        return [BREAK]
    if node.type == "image":
        return [look._replace(words=picture_words(node))]
    if node.type == "code_inline":
        return [look._replace(words=node.content, shaded=True)]
    if not node.children:
        return [look._replace(words=node.content)] if node.type == "text" else []
    match node.type:
        case "strong":
            look = look._replace(face=Face(True, look.face.italic))
        case "em":
            look = look._replace(face=Face(look.face.bold, True))
        case "s":
            look = look._replace(struck=True)
        case "link":
            return _link(node, look)
    return [run for child in node.children for run in _inline(child, look)]


def _link(node: SyntaxTreeNode, look: Run) -> list[Run]:
    """A link that can be followed; an address that no reader could follow is written out."""
    target = address(node)
    if is_followable(target):
        look = look._replace(colour=house.ACCENT, link=Link(target, Element("Link")))
    words = [run for child in node.children for run in _inline(child, look)]
    return words if look.link or not target else [*words, look._replace(words=f" ({target})")]
