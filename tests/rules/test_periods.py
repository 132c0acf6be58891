from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.periods import owed_from
from partnering_desk.rules.schedule import Frequency, add_months, gap, periods, pre_commencement_months

frequencies = st.sampled_from(Frequency)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_frequencies_in_words() -> None:
    assert [one.words for one in Frequency] == [
        "weekly",
        "fortnightly",
        "monthly",
        "every two months",
        "quarterly",
        "half-yearly",
        "yearly",
    ]
    assert Frequency.HALF_YEARLY.period == "half-year"


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 11, 15), -11, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_on(day: date, number: int, later: date) -> None:
    assert add_months(day, number) == later


@pytest.mark.parametrize(
    ("frequency", "first", "label"),
    [
        (Frequency.MONTHLY, date(2026, 11, 1), "November 2026"),
        (Frequency.QUARTERLY, date(2026, 9, 1), "September to November 2026"),
        (Frequency.QUARTERLY, date(2026, 12, 1), "December 2026 to February 2027"),
        (Frequency.MONTHLY, date(2026, 11, 2), "2 Nov to 1 Dec 2026"),
        (Frequency.QUARTERLY, date(2026, 11, 2), "2 Nov 2026 to 1 Feb 2027"),
        (Frequency.WEEKLY, date(2026, 11, 2), "2 Nov to 8 Nov 2026"),
        (Frequency.FORTNIGHTLY, date(2026, 11, 2), "2 Nov to 15 Nov 2026"),
    ],
)
def test_periods_are_called_by_their_months_or_days(frequency: Frequency, first: date, label: str) -> None:
    assert periods(frequency, first, first)[0].label == label


@given(frequencies, days, days)
def test_periods_follow_each_other_and_cover_the_time(frequency: Frequency, first: date, last: date) -> None:
    found = periods(frequency, first, last)
    assert bool(found) is (first <= last)
    if found:
        assert found[0].first == first
        assert found[-1].first <= last <= found[-1].last
    for earlier, later in pairwise(found):
        assert later.first == earlier.last + timedelta(days=1)


# --- gaps between meetings required and meetings held ------------------------------------------------------------


def test_a_quarter_without_a_meeting_is_a_gap() -> None:
    met = [date(2026, 3, 1), date(2026, 8, 31)]
    (found,) = gap(Frequency.QUARTERLY, met, date(2026, 3, 1), date(2026, 11, 19))
    assert (found.period.first, found.period.last) == (date(2026, 9, 1), date(2026, 11, 30))
    assert found.title("Property Working Group", date(2026, 11, 19)) == (
        "No meeting of Property Working Group this quarter"
    )
    assert found.title("Property Working Group", date(2026, 12, 1)) == (
        "No meeting of Property Working Group in September to November 2026"
    )


def test_two_months_without_a_meeting_are_said_as_two() -> None:
    (found,) = gap(Frequency.TWO_MONTHLY, [], date(2026, 11, 1), date(2026, 11, 19))
    assert found.title("Core Group", date(2026, 11, 19)) == "No meeting of Core Group in these two months"


@given(frequencies, days, days, st.lists(days, max_size=20))
def test_every_period_has_a_meeting_or_is_a_gap(frequency: Frequency, first: date, last: date, met: list[date]) -> None:
    gaps = {one.period for one in gap(frequency, met, first, last)}
    for period in periods(frequency, first, last):
        assert (period in gaps) is not any(period.holds(day) for day in met)


@pytest.mark.parametrize(
    ("kept_from", "labels"),
    [
        (date(2026, 9, 30), ["September 2026", "October 2026", "November 2026"]),
        (date(2026, 10, 1), ["October 2026", "November 2026"]),
        (date(2026, 10, 2), ["October 2026", "November 2026"]),
        (date(2026, 10, 31), ["October 2026", "November 2026"]),
        (date(2026, 11, 1), ["November 2026"]),
    ],
)
def test_a_period_is_owed_by_a_record_that_is_kept_on_its_last_day(kept_from: date, labels: list[str]) -> None:
    gaps = gap(Frequency.MONTHLY, [], date(2026, 9, 1), date(2026, 11, 19))
    assert [one.period.label for one in owed_from(kept_from, gaps)] == labels


# --- before commencement (Governance 3) --------------------------------------------------------------------------


def missing(effective: date, commencement: date, *met: date) -> list[str]:
    return [one.period.label for one in pre_commencement_months(effective, commencement, met)]


def test_every_calendar_month_before_commencement_has_a_meeting() -> None:
    effective, commencement = date(2026, 1, 15), date(2026, 4, 1)
    assert missing(effective, commencement) == ["January 2026", "February 2026", "March 2026"]
    assert missing(effective, commencement, date(2026, 1, 31), date(2026, 3, 31)) == ["February 2026"]


def test_a_meeting_before_the_effective_date_or_from_commencement_on_meets_no_month() -> None:
    effective, commencement = date(2026, 1, 15), date(2026, 2, 10)
    assert missing(effective, commencement, date(2026, 1, 14), date(2026, 2, 10)) == ["January 2026", "February 2026"]
    assert missing(effective, commencement, date(2026, 1, 15), date(2026, 2, 9)) == []


def test_where_the_contract_commences_at_once_no_meeting_is_owed() -> None:
    assert missing(date(2026, 4, 1), date(2026, 4, 1)) == []


def test_a_month_without_a_meeting_is_said_in_words() -> None:
    (found,) = pre_commencement_months(date(2026, 1, 15), date(2026, 2, 1), [])
    assert found.title("the Pre-Commencement Meeting Group", date(2026, 1, 20)) == (
        "No meeting of the Pre-Commencement Meeting Group this month"
    )
