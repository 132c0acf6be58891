"""Decisions as minutes say them: what follows, their effect, what others thought (P1, P10, P11; X1, G5.6, G7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from partnering_desk.app import decisions, meeting, minutes
from partnering_desk.app.decisions import View
from partnering_desk.documents.snapshots import DecisionBox
from partnering_desk.records.models import AgendaItem, Decision, DecisionKind, DecisionOutcome, Organisation, Setting
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    found = call_meeting(partnering)
    found.everybody_in()
    found.clock("10:41")
    return found


def votes(day: MeetingDay, contractor: Choice = Choice.FOR) -> list[Vote]:
    people = day.five.people
    return [
        Vote(PartyRole.COMMISSIONER, Choice.FOR, cast_by_id=people["Nkechi Amadi"]),
        Vote(PartyRole.CONTRACTOR, contractor, cast_by_id=people["Ruth Lindqvist"]),
    ]


def put(
    day: MeetingDay,
    contractor: Choice = Choice.FOR,
    *,
    follow_on: FollowOn | None = None,
    reasons: str = "",
    options: str = "",
    views: Sequence[View] = (),
    reserved: str = "",
) -> int:
    return decisions.put(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        "Move the rota.",
        votes(day, contractor),
        follow_on=follow_on,
        reasons=reasons,
        options=options,
        views=views,
        reserved=reserved,
    ).decision_id


def box(day: MeetingDay) -> DecisionBox:
    (found,) = minutes.minutes_sheet(day.register, day.meeting_id).items[1].decisions
    return found


def test_what_was_not_agreed_says_what_follows(day: MeetingDay) -> None:
    put(day, Choice.AGAINST, follow_on=FollowOn.DEFER)
    found = box(day)
    assert (found.agreed, found.follow_on) == (False, "Deferred to the next meeting.")
    assert found.votes == "Commissioner: for (N. Amadi). Contractor: against (R. Lindqvist). Not agreed."


def test_reasons_options_and_the_views_of_other_authorities_stand_beside_the_vote(day: MeetingDay) -> None:
    with day.register.read() as session:
        lambeth = session.scalars(select(Organisation.id).where(Organisation.name == "LB Lambeth")).one()
    views = [View(lambeth, day.five.people["Aoife Ní Bhriain"], "in favour, from January.")]
    put(day, reasons="It is cheaper.", options="Keep it; share it.", views=views)
    found = box(day)
    assert (found.reasons, found.options) == ("It is cheaper.", "Keep it; share it.")
    assert found.views == "LB Lambeth (A. Ní Bhriain): in favour, from January."


def test_nothing_may_be_needed_to_take_effect(day: MeetingDay) -> None:
    decisions.set_effect(day.register, put(day), Effect.NONE_NEEDED)
    assert box(day).effect == "None needed."


def test_a_matter_deferred_for_authority_names_who_and_by_when(day: MeetingDay) -> None:
    people = day.five.people
    decisions.defer_for_authority(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        "Move the rota.",
        people["Tunde Oṣei"],
        date(2026, 12, 4),
        people["Ruth Lindqvist"],
    )
    found = box(day)
    assert found.votes == ""
    assert found.follow_on == (
        "R. Lindqvist has to refer the matter back. Deferred for the authority of T. Oṣei, by Fri 4 Dec 2026 "
        "(Governance 5.6)."
    )


def test_who_declared_it_may_be_unknown(day: MeetingDay) -> None:
    person = day.five.people["Tunde Oṣei"]
    item = day.item(2).item_id
    decisions.defer_for_authority(day.register, day.meeting_id, item, "Move it.", person, date(2026, 12, 4))
    assert box(day).follow_on == "Deferred for the authority of T. Oṣei, by 4 December 2026 (Governance 5.6)."


def test_a_reserved_matter_names_its_clause_and_who_decides(day: MeetingDay) -> None:
    matter = '[{"title": "Fees", "clause": "Schedule 9, paragraph 4", "decided_by": "commissioner"}]'
    with day.register.write() as session:
        session.add(
            Setting(
                partnering_id=day.register.partnering_id,
                name="reserved_matters",
                holds_from=date(2025, 1, 6),
                value=matter,
            )
        )
    put(day, Choice.AGAINST, reserved="Fees")
    found = box(day)
    assert found.clause == "Schedule 9, paragraph 4"
    assert found.votes.endswith("Carried by the Commissioner under Schedule 9, paragraph 4.")


def test_what_replaced_a_decision_stands_beside_it_and_changes_no_fingerprint(day: MeetingDay) -> None:
    old = put(day)
    before = minutes.minutes_sheet(day.register, day.meeting_id)
    with day.register.write() as session:
        by = Decision(
            group_id=day.five.core,
            meeting_id=None,
            ref="CG/2026/W1",
            number=1,
            year=2026,
            kind=DecisionKind.IN_WRITING,
            outcome=DecisionOutcome.CARRIED,
            text="Leave the rota.",
            taken_at=day.register.now(),
            clause="Practice: in writing",
            recorded_at=day.register.now(),
            recorded_by="",
        )
        session.add(by)
        session.flush()
        session.get_one(Decision, old).replaced_by_id = by.id
    assert box(day).replaced == "Replaced by CG/2026/W1 on Thu 19 Nov 2026 (Governance 7.2)."
    from partnering_desk.app.sheet_json import changes

    assert changes(before, minutes.minutes_sheet(day.register, day.meeting_id)) == ()


def test_a_decision_in_writing_is_tabled_under_its_item(day: MeetingDay) -> None:
    with day.register.write() as session:
        made = Decision(
            group_id=day.five.core,
            ref="CG/2026/W1",
            number=1,
            year=2026,
            kind=DecisionKind.IN_WRITING,
            outcome=DecisionOutcome.CARRIED,
            text="Extend the lease.",
            taken_at=day.register.now(),
            clause="Practice: in writing",
            recorded_at=day.register.now(),
            recorded_by="",
        )
        session.add(made)
        session.flush()
        session.add(
            AgendaItem(
                meeting_id=day.meeting_id,
                position=9,
                title="Extend the lease.",
                kind=ItemKind.WRITTEN_DECISION,
                purpose=Purpose.NOTE,
                decision_id=made.id,
            )
        )
    last = minutes.minutes_sheet(day.register, day.meeting_id).items[-1]
    (found,) = last.decisions
    assert (found.label, found.text, found.clause) == (
        "Decision in writing CG/2026/W1",
        "Extend the lease.",
        "Practice: in writing",
    )


def test_what_is_still_to_be_seen_to_under_decisions(day: MeetingDay) -> None:
    put(day, reasons="Lindqvist asked for it.")
    item = day.item(3).item_id
    meeting.save_decision_draft(day.register, item, "Half worded")
    words = [one.words for one in minutes.missing(day.register, day.meeting_id)]
    assert "The meeting is still going on" in words
    assert "Item 3: a decision is worded and not recorded" in words
    assert "Decision D1 does not say how it takes effect" in words
    assert any(one.startswith("Decision D1: The reasons name R. Lindqvist.") for one in words)


def test_recommendations_and_a_missing_chair_are_pointed_out(partnering: Five) -> None:
    from partnering_desk.app.attendance import Mark

    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Sadia Rahman", Mark.PRESENT)
    meeting.open_meeting(day.register, day.meeting_id)
    decisions.recommend(day.register, day.meeting_id, day.item(2).item_id, "Adopt the protocol.")
    day.clock("10:30")
    meeting.close_meeting(day.register, day.meeting_id)
    words = [one.words for one in minutes.missing(day.register, day.meeting_id)]
    assert "Without quorum: R1 goes to the next meeting" in words
    assert "Nobody is recorded as having taken the chair" in words
