"""Presence with its times (practice P3)."""

import pytest

from partnering_desk.app import attendance, decisions, meeting
from partnering_desk.app.attendance import Mark
from partnering_desk.app.interests import leave_for_item
from partnering_desk.rules.clause import P1, Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.presence import Mode, Span
from partnering_desk.rules.votes import Choice, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, at, call_meeting

CAST = ((PartyRole.COMMISSIONER, "Nkechi Amadi"), (PartyRole.CONTRACTOR, "Ruth Lindqvist"))


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    return call_meeting(partnering)


def test_members_and_those_who_attend_are_expected(day: MeetingDay) -> None:
    assert [(one.name, one.words) for one in day.room().people] == [
        ("N. Amadi", "expected"),
        ("S. Rahman", "expected"),
        ("R. Lindqvist", "expected"),
        ("M. O’Dunne", "expected"),
        ("Y. Adeyemi", "expected"),
        ("M. Okafor", "expected"),
    ]


def test_somebody_in_the_room_from_the_start_is_present(day: MeetingDay) -> None:
    day.everybody_in()
    assert day.person("Nkechi Amadi").words == "present"
    assert day.person("Nkechi Amadi").spans == (Span(at("10:00"), None, Mode.ROOM),)


def test_somebody_who_comes_late_is_present_from_then(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:15")
    day.mark("Yetunde Adeyemi", Mark.ONLINE)
    assert day.person("Yetunde Adeyemi").words == "online 10:15"


def test_somebody_who_leaves_and_comes_back_was_here_twice(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:35")
    day.mark("Máire O’Dunne", Mark.LEFT)
    assert day.person("Máire O’Dunne").words == "left 10:35"
    day.clock("10:50")
    day.mark("Máire O’Dunne", Mark.PRESENT)
    assert day.person("Máire O’Dunne").times == "10:00–10:35, 10:50–"


def test_going_online_without_leaving_is_two_spans_without_a_gap(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:30")
    day.mark("Sadia Rahman", Mark.ONLINE)
    assert day.person("Sadia Rahman").times == "10:00–10:30, online 10:30–"


def test_marking_present_twice_changes_nothing(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Sadia Rahman", Mark.PRESENT)
    assert day.person("Sadia Rahman").times == "10:00–"


def test_a_time_of_leaving_can_be_typed_afterwards(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:40")
    day.mark("Máire O’Dunne", Mark.LEFT, "10:35")
    assert day.person("Máire O’Dunne").words == "left 10:35"


def test_a_time_of_arrival_typed_afterwards_is_kept_as_a_correction(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:20")
    day.mark("Sadia Rahman", Mark.PRESENT, "10:15")
    (kept,) = attendance.corrections(day.register, day.meeting_id)
    assert day.person("Sadia Rahman").words == "from 10:15"
    assert (kept.name, kept.before, kept.after) == (
        "S. Rahman",
        "in the room from 10:00",
        "in the room from 10:15",
    )
    assert kept.corrected_by == "M. Okafor"


def test_nobody_arrives_in_the_future(day: MeetingDay) -> None:
    day.clock("10:00")
    with pytest.raises(Refusal, match="10:30 has not come yet; it is 10:00"):
        day.mark("Sadia Rahman", Mark.PRESENT, "10:30")


def test_nobody_leaves_before_having_come(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:20")
    with pytest.raises(Refusal, match="last seen at 10:00"):
        day.mark("Sadia Rahman", Mark.LEFT, "09:55")
    with pytest.raises(Refusal, match=r"Y. Adeyemi is not here, so cannot leave"):
        day.mark("Yetunde Adeyemi", Mark.LEFT)


def test_a_time_typed_to_the_minute_fits_what_was_clocked_within_it(day: MeetingDay) -> None:
    day.clock("10:02:40")
    day.mark("Sadia Rahman", Mark.PRESENT)
    day.clock("10:03:00")
    day.mark("Sadia Rahman", Mark.LEFT, "10:02")
    assert day.person("Sadia Rahman").spans == (Span(at("10:02:40"), at("10:02:40"), Mode.ROOM),)


def test_apologies_and_absence_take_no_times(day: MeetingDay) -> None:
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    day.mark("Máire O’Dunne", Mark.ABSENT)
    assert [day.person(name).mark for name in ("Sadia Rahman", "Máire O’Dunne")] == [
        Mark.APOLOGIES,
        Mark.ABSENT,
    ]


def test_the_wrong_person_marked_present_is_put_right_and_the_slip_is_kept(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    (kept,) = attendance.corrections(day.register, day.meeting_id)
    assert day.person("Sadia Rahman").mark is Mark.APOLOGIES
    assert (kept.before, kept.after) == ("in the room from 10:00", "apologies")


def test_after_the_meeting_presence_is_corrected_with_a_reason(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("11:00")
    attendance_id = day.person("Máire O’Dunne").attendance_id
    meeting.close_meeting(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="The meeting closed at 11:00"):
        day.mark("Máire O’Dunne", Mark.LEFT)
    with pytest.raises(Refusal, match="Say why"):
        attendance.correct_presence(day.register, attendance_id, [], " ")
    spans = [Span(at("10:00"), at("10:35"), Mode.ROOM), Span(at("10:40"), at("11:00"), Mode.ONLINE)]
    attendance.correct_presence(day.register, attendance_id, spans, "she told us on 20 November")
    (kept,) = attendance.corrections(day.register, day.meeting_id)
    assert kept.after == "in the room 10:00 to 10:35 and online 10:40 to 11:00"
    assert kept.reason == "she told us on 20 November"


def test_times_that_overlap_or_pass_the_end_are_refused(day: MeetingDay) -> None:
    day.everybody_in()
    attendance_id = day.person("Máire O’Dunne").attendance_id
    overlapping = [Span(at("10:00"), None, Mode.ROOM), Span(at("10:01"), None, Mode.ROOM)]
    with pytest.raises(Refusal, match=r"M. O’Dunne is down as there already"):
        attendance.correct_presence(day.register, attendance_id, overlapping, "slip")
    with pytest.raises(Refusal, match="Times can go up to 10:02, no later"):
        attendance.correct_presence(day.register, attendance_id, [Span(at("10:30"), None, Mode.ROOM)], "slip")


def test_with_no_times_left_a_correction_says_how_they_were_away(day: MeetingDay) -> None:
    day.everybody_in()
    attendance_id = day.person("Máire O’Dunne").attendance_id
    attendance.correct_presence(day.register, attendance_id, [], "never came", Mark.ABSENT)
    assert day.person("Máire O’Dunne").mark is Mark.ABSENT


@pytest.fixture
def decided(day: MeetingDay) -> MeetingDay:
    """Decided at 10:41, when R. Lindqvist alone was there for the Contractor."""
    day.everybody_in()
    day.clock("10:30")
    day.mark("Máire O’Dunne", Mark.LEFT)
    day.clock("10:41")
    lead = [Vote(party, Choice.FOR, cast_by_id=day.five.people[name]) for party, name in CAST]
    decisions.put(day.register, day.meeting_id, day.item(2).item_id, "Release the credit.", lead)
    day.clock("10:50")
    return day


def test_times_are_not_put_right_against_the_quorum_of_a_decision(decided: MeetingDay) -> None:
    lindqvist = decided.person("Ruth Lindqvist").attendance_id
    refused = "the Contractor has nobody in the room at 10:41, when CG/2026/01/D1 was recorded with a quorum"
    with pytest.raises(Refusal, match=refused) as caught:
        decided.mark("Ruth Lindqvist", Mark.LEFT, "10:40")
    assert caught.value.clause is P1
    with pytest.raises(Refusal, match=refused):
        decided.mark("Ruth Lindqvist", Mark.APOLOGIES)
    with pytest.raises(Refusal, match=refused):
        leave_for_item(decided.register, lindqvist, decided.room().items[0].item_id, True)
    meeting.close_meeting(decided.register, decided.meeting_id)
    with pytest.raises(Refusal, match=refused):
        attendance.correct_presence(decided.register, lindqvist, [Span(at("10:00"), at("10:40"), Mode.ROOM)], "slip")
    assert decided.person("Ruth Lindqvist").spans == (Span(at("10:00"), None, Mode.ROOM),)


def test_somebody_may_leave_in_the_moment_of_a_decision(decided: MeetingDay) -> None:
    decided.mark("Ruth Lindqvist", Mark.LEFT, "10:41")
    assert decided.person("Ruth Lindqvist").words == "left 10:41"


def test_times_that_leave_the_quorum_as_it_was_found_are_put_right(decided: MeetingDay) -> None:
    decided.mark("Sadia Rahman", Mark.LEFT, "10:35")
    assert decided.person("Sadia Rahman").words == "left 10:35"


def test_a_recommendation_stays_one_until_it_is_taken_back(day: MeetingDay) -> None:
    day.clock("10:00")
    day.mark("Nkechi Amadi", Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    day.clock("10:15")
    noted = decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, "Release the credit.")
    day.clock("10:20")
    with pytest.raises(Refusal, match="both parties are represented at 10:15, when CG/2026/01/R1 was recorded without"):
        day.mark("Ruth Lindqvist", Mark.ONLINE, "10:12")
    decisions.take_back(day.register, noted.decision_id)
    day.mark("Ruth Lindqvist", Mark.ONLINE, "10:12")
    assert day.person("Ruth Lindqvist").words == "online 10:12"
