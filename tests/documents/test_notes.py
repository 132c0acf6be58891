import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnering_desk.documents import house
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.notes_outline import notes as notes_of
from partnering_desk.documents.pages import set_blocks
from partnering_desk.documents.prose import links, plain_text
from partnering_desk.documents.snapshots import Header
from tests.documents.reading import all_text, link_targets, page_texts, running_text, squeezed

HEADER = Header("P", "Core Group", "CG/2026/06", "Wednesday 11 November 2026")
FURNITURE = ("CG/2026/06 · Notes", "P · Core Group")
REAL = json.loads((Path(__file__).parents[1] / "data" / "real-meetings.json").read_text(encoding="utf-8"))
ITEMS = [
    pytest.param(item["notes"], id=f"{meeting['date']} {item['title']}")
    for meeting in REAL["meetings"]
    for item in meeting["items"]
]


def set_notes(notes: str, number: str = "", indent: float = 0.0) -> bytes:
    return house.render(HEADER, "Notes", lambda: set_blocks(notes_of(notes, number), indent=indent))


def lines(notes: str, number: str = "") -> list[str]:
    """The lines of the first page under its foot, as they are read."""
    text = page_texts(set_notes(notes, number))[0].splitlines()
    return [" ".join(line.split()) for line in text if line.strip()][2:]


@pytest.mark.parametrize("notes", ITEMS)
def test_every_paragraph_list_item_and_link_of_real_minutes_is_in_the_pdf(notes: str) -> None:
    pdf = set_notes(notes, "5", house.NUMBER)
    text = running_text(pdf, *FURNITURE)
    for line in plain_text(notes).splitlines():
        assert squeezed(clean(line)) in text
    assert {unquote(target) for target in link_targets(pdf)} >= {unquote(link) for link in links(notes)}


def test_every_decision_in_writing_of_real_minutes_is_in_the_pdf() -> None:
    notes = "\n\n".join(decision["text"] for decision in REAL["written_decisions"])
    pdf = set_notes(notes)
    text = running_text(pdf, *FURNITURE)
    assert all(squeezed(clean(line)) in text for line in plain_text(notes).splitlines())
    assert set(map(unquote, link_targets(pdf))) == set(map(unquote, links(notes)))


def test_paragraphs_are_numbered_and_a_list_belongs_to_the_paragraph_before_it() -> None:
    assert lines("Members noted:\n\n- one\n- two\n\nAgreed.", "5") == [
        "5.1 Members noted:",
        "• one",
        "• two",
        "5.2 Agreed.",
    ]


def test_a_list_that_nothing_leads_into_takes_the_numbers_itself() -> None:
    assert lines("- one\n\n  more of one\n- two\n  - nested\n\n***\n\n- three", "5") == [
        "5.1 one",
        "more of one",
        "5.2 two",
        "• nested",
        "5.3 three",
    ]


def test_an_ordered_list_keeps_its_own_numbers() -> None:
    assert lines("7. seven\n8. eight\n   1) inner", "5") == ["7. seven", "8. eight", "1) inner"]


def test_without_a_number_nothing_is_numbered() -> None:
    assert lines("One.\n\n- two") == ["One.", "• two"]


def test_an_empty_list_item_and_a_list_in_a_list_lose_no_number() -> None:
    assert lines("1.\n2. - inner\n3. > quoted\n4. ```\n   code\n   ```\n5. ---\n6. # head") == [
        "1.", "2.", "• inner", "3.", "quoted", "4.", "code", "5.", "6. head",
    ]  # fmt: skip


def test_a_line_typed_is_a_line_printed() -> None:
    assert lines("first\nsecond  \nthird") == ["first", "second", "third"]


def test_bold_italic_code_and_struck_words_are_all_there() -> None:
    assert lines("**bold *both*** *italic* `code <x>` ~~gone~~ &amp; <b>typed</b>") == [
        "bold both italic code <x> gone & <b>typed</b>"
    ]


def test_headings_and_quotations_are_there() -> None:
    assert lines("# Head\n\n> quoted\n>\n> - listed\n\nSetext\n===\n\nafter", "2") == [
        "Head", "quoted", "• listed", "Setext", "2.1 after",
    ]  # fmt: skip


def test_code_keeps_its_lines() -> None:
    assert lines("```\nfirst  line\n\tsecond <tag>\n```") == ["first line", "second <tag>"]


def test_a_table_is_a_table() -> None:
    pdf = set_notes("| KPI | Result |\n|---|---|\n| 3 | *met* |\n| 5 |\n")
    assert squeezed("KPI Result 3 met 5") in running_text(pdf, *FURNITURE)


def test_a_picture_is_its_description_and_address() -> None:
    assert lines("![the hostel](hostel.png)") == ["the hostel (hostel.png)"]


def test_a_link_that_a_reader_can_follow_is_a_link() -> None:
    pdf = set_notes('[report](https://reports.example/q2?x=1&y="2" "t") <mailto:a@b.example> <https://c.example/é>')
    assert link_targets(pdf) == [
        "https://reports.example/q2?x=1&y=%222%22", "mailto:a@b.example", "https://c.example/%C3%A9",
    ]  # fmt: skip


@pytest.mark.parametrize("target", ["report.pdf", "#top", "document:top", "pdf:other.pdf"])
def test_a_link_that_no_reader_could_follow_is_written_out(target: str) -> None:
    pdf = set_notes(f"see [this]({target})")
    assert f"see this ({target})" in all_text(pdf)
    assert link_targets(pdf) == []


def test_a_link_that_would_run_a_program_is_only_text() -> None:
    assert lines("[x](javascript:alert)") == ["[x](javascript:alert)"]


@pytest.mark.parametrize("wrap", ["{}", "- {}", "> {}", "[{}](https://x.example)", "`{}`", "**{}** Ж{}", "    {}"])
def test_a_word_wider_than_the_paper_wraps_and_is_whole(wrap: str) -> None:
    word = "https://" + "abcdefghij" * 60
    assert squeezed(word) in running_text(set_notes(wrap.format(word, word)), *FURNITURE)


def test_notes_longer_than_a_page_run_on() -> None:
    paragraphs = [f"Paragraph {at} " + "says what was said. " * 30 for at in range(40)]
    pdf = set_notes("> " + "\n>\n> ".join(paragraphs) + "\n\n```\n" + "\n".join(paragraphs) + "\n```")
    text = running_text(pdf, *FURNITURE)
    assert len(page_texts(pdf)) > 10
    assert all(text.count(squeezed(paragraph)) == 2 for paragraph in paragraphs)


def test_no_notes_are_no_blocks() -> None:
    assert notes_of("  \n") == []


MARKS = st.sampled_from(
    [
        *("- ", "1. ", "> ", "# ", "    ", "\n", "\n\n", "---\n", "```\n", "|", "|-|\n"),
        *("**", "*", "`", "[a](https://b.example/", ")", "<b>", "&", "é", "中"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS | st.text("abc ", max_size=8), max_size=25).map("".join))
def test_whatever_is_typed_its_words_are_in_the_pdf(notes: str) -> None:
    text = running_text(set_notes(notes, "5", house.NUMBER), *FURNITURE).replace("[U+4E2D]", "中")
    for word in plain_text(notes).split():
        assert squeezed(word) in text
