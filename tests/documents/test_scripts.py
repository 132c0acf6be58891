"""Names and passages in other scripts: the right glyphs, in the right order, read as they were typed."""

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnering_desk.documents import house
from partnering_desk.documents.blocks import text
from partnering_desk.documents.fonts import clean, missing_glyphs
from partnering_desk.documents.notes_outline import notes as notes_of
from partnering_desk.documents.pages import set_blocks
from partnering_desk.documents.snapshots import Header
from partnering_desk.documents.tagged.direction import leads_left, mirrored, visual_order
from partnering_desk.documents.tagged.shaping import shaped
from partnering_desk.documents.tagged.structure import Element
from partnering_desk.documents.tagged.text import Text
from tests.documents.reading import all_text, page_texts, reader
from tests.documents.structure import structure, words_of

ARABIC, BENGALI = "NotoSansArabic-Regular", "NotoSansBengali-Regular"
PASSAGES = (
    "led by علي حيدر (from 10:15) and others",
    "محمد بن عبد الله (المدير) حضر في الساعة 10:30 مع Contractor Ltd.",
    "রহমান মিতা, আব্দুল্লাহ, শ্রীমতী লিপি এবং কর্মী",
    "Ελένη Παπαδοπούλου and Дмитро Шевченко",
    "Tunde Ọ̀ṣéì and Đặng Thị Ngọc",
    "ticked 🗹, open ☐",
    "علی‌رضا, র‍্যাব",
)


def set_text(words: str) -> bytes:
    return house.render(Header("P", "G", "R", "W"), "Text", lambda: [text(words)])


@pytest.mark.parametrize("words", PASSAGES)
def test_a_passage_is_read_as_typed(words: str) -> None:
    assert missing_glyphs(words) == ()
    assert words_of(set_text(words), "P") == [unicodedata.normalize("NFC", words)]


@pytest.mark.parametrize("words", PASSAGES)
def test_the_same_passage_gives_the_same_bytes_whatever_was_set_before(words: str) -> None:
    first = set_text(words)
    set_text(" ".join(reversed(PASSAGES)))
    assert set_text(words) == first


@pytest.mark.parametrize("name", ["علي", "حيدر", "لندن", "المدير", "রহমান", "Παπαδοπούλου", "Шевченко", "Ngọc"])
def test_a_name_is_found_by_a_search_in_the_text_taken_out(name: str, tmp_path: Path) -> None:
    pdf = set_text(f"Led by {name} since May.")
    assert name in clean(all_text(pdf)).replace("\N{ZERO WIDTH SPACE}", "")
    assert shutil.which("pdftotext") or not os.environ.get("CI")
    if shutil.which("pdftotext"):
        (tmp_path / "text.pdf").write_bytes(pdf)
        ran = subprocess.run(["pdftotext", tmp_path / "text.pdf", "-"], capture_output=True, check=True)
        assert name in unicodedata.normalize("NFC", ran.stdout.decode("utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        "Present: রহমান মিতা, আব্দুল্লাহ, শ্রীমতী লিপি এবং কর্মী",
        "রহমান মিতা was there with আব্দুল্লাহ, from 10:15.",
        "Ελένη Παπαδοπούλου and Дмитро Шевченко, Tunde Ọ̀ṣéì and Đặng Thị Ngọc.",
    ],
)
def test_text_taken_out_has_the_names_in_order_with_their_spaces(words: str, tmp_path: Path) -> None:
    pdf, wanted = set_text(words), unicodedata.normalize("NFC", words)
    (tmp_path / "text.pdf").write_bytes(pdf)
    taken = [all_text(pdf)]
    assert shutil.which("pdftotext") or not os.environ.get("CI")
    if shutil.which("pdftotext"):
        for how in ((), ("-raw",), ("-layout",)):
            ran = subprocess.run(["pdftotext", *how, tmp_path / "text.pdf", "-"], capture_output=True, check=True)
            taken.append(ran.stdout.decode("utf-8"))
    for found in taken:
        assert wanted in unicodedata.normalize("NFC", found).replace("\N{ZERO WIDTH SPACE}", "")


def test_a_reader_is_told_the_script_of_a_passage() -> None:
    assert "Span (Lang und-Arab): علي" in structure(set_text("by علي"))
    assert b"und-Grek" not in set_text("by A. Brandt")


def test_letters_join_their_neighbours() -> None:
    alone, *_ = shaped("ع", ARABIC).glyphs
    joined = shaped("عين", ARABIC).glyphs[-1]
    assert joined.shows == alone.shows == "ع"
    assert joined.letter != alone.letter


def test_a_vowel_that_is_written_before_its_consonant_stands_before_it() -> None:
    vowel, consonant = shaped("মি", BENGALI).glyphs
    assert {vowel.shows, consonant.shows} == {"মি", ""}
    assert vowel.x < consonant.x


def test_what_is_read_from_right_to_left_stands_so() -> None:
    assert visual_order(["led", " ", "علي", " ", "حيدر", " ", "today"], leftwards=False) == [
        (0, False), (1, False), (4, True), (3, True), (2, True), (5, False), (6, False),
    ]  # fmt: skip


def test_brackets_stand_with_what_they_hold() -> None:
    line = ["led", " ", "علي", " ", "(", "لندن", " ", "١٢", ")", ":", " ", "today"]
    assert [at for at, _ in visual_order(line, leftwards=False)] == [0, 1, 8, 7, 6, 5, 4, 3, 2, 9, 10, 11]
    assert [at for at, _ in visual_order(["led", " ", "(", "علي", ")"], leftwards=False)] == [0, 1, 2, 3, 4]


def test_names_in_a_table_keep_its_edge() -> None:
    cell = Text(house.CELL, "علي (chair)")
    cell.element = Element("TD")
    pdf = house.render(Header("P", "G", "R", "W"), "Text", lambda: [cell])
    assert words_of(pdf, "TD") == ["علي (chair)"]
    paragraph = house.render(Header("P", "G", "R", "W"), "Text", lambda: [Text(house.CELL, "علي (chair)")])
    assert min(_places(pdf)) == pytest.approx(house.MARGIN)
    assert min(_places(paragraph)) > house.MARGIN + 100


def _places(pdf: bytes, page: int = 0) -> list[float]:
    """How far from the left of the paper the words stand, in points; the foot of the page is left out."""
    found: list[float] = []

    def met(text: str, matrix: list[float], place: list[float], _font: object, _size: object) -> None:
        if text.strip() and matrix[5] + place[5] > house.BOTTOM:
            found.append(matrix[4] + place[4])

    reader(pdf).pages[page].extract_text(visitor_text=met)
    return found


def test_a_number_in_text_that_goes_to_the_left_goes_to_the_right() -> None:
    assert [at for at, _ in visual_order(["في", " ", "10:30", " ", "مع"], leftwards=True)] == [4, 3, 2, 1, 0]
    assert [at for at, _ in visual_order(["Ltd", " ", "12", " ", "مع"], leftwards=True)] == [4, 3, 0, 1, 2]


def test_a_paragraph_goes_where_its_first_letter_goes() -> None:
    assert leads_left(["12", " ", "علي", "Ltd"])
    assert not leads_left(["12", " ", "Ltd", "علي"])
    assert not leads_left(["12"])


def test_brackets_open_towards_what_they_hold() -> None:
    assert mirrored(")،") == "،("


def test_an_arabic_word_wider_than_its_column_is_whole() -> None:
    word = "عليحيدر" * 60
    assert words_of(set_text(f"by {word} today"), "P") == [f"by {word} today"]
    assert len(page_texts(set_text(word))) == 1


TYPED = st.text(st.sampled_from("ab-/().,:12 \n \t") | st.sampled_from("عليحدر١٢،রহমানিতা্\u200dΕλЖẹ́中🗹"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.lists(TYPED, max_size=4).map(" ".join))
def test_whatever_is_typed_in_whatever_scripts_is_read_as_typed(typed: str) -> None:
    read = "".join(words_of(set_text(typed), "P"))
    assert read.replace("[U+4E2D]", "中").split() == clean(typed).split()


def test_a_link_in_text_that_goes_to_the_left_lies_under_its_words() -> None:
    story = set_blocks(notes_of("led by [علي حيدر](https://a.example/) today"))
    page = reader(house.render(Header("P", "G", "R", "W"), "Text", lambda: story)).pages[0]
    (annotation,) = (each.get_object() for each in page.get("/Annots", ()))
    left, _, right, _ = map(float, annotation["/Rect"])
    assert annotation["/Contents"] == "علي حيدر"
    assert house.MARGIN + 30 < left < right - 30
    assert right < house.MARGIN + 120


def test_a_paragraph_that_goes_to_the_left_does_so_on_the_next_page_too() -> None:
    pdf = set_text("علي " + "Ltd " * 3000)
    assert len(page_texts(pdf)) > 1
    assert median(_places(pdf, page=-1)) > house.MARGIN + 5


def test_a_label_stands_with_text_that_goes_to_the_left() -> None:
    block = Text(house.HANGING, "علي حيدر", label="5.1", parent=Element("Div"))
    pdf = house.render(Header("P", "G", "R", "W"), "Text", lambda: [block])
    assert words_of(pdf, "P") == ["5.1 علي حيدر"]
