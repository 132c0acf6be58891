"""The house style: what is written can be read."""

from itertools import product

import pytest
from reportlab.lib.colors import Color, white

from partnering_desk.documents import house

LEAST = 4.5
"""The contrast of text with its ground that WCAG 2 asks for (1.4.3)."""
INKS = {"ink": house.INK, "quiet": house.QUIET, "accent": house.ACCENT, "good": house.GOOD, "care": house.CARE}
ON_ANY_GROUND = ("ink", "quiet", "accent", "care")
GROUNDS = {"paper": white, "shade": house.SHADE, "tint": house.TINT, "care tint": house.CARE_TINT}


def lightness(colour: Color) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    dark, light = sorted((lightness(one), lightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_it_is_everywhere() -> None:
    assert contrast(Color(0, 0, 0), white) == pytest.approx(21)
    assert contrast(Color(0.4667, 0.4667, 0.4667), white) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), list(product(ON_ANY_GROUND, GROUNDS)))
def test_whatever_is_written_stands_out_from_its_ground(ink: str, ground: str) -> None:
    assert contrast(INKS[ink], GROUNDS[ground]) >= LEAST


@pytest.mark.parametrize("tone", list(house.TONES), ids=str)
def test_the_words_of_a_status_stand_out_from_its_ground(tone: object) -> None:
    ink, ground = {str(key): pair for key, pair in house.TONES.items()}[str(tone)]
    assert contrast(ink, ground) >= LEAST
