"""Where pages end: no heading alone at the foot, no row or decision cut in two, nothing beside the paper."""

from dataclasses import replace

import pytest
from reportlab.lib.pagesizes import A4

from partnering_desk.documents import house
from partnering_desk.documents.agenda import agenda_pdf
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import (
    ActionLine,
    AgendaLine,
    AgendaSheet,
    Column,
    DecisionBox,
    MinutesItem,
    MinutesSheet,
    Paper,
    Present,
)
from partnering_desk.documents.tagged.scale import LARGE, NORMAL, Scale
from tests.documents.reading import page_texts, reader, running_text, squeezed
from tests.documents.sheets import HEADER

PAPERS = (Paper("CG/26/31", "Quarter 2 report"),)
NAME = "Wolfeschlegelsteinhausenbergerdorff-Llanfairpwllgwyngyllgogerychwyrndrobwll" * 2
ADDRESS = "https://reports.example/" + "a-long-way/" * 20
ENDLESS = "x" * 400
HOSTILE = MinutesSheet(
    replace(HEADER, group=NAME, place=ADDRESS, partnering=ENDLESS),
    attendance=(Column("Commissioner", (Present(NAME, (ENDLESS,), NAME, ADDRESS),)), Column("Contractor", ())),
    apologies=(NAME, ENDLESS),
    items=(
        MinutesItem(
            "1",
            ENDLESS,
            f"{ADDRESS} and [{ENDLESS}]({ADDRESS})\n\n- {ENDLESS}\n\n> {NAME}\n\n|A|B|\n|-|-|\n|{ENDLESS}|{ADDRESS}|",
            decisions=(DecisionBox("Decision D1", ENDLESS, effect=ADDRESS, views=NAME),),
            actions=(ActionLine("A-1", ENDLESS, NAME, "by 4 December 2026"),),
            papers=(Paper("CG/26/31", ENDLESS),),
            source=ADDRESS,
        ),
    ),
    actions=(ActionLine("A-1", ENDLESS, NAME, "by 4 December 2026", "Open", "1"), ActionLine("A-2", ADDRESS, ENDLESS)),
    next_meeting=ADDRESS,
)
FILLERS = range(0, 60, 2)


def above(filler: int) -> MinutesItem:
    """An item that takes up so many lines of a page before the one that is looked at."""
    return MinutesItem("1", "Before", "```\n" + "\n".join(f"line {at}" for at in range(filler)) + "\n```")


@pytest.mark.parametrize("filler", FILLERS)
def test_what_stands_under_a_heading_does_not_end_a_page_before_what_it_leads_into(filler: int) -> None:
    item = MinutesItem("2", "Looked at", "What was said.", source="Carried over from CG/2026/05.", papers=PAPERS)
    pages = page_texts(minutes_pdf(MinutesSheet(HEADER, items=(above(filler), item))))
    (page,) = [page for page in pages if "Looked at" in page]
    assert "Carried over" in page
    assert "CG/26/31" in page
    assert "What was said." in page


@pytest.mark.parametrize("filler", FILLERS)
def test_an_agenda_item_keeps_with_what_it_says(filler: int) -> None:
    lines = (
        AgendaLine("1", "Before", notes=above(filler).notes),
        AgendaLine("2", "Looked at", "Decide", "R. Lindqvist", papers=PAPERS, notes="What is asked."),
    )
    pages = page_texts(agenda_pdf(AgendaSheet(HEADER, lines)))
    (page,) = [page for page in pages if "Looked at" in page]
    assert "Decide" in page
    assert "CG/26/31" in page
    assert "What is asked." in page


@pytest.mark.parametrize("filler", range(30, 56, 3))
def test_a_decision_and_an_action_row_taller_than_the_rest_of_a_page_go_to_the_next_whole(filler: int) -> None:
    words = " ".join(f"Point {at} was agreed." for at in range(60))
    item = MinutesItem("2", "Looked at", decisions=(DecisionBox("Decision D1", f"Begun. {words} Ended"),))
    rows = tuple(ActionLine(f"A-{at}", f"Begun {at}. {words} Ended {at}", "A. Brandt") for at in range(4))
    pages = page_texts(minutes_pdf(MinutesSheet(HEADER, items=(above(filler), item), actions=rows)))
    assert [("Begun." in page) for page in pages] == [("Ended." in page) for page in pages]
    for at in range(4):
        begins = [f"Begun {at}." in page for page in pages]
        assert begins == [squeezed(f"Ended {at}") in squeezed(page) for page in pages]


@pytest.mark.parametrize("scale", [NORMAL, LARGE], ids=["normal", "large"])
def test_no_name_address_or_endless_word_leaves_the_paper_or_is_cut(scale: Scale) -> None:
    pdf = minutes_pdf(HOSTILE, scale)
    places: list[float] = []

    def met(text: str, matrix: list[float], place: list[float], _font: object, _size: float) -> None:
        if text.strip():
            places.append(matrix[4] + place[4])

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=met)
    assert min(places) >= house.MARGIN - 1
    assert max(places) < A4[0] - house.MARGIN
    text = running_text(pdf)
    assert text.count("x" * 300) >= 6
    assert text.count(squeezed(ADDRESS)) >= 3
    assert NAME in text


def test_three_hundred_rows_each_stand_whole_under_the_titles_of_their_columns() -> None:
    rows = tuple(
        ActionLine(
            f"A-{at}", f"Begun {at}. Do what was agreed at length, {at} times. Ended {at}", "A. Brandt", "by 4 May"
        )
        for at in range(300)
    )
    pages = page_texts(minutes_pdf(MinutesSheet(HEADER, actions=rows)))
    told = [page for page in pages if "Begun" in page]
    assert len(told) > 8
    assert all("What" in page and "When" in page for page in told)
    for at in range(300):
        (page,) = [page for page in told if f"Begun {at}." in page]
        assert squeezed(f"Ended {at}") in squeezed(page)
