"""Whether partnerings, parties, groups and members are as the contract has them (Governance 1, 4, 5.1, 5.2, 5.4)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken, refused
from partnering_desk.records.models import (
    ChangeState,
    Group,
    MemberChange,
    Membership,
    Nominee,
    Office,
    Partnering,
    Party,
    Person,
    Representative,
    Setting,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G4_1, G5_4, X1, Clause, Refusal
from partnering_desk.rules.numbers import check_group_code
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import settings_from
from partnering_desk.rules.tenure import Tenure, check_lead, check_tenure
from partnering_desk.rules.wording import sentence_case


def unreadable_settings(session: Session) -> Iterator[Broken]:
    """The readings of the contract that are none."""
    for one in session.scalars(select(Setting).order_by(Setting.id)):
        where = f"setting {one.name} from {one.holds_from.isoformat()}"
        try:
            settings_from({one.name: json.loads(one.value)})
        except Refusal as refusal:
            yield Broken(where, sentence_case(refusal.sentence))
        except (ValueError, RecursionError):
            yield Broken(where, "Its value cannot be read as JSON.")


def faults(session: Session) -> Iterator[Broken]:
    """Every fault in the partnerings, their parties, groups and members."""
    for one in session.scalars(select(Partnering).order_by(Partnering.id)):
        yield from _partnering(one)
        for party in one.parties:
            yield from _party(session, party)
        for group in one.groups:
            yield from _group(group)
    yield from _changes(session)
    yield from _merged(session)


def _partnering(one: Partnering) -> Iterator[Broken]:
    where = f"partnering {one.name}"
    for role in sorted(set(PartyRole) - {party.role for party in one.parties}):
        yield Broken(where, f"The {role.words} is missing: a partnering has exactly two parties.")
    kinds = Counter(group.kind for group in one.groups)
    if kinds[GroupKind.CORE] != 1:
        yield Broken(where, f"It has {kinds[GroupKind.CORE] or 'no'} Core Group and needs one (Governance 1).")
    if kinds[GroupKind.PRE_COMMENCEMENT] > 1:
        yield Broken(where, "It has more than one Pre-Commencement Meeting Group (Governance 1).")


def _party(session: Session, party: Party) -> Iterator[Broken]:
    name = party.role.words
    where = f"{party.partnering.name}, {name}"
    names = [one.name for one in party.organisations]
    leads = [one.name for one in party.organisations if one.lead]
    yield from refused(where, lambda: check_lead(name, names, leads))
    for one in party.organisations:
        if one.partnering_id != party.partnering_id:
            yield Broken(where, f"{one.name} is an organisation of another partnering.")
    office = f"Contract Representative of the {name}"
    held = session.scalars(select(Representative).where(Representative.party_id == party.id))
    yield from _tenures(where, _terms(office, held), G4_1)
    for organisation in party.organisations:
        nominees = session.scalars(select(Nominee).where(Nominee.organisation_id == organisation.id))
        yield from _tenures(where, _terms(f"nominated person of {organisation.name}", nominees), X1)


def _terms(office: str, held: Iterable[Representative | Nominee]) -> list[Tenure]:
    return [Tenure(office, one.person.name, one.starts, one.ends) for one in held]


def _tenures(where: str, terms: list[Tenure], clause: Clause) -> Iterator[Broken]:
    """One person at a time: each term is held against those before it."""
    ordered = sorted(terms, key=lambda one: (one.starts, one.ends or date.max))
    for at, one in enumerate(ordered):
        yield from refused(where, partial(check_tenure, one, ordered[:at], clause))


def _group(group: Group) -> Iterator[Broken]:
    others = [one.code for one in group.partnering.groups if one.id < group.id]
    yield from refused(f"group {group.name}", lambda: check_group_code(group.code, others))
    chairs = [one for one in group.offices if one.office is Office.CHAIR]
    terms = [Tenure(f"chair of {group.name}", one.person.name, one.starts, one.ends) for one in chairs]
    yield from _tenures(f"group {group.name}", terms, G5_4)
    for office in group.offices:
        if office.person.partnering_id != group.partnering_id:
            yield Broken(f"group {group.name}", f"{office.person.name} is a person of another partnering.")
    for one in group.memberships:
        yield from _member(group, one)


def _member(group: Group, one: Membership) -> Iterator[Broken]:
    where = f"{group.name}, member {one.person.name}"
    if one.ends is None and one.person.party is not one.party:
        yield Broken(where, f"{one.person.name} is not on the side of the {one.party.words} (Governance 4.3).")
    if one.person.partnering_id != group.partnering_id:
        yield Broken(where, f"{one.person.name} is a person of another partnering.")
    for other in group.memberships:
        if other.id < one.id and other.person_id == one.person_id and _overlap(one, other):
            yield Broken(where, f"{one.person.name} is a member of {group.name} twice at once (Governance 5.1).")
    facing = one.counterpart
    if facing is not None and (facing.party is one.party or facing.group_id != group.id):
        yield Broken(where, "The counterpart is not the other party's member in this group (Governance 5.2).")


def _overlap(one: Membership, other: Membership) -> bool:
    return (other.ends is None or one.starts <= other.ends) and (one.ends is None or other.starts <= one.ends)


def _changes(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(MemberChange).order_by(MemberChange.id)):
        where = f"{one.group.name}, notice of {one.notified_on.isoformat()}"
        if one.outgoing is None and one.incoming is None:
            yield Broken(where, "It says neither who leaves nor who joins (Governance 5.2).")
        if one.outgoing is not None and (one.outgoing.group_id, one.outgoing.party) != (one.group_id, one.party):
            yield Broken(where, "Who leaves is not a member of that party in that group (Governance 5.2).")
        if (one.state is ChangeState.NOTIFIED) is not (one.answered_on is None):
            yield Broken(where, "Its answer and the day of the answer do not go together (Governance 5.2).")
        if one.state is ChangeState.REFUSED and not one.reasons.strip():
            yield Broken(where, "It was refused without reasons (Governance 5.2).")
        if one.answered_on is not None and one.answered_on < one.notified_on:
            yield Broken(where, "It was answered before notice was given (Governance 5.2).")


def _merged(session: Session) -> Iterator[Broken]:
    """Persons who are one with another, who is in turn one with the first."""
    into = {one.id: one.merged_into_id for one in session.scalars(select(Person).order_by(Person.id))}
    for start in into:
        at, steps = into[start], 0
        while at is not None and steps <= len(into):
            at, steps = into.get(at), steps + 1
        if at is not None:
            yield Broken(f"person {start}", "The entries that are this very person lead back to it.")
