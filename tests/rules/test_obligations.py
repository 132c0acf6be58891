from dataclasses import replace
from datetime import date

import pytest

from partnering_desk.rules.clause import G5_4_5
from partnering_desk.rules.obligations import Bucket, Kind, Obligation, bucket, due_words, soonest_first
from partnering_desk.rules.working_days import Nation, WorkingCalendar

ENGLAND = WorkingCalendar(Nation.ENGLAND)
TODAY = date(2026, 11, 19)
MINUTES = Obligation(
    kind=Kind.MINUTES,
    title="Minutes of Core Group, 11 Nov",
    detail="Day 6 of 7. Two items have no notes.",
    clause=G5_4_5,
    due=date(2026, 11, 20),
    counted=ENGLAND.after(date(2026, 11, 11), 7),
    button="Finish minutes",
    place="meetings",
    subject=6,
)


@pytest.mark.parametrize(
    ("due", "where"),
    [
        (date(2026, 11, 18), Bucket.LATE),
        (date(2026, 11, 19), Bucket.THIS_WEEK),
        (date(2026, 11, 20), Bucket.THIS_WEEK),
        (date(2026, 11, 22), Bucket.THIS_WEEK),
        (date(2026, 11, 23), Bucket.COMING),
        (None, Bucket.COMING),
    ],
)
def test_where_an_obligation_stands_on_the_desk(due: date | None, where: Bucket) -> None:
    assert bucket(replace(MINUTES, due=due), TODAY) is where


def test_the_parts_of_the_desk() -> None:
    assert [one.words for one in Bucket] == ["Late", "This week", "Coming"]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 17), "2 Working Days late"),
        (date(2026, 11, 18), "1 Working Day late"),
        (date(2026, 11, 19), "due today"),
        (date(2026, 11, 20), "due tomorrow"),
        (date(2026, 11, 21), "Sat 21 Nov"),
        (date(2026, 11, 25), "Wed 25 Nov"),
        (date(2026, 11, 26), "26 Nov"),
        (date(2026, 12, 9), "9 Dec"),
        (date(2027, 1, 9), "9 Jan 2027"),
        (None, "gap"),
    ],
)
def test_when_something_is_due_in_the_fewest_words(due: date | None, words: str) -> None:
    assert due_words(due, TODAY, ENGLAND) == words


def test_what_may_be_done_on_any_day_up_to_its_date_says_by() -> None:
    assert due_words(date(2026, 11, 30), TODAY, ENGLAND, by=True) == "by 30 Nov"
    assert due_words(date(2027, 1, 30), TODAY, ENGLAND, by=True) == "by 30 Jan 2027"
    assert due_words(date(2026, 11, 20), TODAY, ENGLAND, by=True) == "due tomorrow"


def test_what_was_due_on_friday_is_late_on_saturday_without_a_working_day() -> None:
    assert due_words(date(2026, 11, 20), date(2026, 11, 21), ENGLAND) == "late since Fri 20 Nov"


def test_soonest_first_and_what_has_no_date_last() -> None:
    gap = replace(MINUTES, kind=Kind.COUNTERPART, due=None)
    agenda = replace(MINUTES, kind=Kind.AGENDA)
    late = replace(MINUTES, due=date(2026, 11, 17))
    assert soonest_first([gap, agenda, MINUTES, late]) == (late, MINUTES, agenda, gap)
