"""What people type, read as it was meant."""

from datetime import date, time

import pytest

from partnering_desk.app.typed import Candidate, read_action, read_date, read_people, read_time
from partnering_desk.rules.clause import Refusal

THURSDAY = date(2026, 11, 19)

PEOPLE = (
    Candidate(1, "Nkechi Amadi"),
    Candidate(2, "Ruth Lindqvist"),
    Candidate(3, "Tunde Oṣei"),
    Candidate(4, "Máire O’Dunne"),
    Candidate(5, "Aoife Ní Bhriain"),
    Candidate(6, "Ruth Okonkwo"),
    Candidate(7, "Paweł Nowakowski"),
    Candidate(8, "Toni Whitcombe-Hughes"),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 dec", date(2026, 12, 4)),
        ("4 Dec 2026", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("Fri 4 Dec 2026", date(2026, 12, 4)),
        ("Friday, 4 December", date(2026, 12, 4)),
        ("dec 4", date(2026, 12, 4)),
        ("4/12", date(2026, 12, 4)),
        ("4/12/26", date(2026, 12, 4)),
        ("01.12.2026", date(2026, 12, 1)),
        ("2026-12-04", date(2026, 12, 4)),
        ("19 nov", THURSDAY),
        ("18 nov", date(2027, 11, 18)),
        ("17 Sept", date(2027, 9, 17)),
        ("29 feb", date(2028, 2, 29)),
        ("the 3rd", date(2026, 12, 3)),
        ("31", date(2026, 12, 31)),
        ("today", THURSDAY),
        ("tomorrow", date(2026, 11, 20)),
        ("tue", date(2026, 11, 24)),
        ("next tue", date(2026, 11, 24)),
        ("fri", date(2026, 11, 20)),
        ("next friday", date(2026, 11, 27)),
        ("thu", date(2026, 11, 26)),
        ("in 2 weeks", date(2026, 12, 3)),
        ("a week", date(2026, 11, 26)),
        ("next week", date(2026, 11, 26)),
        ("in 3 months", date(2027, 2, 19)),
        ("end of month", date(2026, 11, 30)),
        ("end of feb", date(2027, 2, 28)),
        ("end of year", date(2026, 12, 31)),
    ],
)
def test_a_date_typed_loosely_is_understood(typed: str, meant: date) -> None:
    assert read_date(typed, THURSDAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/2/2026", "4 december 10000", "32 dec", "13/13", "next mtg", "decor 4"]
)
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refusal, match="is not a date") as refused:
        read_date(typed, THURSDAY)
    assert "4 dec" in refused.value.sentence


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    assert read_date("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", time(10)),
        ("10:02", time(10, 2)),
        ("1002", time(10, 2)),
        ("9.30", time(9, 30)),
        ("2.30 pm", time(14, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
    ],
)
def test_a_time_typed_loosely_is_understood(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "noonish", "25", "10:61", "14 pm"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="is not a time"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Amadi", 1),
        ("N. Amadi", 1),
        ("nkechi amadi", 1),
        ("R Lindqvist", 2),
        ("Ruth L", 2),
        ("RL", 2),
        ("Osei", 3),
        ("M O'Dunne", 4),
        ("Ni Bhriain", 5),
        ("A. Ní Bhriain", 5),
        ("P.Nowakowski", 7),
        ("Whitcombe", 8),
        ("Lind", 2),
        ("ose", 3),
    ],
)
def test_a_name_typed_as_offices_write_it_finds_its_person(typed: str, who: int) -> None:
    found, unknown = read_people(typed, PEOPLE)
    assert ([person.person_id for person in found], unknown) == ([who], "")


def test_a_name_that_fits_two_people_is_asked_about() -> None:
    with pytest.raises(Refusal, match="“Ruth” may be Ruth Lindqvist or Ruth Okonkwo"):
        read_people("Ruth", PEOPLE)


def test_the_beginning_of_two_peoples_names_is_asked_about_and_two_letters_are_none() -> None:
    with pytest.raises(Refusal, match="“Rut” may be Ruth Lindqvist or Ruth Okonkwo"):
        read_people("Rut", PEOPLE)
    assert read_people("Li", PEOPLE) == ((), "Li")


def test_two_owners_are_both_found_and_strangers_kept_as_written() -> None:
    found, unknown = read_people("Ruth L / T Osei & the caretaker", PEOPLE)
    assert [person.person_id for person in found] == [2, 3]
    assert unknown == "the caretaker"


def test_an_action_on_one_line_has_its_owner_and_date() -> None:
    action = read_action("hostel visit report / Lindqvist / 4 dec", PEOPLE, THURSDAY)
    assert action.text == "hostel visit report"
    assert [owner.name for owner in action.owners] == ["Ruth Lindqvist"]
    assert action.due == date(2026, 12, 4)


def test_a_date_with_slashes_stays_whole() -> None:
    action = read_action("hostel visit report / Lindqvist / 4/12/26", PEOPLE, THURSDAY)
    assert action.due == date(2026, 12, 4)


def test_slashes_without_spaces_part_an_action_too() -> None:
    action = read_action("hostel visit report/Lindqvist/4 dec", PEOPLE, THURSDAY)
    assert ([owner.person_id for owner in action.owners], action.due) == ([2], date(2026, 12, 4))


def test_the_owner_may_be_left_out() -> None:
    action = read_action("hostel visit report / 4 dec", PEOPLE, THURSDAY)
    assert (action.owners, action.unknown_owner, action.due) == ((), "", date(2026, 12, 4))


def test_the_date_may_be_left_out() -> None:
    action = read_action("hostel visit report / Amadi", PEOPLE, THURSDAY)
    assert ([owner.person_id for owner in action.owners], action.due) == ([1], None)


def test_a_date_in_words_is_kept_as_written() -> None:
    action = read_action("fire risk assessments / Osei / next mtg", PEOPLE, THURSDAY)
    assert (action.due, action.due_words) == (None, "next mtg")


def test_an_action_that_says_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="what is to be done first"):
        read_action(" / Amadi / 4 dec", PEOPLE, THURSDAY)
