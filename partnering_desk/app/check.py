"""Whether the records of a whole register keep the rules: each fault with where it stands.

The screens cannot record what breaks a rule; a file that somebody else wrote can.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import settings_on
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Action,
    Attendance,
    AttendanceState,
    Capacity,
    Confirmation,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Document,
    Meeting,
    Paper,
    Partnering,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.numbers import action_ref, meeting_ref
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Vote, check_votes, outcome


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that breaks a rule: where it stands ("decision CG/2026/06/D2"), and what is wrong."""

    where: str
    words: str


def check_register(register: Register) -> tuple[Broken, ...]:
    """Every fault in the records of an open register."""
    with register.read() as session:
        return tuple(faults_of(session))


def faults_of(session: Session) -> Iterator[Broken]:
    """Every fault in the records that `session` sees, kind after kind."""
    checks: tuple[Callable[[Session], Iterator[Broken]], ...] = (
        _partnerings,
        _meetings,
        _attendances,
        _decisions,
        _actions,
        _fingerprints,
        _confirmations,
    )
    for check in checks:
        yield from check(session)


def _partnerings(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Partnering).order_by(Partnering.id)):
        where = f"partnering {one.name}"
        if {party.role for party in one.parties} != set(PartyRole):
            yield Broken(where, "it needs exactly two parties, a Commissioner and a Contractor")
        for party in one.parties:
            if sum(organisation.lead for organisation in party.organisations) != 1:
                yield Broken(where, f"the {party.role.words} needs exactly one leading organisation")
        kinds = Counter(group.kind for group in one.groups)
        if kinds[GroupKind.CORE] != 1:
            yield Broken(where, f"it has {kinds[GroupKind.CORE]} Core Groups and needs one (Governance 1)")
        if kinds[GroupKind.PRE_COMMENCEMENT] > 1:
            yield Broken(where, "it has more than one Pre-Commencement Meeting Group (Governance 1)")
        yield from _memberships(one)


def _memberships(partnering: Partnering) -> Iterator[Broken]:
    for group in partnering.groups:
        for one in group.memberships:
            if one.person.party is not one.party:
                yield Broken(f"{group.name}, member {one.person.name}", f"is not on the side of the {one.party.words}")
            if one.counterpart is not None and (
                one.counterpart.party is one.party or one.counterpart.group_id != group.id
            ):
                yield Broken(
                    f"{group.name}, member {one.person.name}",
                    "has a counterpart that is not the other party's in this group (Governance 5.2)",
                )


def _meetings(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Meeting).order_by(Meeting.id)):
        where = f"meeting {one.ref}"
        if one.ref != meeting_ref(one.group.code, one.year, one.number):
            yield Broken(where, "its number is not that of its group and year (practice P6)")
        if one.opened_at is not None and not any(item.removed_at is None for item in one.items):
            yield Broken(where, "it was held without an agenda (Governance 5.4.2)")
        for item in one.items:
            if item.papers and any(paper.group_id != one.group_id for paper in item.papers):
                yield Broken(where, f"item “{item.title}” has a paper of another group")


def _attendances(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Attendance).order_by(Attendance.id)):
        where = f"{one.meeting.ref}, {one.person.name}"
        yield from _seat(one, where)
        if one.spans and one.state is not AttendanceState.ATTENDING:
            yield Broken(where, f"was there and is marked {one.state.value} (practice P3)")
        for earlier, later in zip(one.spans, one.spans[1:], strict=False):
            if earlier.left is None or later.arrived < earlier.left:
                yield Broken(where, "is there twice at once (practice P3)")


def _seat(one: Attendance, where: str) -> Iterator[Broken]:
    seat = one.membership
    if seat is None:
        return
    day = one.meeting.starts.date()
    if seat.group_id != one.meeting.group_id or seat.party is not one.party:
        yield Broken(where, "sits by a membership of another group or party (Governance 5.1)")
    elif not (seat.starts <= day and (seat.ends is None or day <= seat.ends)):
        yield Broken(where, f"{seat.person.name} was no Group Member on that day (Governance 5.1)")
    if one.capacity is Capacity.MEMBER and seat.person_id != one.person_id:
        yield Broken(where, f"sits by the membership of {seat.person.name} (Governance 5.1)")
    if one.capacity is Capacity.DELEGATE:
        away = (AttendanceState.APOLOGIES, AttendanceState.ABSENT)
        member = next((other for other in one.meeting.attendances if other.person_id == seat.person_id), None)
        if member is None or member.capacity is not Capacity.MEMBER or member.state not in away:
            yield Broken(where, "is the delegate of nobody who sent apologies (Governance 5.3)")


def _decisions(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Decision).order_by(Decision.id)):
        where = f"decision {one.ref}"
        if one.kind is DecisionKind.DECISION:
            yield from _finding(one, where)
        if one.outcome in (DecisionOutcome.CARRIED, DecisionOutcome.NOT_AGREED):
            yield from _votes(session, one, where)
        elif one.votes:
            yield Broken(where, "has votes though it was not put to the vote (Governance 5.7)")
        if one.outcome is DecisionOutcome.NOT_AGREED and one.follow_on is None:
            yield Broken(where, "was not agreed, and nothing says what follows (Governance 5.7)")
        if one.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY and not (
            one.authority_person_id and one.authority_due
        ):
            yield Broken(where, "is deferred for authority to nobody, or without a date (Governance 5.6)")
        replaced = one.replaced_by
        if replaced is not None and replaced.group.kind is not GroupKind.CORE:
            yield Broken(where, "is overruled by a group that is not the Core Group (Governance 7.2)")


def _finding(one: Decision, where: str) -> Iterator[Broken]:
    finding = finding_of(one)
    if finding is None or not finding.quorate:
        yield Broken(where, "was taken without a quorum (Governance 5.5)")
        return
    here = {
        attendance.person_id: attendance.party
        for attendance in (one.meeting.attendances if one.meeting else [])
        if attendance.capacity is not Capacity.IN_ATTENDANCE
    }
    for counted in finding.counted:
        if here.get(counted.person_id) is not counted.party:
            yield Broken(where, f"{counted.name} counted for the quorum and was not at the meeting (practice P12)")


def finding_of(decision: Decision) -> Finding | None:
    """The quorum finding that a decision keeps (practice P1); None when it keeps none that can be read."""
    try:
        return Finding.from_plain(json.loads(decision.quorum))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _votes(session: Session, one: Decision, where: str) -> Iterator[Broken]:
    votes = [
        Vote(vote.party, vote.choice, vote.cast_by.name if vote.cast_by else "", vote.cast_by_id) for vote in one.votes
    ]
    readings = settings_on(session, one.group.partnering_id, one.taken_at.date())
    reserved = next((matter for matter in readings.reserved_matters if matter.clause == one.clause), None)
    missing = {PartyRole.COMMISSIONER, PartyRole.CONTRACTOR} - {vote.party for vote in votes}
    if missing and reserved is None:
        for party in sorted(missing):
            yield Broken(where, f"the vote of the {party.words} is missing (Governance 5.7)")
    if outcome(votes, reserved).value != one.outcome.value:
        yield Broken(where, f"its votes do not make it {one.outcome.value.replace('_', ' ')} (Governance 5.7)")
    finding = finding_of(one)
    if one.kind is DecisionKind.DECISION and finding is not None:
        try:
            check_votes(votes, finding)
        except Refusal as refusal:
            yield Broken(where, refusal.sentence)
    if one.kind is DecisionKind.IN_WRITING and any(vote.choice is Choice.NONE for vote in votes):
        yield Broken(where, "was taken in writing without both votes (practice P10)")


def _actions(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Action).order_by(Action.id)):
        partnering = session.get(Partnering, one.partnering_id)
        if partnering is not None and one.number >= partnering.next_action:
            yield Broken(f"action {action_ref(one.number)}", "its number could be given again (practice P6)")


def _fingerprints(session: Session) -> Iterator[Broken]:
    for document in session.scalars(select(Document).order_by(Document.id)):
        where = f"{document.meeting.ref}, {document.filename}"
        if document.content is None or hashlib.sha256(document.content.content).hexdigest() != document.sha256:
            yield Broken(where, "its bytes are not those of its fingerprint")
    for paper in session.scalars(select(Paper).order_by(Paper.id)):
        if paper.content is None or hashlib.sha256(paper.content.content).hexdigest() != paper.sha256:
            yield Broken(f"paper {paper.ref}", "its bytes are not those of its fingerprint")


def _confirmations(session: Session) -> Iterator[Broken]:
    for one in session.scalars(select(Confirmation).order_by(Confirmation.id)):
        if one.confirmed_at.starts <= one.meeting.starts or one.confirmed_at.group_id != one.meeting.group_id:
            yield Broken(f"meeting {one.meeting.ref}", "its minutes are confirmed by no later meeting (practice P7)")
