"""Binds papers behind the pages that introduce them: one file, one structure, one outline, one run of numbers."""

import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf

from partnering_desk.documents.binding import numbers
from partnering_desk.documents.binding.paper import (
    DAMAGED,
    Cleaned,
    Held,
    Left,
    Unbindable,
    Why,
    claims_archive,
    claims_ua,
    opened,
)
from partnering_desk.documents.binding.tags import Structure, Tags
from partnering_desk.documents.tagged.file import claiming, profile

_MEDIA_TYPE = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper that was bound: its pages, whether they carry tags, and what was left out of it."""

    pages: int
    tagged: bool
    repaired: bool = False
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A file embedded in another: what it is there for ("Source", "Supplement"), and the words that describe it."""

    name: str
    media_type: str
    content: bytes
    words: str
    relation: str
    changed: datetime | None = None


@dataclass(slots=True)
class _Paper:
    """A paper in the file that it was bound into."""

    first: int
    pages: int
    structure: Structure
    outlined: int


class Binder:
    """Takes one paper after the other, then the pages that introduce them, and writes the whole."""

    def __init__(self) -> None:
        self._open = ExitStack()  # what was bound is read when the whole is written
        self._pdf = self._open.enter_context(Pdf.new())
        self._tags = Tags(self._pdf)
        self._papers: list[_Paper] = []
        self._ua = self._archive = True

    def __enter__(self) -> "Binder":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def take(self, source: Path | BytesIO, name: str) -> Bound:
        """Bind a PDF, called ``name`` where it says nothing of itself.

        Raises `Unbindable` where that is impossible; then nothing of it stays.
        """
        paper = opened(source)
        self._open.callback(paper.pdf.close)
        before = len(self._pdf.pages)
        try:
            tagged = self._tags.ready(paper)
            ua = tagged and claims_ua(paper.pdf) and Name.AcroForm not in paper.pdf.Root
            archive = tagged and claims_archive(paper.pdf, profile())
            outlined = _outlined(self._pdf)
            self._pdf.add_pages_from(paper.pdf)
            pages = len(self._pdf.pages) - before
            structure = self._tags.taken(paper) if tagged else self._untagged(paper, before, name)
        except DAMAGED:
            del self._pdf.pages[before:]
            raise Unbindable(Why.BROKEN) from None
        self._ua, self._archive = self._ua and ua, self._archive and archive
        self._papers.append(_Paper(before, pages, structure, _outlined(self._pdf) - outlined))
        return Bound(pages, tagged, paper.repaired, tuple(sorted(paper.left)))

    def _untagged(self, paper: Cleaned, first: int, name: str) -> Structure:
        """A structure for pages that have none: each page is read as one, or told of where it is only a picture."""
        top = []
        for at, page in enumerate(self._pdf.pages[first:], start=1):
            seen = numbers.has_letters(page.obj)
            element = Dictionary(Type=Name.StructElem, S=Name.P if seen else Name.Figure, Pg=page.obj, K=0)
            if not seen:
                element.Alt = pikepdf.String(f"{name}, page {at}: a picture without text.")
            page.contents_add(f"/{'P' if seen else 'Figure'} <</MCID 0>> BDC\n".encode(), prepend=True)
            page.contents_add(b"\nEMC", prepend=False)
            made = self._pdf.make_indirect(element)
            self._tags.own(page.obj, made)
            top.append(made)
        return Structure(tuple(top), str(paper.pdf.Root.get(Name.Lang, "")))

    def bind(self, front: bytes, line: str, refs: Sequence[str], carried: Sequence[Carried]) -> int:
        """Bind the pages that introduce the papers, each paper behind its own; give how many pages there are.

        ``front`` has a part (/Part) for each paper, which begins a page. At the foot of a paper's pages stand
        ``line``, what the paper is cited by, and the number of the page. The files are embedded.
        """
        own = self._open.enter_context(pikepdf.open(BytesIO(front)))
        cleaned = Cleaned(own)
        self._tags.ready(cleaned)
        before, outlined = len(self._pdf.pages), _outlined(self._pdf)
        self._pdf.add_pages_from(own)
        (top,) = self._tags.taken(cleaned).top
        for key in (Name.Lang, Name.Metadata, Name.OutputIntents, Name.ViewerPreferences, Name.MarkInfo):
            self._pdf.Root[key] = self._pdf.copy_foreign(own.make_indirect(own.Root[key]))
        self._pdf.trailer.Info = self._pdf.copy_foreign(own.trailer.Info)
        parts = [one for one in top.K if Name.Part == one.S] if isinstance(top.K, Array) else []
        pages = [page.obj for page in self._pdf.pages]
        own_pages = pages[before:]
        begins = [own_pages.index(_first_page(part)) for part in parts]
        ends = [*begins, len(own_pages)][1:]
        order = own_pages[: begins[0]] if begins else own_pages
        starts = []
        for paper, part, at, end in zip(self._papers, parts, begins, ends, strict=True):
            order += own_pages[at:end]
            starts.append(len(order) + 1)
            order += pages[paper.first : paper.first + paper.pages]
            self._place(part, paper.structure)
        self._outline(outlined)
        self._number(starts, len(order), line, refs)
        _put_in_order(self._pdf, order)
        self._tags.finish(top)
        for one in carried:
            carry(self._pdf, one)
        _claim(self._pdf, self._ua, (3 if carried else 2) if self._archive else 0)
        return len(order)

    def nothing(self) -> None:
        """Let the next paper be one of which no page is bound: it has its introduction, and no more."""
        self._papers.append(_Paper(len(self._pdf.pages), 0, Structure((), ""), 0))

    def _place(self, part: Held, structure: Structure) -> None:
        """Put the structure of a paper behind that of its introduction."""
        top = structure.top
        if not top:
            return
        whole = top[0] if len(top) == 1 and top[0].get(Name.S) == Name.Document else None
        if whole is None:
            whole = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array(top)))
            for one in top:
                one.P = whole
        if structure.language not in ("", str(self._pdf.Root.Lang)) and Name.Lang not in whole:
            whole.Lang = pikepdf.String(structure.language)
        whole.P = part
        part.K = Array([*(part.K if isinstance(part.K, Array) else [part.K]), whole])

    def _outline(self, before: int) -> None:
        """Put the bookmarks of each paper below the one of its introduction, which are the last of all."""
        with self._pdf.open_outline() as outline:
            entries: list[OutlineItem] = list(outline.root)
            papers, own = entries[:before], entries[before:]
            for paper, entry in zip(self._papers, own[len(own) - len(self._papers) :], strict=True):
                entry.children.extend(papers[: paper.outlined])
                entry.is_closed = True
                del papers[: paper.outlined]
            outline.root[:] = own

    def _number(self, starts: Sequence[int], of: int, line: str, refs: Sequence[str]) -> None:
        """Number the pages of the papers, in a strip below each."""
        pages = self._pdf.pages
        strips = [
            (paper.first + at, f"{line} · {ref}", start + at)
            for paper, start, ref in zip(self._papers, starts, refs, strict=True)
            for at in range(paper.pages)
        ]
        if not strips:
            return
        drawn = self._open.enter_context(
            pikepdf.open(BytesIO(numbers.strips([(words, f"Page {number} of {of}") for _, words, number in strips])))
        )
        for strip, (at, _, number) in zip(drawn.pages, strips, strict=True):
            form = self._pdf.copy_foreign(strip.as_form_xobject())
            numbers.put_below(self._pdf, pages[at], form, f"/PackPage{number}")

    def save(self, path: Path, progress: Callable[[int], None]) -> None:
        """Write the whole to ``path``; ``progress`` is told how much is done, in per cent.

        What it raises ends the work, and leaves nothing at ``path``.
        """
        self._pdf.save(
            path,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            progress=progress,
            fix_metadata_version=False,
        )


# --- the file as a whole ---


def carry(pdf: Pdf, one: Carried) -> None:
    """Embed a file, and say what it is to the document that it is in (ISO 19005-3, 6.8)."""
    about: dict[str, Held] = {"/Size": len(one.content)}
    if one.changed is not None:
        about["/ModDate"] = pikepdf.String(f"D:{one.changed:%Y%m%d%H%M%S}")
    stream = pdf.make_stream(
        one.content, Type=Name.EmbeddedFile, Subtype=Name(f"/{_kind(one.media_type)}"), Params=about
    )
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=pikepdf.String(one.name.encode("ascii", "replace").decode("ascii")),
            UF=pikepdf.String(one.name),
            Desc=pikepdf.String(one.words),
            AFRelationship=Name(f"/{one.relation}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    root = pdf.Root
    if Name.Names not in root:
        root.Names = Dictionary()
    if Name.EmbeddedFiles not in root.Names:
        root.Names.EmbeddedFiles = pikepdf.NameTree.new(pdf).obj
    pikepdf.NameTree(root.Names.EmbeddedFiles)[one.name] = spec
    root.AF = Array([*root.get(Name.AF, Array()), spec])


def _kind(media_type: str) -> str:
    """A media type as a PDF names it, without what further it says ("text/calendar; method=REQUEST")."""
    kind = media_type.partition(";")[0].strip()
    return kind if _MEDIA_TYPE.fullmatch(kind) else "application/octet-stream"


def _claim(pdf: Pdf, ua: bool, archive: int) -> None:
    """Let the file say of itself what is true of all that was bound: a part of PDF/A, and PDF/UA."""
    pdf.Root.Metadata.write(claiming(pdf.Root.Metadata.read_bytes(), ua, archive), filter=None)


def _outlined(pdf: Pdf) -> int:
    """How many bookmarks stand at the top of the outline."""
    count = 0
    one: Held = pdf.Root.get(Name.Outlines, Dictionary()).get(Name.First)
    while one is not None:
        count += 1
        one = one.get(Name.Next)
    return count


def _first_page(element: Held) -> Held:
    """The page on which an element begins."""
    while Name.Pg not in element:
        element = element.K[0] if isinstance(element.K, Array) else element.K
    return element.Pg


def _put_in_order(pdf: Pdf, pages: Sequence[Held]) -> None:
    """Let the pages follow one another in some order. It is the last that is done with them."""
    tree = pdf.Root.Pages
    for page in pages:
        page.Parent = tree
    tree.Kids, tree.Count = Array(pages), len(pages)
