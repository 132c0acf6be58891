from datetime import date, datetime, time, timedelta

import pytest

from partnering_desk.rules import wording


def test_dates_are_shown_as_the_design_shows_them() -> None:
    day = date(2026, 12, 4)
    assert wording.show_date(day) == "Fri 4 Dec 2026"
    assert wording.show_short(day) == "Fri 4 Dec"
    assert wording.show_day_month(day) == "4 Dec"
    assert wording.show_day(date(2026, 11, 11)) == "11 November 2026"
    assert wording.show_long(date(2026, 11, 11)) == "Wednesday 11 November 2026"
    assert wording.show_month(day) == "December 2026"


def test_times_are_shown_to_the_minute() -> None:
    assert wording.show_time(time(10, 2, 59)) == "10:02"
    assert wording.show_time(datetime(2026, 11, 11, 5, 30)) == "05:30"
    assert wording.show_times(time(10, 2), time(11, 48)) == "10:02–11:48"
    assert wording.show_moment(datetime(2026, 12, 4, 10, 2)) == "Fri 4 Dec 2026, 10:02"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (125, "2 hours 5 minutes")],
)
def test_lengths_of_time_are_said_in_hours_and_minutes(minutes: int, words: str) -> None:
    assert wording.show_minutes(timedelta(minutes=minutes)) == words


def test_several_words_are_joined_as_in_a_sentence() -> None:
    assert wording.join_words([]) == ""
    assert wording.join_words(["a"]) == "a"
    assert wording.join_words(["a", "b"]) == "a and b"
    assert wording.join_words(["a", "b", "c"]) == "a, b and c"
    assert wording.join_words(["a", "b"], "or") == "a or b"


def test_a_number_comes_with_its_noun() -> None:
    assert wording.count(1, "action") == "1 action"
    assert wording.count(3, "action") == "3 actions"
    assert wording.count(0, "party", "parties") == "0 parties"
    assert wording.plural(2, "person", "people") == "people"
    assert wording.count_word(1, "Working Day") == "one Working Day"
    assert wording.count_word(7, "Working Day") == "seven Working Days"
    assert wording.number_word(0) == "no"
    assert wording.number_word(12) == "twelve"
    assert wording.number_word(13) == "13"
    assert wording.number_word(-1) == "-1"


def test_only_the_first_letter_becomes_large() -> None:
    assert wording.sentence_case("seven Working Days") == "Seven Working Days"
    assert wording.sentence_case("") == ""
