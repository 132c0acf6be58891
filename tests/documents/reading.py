"""Reads PDFs back, as a person or a search would."""

import unicodedata
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def squeezed(text: str) -> str:
    """Text without any space, so that it can be found however its lines were broken."""
    return "".join(unicodedata.normalize("NFC", text).split())


def page_texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in reader(pdf).pages]


def all_text(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def running_text(pdf: bytes, *furniture: str) -> str:
    """The text of all pages, squeezed, without what is repeated on each: a paragraph runs on over a page break."""
    texts = page_texts(pdf)
    whole = ""
    for at, text in enumerate(map(squeezed, texts), start=1):
        for repeated in (*furniture, f"Page {at} of {len(texts)}"):
            text = text.replace(squeezed(repeated), "", 1)
        whole += text
    return whole


def link_targets(pdf: bytes) -> list[str]:
    return [
        annotation.get_object()["/A"]["/URI"]
        for page in reader(pdf).pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """The bookmarks: level, words, page (the first is 1)."""
    document = reader(pdf)
    found: list[tuple[int, str, int]] = []
    waiting: list[tuple[int, object]] = [(0, entry) for entry in document.outline]
    while waiting:
        level, entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting = [(level + 1, inner) for inner in entry] + waiting
        elif isinstance(entry, Destination):
            page = document.get_destination_page_number(entry)
            found.append((level, str(entry.title), -1 if page is None else page + 1))
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font in the file, and whether its letters are in the file."""
    document = reader(pdf)
    size = document.trailer["/Size"]
    assert isinstance(size, int)
    objects = (document.get_object(number) for number in range(1, size))
    return {
        str(font["/BaseFont"]): "/FontFile2" in font.get("/FontDescriptor", {})
        for font in objects
        if isinstance(font, DictionaryObject) and font.get("/Type") == "/Font"
    }
