"""Putting a matter to the vote, and what becomes of it (Governance 5.5 to 5.7, 5.4.6, 7.2; practice P1, P10 to P12)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from partnering_desk.app.ballots import ballots, check_lead, finding_now, with_names
from partnering_desk.app.decision_rows import DecisionRow, decision_row, decision_rows
from partnering_desk.app.effects import answer_authority, give_effect, overrule, set_effect
from partnering_desk.app.going_on import in_session
from partnering_desk.app.in_writing import decide_in_writing
from partnering_desk.app.lookups import row, settings_on
from partnering_desk.app.matters import Matter, View, keep_votes, worded
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    AgendaItem,
    Decision,
    DecisionKind,
    DecisionOutcome,
    ItemState,
    Meeting,
    PartyView,
    Person,
    Vote,
)
from partnering_desk.rules import votes as rule
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.clause import G5_5, G5_6, G5_7, P10, Refusal
from partnering_desk.rules.decisions import check_deferral
from partnering_desk.rules.finding import Finding, require_quorum
from partnering_desk.rules.numbers import decision_ref, recommendation_ref
from partnering_desk.rules.settings import ReservedMatter, Settings
from partnering_desk.rules.votes import FollowOn, Outcome

__all__ = [
    "View",
    "answer_authority",
    "ballots",
    "decide_in_writing",
    "decision_rows",
    "defer_for_authority",
    "give_effect",
    "overrule",
    "put",
    "recommend",
    "set_effect",
    "take_back",
]


def put(
    register: Register,
    meeting_id: int,
    item_id: int,
    text: str,
    votes: Sequence[rule.Vote],
    *,
    follow_on: FollowOn | None = None,
    reasons: str = "",
    options: str = "",
    views: Sequence[View] = (),
    reserved: str = "",
) -> DecisionRow:
    """Put a matter to the vote and record what came of it, with the quorum as found at this moment (P1, P12).

    `votes` need a party, a choice and who cast it (`cast_by_id`). `follow_on` says what follows when not both
    parties are for it; `reserved` is the title of the reserved matter that it is (Governance 5.7). Under an item
    that brings back a recommendation, it settles that. Raises `Refusal`, with the clause and what can be done
    instead, when there is no quorum, a vote is nobody's to cast, or what follows is not chosen.
    """
    with register.write() as session:
        meeting, item = _matter_of(session, meeting_id, item_id)
        settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
        matter, kept = _reserved(settings, reserved), worded(Matter(text, reasons, options))
        finding = finding_now(session, meeting, register)
        require_quorum(finding)
        votes = with_names(session, votes)
        rule.check_votes(votes, finding)
        check_lead(session, meeting, finding, votes)
        carried = rule.outcome(votes, matter) is Outcome.CARRIED
        if not carried:
            rule.check_follow_on(meeting.group.kind, follow_on)
        decision = _record(register, session, meeting, item, kept, finding)
        decision.outcome = DecisionOutcome.CARRIED if carried else DecisionOutcome.NOT_AGREED
        decision.follow_on = None if carried else follow_on
        decision.clause = matter.clause if matter else G5_7.ref
        decision.ratifies_id = _recommendation(session, item)
        keep_votes(decision, votes, views)
        if decision.follow_on is FollowOn.DEFER:
            item.state = ItemState.DEFERRED
        session.flush()
        return decision_row(session, decision)


def _matter_of(session: Session, meeting_id: int, item_id: int) -> tuple[Meeting, AgendaItem]:
    meeting = in_session(session, meeting_id)
    item = row(session, AgendaItem, item_id)
    if item.meeting_id != meeting_id:
        raise Refusal("That item is not on this meeting's agenda. Choose another.")
    return meeting, item


def _reserved(settings: Settings, title: str) -> ReservedMatter | None:
    if not title:
        return None
    for one in settings.reserved_matters:
        if one.title == title:
            return one
    raise Refusal(f"“{title}” is not among this partnering's reserved matters (Governance 5.7).", G5_7)


def _recommendation(session: Session, item: AgendaItem) -> int | None:
    """The recommendation that a decision under `item` settles; refused when one has settled it already."""
    if item.kind is not ItemKind.RECOMMENDATION or item.decision_id is None:
        return None
    settled = session.scalar(select(Decision.ref).where(Decision.ratifies_id == item.decision_id))
    return None if settled is not None else item.decision_id


def _record(
    register: Register, session: Session, meeting: Meeting, item: AgendaItem, matter: Matter, finding: Finding
) -> Decision:
    """A decision of the meeting with the next number, not voted on yet; the draft has become it."""
    decision = Decision(
        group=meeting.group,
        meeting=meeting,
        item=item,
        ref=decision_ref(meeting.ref, meeting.next_decision),
        number=meeting.next_decision,
        year=meeting.year,
        kind=DecisionKind.DECISION,
        text=matter.text,
        reasons=matter.reasons,
        options=matter.options,
        taken_at=finding.at,
        quorum=json.dumps(finding.to_plain(), ensure_ascii=False),
        recorded_at=register.now(),
        recorded_by=register.who,
    )
    meeting.next_decision += 1
    item.decision_draft = ""
    session.add(decision)
    return decision


def recommend(
    register: Register, meeting_id: int, item_id: int, text: str, *, reasons: str = "", options: str = ""
) -> DecisionRow:
    """Note what a meeting without quorum would decide: the next quorate one decides it (G5.5, inquorate).

    Raises `Refusal` when the group can decide: then it is put to the vote.
    """
    with register.write() as session:
        meeting, item = _matter_of(session, meeting_id, item_id)
        finding = finding_now(session, meeting, register)
        if finding.quorate:
            raise Refusal("The group can decide now, so put it to the vote (Governance 5.7).", G5_7)
        number = meeting.next_decision
        decision = _record(register, session, meeting, item, worded(Matter(text, reasons, options)), finding)
        meeting.next_decision = number
        decision.number = _next_recommendation(session, meeting)
        decision.ref = recommendation_ref(meeting.ref, decision.number)
        decision.kind = DecisionKind.RECOMMENDATION
        decision.outcome = DecisionOutcome.RECOMMENDED
        decision.clause = G5_5.ref
        session.flush()
        return decision_row(session, decision)


def _next_recommendation(session: Session, meeting: Meeting) -> int:
    with session.no_autoflush:
        last = session.scalar(
            select(func.max(Decision.number)).where(
                Decision.meeting_id == meeting.id, Decision.kind == DecisionKind.RECOMMENDATION
            )
        )
    return (last or 0) + 1


def defer_for_authority(
    register: Register,
    meeting_id: int,
    item_id: int,
    text: str,
    person_id: int,
    due: date | None,
    declared_by_id: int | None = None,
) -> DecisionRow:
    """Defer a matter that a representative must refer back: who has the authority, and by when (Governance 5.6).

    `declared_by_id` is the representative who said so. Raises `Refusal` without a date, or for one that passed.
    """
    with register.write() as session:
        meeting, item = _matter_of(session, meeting_id, item_id)
        person = row(session, Person, person_id)
        check_deferral(person.name, due, register.today())
        finding = finding_now(session, meeting, register)
        decision = _record(register, session, meeting, item, worded(Matter(text)), finding)
        decision.outcome = DecisionOutcome.DEFERRED_FOR_AUTHORITY
        decision.clause = G5_6.ref
        decision.authority_person = person
        decision.authority_due = due
        decision.authority_declared_by_id = declared_by_id
        item.state = ItemState.DEFERRED
        session.flush()
        return decision_row(session, decision)


def take_back(register: Register, decision_id: int) -> None:
    """Undo a decision recorded by mistake, while its meeting goes on; its wording returns to the item.

    Its number is not given again. Raises `Refusal` once the meeting is over (practice P1).
    """
    with register.write() as session:
        decision = row(session, Decision, decision_id)
        if decision.meeting_id is None:
            raise Refusal(f"{decision.ref} was taken in writing and stands (Practice: in writing).", P10)
        in_session(session, decision.meeting_id)
        if decision.item is not None:
            decision.item.decision_draft = decision.item.decision_draft or decision.text
            if decision.item.state is ItemState.DEFERRED:
                decision.item.state = ItemState.OPEN
        for kind in (Vote, PartyView):
            session.execute(delete(kind).where(kind.decision_id == decision.id))
        session.delete(decision)
