"""The canvas of a tagged document: words belong to the part of the structure that they are drawn for.

Whatever else is drawn (rules, fills, forms, what stands at the head and foot of every page) is an artifact, which a
screen reader passes over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from partnering_desk.documents.tagged.scale import NORMAL, Scale
from partnering_desk.documents.tagged.structure import Annotation, Element, Mark, Structure

END = "EMC"
ARTIFACT = "/Artifact BMC"
PAGINATION = "/Artifact <</Type/Pagination>> BDC"
PRINTED = 4  # the flag of an annotation that is printed with its page


class Sheet(Canvas):
    """Pages on which every mark is either part of the structure or an artifact."""

    _code: list[str]
    _doc: Any  # ReportLab's PDFDocument, most of which it tells no types of
    _annotationrefs: list[PDFObjectReference]

    def __init__(self, file: str | IO[bytes], /, scale: Scale = NORMAL, room: float = 0.0, **settings: Any) -> None:
        self.setting, self.room = scale, room  # how large words are set; how tall what is on a page can be, in points
        self.structure = Structure()
        self.shows: dict[str, dict[str, str]] = {}  # by font, what the letters show that stand for its glyphs
        self.inserted: dict[int, int] = {}  # after which page, how many pages of other files come in
        self._owners: list[Element] = []  # of the marks on this page
        self._decorating = False
        super().__init__(file, pdfVersion=(1, 7), **settings)

    def opening(self, element: Element | None) -> str:
        """The operator that begins words of an element, to be ended by ``END``; without one, of an artifact."""
        if element is None or self._decorating:
            return ARTIFACT
        self.structure.place(element)
        self._owners.append(element)
        element.kids.append(Mark(self.getPageNumber(), len(self._owners) - 1))
        return f"/{element.tag} <</MCID {len(self._owners) - 1}>> BDC"

    @contextmanager
    def artifact(self, operator: str = ARTIFACT) -> Iterator[None]:
        """Whatever is drawn meanwhile is no part of the text."""
        before, self._decorating = self._decorating, True
        self._code.append(operator)
        yield
        self._code.append(END)
        self._decorating = before

    @contextmanager
    def within(self, element: Element) -> Iterator[None]:
        """Elements without a parent that are drawn meanwhile go into this one; what is repeated is decoration."""
        if self._decorating:
            yield
            return
        if element.once and element.placed:
            with self.artifact():
                yield
            return
        self.structure.place(element)
        before, self.structure.enclosing = self.structure.enclosing, element
        yield
        self.structure.enclosing = before

    def follow(self, target: str, words: str, area: tuple[float, float, float, float], element: Element) -> None:
        """Make an area (left, bottom, right, top, in points) an element's link, of which some words tell.

        A target that begins with # is the name of a place in the document itself.
        """
        if self._decorating:
            return
        about: dict[str, Any] = {"F": PRINTED, "StructParent": self.structure.key(element)}
        if target.startswith("#"):
            kind = {"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Border": PDFArray([0, 0, 0])}
            canvas: Any = self  # ReportLab's own links to places cannot tell to whom they belong
            where = {"Rect": PDFArray(canvas._absRect(area, 1)), "Dest": canvas._bookmarkReference(target[1:])}
            canvas._addAnnotation(PDFDictionary({**kind, **where, "Contents": PDFString(words), **about}))
        else:
            self.linkURL(target, area, relative=1, Contents=PDFString(words), **about)
        element.kids.append(Annotation(self.getPageNumber(), self._annotationrefs[-1].name))

    def showPage(self) -> None:
        """End a page; it is told where the owners of its marks are, and that its links follow the structure."""
        owners, self._owners = self._owners, []
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]
        page.Tabs, page.StructParents = "/S", self.structure.key(owners)
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line that means nothing."""
        with self.artifact():
            super().line(x1, y1, x2, y2)

    def rect(self, x: float, y: float, width: float, height: float, stroke: float = 1, fill: float = 0) -> None:
        """Draw a rectangle that means nothing."""
        with self.artifact():
            super().rect(x, y, width, height, stroke, fill)

    def roundRect(
        self, x: float, y: float, width: float, height: float, radius: float, stroke: float = 1, fill: float = 0
    ) -> None:
        """Draw a rectangle with round corners that means nothing."""
        with self.artifact():
            super().roundRect(x, y, width, height, radius, stroke, fill)
