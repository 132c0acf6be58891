"""What became of a decision, in order: recommended, ratified, given effect, overruled (Governance 5.4.6, 5.6, 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnering_desk.app.decision_rows import DecisionKind, DecisionOutcome, DecisionRow
from partnering_desk.rules.votes import Effect
from partnering_desk.rules.wording import sentence_case, show_date


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that became of it. `ref` is the other decision that did it, or to which it was done."""

    words: str
    on: date | None = None
    ref: str = ""


_TAKEN = {
    DecisionKind.DECISION: "Put to the vote",
    DecisionKind.RECOMMENDATION: "Noted as a recommendation, without quorum",
    DecisionKind.IN_WRITING: "Decided in writing between meetings",
}


def history(decision: DecisionRow) -> tuple[Step, ...]:
    """The steps of one decision, the first first."""
    steps = [Step(f"{_TAKEN[decision.kind]}: {decision.outcome_words.lower()}.", decision.taken_at.date())]
    if decision.ratifies:
        steps.insert(0, Step(f"Recommended as {decision.ratifies}.", ref=decision.ratifies))
    steps += [Step(f"It overruled {ref} (Governance 7.2).", ref=ref) for ref in decision.replaces]
    if decision.follow_on is not None:
        steps.append(Step(decision.follow_on.sentence))
    if decision.authority_answered_on is not None:
        steps.append(Step(f"{decision.authority_person} answered.", decision.authority_answered_on))
    if decision.effected_on is not None and decision.effect is not None:
        steps.append(Step(f"Given effect by {decision.effect.words.lower()}.", decision.effected_on))
    if decision.ratified_by:
        steps.append(Step(f"Settled by {decision.ratified_by}.", ref=decision.ratified_by))
    if decision.replaced_by:
        steps.append(Step(f"Overruled by {decision.replaced_by} (Governance 7.2).", ref=decision.replaced_by))
    return tuple(steps)


def effect_words(decision: DecisionRow) -> str:
    """How a decision takes effect and whether it has: "Letter, R. Lindqvist, by Fri 4 Dec 2026"."""
    if not decision.stands:
        return ""
    if decision.effect is Effect.NONE_NEEDED:
        return "None needed"
    if decision.effect is None:
        return "How is not said yet"
    how = decision.effect.words
    if decision.effected_on is not None:
        return f"Given {show_date(decision.effected_on)} by {how.lower()}"
    by = f"by {show_date(decision.effect_due)}" if decision.effect_due else ""
    return ", ".join(filter(None, [how, decision.effect_owner, by]))


def authority_words(decision: DecisionRow) -> str:
    """Whose authority is asked for, and whether the answer has come; "" when none is asked for."""
    if decision.outcome is not DecisionOutcome.DEFERRED_FOR_AUTHORITY:
        return ""
    if decision.authority_answered_on is not None:
        return f"{decision.authority_person} answered on {show_date(decision.authority_answered_on)}."
    due = f" by {show_date(decision.authority_due)}" if decision.authority_due else ""
    return sentence_case(f"the answer of {decision.authority_person} is awaited{due} (Governance 5.6).")


def quorum_found(decision: DecisionRow) -> str:
    """The quorum as it was found, in a word or two; the whole finding is in `quorum_words`."""
    if decision.kind is DecisionKind.IN_WRITING:
        return "In writing"
    if decision.kind is DecisionKind.RECOMMENDATION:
        return "Not quorate"
    return "Quorate" if decision.quorum_words.startswith("Quorate") else "Not quorate"
