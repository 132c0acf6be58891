"""The structures of several PDFs made one: their elements, the owners of their marks, their names for parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, Stream, String

from partnering_desk.documents.binding.paper import Cleaned, Held

MOST_ELEMENTS = 300_000
"""A structure of more elements than this is not read."""
KEYS = (Name.StructParents, Name.StructParent)


@dataclass(frozen=True)
class Structure:
    """The structure of one paper, in the file that it was bound into: what stands at its top, and its language."""

    top: tuple[Held, ...]
    language: str


class Tags:
    """The structure of the file that papers are bound into, as it grows."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._owners: list[tuple[int, Held]] = []
        self._next = 0
        self._roles: dict[str, str] = {}
        self._classes: dict[str, Held] = {}
        self._spaces: list[Held] = []
        self._papers = 0
        self._named = False  # whether some elements have names of their own

    def ready(self, paper: Cleaned) -> bool:
        """Make the structure of a paper one that fits here, still in its own file; say whether it has one.

        Its marks, identifiers and names for parts no longer are those of any paper before it.
        """
        root = paper.pdf.Root.get(Name.StructTreeRoot)
        if (
            not isinstance(root, Dictionary)
            or Name.K not in root
            or not isinstance(root.get(Name.ParentTree), Dictionary)
        ):
            _forget(paper.pdf)
            return False
        self._papers += 1
        owners = dict(NumberTree(root.ParentTree).items())
        renamed = self._new_names(root)
        for element in _elements(root):
            _fit(element, paper.gone, renamed, f"{self._papers}:".encode())
            self._named = self._named or Name.ID in element
        _shift(paper.pdf, self._next)
        nums = [(key + self._next, owner) for key, owner in sorted(owners.items()) if key >= 0]
        root.ParentTree = Dictionary(Nums=Array([each for pair in nums for each in pair]))
        self._next = max([self._next, *(key + 1 for key, _ in nums)])
        for key in (Name.IDTree, Name.AF, Name.PronunciationLexicon):
            if key in root:
                del root[key]
        return True

    def taken(self, paper: Cleaned) -> Structure:
        """The structure of a paper whose pages are here already."""
        source = paper.pdf.Root.StructTreeRoot
        root: Held = self._pdf.copy_foreign(paper.pdf.make_indirect(source))
        nums = list(root.ParentTree.Nums)
        self._owners += zip((int(key) for key in nums[::2]), nums[1::2], strict=True)
        for names, known in ((Name.RoleMap, self._roles), (Name.ClassMap, self._classes)):
            for name, means in root.get(names, Dictionary()).items():
                known.setdefault(str(name), means)
        self._spaces += list(root.get(Name.Namespaces, Array()))
        top = root.K
        return Structure(tuple(top) if isinstance(top, Array) else (top,), str(paper.pdf.Root.get(Name.Lang, "")))

    def own(self, page: Held, element: Held) -> None:
        """Let all that is marked on a page belong to one element."""
        page.StructParents = self._next
        self._owners.append((self._next, self._pdf.make_indirect(Array([element]))))
        self._next += 1

    def finish(self, top: Held) -> None:
        """Write the root of the structure, whose one element is ``top``."""
        owners = sorted(self._owners, key=lambda pair: pair[0])
        root = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=top,
                ParentTree=Dictionary(Nums=Array([each for pair in owners for each in pair])),
                ParentTreeNextKey=self._next,
            )
        )
        for key, known in ((Name.RoleMap, self._roles), (Name.ClassMap, self._classes)):
            if known:
                root[key] = Dictionary(known)
        if self._spaces:
            root.Namespaces = Array(self._spaces)
        if self._named:
            named = sorted({bytes(one.ID): one for one in _elements(root) if Name.ID in one}.items())
            root.IDTree = Dictionary(Names=Array([each for name, one in named for each in (String(name), one)]))
        top.P = root
        self._pdf.Root.StructTreeRoot = root

    def _new_names(self, root: Held) -> dict[str, str]:
        """Names for parts that mean something else in a paper before: new ones are given in their place."""
        renamed: dict[str, str] = {}
        for names, known in ((Name.RoleMap, self._roles), (Name.ClassMap, self._classes)):
            own = root.get(names)
            if not isinstance(own, Dictionary):
                continue
            for name, means in own.items():
                if str(name) in known and known[str(name)] != means:
                    renamed[str(name)] = f"{name}-{self._papers}"
            root[names] = Dictionary(
                {renamed.get(str(name), str(name)): _renamed(means, renamed) for name, means in own.items()}
            )
        return renamed


def _renamed(means: Held, renamed: dict[str, str]) -> Held:
    new = renamed.get(str(means)) if isinstance(means, Name) else None
    return Name(new) if new else means


def _elements(root: Held) -> Iterator[Held]:
    """Every element below the root of a structure, each once. Raises `ValueError` where they are too many."""
    waiting: list[Held] = _kids(root)[::-1]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Dictionary) or Name.S not in one or one.objgen in seen:
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        count += 1
        if count > MOST_ELEMENTS:
            raise ValueError("The structure has too many elements.")
        yield one
        waiting += _kids(one)[::-1]


def _kids(element: Held) -> list[Held]:
    held = element.get(Name.K)
    return list(held) if isinstance(held, Array) else [] if held is None else [held]


def _fit(element: Held, gone: set[tuple[int, int]], renamed: dict[str, str], prefix: bytes) -> None:
    """Make an element fit among those of other papers."""
    if str(element.S) in renamed:
        element.S = Name(renamed[str(element.S)])
    if gone:
        kept = [kid for kid in _kids(element) if not _is_gone(kid, gone)]
        element.K = Array(kept)
    if Name.C in element:
        classes = element.C
        named = [_renamed(one, renamed) for one in (classes if isinstance(classes, Array) else [classes])]
        element.C = Array(named)
    _fit_attributes(element, prefix)
    if Name.ID in element:
        element.ID = String(prefix + bytes(element.ID))


def _fit_attributes(element: Held, prefix: bytes) -> None:
    """Let the cells of a table go on naming the cells that head them."""
    about = element.get(Name.A)
    for one in about if isinstance(about, Array) else [about]:
        if isinstance(one, Dictionary) and isinstance(one.get(Name.Headers), Array):
            one.Headers = Array([String(prefix + bytes(each)) for each in one.Headers])


def _is_gone(kid: Held, gone: set[tuple[int, int]]) -> bool:
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen in gone


def _shift(pdf: Pdf, by: int) -> None:
    """Raise the numbers under which what is drawn finds its owners."""
    if by:
        for one in _numbered(pdf):
            for key in KEYS:
                if key in one:
                    one[key] = int(one[key]) + by


def _forget(pdf: Pdf) -> None:
    """Let nothing that is drawn look for owners that are not there."""
    for one in _numbered(pdf):
        for key in KEYS:
            if key in one:
                del one[key]


def _numbered(pdf: Pdf) -> Iterator[Any]:
    """Whatever may have an owner: objects, and the notes on a page that are none of their own."""
    yield from (one for one in pdf.objects if isinstance(one, Dictionary | Stream))
    for page in pdf.pages:
        yield from (one for one in page.obj.get(Name.Annots, Array()) if not one.is_indirect)
