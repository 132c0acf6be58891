from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from partnering_desk.app.groups import group_rows
from partnering_desk.app.lookups import members_on, office_holder, row, settings_on
from partnering_desk.app.parties import partnering_row
from partnering_desk.app.partnering import set_up
from partnering_desk.app.plan import NewMember, NewOrganisation, NewParty, NewPerson, SetUp
from partnering_desk.app.register import Change, Register, create_register
from partnering_desk.records.models import Group, Office, Organisation, Partnering
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from tests.app.plans import CORE, FORUM, HOMES, PERFORMANCE, PLAN

TODAY = date(2026, 11, 19)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    empty = create_register(tmp_path / "new.desk", "M. Okafor", lambda: datetime(2026, 11, 19, 10, 42))
    yield empty
    empty.close()


def nothing_kept(register: Register) -> bool:
    with register.read() as session:
        return session.scalar(select(Partnering.id)) is None and session.scalar(select(Organisation.id)) is None


def test_a_partnering_is_set_up_with_its_parties_groups_and_people(register: Register) -> None:
    partnering_id = set_up(register, PLAN)
    assert register.partnering_id == partnering_id
    shown = partnering_row(register)
    assert [one.name for one in shown.organisations_of(PartyRole.COMMISSIONER)] == [
        "RB Kensington & Chelsea",
        "LB Brent",
    ]
    assert shown.organisations_of(PartyRole.COMMISSIONER)[0].lead
    assert shown.organisations_of(PartyRole.COMMISSIONER)[1].nominee == "Sadia Rahman"
    assert shown.representative(PartyRole.CONTRACTOR) == "Ruth Lindqvist"
    assert [one.name for one in shown.organisations if one.party is None] == [FORUM]
    assert [(one.code, one.name) for one in group_rows(register)] == [
        ("CG", "Core Group"),
        ("PWG", "Performance Working Group"),
    ]


def test_counterparts_face_each_other_and_officers_hold_their_offices(register: Register) -> None:
    set_up(register, PLAN)
    core_id = group_rows(register)[0].group_id
    with register.read() as session:
        core = row(session, Group, core_id)
        members = {one.person.name: one for one in members_on(core, TODAY)}
        assert members["Nkechi Amadi"].counterpart is members["Ruth Lindqvist"]
        assert members["Ruth Lindqvist"].counterpart is members["Nkechi Amadi"]
        assert members["Sadia Rahman"].counterpart is None
        assert members["Sadia Rahman"].seat == "finance"
        chair = office_holder(core, Office.CHAIR, TODAY)
        assert chair is not None
        assert chair.name == "Nkechi Amadi"
        assert not members_on(core, date(2025, 1, 5)), "members stand from the Effective Date"


def test_screens_are_told_once_and_then_ask_for_the_new_partnering(register: Register) -> None:
    seen: list[int] = []

    def listen(change: Change) -> None:
        assert change.touches("partnering", "person")
        seen.append(register.partnering_id)

    register.listeners.append(listen)
    partnering_id = set_up(register, PLAN)
    assert seen == [partnering_id]


def test_closures_and_readings_of_the_plan_hold_from_the_start(register: Register) -> None:
    closed = (date(2026, 12, 24), date(2026, 12, 31), "Town hall closed")
    set_up(register, replace(PLAN, closures=(closed,), settings={"in_writing_allowed": True}))
    with register.read() as session:
        assert settings_on(session, register.partnering_id, PLAN.effective).in_writing_allowed


COMMISSIONER = PLAN.commissioner


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (replace(PLAN, name=" "), "has no name"),
        (replace(PLAN, commencement=date(2025, 1, 5)), "before the Effective Date"),
        (replace(PLAN, expiry=PLAN.commencement), "end after its Commencement Date"),
        (replace(PLAN, contractor=NewParty(())), "The Contractor has no organisation"),
        (replace(PLAN, commissioner=replace(COMMISSIONER, lead="LB Barnet")), "is not one of its"),
        (replace(PLAN, commissioner=replace(COMMISSIONER, representative="Ruth Lindqvist")), "Governance 4.1"),
        (
            replace(PLAN, contractor=NewParty((NewOrganisation(HOMES, "Grace Obi"),))),
            "cannot be the nominated person",
        ),
        (replace(PLAN, contractor=NewParty((NewOrganisation("LB Brent"),))), "Two organisations are called"),
        (replace(PLAN, people=(*PLAN.people, NewPerson("Ruth  LINDQVIST", HOMES))), "Two people are called"),
        (replace(PLAN, people=(*PLAN.people, NewPerson(" "))), "One of the people has no name"),
        (replace(PLAN, groups=(PERFORMANCE,)), "has no Core Group"),
        (replace(PLAN, groups=(CORE, replace(PERFORMANCE, kind=GroupKind.CORE))), "has one Core Group"),
        (replace(PLAN, groups=(CORE, replace(PERFORMANCE, name="core group"))), "Two groups are called"),
        (replace(PLAN, groups=(CORE, replace(PERFORMANCE, code="CG"))), "the code CG"),
        (replace(PLAN, groups=(replace(CORE, planned_start=date(2031, 1, 1)),)), "outside the contract"),
        (replace(PLAN, groups=(replace(CORE, usual_minutes=0),)), "between one minute and a day"),
        (replace(PLAN, groups=(replace(CORE, chair="Nobody Known"),)), "not among the people"),
        (
            replace(PLAN, groups=(replace(CORE, members=(*CORE.members, NewMember("Grace Obi"))),)),
            "on neither side",
        ),
        (
            replace(PLAN, groups=(replace(CORE, members=(*CORE.members, NewMember("Sadia Rahman"))),)),
            "member of Core Group twice",
        ),
        (
            replace(
                PLAN,
                groups=(replace(CORE, members=(NewMember("Sadia Rahman", "Nkechi Amadi"), NewMember("Nkechi Amadi"))),),
            ),
            "a counterpart is a member of the other party",
        ),
        (replace(PLAN, settings={"quorum_per_party": 0}), "1 or more"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_a_sentence_and_nothing_is_kept(
    register: Register, plan: SetUp, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        set_up(register, plan)
    assert nothing_kept(register)
    assert register.partnering_id == 0


def test_two_partnerings_cannot_bear_one_name(register: Register) -> None:
    first = set_up(register, PLAN)
    with pytest.raises(Refusal, match="already"):
        set_up(register, PLAN)
    assert register.partnering_id == first
