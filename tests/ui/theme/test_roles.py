import re

import pytest

from partnering_desk.ui.theme.roles import DARK, LIGHT, READ_TOGETHER, SEEN_TOGETHER, Roles, Tone, contrast

BOTH = pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize(("text", "ground"), READ_TOGETHER)
def test_every_text_can_be_read_on_its_ground(roles: Roles, text: str, ground: str) -> None:
    assert contrast(roles.named()[text], roles.named()[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize(("mark", "ground"), SEEN_TOGETHER)
def test_every_mark_stands_out_from_its_ground(roles: Roles, mark: str, ground: str) -> None:
    assert contrast(roles.named()[mark], roles.named()[ground]) >= 3


@BOTH
def test_every_role_is_a_colour(roles: Roles) -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in roles.named().values())


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_has_a_text_and_a_ground_that_read_together(roles: Roles, tone: Tone) -> None:
    assert contrast(*roles.tone(tone)) >= 4.5


def test_light_is_as_the_design_names_it() -> None:
    assert (LIGHT.page, LIGHT.card, LIGHT.hairline) == ("#f4f5f7", "#ffffff", "#dfe2e6")
    assert (LIGHT.text, LIGHT.quiet, LIGHT.accent) == ("#1b1f24", "#5b6672", "#0b5cad")
    assert LIGHT.tone(Tone.GOOD) == ("#0f5b2a", "#dff3e4")
    assert LIGHT.tone(Tone.CARE) == ("#6b4500", "#fff1d6")
    assert LIGHT.tone(Tone.BAD) == ("#8c1d18", "#fbe4e2")


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
