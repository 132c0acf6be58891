"""Obligations about people: seats, counterparts, chairs, representatives, and changes that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from partnering_desk.app.lookups import holds_on, office_holder
from partnering_desk.app.owed import Ask
from partnering_desk.records.models import (
    ChangeState,
    Group,
    MemberChange,
    Membership,
    Nominee,
    Office,
    Party,
    Representative,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G4_1, G4_3, G5_2, G5_4, X1
from partnering_desk.rules.membership import Member, counterpart_gaps, missing_parties
from partnering_desk.rules.names import short_name
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.wording import join_words, show_date, show_short

APPOINT_MEMBERS = Duty(Kind.GROUP, G4_3, "Appoint members", "partnering")
REPLACE_COUNTERPART = Duty(Kind.COUNTERPART, G5_2, "Record notice", "partnering")
APPOINT_CHAIR = Duty(Kind.CHAIR, G5_4, "Appoint a chair", "partnering")
APPOINT_REPRESENTATIVE = Duty(Kind.REPRESENTATIVE, G4_1, "Appoint one", "partnering")
NOMINATE = Duty(Kind.NOMINEE, X1, "Nominate somebody", "partnering")
ANSWER_NOTICE = Duty(Kind.MEMBER_CHANGE, G5_2, "Record the answer", "partnering")


def owed(ask: Ask) -> Iterator[Obligation]:
    """What is owed about the people of the groups and parties."""
    for group in ask.partnering.groups:
        if group.kind is GroupKind.PRE_COMMENCEMENT and ask.on >= ask.partnering.commencement:
            continue  # its work is done
        yield from _group(ask, group)
    for party in ask.partnering.parties:
        yield from _party(ask, party)
    yield from _changes(ask)


def _group(ask: Ask, group: Group) -> Iterator[Obligation]:
    seats = {_member(one): one.id for one in group.memberships}
    members = list(seats)
    due = max(group.planned_start, ask.partnering.kept_from)
    missing = missing_parties(members, ask.on)
    if missing:
        yield APPOINT_MEMBERS.owed(
            f"{group.name} is not yet established",
            f"It has no member of the {join_words([party.words for party in missing], 'or')}.",
            due=due,
        )
    else:
        for gap in counterpart_gaps(members, ask.on):
            yield REPLACE_COUNTERPART.owed(
                f"{group.name}: {gap.title}",
                f"Counterpart of {short_name(gap.member.name)} since {_since(gap.since, ask.on)}.",
                subject=seats[gap.member],
            )
    if office_holder(group, Office.CHAIR, ask.on) is None:
        yield APPOINT_CHAIR.owed(
            f"{group.name} has no chair",
            "The Commissioner appoints one.",
            due=due,
        )


def _since(day: date, on: date) -> str:
    """A day that has passed, with its year where that is not this one."""
    return show_short(day) if day.year == on.year else show_date(day)


def _member(one: Membership) -> Member:
    return Member(
        person_id=one.person_id,
        name=one.person.name,
        party=one.party,
        starts=one.starts,
        ends=one.ends,
        counterpart_id=one.counterpart.person_id if one.counterpart else None,
        seat=one.seat,
    )


def _party(ask: Ask, party: Party) -> Iterator[Obligation]:
    representatives = ask.session.scalars(select(Representative).where(Representative.party_id == party.id))
    if not any(holds_on(one.starts, one.ends, ask.on) for one in representatives):
        yield APPOINT_REPRESENTATIVE.owed(
            f"The {party.role.words} has no Contract Representative",
            "Each party appoints one.",
        )
    if len(party.organisations) < 2:
        return
    for organisation in party.organisations:
        nominees = ask.session.scalars(select(Nominee).where(Nominee.organisation_id == organisation.id))
        if not any(holds_on(one.starts, one.ends, ask.on) for one in nominees):
            yield NOMINATE.owed(
                f"{organisation.name} has nominated nobody to act for it",
                f"Each authority of the {party.role.words} nominates one person.",
            )


def _changes(ask: Ask) -> Iterator[Obligation]:
    found = ask.session.scalars(
        select(MemberChange)
        .join(MemberChange.group)
        .where(Group.partnering_id == ask.partnering.id, MemberChange.state == ChangeState.NOTIFIED)
        .order_by(MemberChange.notified_on)
    )
    for one in found:
        leaves = short_name(one.outgoing.person.name) if one.outgoing else "an empty seat"
        comes = short_name(one.incoming.name) if one.incoming else "nobody"
        yield ANSWER_NOTICE.owed(
            f"{one.group.name}: the {one.party.other.words} is to answer a notice",
            f"{comes} for {leaves}, notified on {show_short(one.notified_on)}.",
            due=one.effective_on,
            subject=one.id,
        )
