"""Large print: the same words, nothing smaller than 18 points, in lines of their own on the same paper."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from reportlab.lib.pagesizes import A4

from partnering_desk.documents.agenda import agenda_pdf
from partnering_desk.documents.appendix import appendix_outline
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.pages import outline_pdf
from partnering_desk.documents.snapshots import ActionLine, MinutesSheet
from partnering_desk.documents.tagged.scale import LARGE, NORMAL, Scale
from tests.documents.reading import all_text, page_texts, reader
from tests.documents.sheets import AGENDA, APPENDIX, HEADER, MINUTES
from tests.documents.structure import structure, words_of

Set = Callable[[Scale], bytes]
KINDS = [
    pytest.param(partial(agenda_pdf, AGENDA), id="agenda"),
    pytest.param(partial(minutes_pdf, replace(MINUTES, actions=())), id="minutes"),
    pytest.param(partial(outline_pdf, appendix_outline(APPENDIX)), id="appendix"),
]


@pytest.mark.parametrize("made", KINDS)
def test_the_parts_and_their_words_are_the_same(made: Set) -> None:
    assert structure(made(LARGE)) == structure(made(NORMAL))
    assert len(page_texts(made(LARGE))) >= len(page_texts(made(NORMAL)))


@pytest.mark.parametrize("made", KINDS)
def test_nothing_is_smaller_than_18_points_and_nothing_beside_the_paper(made: Set) -> None:
    sizes: list[float] = []
    places: list[float] = []

    def met(text: str, matrix: list[float], place: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size)
            places.append(matrix[4] + place[4])

    for page in reader(made(LARGE)).pages:
        page.extract_text(visitor_text=met)
    assert min(sizes) >= 18
    assert max(sizes) > 30
    assert 0 < min(places) < max(places) < A4[0]


def test_actions_stand_one_below_the_other() -> None:
    pdf = minutes_pdf(MINUTES, LARGE)
    assert (
        words_of(pdf, "P").count("Action A-112. Report move-on by scheme. R. Lindqvist, by 18 January 2027. Open.") == 2
    )
    assert "Actions" not in all_text(minutes_pdf(MinutesSheet(HEADER), LARGE))


def test_a_long_status_at_the_foot_takes_its_room_from_the_text() -> None:
    header = replace(HEADER, status="Circulated to everybody who was there, " * 4)
    actions = tuple(ActionLine(f"A-{at}", "Do what was agreed.", "A. Brandt") for at in range(60))
    for scale in (NORMAL, LARGE):
        short = minutes_pdf(MinutesSheet(HEADER, actions=actions), scale)
        long = minutes_pdf(MinutesSheet(header, actions=actions), scale)
        assert page_texts(long)[0].count("A-") < page_texts(short)[0].count("A-")


def test_the_same_minutes_in_large_print_give_the_same_bytes() -> None:
    assert minutes_pdf(MINUTES, LARGE) == minutes_pdf(MINUTES, LARGE)
