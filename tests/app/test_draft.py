from datetime import date
from pathlib import Path

import pytest

from partnering_desk.app.draft import Draft
from partnering_desk.app.people_import import Decisions, preview, read_people
from partnering_desk.app.plan import NewPerson
from partnering_desk.app.plan_check import check
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole

PEOPLE = Path(__file__).parent.parent / "data" / "people.csv"
CHRIS = 17


@pytest.fixture
def draft() -> Draft:
    """Five boroughs as typed, and their office's list of people taken in."""
    made = Draft("Five Boroughs Partnering")
    made.effective, made.commencement, made.expiry = date(2025, 1, 6), date(2025, 4, 1), date(2030, 3, 31)
    made.organisations[PartyRole.COMMISSIONER] = ["RB Kensington and Chelsea", "LB Lambeth"]
    made.organisations[PartyRole.CONTRACTOR] = ["St. Aldate's Homes"]
    sheet = read_people(PEOPLE)
    shown = preview(made.known(), sheet, sheet.guess, Decisions(left_out=frozenset({CHRIS})))
    made.take(shown)
    return made


def test_a_list_brings_its_organisations_groups_members_and_counterparts(draft: Draft) -> None:
    assert draft.organisations[PartyRole.COMMISSIONER] == [
        "RB Kensington and Chelsea",
        "LB Lambeth",
        "LB Brent",
        "LB Camden",
        "LB Hackney Community Services",
    ]
    assert draft.organisations[PartyRole.CONTRACTOR] == ["St. Aldate's Homes"]
    core = draft.groups[0]
    assert (core.kind, core.code, core.planned_start) == (GroupKind.CORE, "CG", date(2025, 4, 1))
    assert [(one.kind, one.area) for one in draft.groups[1:]] == [
        (GroupKind.WORKING, "Performance"),
        (GroupKind.WORKING, "Finance"),
        (GroupKind.WORKING, "Property"),
    ]
    assert core.members[0].person == "Nkechi Amadi"
    assert core.members[0].counterpart == "Ruth Lindqvist"
    assert (core.chair, core.minute_taker) == ("Nkechi Amadi", "M. Okafor")
    assert core.attendees == ("Grace Obi", "Yetunde Adeyemi")
    check(draft.plan())


def test_what_is_still_open_is_said_in_sentences(draft: Draft) -> None:
    points = draft.open_points()
    assert "The Commissioner has no Contract Representative (Governance 4.1)." in points
    assert any(one.startswith("Nobody is nominated to act for RB Kensington and Chelsea, LB Lambeth") for one in points)
    assert "Paweł Nowakowski of Core Group without a counterpart (Governance 5.2)." in points
    assert "Finance Working Group has no chair (Governance 5.4)." in points
    assert "Yetunde Adeyemi will be sent papers by hand: no e-mail address is known." in points


def test_a_corrected_name_is_followed_and_a_person_left_out_leaves_everywhere(draft: Draft) -> None:
    draft.representatives[PartyRole.COMMISSIONER] = "Nkechi Amadi"
    draft.people[0] = NewPerson("Nkechi J. Amadi", draft.people[0].organisation)
    draft.rename_person("Nkechi Amadi", "Nkechi J. Amadi")
    assert draft.groups[0].chair == "Nkechi J. Amadi"
    assert draft.representatives[PartyRole.COMMISSIONER] == "Nkechi J. Amadi"
    draft.forget_person("Ruth Lindqvist")
    assert draft.groups[0].members[0].counterpart == ""
    assert "Ruth Lindqvist" not in [one.person for one in draft.groups[0].members]
    check(draft.plan())


def test_a_group_without_members_of_a_party_is_said_to_be_not_established() -> None:
    draft = Draft()
    draft.groups = [draft.new_group("Core Group")]
    assert "Core Group is not established: the Contractor has no member there (Governance 1)." in draft.open_points()
    assert draft.new_group("Core Group two").kind is GroupKind.WORKING
    assert draft.new_group("Pre-Commencement Meeting Group").kind is GroupKind.PRE_COMMENCEMENT
    with pytest.raises(Refusal, match="Effective Date"):
        draft.plan()


def test_a_list_completes_what_was_typed(draft: Draft) -> None:
    typed = Draft(people=[NewPerson("Ruth Lindqvist", "St Aldate's Homes")])
    typed.organisations[PartyRole.CONTRACTOR] = ["St Aldate's Homes"]
    sheet = read_people(PEOPLE)
    typed.take(preview(typed.known(), sheet, sheet.guess, Decisions(left_out=frozenset({CHRIS}))))
    ruth = [one for one in typed.people if one.name == "Ruth Lindqvist"]
    assert [one.job_title for one in ruth] == ["Director of Operations"]


def test_groups_are_made_as_decided_on_the_preview_and_never_two_core_groups() -> None:
    typed = Draft(effective=date(2025, 1, 6), commencement=date(2025, 4, 1))
    typed.groups = [typed.new_group("Board", GroupKind.CORE)]
    sheet = read_people(PEOPLE)
    left_out = {"Finance Working Group": None, "Property Working Group": None}

    def take(kind: GroupKind) -> None:
        decided = Decisions(left_out=frozenset({CHRIS}), group_kinds=left_out | {"Core Group": kind})
        typed.take(preview(typed.known(), sheet, sheet.guess, decided))

    with pytest.raises(Refusal, match="one Core Group"):
        take(GroupKind.CORE)
    assert (len(typed.groups), typed.people) == (1, []), "nothing was taken"
    take(GroupKind.PRE_COMMENCEMENT)
    assert [(one.name, one.kind) for one in typed.groups] == [
        ("Board", GroupKind.CORE),
        ("Core Group", GroupKind.PRE_COMMENCEMENT),
        ("Performance Working Group", GroupKind.WORKING),
    ]
    assert typed.groups[1].planned_start == date(2025, 1, 6), "it meets before the services begin"
