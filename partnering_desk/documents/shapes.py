"""Shapes that ReportLab does not have: a heading that is a bookmark, a panel beside a bar, a chip, a rule.

Each keeps what it is (a heading's entry, a panel's blocks) until it is drawn.
"""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

from partnering_desk.documents import house
from partnering_desk.documents.house import GAP, NUMBER
from partnering_desk.documents.tagged.sheet import Sheet
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text


def bookmark(block: Flowable, entry: str, level: int) -> None:
    """Enter a block that is being drawn in the document's outline, so that a reader lands at its top."""
    canvas = block.canv
    key = f"page {canvas.getPageNumber()} at {canvas.absolutePosition(0, 0)[1]:.1f}"
    canvas.bookmarkHorizontal(key, 0, block.height + GAP)
    canvas.addOutlineEntry(entry, key, level)


class Heading(Text):
    """A heading that is also a bookmark; ``aside`` stands at the right margin of its first line (a time)."""

    entry = ""
    aside = ""

    def draw(self) -> None:
        """Draw the heading and place its bookmark at its top."""
        if self.entry:
            bookmark(self, self.entry, 0)
        super().draw()
        if self.aside:
            aside, size = Text(house.ASIDE, self.aside), self.canv.setting.size
            _, tall = aside.wrapOn(self.canv, self.width, self.height)
            below = size(self.style.fontSize) - size(house.ASIDE.fontSize) + tall
            aside.drawOn(self.canv, self.width - aside.longest_line(), self.height - below)

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Split a heading of many lines; the bookmark goes with its first part."""
        parts = super().split(width, height)
        if parts and isinstance(parts[0], Heading):
            parts[0].entry, parts[0].aside = self.entry, self.aside
        return parts


class Landing(Flowable):
    """A place that links lead to by its name. After its page so many pages of another file come in."""

    canv: Sheet

    def __init__(self, name: str = "", inserts: int = 0) -> None:
        super().__init__()
        self.name, self.inserts = name, inserts
        self.page = 0  # on which it was drawn, counted without what comes in
        self.width = self.height = 0.0

    def draw(self) -> None:
        """Make the place known, and what comes in."""
        self.page = self.canv.getPageNumber()
        if self.name:
            self.canv.bookmarkHorizontal(self.name, 0, GAP)
        if self.inserts:
            self.canv.inserted[self.page] = self.inserts


class Panel(Flowable):
    """Blocks on a tinted ground beside a bar. With ``whole`` it is never cut in two when it fits a page.

    With an ``entry`` it is in the outline, below the heading that it follows.
    """

    canv: Sheet
    entry = ""

    def __init__(
        self,
        blocks: Sequence[Flowable],
        bar: Color = house.ACCENT,
        fill: Color | None = house.TINT,
        indent: float = NUMBER,
        whole: bool = True,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.element = element or Element("Div")
        self.blocks, self.bar, self.fill, self.indent, self.whole = list(blocks), bar, fill, indent, whole
        self.padding = 2 * GAP if fill else GAP / 2
        self.spaceBefore, self.spaceAfter = GAP / 2, 2 * GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width, and the height of the blocks."""
        self.width = width
        self.height = sum(above + tall for above, tall, _ in self._measured(width)) + 2 * self.padding
        return self.width, self.height

    def _inner(self, width: float) -> float:
        return width - self._left() - 5 * GAP

    def _left(self) -> float:
        """Where the panel begins, in points from the left of its column."""
        return self.indent * self.canv.setting.times

    def _measured(self, width: float) -> list[tuple[float, float, Flowable]]:
        """Each block with the space above it and its height."""
        measured: list[tuple[float, float, Flowable]] = []
        after = 0.0
        for block in self.blocks:
            above = max(after, block.getSpaceBefore()) if measured else 0.0
            _, tall = block.wrapOn(self.canv, self._inner(width), self.canv.room)
            measured.append((above, tall, block))
            after = block.getSpaceAfter()
        return measured

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Cut between or within blocks; nothing when the panel is to stay whole and a page can hold it."""
        if self.whole and self.wrap(width, height)[1] <= self.canv.room:
            return []
        first, rest = self._cut(width, height - 2 * self.padding)
        if not (first and rest):
            return []
        parts = self._like(first), self._like(rest)
        parts[0].entry = self.entry
        return list(parts)

    def _cut(self, width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
        for at, (above, tall, block) in enumerate(self._measured(width)):
            room -= above
            if tall > room:
                parts = block.splitOn(self.canv, self._inner(width), room)
                return self.blocks[:at] + parts[:1], (parts[1:] or [block]) + self.blocks[at + 1 :]
            room -= tall
        return self.blocks, []

    def _like(self, blocks: Sequence[Flowable]) -> "Panel":
        return Panel(blocks, self.bar, self.fill, self.indent, self.whole, self.element)

    def draw(self) -> None:
        """Draw the ground and the bar, then the blocks from the top."""
        if self.entry:
            bookmark(self, self.entry, 1)
        if self.fill is not None:
            self.canv.setFillColor(self.fill)
            self.canv.rect(self._left(), 0, self.width - self._left(), self.height, stroke=0, fill=1)
        self.canv.setFillColor(self.bar)
        self.canv.rect(self._left(), 0, GAP * 0.6, self.height, stroke=0, fill=1)
        top = self.height - self.padding
        with self.canv.within(self.element):
            for above, tall, block in self._measured(self.width):
                top -= above + tall
                block.drawOn(self.canv, self._left() + 3 * GAP, top)


class Grid(Table):
    """A table whose rows stay whole, unless one is taller than a page."""

    canv: Sheet

    def split(self, width: float, height: float, /) -> list[Flowable]:
        """Cut between rows; within one only when no page can hold it below the head of the table."""
        table: Any = self  # ReportLab tells no types of what it keeps
        head, *rows = table._rowHeights
        table.splitInRow = int(head + max(rows, default=0) > self.canv.room)
        return super().split(width, height)


class Chip(Flowable):
    """A status in a few words on a rounded ground."""

    canv: Sheet

    def __init__(self, words: str, ink: Color, ground: Color) -> None:
        super().__init__()
        self.words = Text(ParagraphStyle("tone", house.CHIP, textColor=ink), words)
        self.ground = ground
        self.spaceAfter = 2 * GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Be as wide as the words, and at most as wide as there is room."""
        _, tall = self.words.wrapOn(self.canv, width - 3 * GAP, height)
        self.width = self.words.longest_line() + 3 * GAP
        self.height = tall + 1.5 * GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the ground and the words on it."""
        self.canv.setFillColor(self.ground)
        self.canv.roundRect(0, 0, self.width, self.height, 3, stroke=0, fill=1)
        self.words.drawOn(self.canv, 1.5 * GAP, 0.9 * GAP)


class Rule(Flowable):
    """A hairline across the column, ``indent`` from the left: a break in the course of things."""

    def __init__(self, indent: float) -> None:
        super().__init__()
        self.indent = indent
        self.spaceBefore, self.spaceAfter = GAP, 2 * GAP

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width and a hairline's height."""
        self.width, self.height = width, 0.6
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setFillColor(house.HAIRLINE)
        self.canv.rect(self.indent, 0, self.width - self.indent, self.height, stroke=0, fill=1)
