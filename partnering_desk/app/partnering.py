"""Setting up a partnering, all at once or not at all; and the door to what can be changed in it later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.faults import Fault
from partnering_desk.app.groups import add_group, edit_group
from partnering_desk.app.parties import (
    add_organisation,
    edit_partnering,
    lead_by,
    nominate,
    rename_organisation,
    represent,
)
from partnering_desk.app.plan import NewGroup, NewMember, NewOrganisation, NewParty, NewPerson, SetUp
from partnering_desk.app.plan_check import check
from partnering_desk.app.readings import add_closure, change_setting, remove_closure
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Closure,
    Group,
    GroupOffice,
    Membership,
    Nominee,
    Office,
    Organisation,
    Partnering,
    Party,
    Person,
    Representative,
    Setting,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.numbers import group_code
from partnering_desk.rules.parties import PartyRole

__all__ = [
    "NewGroup",
    "NewMember",
    "NewOrganisation",
    "NewParty",
    "NewPerson",
    "SetUp",
    "add_closure",
    "add_group",
    "add_organisation",
    "change_setting",
    "check",
    "edit_group",
    "edit_partnering",
    "lead_by",
    "nominate",
    "remove_closure",
    "rename_organisation",
    "represent",
    "set_up",
]


def set_up(register: Register, plan: SetUp) -> int:
    """Keep a new partnering and show it. Returns its id.

    Raises `Refusal` for the first thing in `plan` that cannot be, and then nothing is kept.
    """
    check(plan)
    shown = register.partnering_id
    try:
        with register.write() as session:
            if session.scalar(select(Partnering.id).where(Partnering.name == plan.name.strip())):
                raise Refusal(f"There is a partnering called “{plan.name.strip()}” already. Give another name.")
            partnering = _keep(session, plan)
            register.partnering_id = partnering.id  # before the change is announced, so that screens ask for it
    except (Fault, Refusal):
        register.partnering_id = shown
        raise
    return register.partnering_id


def _keep(session: Session, plan: SetUp) -> Partnering:
    partnering = Partnering(
        name=plan.name.strip(),
        nation=plan.nation,
        effective=plan.effective,
        commencement=plan.commencement,
        expiry=plan.expiry,
        kept_from=plan.kept_from or plan.effective,
    )
    session.add(partnering)
    partnering.closures = [Closure(first=first, last=last, reason=why) for first, last, why in plan.closures]
    partnering.settings = [
        Setting(name=name, holds_from=plan.effective, value=json.dumps(value)) for name, value in plan.settings.items()
    ]
    session.flush()
    organisations = _keep_organisations(session, partnering, plan)
    people = _keep_people(session, partnering, plan, organisations)
    since = plan.members_from or plan.effective
    _keep_representatives(session, partnering, plan, organisations, people, since)
    codes: list[str] = []
    for group in plan.groups:
        codes.append(group.code.strip().upper() or group_code(group.name, codes))
        _keep_group(session, partnering, group, codes[-1], people, since)
    return partnering


def _keep_organisations(session: Session, partnering: Partnering, plan: SetUp) -> dict[str, Organisation]:
    kept: dict[str, Organisation] = {}
    for role in PartyRole:
        planned = plan.party(role)
        party = Party(partnering=partnering, role=role)
        session.add(party)
        lead = planned.lead or planned.organisations[0].name
        for one in planned.organisations:
            kept[one.name] = Organisation(
                partnering_id=partnering.id, party=party, name=one.name.strip(), lead=one.name == lead
            )
    for person in plan.people:
        if person.organisation and person.organisation not in kept:
            kept[person.organisation] = Organisation(partnering_id=partnering.id, name=person.organisation.strip())
    session.add_all(kept.values())
    session.flush()
    return kept


def _keep_people(
    session: Session, partnering: Partnering, plan: SetUp, organisations: Mapping[str, Organisation]
) -> dict[str, Person]:
    kept = {
        one.name: Person(
            partnering_id=partnering.id,
            name=one.name.strip(),
            organisation=organisations.get(one.organisation),
            job_title=one.job_title.strip(),
            email=one.email.strip(),
            delivery=one.delivery,
        )
        for one in plan.people
    }
    session.add_all(kept.values())
    session.flush()
    return kept


def _keep_representatives(
    session: Session,
    partnering: Partnering,
    plan: SetUp,
    organisations: Mapping[str, Organisation],
    people: Mapping[str, Person],
    since: date,
) -> None:
    for party in partnering.parties:
        planned = plan.party(party.role)
        if planned.representative:
            session.add(Representative(party_id=party.id, person=people[planned.representative], starts=since))
        for one in planned.organisations:
            if one.nominee:
                organisation_id = organisations[one.name].id
                session.add(Nominee(organisation_id=organisation_id, person=people[one.nominee], starts=since))


def _keep_group(
    session: Session,
    partnering: Partnering,
    plan: NewGroup,
    code: str,
    people: Mapping[str, Person],
    since: date,
) -> None:
    group = Group(
        partnering=partnering,
        kind=plan.kind,
        name=plan.name.strip(),
        code=code,
        area=plan.area.strip(),
        frequency=plan.frequency,
        location=plan.location.strip(),
        planned_start=plan.planned_start,
        usual_start=plan.usual_start,
        usual_minutes=plan.usual_minutes,
    )
    session.add(group)
    members: dict[str, Membership] = {}
    for one in plan.members:
        person = people[one.person]
        if person.party is not None:
            members[one.person] = Membership(
                group=group, person=person, party=person.party, seat=one.seat.strip(), starts=since
            )
    session.add_all(members.values())
    session.flush()
    for one in plan.members:
        if one.counterpart:
            _face(members[one.person], members[one.counterpart])
    officers = [
        (Office.CHAIR, plan.chair),
        (Office.VICE_CHAIR, plan.vice_chair),
        (Office.MINUTE_TAKER, plan.minute_taker),
        *((Office.ATTENDEE, name) for name in plan.attendees),
    ]
    session.add_all(
        GroupOffice(group=group, person=people[name], office=office, starts=since) for office, name in officers if name
    )


def _face(one: Membership, other: Membership) -> None:
    """Make two members each other's counterparts."""
    one.counterpart_id = other.id
    if other.counterpart_id is None:
        other.counterpart_id = one.id
