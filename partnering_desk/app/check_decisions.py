"""Whether decisions were taken as the contract has it (Governance 5.4.6, 5.5 to 5.7, 7.2; practice P1, P6, P12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken, refused
from partnering_desk.app.lookups import settings_on
from partnering_desk.records.models import (
    Capacity,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Person,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.decisions import check_given_effect, check_overrule
from partnering_desk.rules.finding import Finding, require_quorum
from partnering_desk.rules.numbers import decision_ref, recommendation_ref, written_ref
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.votes import (
    Outcome,
    Vote,
    check_follow_on,
    check_in_writing,
    check_votes,
    outcome,
)

_OUTCOMES = {DecisionOutcome.CARRIED: Outcome.CARRIED, DecisionOutcome.NOT_AGREED: Outcome.NOT_AGREED}


def faults(session: Session) -> Iterator[Broken]:
    """Every fault in the decisions."""
    check = _Check(session)
    for one in session.scalars(select(Decision).order_by(Decision.id)):
        yield from check.decision(one)


@dataclass(slots=True)
class _Check:
    session: Session
    merged: dict[int, int] = field(default_factory=dict)
    """Who a person turned out to be, by id; the findings kept with decisions name people as they were then."""

    def __post_init__(self) -> None:
        asked = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
        self.merged.update({one: into for one, into in self.session.execute(asked) if into is not None})

    def who(self, person_id: int) -> int:
        """The person whom an id stands for, after entries that were one person were merged."""
        for _ in range(len(self.merged)):
            person_id = self.merged.get(person_id, person_id)
        return person_id

    def decision(self, one: Decision) -> Iterator[Broken]:
        where = f"decision {one.ref}"
        readings = settings_on(self.session, one.group.partnering_id, one.taken_at.date())
        yield from _numbered(one, where)
        if one.kind is DecisionKind.RECOMMENDATION:
            yield from _without_quorum(one, where)
        if one.outcome in _OUTCOMES:
            yield from self._voted(one, where, readings)
        elif one.votes:
            yield Broken(where, "It has votes though it was not put to the vote (Governance 5.7).")
        if one.outcome is DecisionOutcome.NOT_AGREED:
            yield from refused(where, lambda: check_follow_on(one.group.kind, one.follow_on))
        elif one.follow_on is not None:
            yield Broken(where, "It says what follows though it was not put and lost (Governance 5.7).")
        if one.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY and None in (one.authority_person, one.authority_due):
            yield Broken(where, "It is deferred for authority to nobody, or without a date (Governance 5.6).")
        yield from _later(one, where)
        yield from _effect(one, where)

    def _voted(self, one: Decision, where: str, readings: Settings) -> Iterator[Broken]:
        votes = [
            Vote(
                vote.party,
                vote.choice,
                vote.cast_by.name if vote.cast_by else "",
                None if vote.cast_by_id is None else self.who(vote.cast_by_id),
            )
            for vote in one.votes
        ]
        reserved = next((matter for matter in readings.reserved_matters if matter.clause == one.clause), None)
        cast = {vote.party for vote in votes}
        needed = {reserved.decided_by} if reserved and reserved.decided_by else set(PartyRole)
        for party in sorted(needed - cast):
            yield Broken(where, f"The vote of the {party.words} is missing (Governance 5.7).")
        if outcome(votes, reserved) is not _OUTCOMES[one.outcome]:
            yield Broken(where, f"Its votes do not make it {one.outcome.value.replace('_', ' ')} (Governance 5.7).")
        if one.kind is DecisionKind.IN_WRITING:
            yield from refused(where, lambda: check_in_writing(votes, readings))
        else:
            yield from self._with_quorum(one, where, votes)

    def _with_quorum(self, one: Decision, where: str, votes: list[Vote]) -> Iterator[Broken]:
        try:
            finding = self._merged(finding_of(one))
            require_quorum(finding)
        except Refusal as refusal:
            yield Broken(where, f"It was taken without a quorum: {refusal.sentence}")
            return
        here = {
            self.who(attendance.person_id): attendance.party
            for attendance in (one.meeting.attendances if one.meeting else ())
            if attendance.capacity is not Capacity.IN_ATTENDANCE
        }
        for counted in finding.counted:
            if here.get(counted.person_id) is not counted.party:
                words = f"{counted.name} counted for the quorum and was not at the meeting for the "
                yield Broken(where, f"{words}{counted.party.words} (practice P12).")
        if finding.at != one.taken_at:
            yield Broken(where, "Its quorum was found at another moment than it was taken (practice P1).")
        yield from refused(where, lambda: check_votes(votes, finding))

    def _merged(self, finding: Finding) -> Finding:
        counted = tuple(replace(one, person_id=self.who(one.person_id)) for one in finding.counted)
        return replace(finding, counted=counted)


def finding_of(decision: Decision) -> Finding:
    """The quorum finding that a decision keeps (practice P1). Raises `Refusal` when it keeps none."""
    try:
        kept = json.loads(decision.quorum)
    except (ValueError, RecursionError):
        kept = None
    return Finding.from_plain(kept if isinstance(kept, dict) else {})


def _numbered(one: Decision, where: str) -> Iterator[Broken]:
    if one.meeting is None:
        ref = written_ref(one.group.code, one.year, one.number)
    elif one.kind is DecisionKind.RECOMMENDATION:
        ref = recommendation_ref(one.meeting.ref, one.number)
    else:
        ref = decision_ref(one.meeting.ref, one.number)
        if one.number >= one.meeting.next_decision:
            yield Broken(where, "Its number could be given again (practice P6).")
    if one.ref != ref:
        yield Broken(where, f"Its number would have to be {ref} (practice P6).")
    if one.meeting is not None and one.meeting.group_id != one.group_id:
        yield Broken(where, "It is a decision of another group than its meeting's.")
    if one.item is not None and one.item.meeting_id != one.meeting_id:
        yield Broken(where, "It stands under an item of another meeting.")


def _without_quorum(one: Decision, where: str) -> Iterator[Broken]:
    try:
        quorate = finding_of(one).quorate
    except Refusal as refusal:
        yield Broken(where, refusal.sentence)
        return
    if quorate:
        yield Broken(where, "It is a recommendation though the group could decide (Governance 5.5, 5.7).")


def _later(one: Decision, where: str) -> Iterator[Broken]:
    """What later decisions made of it."""
    new, old = one.replaced_by, one.ratifies
    if new is not None:
        became = _OUTCOMES.get(new.outcome)
        yield from refused(where, lambda: check_overrule(new.group.kind, became, one.ref))
        if one.group.kind is GroupKind.CORE or new.group.partnering_id != one.group.partnering_id:
            yield Broken(where, "Only a Working Group's decision is overruled, by its Core Group (Governance 7.2).")
        if new.taken_at < one.taken_at:
            yield Broken(where, f"{new.ref}, which overruled it, was taken before it (Governance 7.2).")
    if old is not None and old.taken_at > one.taken_at:
        yield Broken(where, f"It was taken before {old.ref}, the recommendation that it settles (Governance 5.5).")
    if one.authority_answered_on is not None and one.authority_answered_on < one.taken_at.date():
        yield Broken(where, "The authority answered before the matter was deferred (Governance 5.6).")
    if old is not None and (old.kind is not DecisionKind.RECOMMENDATION or old.group_id != one.group_id):
        yield Broken(where, f"It cannot settle {old.ref}, which is no recommendation of its group (Governance 5.5).")


def _effect(one: Decision, where: str) -> Iterator[Broken]:
    given = one.effected_on
    if given is None:
        return
    if one.outcome is not DecisionOutcome.CARRIED or one.effect is None:
        yield Broken(where, "It was given effect though it was not carried, or nothing says how (Governance 5.4.6).")
        return
    yield from refused(where, lambda: check_given_effect(one.effect, one.taken_at.date(), given, given))
