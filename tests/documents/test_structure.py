"""What a screen reader reads in the documents: the parts, their order, their words."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from partnering_desk.documents import house
from partnering_desk.documents.agenda import agenda_pdf
from partnering_desk.documents.appendix import appendix_outline
from partnering_desk.documents.fonts import clean
from partnering_desk.documents.group_report import group_report_outline
from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.notes_outline import notes as notes_of
from partnering_desk.documents.notice import notice_outline
from partnering_desk.documents.pages import outline_pdf, set_blocks
from partnering_desk.documents.prose import plain_text
from partnering_desk.documents.registers import action_list_outline, attendance_outline, decision_register_outline
from partnering_desk.documents.snapshots import ActionLine, Header, MinutesItem, MinutesSheet
from partnering_desk.documents.tagged.words import LONG
from tests.documents.reading import all_text, page_texts, reader
from tests.documents.sheets import (
    ACTION_LIST,
    AGENDA,
    APPENDIX,
    ATTENDED,
    DECISION_REGISTER,
    GROUP_REPORT,
    HEADER,
    MINUTES,
    NOTICE,
)
from tests.documents.structure import structure, words_of

GOLDEN = Path(__file__).with_name("golden")
FURNITURE = ("CG/2026/06 · Notes", "P · Core Group")
REAL = json.loads((Path(__file__).parents[1] / "data" / "real-meetings.json").read_text(encoding="utf-8"))
REAL_NOTES = [
    pytest.param(item["notes"], id=f"{meeting['date']} {item['title']}")
    for meeting in REAL["meetings"]
    for item in meeting["items"]
]


def set_notes(notes: str) -> bytes:
    header = Header("P", "Core Group", "CG/2026/06", "Wednesday 11 November 2026")
    return house.render(header, "Notes", lambda: set_blocks(notes_of(notes, "5"), indent=house.NUMBER))


@pytest.mark.parametrize(
    ("name", "pdf"),
    [
        ("agenda", agenda_pdf(AGENDA)),
        ("minutes", minutes_pdf(MINUTES)),
        ("appendix", outline_pdf(appendix_outline(APPENDIX))),
        ("notice", outline_pdf(notice_outline(NOTICE))),
        ("action-list", outline_pdf(action_list_outline(ACTION_LIST))),
        ("attendance", outline_pdf(attendance_outline(ATTENDED))),
        ("group-report", outline_pdf(group_report_outline(GROUP_REPORT))),
        ("decision-register", outline_pdf(decision_register_outline(DECISION_REGISTER))),
    ],
)
def test_a_document_reads_as_it_did_when_it_was_last_looked_at(name: str, pdf: bytes) -> None:
    """To look again: run with GOLDEN=new, and read what has changed in tests/documents/golden."""
    path, found = GOLDEN / f"{name}.txt", structure(pdf)
    if os.environ.get("GOLDEN") == "new":
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    sentences = " ".join(f"Sentence {at} was said." for at in range(300))
    pdf = set_notes(sentences)
    assert len(page_texts(pdf)) > 1
    assert words_of(pdf, "P") == [f"5.1 {sentences}"]


def test_a_table_over_many_pages_is_one_table_whose_head_is_read_once() -> None:
    actions = tuple(ActionLine(f"A-{at}", "Do what was agreed.", "A. Brandt") for at in range(120))
    pdf = minutes_pdf(MinutesSheet(HEADER, actions=actions))
    assert len(page_texts(pdf)) > 3
    assert len(words_of(pdf, "Table")) == 1
    assert words_of(pdf, "TR") == ["ActionWhatWho", *(f"A-{at}Do what was agreed.A. Brandt" for at in range(120))]


def test_a_decision_over_pages_is_one_part() -> None:
    box = replace(MINUTES.items[3].decisions[0], text=" ".join(f"Sentence {at} of it." for at in range(400)))
    pdf = minutes_pdf(MinutesSheet(HEADER, items=(MinutesItem("1", "One", decisions=(box,)),)))
    assert len(page_texts(pdf)) > 1
    assert [words[:12] for words in words_of(pdf, "Div")] == ["Decision D2."]


def test_no_level_of_headings_is_skipped() -> None:
    notes = "#### Deep\n\nWords.\n\n# Shallow\n\n### Deep again"
    text = structure(minutes_pdf(MinutesSheet(HEADER, opening=notes, items=(MinutesItem("1", "One", notes),))))
    heads = [line.strip().split(":")[0] for line in text.splitlines() if line.strip().startswith("H")]
    assert heads == ["H1", "H2", "H3", "H4", "H2", "H3", "H3", "H4"]


def test_a_link_over_two_lines_is_one_link_with_its_words() -> None:
    words = "the report of the second quarter " * 5
    pdf = set_notes(f"See [{words.strip()}](https://reports.example/q2), which was read.")
    told = f"{words.strip()} → https://reports.example/q2"
    assert structure(pdf).count("Link:") == 1
    assert told in " ".join(structure(pdf).split())


def test_a_word_broken_at_the_end_of_a_line_is_read_whole() -> None:
    address = "https://reports.example/" + "a-long-way/" * 20
    assert f"5.1 Read {address} soon." in words_of(set_notes(f"Read {address} soon."), "P")


def test_an_address_is_broken_after_its_marks() -> None:
    address = "https://reports.example/" + "a-long-way/" * 20
    lines = page_texts(set_notes(f"Read {address} soon."))[0].splitlines()
    parts = [line.strip() for line in lines if "way" in line]
    assert len(parts) > 1
    assert all(part.endswith(("/", "-", "soon.")) for part in parts)


@pytest.mark.parametrize("notes", REAL_NOTES)
def test_text_taken_out_has_the_words_of_real_minutes_with_their_spaces(notes: str, tmp_path: Path) -> None:
    pdf = set_notes(notes)
    (tmp_path / "notes.pdf").write_bytes(pdf)
    assert shutil.which("pdftotext") or not os.environ.get("CI")
    taken = [" ".join(words_of(pdf, "P")), all_text(pdf)]
    if shutil.which("pdftotext"):
        ran = subprocess.run(["pdftotext", "-raw", tmp_path / "notes.pdf", "-"], capture_output=True, check=True)
        taken.append(ran.stdout.decode("utf-8"))
    for text in taken:
        assert [line for line in _lines(notes) if line not in _without_furniture(text)] == []


def _lines(notes: str) -> list[str]:
    """The lines of some notes; one with a word so long that it is broken is left to the test of that."""
    lines = (
        " ".join(clean(line).replace("\N{NO-BREAK SPACE}", " ").split()) for line in plain_text(notes).splitlines()
    )
    return [line for line in lines if max(map(len, line.split())) < LONG]


def _without_furniture(text: str) -> str:
    lines = (
        line for line in text.replace("\f", "\n").splitlines() if not line.strip().startswith((*FURNITURE, "Page "))
    )
    return " ".join(" ".join(lines).replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_file_says_that_it_is_tagged_and_in_which_language() -> None:
    catalog = reader(minutes_pdf(MINUTES)).root_object
    assert str(catalog["/MarkInfo"]) == "{'/Marked': True}"
    assert str(catalog["/Lang"]) == "en-GB"
    assert all(str(page["/Tabs"]) == "/S" for page in reader(minutes_pdf(MINUTES)).pages)
