"""Decisions as screens show them: what was decided, how each party voted, and what became of it since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnering_desk.app.register import Register
from partnering_desk.records.models import Decision, DecisionKind, DecisionOutcome, Group, PartyView, Vote
from partnering_desk.rules import votes as rule
from partnering_desk.rules.clause import G5_7
from partnering_desk.rules.finding import Counted, Finding, shortfall
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import ReservedMatter
from partnering_desk.rules.votes import Choice, Effect, FollowOn
from partnering_desk.rules.wording import show_time

__all__ = ["DecisionKind", "DecisionOutcome", "DecisionRow", "VoteRow", "decision_row", "decision_rows", "votes_of"]


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One party's vote as it was cast."""

    party: PartyRole
    choice: Choice
    cast_by_id: int | None
    cast_by: str


@dataclass(frozen=True, slots=True)
class ViewRow:
    """What one authority of a party said beside the party's vote (cross-authority)."""

    organisation: str
    person: str
    view: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with all that hangs on it. Names are short, references whole, empty words mean none."""

    decision_id: int
    ref: str
    group_id: int
    group: str
    meeting_id: int | None
    item_id: int | None
    item_title: str
    kind: DecisionKind
    outcome: DecisionOutcome
    text: str
    reasons: str
    options: str
    taken_at: datetime
    clause: str
    votes: tuple[VoteRow, ...]
    votes_words: str
    outcome_words: str
    quorum_words: str
    counted: tuple[str, ...]
    follow_on: FollowOn | None
    effect: Effect | None
    effect_owner_id: int | None
    effect_owner: str
    effect_due: date | None
    effected_on: date | None
    authority_person: str
    authority_due: date | None
    authority_answered_on: date | None
    views: tuple[ViewRow, ...]
    replaced_by: str
    replaces: tuple[str, ...]
    ratifies: str
    ratified_by: str
    confidential: bool

    @property
    def stands(self) -> bool:
        """Whether it is a decision in force: carried, and not overruled since (Governance 7.2)."""
        return self.outcome is DecisionOutcome.CARRIED and not self.replaced_by

    @property
    def effect_open(self) -> bool:
        """Whether it still has to be given effect (Governance 5.4.6)."""
        return self.stands and self.effect is not Effect.NONE_NEEDED and self.effected_on is None


def votes_of(decision: Decision) -> tuple[rule.Vote, ...]:
    """The votes of a decision as the rules take them."""
    return tuple(
        rule.Vote(vote.party, vote.choice, short_name(vote.cast_by.name) if vote.cast_by else "", vote.cast_by_id)
        for vote in decision.votes
    )


def reserved_of(decision: Decision) -> ReservedMatter | None:
    """The reserved matter that a decision was, as it was decided; None for one by unanimity (Governance 5.7)."""
    if decision.clause in (G5_7.ref, ""):
        return None
    agreed = [vote.party for vote in decision.votes if vote.choice is Choice.FOR]
    alone = agreed[0] if decision.outcome is DecisionOutcome.CARRIED and len(agreed) == 1 else None
    return ReservedMatter(decision.clause, decision.clause, alone)


_OUTCOMES = {
    DecisionOutcome.CARRIED: "Carried",
    DecisionOutcome.NOT_AGREED: "Not agreed",
    DecisionOutcome.RECOMMENDED: "Recommended",
    DecisionOutcome.DEFERRED_FOR_AUTHORITY: "Deferred for authority",
}


@dataclass(frozen=True, slots=True)
class _Links:
    replaces: tuple[str, ...]
    ratified_by: str


def decision_row(session: Session, decision: Decision) -> DecisionRow:
    """One decision as shown."""
    return _rows(session, [decision])[0]


def _links(session: Session, ids: Iterable[int]) -> dict[int, _Links]:
    wanted = list(ids)
    replaces: dict[int, list[str]] = {}
    ratified: dict[int, str] = {}
    asked = select(Decision.id, Decision.ref, Decision.replaced_by_id, Decision.ratifies_id).where(
        Decision.replaced_by_id.in_(wanted) | Decision.ratifies_id.in_(wanted)
    )
    for _, ref, by, ratifies in session.execute(asked):
        if by is not None:
            replaces.setdefault(by, []).append(ref)
        if ratifies is not None:
            ratified[ratifies] = ref
    return {one: _Links(tuple(replaces.get(one, ())), ratified.get(one, "")) for one in wanted}


def _rows(session: Session, decisions: Iterable[Decision]) -> tuple[DecisionRow, ...]:
    decisions = list(decisions)
    links = _links(session, [one.id for one in decisions])
    return tuple(_row(one, links[one.id]) for one in decisions)


def _row(one: Decision, links: _Links) -> DecisionRow:
    finding = Finding.from_plain(json.loads(one.quorum)) if one.quorum else None
    votes = votes_of(one)
    return DecisionRow(
        decision_id=one.id,
        ref=one.ref,
        group_id=one.group_id,
        group=one.group.name,
        meeting_id=one.meeting_id,
        item_id=one.item_id,
        item_title=one.item.title if one.item else "",
        kind=one.kind,
        outcome=one.outcome,
        text=one.text,
        reasons=one.reasons,
        options=one.options,
        taken_at=one.taken_at,
        clause=one.clause,
        votes=tuple(VoteRow(vote.party, vote.choice, vote.cast_by_id, vote.cast_by) for vote in votes),
        votes_words=rule.vote_sentence(votes, reserved_of(one)) if votes else "",
        outcome_words=_outcome_words(one),
        quorum_words=_quorum_words(finding),
        counted=tuple(_seat(counted) for counted in finding.counted) if finding else (),
        follow_on=one.follow_on,
        effect=one.effect,
        effect_owner_id=one.effect_owner_id,
        effect_owner=short_name(one.effect_owner.name) if one.effect_owner else "",
        effect_due=one.effect_due,
        effected_on=one.effected_on,
        authority_person=short_name(one.authority_person.name) if one.authority_person else "",
        authority_due=one.authority_due,
        authority_answered_on=one.authority_answered_on,
        views=tuple(
            ViewRow(view.organisation.name, short_name(view.person.name) if view.person else "", view.view)
            for view in one.views
        ),
        replaced_by=one.replaced_by.ref if one.replaced_by else "",
        replaces=links.replaces,
        ratifies=one.ratifies.ref if one.ratifies else "",
        ratified_by=links.ratified_by,
        confidential=bool(one.item and one.item.confidential_because),
    )


def _outcome_words(decision: Decision) -> str:
    if decision.outcome is DecisionOutcome.CARRIED and reserved_of(decision) is None:
        return "Carried unanimously"
    return _OUTCOMES[decision.outcome]


def _quorum_words(finding: Finding | None) -> str:
    if finding is None:
        return ""
    if not finding.quorate:
        return shortfall(finding)
    return (
        f"Quorate at {show_time(finding.at)}: Commissioner {finding.commissioner}, "
        f"Contractor {finding.contractor} present (Governance 5.5)"
    )


def _seat(counted: Counted) -> str:
    name = short_name(counted.name)
    return f"{name} (delegate for {short_name(counted.delegate_for)})" if counted.delegate_for else name


def rows_of(session: Session, meeting_id: int) -> tuple[DecisionRow, ...]:
    """What was put at one meeting, in the order of its numbers."""
    asked = select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.number)
    return _rows(session, session.scalars(asked))


_AT_ONCE = (
    joinedload(Decision.group),
    joinedload(Decision.item),
    joinedload(Decision.effect_owner),
    joinedload(Decision.authority_person),
    joinedload(Decision.replaced_by),
    joinedload(Decision.ratifies),
    selectinload(Decision.votes).joinedload(Vote.cast_by),
    selectinload(Decision.views).joinedload(PartyView.organisation),
    selectinload(Decision.views).joinedload(PartyView.person),
)
"""What a row shows of other tables, asked once for all rows and not for each."""


def decision_rows(
    register: Register,
    group_id: int | None = None,
    meeting_id: int | None = None,
    open_effect: bool = False,
    standing: bool = False,
) -> tuple[DecisionRow, ...]:
    """The decisions of the partnering shown, newest first; of one group or meeting when given.

    `open_effect` keeps those still to be given effect (Governance 5.4.6), `standing` those in force.
    """
    asked = (
        select(Decision)
        .join(Group, Decision.group_id == Group.id)
        .where(Group.partnering_id == register.partnering_id)
        .options(*_AT_ONCE)
        .order_by(Decision.taken_at.desc(), Decision.id.desc())
    )
    if group_id is not None:
        asked = asked.where(Decision.group_id == group_id)
    if meeting_id is not None:
        asked = asked.where(Decision.meeting_id == meeting_id)
    with register.read() as session:
        rows = _rows(session, session.scalars(asked))
    return tuple(one for one in rows if (not open_effect or one.effect_open) and (not standing or one.stands))
