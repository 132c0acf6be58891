"""Meetings in the calendar: numbers, who is expected, moving and cancelling (Governance 5.1.3, 5.4.1; P6)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from partnering_desk.app.lookups import row
from partnering_desk.app.scheduling import cancel, follow_members, move, schedule
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Dispatch,
    DispatchState,
    Group,
    Meeting,
    MeetingMove,
    Membership,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from tests.app.five import Five

NOVEMBER = datetime(2026, 11, 25, 10)
DECEMBER = datetime(2026, 12, 9, 10)


def ref(five: Five, meeting_id: int) -> str:
    with five.register.read() as session:
        return row(session, Meeting, meeting_id).ref


def expected(five: Five, meeting_id: int) -> dict[str, tuple[str, str]]:
    with five.register.read() as session:
        rows = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))
        return {one.person.name: (one.capacity.value, one.role) for one in rows}


def test_meetings_are_numbered_by_group_and_year(partnering: Five) -> None:
    register = partnering.register
    refs = [
        ref(partnering, schedule(register, group, starts, 120))
        for group, starts in (
            (partnering.core, NOVEMBER),
            (partnering.performance, NOVEMBER),
            (partnering.core, DECEMBER),
            (partnering.core, datetime(2027, 1, 13, 10)),
        )
    ]
    assert refs == ["CG/2026/01", "PW/2026/01", "CG/2026/02", "CG/2027/01"]


def test_the_number_of_a_cancelled_meeting_is_not_given_again(partnering: Five) -> None:
    register = partnering.register
    first = schedule(register, partnering.core, NOVEMBER, 120)
    cancel(register, first, "Not enough business")
    assert ref(partnering, schedule(register, partnering.core, NOVEMBER, 120)) == "CG/2026/02"


def test_a_meeting_moved_into_another_year_keeps_its_number(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, DECEMBER, 120)
    move(partnering.register, meeting, datetime(2027, 1, 6, 10), "Budget not ready")
    assert ref(partnering, meeting) == "CG/2026/01"
    assert ref(partnering, schedule(partnering.register, partnering.core, DECEMBER, 120)) == "CG/2026/02"


def test_members_of_the_day_are_expected_and_officers_are_in_attendance(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    assert expected(partnering, meeting) == {
        "Nkechi Amadi": ("member", ""),
        "Sadia Rahman": ("member", ""),
        "Ruth Lindqvist": ("member", ""),
        "Máire O’Dunne": ("member", ""),
        "M. Okafor": ("in_attendance", "minutes"),
        "Yetunde Adeyemi": ("in_attendance", ""),
    }


def test_a_meeting_is_where_the_group_meets_unless_another_place_is_given(partnering: Five) -> None:
    usual = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    other = schedule(partnering.register, partnering.core, DECEMBER, 120, "Camden Town Hall")
    with partnering.register.read() as session:
        assert row(session, Meeting, usual).place == "Kensington Town Hall, Room 3"
        assert row(session, Meeting, other).place == "Camden Town Hall"


@pytest.mark.parametrize("minutes", [0, -30, 24 * 60 + 1])
def test_a_length_that_is_none_is_refused(partnering: Five, minutes: int) -> None:
    with pytest.raises(Refusal, match="between one minute and a day"):
        schedule(partnering.register, partnering.core, NOVEMBER, minutes)


def test_a_meeting_of_the_past_is_recorded_but_nobody_is_invited_to_it(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 10, 14, 10), 120)
    with partnering.register.read() as session:
        assert session.scalars(select(Dispatch)).all() == []


def test_moving_keeps_the_length_and_records_why(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 90)
    move(partnering.register, meeting, DECEMBER, " Room flooded ", "Camden Town Hall")
    with partnering.register.read() as session:
        moved = row(session, Meeting, meeting)
        assert (moved.starts, moved.ends) == (DECEMBER, datetime(2026, 12, 9, 11, 30))
        assert (moved.place, moved.sequence) == ("Camden Town Hall", 1)
        record = session.scalars(select(MeetingMove)).one()
        assert (record.from_starts, record.to_starts, record.reason) == (NOVEMBER, DECEMBER, "Room flooded")
        assert (record.moved_by, record.from_place) == ("M. Okafor", "Kensington Town Hall, Room 3")


def test_moving_needs_a_reason_a_coming_time_and_a_change(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    with pytest.raises(Refusal, match="Say why the meeting moves"):
        move(partnering.register, meeting, DECEMBER, "  ")
    with pytest.raises(Refusal, match=r"^Wed 18 Nov 2026 has passed\. Choose a day from today on\.$"):
        move(partnering.register, meeting, datetime(2026, 11, 18, 10), "Earlier")
    with pytest.raises(Refusal, match=r"^10:00 today has passed\. Choose a later time\.$"):
        move(partnering.register, meeting, datetime(2026, 11, 19, 10), "Earlier")
    with pytest.raises(Refusal, match="already"):
        move(partnering.register, meeting, NOVEMBER, "No change")


def test_a_meeting_opened_or_cancelled_can_no_longer_be_moved_or_cancelled(partnering: Five) -> None:
    register = partnering.register
    meeting = schedule(register, partnering.core, NOVEMBER, 120)
    with register.write() as session:
        row(session, Meeting, meeting).opened_at = NOVEMBER
    with pytest.raises(Refusal, match="has been opened, so it can no longer be moved"):
        move(register, meeting, DECEMBER, "Late")
    off = schedule(register, partnering.core, DECEMBER, 120)
    cancel(register, off, "No business")
    with pytest.raises(Refusal, match="was cancelled on Thu 19 Nov 2026 already"):
        cancel(register, off, "Again")


def test_cancelling_needs_a_reason(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    with pytest.raises(Refusal, match="Say why the meeting is cancelled"):
        cancel(partnering.register, meeting, "")


def replace_rahman_by_bhriain(five: Five, last_day: date) -> None:
    with five.register.write() as session:
        old = row(session, Membership, five.memberships["CG", "Sadia Rahman"])
        old.ends = last_day
        group = row(session, Group, five.core)
        group.memberships.append(
            Membership(
                person_id=five.people["Aoife Ní Bhriain"],
                party=PartyRole.COMMISSIONER,
                starts=date(2026, 12, 1),
            )
        )
        session.flush()
        follow_members(session, five.register, group)


def test_a_change_of_member_is_followed_by_the_meetings_from_its_day_on(partnering: Five) -> None:
    before = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    after = schedule(partnering.register, partnering.core, DECEMBER, 120)
    replace_rahman_by_bhriain(partnering, date(2026, 11, 30))
    assert "Sadia Rahman" in expected(partnering, before)
    assert "Aoife Ní Bhriain" not in expected(partnering, before)
    assert "Sadia Rahman" not in expected(partnering, after)
    assert expected(partnering, after)["Aoife Ní Bhriain"] == ("member", "")


def test_somebody_moved_past_the_end_of_a_membership_is_no_longer_expected(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    replace_rahman_by_bhriain(partnering, date(2026, 11, 30))
    move(partnering.register, meeting, DECEMBER, "Room flooded")
    assert "Sadia Rahman" not in expected(partnering, meeting)
    assert "Aoife Ní Bhriain" in expected(partnering, meeting)


def test_apologies_and_guests_outlast_a_change_of_member(partnering: Five) -> None:
    register = partnering.register
    meeting = schedule(register, partnering.core, DECEMBER, 120)
    with register.write() as session:
        found = row(session, Meeting, meeting)
        chair = next(one for one in found.attendances if one.person.name == "Nkechi Amadi")
        chair.state = AttendanceState.APOLOGIES
        guest = partnering.people["Toni Whitcombe-Hughes"]
        found.attendances.append(Attendance(person_id=guest, capacity=Capacity.IN_ATTENDANCE, role="housing"))
    replace_rahman_by_bhriain(partnering, date(2026, 11, 30))
    with register.read() as session:
        states = {one.person.name: one.state for one in row(session, Meeting, meeting).attendances}
    assert states["Nkechi Amadi"] is AttendanceState.APOLOGIES
    assert states["Toni Whitcombe-Hughes"] is AttendanceState.EXPECTED


def test_the_delegate_of_a_member_who_leaves_goes_with_them(partnering: Five) -> None:
    register = partnering.register
    meeting = schedule(register, partnering.core, DECEMBER, 120)
    with register.write() as session:
        found = row(session, Meeting, meeting)
        member = next(one for one in found.attendances if one.person.name == "Sadia Rahman")
        member.state = AttendanceState.APOLOGIES
        found.attendances.append(
            Attendance(
                person_id=partnering.people["Toni Whitcombe-Hughes"],
                capacity=Capacity.DELEGATE,
                party=PartyRole.COMMISSIONER,
                membership_id=member.membership_id,
            )
        )
    replace_rahman_by_bhriain(partnering, date(2026, 11, 30))
    assert not {"Sadia Rahman", "Toni Whitcombe-Hughes"} & expected(partnering, meeting).keys()


def states(five: Five) -> dict[str, set[DispatchState]]:
    with five.register.read() as session:
        found: dict[str, set[DispatchState]] = {}
        for one in session.scalars(select(Dispatch)):
            found.setdefault(one.person.name, set()).add(one.state)
        return found


def test_a_meeting_cancelled_before_anybody_heard_of_it_leaves_nothing_in_the_outbox(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    cancel(partnering.register, meeting, "Scheduled by mistake")
    assert set().union(*states(partnering).values()) == {DispatchState.WITHDRAWN}
