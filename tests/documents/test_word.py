"""Minutes as a Word document, opened again: real styles, lists, tables and properties, and every word of them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from partnering_desk.documents.minutes_outline import minutes_outline
from partnering_desk.documents.prose import links, plain_text
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import MinutesItem, MinutesSheet
from partnering_desk.documents.word import word_document
from tests.documents.reading import squeezed
from tests.documents.sheets import ACTIONS, BARE_MINUTES, HEADER, MINUTES

REAL = json.loads((Path(__file__).parents[1] / "data" / "real-meetings.json").read_text(encoding="utf-8"))
NOTES = [item["notes"] for meeting in REAL["meetings"] for item in meeting["items"]]


def opened(sheet: MinutesSheet) -> Document:
    return docx.Document(io.BytesIO(word_document(minutes_outline(sheet))))


def of_notes(notes: str) -> Document:
    return opened(replace(BARE_MINUTES, items=(MinutesItem("5", "Reports", notes),)))


def styled(document: Document) -> list[tuple[str, str]]:
    """The style and the words of each paragraph."""
    return [(str(one.style.name if one.style else ""), one.text) for one in document.paragraphs]


def everything(document: Document) -> str:
    """All words, cells of tables too, in order."""
    return "\n".join(_words(one) for one in document.element.body.iter(qn("w:p")))


def _words(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


MADE = opened(MINUTES)
STYLED = styled(MADE)


def test_headings_are_words_own() -> None:
    headings = [(style, words) for style, words in STYLED if style in ("Title", "Subtitle") or style.startswith("Head")]
    assert headings[:2] == [("Title", "Minutes: Core Group"), ("Subtitle", "Draft, not yet confirmed")]
    at = headings.index(("Heading 1", "5  Performance, quarter 2"))
    assert headings[at + 1] == ("Heading 2", "Decision D2")
    assert headings[-2:] == [("Heading 1", "Actions"), ("Heading 1", "Close of the meeting")]


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("Numbered minute", "5.2\tMembers noted that:"),
        ("List Bullet", "Arlington Road met every target;"),
        ("List Number 2", "second stage."),
        ("Quote", "We were never asked, said a resident."),
        ("Decision", "Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report."),
        ("Decision", "Effect. Instruction by letter, J. Amadi to see to it."),
        ("Not binding", "Adopt the revised move-on protocol."),
        ("Remark", "Now. 18 referrals"),
        ("Remark", "Confidential. Left out of this copy: commercially sensitive."),
        ("Quiet", "Papers. CG/26/31 Quarter 2 performance report; CG/26/32 Hostel visit"),
        ("Normal", "Quorum. Both parties were represented throughout (Governance 5.5)."),
        ("Normal", "Action A-112. Report move-on by scheme. R. Lindqvist, by 18 January 2027. Open."),
        ("Caption", "The actions of this meeting"),
    ],
)
def test_each_kind_of_words_has_its_style(style: str, words: str) -> None:
    assert (style, words) in STYLED


def test_the_language_and_the_properties_are_set() -> None:
    (language,) = MADE.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    said = MADE.core_properties
    assert (said.title, said.author, said.language) == ("Minutes, Core Group, CG/2026/06", "M. Okafor", "en-GB")
    assert "Draft, not yet confirmed" in said.subject
    assert said.created is not None
    assert said.created.replace(tzinfo=None) == datetime(2026, 11, 12, 9, 30)


def test_the_foot_of_each_page_says_what_it_is_and_its_number() -> None:
    foot = MADE.sections[0].footer.paragraphs[0]
    assert _words(foot._p) == "CG/2026/06 · Minutes · Draft, not yet confirmed · Page 1 of 1"
    assert [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_page_is_a4() -> None:
    section = MADE.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_tables_have_heads_that_come_again_and_rows_that_are_not_cut() -> None:
    people, actions = MADE.tables
    assert [cell.text for cell in people.rows[0].cells] == ["Commissioner", "Contractor", "In attendance"]
    assert [cell.text for cell in people.rows[4].cells] == ["L. Farah for P. Nowak", "", ""]
    assert [cell.text for cell in actions.rows[0].cells] == ["Action", "Item", "What", "Who", "When", "State"]
    assert [cell.text for cell in actions.rows[1].cells][:3] == ["A-112", "5", "Report move-on by scheme"]
    for table in (people, actions):
        assert [bool(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows][:2] == [True, False]
        assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in table.rows)
    assert sum(column.width.mm for column in actions.columns if column.width) == pytest.approx(164, abs=1)


def test_every_paragraph_list_item_and_link_of_real_minutes_is_in_it() -> None:
    for notes in NOTES:
        made = of_notes(notes)
        text = squeezed(everything(made))
        for line in plain_text(notes).splitlines():
            assert squeezed(fit(line)) in text
        targets = {one.target_ref for one in made.part.rels.values() if one.is_external}
        assert targets == {fit(link) for link in links(notes)}


def test_each_numbered_list_begins_where_it_was_typed_to() -> None:
    made = of_notes("First:\n\n3. three\n4. four\n\nThen:\n\n1. one")
    numbered = [one for one in made.paragraphs if one.style is not None and one.style.name == "List Number"]
    assert [one.text for one in numbered] == ["three", "four", "one"]
    numberings = [id_.get(qn("w:val")) for one in numbered for id_ in one._p.iter(qn("w:numId"))]
    assert numberings[0] == numberings[1] != numberings[2]
    starts = {
        str(one.numId): [start.val for start in one.iter(qn("w:startOverride"))]
        for one in made.part.numbering_part.element.num_lst
    }
    assert (starts[numberings[0]], starts[numberings[2]]) == ([3], [1])


def test_code_tables_rules_and_broken_lines_are_kept() -> None:
    made = of_notes(
        "| a | b |\n|---|---|\n| **1** | `2` |\n\n```\nx  <y>\n  z\n```\n\n---\n\nline\none *two* ~~three~~"
    )
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["a", "b"], ["1", "2"]]
    assert ("Typed lines", "x  <y>\n  z") in styled(made)
    assert ("Quiet", "* * *") in styled(made)
    last = made.paragraphs[-1]
    assert last.text == "5.1\tline\none two three"
    assert [run.text for run in last.runs if run.italic] == ["two"]
    assert [run.text for run in last.runs if run.font.strike] == ["three"]


def test_a_list_that_begins_with_no_paragraph_loses_nothing() -> None:
    made = of_notes("Led in:\n\n- > quoted\n- - deeper\n\n  beside")
    assert [words for _, words in styled(made)[-5:]] == ["", "quoted", "", "deeper", "beside"]
    assert styled(made)[-1][0] == "List Continue"


def test_a_paragraph_in_arabic_runs_from_the_right() -> None:
    made = of_notes("قالت السيدة نعم.\n\nShe said نعم.")
    arabic, english = made.paragraphs[-2:]
    assert arabic._p.findall(f".//{qn('w:bidi')}")
    assert not english._p.findall(f".//{qn('w:bidi')}")


def test_what_word_cannot_hold_does_not_spoil_the_file() -> None:
    header = replace(HEADER, group="Core\x00 Group " + "long " * 100)
    made = opened(replace(BARE_MINUTES, header=header, items=(MinutesItem("5", "A\x0bB\ufffe", "c\x1bd <w:p/> &"),)))
    assert ("Heading 1", "5  A B") in styled(made)
    assert ("Numbered minute", "5.1\tcd <w:p/> &") in styled(made)


def test_the_same_minutes_give_the_same_bytes() -> None:
    made = word_document(minutes_outline(MINUTES))
    assert made == word_document(minutes_outline(MINUTES))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {one.date_time for one in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_three_hundred_actions_make_a_table_of_three_hundred_rows() -> None:
    (_, actions) = opened(replace(MINUTES, actions=ACTIONS * 100)).tables
    assert len(actions.rows) == 301
