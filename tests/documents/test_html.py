"""Minutes and agendas as HTML: everything is in it, in order, and nothing that was typed is obeyed."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from partnering_desk.documents.agenda_outline import agenda_outline
from partnering_desk.documents.html import html_page
from partnering_desk.documents.minutes_outline import minutes_outline
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.prose import links, plain_text
from partnering_desk.documents.reading import html_document, mail_html, mail_text, reading
from partnering_desk.documents.signs import fit
from partnering_desk.documents.snapshots import AgendaSheet, Header, MinutesItem, MinutesSheet, Reading, Tone
from tests.documents.html_reading import Seen, contrast, dark_colours, seen, shown_in
from tests.documents.reading import squeezed
from tests.documents.sheets import AGENDA, BARE_MINUTES, HEADER, MINUTES

PAGE = html_document(minutes_outline(MINUTES)).decode()
AGENDA_PAGE = html_document(agenda_outline(AGENDA)).decode()
SEEN, AGENDA_SEEN = seen(PAGE), seen(AGENDA_PAGE)
EVIL = '</style></title><script>alert(1)</script> & <b onclick="x()">"\' --> [link](javascript:alert(2))'
REAL = json.loads((Path(__file__).parents[1] / "data" / "real-meetings.json").read_text(encoding="utf-8"))
REAL_NOTES = [
    pytest.param(item["notes"], id=f"{meeting['date']} {item['title']}")
    for meeting in REAL["meetings"]
    for item in meeting["items"]
]


def minutes_of(notes: str) -> MinutesSheet:
    return replace(BARE_MINUTES, items=(MinutesItem("5", "Reports", notes),))


@pytest.mark.parametrize(
    "words",
    [
        "Minutes: Core Group",
        "Draft, not yet confirmed",
        "Five Boroughs Partnering · CG/2026/06 · Wednesday 11 November 2026, 10:02–11:48 · Town Hall, Room 3",
        "J. Amadi (chair)",
        "L. Farah for P. Nowak",
        "Y. Adeyemi, service users",
        "Apologies. P. Nowak, G. Obi",
        "Absent. C. Vale",
        "Chair. J. Amadi chaired throughout.",
        "Quorum. Both parties were represented throughout (Governance 5.5).",
        "Interests declared. M. Dunne, item 6, left the room.",
        "Adjournments. From 10:40 to 10:55.",
        "The chair welcomed Y. Adeyemi.",
        "5 Performance, quarter 2",
        "Carried over from CG/2026/05, item 7, which was not reached.",
        "Papers. CG/26/31 Quarter 2 performance report; CG/26/32 Hostel visit",
        "5.1 Move-on within 28 days was 81% against 85%.",
        "5.3 The report was accepted.",
        "We were never asked, said a resident.",
        "Decision D2 Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report.",
        "Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
        "Effect. Instruction by letter, J. Amadi to see to it.",
        "Reasons. KPI 3 was met in all five boroughs.",
        "Options weighed. Hold both; release both.",
        "What follows. Deferred to the meeting of 9 December 2026.",
        "Recommendation R1 Adopt the revised move-on protocol. The Contractor was not represented",
        "Action A-112. Report move-on by scheme. R. Lindqvist, by 18 January 2027. Open.",
        "Action A-114. Ask for the rota's cost?",
        "M. Dunne left the room for this item (interest declared).",
        "Correction. CG/2026/05, paragraph 4.2 Was. 81 referrals Now. 18 referrals",
        "Added after the meeting. 14 November 2026, M. Okafor The Q2 report was reissued on 13 November.",
        "7 Tender prices Confidential. Left out of this copy: commercially sensitive.",
        "Decision in writing CG/2026/W1 Extend the Camden lease by three months.",
        "Added after the meeting. 16 November 2026, J. Amadi Room 3 is closed in December.",
        "Next meeting. Wednesday 9 December 2026, 10:00, Town Hall, Room 4.",
        "Close. The meeting closed at 11:48.",
        "Approval. Approved for circulation by J. Amadi, 18 November 2026.",
        "Confirmation. Not yet confirmed.",
    ],
)
def test_minutes_say_it_in_html_and_in_text(words: str) -> None:
    assert words in SEEN.words
    assert squeezed(words) in squeezed(outline_text(minutes_outline(MINUTES)))


@pytest.mark.parametrize(
    "words",
    [
        "Agenda: Core Group",
        "Circulated 2 December 2026",
        "Chair. J. Amadi.",
        "Both parties must be represented for the group to decide (Governance 5.5).",
        "Decide · R. Lindqvist · Carried over from CG/2026/06, item 5 · Governance 7.1",
        "Paper. CG/26/31 Quarter 2 performance report",
        "Members are asked to agree the credit:",
        "4 Tender prices Decide Confidential. Left out of this copy: commercially sensitive.",
        "The next meeting is on Wednesday 13 January 2027.",
    ],
)
def test_an_agenda_says_it_in_html_and_in_text(words: str) -> None:
    assert words in AGENDA_SEEN.words
    assert squeezed(words) in squeezed(outline_text(agenda_outline(AGENDA)))


@pytest.mark.parametrize("notes", REAL_NOTES)
def test_every_paragraph_list_item_and_link_of_real_minutes_is_in_html_and_text(notes: str) -> None:
    made = minutes_outline(minutes_of(notes))
    page = seen(html_document(made).decode())
    shown, text = squeezed(page.words), outline_text(made)
    for link in links(notes):
        text = text.replace(f" ({fit(link)})", "")
    for line in plain_text(notes).splitlines():
        assert squeezed(fit(line)) in shown
        assert squeezed(fit(line)) in squeezed(text)
    assert {one.attributes["href"] for one in page.all("a")} == {fit(link) for link in links(notes)}


@pytest.mark.parametrize("page", [SEEN, AGENDA_SEEN], ids=["minutes", "agenda"])
def test_one_heading_is_above_all_and_none_leaves_out_a_level(page: Seen) -> None:
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_lead_to_every_item_and_under_it_to_its_decisions() -> None:
    assert SEEN.headings[0] == (1, "Minutes: Core Group")
    at = SEEN.headings.index((2, "5 Performance, quarter 2"))
    assert SEEN.headings[at + 1] == (3, "Decision D2")
    assert (2, "2 Performance, quarter 2 10:05 (25 min)") in AGENDA_SEEN.headings


def test_headings_typed_in_notes_keep_the_order_wherever_they_stand() -> None:
    sheet = replace(minutes_of("#### Deep\n\n> # Quoted\n\n- # Listed"), opening="### First\n\nWelcome.")
    page = seen(html_document(minutes_outline(sheet)).decode())
    assert page.headings == [
        (1, "Minutes: Core Group"),
        (2, "First"),
        (2, "5 Reports"),
        (3, "Deep"),
        (3, "Quoted"),
        (3, "Listed"),
    ]


def test_the_table_of_actions_has_heads_for_columns_and_rows() -> None:
    table = next(one for one in SEEN.all("table") if one.attributes.get("role") == "table")
    heads = [(one.text, one.attributes["scope"]) for one in SEEN.all("th")]
    titles = ["Action", "Item", "What", "Who", "When", "State"]
    assert heads[:6] == [(title, "col") for title in titles]
    assert heads[6:] == [(ref, "row") for ref in ("A-112", "A-113", "A-114")]
    assert table.text.split("\n")[1] == "The actions of this meeting"
    cells = [one for one in SEEN.all("td") if one.attributes.get("role") == "cell"]
    assert [one.attributes.get("data-title") for one in cells[:5]] == titles[1:]


def test_every_other_table_only_sets_a_box() -> None:
    assert {one.attributes["role"] for one in SEEN.all("table")} == {"table", "presentation"}


def test_the_page_says_its_language_and_its_title() -> None:
    (html,), (title,) = SEEN.all("html"), SEEN.all("title")
    assert html.attributes["lang"] == "en-GB"
    assert title.text == "Minutes, Core Group, CG/2026/06"
    (article,) = [one for one in SEEN.elements if one.attributes.get("role") == "article"]
    assert (article.attributes["lang"], article.attributes["aria-label"]) == ("en-GB", title.text)


def test_nothing_is_fetched_run_or_laid_out_beyond_what_outlook_knows() -> None:
    for page in (SEEN, AGENDA_SEEN):
        assert not page.all("img", "script", "link", "iframe", "object", "form", "svg")
        assert not [one for one in page.elements if {"display", "position", "float"} & one.style.keys()]
        assert not [one for one in page.elements if "url(" in one.attributes.get("style", "")]


@pytest.mark.parametrize("in_the_dark", [False, True], ids=["light", "dark"])
def test_all_words_stand_out_from_their_ground(in_the_dark: bool) -> None:
    good = replace(MINUTES, header=replace(HEADER, status="Confirmed", tone=Tone.GOOD))
    for html in (PAGE, AGENDA_PAGE, html_document(minutes_outline(good)).decode()):
        dark = dark_colours(html) if in_the_dark else {}
        assert not in_the_dark or len(dark) > 8
        for element, words in seen(html).spoken:
            ink, ground = (shown_in(element, name, dark) for name in ("color", "background-color"))
            assert contrast(ink, ground) >= 4.5, (words, ink, ground)


def spoilt(value: Any) -> Any:
    """The same, with the evil words in every text of it."""
    if isinstance(value, str) and not isinstance(value, Tone):
        return EVIL
    if isinstance(value, tuple):
        return tuple(map(spoilt, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: spoilt(getattr(value, one.name)) for one in fields(value)})
    return value


def pages_of_evil() -> list[str]:
    minutes: MinutesSheet = spoilt(MINUTES)
    agenda: AgendaSheet = spoilt(AGENDA)
    pages = [html_document(outline).decode() for outline in (minutes_outline(minutes), agenda_outline(agenda))]
    return [*pages, mail_html(EVIL, EVIL, reading(minutes_outline(minutes)), EVIL)]


def test_nothing_that_was_typed_anywhere_is_obeyed() -> None:
    harmless = {one.tag for one in (*SEEN.elements, *AGENDA_SEEN.elements)} | {"hr"}
    for html in pages_of_evil():
        page = seen(html)
        assert {one.tag for one in page.elements} <= harmless
        assert not [name for one in page.elements for name in one.attributes if name.startswith("on")]
        assert not [one for one in page.all("a") if not one.attributes["href"].startswith("https://")]
        assert page.words.count('<script>alert(1)</script> & <b onclick="x()">') > 20


def test_an_address_that_leads_nowhere_safe_is_written_out() -> None:
    page = seen(
        html_document(
            minutes_outline(minutes_of("See [the plan](papers/plan.docx) and [](https://a.example)."))
        ).decode()
    )
    (link,) = page.all("a")
    assert (link.text, link.attributes["href"]) == ("https://a.example", "https://a.example")
    assert "See the plan (papers/plan.docx)" in page.words


def test_control_characters_and_lone_surrogates_are_left_out() -> None:
    sheet = minutes_of("a\x01b\x0bc\ufffed\ud800e \uf0b7 f")
    assert "5.1 ab cde • f" in seen(html_document(minutes_outline(sheet)).decode()).words


def test_what_begins_in_arabic_runs_from_the_right() -> None:
    page = seen(html_document(minutes_outline(minutes_of("قالت السيدة نعم.\n\nShe said نعم."))).decode())
    assert [one.attributes.get("dir") for one in page.all("p")][-2:] == ["rtl", None]


@pytest.mark.parametrize(
    ("notes", "numbers"),
    [
        ("Members noted:\n\n- one\n- two\n\nAgreed.", ["5.1", "5.2"]),
        ("- one\n\n  more of one\n- two\n  - nested\n\n***\n\n- three", ["5.1", "5.2", "5.3"]),
        ("7. seven\n8. eight", []),
        ("- # Heading first\n- two\n-\n", ["5.1", "5.2", "5.3"]),
        ("> quoted\n\nAfter.", ["5.1"]),
        ("## Part\n\n- one\n\ntwo", ["5.1", "5.2"]),
    ],
)
def test_paragraphs_bear_the_numbers_that_they_bear_in_the_pdf(notes: str, numbers: list[str]) -> None:
    from tests.documents.test_notes import lines

    page = seen(html_document(minutes_outline(minutes_of(notes))).decode())
    assert [one.text for one in page.all("b")] == numbers
    in_pdf = [line.split()[0] for line in lines(notes, "5") if line.startswith("5.")]
    assert in_pdf == numbers


def test_tables_code_quotes_and_lists_of_notes_are_set() -> None:
    notes = (
        "| a | b |\n|---|---|\n| **1** | `2` |\n\n```\nx  <y>\n```\n\n3. three\n4. ~~four~~\n\n---\n\nline\none *two*"
    )
    made = minutes_outline(minutes_of(notes))
    page = seen(html_document(made).decode())
    assert [(one.text, one.attributes["scope"]) for one in page.all("th")] == [("a", "col"), ("b", "col")]
    assert [one.text for one in page.all("pre", "s", "code", "em")] == ["2", "x  <y>", "four", "two"]
    assert [one.attributes.get("start") for one in page.all("ol")] == ["3"]
    assert len(page.all("br")) == 1
    assert len(page.all("hr")) == 1
    text = outline_text(made)
    assert "a: 1; b: 2" in text
    assert "3. three\n4. four" in text
    assert "x  <y>" in text
    assert "5.1 line\none two" in text


def test_text_tells_where_a_link_leads_once() -> None:
    text = outline_text(minutes_outline(minutes_of("[the *quarterly* report](https://r.example/q2) https://b.example")))
    assert "the quarterly report (https://r.example/q2) https://b.example" in text


def test_bare_minutes_say_their_head_and_nothing_empty() -> None:
    page = seen(html_document(minutes_outline(BARE_MINUTES)).decode())
    assert page.words == "Minutes: Core Group Five Boroughs Partnering · CG/2026/07 · Wednesday 9 December 2026"
    assert [one.tag for one in page.elements if not one.text.strip() and one.tag not in ("meta", "br", "hr")] == []


def test_a_version_and_the_record_are_named() -> None:
    header = replace(HEADER, version=2, supersedes="Corrects version 1.", record="Made after entry 7 of the Record.")
    words = seen(html_document(minutes_outline(replace(MINUTES, header=header))).decode()).words
    assert "Version 2. Corrects version 1." in words
    assert words.endswith("Made after entry 7 of the Record.")


def test_a_party_without_anybody_says_so() -> None:
    sheet = replace(MINUTES, attendance=(replace(MINUTES.attendance[0], people=()),))
    assert "Commissioner Nobody" in seen(html_document(minutes_outline(sheet)).decode()).words
    assert "Commissioner: nobody" in outline_text(minutes_outline(sheet))


def test_several_interests_make_a_list() -> None:
    page = seen(html_document(minutes_outline(replace(MINUTES, interests=("One.", "Two.")))).decode())
    assert {"One.", "Two."} <= {one.text for one in page.all("li")}
    assert "Interests declared. One. Two." in page.words


def test_the_same_sheet_gives_the_same_words() -> None:
    assert reading(minutes_outline(MINUTES)) == reading(minutes_outline(MINUTES))


def test_a_mail_says_the_letter_the_document_and_its_closing_words() -> None:
    said = Reading("The minutes.\n", "<h1>The minutes</h1>")
    assert mail_text("Dear P.,\n\nHere.", said, "Bye") == "Dear P.,\n\nHere.\n\n* * *\n\nThe minutes.\n\n* * *\n\nBye\n"
    page = seen(mail_html("Minutes", "Dear P.,\n\nHere\nit is.", said, "Bye"))
    assert [one.tag for one in page.elements][-8:] == ["div", "p", "p", "br", "hr", "h1", "hr", "p"]
    assert page.words == "Dear P., Hereit is. The minutes Bye"


def test_a_title_is_cleaned() -> None:
    header = Header("P", "Core\nGroup", "CG/2026/06", "11 November 2026")
    assert minutes_outline(MinutesSheet(header)).title == "Minutes, Core Group, CG/2026/06"
    assert "<title>a b</title>" in html_page("a\nb", [])
