"""Decisions in writing between meetings (practice P10)."""

from datetime import date

import pytest

from partnering_desk.app import decisions
from partnering_desk.records.models import DecisionKind, DecisionOutcome, Setting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, FollowOn, Vote
from tests.app.five import Five


def votes(five: Five, contractor: Choice = Choice.FOR) -> tuple[Vote, Vote]:
    return (
        Vote(PartyRole.COMMISSIONER, Choice.FOR, cast_by_id=five.people["Nkechi Amadi"]),
        Vote(PartyRole.CONTRACTOR, contractor, cast_by_id=five.people["Ruth Lindqvist"]),
    )


@pytest.fixture
def allowed(partnering: Five) -> Five:
    with partnering.register.write() as session:
        session.add(
            Setting(
                partnering_id=partnering.register.partnering_id,
                name="in_writing_allowed",
                holds_from=date(2026, 1, 1),
                value="true",
            )
        )
    return partnering


def decide(five: Five, on: date, follow_on: FollowOn | None = None, contractor: Choice = Choice.FOR) -> str:
    return decisions.decide_in_writing(
        five.register, five.core, "Extend the lease.", votes(five, contractor), on, follow_on=follow_on
    ).ref


def test_it_is_off_until_the_partnering_allows_it(partnering: Five) -> None:
    with pytest.raises(Refusal, match="does not take decisions in writing"):
        decide(partnering, date(2026, 11, 18))


def test_both_votes_make_it_and_it_is_numbered_by_year(allowed: Five) -> None:
    assert decide(allowed, date(2026, 11, 18)) == "CG/2026/W1"
    assert decide(allowed, date(2026, 11, 19)) == "CG/2026/W2"
    first, second = decisions.decision_rows(allowed.register)
    assert (first.kind, first.outcome, first.meeting_id, first.quorum_words) == (
        DecisionKind.IN_WRITING,
        DecisionOutcome.CARRIED,
        None,
        "",
    )
    assert second.taken_at.date() == date(2026, 11, 18)
    with pytest.raises(Refusal, match="was taken in writing and stands"):
        decisions.take_back(allowed.register, first.decision_id)


def test_it_waits_for_both_votes_and_for_its_day(allowed: Five) -> None:
    with pytest.raises(Refusal, match="The Contractor's vote has not come"):
        decide(allowed, date(2026, 11, 18), contractor=Choice.NONE)
    with pytest.raises(Refusal, match="once both votes are in"):
        decide(allowed, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ruth Lindqvist", "R. Lindqvist is not of the Commissioner, so cannot cast its vote"),
        ("Aoife Ní Bhriain", "leads the Commissioner and casts its vote"),
    ],
)
def test_the_lead_authority_casts_the_partys_vote_in_writing_too(allowed: Five, name: str, said: str) -> None:
    ours, theirs = votes(allowed)
    with pytest.raises(Refusal, match=said):
        decisions.decide_in_writing(
            allowed.register,
            allowed.core,
            "Extend the lease.",
            (Vote(ours.party, ours.choice, cast_by_id=allowed.people[name]), theirs),
            date(2026, 11, 18),
        )


def test_one_party_against_is_not_agreed(allowed: Five) -> None:
    with pytest.raises(Refusal, match="choose what follows"):
        decide(allowed, date(2026, 11, 18), contractor=Choice.AGAINST)
    assert decide(allowed, date(2026, 11, 18), FollowOn.DEFER, Choice.AGAINST) == "CG/2026/W1"
