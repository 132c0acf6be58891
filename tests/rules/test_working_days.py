import json
from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.working_days import Closure, CountedDate, Nation, WorkingCalendar

ENGLAND = WorkingCalendar(Nation.ENGLAND)
DAY = timedelta(days=1)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
lengths = st.integers(1, 40)
closures = st.builds(
    lambda first, length: Closure(first, first + DAY * length, "office closed"), days, st.integers(0, 20)
)
calendars = st.builds(WorkingCalendar, st.sampled_from(Nation), st.lists(closures, max_size=4).map(tuple))


def every_day(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


# --- what is a Working Day ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nation", "day", "reason"),
    [
        (Nation.ENGLAND, date(2026, 11, 11), None),
        (Nation.ENGLAND, date(2026, 11, 14), "Saturday"),
        (Nation.ENGLAND, date(2026, 11, 15), "Sunday"),
        (Nation.ENGLAND, date(2027, 3, 26), "Good Friday"),
        (Nation.WALES, date(2027, 3, 29), "Easter Monday"),
        (Nation.SCOTLAND, date(2027, 3, 29), None),
        (Nation.ENGLAND, date(2026, 12, 28), "substitute day for Boxing Day"),
        (Nation.ENGLAND, date(2026, 12, 26), "Saturday"),
        (Nation.ENGLAND, date(2027, 5, 31), "Spring bank holiday"),
        (Nation.ENGLAND, date(2026, 11, 30), None),
        (Nation.SCOTLAND, date(2026, 11, 30), "Saint Andrew's Day"),
        (Nation.SCOTLAND, date(2028, 1, 3), "substitute day for New Year's Day"),
        (Nation.NORTHERN_IRELAND, date(2026, 3, 17), "Saint Patrick's Day"),
        (Nation.ENGLAND, date(2026, 3, 17), None),
        (Nation.NORTHERN_IRELAND, date(2026, 7, 13), "substitute day for Battle of the Boyne"),
    ],
)
def test_why_a_day_is_no_working_day(nation: Nation, day: date, reason: str | None) -> None:
    calendar = WorkingCalendar(nation)
    assert calendar.why_not(day) == reason
    assert calendar.is_working_day(day) is (reason is None)


def test_nations_are_called_by_their_names() -> None:
    assert [nation.words for nation in Nation] == ["England", "Wales", "Scotland", "Northern Ireland"]


def test_a_closure_closes_its_first_and_its_last_day_and_no_other() -> None:
    calendar = WorkingCalendar(Nation.ENGLAND, (Closure(date(2026, 12, 21), date(2026, 12, 24), "town hall closed"),))
    assert calendar.is_working_day(date(2026, 12, 18))
    assert calendar.why_not(date(2026, 12, 21)) == "town hall closed"
    assert calendar.why_not(date(2026, 12, 24)) == "town hall closed"
    assert calendar.why_not(date(2026, 12, 25)) == "Christmas Day"
    assert calendar.is_working_day(date(2026, 12, 29))


def test_a_closure_in_the_wrong_order_or_without_a_reason_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Closure(date(2026, 12, 24), date(2026, 12, 21), "closed")
    assert refused.value.sentence == (
        "The closure ends on Mon 21 Dec 2026, before it starts on Thu 24 Dec 2026. Put the dates right."
    )
    with pytest.raises(Refusal, match="Say why these days are closed"):
        Closure(date(2026, 12, 24), date(2026, 12, 24), " ")


@pytest.mark.parametrize(
    ("nation", "division"),
    [
        (Nation.ENGLAND, "england-and-wales"),
        (Nation.WALES, "england-and-wales"),
        (Nation.SCOTLAND, "scotland"),
        (Nation.NORTHERN_IRELAND, "northern-ireland"),
    ],
)
def test_every_weekday_of_2012_to_2028_is_as_gov_uk_publishes_it(nation: Nation, division: str) -> None:
    shipped = files("govuk_bank_holidays").joinpath("bank-holidays.json").read_text("utf-8")
    published = {date.fromisoformat(one["date"]) for one in json.loads(shipped)[division]["events"]}
    assert min(published).year <= 2012
    calendar = WorkingCalendar(nation)
    differing = {
        day
        for day in every_day(date(2012, 1, 1), date(2028, 12, 31))
        if day.weekday() < 5 and calendar.is_working_day(day) == (day in published)
    }
    # GOV.UK's file, as the package ships it, lacks the holiday proclaimed for Scotland in 2026.
    assert differing == ({date(2026, 6, 15)} if nation is Nation.SCOTLAND else set())


# --- counting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 11), 7, date(2026, 11, 20)),
        (date(2026, 12, 18), 7, date(2026, 12, 31)),
        (date(2027, 3, 24), 7, date(2027, 4, 6)),
        (date(2027, 5, 8), 7, date(2027, 5, 18)),
        (date(2027, 5, 8), 1, date(2027, 5, 10)),
    ],
)
def test_working_days_after(start: date, days: int, end: date) -> None:
    assert ENGLAND.after(start, days).date == end


def test_five_working_days_before_tue_6_apr_2027_is_tue_30_mar() -> None:
    assert ENGLAND.before(date(2027, 4, 6), 5).date == date(2027, 3, 30)


def test_no_days_at_all_is_the_day_itself_and_fewer_is_a_mistake() -> None:
    assert ENGLAND.after(date(2026, 12, 25), 0).date == date(2026, 12, 25)
    assert ENGLAND.after(date(2026, 12, 25), 0).explanation == "Fri 25 Dec 2026 is the day itself."
    with pytest.raises(ValueError, match="-1"):
        ENGLAND.before(date(2026, 12, 25), -1)


def test_working_days_between_two_days_leave_the_first_out() -> None:
    assert ENGLAND.working_days_between(date(2026, 11, 17), date(2026, 11, 19)) == 2
    assert ENGLAND.working_days_between(date(2026, 11, 19), date(2026, 11, 17)) == -2
    assert ENGLAND.working_days_between(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert ENGLAND.working_days_between(date(2026, 11, 20), date(2026, 11, 20)) == 0


# --- explaining --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "explanation"),
    [
        (
            ENGLAND.after(date(2026, 12, 18), 7),
            "Thu 31 Dec 2026 is seven Working Days after Fri 18 Dec 2026. Weekends, Fri 25 Dec (Christmas Day) and "
            "Mon 28 Dec (substitute day for Boxing Day) do not count.",
        ),
        (
            ENGLAND.before(date(2027, 4, 6), 5),
            "Tue 30 Mar 2027 is five Working Days before Tue 6 Apr 2027. Weekends do not count.",
        ),
        (
            ENGLAND.after(date(2026, 11, 9), 1),
            "Tue 10 Nov 2026 is one Working Day after Mon 9 Nov 2026.",
        ),
        (
            WorkingCalendar(Nation.ENGLAND, (Closure(date(2026, 11, 10), date(2026, 11, 10), "election"),)).after(
                date(2026, 11, 9), 1
            ),
            "Wed 11 Nov 2026 is one Working Day after Mon 9 Nov 2026. Tue 10 Nov (election) does not count.",
        ),
        (
            WorkingCalendar(Nation.ENGLAND, (Closure(date(2026, 11, 10), date(2026, 11, 11), "election"),)).after(
                date(2026, 11, 9), 1
            ),
            "Thu 12 Nov 2026 is one Working Day after Mon 9 Nov 2026. Tue 10 Nov and Wed 11 Nov (election) "
            "do not count.",
        ),
        (
            WorkingCalendar(Nation.ENGLAND, (Closure(date(2026, 12, 21), date(2027, 1, 8), "office closed"),)).before(
                date(2027, 1, 11), 1
            ),
            "Fri 18 Dec 2026 is one Working Day before Mon 11 Jan 2027. Weekends, Mon 21 Dec to Thu 24 Dec (office "
            "closed), Fri 25 Dec (Christmas Day), Mon 28 Dec (substitute day for Boxing Day), Tue 29 Dec to Thu 31 Dec "
            "(office closed), Fri 1 Jan (New Year's Day) and Mon 4 Jan to Fri 8 Jan (office closed) do not count.",
        ),
    ],
)
def test_a_counted_date_explains_itself(counted: CountedDate, explanation: str) -> None:
    assert counted.explanation == explanation


# --- what always holds -------------------------------------------------------------------------------------------


@given(calendars, days, lengths)
def test_counting_lands_on_a_working_day(calendar: WorkingCalendar, start: date, number: int) -> None:
    assert calendar.is_working_day(calendar.after(start, number).date)
    assert calendar.is_working_day(calendar.before(start, number).date)


@given(calendars, days, lengths)
def test_counting_back_undoes_counting_forward(calendar: WorkingCalendar, day: date, number: int) -> None:
    start = calendar.after(day, 1).date
    assert calendar.before(calendar.after(start, number).date, number).date == start
    assert calendar.after(calendar.before(start, number).date, number).date == start


@given(calendars, days, lengths)
def test_as_many_working_days_lie_between_as_were_counted(calendar: WorkingCalendar, start: date, number: int) -> None:
    end = calendar.after(start, number).date
    assert calendar.working_days_between(start, end) == number
    assert calendar.working_days_between(end, start) == -number


@given(calendars, days, lengths)
def test_more_days_and_later_starts_never_land_earlier(calendar: WorkingCalendar, start: date, number: int) -> None:
    end = calendar.after(start, number).date
    assert calendar.after(start, number + 1).date > end
    assert calendar.after(start + DAY, number).date >= end


@given(calendars, days, lengths, closures)
def test_a_closure_never_brings_a_date_forward(
    calendar: WorkingCalendar, start: date, number: int, closure: Closure
) -> None:
    closed = WorkingCalendar(calendar.nation, (*calendar.closures, closure))
    assert closed.after(start, number).date >= calendar.after(start, number).date
    assert closed.before(start, number).date <= calendar.before(start, number).date


@given(calendars, days, lengths)
def test_every_day_on_the_way_is_counted_skipped_or_weekend(
    calendar: WorkingCalendar, start: date, number: int
) -> None:
    counted = calendar.after(start, number)
    on_the_way = list(every_day(start + DAY, counted.date))
    skipped = dict(counted.skipped)
    assert sum(calendar.is_working_day(day) for day in on_the_way) == number
    assert all(calendar.why_not(day) == reason for day, reason in skipped.items())
    assert all(day in skipped for day in on_the_way if day.weekday() < 5 and not calendar.is_working_day(day))
