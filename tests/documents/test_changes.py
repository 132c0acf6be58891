"""A corrected version shows what it removed and added: by lines, and in words for who sees none (practice P7)."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from partnering_desk.documents import house
from partnering_desk.documents.changes import marked
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.minutes_outline import minutes_outline
from partnering_desk.documents.notes_outline import notes
from partnering_desk.documents.outline import Change, outline
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.reading import html_document
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet
from partnering_desk.documents.tagged.scale import LARGE
from partnering_desk.documents.word import word_document
from tests.documents.html_reading import seen
from tests.documents.reading import all_text, reader, squeezed
from tests.documents.sheets import HEADER
from tests.documents.structure import words_of
from tests.documents.test_notes import MARKS

TYPED = st.lists(MARKS | st.sampled_from(["letter ", "hostel ", "visit. ", "\n\n"]), max_size=25).map("".join)
BEFORE = "There were **81 referrals** in the quarter.\n\nThe hostel was visited.\n\n- one\n- two\n"
NOW = "There were **18 referrals** in the quarter.\n\n- one\n- two, and three\n\nA letter was sent."


def corrected(before: str, now: str) -> MinutesSheet:
    return MinutesSheet(HEADER, items=(MinutesItem("5", "Reports", now, notes_before=before),))


def said(before: str, now: str) -> list[str]:
    text = outline_text(outline(HEADER, "Notes", marked(notes(before, "5"), notes(now, "5"))))
    return text.partition("Town Hall, Room 3\n\n")[2].strip().replace("\n\n", "\n").split("\n")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("81 came.", "18 came.", ["5.1 [removed: 81] [added: 18] came."]),
        ("He came.", "He came late.", ["5.1 He [removed: came.] [added: came late.]"]),
        ("Before.", "Before.\n\nAfter.", ["5.1 Before.", "5.2 [added: After.]"]),
        ("Gone.\n\nStays.", "Stays.", ["[removed: Gone.]", "5.1 Stays."]),
        ("", "New.", ["5.1 [added: New.]"]),
        ("Old.", "", ["[removed: Old.]"]),
        (
            "All of this.",
            "Something else was said.",
            ["[removed: All of this.]", "5.1 [added: Something else was said.]"],
        ),
        ("A\n\n1. one\n2. two", "A\n\n1. one", ["5.1 A", "1. one", "2. [removed: two]"]),
        ("A\n\n- x\n- y\n- z", "A\n\n- y\n- z", ["5.1 A", "• [removed: x]", "• y", "• z"]),
        ("# Head", "# Title", ["[removed: Head]", "[added: Title]"]),
        ("> We asked them.", "> We asked nobody.", ["We asked [removed: them.] [added: nobody.]"]),
        ("```\nx\n```", "```\ny\n```", ["[removed:]", "x", "[added:]", "y"]),
        ("|A|\n|-|\n|1|", "|A|\n|-|\n|2|", ["A: [removed: 1]", "A: [added: 2]"]),
        ("So it is.", "So it is.", ["5.1 So it is."]),
        (
            "The group met in the hall for a long talk there.",
            "The group met in a room for a short talk there.",
            ["5.1 The group met in [removed: the hall for a long] [added: a room for a short] talk there."],
        ),
    ],
)
def test_what_changed_is_told_in_words(before: str, now: str, told: list[str]) -> None:
    assert said(before, now) == told


@settings(max_examples=60, deadline=None)
@given(TYPED, TYPED)
def test_whatever_changed_nothing_of_either_version_is_lost(before: str, now: str) -> None:
    text = squeezed("".join(said(before, now)))
    for blocks in (notes(before), notes(now)):
        words = outline_text(outline(HEADER, "Notes", blocks)).partition("Town Hall, Room 3\n\n")[2].split()
        assert [word for word in words if len(word) > 3 and squeezed(word) not in text] == []


def test_the_pages_strike_through_what_was_removed_and_underline_what_was_added() -> None:
    sheet = corrected(BEFORE, NOW)
    for pdf in (minutes_pdf(sheet), minutes_pdf(sheet, LARGE)):
        assert "5.1 There were [removed: 81] [added: 18] referrals in the quarter." in words_of(pdf, "P")
        assert "[removed: The hostel was visited.]" in words_of(pdf, "P")
        assert "[added: A letter was sent.]" in squeezed_spaces(all_text(pdf))
    drawn = reader(minutes_pdf(sheet)).pages[0].get_contents()
    assert drawn is not None
    colours = {tuple(operands) for operands, operator in drawn.operations if operator == b"rg"}
    assert {_rounded(house.CARE.rgb()), _rounded(house.GOOD.rgb())} <= {_rounded(colour) for colour in colours}


def squeezed_spaces(text: str) -> str:
    return " ".join(text.split())


def _rounded(colour: tuple[object, ...]) -> tuple[float, ...]:
    return tuple(round(float(str(part)), 2) for part in colour)


def test_html_says_ins_and_del() -> None:
    page = seen(html_document(minutes_outline(corrected(BEFORE, NOW))).decode())
    assert [one.text for one in page.all("del")] == ["81", "The hostel was visited.", "two"]
    assert [one.text for one in page.all("ins")] == ["18", "two, and three", "A letter was sent."]
    assert "There were [removed: 81] [added: 18] referrals in the quarter." in page.words


def test_word_has_a_style_for_each() -> None:
    document = Document(BytesIO(word_document(minutes_outline(corrected(BEFORE, NOW)))))
    runs = [(run.style.name, run.text) for paragraph in document.paragraphs for run in paragraph.runs if run.style]
    assert ("Removed", "81") in runs
    assert ("Added", "A letter was sent.") in runs


def test_what_was_not_corrected_bears_no_marks() -> None:
    item = replace(corrected(BEFORE, NOW).items[0], notes_before=None)
    runs = [run for block in notes(NOW) for run in getattr(block, "words", ())]
    assert {run.change for run in runs} == {Change.NONE}
    assert "[added" not in all_text(minutes_pdf(MinutesSheet(HEADER, items=(item,))))
