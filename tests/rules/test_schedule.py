from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.schedule import Frequency, Proposal, Slot, choose_later, clashes, propose_dates
from partnering_desk.rules.working_days import Closure, Nation, WorkingCalendar

ENGLAND = WorkingCalendar(Nation.ENGLAND)


def free(day: date) -> None:
    """Nobody is busy on any day."""


def dates(frequency: Frequency, first: date, until: date) -> list[date]:
    return [one.date for one in propose_dates(frequency, first, until, ENGLAND, free)]


# --- series ------------------------------------------------------------------------------------------------------


def test_from_a_second_wednesday_follow_second_wednesdays() -> None:
    assert dates(Frequency.MONTHLY, date(2026, 9, 9), date(2026, 12, 31)) == [
        date(2026, 9, 9),
        date(2026, 10, 14),
        date(2026, 11, 11),
        date(2026, 12, 9),
    ]


def test_from_a_fifth_thursday_follow_the_last_of_each_month() -> None:
    assert dates(Frequency.MONTHLY, date(2026, 10, 29), date(2027, 1, 31)) == [
        date(2026, 10, 29),
        date(2026, 11, 26),
        date(2026, 12, 31),
        date(2027, 1, 28),
    ]


@pytest.mark.parametrize(
    ("frequency", "second"),
    [
        (Frequency.WEEKLY, date(2026, 9, 16)),
        (Frequency.FORTNIGHTLY, date(2026, 9, 23)),
        (Frequency.TWO_MONTHLY, date(2026, 11, 11)),
        (Frequency.QUARTERLY, date(2026, 12, 9)),
        (Frequency.HALF_YEARLY, date(2027, 3, 10)),
        (Frequency.YEARLY, date(2027, 9, 8)),
    ],
)
def test_each_frequency_goes_its_own_step(frequency: Frequency, second: date) -> None:
    assert dates(frequency, date(2026, 9, 9), second) == [date(2026, 9, 9), second]


def test_a_bank_holiday_moves_to_the_next_working_day_and_says_why() -> None:
    (moved,) = propose_dates(Frequency.MONTHLY, date(2027, 3, 26), date(2027, 3, 31), ENGLAND, free)
    assert moved == Proposal(date(2027, 3, 30), date(2027, 3, 26), "Good Friday")


def test_a_day_on_which_somebody_is_busy_moves_too() -> None:
    def busy(day: date) -> str | None:
        return "R. Lindqvist is at HSWG/2026/03" if day.day in (11, 12) else None

    (moved,) = propose_dates(Frequency.MONTHLY, date(2026, 11, 11), date(2026, 11, 30), ENGLAND, busy)
    assert moved == Proposal(date(2026, 11, 13), date(2026, 11, 11), "R. Lindqvist is at HSWG/2026/03")


def test_where_no_later_day_suits_an_earlier_one_is_proposed() -> None:
    closed = WorkingCalendar(Nation.ENGLAND, (Closure(date(2026, 12, 9), date(2026, 12, 31), "office closed"),))
    found = propose_dates(Frequency.MONTHLY, date(2026, 11, 11), date(2026, 12, 31), closed, free)
    assert found == (
        Proposal(date(2026, 11, 11)),
        Proposal(date(2026, 12, 8), date(2026, 12, 9), "office closed"),
    )


def test_where_no_day_suits_nothing_is_proposed() -> None:
    def always(day: date) -> str:
        return f"everybody is away on {day}"

    assert propose_dates(Frequency.WEEKLY, date(2026, 11, 11), date(2026, 11, 30), ENGLAND, always) == ()


@given(
    st.sampled_from(Frequency),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.sampled_from(Nation),
    st.sets(st.integers(1, 31), max_size=12),
)
def test_a_series_keeps_its_order_and_lies_on_days_that_suit(
    frequency: Frequency, first: date, nation: Nation, busy_days: set[int]
) -> None:
    calendar, until = WorkingCalendar(nation), date(2028, 6, 30)
    found = propose_dates(frequency, first, until, calendar, lambda day: "busy" if day.day in busy_days else None)
    on = [one.date for one in found]
    assert on == sorted(set(on))
    assert all(first <= day <= until and calendar.is_working_day(day) for day in on)
    assert not {day.day for day in on} & busy_days
    for one in found:
        assert (one.moved_from is None) is (one.reason == "")
        assert one.moved_from != one.date


# --- clashes -----------------------------------------------------------------------------------------------------

CORE = Slot(
    "CG/2026/06",
    datetime(2026, 11, 11, 10),
    datetime(2026, 11, 11, 12),
    "Town Hall, Room 3",
    ((6, "Ruth Lindqvist"), (7, "Tunde Osei")),
)
HOUSING = Slot(
    "HSWG/2026/03",
    datetime(2026, 11, 11, 11),
    datetime(2026, 11, 11, 13),
    "town hall room 3",
    ((7, "Tunde Osei"), (9, "Yetunde Adeyemi")),
)


def test_the_same_person_and_the_same_room_clash() -> None:
    (clash,) = clashes(CORE, [HOUSING])
    assert clash.words == (
        "T. Osei is called to HSWG/2026/03, 11:00–13:00. Town Hall, Room 3 is taken by HSWG/2026/03, 11:00–13:00."
    )


def test_two_people_are_called_elsewhere() -> None:
    elsewhere = replace(HOUSING, place="Arlington Road", people=CORE.people)
    (clash,) = clashes(CORE, [elsewhere])
    assert clash.words == "R. Lindqvist and T. Osei are called to HSWG/2026/03, 11:00–13:00."


def test_only_the_room_is_taken() -> None:
    (clash,) = clashes(replace(CORE, people=()), [HOUSING])
    assert clash.words == "Town Hall, Room 3 is taken by HSWG/2026/03, 11:00–13:00."


@pytest.mark.parametrize("place", ["", "online", "Online via Mumble", "Microsoft Teams"])
def test_what_is_no_room_is_never_taken(place: str) -> None:
    assert clashes(replace(CORE, place=place, people=()), [replace(HOUSING, place=place)]) == ()


def test_one_meeting_may_begin_when_another_ends() -> None:
    later = replace(HOUSING, start=CORE.end, end=datetime(2026, 11, 11, 14))
    assert clashes(CORE, [later]) == ()
    assert clashes(later, [CORE]) == ()


def test_a_meeting_does_not_clash_with_itself() -> None:
    assert clashes(CORE, [replace(CORE, start=datetime(2026, 11, 11, 11))]) == ()


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (datetime(2026, 11, 18, 23, 59), "Wed 18 Nov 2026 has passed. Choose a day from today on, or untick it."),
        (datetime(2026, 11, 19, 0, 0), "00:00 today has passed. Choose a later time, or untick it."),
        (datetime(2026, 11, 19, 10, 42), "10:42 today has passed. Choose a later time, or untick it."),
    ],
)
def test_of_today_a_time_has_passed_and_of_another_day_the_day(start: datetime, words: str) -> None:
    assert choose_later(start, datetime(2026, 11, 19, 10, 42), "or untick it") == words
