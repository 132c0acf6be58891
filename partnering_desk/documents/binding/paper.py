"""One PDF on its way into another: opened, judged, and rid of all that acts by itself."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

Held: TypeAlias = Any
"""What a PDF holds: its own types are told only while it is read."""

MOST_PAGES = 2_000
"""A paper of more pages is not bound."""
MOST_OBJECTS = 500_000
"""Nor is one of more objects."""
MOST_DEEP = 500
"""Nor one in which objects lead to objects further than this."""
DAMAGED = (
    pikepdf.PikepdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What comes of reading a file that is not as a PDF should be."""

_OF_A_PAGE = {"Type", "Parent", "Resources", "MediaBox", "CropBox", "Rotate", "Contents", "Annots", "Group"} | {
    "StructParents",
    "Tabs",
    "UserUnit",
}
_PLAYED = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D"}
_FOLLOWABLE = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_UA = re.compile(rb"pdfuaid:part\s*(?:=\s*[\"']|>)\s*(\d)")

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what it says of a file is told to people in our words


class Why(StrEnum):
    """Why a PDF cannot be bound."""

    LOCKED = "locked"
    BROKEN = "broken"
    EMPTY = "empty"
    HUGE = "huge"


class Unbindable(Exception):
    """A PDF that cannot be bound, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Left(StrEnum):
    """What is left out of a paper, since it acts by itself or leads out of the document."""

    SCRIPTS = "scripts"
    ACTIONS = "links that start programs, open other files or send data"
    MEDIA = "sound, film or moving pictures"
    FILES = "files attached to it"
    FORM = "a form that only one program shows (XFA)"


@dataclass
class Cleaned:
    """An open PDF with nothing left in it that acts: what was taken out, and the annotations that went."""

    pdf: Pdf
    left: set[Left] = field(default_factory=set)
    gone: set[tuple[int, int]] = field(default_factory=set)

    @property
    def repaired(self) -> bool:
        """Whether the file was damaged, and read all the same."""
        return bool(self.warnings)

    warnings: list[object] = field(default_factory=list)


def count_pages(source: Any) -> int | None:
    """How many pages a PDF has that is open for reading; None for one too broken, locked or empty to count."""
    try:
        with pikepdf.open(source) as pdf:
            return len(pdf.pages) or None
    except DAMAGED:
        return None


def opened(source: Path | BytesIO) -> Cleaned:
    """A PDF, cleaned; whoever asks closes it. Raises `Unbindable` where it cannot be bound."""
    try:
        pdf = pikepdf.open(source)
    except pikepdf.PasswordError:
        raise Unbindable(Why.LOCKED) from None
    except DAMAGED:
        raise Unbindable(Why.BROKEN) from None
    try:
        _judge(pdf)
        cleaned = Cleaned(pdf)
        _clean(cleaned)
        if _is_too_deep(pdf):
            raise Unbindable(Why.BROKEN)
        cleaned.warnings = list(pdf.get_warnings())
        return cleaned
    except Unbindable:
        pdf.close()
        raise
    except DAMAGED:
        pdf.close()
        raise Unbindable(Why.BROKEN) from None


def _judge(pdf: Pdf) -> None:
    pages = len(pdf.pages)
    if not pages:
        raise Unbindable(Why.BROKEN if pdf.get_warnings() else Why.EMPTY)
    if pages > MOST_PAGES or len(pdf.objects) > MOST_OBJECTS:
        raise Unbindable(Why.HUGE)
    for page in pdf.pages:
        _straighten(page.obj)
        if _empty(box_of(page.obj)):
            raise Unbindable(Why.BROKEN)


def _straighten(page: Held) -> None:
    """Give a page what every page has: resources, and a quarter turn or none."""
    if not isinstance(page.get(Name.Resources), Dictionary):
        page.Resources = Dictionary()
    if not isinstance(page.Resources.get(Name.XObject, Dictionary()), Dictionary):
        del page.Resources.XObject
    turned = page.get(Name.Rotate, 0)
    if not isinstance(turned, int) or turned % 90:
        del page.Rotate


def _is_too_deep(pdf: Pdf) -> bool:
    """Whether objects lead to objects so far that copying them, which qpdf does by recursion, would end the program."""
    others = (pdf.Root.get(key, Array()) for key in (Name.StructTreeRoot, Name.AcroForm, Name.OCProperties))
    seen: set[tuple[int, int]] = set()
    for top in (*(page.obj for page in pdf.pages), *others):
        path = [_held(top)]
        while path:
            if len(path) > MOST_DEEP:
                return True
            one = next(path[-1], None)
            if one is None:
                path.pop()
            elif one.objgen not in seen and not _is_page(one):
                seen |= {one.objgen} if one.is_indirect else set()
                path.append(_held(one))
    return False


def _is_page(one: Held) -> bool:
    return not isinstance(one, Array) and one.get(Name.Type) in (Name.Page, Name.Pages)


def _held(one: Held) -> Iterator[Held]:
    """What an object holds that holds something itself."""
    values = iter(one) if isinstance(one, Array) else (value for _, value in one.items())
    return (each for each in values if isinstance(each, Array | Dictionary | Stream))


def box_of(page: Held) -> tuple[float, float, float, float]:
    """What is seen of a page: left, bottom, right and top, in its own units."""
    whole = _ordered(page.MediaBox)
    seen = _ordered(page.get(Name.CropBox, page.MediaBox))
    cut = max(whole[0], seen[0]), max(whole[1], seen[1]), min(whole[2], seen[2]), min(whole[3], seen[3])
    return whole if _empty(cut) else cut


def _ordered(box: Held) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(one) for one in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _empty(box: tuple[float, float, float, float]) -> bool:
    return box[2] - box[0] < 1 or box[3] - box[1] < 1


def claims_ua(pdf: Pdf) -> bool:
    """Whether a file says of itself that it conforms to PDF/UA-1."""
    data = _metadata(pdf)
    found = _UA.search(data)
    return found is not None and found[1] == b"1"


def claims_archive(pdf: Pdf, profile: bytes) -> bool:
    """Whether a file says that it conforms to PDF/A at level A, and means colours by the same profile as the pack."""
    data = _metadata(pdf)
    if not re.search(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*A", data):
        return False
    intents: Held = pdf.Root.get(Name.OutputIntents, Array())
    return all(one.DestOutputProfile.read_bytes() == profile for one in intents)


def _metadata(pdf: Pdf) -> bytes:
    stream = pdf.Root.get(Name.Metadata)
    return stream.read_bytes() if isinstance(stream, Stream) else b""


# --- what acts by itself ---


def _clean(paper: Cleaned) -> None:
    """Take out all that acts by itself. Of the file as a whole nothing comes along but its pages and its structure."""
    root = paper.pdf.Root
    names = root.get(Name.Names, Dictionary())
    if isinstance(names, Dictionary):
        paper.left |= {Left.SCRIPTS} if Name.JavaScript in names else set()
        paper.left |= {Left.FILES} if Name.EmbeddedFiles in names else set()
    if Name.AA in root or _is_script(root.get(Name.OpenAction)):
        paper.left.add(Left.SCRIPTS)
    _clean_objects(paper)
    for page in paper.pdf.pages:
        _clean_page(paper, page.obj)
    _clean_form(paper, root)


def _clean_objects(paper: Cleaned) -> None:
    """Rid every object of the files it brings, and of pictures that are elsewhere or that are programs."""
    for one in paper.pdf.objects:
        if isinstance(one, Dictionary | Stream):
            for key in (Name.AF, Name.OPI):
                if key in one:
                    paper.left |= {Left.FILES} if key == Name.AF else set()
                    del one[key]
        if isinstance(one, Stream) and one.get(Name.Subtype) == Name.PS:
            one.write(b"")
        if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Form and Name.Ref in one:
            del one[Name.Ref]


def _clean_page(paper: Cleaned, page: Held) -> None:
    for key in list(page.keys()):
        if key[1:] not in _OF_A_PAGE:
            paper.left |= {Left.SCRIPTS} if key == "/AA" else set()
            del page[key]
    noted = page.get(Name.Annots)
    if noted is None:
        return
    kept = [one for one in (noted if isinstance(noted, Array) else ()) if _clean_annotation(paper, one)]
    if kept:
        page.Annots = Array(kept)
    else:
        del page.Annots


def _clean_annotation(paper: Cleaned, one: Held) -> bool:
    """Rid a note, a link or a field of its actions; say whether it can stay."""
    if not isinstance(one, Dictionary):
        return False
    kind = str(one.get(Name.Subtype, ""))
    if kind == "/Widget" and Name.AcroForm not in paper.pdf.Root:
        paper.gone |= {one.objgen} if one.is_indirect else set()
        return False
    if kind in _PLAYED or kind == "/FileAttachment":
        paper.left.add(Left.FILES if kind == "/FileAttachment" else Left.MEDIA)
        paper.gone |= {one.objgen} if one.is_indirect else set()
        return False
    _clean_actions(paper, one)
    return True


def _clean_actions(paper: Cleaned, holder: Held) -> None:
    """Leave of the actions of something only that which leads to a page or to an address."""
    for key in (Name.AA, Name.PA):
        if key in holder:
            paper.left.add(Left.SCRIPTS)
            del holder[key]
    action = holder.get(Name.A)
    if action is None:
        return
    if not _leads_on(action):
        paper.left.add(Left.SCRIPTS if _is_script(action) else Left.ACTIONS)
        del holder[Name.A]
    elif Name.Next in action:
        paper.left.add(Left.ACTIONS)
        del action[Name.Next]


def _leads_on(action: Held) -> bool:
    if not isinstance(action, Dictionary):
        return False
    kind = str(action.get(Name.S, ""))
    return kind == "/GoTo" or (kind == "/URI" and _FOLLOWABLE.match(str(action.get(Name.URI, ""))) is not None)


def _is_script(action: object) -> bool:
    return isinstance(action, Dictionary) and action.get(Name.S) == Name.JavaScript


def _clean_form(paper: Cleaned, root: Held) -> None:
    form = root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return
    if Name.XFA in form:
        paper.left.add(Left.FORM)
    for key in (Name.XFA, Name.CO):
        if key in form:
            del form[key]
    for one in _fields(form):
        _clean_actions(paper, one)


def _fields(form: Held) -> Iterator[Held]:
    waiting: list[Held] = list(form.get(Name.Fields, Array()))
    seen: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and one.objgen not in seen:
            seen |= {one.objgen} if one.is_indirect else set()
            yield one
            waiting += list(one.get(Name.Kids, Array()))
