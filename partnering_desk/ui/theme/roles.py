"""The named colours of the desk, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Tone(StrEnum):
    """What a coloured thing means. A word or a sign always says it too."""

    PLAIN = "plain"
    INFO = "info"
    GOOD = "good"
    CARE = "care"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Roles:
    """Every colour of the desk by what it is for, as ``#rrggbb``."""

    page: str
    card: str
    field: str
    field_edge: str
    button_edge: str
    hairline: str
    hover: str
    text: str
    quiet: str
    accent: str
    accent_hover: str
    accent_text: str
    link: str
    focus: str
    selection: str
    selection_text: str
    plain: str
    plain_ground: str
    info: str
    info_ground: str
    good: str
    good_ground: str
    care: str
    care_ground: str
    bad: str
    bad_ground: str
    badge: str
    badge_text: str
    core: str
    working: str
    desktop: str
    """What lies behind a sheet of paper in a preview."""

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The text and the ground of a tone."""
        return {
            Tone.PLAIN: (self.plain, self.plain_ground),
            Tone.INFO: (self.info, self.info_ground),
            Tone.GOOD: (self.good, self.good_ground),
            Tone.CARE: (self.care, self.care_ground),
            Tone.BAD: (self.bad, self.bad_ground),
        }[tone]

    def named(self) -> dict[str, str]:
        """Every colour under its role's name."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


READ_TOGETHER = (
    ("text", "page"),
    ("text", "card"),
    ("text", "field"),
    ("text", "hover"),
    ("text", "selection"),
    ("quiet", "page"),
    ("quiet", "card"),
    ("quiet", "field"),
    ("quiet", "selection"),
    ("quiet", "hover"),
    ("link", "page"),
    ("link", "card"),
    ("link", "selection"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("selection_text", "selection"),
    ("plain", "plain_ground"),
    ("quiet", "plain_ground"),
    ("info", "info_ground"),
    ("good", "good_ground"),
    ("good", "card"),
    ("care", "care_ground"),
    ("care", "card"),
    ("bad", "bad_ground"),
    ("bad", "card"),
    ("bad", "page"),
    ("badge_text", "badge"),
)
"""Pairs of text and ground that stand on a screen."""

SEEN_TOGETHER = (
    ("field_edge", "card"),
    ("focus", "card"),
    ("focus", "page"),
    ("core", "card"),
    ("working", "card"),
)
"""Pairs of mark and ground that must be told apart, though nothing is read in them."""

LIGHT = Roles(
    page="#f4f5f7",
    card="#ffffff",
    field="#fafbfc",
    field_edge="#868f99",
    button_edge="#c0c6cd",
    hairline="#dfe2e6",
    hover="#eef1f4",
    text="#1b1f24",
    quiet="#5b6672",
    accent="#0b5cad",
    accent_hover="#084a8c",
    accent_text="#ffffff",
    link="#0b5cad",
    focus="#0b5cad",
    selection="#e3eefb",
    selection_text="#084a8c",
    plain="#3b444e",
    plain_ground="#eceef1",
    info="#084a8c",
    info_ground="#e3eefb",
    good="#0f5b2a",
    good_ground="#dff3e4",
    care="#6b4500",
    care_ground="#fff1d6",
    bad="#8c1d18",
    bad_ground="#fbe4e2",
    badge="#b3261e",
    badge_text="#ffffff",
    core="#0b5cad",
    working="#0f5b2a",
    desktop="#cfd4da",
)

DARK = Roles(
    page="#15181c",
    card="#1e2328",
    field="#171b20",
    field_edge="#75808c",
    button_edge="#4d5762",
    hairline="#343b43",
    hover="#282e35",
    text="#e9ecef",
    quiet="#a9b3be",
    accent="#6fb1f5",
    accent_hover="#93c5f9",
    accent_text="#0c1a29",
    link="#7cb8f7",
    focus="#7cb8f7",
    selection="#20384f",
    selection_text="#b5d7fb",
    plain="#ccd3da",
    plain_ground="#313840",
    info="#a9d1fb",
    info_ground="#1d3a57",
    good="#a3e0b5",
    good_ground="#163823",
    care="#f4cf8d",
    care_ground="#43310d",
    bad="#f7b8b3",
    bad_ground="#4c1d1a",
    badge="#f2938c",
    badge_text="#2b0906",
    core="#7cb8f7",
    working="#7fd197",
    desktop="#0c0e11",
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
