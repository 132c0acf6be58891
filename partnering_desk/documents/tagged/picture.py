"""A picture in a document: seen by who can, told in words to who cannot."""

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from partnering_desk.documents.tagged.sheet import END, Sheet
from partnering_desk.documents.tagged.structure import Element


class Picture(Flowable):
    """A picture file's bytes, ``across`` points wide and as tall as that makes it; ``alt`` tells what is to be seen."""

    canv: Sheet

    def __init__(self, content: bytes, across: float, alt: str, parent: Element | None = None) -> None:
        super().__init__()
        self._image = ImageReader(BytesIO(content))
        wide, tall = self._image.getSize()
        self.width, self.height = across, across * tall / wide
        self.element = Element("Figure", parent, alt=alt)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the room that the picture takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture as a part of the structure."""
        self.canv._code.append(self.canv.opening(self.element))
        self.canv.drawImage(self._image, 0, 0, self.width, self.height, mask="auto")
        self.canv._code.append(END)
