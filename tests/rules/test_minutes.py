from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.clause import G5_4_5, Refusal
from partnering_desk.rules.minutes import (
    agenda_deadline,
    clock,
    dispute_deadline,
    minutes_deadline,
    require_reason_if_late,
)
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.working_days import Nation, WorkingCalendar

ENGLAND = WorkingCalendar(Nation.ENGLAND)
READINGS = Settings()


def due(meeting: date) -> date:
    return minutes_deadline(ENGLAND, meeting, READINGS).date


# --- the worked dates --------------------------------------------------------------------------------------------


def test_minutes_of_a_wednesday_meeting_are_due_on_the_second_friday() -> None:
    assert due(date(2026, 11, 11)) == date(2026, 11, 20)


def test_minutes_of_a_meeting_before_christmas_are_due_on_new_years_eve() -> None:
    assert due(date(2026, 12, 18)) == date(2026, 12, 31)


def test_minutes_of_a_meeting_before_easter_wait_for_good_friday_and_easter_monday() -> None:
    assert due(date(2027, 3, 24)) == date(2027, 4, 6)


def test_day_1_after_a_saturday_meeting_is_monday() -> None:
    assert due(date(2027, 5, 8)) == date(2027, 5, 18)
    assert clock(ENGLAND, date(2027, 5, 8), date(2027, 5, 10), READINGS).day == 1


def test_a_dispute_for_tue_6_apr_2027_is_in_time_on_tue_30_mar_and_not_on_wed_31_mar() -> None:
    assert date(2027, 3, 30) <= dispute_deadline(ENGLAND, date(2027, 4, 6), READINGS).date < date(2027, 3, 31)


def test_the_agenda_of_fri_27_nov_2026_is_due_on_fri_20_nov() -> None:
    deadline = agenda_deadline(ENGLAND, date(2026, 11, 27), READINGS)
    assert deadline.date == date(2026, 11, 20)
    assert deadline.explanation.startswith("Fri 20 Nov 2026 is five Working Days before Fri 27 Nov 2026.")


def test_the_days_are_readings_of_the_partnering() -> None:
    other = Settings(minutes_working_days=10, agenda_working_days=3, dispute_working_days=4)
    assert minutes_deadline(ENGLAND, date(2026, 11, 11), other).date == date(2026, 11, 25)
    assert agenda_deadline(ENGLAND, date(2026, 11, 27), other).date == date(2026, 11, 24)
    assert dispute_deadline(ENGLAND, date(2026, 11, 27), other).date == date(2026, 11, 23)
    assert clock(ENGLAND, date(2026, 11, 11), date(2026, 11, 19), other).words == "day 6 of 10"


# --- the clock ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meeting", "today", "words"),
    [
        (date(2026, 11, 11), date(2026, 11, 10), "day 0 of 7"),
        (date(2026, 11, 11), date(2026, 11, 11), "day 0 of 7"),
        (date(2026, 11, 11), date(2026, 11, 12), "day 1 of 7"),
        (date(2026, 11, 11), date(2026, 11, 14), "day 2 of 7"),
        (date(2026, 11, 11), date(2026, 11, 19), "day 6 of 7"),
        (date(2026, 11, 11), date(2026, 11, 20), "day 7 of 7"),
        (date(2026, 11, 11), date(2026, 11, 21), "late since Fri 20 Nov"),
        (date(2026, 11, 11), date(2026, 11, 23), "1 Working Day late"),
        (date(2026, 11, 6), date(2026, 11, 19), "2 Working Days late"),
    ],
)
def test_the_clock_of_the_minutes(meeting: date, today: date, words: str) -> None:
    assert clock(ENGLAND, meeting, today, READINGS).words == words


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 60))
def test_minutes_are_late_from_the_day_after_the_last_and_never_before(meeting: date, ahead: int) -> None:
    today = meeting + timedelta(days=ahead)
    now = clock(ENGLAND, meeting, today, READINGS)
    assert now.late is (today > now.due.date)
    assert now.late or now.day <= now.of
    assert now.late_by == max(0, now.day - now.of)


@pytest.mark.parametrize(
    ("kept_from", "words"),
    [
        (date(2026, 11, 19), "1 Working Day late"),
        (date(2026, 11, 20), "1 Working Day late"),
        (date(2026, 11, 21), "before this record was kept"),
    ],
)
def test_minutes_that_were_due_before_the_record_was_kept_are_not_late(kept_from: date, words: str) -> None:
    now = clock(ENGLAND, date(2026, 11, 11), date(2026, 11, 23), READINGS, kept_from)
    assert (now.words, now.late, now.before_record) == (words, "late" in words, "before" in words)


def test_minutes_in_time_need_no_reason_and_late_ones_do() -> None:
    require_reason_if_late(ENGLAND, date(2026, 11, 11), date(2026, 11, 20), "", READINGS)
    require_reason_if_late(ENGLAND, date(2026, 11, 11), date(2026, 11, 23), "The chair was ill.", READINGS)
    with pytest.raises(Refusal) as refused:
        require_reason_if_late(ENGLAND, date(2026, 11, 11), date(2026, 11, 23), " ", READINGS)
    assert refused.value.sentence == (
        "These minutes were due on Fri 20 Nov and go out 1 Working Day late (Governance 5.4.5). Say why: the reason is "
        "kept with them."
    )
    assert refused.value.clause is G5_4_5
    with pytest.raises(Refusal, match="were due on Fri 20 Nov and go out late "):
        require_reason_if_late(ENGLAND, date(2026, 11, 11), date(2026, 11, 21), "", READINGS)
