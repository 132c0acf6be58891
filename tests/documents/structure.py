"""Reads the structure of a PDF back as a screen reader would: what each part is, in which order, and its words."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

_SHOWN = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def structure(pdf: bytes) -> str:
    """The structure as an outline: a line a part, indented below the part that it belongs to, with its words.

    What is in brackets after a part's kind are its attributes; words around a part within the words stand in “ ”.
    """
    return "\n".join(line.rstrip() for line in _Reading(pdf).outline()) + "\n"


def words_of(pdf: bytes, kind: str) -> list[str]:
    """The words of every part of a kind ("P", "TD", "H2"), those of the parts within it too, in reading order."""
    reading = _Reading(pdf)
    return [reading.words(element) for element in reading.elements() if element["/S"] == f"/{kind}"]


class _Target(str):
    """Where a link leads, and what is said of it; no part of its words."""

    __slots__ = ()


class _Reading:
    def __init__(self, pdf: bytes) -> None:
        self.file = PdfReader(BytesIO(pdf))
        self.marks = {page.indirect_reference: _marked(page, self.file) for page in self.file.pages}
        catalog: Any = self.file.root_object
        self.root = catalog["/StructTreeRoot"]["/K"].get_object()

    def outline(self, element: Any = None, depth: int = 0) -> Iterator[str]:
        element = element or self.root
        kids = list(self.kids(element))
        head = f"{'  ' * depth}{element['/S'][1:]}{_attributes(element)}"
        if all(isinstance(kid, str) for kid in kids):
            yield f"{head}: {''.join(kids)}" if kids else head
            return
        yield head
        for kid in kids:
            if isinstance(kid, str):
                yield f"{'  ' * (depth + 1)}“{kid}”"
            else:
                yield from self.outline(kid, depth + 1)

    def elements(self, element: Any = None) -> Iterator[Any]:
        element = element or self.root
        yield element
        for kid in self.kids(element):
            if not isinstance(kid, str):
                yield from self.elements(kid)

    def words(self, element: Any) -> str:
        kids = (kid for kid in self.kids(element) if not isinstance(kid, _Target))
        return "".join(kid if isinstance(kid, str) else self.words(kid) for kid in kids)

    def kids(self, element: Any) -> Iterator[Any]:
        """What an element holds: words, and other elements."""
        if "/ActualText" in element:
            yield str(element["/ActualText"])
            return
        held = element.get("/K", [])
        for kid in held if isinstance(held, list) else [held]:
            kid = kid.get_object()
            if isinstance(kid, int):
                yield self.marks[element.raw_get("/Pg")][kid]
            elif kid.get("/Type") == "/MCR":
                yield self.marks[kid.raw_get("/Pg")][kid["/MCID"]]
            elif kid.get("/Type") == "/OBJR":
                annotation = kid["/Obj"]
                target = annotation["/A"]["/URI"] if "/A" in annotation else "a place"
                yield _Target(f" → {target} ({annotation['/Contents']})")
            else:
                yield kid


def _attributes(element: Any) -> str:
    told = {key: value for key, value in element.get("/A", {}).items() if key != "/O"}
    told |= {key: element[key] for key in ("/Alt", "/Lang") if key in element}
    said = ", ".join(
        f"{key[1:]} {value}" if key == "/Alt" else f"{key[1:]} {value}".replace("/", "") for key, value in told.items()
    )
    return f" ({said})" if said else ""


def _marked(page: PageObject, file: PdfReader) -> dict[int, str]:
    """The words of each mark on a page, by its number."""
    resources: Any = page["/Resources"]
    fonts = {name: _letters(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    font: dict[int, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []  # the number of a mark, and the words said in its place
    for operands, operator in ContentStream(page["/Contents"].get_object(), file).operations:
        match operator:
            case b"BMC":
                open_marks.append((None, None))
            case b"BDC":
                about = operands[1]
                open_marks.append((about.get("/MCID"), about.get("/ActualText")))
                found |= {about["/MCID"]: ""} if "/MCID" in about else {}
            case b"EMC":
                _, instead = open_marks.pop()
                _add(found, open_marks, instead or "")
            case b"Tf":
                font = fonts[operands[0]]
            case b"Tj" | b"TJ":
                shown = operands[0] if operator == b"TJ" else operands
                letters = "".join(
                    font[code] for part in shown if not isinstance(part, (int, float)) for code in _codes(part)
                )
                if all(instead is None for _, instead in open_marks):
                    _add(found, open_marks, letters)
    return found


def _add(found: dict[int, str], open_marks: list[tuple[int | None, str | None]], words: str) -> None:
    for number, _ in open_marks:
        if number is not None:
            found[number] += words


def _codes(shown: Any) -> bytes:
    return bytes(getattr(shown, "original_bytes", shown))


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    if "/ToUnicode" not in font:  # one that every reader has
        return {code: chr(code) for code in range(256)}
    table = font["/ToUnicode"].get_data()
    return {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in _SHOWN.findall(table)}
