"""How large a document is set: as it is designed, or larger, its lines broken anew."""

from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle


@dataclass(frozen=True, slots=True)
class Scale:
    """How much larger than designed the words are set, and how large in points the smallest are at the least."""

    times: float = 1.0
    least: float = 0.0

    def size(self, points: float) -> float:
        """How large words are set that are designed in a size."""
        return max(points * self.times, self.least)

    def style(self, style: ParagraphStyle) -> ParagraphStyle:
        """A style in this scale: its words and indents, not the spaces above and below."""
        if self == NORMAL:
            return style
        size = self.size(style.fontSize)
        return ParagraphStyle(
            style.name,
            style,
            fontSize=size,
            leading=style.leading * size / style.fontSize,
            bulletFontSize=self.size(style.bulletFontSize),
            leftIndent=style.leftIndent * self.times,
            rightIndent=style.rightIndent * self.times,
            bulletIndent=style.bulletIndent * self.times,
        )


NORMAL = Scale()
LARGE = Scale(18 / 11, least=18)
"""Large print, for people with low vision: nothing is smaller than 18 points."""
