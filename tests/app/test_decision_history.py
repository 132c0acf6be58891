"""What became of a decision, in words and in order."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from partnering_desk.app.decision_history import Step, authority_words, effect_words, history, quorum_found
from partnering_desk.app.decision_rows import DecisionKind, DecisionOutcome, DecisionRow
from partnering_desk.rules.votes import Effect, FollowOn

CARRIED = DecisionRow(
    decision_id=1,
    ref="CG/2026/06/D2",
    group_id=1,
    group="Core Group",
    meeting_id=1,
    item_id=1,
    item_title="Lease",
    kind=DecisionKind.DECISION,
    outcome=DecisionOutcome.CARRIED,
    text="Extend the lease.",
    reasons="",
    options="",
    taken_at=datetime(2026, 11, 11, 10, 41),
    clause="Governance 5.7",
    votes=(),
    votes_words="",
    outcome_words="Carried unanimously",
    quorum_words="Quorate at 10:41: Commissioner 2, Contractor 1 present (Governance 5.5)",
    counted=(),
    follow_on=None,
    effect=None,
    effect_owner_id=None,
    effect_owner="",
    effect_due=None,
    effected_on=None,
    authority_person="",
    authority_due=None,
    authority_answered_on=None,
    views=(),
    replaced_by="",
    replaces=(),
    ratifies="",
    ratified_by="",
    confidential=False,
)
DEFERRED = replace(
    CARRIED,
    outcome=DecisionOutcome.DEFERRED_FOR_AUTHORITY,
    outcome_words="Deferred for authority",
    authority_person="G. Obi",
    authority_due=date(2026, 12, 4),
)


def test_from_the_recommendation_to_being_overruled() -> None:
    shown = replace(
        CARRIED,
        ratifies="CG/2026/05/R1",
        replaces=("PW/2026/03/D1",),
        effect=Effect.LETTER,
        effected_on=date(2026, 11, 20),
        replaced_by="CG/2026/07/D1",
    )
    assert history(shown) == (
        Step("Recommended as CG/2026/05/R1.", ref="CG/2026/05/R1"),
        Step("Put to the vote: carried unanimously.", date(2026, 11, 11)),
        Step("It overruled PW/2026/03/D1 (Governance 7.2).", ref="PW/2026/03/D1"),
        Step("Given effect by letter.", date(2026, 11, 20)),
        Step("Overruled by CG/2026/07/D1 (Governance 7.2).", ref="CG/2026/07/D1"),
    )


def test_what_followed_a_matter_not_agreed_and_who_answered() -> None:
    refused = replace(CARRIED, outcome=DecisionOutcome.NOT_AGREED, follow_on=FollowOn.WITHDRAW)
    assert history(refused)[-1] == Step("Withdrawn.")
    answered = replace(DEFERRED, authority_answered_on=date(2026, 12, 2), ratified_by="CG/2026/07/D1")
    assert [step.words for step in history(answered)][1:] == ["G. Obi answered.", "Settled by CG/2026/07/D1."]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (CARRIED, "How is not said yet"),
        (replace(CARRIED, effect=Effect.NONE_NEEDED), "None needed"),
        (replace(CARRIED, effect=Effect.LETTER), "Letter"),
        (
            replace(CARRIED, effect=Effect.LETTER, effect_owner="S. Rahman", effect_due=date(2026, 12, 4)),
            "Letter, S. Rahman, by Fri 4 Dec 2026",
        ),
        (
            replace(CARRIED, effect=Effect.CHANGE_CONTROL, effected_on=date(2026, 12, 4)),
            "Given Fri 4 Dec 2026 by change control",
        ),
        (replace(CARRIED, replaced_by="CG/2026/07/D1"), ""),
        (DEFERRED, ""),
    ],
)
def test_how_it_takes_effect(shown: DecisionRow, words: str) -> None:
    assert effect_words(shown) == words


def test_whose_authority_is_awaited() -> None:
    assert authority_words(CARRIED) == ""
    assert authority_words(DEFERRED) == "The answer of G. Obi is awaited by Fri 4 Dec 2026 (Governance 5.6)."
    assert authority_words(replace(DEFERRED, authority_due=None)) == (
        "The answer of G. Obi is awaited (Governance 5.6)."
    )
    answered = replace(DEFERRED, authority_answered_on=date(2026, 12, 2))
    assert authority_words(answered) == "G. Obi answered on Wed 2 Dec 2026."


def test_the_quorum_as_it_was_found() -> None:
    assert quorum_found(CARRIED) == "Quorate"
    assert quorum_found(replace(CARRIED, quorum_words="The Contractor has nobody in the room.")) == "Not quorate"
    assert quorum_found(replace(CARRIED, kind=DecisionKind.RECOMMENDATION)) == "Not quorate"
    assert quorum_found(replace(CARRIED, kind=DecisionKind.IN_WRITING)) == "In writing"
