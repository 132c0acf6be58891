"""Writes words on a sheet: the operators of one text object, each stretch of it marked as what it is."""

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from partnering_desk.documents.tagged.sheet import END, Sheet
from partnering_desk.documents.tagged.structure import Element


class Pen:
    """Gathers words that follow one another in one look, and writes them when the look changes."""

    def __init__(self, sheet: Sheet) -> None:
        self.code = ["BT"]
        self._sheet = sheet
        self._text, self._font, self._size = "", "", 0.0
        self._shown_in: tuple[str, float, int] = ("", 0.0, -1)
        self._colour: Color | None = None
        self._element: Element | None = None
        self._marked = False

    def move(self, x: float, y: float) -> None:
        """Go on at a place on the page, in points."""
        self._flush()
        self.code.append(f"1 0 0 1 {fp_str(x, y)} Tm")

    def write(self, text: str, font: str, size: float, colour: Color, element: Element) -> None:
        """Write letters in a font of so many points that are a part of an element."""
        if not self._marked or element is not self._element:
            self._end_mark()
            self.code.append(self._sheet.opening(element))
            self._element, self._marked = element, True
        if (font, size) != (self._font, self._size) or colour is not self._colour:
            self._flush()
        self._font, self._size = font, size
        if colour is not self._colour:
            self.code.append(f"{fp_str(colour.rgb())} rg")
            self._colour = colour
        self._text += text

    def end(self) -> str:
        """All that was written, as operators."""
        self._end_mark()
        return "\n".join([*self.code, "ET"])

    def _end_mark(self) -> None:
        self._flush()
        if self._marked:
            self.code.append(END)
            self._marked = False

    def _flush(self) -> None:
        text, self._text = self._text, ""
        if not text:
            return
        document, font = self._sheet._doc, getFont(self._font)
        assert isinstance(font, TTFont)
        for subset, letters in font.splitString(text, document):
            if (self._font, self._size, subset) != self._shown_in:
                self.code.append(f"{font.getSubsetInternalName(subset, document)} {fp_str(self._size)} Tf")
                self._shown_in = self._font, self._size, subset
            self.code.append(f"({escapePDF(letters)}) Tj")
