"""Notes as typed, in Markdown: read into a tree once, for the PDF and for plain text alike."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

INLINE_BREAKS = frozenset({"softbreak", "hardbreak"})
VERBATIM = frozenset({"code_block", "fence"})
_FOLLOWABLE = re.compile(r"(https?|mailto|ftps?|tel):", re.IGNORECASE)
LINES = VERBATIM | {"paragraph", "heading", "th", "td"}


@cache
def _reader() -> MarkdownIt:
    # HTML is text that somebody typed: it is shown as typed and never obeyed.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def parse(notes: str) -> SyntaxTreeNode:
    """The tree of some notes: blocks (paragraph, bullet_list, …) that hold inline nodes (text, strong, …)."""
    return SyntaxTreeNode(_reader().parse(notes))


def address(node: SyntaxTreeNode) -> str:
    """Where a link leads, or what file a picture is."""
    return str(node.attrs.get("href", node.attrs.get("src", "")))


def is_followable(target: str) -> bool:
    """Whether a link leads to where a reader's program can go: the web, a mailbox, a file server, a telephone."""
    return _FOLLOWABLE.match(target) is not None


def links(notes: str) -> tuple[str, ...]:
    """Every address that some notes link to, in order."""
    return tuple(address(node) for node in parse(notes).walk() if node.type == "link")


def picture_words(node: SyntaxTreeNode) -> str:
    """What stands for a picture: its description and its address, for notes carry no pictures."""
    return " ".join(filter(None, (node.content, f"({address(node)})")))


def plain_text(notes: str) -> str:
    """The words of some notes without their marks: a line a paragraph, a list item or a line typed.

    Link addresses are left out; pictures are given as their description and address.
    """
    return "\n".join(line for line in "".join(_words(parse(notes))).split("\n") if line.strip())


def _words(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in INLINE_BREAKS:
        yield "\n"
    elif node.type == "image":
        yield picture_words(node)
    elif node.children or node.is_root:
        for child in node.children:
            yield from _words(child)
    else:
        yield node.content
    if node.type in LINES:
        yield "\n"
