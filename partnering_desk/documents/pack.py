"""A meeting's agenda with all its papers as one PDF: a cover before each paper, numbers that run through, links to it.

What a paper is, and why it cannot be shown, is found out here, when it is bound; so its words are here too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from io import BytesIO
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak

from partnering_desk.documents import agenda, house
from partnering_desk.documents.binding.binder import Binder, Bound, Carried
from partnering_desk.documents.binding.paper import MOST_PAGES, Left, Unbindable
from partnering_desk.documents.blocks import text
from partnering_desk.documents.evidence import grouped
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.outline import (
    Block,
    Box,
    Grid,
    Heading,
    Kind,
    Look,
    Para,
    Run,
    labelled,
    plain,
    sentence,
)
from partnering_desk.documents.pages import set_blocks
from partnering_desk.documents.shapes import Heading as SetHeading
from partnering_desk.documents.shapes import Landing
from partnering_desk.documents.snapshots import AgendaSheet, PackPaper, PackSheet
from partnering_desk.documents.tagged.photograph import SUFFIXES, TooLarge, photograph_pdf
from partnering_desk.documents.tagged.scale import NORMAL
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text
from partnering_desk.rules.wording import count, join_words

KIND = "Agenda and papers"
LARGEST = 100_000_000
"""Bytes. A larger paper is not put into a pack."""
MOST_CARRIED = 150_000_000
"""Bytes. So much can be attached to a pack in all."""
_PASSES = 5
_TITLE = ParagraphStyle("cover", house.TITLE, spaceAfter=3 * house.GAP)
_NOT_BOUND = Bound(0, tagged=False)
_AGENDA = "agenda"
"""The place of the agenda, for links."""


class Fate(StrEnum):
    """What becomes of a paper in a pack."""

    SHOWN = "shown"
    PICTURED = "pictured"
    CARRIED = "carried"
    LOCKED = "locked"
    BROKEN = "broken"
    EMPTY = "empty"
    HUGE = "huge"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was made: its pages, and a sentence for each paper that is not in it as it should be."""

    pages: int
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A paper and what became of it; `begins` is the page of its cover."""

    paper: PackPaper
    fate: Fate
    bound: Bound
    begins: int = 0


def write_pack(sheet: PackSheet, path: Path, tell: Callable[[int, int, str], None]) -> Packed:
    """Write the pack of a meeting to ``path``. The same sheet and the same papers give the same bytes.

    ``tell`` hears how much is done, of how much, and what is being done; what it raises ends the work. Raises `OSError`
    when the disk refuses. Either way nothing is left at ``path``.
    """
    steps = len(sheet.papers) + 2
    with Binder() as binder:
        taken: list[_Taken] = []
        carried: list[Carried] = []
        for at, paper in enumerate(sheet.papers):
            tell(at, steps, f"Reading {paper.ref}")
            taken.append(_take(binder, paper, carried))
        tell(steps - 2, steps, "Setting the agenda and the covers")
        front = _front(sheet.agenda, taken)
        pages = binder.bind(front, sheet.agenda.header.reference, [one.paper.ref for one in taken], carried)
        binder.save(path, lambda _per_cent: tell(steps - 1, steps, "Writing the pack"))
    return Packed(pages, tuple(words for one in taken if (words := _trouble(one))))


# --- what becomes of a paper ---


def _take(binder: Binder, paper: PackPaper, carried: list[Carried]) -> _Taken:
    """Bind a paper where it can be bound, or add it to what is carried where it can be carried."""
    fate, bound = _bound(binder, paper)
    if bound is None:
        binder.nothing()
    if fate in (Fate.CARRIED, Fate.LOCKED):
        if paper.file.stat().st_size + sum(len(one.content) for one in carried) > MOST_CARRIED:
            return _Taken(paper, Fate.HUGE, _NOT_BOUND)
        words = f"{paper.ref} {paper.title}, paper for item {paper.item}"
        content = paper.file.read_bytes()
        carried.append(Carried(_named(paper), paper.media_type, content, words, "Unspecified"))
    return _Taken(paper, fate, bound or _NOT_BOUND)


def _named(paper: PackPaper) -> str:
    """What an attached paper is called: its reference first, so that two of one name are told apart."""
    return f"{paper.ref.replace('/', '-')} {paper.filename}"


def _bound(binder: Binder, paper: PackPaper) -> tuple[Fate, Bound | None]:
    if paper.trouble:
        return Fate.LOST, None
    if paper.file.stat().st_size > LARGEST:
        return Fate.HUGE, None
    suffix = Path(paper.filename).suffix.casefold()
    try:
        if suffix in SUFFIXES:
            pictured = photograph_pdf(paper.file, f"{paper.ref} {paper.title}: a picture.")
            return Fate.PICTURED, binder.take(BytesIO(pictured), paper.ref)
        if suffix == ".pdf":
            return Fate.SHOWN, binder.take(paper.file, paper.ref)
        return Fate.CARRIED, None
    except Unbindable as refused:
        return Fate(refused.why.value), None
    except TooLarge:
        return Fate.HUGE, None
    except (OSError, SyntaxError, ValueError):
        return Fate.BROKEN, None


def _trouble(one: _Taken) -> str:
    """Why a paper is not in the pack as it should be, in a sentence that names it."""
    paper = one.paper
    named = f"{paper.ref} “{paper.filename}”"
    again = "Ask whoever wrote it for another copy, and attach that"
    match one.fate:
        case Fate.LOST:
            return paper.trouble
        case Fate.BROKEN:
            return f"{named} is damaged and could not be read, so its pages are not in the pack. {again}."
        case Fate.EMPTY:
            return f"{named} has no pages, so there is nothing of it to show. {again}."
        case Fate.LOCKED:
            return (
                f"{named} opens with a password only, so its pages cannot be shown; it is attached to the pack as it "
                f"is. {again} without a password."
            )
        case Fate.HUGE:
            return (
                f"{named} is too large for a pack ({paper.size}; a paper may have {MOST_PAGES:,} pages and "
                f"{LARGEST // 1_000_000} MB), so it is not in it. It is kept with the meeting; ask the secretariat."
            )
        case _ if one.bound.repaired:
            return f"{named} is damaged: what could be read of it is in the pack. {again}."
        case _:
            return ""


# --- the pages of the pack's own: the agenda, the list of papers, the covers ---


def _front(sheet: AgendaSheet, taken: list[_Taken]) -> bytes:
    """The agenda, the list of papers and their covers.

    On which page a paper begins is known only once the agenda that tells of it is set; so it is set until it is true.
    """
    for _ in range(_PASSES):
        covers = [_Cover(one) for one in taken]
        pdf = house.render(replace(sheet.header, record=""), KIND, partial(_story, sheet, covers))
        found, inserted = [], 0
        for cover in covers:
            found.append(replace(cover.taken, begins=cover.begins.page + inserted))
            inserted += cover.taken.bound.pages
        if found == taken:
            break
        taken[:] = found
    return pdf


def _story(sheet: AgendaSheet, covers: Sequence["_Cover"]) -> list[Flowable]:
    taken = [cover.taken for cover in covers]
    pages = {one.paper.ref: one.begins for one in taken}
    lines = tuple(
        replace(line, papers=tuple(replace(one, page=pages.get(one.ref, 0)) for one in line.papers))
        for line in sheet.lines
    )
    return [
        Landing(_AGENDA),
        *agenda.story(replace(sheet, lines=lines), NORMAL),
        *set_blocks(_listed(sheet, taken)),
        *([text(sheet.header.record, house.FOOT)] if sheet.header.record else []),
        *(block for cover in covers for block in cover.story()),
    ]


def _listed(sheet: AgendaSheet, taken: Sequence[_Taken]) -> list[Block]:
    """The papers in one table, and the items whose papers this copy leaves out."""
    gaps = [f"Item {line.number}: {line.gap.reason}" for line in sheet.lines if line.gap is not None]
    head = ("Paper", "Item", "Pages", "Page", "Remarks")
    rows = [
        (
            (Run(clean(f"{one.paper.ref} {one.paper.title}"), link=f"#{one.paper.ref}"),),
            plain(one.paper.item.partition(" ")[0]),
            plain(str(one.bound.pages) if one.bound.pages else "–"),
            plain(str(one.begins)),
            plain(_remark(one)),
        )
        for one in taken
    ]
    return [
        Heading("Papers in this pack", 2),
        *([Grid(tuple(map(plain, head)), tuple(rows), heads_rows=True)] if rows else [Para(plain("None."))]),
        *(Box(Kind.ASIDE, (labelled("Left out", f"{words} So are its papers."),)) for words in gaps),
    ]


def _remark(one: _Taken) -> str:
    match one.fate:
        case Fate.SHOWN if one.bound.repaired:
            return "Damaged; what could be read"
        case Fate.SHOWN:
            return "" if one.bound.tagged else "Carries no tags"
        case Fate.PICTURED:
            return "A picture"
        case Fate.CARRIED:
            return "Attached as a file"
        case Fate.LOCKED:
            return "Encrypted; attached as a file"
        case Fate.EMPTY:
            return "Has no pages"
        case Fate.HUGE:
            return "Too large; left out"
        case _:
            return "Damaged; left out"


class _Cover:
    """The cover of a paper, on pages of its own."""

    def __init__(self, taken: _Taken) -> None:
        self.taken = taken
        self.begins = Landing(taken.paper.ref)

    def story(self) -> list[Flowable]:
        """The cover, with the paper behind it; all of it one part of the structure."""
        paper, part = self.taken.paper, Element("Part")
        title = SetHeading(_TITLE, f"{paper.ref} {paper.title}", tag="H1", parent=part)
        title.entry = clean(f"{paper.ref} {paper.title}")
        blocks: list[Block] = [
            labelled("Item", paper.item),
            labelled("File", f"{paper.filename}, {paper.size}, attached {paper.attached}"),
            *self._pages(),
            *self._tags(),
            Para((*plain("Fingerprint (SHA-256). ", bold=True), Run(grouped(paper.sha256), code=True))),
            *self._left_out(),
            Para((Run("Back to the agenda", link=f"#{_AGENDA}"),), Look.QUIET),
        ]
        kicker = Text(house.KICKER, f"PAPER FOR ITEM {paper.item.partition(' ')[0]}", parent=part)
        return [
            PageBreak(),
            self.begins,
            kicker,
            title,
            *set_blocks(blocks, within=part),
            Landing(inserts=self.taken.bound.pages),
        ]

    def _pages(self) -> list[Block]:
        pages, first = self.taken.bound.pages, self.taken.begins + 1
        if not pages:
            return []
        where = f"from page {first} to page {first + pages - 1}" if pages > 1 else f"on page {first}"
        return [labelled("Pages", f"{count(pages, 'page')}, {where} of this pack")]

    def _tags(self) -> list[Block]:
        """Whether a screen reader can read the paper; or why there is nothing to be read."""
        one = self.taken
        blocks: list[Block] = []
        if trouble := _trouble(one):
            blocks.append(Box(Kind.DOUBTFUL, (Para(plain(trouble)),)))
        if one.fate is Fate.CARRIED:
            words = f"“{_named(one.paper)}” is attached to this pack. Open it from the attachments of your PDF reader."
            blocks.append(labelled("Attached as a file", words))
        if one.fate is Fate.PICTURED:
            blocks.append(labelled("Tags", "The paper is a picture: a screen reader says its title, and no more."))
        if one.fate is Fate.SHOWN and one.bound.tagged:
            blocks.append(
                labelled("Tags", "The paper carries tags, which tell a screen reader its headings and order.")
            )
        if one.fate is Fate.SHOWN and not one.bound.tagged:
            words = (
                "The paper carries none: a screen reader may read it out of order, or not at all. "
                "Ask whoever wrote it for a tagged PDF."
            )
            blocks.append(Box(Kind.DOUBTFUL, (labelled("Tags", words),)))
        return blocks

    def _left_out(self) -> list[Block]:
        left = [str(one) for one in Left if one in self.taken.bound.left]
        return [labelled("Left out for safety", sentence(join_words(left)))] if left else []
