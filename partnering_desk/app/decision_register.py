"""The decision register as a board paper: what was decided in a period, by which votes, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from partnering_desk.app.decision_history import authority_words, effect_words
from partnering_desk.app.decision_rows import DecisionKind, DecisionOutcome, DecisionRow, decision_rows
from partnering_desk.app.groups import group_rows
from partnering_desk.app.list_header import list_header
from partnering_desk.app.register import Register
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import DecisionRegisterSheet, DecisionsOfGroup, RegisteredDecision
from partnering_desk.rules.clause import G5_7
from partnering_desk.rules.wording import count, join_words, sentence_case, show_day

HIDDEN_DECISION = "Left out of this copy: it belongs to a confidential item."


def decision_register(
    register: Register,
    first: date | None = None,
    last: date | None = None,
    group_id: int | None = None,
    *,
    without_confidential: bool = False,
) -> Outline:
    """What was decided from `first` (the beginning when None) to `last` (today), by one group or by all.

    It stands as it did at the end of `last`. Without confidential items, a gap stands in the place of what was decided
    under one (practice P9). Raises `Refusal` for a period that ends before it begins, or when there is no such group.
    """
    from partnering_desk.documents.registers import decision_register_outline

    sheet = decision_register_sheet(register, first, last, group_id, without_confidential=without_confidential)
    return decision_register_outline(sheet)


def decision_register_sheet(
    register: Register,
    first: date | None = None,
    last: date | None = None,
    group_id: int | None = None,
    *,
    without_confidential: bool = False,
) -> DecisionRegisterSheet:
    """What the decision register says; as `decision_register`."""
    end = last or register.today()
    with register.read() as session:
        header = list_header(session, register, group_id, end, first)
    rows = decided(register, first, end, group_id)
    groups = [
        DecisionsOfGroup(
            group.name,
            tuple(registered(one, without_confidential) for one in rows if one.group_id == group.group_id),
        )
        for group in group_rows(register)
    ]
    return DecisionRegisterSheet(header, _summary(rows), tuple(one for one in groups if one.decisions))


def decided(register: Register, first: date | None, last: date, group_id: int | None = None) -> tuple[DecisionRow, ...]:
    """What was decided in a period, oldest first, as it stood at the end of its `last` day."""
    every = decision_rows(register)
    taken = {one.ref: one.taken_at.date() for one in every}
    return tuple(
        _as_at(one, last, taken)
        for one in reversed(every)
        if (first or date.min) <= one.taken_at.date() <= last and group_id in (None, one.group_id)
    )


def _as_at(one: DecisionRow, last: date, taken: Mapping[str, date]) -> DecisionRow:
    """A decision without what became of it after a day."""
    return replace(
        one,
        effected_on=one.effected_on if one.effected_on and one.effected_on <= last else None,
        authority_answered_on=one.authority_answered_on
        if one.authority_answered_on and one.authority_answered_on <= last
        else None,
        replaced_by=one.replaced_by if taken.get(one.replaced_by, date.max) <= last else "",
        ratified_by=one.ratified_by if taken.get(one.ratified_by, date.max) <= last else "",
    )


def _summary(rows: tuple[DecisionRow, ...]) -> str:
    if not rows:
        return "Nothing was decided."
    kinds = (
        (sum(one.outcome is DecisionOutcome.CARRIED for one in rows), "decision carried", "decisions carried"),
        (sum(one.outcome is DecisionOutcome.NOT_AGREED for one in rows), "not agreed", "not agreed"),
        (
            sum(one.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY for one in rows),
            "deferred for authority",
            "deferred for authority",
        ),
        (sum(one.outcome is DecisionOutcome.RECOMMENDED for one in rows), "recommendation", "recommendations"),
    )
    said = join_words(count(number, one, many) for number, one, many in kinds if number)
    waiting = sum(one.effect_open for one in rows)
    return (
        f"{said}. {count(waiting, 'decision')} still to be given effect (Governance 5.4.6)." if waiting else f"{said}."
    )


def registered(one: DecisionRow, without_confidential: bool = False) -> RegisteredDecision:
    """One decision as its register lists it."""
    when = show_day(one.taken_at.date())
    if one.confidential and without_confidential:
        return RegisteredDecision(one.ref, when, HIDDEN_DECISION)
    carried = one.outcome is DecisionOutcome.CARRIED
    overruled = f"Overruled by {one.replaced_by}" if one.replaced_by else ""
    return RegisteredDecision(
        ref=one.ref,
        when=when,
        text=one.text,
        outcome=overruled or ("" if carried else one.outcome_words),
        votes=one.votes_words,
        became=tuple(_became(one)),
    )


def _became(one: DecisionRow) -> Iterator[str]:
    """What follows from a decision, a sentence each."""
    if one.kind is DecisionKind.IN_WRITING:
        yield "Decided in writing."
    if one.clause not in (G5_7.ref, "") and one.kind is DecisionKind.DECISION:
        yield f"Under {one.clause}."
    if one.ratifies:
        yield f"Settles {one.ratifies}."
    if one.replaces:
        yield f"Overrules {join_words(one.replaces)} (Governance 7.2)."
    effect = effect_words(one) or authority_words(one)
    if effect:
        yield f"Effect: {effect[0].lower()}{effect[1:].rstrip('.')}." if one.stands else effect
    if one.follow_on is not None:
        yield one.follow_on.sentence
    if one.kind is DecisionKind.RECOMMENDATION:
        yield f"Settled by {one.ratified_by}." if one.ratified_by else "Goes to the next quorate meeting for decision."
    if one.replaced_by:
        yield sentence_case("no longer in force (Governance 7.2).")
