"""What minutes say, made from the record by one builder (practice P1 to P4, P8, P9, P11; Governance 5.3 to 5.5)."""

from __future__ import annotations

import pytest

from partnering_desk.app import decisions, meeting, minutes
from partnering_desk.app.attendance import Mark
from partnering_desk.app.delegates import add_delegate
from partnering_desk.app.interests import declare_interest
from partnering_desk.app.sheet_json import changes, fingerprint, from_json, to_json
from partnering_desk.documents.snapshots import Present
from partnering_desk.records.models import AgendaItem, Meeting
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import DECISION, Held, hold
from tests.app.meeting_day import call_meeting


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def test_the_heading_says_which_meeting_when_and_that_it_is_a_draft(held: Held) -> None:
    header = held.sheet().header
    assert (header.group, header.reference) == ("Core Group", "CG/2026/01")
    assert header.when == "Thursday 19 November 2026, 10:02–11:48"
    assert header.status == "Draft, not yet confirmed"


def test_attendance_is_by_party_with_chair_online_and_times(held: Held) -> None:
    commissioner, contractor, others = held.sheet().attendance
    assert commissioner.people == (
        Present("N. Amadi", ("chair",)),
        Present("S. Rahman", ("online", "from 10:15")),
    )
    assert contractor.people == (Present("R. Lindqvist"),)
    assert others.people == (
        Present("Y. Adeyemi", organisation="Arlington Road Residents"),
        Present("M. Okafor", organisation="minutes"),
    )
    assert held.sheet().apologies == ("M. O’Dunne",)


def test_the_quorum_is_said_once_from_the_record(held: Held) -> None:
    assert held.sheet().quorum == "Both parties were represented throughout (Governance 5.5)."


def test_a_decision_has_its_votes_its_effect_and_its_number(held: Held) -> None:
    (box,) = held.sheet().items[1].decisions
    assert (box.label, box.ref, box.text) == ("Decision D1", "CG/2026/01/D1", DECISION)
    assert box.votes == "Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously."
    assert box.effect == "Letter, N. Amadi to see to it, by 27 November 2026."


def test_an_action_stands_under_its_item_and_in_the_table_at_the_end(held: Held) -> None:
    sheet = held.sheet()
    (line,) = sheet.items[1].actions
    assert (line.ref, line.owners, line.due) == ("A-112", "R. Lindqvist", "by 18 January 2027")
    assert sheet.actions == (line,)


def test_an_item_not_reached_says_so(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.everybody_in()
    day.clock("11:00")
    meeting.close_meeting(day.register, day.meeting_id)
    items = minutes.minutes_sheet(day.register, day.meeting_id).items
    assert items[2].remarks == ("Not reached; it goes to the next agenda.",)


def test_a_delegate_stands_for_the_member_who_sent_apologies(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Máire O’Dunne", Mark.APOLOGIES)
    seat = add_delegate(day.register, day.person("Máire O’Dunne").attendance_id, partnering.people["Tunde Oṣei"])
    meeting.set_presence(day.register, seat, Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    sheet = minutes.minutes_sheet(day.register, day.meeting_id)
    assert sheet.attendance[1].people == (Present("T. Oṣei", delegate_for="M. O’Dunne"),)
    assert sheet.apologies == ("M. O’Dunne",)
    assert "T. Oṣei for M. O’Dunne" in minutes.minutes_text(sheet)


def test_a_recommendation_of_an_inquorate_meeting_says_why_and_where_it_goes(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Nkechi Amadi", Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, "Adopt the protocol.")
    sheet = minutes.minutes_sheet(day.register, day.meeting_id)
    (box,) = sheet.items[1].decisions
    sentence = "The Contractor was not represented, so the meeting could not decide (Governance 5.5)."
    assert (box.label, box.finding, box.recommendation) == ("Recommendation R1", sentence, True)
    assert box.follow_on == "Goes to the next quorate meeting for decision."
    assert sheet.quorum == sentence


def test_another_chair_is_said_with_the_reason(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Nkechi Amadi", Mark.APOLOGIES)
    for name in ("Sadia Rahman", "Ruth Lindqvist"):
        day.mark(name, Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    meeting.take_chair(day.register, day.meeting_id, partnering.people["Ruth Lindqvist"])
    sheet = minutes.minutes_sheet(day.register, day.meeting_id)
    assert sheet.chaired == "R. Lindqvist took the chair: N. Amadi sent apologies (Governance 5.4)."
    assert sheet.attendance[1].people == (Present("R. Lindqvist", ("chair",)),)


def test_interests_and_absence_from_an_item_are_said(partnering: Five) -> None:
    held = hold(partnering, close=False)
    seat = held.day.person("Sadia Rahman").attendance_id
    declare_interest(held.register, seat, held.item_id(3), "trustee of the landlord")
    sheet = held.sheet()
    assert sheet.interests == ("S. Rahman, item 3: trustee of the landlord; left for the item.",)
    assert sheet.items[2].remarks == (
        "S. Rahman was out of the room for this item (interest declared: trustee of the landlord).",
    )


def test_an_adjournment_is_said_with_its_times(partnering: Five) -> None:
    held = hold(partnering, close=False)
    held.day.clock("11:00")
    meeting.adjourn(held.register, held.meeting_id, "fire drill")
    held.day.clock("11:20")
    meeting.resume(held.register, held.meeting_id)
    assert held.sheet().adjournments == ("From 11:00 to 11:20: fire drill.",)


def confidential(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).confidential_because = "commercially sensitive"


def test_a_copy_without_confidential_items_shows_a_gap_and_none_of_their_words(held: Held) -> None:
    confidential(held)
    whole = minutes.minutes_sheet(held.register, held.meeting_id)
    partial = minutes.minutes_sheet(held.register, held.meeting_id, without_confidential=True)
    assert whole.items[1].source == "Confidential: commercially sensitive"
    gap = partial.items[1]
    assert gap.gap is not None
    assert (gap.title, gap.gap.reason) == ("Confidential item", "Left out of this copy: commercially sensitive.")
    said = minutes.minutes_text(partial)
    assert "81%" not in said
    assert DECISION not in said
    assert "Report move-on" not in str(partial)
    assert partial.actions[0].ref == "A-112"


def test_an_interest_in_a_confidential_item_keeps_its_nature_out_of_open_copies(partnering: Five) -> None:
    held = hold(partnering, close=False)
    declare_interest(held.register, held.day.person("Sadia Rahman").attendance_id, held.item_id(2), "owns the hostel")
    confidential(held)
    partial = minutes.minutes_sheet(held.register, held.meeting_id, without_confidential=True)
    assert partial.interests == ("S. Rahman, item 2: left for the item.",)


def test_a_note_added_after_the_meeting_is_marked_with_when_and_by_whom(held: Held) -> None:
    held.now(2026, 11, 20, 9, 0)
    minutes.add_after_note(held.register, held.meeting_id, held.item_id(2), "The report was *reissued*.")
    minutes.add_after_note(held.register, held.meeting_id, None, "Room 3 is closed.")
    (note,) = held.sheet().items[1].later
    assert (note.when, note.who) == ("20 November 2026", "M. Okafor")
    assert "Added after the meeting. 20 November 2026, M. Okafor\nThe report was reissued." in held.words()
    assert held.sheet().later[0].notes == "Room 3 is closed."


def test_a_note_after_the_meeting_waits_for_its_close_and_says_something(partnering: Five) -> None:
    held = hold(partnering, close=False)
    with pytest.raises(Refusal, match="is not closed yet"):
        minutes.add_after_note(held.register, held.meeting_id, None, "Something")
    held.day.clock("11:48")
    meeting.close_meeting(held.register, held.meeting_id)
    with pytest.raises(Refusal, match="Type the note"):
        minutes.add_after_note(held.register, held.meeting_id, None, "  ")


def test_the_next_meeting_is_said_with_its_place(held: Held) -> None:
    held.next_meeting()
    sheet = held.sheet()
    assert sheet.next_meeting == ("Thursday 17 December 2026, 10:00, Kensington Town Hall, Room 3 (CG/2026/02).")
    assert sheet.closed == "The meeting closed at 11:48."


def test_minutes_of_a_meeting_not_yet_held_make_sense(partnering: Five) -> None:
    day = call_meeting(partnering)
    sheet = minutes.minutes_sheet(day.register, day.meeting_id)
    assert sheet.header.when == "Thursday 19 November 2026, 10:00–12:00"
    assert (sheet.quorum, sheet.closed) == ("", "")


def test_a_sheet_is_the_same_after_being_kept_as_json(held: Held) -> None:
    minutes.add_after_note(held.register, held.meeting_id, None, "Später: ☐")
    sheet = held.sheet()
    assert from_json(to_json(sheet)) == sheet


def test_the_fingerprint_follows_what_is_said_and_nothing_else(held: Held) -> None:
    before = held.sheet()
    held.now(2026, 11, 23, 9, 0)
    held.register.who = "Somebody else"
    assert fingerprint(held.sheet()) == fingerprint(before)
    meeting.save_notes(held.register, held.item_id(3), "Other words.")
    after = held.sheet()
    assert fingerprint(after) != fingerprint(before)
    assert changes(before, after) == ("item 3 (notes)",)


def test_what_changed_is_said_in_words(held: Held) -> None:
    before = held.sheet()
    held.next_meeting()
    with held.register.write() as session:
        session.get_one(Meeting, held.meeting_id).items[3].removed_at = held.register.now()
    assert changes(before, held.sheet()) == ("next meeting", "item 4")


def test_under_attendance_stands_who_sent_apologies(held: Held, partnering: Five) -> None:
    assert held.sheet().items[0].remarks == ("Apologies were received from M. O’Dunne.",)
