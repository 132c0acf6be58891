from dataclasses import replace

import pytest

from partnering_desk.documents.agenda import agenda_pdf
from partnering_desk.documents.snapshots import AgendaLine, AgendaSheet
from tests.documents.reading import all_text, fonts, outline, page_texts, reader, squeezed
from tests.documents.sheets import AGENDA, HEADER

PDF = agenda_pdf(AGENDA)
TEXT = squeezed(all_text(PDF))


@pytest.mark.parametrize(
    "words",
    [
        "Agenda CG/2026/07 · Wednesday 9 December 2026, 10:00–12:00 · Town Hall, Room 4",
        "Chair. J. Amadi.",
        "L. Farah for P. Nowak",
        "Both parties must be represented for the group to decide (Governance 5.5).",
        "1 Attendance and apologies 10:00 (5 min) Note · Chair",
        "Decide · R. Lindqvist · Carried over from CG/2026/06, item 5 · Governance 7.1",
        "Paper. CG/26/31 Quarter 2 performance report",
        "Members are asked to agree the credit: • KPI 3; • KPI 5.",
        "Discuss · Contractor · Service 4",
        "4 Tender prices Decide Confidential. Left out of this copy: commercially sensitive.",
        "The next meeting is on Wednesday 13 January 2027.",
    ],
)
def test_the_agenda_says(words: str) -> None:
    assert squeezed(words) in TEXT


def test_the_same_agenda_gives_the_same_bytes() -> None:
    assert agenda_pdf(AGENDA) == PDF


def test_every_item_is_a_bookmark() -> None:
    assert [title for _, title, _ in outline(PDF)] == [
        "1 Attendance and apologies", "2 Performance, quarter 2", "3 Improvements", "4 Tender prices",
    ]  # fmt: skip


def test_title_and_fonts_are_in_the_file() -> None:
    about = reader(PDF).metadata
    assert about is not None
    assert about.title == "Agenda, Core Group, CG/2026/07"
    assert all(fonts(PDF).values())


def test_an_item_with_a_title_alone_and_one_with_a_length_alone() -> None:
    sheet = AgendaSheet(HEADER, (AgendaLine("1", "Alone"), AgendaLine("2", "Short", length="5 min")))
    assert squeezed("1 Alone 2 Short 5 min") in squeezed(all_text(agenda_pdf(sheet)))


def test_an_agenda_of_many_items_goes_over_pages_and_no_heading_is_left_alone() -> None:
    lines = tuple(replace(AGENDA.lines[1], number=str(at), title=f"Heading{at}End") for at in range(30))
    pages = page_texts(agenda_pdf(AgendaSheet(HEADER, lines)))
    assert len(pages) > 3
    for page in pages:
        assert "Decide" in page.rpartition("Heading")[2]


def test_a_confidential_item_keeps_its_notes_to_itself() -> None:
    line = replace(AGENDA.lines[3], notes="The secret price is 12.", papers=AGENDA.lines[1].papers)
    text = all_text(agenda_pdf(replace(AGENDA, lines=(line,))))
    assert "secret" not in text
    assert "Quarter 2" not in text
