"""The planner's days: what each is, and what lies on it."""

from datetime import date, datetime, time

import pytest

from partnering_desk.app.parties import keep_from
from partnering_desk.app.planner import days, days_before_record, days_off, groups, month, month_later, year
from partnering_desk.app.register import Register, create_register
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import Closure
from tests.app.five import Five


def test_a_day_says_what_it_is_and_what_lies_on_it(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 11, 11, 10), 120)
    (day,) = days(partnering.register, date(2026, 11, 11), date(2026, 11, 11))
    assert day.words == "Wed 11 November 2026, Core Group 10:00, Working Day"
    (meeting,) = day.meetings
    assert meeting.detail == ("CG/2026/01 Core Group, 10:00–12:00, Kensington Town Hall, Room 3, Planned")


def test_bank_holidays_are_named_and_weekends_are_not(partnering: Five) -> None:
    christmas, boxing, sunday = days(partnering.register, date(2026, 12, 25), date(2026, 12, 27))
    assert christmas.words == "Fri 25 December 2026, Christmas Day, not a Working Day"
    assert sunday.words == "Sun 27 December 2026, not a Working Day"
    assert (christmas.named, boxing.named, sunday.named) == ("Christmas Day", "", "")


def test_days_off_are_told_in_words_and_runs_of_them_together(partnering: Five) -> None:
    with partnering.register.write() as session:
        session.add(
            Closure(
                partnering_id=partnering.register.partnering_id,
                first=date(2026, 12, 29),
                last=date(2026, 12, 31),
                reason="offices closed",
            )
        )
    shown = days(partnering.register, date(2026, 12, 21), date(2027, 1, 3))
    assert days_off(shown) == (
        "Christmas Day 25 Dec, substitute day for Boxing Day 28 Dec, offices closed 29 Dec to 31 Dec "
        "and New Year's Day 1 Jan"
    )


def test_today_is_said(partnering: Five) -> None:
    (day,) = days(partnering.register, date(2026, 11, 19), date(2026, 11, 19))
    assert day.words == "Thu 19 November 2026, today, Working Day"


def test_a_cancelled_meeting_stays_in_sight_and_cannot_be_moved(partnering: Five) -> None:
    off = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    cancel(partnering.register, off, "Not enough business")
    (day,) = days(partnering.register, date(2026, 12, 9), date(2026, 12, 9))
    assert day.words == "Wed 9 December 2026, Core Group 10:00, cancelled, Working Day"
    assert not day.meetings[0].movable


def test_a_month_is_six_weeks_from_a_monday_on(partnering: Five) -> None:
    shown = month(partnering.register, 2026, 11)
    assert (shown[0].date, shown[-1].date) == (date(2026, 10, 26), date(2026, 12, 6))


def test_a_year_is_all_its_days(partnering: Five) -> None:
    assert len(year(partnering.register, 2028)) == 366


def test_meetings_of_a_day_come_in_order_of_time(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 14), 120)
    schedule(partnering.register, partnering.performance, datetime(2026, 12, 9, 10), 120)
    (day,) = days(partnering.register, date(2026, 12, 9), date(2026, 12, 9))
    assert [one.code for one in day.meetings] == ["PW", "CG"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 11, 19), 12, date(2027, 11, 19)),
    ],
)
def test_months_later_keep_the_day_where_there_is_one(day: date, months: int, then: date) -> None:
    assert month_later(day, months) == then


def test_groups_bring_what_a_new_meeting_starts_from(partnering: Five) -> None:
    first = groups(partnering.register)[0]
    assert (first.name, first.code, first.frequency) == ("Core Group", "CG", "monthly")
    assert (first.usual_start, first.usual_minutes) == (time(10), 120)


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return create_register(tmp_path_factory.mktemp("empty") / "empty.desk")


def test_a_register_without_a_partnering_has_no_days(empty: Register) -> None:
    assert days(empty, date(2026, 11, 19), date(2026, 11, 20)) == ()
    assert groups(empty) == []
    empty.close()


def test_days_before_the_record_was_kept_say_so(partnering: Five) -> None:
    keep_from(partnering.register, date(2026, 11, 12), "the paper minutes end there")
    before, first = days(partnering.register, date(2026, 11, 11), date(2026, 11, 12))
    assert before.words == "Wed 11 November 2026, Working Day, before this record was kept"
    assert first.words == "Thu 12 November 2026, Working Day"
    assert days_before_record([before, first]) == "Up to 11 November 2026 is before this record was kept."
    assert days_before_record([first]) == ""
