"""Holding a meeting, from its opening to its close."""

from datetime import datetime, timedelta

import pytest

from partnering_desk.app import meeting, scheduling
from partnering_desk.app.attendance import Mark
from partnering_desk.app.stages import Stage
from partnering_desk.records.models import ItemState
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, at, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    return call_meeting(partnering)


def test_opening_takes_up_the_first_item_and_gives_the_chair_to_the_appointed_chair(day: MeetingDay) -> None:
    day.everybody_in()
    room = day.room()
    assert (room.stage, room.opened_at) == (Stage.IN_SESSION, at("10:02"))
    assert room.items[0].running
    assert (room.chair, room.chaired_by) == ("N. Amadi", "N. Amadi")


def test_an_agenda_that_nobody_prepared_is_written_when_the_meeting_opens(partnering: Five) -> None:
    day = MeetingDay(partnering, scheduling.schedule(partnering.register, partnering.core, at("10:00"), 120))
    day.everybody_in()
    assert [one.title for one in day.room().items][:2] == ["Attendance", "Declarations of interest"]
    assert day.room().items[0].running


def test_a_meeting_is_opened_once_and_not_when_cancelled(day: MeetingDay, partnering: Five) -> None:
    day.everybody_in()
    with pytest.raises(Refusal, match="was opened at 10:02 already"):
        meeting.open_meeting(day.register, day.meeting_id)
    other = call_meeting(partnering, partnering.performance)
    scheduling.cancel(partnering.register, other.meeting_id, "no business")
    with pytest.raises(Refusal, match="was cancelled"):
        meeting.open_meeting(partnering.register, other.meeting_id)
    with pytest.raises(Refusal, match="was cancelled"):
        other.mark("Ruth Lindqvist", Mark.PRESENT)
    with pytest.raises(Refusal, match="was cancelled"):
        meeting.adjourn(partnering.register, other.meeting_id)


def test_a_time_of_opening_can_be_typed_but_not_in_the_future(day: MeetingDay) -> None:
    day.clock("10:10")
    with pytest.raises(Refusal, match="10:30 has not come yet"):
        meeting.open_meeting(day.register, day.meeting_id, at("10:30"))
    meeting.open_meeting(day.register, day.meeting_id, at("10:02"))
    assert day.room().opened_at == at("10:02")


def test_the_vice_chair_takes_the_chair_when_the_chair_sent_apologies(day: MeetingDay) -> None:
    day.clock("10:00")
    day.mark("Nkechi Amadi", Mark.APOLOGIES)
    for name in ("Sadia Rahman", "Ruth Lindqvist"):
        day.mark(name, Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    assert day.room().chaired_by == ""
    with pytest.raises(Refusal, match=r"M. O’Dunne is not here"):
        meeting.take_chair(day.register, day.meeting_id, day.five.people["Máire O’Dunne"])
    meeting.take_chair(day.register, day.meeting_id, day.five.people["Ruth Lindqvist"])
    with day.register.read() as session:
        from partnering_desk.records.models import Meeting

        found = session.get_one(Meeting, day.meeting_id)
        assert found.chaired_because == "N. Amadi sent apologies"
    assert day.room().chaired_by == "R. Lindqvist"


def test_the_appointed_chair_who_is_marked_after_the_opening_has_the_chair(day: MeetingDay) -> None:
    day.clock("10:00")
    meeting.open_meeting(day.register, day.meeting_id)
    day.clock("10:01")
    day.mark("Ruth Lindqvist", Mark.PRESENT)
    assert day.room().chaired_by == ""
    day.mark("Nkechi Amadi", Mark.PRESENT)
    assert day.room().chaired_by == "N. Amadi"


def test_the_appointed_chair_who_comes_late_does_not_take_the_chair_from_who_has_it(day: MeetingDay) -> None:
    day.clock("10:00")
    day.mark("Ruth Lindqvist", Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    meeting.take_chair(day.register, day.meeting_id, day.five.people["Ruth Lindqvist"])
    day.clock("10:30")
    day.mark("Nkechi Amadi", Mark.PRESENT)
    assert day.room().chaired_by == "R. Lindqvist"


def test_the_appointed_chair_needs_no_reason(day: MeetingDay) -> None:
    day.everybody_in()
    meeting.take_chair(day.register, day.meeting_id, day.five.people["Sadia Rahman"], "an interest in item 1")
    meeting.take_chair(day.register, day.meeting_id, day.five.people["Nkechi Amadi"])
    assert day.room().chaired_by == "N. Amadi"


def test_taking_up_an_item_finishes_the_one_before(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:05")
    meeting.start_item(day.register, day.item(2).item_id)
    assert [one.state for one in day.room().items[:2]] == [ItemState.DONE, ItemState.OPEN]
    assert day.item(1).finished_at == at("10:05")
    day.clock("10:10")
    meeting.finish_item(day.register, day.item(2).item_id)
    assert day.item(2).state is ItemState.DONE


def test_an_item_taken_up_again_is_no_longer_done(day: MeetingDay) -> None:
    day.everybody_in()
    meeting.start_item(day.register, day.item(2).item_id)
    meeting.start_item(day.register, day.item(1).item_id)
    assert (day.item(1).running, day.item(1).state) == (True, ItemState.OPEN)


def test_the_clock_of_an_item_taken_up_twice_leaves_out_what_lay_between(day: MeetingDay) -> None:
    day.everybody_in()
    for text, number in (("10:04", 2), ("10:10", 3), ("10:30", 2)):
        day.clock(text)
        meeting.start_item(day.register, day.item(number).item_id)
    room = day.room()
    assert room.items[1].stretches == ((at("10:04"), at("10:10")), (at("10:30"), None))
    assert room.time_words(room.items[1], at("10:33")) == "9 / 20'"


def test_an_item_that_is_under_way_is_not_taken_up_twice_at_once(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:05")
    meeting.start_item(day.register, day.item(1).item_id)
    meeting.finish_item(day.register, day.item(1).item_id)
    day.clock("10:09")
    meeting.finish_item(day.register, day.item(1).item_id)
    assert day.item(1).stretches == ((at("10:02"), at("10:05")),)


def test_a_clock_put_back_makes_no_item_end_before_it_began(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:05")
    meeting.start_item(day.register, day.item(2).item_id)
    day.clock("10:04")
    meeting.start_item(day.register, day.item(3).item_id)
    meeting.start_item(day.register, day.item(2).item_id)
    assert day.item(2).stretches == ((at("10:05"), at("10:05")), (at("10:05"), None))


def test_a_meeting_does_not_close_before_an_item_was_left(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:40")
    meeting.finish_item(day.register, day.item(1).item_id)
    day.clock("10:45")
    with pytest.raises(Refusal, match=r"Something was recorded at 10:40"):
        meeting.close_meeting(day.register, day.meeting_id, at("10:39"))
    meeting.close_meeting(day.register, day.meeting_id, at("10:40"))


def test_notes_are_kept_as_typed(day: MeetingDay) -> None:
    day.everybody_in()
    notes = "Move-on was **81%**.\n\n- one\n- two\n"
    meeting.save_notes(day.register, day.item(2).item_id, notes)
    meeting.save_decision_draft(day.register, day.item(2).item_id, "Release the")
    assert (day.item(2).notes, day.item(2).decision_draft) == (notes, "Release the")


def test_the_clock_of_an_item_leaves_breaks_out(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:04")
    meeting.start_item(day.register, day.item(2).item_id)
    day.clock("10:10")
    meeting.adjourn(day.register, day.meeting_id, "fire alarm")
    assert day.room().stage is Stage.ADJOURNED
    day.clock("10:20")
    meeting.resume(day.register, day.meeting_id)
    room, now = day.room(), at("10:26")
    assert room.time_words(room.items[1], now) == "12 / 20'"
    assert room.taken(room.opened_at, now) == timedelta(minutes=14)
    assert room.progress_words(now) == "1 of 4 done"


def test_how_far_ahead_or_behind_the_agenda_is(day: MeetingDay) -> None:
    day.clock("10:00")
    assert day.room().progress_words(at("10:00")) == "4 items · 34 min"
    day.everybody_in()
    day.clock("10:03")
    meeting.start_item(day.register, day.item(2).item_id)
    day.clock("10:15")
    meeting.start_item(day.register, day.item(3).item_id)
    assert day.room().progress_words(at("10:15")) == "2 of 4 done · 9 min ahead"
    assert day.room().progress_words(at("10:40")) == "2 of 4 done · 6 min behind"


def test_while_adjourned_no_item_is_taken_up(day: MeetingDay) -> None:
    day.everybody_in()
    meeting.adjourn(day.register, day.meeting_id)
    with pytest.raises(Refusal, match=r"adjourned since 10:02. Resume it first"):
        meeting.start_item(day.register, day.item(2).item_id)
    day.clock("10:20")
    with pytest.raises(Refusal, match="was adjourned at 10:02"):
        meeting.resume(day.register, day.meeting_id, at("10:01"))
    meeting.resume(day.register, day.meeting_id, at("10:15"))
    with pytest.raises(Refusal, match="not adjourned"):
        meeting.resume(day.register, day.meeting_id)


def test_before_it_is_opened_there_is_nothing_to_adjourn(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="Open it first"):
        meeting.adjourn(day.register, day.meeting_id)


def test_items_not_reached_are_named_and_kept_for_the_next_agenda(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:04")
    meeting.start_item(day.register, day.item(2).item_id)
    meeting.save_decision_draft(day.register, day.item(2).item_id, "Release the")
    day.clock("11:30")
    foreseen = meeting.closing(day.register, day.meeting_id)
    assert foreseen.sentences == (
        "item 3 (Risk register) was not reached: it goes to the next agenda.",
        "A decision is worded but not recorded under item 2.",
    )
    assert meeting.close_meeting(day.register, day.meeting_id) == foreseen
    room = day.room()
    assert (room.stage, room.closed_at) == (Stage.MINUTES, at("11:30"))
    assert [one.state for one in room.items] == [
        ItemState.DONE,
        ItemState.DONE,
        ItemState.NOT_REACHED,
        ItemState.DONE,
    ]


def test_members_not_marked_are_absent_when_it_closes(day: MeetingDay) -> None:
    day.clock("10:00")
    day.mark("Ruth Lindqvist", Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    closed = meeting.close_meeting(day.register, day.meeting_id)
    assert closed.sentences[-1] == "N. Amadi, S. Rahman and M. O’Dunne will be recorded as absent."
    assert day.person("Sadia Rahman").mark is Mark.ABSENT


def test_closing_ends_a_break_and_comes_after_everything_recorded(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:30")
    meeting.adjourn(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="Something was recorded at 10:30"):
        meeting.close_meeting(day.register, day.meeting_id, at("09:00"))
    day.clock("11:00")
    meeting.close_meeting(day.register, day.meeting_id)
    assert day.room().pauses == ((at("10:30"), at("11:00")),)
    with pytest.raises(Refusal, match="The meeting is over"):
        meeting.close_meeting(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="The meeting is over, so the chair stands"):
        meeting.take_chair(day.register, day.meeting_id, day.five.people["Sadia Rahman"])


def test_the_next_date_schedules_the_next_meeting_and_moves_it_when_changed(day: MeetingDay) -> None:
    day.everybody_in()
    first = meeting.set_next_date(day.register, day.meeting_id, datetime(2026, 12, 10, 10))
    assert day.room().next_meeting == "CG/2026/02, Thu 10 Dec 2026 at 10:00, Kensington Town Hall, Room 3"
    again = meeting.set_next_date(day.register, day.meeting_id, datetime(2026, 12, 17, 14), "Lambeth")
    assert first == again
    assert day.room().next_meeting == "CG/2026/02, Thu 17 Dec 2026 at 14:00, Lambeth"
    assert meeting.set_next_date(day.register, day.meeting_id, datetime(2026, 12, 17, 14)) == again


def test_the_next_meeting_comes_later(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="The next meeting comes after this one"):
        meeting.set_next_date(day.register, day.meeting_id, datetime(2026, 11, 10, 10))
    meeting.note_next_meeting(day.register, day.meeting_id, "to be settled by e-mail")
    assert day.room().next_meeting == "to be settled by e-mail"


def test_the_band_names_on_whom_the_quorum_hangs(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("10:20")
    day.mark("Máire O’Dunne", Mark.LEFT)
    band = meeting.quorum_now(day.register, day.meeting_id)
    assert band.headline == "Quorate since 10:02"
    assert (band.commissioner, band.contractor) == ("Commissioner 2 present", "Contractor 1 present")
    assert band.remark.startswith("If R. Lindqvist leaves, the group cannot decide (Governance 5.5)")


def test_the_band_says_what_can_be_done_without_a_quorum(day: MeetingDay) -> None:
    day.everybody_in()
    day.clock("11:05")
    for name in ("Ruth Lindqvist", "Máire O’Dunne"):
        day.mark(name, Mark.LEFT)
    band = meeting.quorum_now(day.register, day.meeting_id)
    assert band.headline == "Not quorate since 11:05"
    assert band.remark == (
        "The Contractor has nobody in the room, so the group cannot decide (Governance 5.5). "
        "You can note it as a recommendation for the next meeting."
    )
    day.clock("11:20")
    day.mark("Ruth Lindqvist", Mark.ONLINE)
    assert meeting.quorum_now(day.register, day.meeting_id).headline == "Quorate since 11:20"
