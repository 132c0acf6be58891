from dataclasses import replace
from datetime import datetime

import pytest

from partnering_desk.documents.minutes import minutes_pdf
from partnering_desk.documents.snapshots import (
    ActionLine,
    Column,
    DecisionBox,
    Header,
    LaterNote,
    MinutesItem,
    MinutesSheet,
    Present,
    Tone,
)
from tests.documents.reading import all_text, fonts, outline, page_texts, reader, squeezed
from tests.documents.sheets import ACTIONS, BARE_MINUTES, DECISION, HEADER, MINUTES

PDF = minutes_pdf(MINUTES)
TEXT = squeezed(all_text(PDF))


@pytest.mark.parametrize(
    "words",
    [
        "FIVE BOROUGHS PARTNERING · CORE GROUP",
        "CG/2026/06 · Wednesday 11 November 2026, 10:02–11:48 · Town Hall, Room 3",
        "J. Amadi (chair)",
        "S. Whitcombe (from 10:15)",
        "L. Farah for P. Nowak",
        "T. Oṣei (online)",
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
        "5.1 Move-on within 28 days",
        "5.3 The report was accepted.",
        "Decision D2. Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report."
        " Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
        "Effect. Instruction by letter, J. Amadi to see to it.",
        "Reasons. KPI 3 was met in all five boroughs.",
        "Options weighed. Hold both; release both.",
        "What follows. Deferred to the meeting of 9 December 2026.",
        "Recommendation R1. Adopt the revised move-on protocol. The Contractor was not represented",
        "Action A-112. Report move-on by scheme. R. Lindqvist, by 18 January 2027. Open.",
        "Action A-114. Ask for the rota's cost?",
        "M. Dunne left the room for this item (interest declared).",
        "Correction. CG/2026/05, paragraph 4.2 Was. 81 referrals Now. 18 referrals",
        "Added after the meeting. 14 November 2026, M. Okafor The Q2 report was reissued on 13 November.",
        "7 Tender prices Confidential. Left out of this copy: commercially sensitive.",
        "Decision in writing CG/2026/W1. Extend the Camden lease by three months.",
        "Added after the meeting. 16 November 2026, J. Amadi Room 3 is closed in December.",
        "A-113 5 Send the hostel visit report to members A. Brandt and T. Oṣei by 4 December 2026",
        "Next meeting. Wednesday 9 December 2026, 10:00, Town Hall, Room 4.",
        "Close. The meeting closed at 11:48.",
        "Approval. Approved for circulation by J. Amadi, 18 November 2026.",
        "Confirmation. Not yet confirmed.",
    ],
)
def test_the_minutes_say(words: str) -> None:
    assert squeezed(words) in TEXT


def test_the_same_meeting_gives_the_same_bytes() -> None:
    assert minutes_pdf(MINUTES) == PDF
    assert minutes_pdf(replace(MINUTES, closed="The meeting closed at 11:49.")) != PDF


def test_every_page_says_its_number_its_reference_and_that_it_is_a_draft() -> None:
    pages = page_texts(PDF)
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "CG/2026/06 · Minutes · Draft, not yet confirmed" in text


def test_version_two_says_so_on_every_page_and_what_it_corrects() -> None:
    header = replace(HEADER, version=2, status="Confirmed", tone=Tone.GOOD, supersedes="Corrects version 1.")
    pages = page_texts(minutes_pdf(replace(MINUTES, header=header)))
    assert "Version 2. Corrects version 1." in pages[0]
    assert all("CG/2026/06 · Minutes · version 2 · Confirmed" in page for page in pages)


def test_the_file_says_what_it_is_who_made_it_and_when() -> None:
    document = reader(PDF)
    about = document.metadata
    assert about is not None
    assert about.title == "Minutes, Core Group, CG/2026/06"
    assert about.author == "M. Okafor"
    assert about.subject is not None
    assert "Draft, not yet confirmed" in about.subject
    assert about.creation_date == datetime(2026, 11, 12, 9, 30)
    assert str(document.root_object["/Lang"]) == "en-GB"
    assert str(document.root_object["/ViewerPreferences"]) == "{'/DisplayDocTitle': True}"


def test_bookmarks_lead_to_every_item_and_under_it_to_its_decisions() -> None:
    words = [(level, title) for level, title, _ in outline(PDF)]
    assert (0, "5 Performance, quarter 2") in words
    assert words[words.index((0, "5 Performance, quarter 2")) + 1] == (1, "CG/2026/06/D2")
    assert words[-2:] == [(1, "Decision in writing CG/2026/W1"), (0, "Actions")]
    assert all(
        squeezed(title.split(" ", 1)[-1]) in squeezed(page_texts(PDF)[page - 1])
        for level, title, page in outline(PDF)
        if level == 0
    )


def test_every_font_is_inside_the_file() -> None:
    used = fonts(PDF)
    assert len(used) >= 4
    assert all(used.values()), used


def test_what_there_is_nothing_to_say_of_is_left_out() -> None:
    text = all_text(minutes_pdf(BARE_MINUTES))
    for label in ("Apologies", "Quorum", "Actions", "Next meeting", "Version", "Commissioner", "writing"):
        assert label not in text
    assert outline(minutes_pdf(BARE_MINUTES)) == []


def test_a_party_that_nobody_came_for_is_shown_empty() -> None:
    sheet = replace(MINUTES, attendance=(Column("Commissioner", (Present("J. Amadi"),)), Column("Contractor", ())))
    assert squeezed("Commissioner Contractor J. Amadi Nobody") in squeezed(all_text(minutes_pdf(sheet)))


def test_several_interests_are_listed() -> None:
    sheet = replace(MINUTES, interests=("M. Dunne, item 6.", "A. Brandt, item 5."))
    assert squeezed("Interests declared. • M. Dunne, item 6. • A. Brandt, item 5.") in squeezed(
        all_text(minutes_pdf(sheet))
    )


def test_an_unnumbered_item_has_no_numbered_paragraphs() -> None:
    sheet = MinutesSheet(HEADER, items=(MinutesItem("5", "Any other business", "Thanks.", numbered=False),))
    assert "5.1" not in all_text(minutes_pdf(sheet))


def long_meeting(filler: int) -> MinutesSheet:
    """Twelve items, each with ``filler`` lines of notes and a decision, so that boxes meet the ends of pages."""
    notes = "\n".join(["Said at the meeting."] * filler)
    return MinutesSheet(
        HEADER,
        items=tuple(
            MinutesItem(
                str(item),
                f"Heading{item}End",
                notes,
                decisions=(replace(DECISION, label=f"Begins{item}", effect=f"Finishes{item}", options="", reasons=""),),
            )
            for item in range(1, 13)
        ),
    )


@pytest.mark.parametrize("filler", range(1, 30, 3))
def test_a_decision_is_never_cut_in_two_and_a_heading_is_never_left_alone(filler: int) -> None:
    pages = page_texts(minutes_pdf(long_meeting(filler)))
    assert len(pages) > 1
    for item in range(1, 13):
        page = next(text for text in pages if f"Begins{item}." in text)
        assert f"Finishes{item}" in page
        page = next(text for text in pages if f"Heading{item}End" in text)
        assert f"{item}.1" in page


def test_a_heading_goes_with_the_box_under_it() -> None:
    boxes = tuple(MinutesItem(str(at), f"Heading{at}End", decisions=(DECISION,) * 2) for at in range(1, 9))
    for text in page_texts(minutes_pdf(MinutesSheet(HEADER, items=boxes))):
        assert "Decision" in text.rpartition("Heading")[2]


def test_a_table_or_a_paragraph_begins_under_its_heading_and_not_on_the_next_page() -> None:
    actions = tuple(ActionLine(f"A-{at}", "Do what was agreed.", "A. Brandt") for at in range(90))
    first, *_ = page_texts(minutes_pdf(MinutesSheet(HEADER, actions=actions)))
    assert "A-0" in first
    item = MinutesItem("1", "One", "A long speech. " * 400)
    first, *_ = page_texts(minutes_pdf(MinutesSheet(HEADER, items=(item,))))
    assert "A long speech" in first


def test_a_row_of_a_table_is_not_cut_in_two() -> None:
    words = "Begins " + "and goes on " * 40
    actions = tuple(ActionLine(f"A-{at}", f"{words} Ends{at}.", "A. Brandt") for at in range(30))
    for text in page_texts(minutes_pdf(MinutesSheet(HEADER, actions=actions))):
        assert text.count("Begins") == text.count("Ends")


def test_a_decision_longer_than_a_page_runs_on_and_loses_nothing() -> None:
    sentences = [f"Sentence {number} of a very long decision." for number in range(200)]
    huge = DecisionBox("Decision D9", " ".join(sentences), effect=" ".join(sentences))
    pdf = minutes_pdf(MinutesSheet(HEADER, items=(MinutesItem("1", "One", decisions=(huge,)),)))
    text = squeezed(all_text(pdf))
    assert len(page_texts(pdf)) > 2
    assert all(squeezed(sentence) in text for sentence in sentences[:20])
    assert [title for level, title, _ in outline(pdf) if level == 1] == ["Decision D9"]


def test_the_action_table_repeats_its_head_on_every_page() -> None:
    actions = tuple(
        ActionLine(f"A-{at}", "Do what was agreed " * 4, "A. Brandt", "by 4 December 2026") for at in range(60)
    )
    pages = page_texts(minutes_pdf(MinutesSheet(HEADER, actions=actions)))
    assert len(pages) > 2
    assert all(squeezed("Action What Who When") in squeezed(page) for page in pages)
    assert "A-0" in pages[0]


def test_an_action_wordier_than_a_page_is_whole() -> None:
    words = " ".join(f"word{at}" for at in range(1500))
    sheet = MinutesSheet(HEADER, actions=(ActionLine("A-1", words, "A. Brandt"),), items=())
    text = all_text(minutes_pdf(sheet)).split()
    assert all(f"word{at}" in text for at in range(1500))


def test_a_state_is_shown_only_where_there_is_one() -> None:
    assert "State" in all_text(PDF)
    without = tuple(replace(action, state="") for action in ACTIONS)
    assert "State" not in all_text(minutes_pdf(replace(MINUTES, actions=without)))


def test_a_very_long_title_wraps_and_keeps_its_bookmark() -> None:
    title = " ".join(f"title{at}" for at in range(400))
    pdf = minutes_pdf(MinutesSheet(HEADER, items=(MinutesItem("1", title, "Said."),)))
    assert {f"title{at}" for at in range(400)} <= set(all_text(pdf).split())
    assert len(outline(pdf)) == 1


def test_a_long_status_and_a_long_group_stay_on_the_paper() -> None:
    header = Header("P" * 90, "Group " * 40, "CG/2026/06", "When " * 60, status="Status " * 40)
    text = squeezed(all_text(minutes_pdf(MinutesSheet(header))))
    assert squeezed("Status " * 40) in text


def test_long_later_notes_run_over_pages() -> None:
    notes = "\n\n".join(f"Note {at}, added." for at in range(120))
    pdf = minutes_pdf(MinutesSheet(HEADER, later=(LaterNote("14 November 2026", "M. Okafor", notes),)))
    assert len(page_texts(pdf)) > 2
    text = all_text(pdf)
    assert all(f"Note {at}, added." in text for at in range(120))
