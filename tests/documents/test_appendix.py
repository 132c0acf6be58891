import pytest

from partnering_desk.documents.appendix import appendix_outline
from partnering_desk.documents.pages import outline_pdf
from partnering_desk.documents.snapshots import AppendixSheet, GroupSection, SeatRow
from tests.documents.reading import all_text, outline, page_texts, squeezed
from tests.documents.sheets import APPENDIX

PDF = outline_pdf(appendix_outline(APPENDIX))
TEXT = squeezed(all_text(PDF))


@pytest.mark.parametrize(
    "words",
    [
        "As at 19 November 2026",
        "Commissioner. Five Boroughs, led by RB Kensington & Chelsea. Contract Representative: N. Amadi.",
        "Contractor. St Aldate's Homes. Contract Representative: R. Lindqvist.",
        "Core Group Frequency. Monthly Location. Town Hall, Room 3 Planned start. 4 April 2026",
        "Nkechi Amadi, SP Lead Officer Ruth Lindqvist, Director of Operations",
        "Paweł Nowakowski, SP Lead Officer No counterpart since 2 November 2026.",
        "Property Working Group Not yet established: neither party has a member (Governance 1).",
    ],
)
def test_the_appendix_says(words: str) -> None:
    assert squeezed(words) in TEXT


def test_the_same_appendix_gives_the_same_bytes() -> None:
    assert outline_pdf(appendix_outline(APPENDIX)) == PDF


def test_every_group_is_a_bookmark() -> None:
    assert [title for _, title, _ in outline(PDF)] == ["Core Group", "Property Working Group"]


def test_a_group_of_many_members_repeats_the_parties_on_every_page() -> None:
    seats = tuple(SeatRow(f"Member {at}", f"Counterpart {at}") for at in range(120))
    sheet = AppendixSheet(APPENDIX.header, (), (GroupSection("Core Group", (), seats),))
    pages = page_texts(outline_pdf(appendix_outline(sheet)))
    assert len(pages) > 2
    assert all(squeezed("Commissioner Contractor") in squeezed(page) for page in pages)
