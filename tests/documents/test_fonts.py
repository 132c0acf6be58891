import pytest

from partnering_desk.documents import house
from partnering_desk.documents.blocks import text
from partnering_desk.documents.fonts import (
    BOLD_ITALIC,
    FAMILIES,
    TEXT,
    bound,
    clean,
    font_name,
    missing_glyphs,
    runs,
)
from partnering_desk.documents.snapshots import Header
from tests.documents.reading import fonts, running_text, squeezed

NAMES = (
    "Aoife Ní Bhriain", "Paweł Nowakowski", "Jean-François Delacroix", "Tunde Oṣei", "Máire O’Dunne",
    "Ali Haydar Yıldız", "Ștefan Țurcanu", "Łódź Žižka Őrsi", "Дмитро Шевченко", "Ελένη Παπαδοπούλου", "Đặng Thị Ngọc",
)  # fmt: skip
HEADER = Header("P", "G", "R", "W")


def set_text(words: str) -> bytes:
    return house.render(HEADER, "Text", lambda: [text(words)])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_european_script_is_shown_and_can_be_searched(name: str) -> None:
    assert missing_glyphs(name) == ()
    assert squeezed(name) in running_text(set_text(name))


@pytest.mark.parametrize("name", ["علي حيدر", "রহমান", "✓ → ☐ ■ ≤ €"])
def test_arabic_bengali_and_signs_have_a_font(name: str) -> None:
    assert missing_glyphs(name) == ()


def test_a_letter_that_the_text_font_lacks_comes_from_the_next_one() -> None:
    assert list(runs("Oṣei")) == [(TEXT, "O"), ("NotoSans", "ṣ"), (TEXT, "ei")]


def test_a_mark_comes_from_the_same_font_as_its_letter() -> None:
    assert list(runs("q\N{COMBINING DOT BELOW}")) == [("NotoSans", "q\N{COMBINING DOT BELOW}")]


def test_a_face_that_a_family_lacks_is_lent_by_its_nearest() -> None:
    assert font_name(BOLD_ITALIC, "NotoSansArabic") == "NotoSansArabic-Bold"
    assert font_name(BOLD_ITALIC, "NotoSansSymbols") == "NotoSansSymbols-Regular"


def test_a_letter_that_no_font_has_is_named_and_reported_once() -> None:
    assert missing_glyphs("中文 and 中") == ("中", "文")
    assert "[U+4E2D]" in running_text(set_text("中"))
    assert next(runs("中\N{COMBINING ACUTE ACCENT}"))[1].startswith("[U+4E2D]")


def test_text_is_never_taken_for_markup() -> None:
    assert squeezed("a < b & <font>") in running_text(set_text("a < b & <font>"))


def test_what_nobody_can_see_is_left_out_and_breaks_are_spaces() -> None:
    assert clean("a\u00adb\ufeffc\u200dd\te\nf\u2028g\x07") == "abcd" + " e f g"


def test_pasted_signs_become_the_signs_that_they_show() -> None:
    assert clean("\uf0b7 item \uf0fc") == "• item ✓"


def test_letters_are_composed() -> None:
    assert clean("e\N{COMBINING ACUTE ACCENT}") == "é"


def test_an_initial_stays_with_its_name_and_a_day_with_its_month() -> None:
    assert bound("J. Amadi, 4 December 2026") == "J.\u00a0Amadi, 4\u00a0December 2026"


def test_fonts_are_embedded_as_subsets() -> None:
    used = fonts(set_text("Oṣei"))
    assert all(used.values())
    assert all("+" in name for name in used)


def test_every_font_is_in_the_resources_in_every_face_that_it_has() -> None:
    for family, faces in FAMILIES.items():
        for face in faces:
            assert font_name(face, family) == f"{family}-{face.suffix}"
