"""What a document says, block by block, for every form of it: pages, HTML, Word and plain text.

A document is put into blocks once; each form then sets the same blocks in its own way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import Column, Gap, Header, Paper, Present, Tone


class Change(StrEnum):
    """What a corrected version did with some words; the value is what is said before them."""

    NONE = ""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look; `link` is an address that can be followed, `line_break` a break after typed lines."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    line_break: bool = False
    change: Change = Change.NONE


Words: TypeAlias = tuple[Run, ...]

_HEAD_LEVEL = 1
"""The level of the one heading at the head of a document."""
DEEPEST = 6
"""The level of the smallest heading."""


class Look(StrEnum):
    """How a paragraph is set."""

    BODY = "body"
    QUIET = "quiet"
    CLOSE = "close"
    """One of some short lines that stand close together, with what follows them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to `DEEPEST`; `number` is that of an item, `aside` short words beside the title."""

    words: str
    level: int
    number: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `number` is what it is cited by: "5.1"."""

    words: Words
    look: Look = Look.BODY
    number: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the document is at the time: "Draft, not yet confirmed"."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: with bullets, or numbered from `start`, its numbers with an `end` to each: "1." or "1)"."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None
    end: str = "."

    def label(self, at: int) -> str:
        """What stands before an item, the first of which is 0: "•" or "3."."""
        return "•" if self.start is None else f"{self.start + at}{self.end}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data. Its first column heads the rows when `heads_rows`; `caption` says what it is."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    heads_rows: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who was there, or who is asked: each party's title with its people."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]


class Kind(StrEnum):
    """What a box is for: a decision, one that does not bind or was not agreed, a remark beside, a quotation."""

    DECISION = "decision"
    DOUBTFUL = "doubtful"
    ASIDE = "aside"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks set apart."""

    kind: Kind
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines that keep their spaces."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A break in the course of things."""


Block: TypeAlias = Heading | Para | Status | Listing | Grid | People | Box | Verbatim | Rule


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document: its name for titles and properties, and what it says below its head, headings in order."""

    header: Header
    kind: str
    body: tuple[Block, ...]

    @property
    def title(self) -> str:
        """What the document is called: "Minutes, Core Group, CG/2026/06"."""
        return ", ".join(filter(None, (self.kind, fit(self.header.group), fit(self.header.reference))))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it, where nothing is said on every page: the head, the body, and where the Record stood."""
        record = (Para(plain(self.header.record), Look.QUIET),) if self.header.record else ()
        return (*_head(self.header, self.kind), *self.body, *record)


def outline(header: Header, kind: str, blocks: Iterable[Block]) -> Outline:
    """A document: its head, then the blocks."""
    return Outline(header, kind, tuple(_in_order(blocks, _HEAD_LEVEL)[0]))


def _head(header: Header, kind: str) -> list[Block]:
    place = " · ".join(filter(None, (header.partnering, header.reference, header.when, header.place)))
    version = f"Version {header.version}." if header.version else ""
    versions = " ".join(filter(None, (version, header.supersedes)))
    return [
        Heading(fit(f"{kind}: {header.group}"), _HEAD_LEVEL),
        *([Status(fit(header.status), header.tone)] if header.status else []),
        Para(plain(place), Look.QUIET),
        *([Para(plain(versions), Look.QUIET)] if versions else []),
    ]


def _in_order(blocks: Iterable[Block], last: int) -> tuple[list[Block], int]:
    """The blocks with no level of heading left out: what stands below a heading is at most one level under it."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            block = replace(block, level=last)
        elif isinstance(block, Box):
            inner, last = _in_order(block.blocks, last)
            block = replace(block, blocks=tuple(inner))
        elif isinstance(block, Listing):
            items = []
            for item in block.items:
                inner, last = _in_order(item, last)
                items.append(tuple(inner))
            block = replace(block, items=tuple(items))
        made.append(block)
    return made, last


# --- the pieces that documents share ---


def plain(text: str, *, bold: bool = False) -> Words:
    """Plain text as words."""
    return (Run(fit(text), bold=bold),) if text else ()


def labelled(label: str, text: str) -> Para:
    """A paragraph that begins with a bold label: "**Quorum.** Both parties were represented …"."""
    return Para((*plain(f"{label}.", bold=True), *plain(f" {text}")))


def labelled_all(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """A labelled paragraph for each pair that has words."""
    return [labelled(label, text) for label, text in pairs if text]


def particulars(pairs: Iterable[tuple[str, str]], links: Iterable[tuple[str, str]] = ()) -> list[Block]:
    """Short lines that stand close together, a label and its words each; of `links` the words are an address."""
    lines = [labelled(label, words).words for label, words in pairs if words]
    for label, address in links:
        lines.append((*plain(f"{label}.", bold=True), *plain(" "), Run(fit(address), link=fit(address))))
    return [Para(words, Look.CLOSE if at < len(lines) else Look.BODY) for at, words in enumerate(lines, 1)]


def labelled_list(label: str, entries: Sequence[str]) -> list[Block]:
    """One entry beside its label, several as a list below it, none not at all."""
    if len(entries) < 2:
        return [labelled(label, entry) for entry in entries]
    return [Para(plain(f"{label}.", bold=True)), Listing(tuple((Para(plain(entry)),) for entry in entries))]


def table(columns: Iterable[tuple[str, Sequence[str]]], caption: str = "") -> Grid:
    """A table of plain text from its columns, each with its title; one with nothing in it is left out.

    The first column is never left out: it heads the rows.
    """
    titles, cells = zip(*columns, strict=True)
    return table_of(titles, [tuple(map(plain, row)) for row in zip(*cells, strict=True)], caption)


def table_of(titles: Sequence[str], rows: Sequence[tuple[Words, ...]], caption: str = "") -> Grid:
    """As `table`, of rows of words."""
    shown = [at for at in range(len(titles)) if not at or any(row[at] for row in rows)]
    kept = tuple(tuple(row[at] for at in shown) for row in rows)
    return Grid(tuple(plain(titles[at]) for at in shown), kept, caption, heads_rows=True)


def lines(*said: Words) -> Words:
    """Words one below the other, as in a cell; what says nothing takes no line."""
    first, *others = [words for words in said if words] or [()]
    return (*first, *(run for words in others for run in (Run("", line_break=True), *words)))


def sentence(words: str) -> str:
    """Words with a full stop, where they end without a mark."""
    words = words.strip()
    return words if words.endswith((".", "?", "!", "…", ":")) else f"{words}."


def people(columns: Sequence[Column]) -> list[Block]:
    """The people of each party; nothing where nobody is named at all."""
    if not columns:
        return []
    return [People(tuple((fit(one.title), tuple(map(_person, one.people))) for one in columns))]


def _person(person: Present) -> str:
    words = f"{person.name} for {person.delegate_for}" if person.delegate_for else person.name
    words += f" ({', '.join(person.remarks)})" if person.remarks else ""
    return fit(f"{words}, {person.organisation}" if person.organisation else words)


def papers(listed: Sequence[Paper]) -> list[Block]:
    """The papers of an item, in one line."""
    label = "Paper" if len(listed) == 1 else "Papers"
    words = "; ".join(f"{paper.ref} {paper.title}".strip() for paper in listed)
    return [replace(labelled(label, words), look=Look.QUIET)] if listed else []


def gap_box(gap: Gap) -> Box:
    """Where a confidential item was left out of this copy: a gap that is seen (P9)."""
    return Box(Kind.ASIDE, (labelled("Confidential", gap.reason),))
