"""The structure of a document: what each part of it is, and in which order the parts are read (ISO 32000-1, 14.7)."""

from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject, PDFString

DEEPEST_HEADING = 6


class Mark(NamedTuple):
    """Words on a page that belong to an element: the page (the first is 1) and their number among its marks."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A place on a page that can be followed: its page and the name by which its object is known."""

    page: int
    name: str


class Element(PDFObject):
    """A part of a document: a heading, a paragraph, a table's row.

    It takes its place below its parent when the first of it is drawn, so that the order of parts is that in which
    they are drawn; one without a parent goes into whatever encloses it then. What is drawn in several pieces, on
    several pages, is one element all the same. With ``once`` it is read where it is drawn first; the head of a table
    that comes again on the next page is decoration there. ``about`` holds its attributes as they stand in the file,
    ``alt`` the words that tell of a picture, and ``instead`` those that are read in place of what is drawn.
    """

    def __init__(
        self,
        tag: str,
        parent: "Element | Structure | None" = None,
        about: str = "",
        alt: str = "",
        instead: str = "",
        language: str = "",
        once: bool = False,
    ) -> None:
        self.tag, self.parent, self.about, self.once = tag, parent, about, once
        self.alt, self.instead, self.language = alt, instead, language
        self.kids: list[Element | Mark | Annotation] = []
        self.placed = False

    def format(self, document: Any) -> bytes:
        """The element as a PDF object."""
        assert self.parent is not None
        marks = [kid for kid in self.kids if isinstance(kid, Mark)]
        home = marks[0].page if marks else 0
        kids = [_kid(document, kid, home) for kid in self.kids]
        words = [f"<</S/{self.tag}/P {_number(document, self.parent)} 0 R"]
        if marks:
            words.append(f"/Pg {_page(document, home)} 0 R")
        if kids:
            words.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        if self.about:
            words.append(f"/A<<{self.about}>>")
        if self.language:
            words.append(f"/Lang({self.language})")
        said = {"/Alt": self.alt, "/ActualText": self.instead}
        told = [key.encode("ascii") + PDFString(text).format(document) for key, text in said.items() if text]
        return "".join(words).encode("ascii") + b"".join(told) + b">>"


class Structure(PDFObject):
    """All the elements of a document, and to which of them each mark on its pages belongs."""

    def __init__(self) -> None:
        self.document = Element("Document", self)
        self.document.placed = True
        self.enclosing = self.document
        self._heading = 0  # the level of the last heading
        self._owners: list[list[Element] | Element] = []  # by page, or by annotation

    def place(self, element: Element) -> None:
        """Give an element its place, now that something of it is drawn."""
        if element.placed:
            return
        element.placed = True
        if element.parent is None:
            element.parent = self.enclosing
        if isinstance(element.parent, Element):
            self.place(element.parent)
            element.parent.kids.append(element)
        if element.tag[0] == "H" and element.tag[1:].isdigit():
            self._heading = min(int(element.tag[1:]), self._heading + 1, DEEPEST_HEADING)  # no level is skipped
            element.tag = f"H{self._heading}"

    def key(self, owners: list[Element] | Element) -> int:
        """The number under which a page or an annotation finds those to whom it belongs."""
        self._owners.append(owners)
        return len(self._owners) - 1

    def register(self, document: Any) -> None:
        """Make every element an object of the file, in the order in which they are read."""
        document.Reference(self)
        waiting = [self.document]
        while waiting:
            element = waiting.pop()
            document.Reference(element)
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def format(self, document: Any) -> bytes:
        """The root of the structure as a PDF object."""
        lists = (
            f"{key}[{' '.join(f'{_number(document, owner)} 0 R' for owner in owners)}]"
            if isinstance(owners, list)
            else f"{key} {_number(document, owners)} 0 R"
            for key, owners in enumerate(self._owners)
        )
        root = f"<</Type/StructTreeRoot/K {_number(document, self.document)} 0 R/ParentTreeNextKey {len(self._owners)}"
        return f"{root}/ParentTree<</Nums[{' '.join(lists)}]>>>>".encode("ascii")


def _number(document: Any, known: PDFObject) -> int:
    return int(document.idToObjectNumberAndVersion[document.Reference(known).name][0])


def _page(document: Any, page: int) -> int:
    return int(document.idToObjectNumberAndVersion[f"Page{page}"][0])


def _kid(document: Any, kid: Element | Mark | Annotation, home: int) -> str:
    match kid:
        case Mark(page, number) if page == home:
            return str(number)
        case Mark(page, number):
            return f"<</Type/MCR/Pg {_page(document, page)} 0 R/MCID {number}>>"
        case Annotation(page, name):
            known = document.idToObjectNumberAndVersion[name][0]
            return f"<</Type/OBJR/Pg {_page(document, page)} 0 R/Obj {known} 0 R>>"
        case _:
            return f"{_number(document, kid)} 0 R"
