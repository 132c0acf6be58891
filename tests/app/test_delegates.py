"""Delegates and those in attendance (Governance 5.3; report 3.1.9)."""

from datetime import date

import pytest

from partnering_desk.app import delegates, meeting
from partnering_desk.app.attendance import Mark
from partnering_desk.app.here import Capacity
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    return call_meeting(partnering)


def test_a_delegate_sits_for_a_member_with_apologies_and_counts(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    rahman = day.person("Sadia Rahman")
    delegates.add_delegate(day.register, rahman.attendance_id, day.five.people["Paweł Nowakowski"], briefed=True)
    day.mark("Paweł Nowakowski", Mark.PRESENT)
    row = day.person("Paweł Nowakowski")
    assert (row.capacity, row.delegate_for, row.briefed, row.attendee.counts) == (
        Capacity.DELEGATE,
        "S. Rahman",
        True,
        True,
    )
    assert [one.name for one in day.room().people][:3] == ["N. Amadi", "S. Rahman", "P. Nowakowski"]


def test_nobody_sits_for_a_member_who_sent_no_apologies(day: MeetingDay) -> None:
    day.everybody_in()
    with pytest.raises(Refusal, match=r"S. Rahman has sent no apologies"):
        delegates.add_delegate(
            day.register, day.person("Sadia Rahman").attendance_id, day.five.people["Paweł Nowakowski"]
        )


def test_a_delegate_is_not_of_the_other_party(day: MeetingDay) -> None:
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    with pytest.raises(Refusal, match=r"T. Oṣei is of the Contractor, so cannot stand in"):
        delegates.add_delegate(day.register, day.person("Sadia Rahman").attendance_id, day.five.people["Tunde Oṣei"])


def test_a_delegate_of_nobody_is_refused(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match=r"G. Obi cannot be a delegate of nobody"):
        delegates.add_delegate(day.register, day.person("Yetunde Adeyemi").attendance_id, day.five.people["Grace Obi"])


def test_a_member_has_one_delegate_and_a_member_is_nobodys(day: MeetingDay) -> None:
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    rahman = day.person("Sadia Rahman").attendance_id
    with pytest.raises(Refusal, match=r"N. Amadi counts at this meeting already"):
        delegates.add_delegate(day.register, rahman, day.five.people["Nkechi Amadi"])
    delegates.add_delegate(day.register, rahman, day.five.people["Paweł Nowakowski"])
    with pytest.raises(Refusal, match=r"P. Nowakowski comes in S. Rahman's place already"):
        delegates.add_delegate(day.register, rahman, day.five.people["Toni Whitcombe-Hughes"])


def test_the_member_cannot_come_in_while_the_delegate_sits(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    rahman = day.person("Sadia Rahman").attendance_id
    delegates.add_delegate(day.register, rahman, day.five.people["Paweł Nowakowski"])
    day.mark("Paweł Nowakowski", Mark.PRESENT)
    with pytest.raises(Refusal, match=r"P. Nowakowski sits in that seat now"):
        day.mark("Sadia Rahman", Mark.PRESENT)
    day.clock("10:30")
    day.mark("Paweł Nowakowski", Mark.LEFT)
    day.mark("Sadia Rahman", Mark.PRESENT)
    assert day.person("Sadia Rahman").words == "from 10:30"


def test_briefing_and_debriefing_are_noted(day: MeetingDay) -> None:
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    delegate = delegates.add_delegate(
        day.register, day.person("Sadia Rahman").attendance_id, day.five.people["Paweł Nowakowski"]
    )
    delegates.set_briefed(day.register, delegate, True)
    with pytest.raises(Refusal, match="A debrief comes after the meeting"):
        delegates.set_debriefed(day.register, delegate, date(2026, 11, 18))
    delegates.set_debriefed(day.register, delegate, date(2026, 11, 19))
    row = day.person("Paweł Nowakowski")
    assert (row.briefed, row.debriefed_on) == (True, date(2026, 11, 19))
    with pytest.raises(Refusal, match="nobody's delegate"):
        delegates.set_briefed(day.register, day.person("Sadia Rahman").attendance_id, True)


def test_a_service_users_representative_is_added_heard_and_never_counted(day: MeetingDay) -> None:
    delegates.add_in_attendance(day.register, day.meeting_id, day.five.people["Grace Obi"], "service users")
    day.mark("Grace Obi", Mark.PRESENT)
    row = day.person("Grace Obi")
    assert (row.role, row.attendee.counts) == ("service users", False)
    with pytest.raises(Refusal, match=r"G. Obi is on the list already"):
        delegates.add_in_attendance(day.register, day.meeting_id, day.five.people["Grace Obi"])


def test_somebody_new_is_added_by_name(day: MeetingDay) -> None:
    delegates.add_visitor(day.register, day.meeting_id, " Lena  Farah ", "interpreter")
    assert day.person("Lena Farah").role == "interpreter"
    with pytest.raises(Refusal, match="Lena Farah is in the register already"):
        delegates.add_visitor(day.register, day.meeting_id, "Lena Farah")
    with pytest.raises(Refusal, match="Type the person's name"):
        delegates.add_visitor(day.register, day.meeting_id, " ")


def test_only_somebody_added_by_mistake_is_taken_off_the_list(day: MeetingDay) -> None:
    visitor = delegates.add_visitor(day.register, day.meeting_id, "Lena Farah")
    delegates.remove_person(day.register, visitor)
    assert "Lena Farah" not in [one.full_name for one in day.room().people]
    with pytest.raises(Refusal, match="is a Group Member and stays on the list"):
        delegates.remove_person(day.register, day.person("Sadia Rahman").attendance_id)
    day.mark("Yetunde Adeyemi", Mark.PRESENT)
    with pytest.raises(Refusal, match="has been here, so stays on the list"):
        delegates.remove_person(day.register, day.person("Yetunde Adeyemi").attendance_id)


def test_after_the_meeting_nobody_is_added(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Sadia Rahman", Mark.APOLOGIES)
    meeting.close_meeting(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="nobody can be added"):
        delegates.add_visitor(day.register, day.meeting_id, "Lena Farah")
    with pytest.raises(Refusal, match="nobody can sit in"):
        delegates.add_delegate(
            day.register, day.person("Sadia Rahman").attendance_id, day.five.people["Paweł Nowakowski"]
        )
