"""Decisions: quorum, two votes, and what is kept with them (Governance 5.5 to 5.7; practice P1, P11, P12)."""

import json
from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from partnering_desk.app import decisions, meeting
from partnering_desk.app.attendance import Mark
from partnering_desk.app.check import check_register
from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.decisions import View
from partnering_desk.app.delegates import add_delegate
from partnering_desk.app.parties import lead_by
from partnering_desk.records.models import (
    AgendaItem,
    Decision,
    DecisionKind,
    DecisionOutcome,
    ItemState,
    Meeting,
    Membership,
    Nominee,
    Organisation,
    Setting,
)
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, FollowOn, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, at, call_meeting

WORDS = "Release the Q2 retention credit for KPI 3 in full; hold KPI 5 until the Q3 report."


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    found = call_meeting(partnering)
    found.everybody_in()
    found.clock("10:41")
    return found


def votes(
    day: MeetingDay,
    commissioner: Choice = Choice.FOR,
    contractor: Choice = Choice.FOR,
    by: str = "Nkechi Amadi",
    by_other: str = "Ruth Lindqvist",
) -> tuple[Vote, Vote]:
    return (
        Vote(PartyRole.COMMISSIONER, commissioner, cast_by_id=day.five.people[by]),
        Vote(PartyRole.CONTRACTOR, contractor, cast_by_id=day.five.people[by_other]),
    )


def put(
    day: MeetingDay, reasons: str = "", options: str = "", reserved: str = "", views: Sequence[View] = ()
) -> DecisionRow:
    return decisions.put(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        WORDS,
        votes(day),
        reasons=reasons,
        options=options,
        views=views,
        reserved=reserved,
    )


def test_both_parties_for_it_carries_it_unanimously(day: MeetingDay) -> None:
    row = put(day)
    assert (row.ref, row.outcome, row.clause) == ("CG/2026/01/D1", DecisionOutcome.CARRIED, "Governance 5.7")
    assert row.votes_words == "Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously."
    assert row.taken_at == at("10:41")
    assert day.item(2).decisions == (row,)


def test_who_counted_is_kept_as_it_stood(day: MeetingDay) -> None:
    add = day.person("Máire O’Dunne")
    day.mark("Máire O’Dunne", Mark.APOLOGIES)
    add_delegate(day.register, add.attendance_id, day.five.people["Tunde Oṣei"])
    day.mark("Tunde Oṣei", Mark.PRESENT)
    row = put(day)
    day.clock("10:50")
    day.mark("Tunde Oṣei", Mark.LEFT)
    with day.register.read() as session:
        kept = json.loads(session.get_one(Decision, row.decision_id).quorum)
    assert kept["quorate"] is True
    assert {one["name"]: one["delegate_for"] for one in kept["counted"]}["Tunde Oṣei"] == "Máire O’Dunne"
    (again,) = day.item(2).decisions
    assert set(again.counted) == {
        "N. Amadi",
        "S. Rahman",
        "R. Lindqvist",
        "T. Oṣei (delegate for M. O’Dunne)",
    }
    assert again.quorum_words == "Quorate at 10:41: Commissioner 2, Contractor 2 present (Governance 5.5)"


def test_later_changes_of_members_leads_and_readings_rewrite_nothing(day: MeetingDay) -> None:
    """What a decision was taken under is kept with it, and the check finds nothing wrong in it (P1, P12)."""
    before = put(day)
    with day.register.write() as session:
        for name in ("Nkechi Amadi", "Ruth Lindqvist"):
            session.get_one(Membership, day.five.memberships["CG", name]).ends = at("10:41").date()
        session.add(Setting(partnering_id=1, name="quorum_per_party", holds_from=at("10:41").date(), value="3"))
        brent = session.scalars(select(Organisation.id).where(Organisation.name == "LB Brent")).one()
    lead_by(day.register, brent)
    (after,) = day.item(2).decisions
    assert after == before
    assert not [one for one in check_register(day.register) if before.ref in one.where]


def test_without_quorum_it_is_refused_with_the_clause_and_the_remedy(day: MeetingDay) -> None:
    for name in ("Ruth Lindqvist", "Máire O’Dunne"):
        day.mark(name, Mark.LEFT)
    with pytest.raises(Refusal) as refused:
        put(day)
    assert refused.value.sentence == (
        "The Contractor has nobody in the room, so the group cannot decide (Governance 5.5). "
        "You can note it as a recommendation for the next meeting."
    )
    assert refused.value.clause is not None
    row = decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, WORDS, reasons="urgent")
    assert (row.ref, row.kind, row.outcome) == (
        "CG/2026/01/R1",
        DecisionKind.RECOMMENDATION,
        DecisionOutcome.RECOMMENDED,
    )
    assert row.quorum_words == "The Contractor has nobody in the room"
    second = decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, "And another")
    assert (second.ref, day.room().next_decision) == ("CG/2026/01/R2", 1)


def test_a_group_that_can_decide_does_not_recommend(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="The group can decide now"):
        decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, WORDS)


def test_not_agreed_needs_what_follows(day: MeetingDay) -> None:
    item, against = day.item(2).item_id, votes(day, contractor=Choice.AGAINST)
    with pytest.raises(Refusal, match="Not agreed: choose what follows"):
        decisions.put(day.register, day.meeting_id, item, WORDS, against)
    row = decisions.put(day.register, day.meeting_id, item, WORDS, against, follow_on=FollowOn.DEFER)
    assert (row.outcome, row.follow_on) == (DecisionOutcome.NOT_AGREED, FollowOn.DEFER)
    assert row.votes_words.endswith("Contractor: against (R. Lindqvist). Not agreed.")
    assert day.item(2).state is ItemState.DEFERRED


def test_an_abstention_is_not_agreement(day: MeetingDay) -> None:
    row = decisions.put(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        WORDS,
        votes(day, commissioner=Choice.ABSTAIN),
        follow_on=FollowOn.WITHDRAW,
    )
    assert row.outcome is DecisionOutcome.NOT_AGREED
    assert day.item(2).state is ItemState.OPEN


def test_the_core_group_refers_nothing_to_itself(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="Only a Working Group refers"):
        decisions.put(
            day.register,
            day.meeting_id,
            day.item(2).item_id,
            WORDS,
            votes(day, contractor=Choice.AGAINST),
            follow_on=FollowOn.REFER_TO_CORE,
        )


def test_a_vote_is_cast_by_somebody_who_counts(day: MeetingDay) -> None:
    day.mark("Yetunde Adeyemi", Mark.PRESENT)
    with pytest.raises(Refusal, match=r"Y. Adeyemi is not in the room as a member or delegate"):
        decisions.put(
            day.register,
            day.meeting_id,
            day.item(2).item_id,
            WORDS,
            votes(day, by_other="Yetunde Adeyemi"),
        )


def test_the_lead_authority_casts_the_partys_vote(day: MeetingDay) -> None:
    with pytest.raises(Refusal, match="RB Kensington & Chelsea leads the Commissioner and casts its vote"):
        decisions.put(day.register, day.meeting_id, day.item(2).item_id, WORDS, votes(day, by="Sadia Rahman"))
    day.mark("Nkechi Amadi", Mark.LEFT)
    row = decisions.put(day.register, day.meeting_id, day.item(2).item_id, WORDS, votes(day, by="Sadia Rahman"))
    assert row.votes[0].cast_by == "S. Rahman"


def test_a_delegate_of_the_lead_authoritys_member_casts_its_vote(day: MeetingDay) -> None:
    amadi = day.person("Nkechi Amadi").attendance_id
    day.mark("Nkechi Amadi", Mark.APOLOGIES)
    add_delegate(day.register, amadi, day.five.people["Paweł Nowakowski"])
    day.mark("Paweł Nowakowski", Mark.PRESENT)
    (commissioner, _) = decisions.ballots(day.register, day.meeting_id)
    assert [(one.name, one.remark) for one in commissioner.casters] == [("P. Nowakowski", "delegate for N. Amadi")]
    assert put_by(day, "Paweł Nowakowski").outcome is DecisionOutcome.CARRIED


def put_by(day: MeetingDay, name: str) -> DecisionRow:
    return decisions.put(day.register, day.meeting_id, day.item(2).item_id, WORDS, votes(day, by=name))


def test_the_other_authorities_views_stand_beside_the_vote(day: MeetingDay) -> None:
    with day.register.write() as session:
        brent = next(one for one in session.query(Organisation) if one.name == "LB Brent")
        brent_id = brent.id
        session.add(
            Nominee(
                organisation_id=brent_id,
                person_id=day.five.people["Sadia Rahman"],
                starts=date(2025, 4, 1),
            )
        )
    (commissioner, contractor) = decisions.ballots(day.register, day.meeting_id)
    assert [(one.name, one.remark) for one in commissioner.casters] == [("N. Amadi", "lead authority")]
    assert [(one.name, one.person) for one in commissioner.others][1] == ("LB Brent", "S. Rahman")
    assert [one.remark for one in contractor.casters] == ["", ""]
    row = put(
        day,
        views=[
            View(brent_id, day.five.people["Sadia Rahman"], " content, with the date "),
            View(commissioner.others[0].organisation_id, None, ""),
        ],
    )
    assert [(one.organisation, one.person, one.view) for one in row.views] == [
        ("LB Brent", "S. Rahman", "content, with the date")
    ]


def test_reasons_and_options_are_kept(day: MeetingDay) -> None:
    row = put(day, reasons=" The target was met. ", options="Hold both; release both.")
    assert (row.reasons, row.options) == ("The target was met.", "Hold both; release both.")


def test_a_reserved_matter_names_its_clause_and_who_decides(day: MeetingDay) -> None:
    with day.register.write() as session:
        matters = [
            {"title": "Step-in", "clause": "Schedule 9, paragraph 4", "decided_by": "commissioner"},
        ]
        session.add(
            Setting(
                partnering_id=day.register.partnering_id,
                name="reserved_matters",
                holds_from=date(2025, 4, 1),
                value=json.dumps(matters),
            )
        )
    row = decisions.put(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        "Step in at Arlington Road.",
        votes(day, contractor=Choice.AGAINST),
        reserved="Step-in",
    )
    assert (row.outcome, row.clause) == (DecisionOutcome.CARRIED, "Schedule 9, paragraph 4")
    assert row.votes_words.endswith("Carried by the Commissioner under Schedule 9, paragraph 4.")
    assert row.outcome_words == "Carried"
    with pytest.raises(Refusal, match="not among this partnering's reserved matters"):
        put(day, reserved="Anything")


def test_a_decision_needs_words_and_an_item_of_this_meeting(day: MeetingDay, partnering: Five) -> None:
    with pytest.raises(Refusal, match="Word the decision first"):
        decisions.put(day.register, day.meeting_id, day.item(2).item_id, "  ", votes(day))
    other = call_meeting(partnering, partnering.performance)
    with pytest.raises(Refusal, match="not on this meeting's agenda"):
        decisions.put(day.register, day.meeting_id, other.item(2).item_id, WORDS, votes(day))


def test_numbers_follow_each_other_and_are_never_given_twice(day: MeetingDay) -> None:
    first, second = put(day), put(day)
    decisions.take_back(day.register, second.decision_id)
    assert (first.ref, put(day).ref) == ("CG/2026/01/D1", "CG/2026/01/D3")


def test_a_decision_taken_back_returns_its_wording(day: MeetingDay) -> None:
    meeting.save_decision_draft(day.register, day.item(2).item_id, WORDS)
    row = decisions.put(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        WORDS,
        votes(day, contractor=Choice.AGAINST),
        follow_on=FollowOn.DEFER,
    )
    assert day.item(2).decision_draft == ""
    decisions.take_back(day.register, row.decision_id)
    assert (day.item(2).decisions, day.item(2).decision_draft) == ((), WORDS)
    assert day.item(2).state is ItemState.OPEN


def test_after_the_meeting_nothing_is_decided_or_taken_back(day: MeetingDay) -> None:
    row = put(day)
    meeting.adjourn(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="Resume it first"):
        put(day)
    meeting.close_meeting(day.register, day.meeting_id)
    with pytest.raises(Refusal, match="The meeting is over"):
        put(day)
    with pytest.raises(Refusal, match="The meeting is over"):
        decisions.take_back(day.register, row.decision_id)


def test_a_matter_is_deferred_for_authority_to_a_person_by_a_date(day: MeetingDay) -> None:
    item, brent = day.item(2).item_id, day.five.people["Aoife Ní Bhriain"]
    with pytest.raises(Refusal, match="by when"):
        decisions.defer_for_authority(day.register, day.meeting_id, item, WORDS, brent, None)
    with pytest.raises(Refusal, match="has passed"):
        decisions.defer_for_authority(day.register, day.meeting_id, item, WORDS, brent, date(2026, 11, 1))
    row = decisions.defer_for_authority(
        day.register, day.meeting_id, item, WORDS, brent, date(2026, 12, 4), day.five.people["Sadia Rahman"]
    )
    assert (row.outcome_words, row.authority_person, row.authority_due) == (
        "Deferred for authority",
        "A. Ní Bhriain",
        date(2026, 12, 4),
    )
    assert (row.clause, day.item(2).state) == ("Governance 5.6", ItemState.DEFERRED)


def test_a_decision_under_a_recommendation_settles_it(day: MeetingDay, partnering: Five) -> None:
    for name in ("Ruth Lindqvist", "Máire O’Dunne"):
        day.mark(name, Mark.LEFT)
    recommended = decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, WORDS)
    meeting.close_meeting(day.register, day.meeting_id)
    later = call_meeting(partnering)
    with day.register.write() as session:
        item = session.get_one(AgendaItem, later.item(2).item_id)
        item.kind, item.decision_id = ItemKind.RECOMMENDATION, recommended.decision_id
    later.clock("10:42")
    for name in ("Nkechi Amadi", "Ruth Lindqvist"):
        later.mark(name, Mark.PRESENT)
    meeting.open_meeting(later.register, later.meeting_id)
    assert later.item(2).ratifies_text == WORDS
    row = put(later)
    assert row.ratifies == "CG/2026/01/R1"
    assert put(later).ratifies == ""
    (old,) = decisions.decision_rows(day.register, meeting_id=day.meeting_id)
    assert old.ratified_by == "CG/2026/02/D1"


def test_rows_are_asked_by_group_meeting_and_what_is_open(day: MeetingDay) -> None:
    row = put(day)
    with day.register.read() as session:
        assert session.get_one(Meeting, day.meeting_id).next_decision == 2
    assert decisions.decision_rows(day.register, group_id=day.five.performance) == ()
    assert [one.ref for one in decisions.decision_rows(day.register, open_effect=True)] == [row.ref]
    assert [one.ref for one in decisions.decision_rows(day.register, standing=True)] == [row.ref]
