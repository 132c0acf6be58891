"""Decisions that both parties take in writing between meetings, where the partnering allows it (practice P10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app.ballots import check_cast_in_writing, with_names
from partnering_desk.app.decision_rows import DecisionRow, decision_row
from partnering_desk.app.lookups import row, settings_on
from partnering_desk.app.matters import Matter, keep_votes, worded
from partnering_desk.app.register import Register
from partnering_desk.records.models import Decision, DecisionKind, DecisionOutcome, Group
from partnering_desk.rules import votes as rule
from partnering_desk.rules.clause import G5_7, P10, Refusal
from partnering_desk.rules.numbers import written_ref
from partnering_desk.rules.votes import FollowOn, Outcome


def decide_in_writing(
    register: Register,
    group_id: int,
    text: str,
    votes: Sequence[rule.Vote],
    decided_on: date,
    *,
    follow_on: FollowOn | None = None,
    reasons: str = "",
    options: str = "",
) -> DecisionRow:
    """Record a decision that both parties took in writing between meetings; the next one tables it (P10).

    Raises `Refusal` when the partnering does not allow it, a vote has not come or is not theirs to cast who
    cast it, or the day is still to come.
    """
    with register.write() as session:
        group = row(session, Group, group_id)
        votes = with_names(session, votes)
        rule.check_in_writing(votes, settings_on(session, group.partnering_id, decided_on))
        check_cast_in_writing(session, group, votes, decided_on)
        if decided_on > register.today():
            raise Refusal("A decision in writing is recorded once both votes are in. Type a day up to today.", P10)
        kept, carried = worded(Matter(text, reasons, options)), rule.outcome(votes) is Outcome.CARRIED
        if not carried:
            rule.check_follow_on(group.kind, follow_on)
        number = _next_in_writing(session, group, decided_on.year)
        today = decided_on == register.today()
        decision = Decision(
            group=group,
            ref=written_ref(group.code, decided_on.year, number),
            number=number,
            year=decided_on.year,
            kind=DecisionKind.IN_WRITING,
            outcome=DecisionOutcome.CARRIED if carried else DecisionOutcome.NOT_AGREED,
            text=kept.text,
            reasons=kept.reasons,
            options=kept.options,
            taken_at=register.now() if today else datetime.combine(decided_on, time()),
            clause=G5_7.ref,
            follow_on=None if carried else follow_on,
            recorded_at=register.now(),
            recorded_by=register.who,
        )
        keep_votes(decision, votes, ())
        session.add(decision)
        session.flush()
        return decision_row(session, decision)


def _next_in_writing(session: Session, group: Group, year: int) -> int:
    last = session.scalar(
        select(func.max(Decision.number)).where(
            Decision.group_id == group.id,
            Decision.kind == DecisionKind.IN_WRITING,
            Decision.year == year,
        )
    )
    return (last or 0) + 1
