"""Who may cast each party's one vote, and whose views stand beside it (Governance 5.7; cross-authority)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import attendee, everybody_at, members_on, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Attendance,
    Capacity,
    Group,
    Meeting,
    Nominee,
    Organisation,
    Party,
    Person,
)
from partnering_desk.rules.clause import G5_7, Refusal
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.quorum import quorum_at
from partnering_desk.rules.votes import Vote, check_lead_casts


@dataclass(frozen=True, slots=True)
class Caster:
    """Somebody who may cast a party's vote, and as what: "lead authority", "delegate for S. Rahman"."""

    person_id: int
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class OtherAuthority:
    """An authority of a party besides the leading one, and who is empowered to act for it."""

    organisation_id: int
    name: str
    person_id: int | None
    person: str


@dataclass(frozen=True, slots=True)
class PartyBallot:
    """A party at the table: who may cast its vote, the likeliest first, and who else has a view."""

    party: PartyRole
    casters: tuple[Caster, ...]
    others: tuple[OtherAuthority, ...]


def ballots(register: Register, meeting_id: int) -> tuple[PartyBallot, ...]:
    """Both parties as they could vote at this moment."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        finding = finding_now(session, meeting, register)
        return tuple(_ballot(session, meeting, finding, party) for party in PartyRole)


def finding_now(session: Session, meeting: Meeting, register: Register) -> Finding:
    """The quorum of a meeting at this moment (Governance 5.5)."""
    settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
    there = tuple(attendee(one) for one in everybody_at(session, meeting.id))
    return quorum_at(there, register.now(), settings)


def _party(session: Session, group: Group, role: PartyRole) -> Party | None:
    return session.scalar(select(Party).where(Party.partnering_id == group.partnering_id, Party.role == role))


def _ballot(session: Session, meeting: Meeting, finding: Finding, role: PartyRole) -> PartyBallot:
    party = _party(session, meeting.group, role)
    lead = party.lead if party is not None else None
    seats = {one.person_id: one for one in meeting.attendances}
    counted = [seats[one.person_id] for one in finding.counted if one.party is role]
    of_lead = [one for one in counted if lead is not None and acts_for(one) is lead]
    may_cast = of_lead or counted
    chair = meeting.chaired_by_id
    ordered = sorted(may_cast, key=lambda one: (one.person_id != chair, one.capacity is Capacity.DELEGATE))
    behind = [] if party is None else [one for one in party.organisations if one is not lead]
    several = party is not None and len(party.organisations) > 1
    return PartyBallot(
        role,
        tuple(_caster(one, several and one in of_lead) for one in ordered),
        tuple(_other(session, one, meeting.starts.date()) for one in behind),
    )


def acts_for(attendance: Attendance) -> Organisation | None:
    """The organisation somebody sits for: a delegate sits for the member's."""
    if attendance.capacity is Capacity.DELEGATE and attendance.membership is not None:
        return attendance.membership.person.organisation
    return attendance.person.organisation


def _caster(attendance: Attendance, leads: bool) -> Caster:
    remark = "lead authority" if leads else ""
    if attendance.capacity is Capacity.DELEGATE and attendance.membership is not None:
        remark = f"delegate for {short_name(attendance.membership.person.name)}"
    return Caster(attendance.person_id, short_name(attendance.person.name), remark)


def _other(session: Session, organisation: Organisation, day: date) -> OtherAuthority:
    asked = (
        select(Nominee)
        .where(Nominee.organisation_id == organisation.id, Nominee.starts <= day)
        .order_by(Nominee.starts.desc())
    )
    nominee = next((one for one in session.scalars(asked) if one.ends is None or day <= one.ends), None)
    return OtherAuthority(
        organisation.id,
        organisation.name,
        nominee.person_id if nominee else None,
        short_name(nominee.person.name) if nominee else "",
    )


def check_lead(session: Session, meeting: Meeting, finding: Finding, votes: Sequence[Vote]) -> None:
    """Nothing, when each vote is cast for the party's lead organisation, where that has anybody here.

    Raises `Refusal` when somebody of another organisation casts it (cross-authority arrangement).
    """
    seats = {one.person_id: one for one in meeting.attendances}
    for vote in votes:
        party = _party(session, meeting.group, vote.party)
        lead = party.lead if party is not None else None
        counted = [one.person_id for one in finding.counted if one.party is vote.party]
        if lead is None or not any(acts_for(seats[one]) is lead for one in counted):
            continue
        if vote.cast_by_id in seats:
            organisation = acts_for(seats[vote.cast_by_id])
            check_lead_casts(vote, organisation.name if organisation else "", lead.name)


def with_names(session: Session, votes: Sequence[Vote]) -> tuple[Vote, ...]:
    """The votes, each with the name of the person who cast it."""
    return tuple(
        Vote(
            one.party,
            one.choice,
            row(session, Person, one.cast_by_id).name if one.cast_by_id is not None else "",
            one.cast_by_id,
        )
        for one in votes
    )


def check_cast_in_writing(session: Session, group: Group, votes: Sequence[Vote], day: date) -> None:
    """Nothing, when each vote in writing is cast for the party's lead organisation, where that has a Group Member.

    Raises `Refusal` for somebody of the other party or of none (G5.7), or of another authority (cross-authority).
    """
    for vote in votes:
        party = _party(session, group, vote.party)
        if party is None or vote.cast_by_id is None:
            continue
        organisation = row(session, Person, vote.cast_by_id).organisation
        if organisation is None or organisation.party_id != party.id:
            raise Refusal(
                f"{short_name(vote.cast_by)} is not of the {vote.party.words}, so cannot cast its vote "
                "(Governance 5.7). Choose somebody who is.",
                G5_7,
            )
        lead = party.lead
        if lead is not None and any(one.person.organisation is lead for one in members_on(group, day)):
            check_lead_casts(vote, organisation.name, lead.name)
