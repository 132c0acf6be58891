"""What the screen of a meeting is told: items with their papers, actions, people, and the band."""

from datetime import date

import pytest

from partnering_desk.app import meeting
from partnering_desk.app.actions import keep
from partnering_desk.app.attendance import Mark
from partnering_desk.app.here import people_now
from partnering_desk.app.typed import read_action
from partnering_desk.records.models import AgendaItem, GroupOffice, Office, Paper
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, at, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    return call_meeting(partnering)


def paper(day: MeetingDay, filename: str, number: int, pages: int | None) -> Paper:
    return Paper(
        group_id=day.five.core,
        item_id=day.item(2).item_id,
        ref=f"CG/26/{number}",
        year=2026,
        number=number,
        title="Performance",
        filename=filename,
        media_type="application/pdf",
        size=10,
        pages=pages,
        sha256="0" * 64,
        added_at=at("09:00"),
        added_by="M. Okafor",
    )


def test_the_line_under_an_item_names_presenter_papers_and_why_it_is_confidential(day: MeetingDay) -> None:
    with day.register.write() as session:
        item = session.get_one(AgendaItem, day.item(2).item_id)
        item.presenter_id = day.five.people["Ruth Lindqvist"]
        item.confidential_because = "personal data"
        session.add_all([paper(day, "q2.pdf", 31, 6), paper(day, "notes", 32, None)])
    assert day.item(2).under == (
        "For decision · presented by R. Lindqvist · paper CG/26/31 (PDF, 6 pages) · paper CG/26/32 (file) · "
        "confidential: personal data"
    )


def test_actions_show_owners_in_the_register_and_as_written(day: MeetingDay) -> None:
    day.everybody_in()
    for text in ("Report / Lindqvist, Smith / 18 jan", "Write / Rahman / next meeting", "Look"):
        typed = read_action(text, day.room().candidates, day.register.today())
        keep(day.register, day.meeting_id, day.item(2).item_id, typed)
    assert [(one.ref, one.owners, one.due) for one in day.item(2).actions] == [
        ("A-1", "R. Lindqvist and Smith", "by 18 Jan 2027"),
        ("A-2", "S. Rahman", "next meeting"),
        ("A-3", "", ""),
    ]


def test_what_was_just_marked_is_known_without_the_rest(day: MeetingDay) -> None:
    day.everybody_in()
    day.mark("Máire O’Dunne", Mark.LEFT)
    assert people_now(day.register, day.meeting_id, day.room().chair_id) == day.room().people


def test_a_break_before_the_item_takes_nothing_from_it(day: MeetingDay) -> None:
    day.everybody_in()
    meeting.adjourn(day.register, day.meeting_id)
    day.clock("10:20")
    meeting.resume(day.register, day.meeting_id)
    meeting.start_item(day.register, day.item(2).item_id)
    room = day.room()
    assert room.time_words(room.items[1], at("10:25")) == "5 / 20'"


def test_a_group_without_a_chair_says_so_when_somebody_takes_it(day: MeetingDay) -> None:
    with day.register.write() as session:
        for office in session.query(GroupOffice).filter(GroupOffice.office == Office.CHAIR):
            office.ends = date(2026, 1, 1)
    day.everybody_in()
    assert (day.room().chair, day.room().chaired_by) == ("", "")
    meeting.take_chair(day.register, day.meeting_id, day.five.people["Sadia Rahman"])
    assert day.room().chaired_by == "S. Rahman"


def test_a_meeting_that_is_not_there_is_refused(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="not in this register"):
        meeting.room(day.register, 99)
