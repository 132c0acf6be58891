"""The parts of a meeting's screen by themselves: lines of the agenda, band, sides, and what becomes of a decision."""

from dataclasses import replace
from datetime import datetime

from pytestqt.qtbot import QtBot

from partnering_desk.app import meeting
from partnering_desk.app.meeting import finish_item, start_item
from partnering_desk.records.models import ItemState
from partnering_desk.ui.meetings.agenda_lines import agenda_lines
from partnering_desk.ui.meetings.meet import MeetPage
from partnering_desk.ui.meetings.quorum_band import QuorumBandView
from partnering_desk.ui.meetings.two_beside import TwoBeside
from partnering_desk.ui.widgets.text import label
from tests.app.meeting_day import MeetingDay, at
from tests.ui.showing import wait_for_answer


def test_each_line_of_the_agenda_says_how_far_it_is(day: MeetingDay) -> None:
    day.everybody_in()
    start_item(day.register, day.item(2).item_id)
    signs = [(one.sign, one.said, one.time) for one in agenda_lines(day.room(), at("10:14"))]
    assert signs[:3] == [("✓", "done", "2'"), ("▶", "on now", "12 / 20'"), ("", "to come", "10'")]
    finish_item(day.register, day.item(2).item_id)
    meeting.close_meeting(day.register, day.meeting_id)
    assert agenda_lines(day.room(), at("10:14"))[2].said == "to the next agenda"


def test_a_deferred_item_goes_to_the_next_agenda(day: MeetingDay) -> None:
    day.everybody_in()
    finish_item(day.register, day.item(1).item_id)
    room = day.room()
    items = (replace(room.items[0], state=ItemState.DEFERRED), *room.items[1:])
    assert agenda_lines(replace(room, items=items), at("10:14"))[0].said == "deferred"


def test_the_remark_of_the_band_goes_under_it_where_it_is_narrow(day: MeetingDay, qtbot: QtBot) -> None:
    day.everybody_in()
    band = QuorumBandView()
    qtbot.addWidget(band)
    band.show_band(meeting.quorum_now(day.register, day.meeting_id))
    band.resize(1200, 40)
    band.show()
    high = band.heightForWidth(1200)
    band.resize(500, 40)
    assert band.heightForWidth(500) > high
    assert band.property("tone") == "good"
    band.hide()


def test_two_things_go_under_one_another_where_it_is_narrow(qtbot: QtBot) -> None:
    pair = TwoBeside(label("one"), label("two"))
    qtbot.addWidget(pair)
    pair.resize(700, 50)
    pair.show()
    wide = pair.sizeHint().height()
    pair.resize(200, 50)
    assert pair.sizeHint().height() > wide
    pair.hide()


def test_the_people_go_under_the_agenda_where_it_is_narrow(page: MeetPage, day: MeetingDay, qtbot: QtBot) -> None:
    assert page.people.pos().x() > page.agenda.pos().x()
    page.resize(800, 900)
    qtbot.waitUntil(lambda: page.people.pos().y() > page.agenda.pos().y())
    assert page.people.pos().x() == page.agenda.pos().x()
    assert page.agenda.keys.isHidden()


def test_the_last_item_says_when_the_group_meets_next(page: MeetPage, day: MeetingDay) -> None:
    page.show_item(day.item(4).item_id)
    assert page.item.source.text() == "No date is settled yet."
    meeting.set_next_date(day.register, day.meeting_id, datetime(2026, 12, 10, 10))
    wait_for_answer(page)
    assert page.item.source.text().startswith("CG/2026/02, Thu 10 Dec 2026 at 10:00")
