"""The numbers that run through a pack: a strip below each page of a paper, so that nothing on the page is covered."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.lib.pagesizes import A4

from partnering_desk.documents import house
from partnering_desk.documents.binding.paper import Held, box_of
from partnering_desk.documents.tagged.file import file_of
from partnering_desk.documents.tagged.sheet import PAGINATION, Sheet
from partnering_desk.documents.tagged.text import Text

HEIGHT = 22.0
"""Of the strip below a page as wide as A4, in points."""
_INSET, _BASE = 28.0, 8.0
_DEEPEST = 4
"""So far drawings within drawings are looked into for letters."""


def strips(lines: Sequence[tuple[str, str]]) -> bytes:
    """A PDF with a strip a page: words at its left, the number at its right. None of it is part of the text."""
    out = BytesIO()
    sheet = Sheet(out, pagesize=(A4[0], HEIGHT), invariant=1, pageCompression=1, lang="en-GB")
    for words, number in lines:
        with sheet.artifact(PAGINATION):
            sheet.setStrokeColor(house.HAIRLINE)
            sheet.setLineWidth(0.6)
            sheet.line(_INSET, HEIGHT, A4[0] - _INSET, HEIGHT)
            for said, left in ((words, True), (number, False)):
                line = Text(house.FOOT, said)
                line.wrapOn(sheet, A4[0] - 2 * _INSET, HEIGHT)
                line.drawOn(sheet, _INSET if left else A4[0] - _INSET - line.longest_line(), _BASE)
        sheet.showPage()
    out.write(file_of(sheet, ""))
    return out.getvalue()


def put_below(pdf: Pdf, page: Any, strip: Held, name: str) -> None:
    """Make a page taller by a strip below it, however it is turned; what it shows outside its box stays unseen."""
    one = page.obj
    left, bottom, right, top = box_of(one)
    turned = int(one.get(Name.Rotate, 0)) % 360
    times = (top - bottom if turned in (90, 270) else right - left) / A4[0]
    tall = HEIGHT * times
    area = f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re W n"
    match turned:
        case 90:
            place, right = (0.0, times, -times, 0.0, right + tall, bottom), right + tall
        case 180:
            place, top = (-times, 0.0, 0.0, -times, right, top + tall), top + tall
        case 270:
            place, left = (0.0, -times, times, 0.0, left - tall, top), left - tall
        case _:
            place, bottom = (times, 0.0, 0.0, times, left, bottom - tall), bottom - tall
    one.MediaBox = one.CropBox = Array([round(side, 3) for side in (left, bottom, right, top)])
    resources = Dictionary(one.Resources)
    resources.XObject = Dictionary({**dict(one.Resources.get(Name.XObject, Dictionary()).items()), name: strip})
    one.Resources = resources
    matrix = " ".join(f"{number:.5f}" for number in place)
    page.contents_add(f"q {matrix} cm {name} Do Q q {area}\n".encode("ascii"), prepend=True)
    page.contents_add(b"\nQ", prepend=False)


def has_letters(holder: Held, deep: int = 0) -> bool:
    """Whether a page, or a drawing on it, can show letters; a scan is only a picture."""
    resources = holder.get(Name.Resources)
    if not isinstance(resources, Dictionary):
        return False
    if resources.get(Name.Font):
        return True
    drawn = resources.get(Name.XObject)
    forms = (
        [one for one in drawn.as_dict().values() if isinstance(one, Stream)] if isinstance(drawn, Dictionary) else []
    )
    return deep < _DEEPEST and any(has_letters(one, deep + 1) for one in forms if one.get(Name.Subtype) == Name.Form)
