"""Declarations of interest and absence from one item (practice P3, P4)."""

import pytest

from partnering_desk.app import decisions, interests, meeting
from partnering_desk.app.check import check_register
from partnering_desk.app.lookups import attendees_of
from partnering_desk.records.models import Meeting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.quorum import quorum_at
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.votes import Choice, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, at, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    found = call_meeting(partnering)
    found.everybody_in()
    return found


def test_an_interest_is_recorded_against_its_item(day: MeetingDay) -> None:
    interests.declare_interest(
        day.register,
        day.person("Máire O’Dunne").attendance_id,
        day.item(2).item_id,
        "a lease",
        interests.DID_NOT_SPEAK,
    )
    assert day.item(2).remarks == ("M. O’Dunne declared an interest (a lease): stayed, did not speak.",)


def test_who_left_for_an_item_does_not_count_while_it_is_on(day: MeetingDay) -> None:
    for name in ("Máire O’Dunne", "Ruth Lindqvist"):
        interests.declare_interest(
            day.register, day.person(name).attendance_id, day.item(2).item_id, "the hostel's landlord"
        )
    assert meeting.quorum_now(day.register, day.meeting_id).quorate
    day.clock("10:05")
    meeting.start_item(day.register, day.item(2).item_id)
    band = meeting.quorum_now(day.register, day.meeting_id)
    assert (band.quorate, band.contractor) == (False, "Contractor 0 present")
    day.clock("10:20")
    meeting.start_item(day.register, day.item(3).item_id)
    assert meeting.quorum_now(day.register, day.meeting_id).headline == "Quorate since 10:20"


def test_between_two_stretches_of_an_item_who_left_for_it_counts(day: MeetingDay) -> None:
    """The item is on from 10:05 to 10:10 and from 10:20; a decision between is taken with everybody (P3, P4)."""
    for name in ("Máire O’Dunne", "Ruth Lindqvist"):
        interests.declare_interest(day.register, day.person(name).attendance_id, day.item(2).item_id, "the landlord")
    for text, number in (("10:05", 2), ("10:10", 3), ("10:20", 2), ("10:25", 3)):
        day.clock(text)
        meeting.start_item(day.register, day.item(number).item_id)
    day.clock("10:30")
    quorate = {}
    with day.register.read() as session:
        there = attendees_of(session.get_one(Meeting, day.meeting_id))
        for text in ("10:04:59", "10:05", "10:09:59", "10:10", "10:19:59", "10:20", "10:24:59", "10:25"):
            quorate[text] = quorum_at(there, at(text), Settings()).quorate
    assert quorate == {
        "10:04:59": True,
        "10:05": False,
        "10:09:59": False,
        "10:10": True,
        "10:19:59": True,
        "10:20": False,
        "10:24:59": False,
        "10:25": True,
    }


def test_a_decision_taken_between_stands_when_the_item_is_taken_up_again(day: MeetingDay) -> None:
    for name in ("Máire O’Dunne", "Ruth Lindqvist"):
        interests.declare_interest(day.register, day.person(name).attendance_id, day.item(2).item_id, "the landlord")
    for text, number in (("10:05", 2), ("10:10", 3)):
        day.clock(text)
        meeting.start_item(day.register, day.item(number).item_id)
    votes = [
        Vote(one.party, Choice.FOR, one.casters[0].name, one.casters[0].person_id)
        for one in decisions.ballots(day.register, day.meeting_id)
    ]
    decisions.put(day.register, day.meeting_id, day.item(3).item_id, "Keep the register monthly.", votes)
    day.clock("10:20")
    meeting.start_item(day.register, day.item(2).item_id)
    rahman = day.person("Sadia Rahman").attendance_id
    interests.leave_for_item(day.register, rahman, day.item(2).item_id, True)  # looks at the findings that are kept
    assert check_register(day.register) == ()


def test_absence_from_an_item_can_be_noted_and_taken_back(day: MeetingDay) -> None:
    rahman, item = day.person("Sadia Rahman").attendance_id, day.item(1).item_id
    interests.leave_for_item(day.register, rahman, item, True)
    interests.leave_for_item(day.register, rahman, item, True)
    assert day.item(1).remarks == ("S. Rahman is out of the room for this item.",)
    assert meeting.quorum_now(day.register, day.meeting_id).commissioner == "Commissioner 1 present"
    interests.leave_for_item(day.register, rahman, item, False)
    assert day.item(1).remarks == ()


def test_an_interest_says_what_it_is_and_in_what(day: MeetingDay) -> None:
    rahman = day.person("Sadia Rahman").attendance_id
    with pytest.raises(Refusal, match="Say what the interest is"):
        interests.declare_interest(day.register, rahman, None, " ")
    with pytest.raises(Refusal, match="Choose the item that they left for"):
        interests.declare_interest(day.register, rahman, None, "a lease")
    interests.declare_interest(day.register, rahman, None, "trustee of Shelter", interests.STAYED)


def test_an_item_of_another_meeting_is_refused(day: MeetingDay, partnering: Five) -> None:
    other = call_meeting(partnering, partnering.performance)
    with pytest.raises(Refusal, match="not on this meeting's agenda"):
        interests.declare_interest(
            day.register, day.person("Sadia Rahman").attendance_id, other.item(1).item_id, "a lease"
        )


def test_after_the_meeting_interests_stand_as_they_are(day: MeetingDay) -> None:
    rahman, item = day.person("Sadia Rahman").attendance_id, day.item(1).item_id
    meeting.close_meeting(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="note after the meeting"):
        interests.declare_interest(day.register, rahman, item, "a lease")
    with pytest.raises(Refusal, match="stand as they were recorded"):
        interests.leave_for_item(day.register, rahman, item, True)
