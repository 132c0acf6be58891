"""What is said before a meeting is scheduled or moved: who and what clashes, and what follows."""

from datetime import date, datetime

from partnering_desk.app.circulation import Frozen, Recipient, keep_document, queue
from partnering_desk.app.diary import consequences_of_move, consequences_of_scheduling
from partnering_desk.app.lookups import row
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Closure,
    DocumentKind,
    Meeting,
    Membership,
)
from tests.app.five import Five

DAY = datetime(2026, 12, 9, 10)


def test_a_free_working_day_has_no_consequences(partnering: Five) -> None:
    assert consequences_of_scheduling(partnering.register, partnering.core, DAY, 120) == ()


def test_a_member_of_both_groups_and_the_minute_taker_would_be_double_booked(partnering: Five) -> None:
    schedule(partnering.register, partnering.performance, datetime(2026, 12, 9, 11), 120)
    assert consequences_of_scheduling(partnering.register, partnering.core, DAY, 120) == (
        "R. Lindqvist and M. Okafor are called to PW/2026/01, 11:00–13:00.",
    )


def test_a_room_is_not_used_twice_at_a_time(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, DAY, 120)
    said = consequences_of_scheduling(
        partnering.register, partnering.performance, DAY, 60, "Kensington Town Hall, Room 3"
    )
    assert any("Kensington Town Hall, Room 3 is taken by CG/2026/01" in one for one in said)


def test_meetings_one_after_the_other_do_not_clash(partnering: Five) -> None:
    schedule(partnering.register, partnering.performance, datetime(2026, 12, 9, 12), 120)
    assert consequences_of_scheduling(partnering.register, partnering.core, DAY, 120) == ()


def test_a_cancelled_meeting_takes_nobodys_time(partnering: Five) -> None:
    other = schedule(partnering.register, partnering.performance, DAY, 120)
    cancel(partnering.register, other, "Not enough business")
    assert consequences_of_scheduling(partnering.register, partnering.core, DAY, 120) == ()


def test_who_has_sent_apologies_is_free(partnering: Five) -> None:
    other = schedule(partnering.register, partnering.performance, DAY, 120)
    with partnering.register.write() as session:
        for one in row(session, Meeting, other).attendances:
            one.state = AttendanceState.APOLOGIES
    assert consequences_of_scheduling(partnering.register, partnering.core, DAY, 120) == ()


def test_a_day_that_is_no_working_day_says_why(partnering: Five) -> None:
    with partnering.register.write() as session:
        closed = Closure(
            partnering_id=partnering.register.partnering_id,
            first=date(2026, 12, 29),
            last=date(2026, 12, 31),
            reason="offices closed",
        )
        session.add(closed)
    said = [
        consequences_of_scheduling(partnering.register, partnering.core, datetime(2026, 12, day, 10), 120)
        for day in (25, 30, 12)
    ]
    assert said == [
        ("Fri 25 Dec 2026 is not a Working Day (Christmas Day).",),
        ("Wed 30 Dec 2026 is not a Working Day (offices closed).",),
        ("Sat 12 Dec 2026 is not a Working Day (Saturday).",),
    ]


def test_a_day_too_near_for_its_agenda_is_said(partnering: Five) -> None:
    said = consequences_of_scheduling(partnering.register, partnering.core, datetime(2026, 11, 25, 10), 120)
    assert said == ("Its agenda was due on Wed 18 Nov 2026, five Working Days before (Governance 5.4.2).",)


def test_a_day_that_has_passed_is_said(partnering: Five) -> None:
    said = consequences_of_scheduling(partnering.register, partnering.core, datetime(2026, 11, 18, 10), 120)
    assert said == ("Wed 18 Nov 2026 has passed: the meeting is recorded, and nobody is invited to it.",)
    meeting = schedule(partnering.register, partnering.core, DAY, 120)
    moved = consequences_of_move(partnering.register, meeting, datetime(2026, 11, 18, 10))
    assert moved == ("Wed 18 Nov 2026 has passed. Choose a day from today on.",)


def test_of_today_the_time_has_passed_and_not_the_day(partnering: Five) -> None:
    earlier = datetime(2026, 11, 19, 10)
    said = consequences_of_scheduling(partnering.register, partnering.core, earlier, 120)
    assert said == ("10:00 today has passed: the meeting is recorded, and nobody is invited to it.",)
    meeting = schedule(partnering.register, partnering.core, DAY, 120)
    moved = consequences_of_move(partnering.register, meeting, earlier)
    assert moved == ("10:00 today has passed. Choose a later time.",)


def test_a_meeting_does_not_clash_with_itself(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, DAY, 120)
    assert consequences_of_move(partnering.register, meeting, datetime(2026, 12, 9, 11)) == ()


def test_moving_out_of_a_period_leaves_it_without_a_meeting(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 2, 10), 120)
    said = consequences_of_move(partnering.register, meeting, datetime(2027, 1, 6, 10))
    assert said == ("No meeting of Core Group in December 2026 (Governance 5.1.3).",)


def test_guests_asked_to_this_meeting_only_are_looked_at_too(partnering: Five) -> None:
    register = partnering.register
    meeting = schedule(register, partnering.core, datetime(2026, 12, 10, 10), 120)
    with register.write() as session:
        found = row(session, Meeting, meeting)
        guest = Attendance(person_id=partnering.people["Tunde Oṣei"], capacity=Capacity.IN_ATTENDANCE)
        found.attendances.append(guest)
    schedule(register, partnering.property, datetime(2026, 12, 11, 10), 120)
    said = consequences_of_move(register, meeting, datetime(2026, 12, 11, 11))
    assert said == ("T. Oṣei and M. Okafor are called to PR/2026/01, 10:00–12:00.",)


def test_members_who_join_or_leave_between_the_days_are_named(partnering: Five) -> None:
    with partnering.register.write() as session:
        row(session, Membership, partnering.memberships["CG", "Sadia Rahman"]).ends = date(2026, 12, 12)
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 10, 10), 120)
    said = consequences_of_move(partnering.register, meeting, datetime(2026, 12, 15, 10))
    assert said == ("S. Rahman is no longer called on that day.",)


def test_an_agenda_that_went_out_must_go_again(partnering: Five) -> None:
    register = partnering.register
    meeting = schedule(register, partnering.core, DAY, 120)
    with register.write() as session:
        found = row(session, Meeting, meeting)
        frozen = Frozen(DocumentKind.AGENDA, 1, "Agenda", "agenda.pdf", "application/pdf", b"%PDF")
        document = keep_document(session, register, found, frozen)
        queue(session, register, document, [Recipient(partnering.people["Ruth Lindqvist"], "Group Member")])
    said = consequences_of_move(register, meeting, datetime(2026, 12, 10, 10))
    assert said == ("The agenda went out for Wed 9 Dec 2026: circulate it again.",)
