"""Attendance over a period: each person's calls and what came of them, and the quorum of each meeting."""

from datetime import date, datetime

import pytest

from partnering_desk.app import meeting
from partnering_desk.app.attendance import Mark
from partnering_desk.app.attendance_register import attendance_register, attendance_sheet
from partnering_desk.app.delegates import add_delegate
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.snapshots import AttendanceSheet, PersonAttendance
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.app.meeting_day import call_meeting


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def people(sheet: AttendanceSheet) -> dict[str, PersonAttendance]:
    return {f"{one.name}, {one.said}": one for party in sheet.parties for one in party.people}


def test_each_person_is_counted_once_a_meeting(held: Held) -> None:
    sheet = attendance_sheet(held.register)
    found = people(sheet)
    amadi, rahman = found["Nkechi Amadi, RB Kensington & Chelsea"], found["Sadia Rahman, LB Brent"]
    dunne = found["Máire O’Dunne, St Aldate's Homes"]
    assert (amadi.called, amadi.present, amadi.in_part) == (1, 1, 0)
    assert (rahman.called, rahman.present, rahman.in_part) == (1, 0, 1)
    assert (dunne.called, dunne.present, dunne.apologies) == (1, 0, 1)
    assert [one.title for one in sheet.parties] == ["Commissioner", "Contractor", "In attendance"]
    assert sheet.parties[1].summary == "1 of 2 calls to a meeting answered in person."


def test_a_meeting_says_how_many_came_and_its_quorum(held: Held) -> None:
    sheet = attendance_sheet(held.register)
    (one,) = sheet.meetings
    assert (one.ref, one.when, one.commissioner, one.contractor) == ("CG/2026/01", "19 November 2026", 2, 1)
    assert one.quorum == "Kept throughout"
    assert sheet.summary == ("One meeting was held; one was quorate throughout (Governance 5.5).",)


def test_a_delegate_has_a_line_and_the_member_one_in_whose_place_they_came(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.mark("Máire O’Dunne", Mark.APOLOGIES)
    add_delegate(partnering.register, day.person("Máire O’Dunne").attendance_id, partnering.people["Tunde Oṣei"])
    day.clock("10:00")
    for name in ("Nkechi Amadi", "Sadia Rahman", "Tunde Oṣei"):
        day.mark(name, Mark.PRESENT)
    day.clock("10:02")
    meeting.open_meeting(partnering.register, day.meeting_id)
    day.clock("10:30")
    day.mark("Tunde Oṣei", Mark.LEFT)
    day.clock("11:00")
    meeting.close_meeting(partnering.register, day.meeting_id)
    sheet = attendance_sheet(partnering.register)
    found = people(sheet)
    assert found["Máire O’Dunne, St Aldate's Homes"].delegates == 1
    assert found["Tunde Oṣei, St Aldate's Homes, delegate for M. O’Dunne"].in_part == 1
    assert found["Ruth Lindqvist, St Aldate's Homes"].absent == 1
    assert sheet.parties[1].summary == "0 of 2 calls to a meeting answered in person, 1 by a delegate."
    assert sheet.meetings[0].quorum == "Not from 10:30 to 11:00"
    assert "one was quorate for a part of it" in sheet.summary[0]


def test_a_period_or_a_group_without_a_meeting_says_so(held: Held) -> None:
    before = attendance_sheet(held.register, date(2026, 1, 1), date(2026, 11, 18))
    assert (before.summary, before.meetings, before.parties) == (("No meeting was held.",), (), ())
    assert attendance_sheet(held.register, group_id=held.five.property).meetings == ()
    assert "No meeting was held." in outline_text(attendance_register(held.register, last=date(2026, 11, 18)))


def test_what_only_one_party_came_to_was_never_quorate(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Nkechi Amadi", Mark.PRESENT)
    day.clock("10:02")
    meeting.open_meeting(partnering.register, day.meeting_id)
    partnering.clock.now = datetime(2026, 11, 19, 10, 30)
    meeting.close_meeting(partnering.register, day.meeting_id)
    sheet = attendance_sheet(partnering.register)
    assert sheet.meetings[0].quorum == "Never there"
    assert "one was never quorate" in sheet.summary[0]
