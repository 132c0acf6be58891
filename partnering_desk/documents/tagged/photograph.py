"""A picture file as a paper: a page for each picture in it, as large as fits, told in words to who cannot see it."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from partnering_desk.documents.tagged.file import file_of
from partnering_desk.documents.tagged.picture import Picture
from partnering_desk.documents.tagged.sheet import Sheet

SUFFIXES = frozenset({".bmp", ".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
MOST_PIXELS = 60_000_000
"""A picture of more would take too much memory."""
MOST_PICTURES = 200
"""In one file, such as a fax."""
_MARGIN = 12 * mm
_SHARPEST = 3508
"""No side has more pixels than this: an A4 page at 300 to an inch."""


class TooLarge(Exception):
    """A picture of too many pixels, or a file of too many pictures."""


def photograph_pdf(path: Path, alt: str) -> bytes:
    """The pictures of a file as a PDF of A4 pages; ``alt`` tells what they show.

    Raises `TooLarge`, and `OSError`, `SyntaxError` or `ValueError` where the file cannot be read.
    """
    out = BytesIO()
    sheet = Sheet(out, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB", displayDocTitle=True)
    sheet.setTitle(alt)
    for content, wide, tall in _pictures(path):
        size = landscape(A4) if wide > tall else A4
        sheet.setPageSize(size)
        room = size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN
        across = min(room[0], room[1] * wide / tall)
        picture = Picture(content, across, alt)
        picture.drawOn(sheet, (size[0] - across) / 2, (size[1] - picture.height) / 2)
        sheet.showPage()
    return file_of(sheet, "")


def _pictures(path: Path) -> Iterator[tuple[bytes, int, int]]:
    """Each picture of a file as it is put on a page, with its width and height in pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the number of pixels is looked at below
            file = Image.open(path)
    except Image.DecompressionBombError:
        raise TooLarge from None
    with file:
        if file.width * file.height > MOST_PIXELS or getattr(file, "n_frames", 1) > MOST_PICTURES:
            raise TooLarge
        file.draft("RGB", (_SHARPEST, _SHARPEST))  # a photograph is read no sharper than it is shown
        for frame in ImageSequence.Iterator(file) if file.format == "TIFF" else [file]:
            if frame.width * frame.height > MOST_PIXELS:
                raise TooLarge
            yield _fit(frame)


def _fit(frame: Image.Image) -> tuple[bytes, int, int]:
    seen = ImageOps.exif_transpose(frame)
    clear = seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info
    seen = seen.convert("RGBA" if clear else "RGB")
    if clear:  # paper is white
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        seen = white.convert("RGB")
    seen.thumbnail((_SHARPEST, _SHARPEST))
    out = BytesIO()
    drawn = frame.format in ("PNG", "GIF", "BMP")
    seen.save(out, "PNG") if drawn else seen.save(out, "JPEG", quality=88)
    return out.getvalue(), seen.width, seen.height
