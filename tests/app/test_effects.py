"""Giving effect to decisions, and overruling them (Governance 5.4.6, 5.6, 7.2)."""

from datetime import date

import pytest

from partnering_desk.app import decisions
from partnering_desk.app.attendance import Mark
from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.meeting import open_meeting
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn, Vote
from tests.app.five import Five
from tests.app.meeting_day import MeetingDay, call_meeting


@pytest.fixture
def day(partnering: Five) -> MeetingDay:
    found = call_meeting(partnering)
    found.everybody_in()
    return found


def carried(day: MeetingDay, commissioner: str = "Nkechi Amadi", choice: Choice = Choice.FOR) -> DecisionRow:
    people = day.five.people
    votes = (
        Vote(PartyRole.COMMISSIONER, choice, cast_by_id=people[commissioner]),
        Vote(PartyRole.CONTRACTOR, Choice.FOR, cast_by_id=people["Ruth Lindqvist"]),
    )
    item = day.item(2).item_id
    return decisions.put(day.register, day.meeting_id, item, "Hold KPI 5.", votes, follow_on=FollowOn.WITHDRAW)


def now(day: MeetingDay, row: DecisionRow) -> DecisionRow:
    return next(one for one in decisions.decision_rows(day.register) if one.decision_id == row.decision_id)


def test_how_a_decision_takes_effect_and_who_sees_to_it(day: MeetingDay) -> None:
    row = carried(day)
    rahman = day.five.people["Sadia Rahman"]
    decisions.set_effect(day.register, row.decision_id, Effect.INSTRUCTION, rahman, date(2026, 12, 4))
    row = now(day, row)
    assert (row.effect, row.effect_owner, row.effect_due) == (
        Effect.INSTRUCTION,
        "S. Rahman",
        date(2026, 12, 4),
    )
    assert row.effect_open
    decisions.give_effect(day.register, row.decision_id, date(2026, 11, 19))
    assert not now(day, row).effect_open
    with pytest.raises(Refusal, match="has been given effect already"):
        decisions.set_effect(day.register, row.decision_id, None)


def test_effect_is_given_in_some_way_and_not_before_the_decision(day: MeetingDay) -> None:
    row = carried(day)
    with pytest.raises(Refusal, match="Say how it takes effect"):
        decisions.give_effect(day.register, row.decision_id, date(2026, 11, 19))
    with pytest.raises(Refusal, match="cannot have taken effect"):
        decisions.give_effect(day.register, row.decision_id, date(2026, 11, 18), Effect.LETTER)
    with pytest.raises(Refusal, match="still to come"):
        decisions.give_effect(day.register, row.decision_id, date(2026, 11, 20), Effect.LETTER)


def test_what_was_not_carried_has_no_effect(day: MeetingDay) -> None:
    row = carried(day, choice=Choice.AGAINST)
    with pytest.raises(Refusal, match="was not carried"):
        decisions.set_effect(day.register, row.decision_id, Effect.LETTER)


def test_the_core_group_overrules_a_working_groups_decision_which_stays(day: MeetingDay, partnering: Five) -> None:
    working = call_meeting(partnering, partnering.performance)
    for name in ("Aoife Ní Bhriain", "Ruth Lindqvist"):
        working.mark(name, Mark.PRESENT)
    open_meeting(working.register, working.meeting_id)
    old = carried(working, "Aoife Ní Bhriain")
    new = carried(day)
    with pytest.raises(Refusal, match="Only the Core Group may overrule"):
        decisions.overrule(day.register, new.decision_id, old.decision_id)
    with pytest.raises(Refusal, match="the Core Group's own"):
        decisions.overrule(day.register, new.decision_id, carried(day).decision_id)
    decisions.overrule(day.register, old.decision_id, new.decision_id)
    assert (now(day, old).replaced_by, now(day, old).text) == (new.ref, "Hold KPI 5.")
    assert now(day, new).replaces == (old.ref,)
    assert not now(day, old).stands
    with pytest.raises(Refusal, match="was replaced by"):
        decisions.overrule(day.register, old.decision_id, carried(day).decision_id)
    with pytest.raises(Refusal, match="Give effect to that"):
        decisions.give_effect(day.register, old.decision_id, date(2026, 11, 19), Effect.LETTER)


def test_a_later_decision_is_not_overruled_by_an_earlier_one(day: MeetingDay, partnering: Five) -> None:
    new = carried(day)
    working = call_meeting(partnering, partnering.performance)
    working.clock("10:30")
    for name in ("Aoife Ní Bhriain", "Ruth Lindqvist"):
        working.mark(name, Mark.PRESENT)
    open_meeting(working.register, working.meeting_id)
    old = carried(working, "Aoife Ní Bhriain")
    with pytest.raises(Refusal, match="was taken before"):
        decisions.overrule(day.register, old.decision_id, new.decision_id)


def test_an_answer_of_the_authority_is_noted(day: MeetingDay) -> None:
    row = decisions.defer_for_authority(
        day.register,
        day.meeting_id,
        day.item(2).item_id,
        "Hold KPI 5.",
        day.five.people["Grace Obi"],
        date(2026, 12, 4),
    )
    with pytest.raises(Refusal, match="between the meeting and today"):
        decisions.answer_authority(day.register, row.decision_id, date(2026, 12, 1))
    decisions.answer_authority(day.register, row.decision_id, date(2026, 11, 19))
    assert now(day, row).authority_answered_on == date(2026, 11, 19)
    with pytest.raises(Refusal, match="not deferred for authority"):
        decisions.answer_authority(day.register, carried(day).decision_id, date(2026, 11, 19))
