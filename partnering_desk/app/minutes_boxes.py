"""A decision as the minutes say it, with what it was taken under (Governance 5.5 to 5.7; practice P1, P2)."""

from __future__ import annotations

import json

from partnering_desk.app.decision_rows import votes_of
from partnering_desk.documents.snapshots import DecisionBox
from partnering_desk.records.models import Decision, DecisionKind, DecisionOutcome
from partnering_desk.rules.clause import G5_7
from partnering_desk.rules.decisions import deferral_sentence, overruled_sentence
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.names import short_name
from partnering_desk.rules.quorum import Stretch, quorum_sentence
from partnering_desk.rules.settings import ReservedMatter, Settings
from partnering_desk.rules.votes import Effect, vote_sentence
from partnering_desk.rules.wording import show_day

_TO_NEXT = "Goes to the next quorate meeting for decision."


def decision_box(decision: Decision, settings: Settings) -> DecisionBox:
    """One decision, recommendation or decision in writing, as it stood when it was recorded."""
    recommended = decision.kind is DecisionKind.RECOMMENDATION
    return DecisionBox(
        label=_label(decision),
        ref=decision.ref,
        text=decision.text,
        votes=_votes(decision, settings),
        finding=_finding(decision, settings) if recommended else "",
        clause="" if decision.clause == G5_7.ref or recommended else decision.clause,
        effect=_effect(decision),
        follow_on=_follow_on(decision),
        reasons=decision.reasons,
        options=decision.options,
        views=_views(decision),
        replaced=_replaced(decision),
        recommendation=recommended,
        agreed=decision.outcome is DecisionOutcome.CARRIED,
    )


def _label(decision: Decision) -> str:
    kind = {
        DecisionKind.DECISION: "Decision",
        DecisionKind.RECOMMENDATION: "Recommendation",
        DecisionKind.IN_WRITING: "Decision in writing",
    }[decision.kind]
    short = decision.ref if decision.kind is DecisionKind.IN_WRITING else decision.ref.rpartition("/")[2]
    return f"{kind} {short}"


def _votes(decision: Decision, settings: Settings) -> str:
    if not decision.votes:
        return ""
    return vote_sentence(votes_of(decision), _reserved(decision, settings))


def _reserved(decision: Decision, settings: Settings) -> ReservedMatter | None:
    return next((one for one in settings.reserved_matters if one.clause == decision.clause), None)


def _finding(decision: Decision, settings: Settings) -> str:
    if not decision.quorum:
        return ""
    found = Finding.from_plain(json.loads(decision.quorum))
    return quorum_sentence((Stretch(found.at, found.at, found.quorate, found.missing),), settings)


def _effect(decision: Decision) -> str:
    if decision.effect is None:
        return ""
    if decision.effect is Effect.NONE_NEEDED:
        return f"{decision.effect.words}."
    owner = f", {short_name(decision.effect_owner.name)} to see to it" if decision.effect_owner is not None else ""
    due = f", by {show_day(decision.effect_due)}" if decision.effect_due is not None else ""
    return f"{decision.effect.words}{owner}{due}."


def _follow_on(decision: Decision) -> str:
    if decision.kind is DecisionKind.RECOMMENDATION:
        return _TO_NEXT
    if decision.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY:
        return _deferral(decision)
    return decision.follow_on.sentence if decision.follow_on is not None else ""


def _deferral(decision: Decision) -> str:
    to, due = decision.authority_person, decision.authority_due
    if to is None or due is None:
        return ""
    by = decision.authority_declared_by
    if by is not None:
        return deferral_sentence(by.name, to.name, due)
    return f"Deferred for the authority of {short_name(to.name)}, by {show_day(due)} (Governance 5.6)."


def _views(decision: Decision) -> str:
    said = (
        f"{one.organisation.name}{f' ({short_name(one.person.name)})' if one.person is not None else ''}: "
        f"{one.view.rstrip('.')}"
        for one in decision.views
    )
    words = "; ".join(said)
    return f"{words}." if words else ""


def _replaced(decision: Decision) -> str:
    by = decision.replaced_by
    return overruled_sentence(by.ref, by.taken_at.date()) if by is not None else ""
