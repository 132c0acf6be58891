from datetime import date, datetime

import pytest

from partnering_desk.app.lookups import office_holders, row
from partnering_desk.app.parties import add_organisation, partnering_row
from partnering_desk.app.people import PersonRow, add_person, appoint, edit_person, end_office, people_rows
from partnering_desk.app.people_merge import merge_people
from partnering_desk.app.scheduling import schedule
from partnering_desk.records.models import Attendance, Delivery, Group, Meeting, Office
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from tests.app.five import Five

TODAY = date(2026, 11, 19)


def named(five: Five, name: str) -> PersonRow:
    return next(one for one in people_rows(five.register) if one.name == name)


def organisation(five: Five, name: str) -> int:
    return next(one.organisation_id for one in partnering_row(five.register).organisations if one.name == name)


def expected(five: Five, meeting_id: int) -> set[str]:
    with five.register.read() as session:
        return {one.person.name for one in row(session, Meeting, meeting_id).attendances}


def test_people_are_listed_with_their_side_and_what_they_are_in_each_group(partnering: Five) -> None:
    amadi = named(partnering, "Nkechi Amadi")
    assert amadi.party is PartyRole.COMMISSIONER
    assert amadi.groups == ("Core Group, chair",)
    assert named(partnering, "Grace Obi").groups == ("Core Group, copied in",)


def test_a_person_is_added_and_corrected(partnering: Five) -> None:
    brent = organisation(partnering, "LB Brent")
    person = add_person(partnering.register, " Chris Vale ", brent, "Policy Officer", "c.vale@brent.example")
    edit_person(partnering.register, person, "Chris Vale", brent, delivery=Delivery.LARGE_PRINT)
    row = named(partnering, "Chris Vale")
    assert (row.email, row.delivery, row.organisation) == ("", Delivery.LARGE_PRINT, "LB Brent")


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        (" ", "", "no name"),
        ("ruth  lindqvist", "", "There is a Ruth Lindqvist"),
        ("Chris Vale", "c.vale@brent", "e-mail"),
    ],
)
def test_a_person_who_cannot_be_kept_is_refused(partnering: Five, name: str, email: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        add_person(partnering.register, name, email=email)


def test_a_group_member_does_not_change_sides_by_a_correction(partnering: Five) -> None:
    with pytest.raises(Refusal, match="notice"):
        edit_person(
            partnering.register,
            partnering.people["Ruth Lindqvist"],
            "Ruth Lindqvist",
            organisation(partnering, "LB Brent"),
        )


def test_a_new_chair_takes_over_from_the_day_and_coming_meetings_know_it(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    chris = add_person(partnering.register, "Chris Vale")
    appoint(partnering.register, partnering.core, Office.CHAIR, chris, date(2026, 12, 1))
    with partnering.register.read() as session:
        core = row(session, Group, partnering.core)
        assert [one.name for one in office_holders(core, Office.CHAIR, date(2026, 11, 30))] == ["Nkechi Amadi"]
        assert [one.name for one in office_holders(core, Office.CHAIR, date(2026, 12, 1))] == ["Chris Vale"]
    assert "Chris Vale" in expected(partnering, meeting)


def test_an_office_is_not_given_twice_or_before_the_last_appointment(partnering: Five) -> None:
    amadi, rahman = partnering.people["Nkechi Amadi"], partnering.people["Sadia Rahman"]
    with pytest.raises(Refusal, match="already"):
        appoint(partnering.register, partnering.core, Office.CHAIR, amadi, TODAY)
    with pytest.raises(Refusal, match="after that"):
        appoint(partnering.register, partnering.core, Office.CHAIR, rahman, date(2025, 1, 1))
    appoint(partnering.register, partnering.core, Office.CHAIR, rahman, TODAY)
    appoint(partnering.register, partnering.core, Office.CHAIR, amadi, TODAY)
    assert named(partnering, "Nkechi Amadi").groups == ("Core Group, chair",)


def test_several_people_may_attend_and_each_may_stop(partnering: Five) -> None:
    chris = add_person(partnering.register, "Chris Vale")
    office = appoint(partnering.register, partnering.core, Office.ATTENDEE, chris, TODAY)
    assert named(partnering, "Yetunde Adeyemi").groups == ("Core Group, in attendance",)
    with pytest.raises(Refusal, match="was appointed"):
        end_office(partnering.register, office, date(2026, 11, 18))
    end_office(partnering.register, office, TODAY)
    partnering.clock.now = datetime(2026, 11, 20, 9, 0)
    assert named(partnering, "Chris Vale").groups == ()


def test_two_entries_of_one_person_become_one_and_nothing_is_lost(partnering: Five) -> None:
    homes = organisation(partnering, "St Aldate's Homes")
    double = add_person(partnering.register, "R. Lindqvist", homes, "Director of Operations")
    appoint(partnering.register, partnering.property, Office.ATTENDEE, double, TODAY)
    meeting = schedule(partnering.register, partnering.property, datetime(2026, 12, 9, 10), 120)
    merge_people(partnering.register, partnering.people["Ruth Lindqvist"], double)
    assert "R. Lindqvist" not in {one.name for one in people_rows(partnering.register)}
    kept = named(partnering, "Ruth Lindqvist")
    assert "Property Working Group, in attendance" in kept.groups
    assert kept.job_title == "Director of Operations"
    assert "Ruth Lindqvist" in expected(partnering, meeting)
    with pytest.raises(Refusal, match="this very person"):
        merge_people(partnering.register, partnering.people["Ruth Lindqvist"], double)


def test_both_expected_at_a_coming_meeting_are_one_after_merging(partnering: Five) -> None:
    double = add_person(partnering.register, "Yetunde A.", email="y@residents.example")
    appoint(partnering.register, partnering.core, Office.ATTENDEE, double, TODAY)
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    assert "Yetunde A." in expected(partnering, meeting)
    merge_people(partnering.register, partnering.people["Yetunde Adeyemi"], double)
    assert "Yetunde A." not in expected(partnering, meeting)
    assert named(partnering, "Yetunde Adeyemi").groups == ("Core Group, in attendance",)
    assert named(partnering, "Yetunde Adeyemi").email == "y@residents.example"
    with partnering.register.read() as session:
        assert session.query(Attendance).filter_by(person_id=double).count() == 0


@pytest.mark.parametrize(
    ("keep", "double", "sentence"),
    [
        ("Ruth Lindqvist", "Ruth Lindqvist", "this very person"),
        ("Ruth Lindqvist", "Nkechi Amadi", "different sides"),
        ("Ruth Lindqvist", "Máire O’Dunne", "two seats"),
    ],
)
def test_people_who_are_visibly_two_are_not_merged(partnering: Five, keep: str, double: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        merge_people(partnering.register, partnering.people[keep], partnering.people[double])


def test_a_likely_double_is_pointed_out(partnering: Five) -> None:
    add_person(partnering.register, "Lindqvist Ruth", organisation(partnering, "St Aldate's Homes"))
    assert named(partnering, "Lindqvist Ruth").double_of == "Ruth Lindqvist"
    assert named(partnering, "Ruth Lindqvist").double_of == ""


def test_an_organisation_of_neither_party_makes_people_in_attendance(partnering: Five) -> None:
    forum = add_organisation(partnering.register, "Tenants' Forum", None)
    add_person(partnering.register, "Chris Vale", forum)
    assert named(partnering, "Chris Vale").party is None
