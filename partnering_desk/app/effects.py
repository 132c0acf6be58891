"""What becomes of a decision: its effect, the authority asked for, and what replaced it (G5.4.6, 5.6, 7.2)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import Decision, DecisionOutcome
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_4_6, G5_6, G7_2, Refusal
from partnering_desk.rules.decisions import check_given_effect, check_overrule
from partnering_desk.rules.votes import Effect, Outcome


def set_effect(
    register: Register,
    decision_id: int,
    effect: Effect | None,
    owner_id: int | None = None,
    due: date | None = None,
) -> None:
    """Say how a decision takes effect, who sees to it and by when (Governance 5.4.6).

    Raises `Refusal` for one that is not in force, or has been given effect.
    """
    with register.write() as session:
        decision = _in_force(session, decision_id)
        if decision.effected_on is not None:
            raise Refusal(f"{decision.ref} has been given effect already (Governance 5.4.6).", G5_4_6)
        decision.effect = effect
        decision.effect_owner_id = owner_id
        decision.effect_due = due


def _in_force(session: Session, decision_id: int) -> Decision:
    decision = row(session, Decision, decision_id)
    if decision.outcome is not DecisionOutcome.CARRIED:
        raise Refusal(f"{decision.ref} was not carried, so there is nothing to give effect to.", G5_4_6)
    if decision.replaced_by is not None:
        raise Refusal(
            f"{decision.ref} was replaced by {decision.replaced_by.ref} (Governance 7.2). Give effect to that.",
            G7_2,
        )
    return decision


def give_effect(register: Register, decision_id: int, on: date, effect: Effect | None = None) -> None:
    """Note the day on which a decision was given effect, and how (Governance 5.4.6).

    Raises `Refusal` for one that is not in force, without a way, or for a day before it or still to come.
    """
    with register.write() as session:
        decision = _in_force(session, decision_id)
        how = effect or decision.effect
        if how is None:
            raise Refusal("Say how it takes effect: instruction, change control, letter (Governance 5.4.6).", G5_4_6)
        check_given_effect(how, decision.taken_at.date(), on, register.today())
        decision.effect = how
        decision.effected_on = on


def overrule(register: Register, decision_id: int, by_id: int) -> None:
    """Mark a Working Group's decision as overruled or changed by the Core Group's decision `by_id` (G7.2).

    The old one stays, marked with what replaced it. Raises `Refusal` for any other pair.
    """
    with register.write() as session:
        old, new = row(session, Decision, decision_id), row(session, Decision, by_id)
        carried = Outcome.CARRIED if new.outcome is DecisionOutcome.CARRIED else Outcome.NOT_AGREED
        check_overrule(new.group.kind, carried, old.ref, old.replaced_by.ref if old.replaced_by else None)
        if old.group.kind is GroupKind.CORE:
            raise Refusal(
                f"{old.ref} is the Core Group's own. Only a Working Group's is overruled (Governance 7.2).", G7_2
            )
        if new.taken_at < old.taken_at:
            raise Refusal(f"{new.ref} was taken before {old.ref}, so cannot overrule it (Governance 7.2).", G7_2)
        old.replaced_by = new


def answer_authority(register: Register, decision_id: int, on: date) -> None:
    """Note the day on which the authority asked for was answered (Governance 5.6). Raises `Refusal` otherwise."""
    with register.write() as session:
        decision = row(session, Decision, decision_id)
        if decision.outcome is not DecisionOutcome.DEFERRED_FOR_AUTHORITY:
            raise Refusal(f"{decision.ref} is not deferred for authority (Governance 5.6).", G5_6)
        if not decision.taken_at.date() <= on <= register.today():
            raise Refusal("An answer comes between the meeting and today. Type the date again.", G5_6)
        decision.authority_answered_on = on
