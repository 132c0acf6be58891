"""What is put to a group, and the votes and views kept with it (Governance 5.7; practice P11; cross-authority)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from partnering_desk.records.models import Decision, PartyView, Vote
from partnering_desk.rules import votes as rule
from partnering_desk.rules.clause import G5_7, Refusal


@dataclass(frozen=True, slots=True)
class View:
    """What an authority of a party thinks, said beside the party's one vote (cross-authority)."""

    organisation_id: int
    person_id: int | None
    view: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What is put: its wording, and what may be said with it (practice P11)."""

    text: str
    reasons: str = ""
    options: str = ""


def worded(matter: Matter) -> Matter:
    """The matter without blanks around it. Raises `Refusal` when it has no wording."""
    text = matter.text.strip()
    if not text:
        raise Refusal("Word the decision first, as the minutes shall say it.", G5_7)
    return Matter(text, matter.reasons.strip(), matter.options.strip())


def keep_votes(decision: Decision, votes: Sequence[rule.Vote], views: Sequence[View]) -> None:
    """Keep both parties' votes with a decision, and the views said beside them."""
    decision.votes = [Vote(party=one.party, choice=one.choice, cast_by_id=one.cast_by_id) for one in votes]
    decision.views = [
        PartyView(organisation_id=one.organisation_id, person_id=one.person_id, view=one.view.strip())
        for one in views
        if one.view.strip()
    ]
