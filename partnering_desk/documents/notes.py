"""Notes in Markdown as blocks of a document. Nothing that was typed is lost, whatever was typed.

Paragraphs at the top level can be numbered (5.1, 5.2 …). A list that no paragraph leads into takes those numbers
itself, so that everything minuted can be cited.
"""

import re
from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from partnering_desk.documents import house
from partnering_desk.documents.blocks import grid
from partnering_desk.documents.fonts import BOLD, PLAIN, Face, markup
from partnering_desk.documents.house import GAP, STEP
from partnering_desk.documents.prose import INLINE_BREAKS, address, is_followable, parse, picture_words
from partnering_desk.documents.shapes import Panel, Rule

HARD_SPACE = "\N{NO-BREAK SPACE}"


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

    def set_all(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            self.set(node)

    def set(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph":
                self._paragraph(node)
            case "heading":
                self._text(_inline(node, BOLD), house.SUBHEADING)
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
        self._text(_inline(node, PLAIN), house.BODY)

    def _next_number(self) -> str:
        if not self.number:
            return ""
        self.counted += 1
        return f"{self.number}.{self.counted}"

    def _text(self, words: str, base: ParagraphStyle) -> None:
        left = self._left()
        hang = STEP if self.depth else self.indent
        style = ParagraphStyle(
            "note",
            base,
            leftIndent=left,
            bulletIndent=left - hang,
            spaceAfter=3 if self.depth else base.spaceAfter,
        )
        self.out.append(Paragraph(words, style, bulletText=self.marker or None))
        self.marker = ""

    def _left(self) -> float:
        return self.indent + STEP * self.depth

    def _flush(self) -> None:
        """Give a marker whose paragraph never came a line of its own."""
        if self.marker:
            self._text(HARD_SPACE, house.BODY)

    def _list(self, node: SyntaxTreeNode) -> None:
        self._flush()
        if self.number and not self.led and self.depth == 0 and node.type == "bullet_list":
            self._numbered_list(node)
            return
        self.depth += 1
        for at, item in enumerate(node.children):
            self.marker = _marker(node, at)
            self.set_all(item.children)
            self._flush()
        self.depth -= 1
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
        self.out.append(Panel(inner.out, bar=house.HAIRLINE, fill=None, indent=left, whole=False))

    def _verbatim(self, node: SyntaxTreeNode) -> None:
        self._flush()
        lines = (markup(_hard_spaces(line)) for line in node.content.rstrip("\n").split("\n"))
        words = Paragraph("<br/>".join(lines), house.CELL)
        left = self._left()
        self.out.append(Panel([words], bar=house.HAIRLINE, fill=house.SHADE, indent=left, whole=False))

    def _table(self, node: SyntaxTreeNode) -> None:
        self._flush()
        head, *rows = [row for part in node.children for row in part.children]
        room = self.room - self._left()
        if room / len(head.children) < NARROWEST:
            for row in (head, *rows):
                self.out.append(Paragraph(" · ".join(_inline(entry, PLAIN) for entry in row.children), house.CELL))
            return
        self.out.append(grid(_row(head, BOLD), [_row(row, PLAIN) for row in rows], [1.0] * len(head.children), room))


def _row(row: SyntaxTreeNode, face: Face) -> list[Flowable]:
    return [Paragraph(_inline(entry, face), house.CELL) for entry in row.children]


def _marker(node: SyntaxTreeNode, at: int) -> str:
    if node.type == "bullet_list":
        return "•"
    return f"{int(node.attrs.get('start', 1)) + at}{node.markup}"


def _hard_spaces(line: str) -> str:
    """A line of code keeps its indentation and its columns."""
    return re.sub(r"^ +| {2,}", lambda found: HARD_SPACE * len(found.group()), line.expandtabs(4))


def _inline(node: SyntaxTreeNode, face: Face) -> str:
    """What is inside a paragraph as ReportLab's markup."""
    if node.type in INLINE_BREAKS:
        return "<br/>"
    if node.type == "image":
        return markup(picture_words(node), face)
    if node.type == "code_inline":
        return f'<font backColor="#f4f5f7">{markup(node.content, face)}</font>'
    if not node.children:
        return markup(node.content if node.type == "text" else "", face)
    if node.type == "strong":
        face = Face(True, face.italic)
    elif node.type == "em":
        face = Face(face.bold, True)
    words = "".join(_inline(child, face) for child in node.children)
    match node.type:
        case "link":
            return _link(words, address(node), face)
        case "s":
            return f"<strike>{words}</strike>"
    return words


def _link(words: str, target: str, face: Face) -> str:
    """A link that can be followed; an address that no reader could follow is written out."""
    if not is_followable(target):
        return words + (markup(f" ({target})", face) if target else "")
    safe = target.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C")
    return f'<a href="{safe}" color="#0b5cad"><u>{words}</u></a>'
