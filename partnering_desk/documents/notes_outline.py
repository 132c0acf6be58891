"""Notes in Markdown as blocks of an outline, numbered as they are on the pages. Nothing that was typed is lost."""

from collections.abc import Iterable
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from partnering_desk.documents.outline import (
    DEEPEST,
    Block,
    Box,
    Grid,
    Heading,
    Kind,
    Listing,
    Para,
    Rule,
    Run,
    Verbatim,
    Words,
)
from partnering_desk.documents.prose import INLINE_BREAKS, address, is_followable, parse, picture_words
from partnering_desk.documents.signs import fit


def notes(typed: str, number: str = "") -> list[Block]:
    """The blocks of some notes. With a `number` ("5") the paragraphs are numbered from it ("5.1", "5.2" …)."""
    return _Walk(number).blocks(parse(typed).children)


class _Walk:
    """Walks the tree of some notes; paragraphs at its top, or the list that stands in their place, are numbered."""

    def __init__(self, number: str) -> None:
        self.number, self.counted = number, 0
        self.led = False  # whether a paragraph came before, which a list then belongs to

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
        return [block for node in nodes for block in self._block(node)]

    def _block(self, node: SyntaxTreeNode) -> list[Block]:
        match node.type:
            case "paragraph":
                self.led = True
                return [Para(_words(node), number=self._next_number())]
            case "heading":
                self.led = False
                return [Heading("".join(run.text for run in _words(node)), min(2 + int(node.tag[1]), DEEPEST))]
            case "bullet_list" if self.number and not self.led:
                self.led = False
                return [block for item in node.children for block in self._numbered_item(item)]
            case "bullet_list" | "ordered_list":
                return [_listing(node)]
            case "blockquote":
                return [Box(Kind.QUOTE, tuple(_inside(node)))]
            case "hr":
                return [Rule()]
            case "table":
                return [_table(node)]
            case _:  # code, fenced or indented
                return [Verbatim(tuple(_verbatim(line) for line in node.content.rstrip("\n").split("\n")))]

    def _next_number(self) -> str:
        if not self.number:
            return ""
        self.counted += 1
        return f"{self.number}.{self.counted}"

    def _numbered_item(self, item: SyntaxTreeNode) -> list[Block]:
        number, (first, *rest) = self._next_number(), _inside(item) or [Para(())]
        if isinstance(first, Para):
            return [Para(first.words, number=number), *rest]
        return [Para((), number=number), first, *rest]


def _inside(node: SyntaxTreeNode) -> list[Block]:
    return _Walk("").blocks(node.children)


def _listing(node: SyntaxTreeNode) -> Listing:
    items = tuple(tuple(_inside(item)) for item in node.children)
    if node.type == "bullet_list":
        return Listing(items)
    return Listing(items, int(node.attrs.get("start", 1)), node.markup)


def _table(node: SyntaxTreeNode) -> Grid:
    head, *rows = [row for part in node.children for row in part.children]
    return Grid(_cells(head), tuple(map(_cells, rows)))


def _cells(row: SyntaxTreeNode) -> tuple[Words, ...]:
    return tuple(map(_words, row.children))


def _verbatim(line: str) -> str:
    return fit(line.expandtabs(4)).rstrip()


def _words(node: SyntaxTreeNode) -> Words:
    """What is inside a paragraph."""
    return tuple(_runs(node, Run("")))


def _runs(node: SyntaxTreeNode, look: Run) -> Iterable[Run]:
    """The runs of a node and of what is in it, each with the `look` of what it stands in."""
    match node.type:
        case kind if kind in INLINE_BREAKS:
            yield Run("", line_break=True)
        case "image":
            yield replace(look, text=fit(picture_words(node)))
        case "code_inline":
            yield replace(look, text=fit(node.content), code=True)
        case "text":
            yield replace(look, text=fit(node.content))
        case "link":
            yield from _link(node, look)
        case "strong":
            yield from _inner(node, replace(look, bold=True))
        case "em":
            yield from _inner(node, replace(look, italic=True))
        case "s":
            yield from _inner(node, replace(look, struck=True))
        case _:
            yield from _inner(node, look)


def _inner(node: SyntaxTreeNode, look: Run) -> Iterable[Run]:
    for child in node.children:
        yield from _runs(child, look)


def _link(node: SyntaxTreeNode, look: Run) -> Iterable[Run]:
    """A link that can be followed; an address that no reader could follow is written out."""
    target = fit(address(node))
    followable = is_followable(target)
    inner = replace(look, link=target if followable else "")
    said = list(_inner(node, inner))
    yield from said if any(run.text.strip() for run in said) else [replace(inner, text=target)]
    if target and not followable:
        yield replace(look, text=f" ({target})")
