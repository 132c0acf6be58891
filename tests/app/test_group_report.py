"""A Working Group's report to the Core Group: drafted from what the group did since the Core Group last met."""

from datetime import date, datetime

import pytest

from partnering_desk.app import decisions, meeting
from partnering_desk.app.attendance import Mark
from partnering_desk.app.group_report import group_report, group_report_sheet, working_group, working_groups
from partnering_desk.app.scheduling import schedule
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.snapshots import Gap
from partnering_desk.records.models import Action, AgendaItem, Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, FollowOn, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay

VOTERS = ("Aoife Ní Bhriain", "Ruth Lindqvist")


@pytest.fixture
def met(partnering: Five) -> MeetingDay:
    """The Performance Working Group met on 25 November, after the Core Group on the 19th; that meets on 9 December."""
    core = schedule(partnering.register, partnering.core, datetime(2026, 11, 19, 10), 120)
    hold(partnering, core, datetime(2026, 11, 19, 10), ("Nkechi Amadi", "Ruth Lindqvist"))
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    found = MeetingDay(
        partnering, schedule(partnering.register, partnering.performance, datetime(2026, 11, 25, 14), 60)
    )
    with partnering.register.write() as session:
        session.get_one(Meeting, found.meeting_id).items = [
            item(1, "Key Performance Indicators", "G6.2.1"),
            item(2, "Report to the Core Group", "G6.2.7"),
        ]
    hold(partnering, found.meeting_id, datetime(2026, 11, 25, 14), VOTERS, close=False)
    put(found, "Adopt the move-on form", Choice.FOR)
    put(found, "Move the rota to the Contractor", Choice.AGAINST, FollowOn.REFER_TO_CORE)
    meeting.save_notes(found.register, found.item(2).item_id, "Move-on is at **81%**.")
    give(found, "Ask the hostels")
    meeting.close_meeting(found.register, found.meeting_id)
    partnering.clock.now = datetime(2026, 11, 26, 9)
    return found


def item(position: int, title: str, clause: str) -> AgendaItem:
    return AgendaItem(
        position=position, title=title, kind=ItemKind.STANDING, purpose=Purpose.DECIDE, minutes=5, clause=clause
    )


def hold(five: Five, meeting_id: int, at: datetime, names: tuple[str, ...], *, close: bool = True) -> None:
    five.clock.now = at
    for one in meeting.room(five.register, meeting_id).people:
        if one.full_name in names:
            meeting.set_presence(five.register, one.attendance_id, Mark.PRESENT)
    meeting.open_meeting(five.register, meeting_id)
    five.clock.now = at.replace(minute=30)
    if close:
        meeting.close_meeting(five.register, meeting_id)


def put(day: MeetingDay, words: str, contractor: Choice, follow_on: FollowOn | None = None) -> None:
    choices = (Choice.FOR, contractor)
    votes = [
        Vote(party, choice, cast_by_id=day.five.people[name])
        for party, choice, name in zip(PartyRole, choices, VOTERS, strict=True)
    ]
    decisions.put(day.register, day.meeting_id, day.item(1).item_id, words, votes, follow_on=follow_on)


def give(day: MeetingDay, words: str) -> None:
    with day.register.write() as session:
        session.add(
            Action(
                partnering_id=day.register.partnering_id,
                group_id=day.five.performance,
                meeting_id=day.meeting_id,
                item_id=day.item(2).item_id,
                number=7,
                text=words,
                due=date(2026, 12, 4),
                recorded_at=day.register.now(),
                recorded_by=day.register.who,
            )
        )


def test_the_report_covers_what_the_group_did_since_the_core_group_met(met: MeetingDay) -> None:
    sheet = group_report_sheet(met.register, met.five.performance)
    assert sheet.header.reference == "CG/2026/02"
    assert sheet.header.when == "For the meeting of Wednesday 9 December 2026"
    assert sheet.covers == (
        "This report covers what the group did since CG/2026/01 of 19 November 2026 (Governance 6.2.7 to 6.2.9).",
    )
    assert [one.ref for one in sheet.meetings] == ["PW/2026/01"]
    assert [one.text for one in sheet.asked] == ["Move the rota to the Contractor"]
    assert [one.text for one in sheet.decisions] == ["Adopt the move-on form"]
    assert sheet.said == (("PW/2026/01, 25 November 2026", "Move-on is at **81%**."),)
    assert [(one.ref, one.text, one.due, one.state) for one in sheet.open] == [
        ("A-7", "Ask the hostels", "4 December 2026", "Open")
    ]


def test_what_the_core_group_is_asked_stands_first(met: MeetingDay) -> None:
    said = outline_text(group_report(met.register, met.five.performance))
    headings = ("Asked of the Core Group", "What the group reports", "Meetings and quorum", "Decisions", "Actions open")
    places = [said.index(f"{one}\n") for one in headings]
    assert places == sorted(places)
    assert "Recommendations" not in said


def test_for_the_meeting_before_it_covers_nothing_of_that(met: MeetingDay) -> None:
    sheet = group_report_sheet(met.register, met.five.performance, 1)
    assert sheet.header.reference == "CG/2026/01"
    assert (sheet.meetings, sheet.decisions, sheet.asked, sheet.open) == ((), (), (), ())
    assert sheet.covers[1] == "The group has held no meeting in that time."


def test_while_the_core_group_has_no_next_meeting_that_is_said(partnering: Five) -> None:
    sheet = group_report_sheet(partnering.register, partnering.performance)
    assert sheet.covers[0].startswith("This report covers what the group did from the beginning")
    assert sheet.covers[-1] == "The Core Group's next meeting is not in the calendar yet."


def test_a_copy_without_confidential_items_shows_gaps(met: MeetingDay) -> None:
    with met.register.write() as session:
        session.get_one(AgendaItem, met.item(2).item_id).confidential_because = "prices"
    sheet = group_report_sheet(met.register, met.five.performance, without_confidential=True)
    assert isinstance(sheet.said[0][1], Gap)
    assert "Ask the hostels" not in sheet.open[0].text


def test_only_a_working_group_reports_and_to_a_meeting_of_the_core_group(met: MeetingDay) -> None:
    with pytest.raises(Refusal, match="The Core Group is no Working Group"):
        group_report(met.register, met.five.core)
    with pytest.raises(Refusal, match="no meeting of the Core Group"):
        group_report(met.register, met.five.performance, met.meeting_id)
    assert [name for _, name in working_groups(met.register)] == ["Performance Working Group", "Property Working Group"]
    assert working_group(met.register, met.five.property) == met.five.property
    with pytest.raises(Refusal, match="Say which Working Group reports"):
        working_group(met.register, None)


def test_what_is_late_is_late_as_at_the_meeting_that_it_is_for(met: MeetingDay) -> None:
    met.five.clock.now = datetime(2026, 12, 9, 10)
    hold(met.five, 2, met.five.clock.now, ("Nkechi Amadi", "Ruth Lindqvist"))
    met.five.clock.now = datetime(2026, 12, 21, 9)
    (action,) = group_report_sheet(met.register, met.five.performance, 2).open
    assert action.state == "3 Working Days late"
