from datetime import date, datetime

import pytest

from partnering_desk.app.groups import add_group
from partnering_desk.app.lookups import members_on, row
from partnering_desk.app.member_changes import (
    add_member,
    agree_change,
    change_rows,
    notify_change,
    pair_members,
    refuse_change,
)
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.scheduling import schedule
from partnering_desk.records.models import ChangeState, Group, Meeting, Membership
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from tests.app.five import Five

TODAY = date(2026, 11, 19)
CONTRACTOR, COMMISSIONER = PartyRole.CONTRACTOR, PartyRole.COMMISSIONER


def core_members(five: Five, day: date) -> set[str]:
    with five.register.read() as session:
        return {one.person.name for one in members_on(row(session, Group, five.core), day)}


def notice(five: Five, effective_on: date = date(2026, 12, 1)) -> int:
    """St Aldate's wants Tunde Oṣei in place of Máire O’Dunne."""
    outgoing = five.memberships["CG", "Máire O’Dunne"]
    return notify_change(five.register, five.core, CONTRACTOR, outgoing, five.people["Tunde Oṣei"], effective_on)


def test_until_the_other_party_agrees_the_old_member_stands(partnering: Five) -> None:
    notice(partnering)
    assert "Máire O’Dunne" in core_members(partnering, date(2027, 1, 1))
    assert "Tunde Oṣei" not in core_members(partnering, date(2027, 1, 1))
    (waiting,) = change_rows(partnering.register)
    assert waiting.state is ChangeState.NOTIFIED
    assert waiting.words == "Contractor: Tunde Oṣei in place of Máire O’Dunne in Core Group"


def test_once_agreed_the_seat_and_its_counterpart_pass_on_the_day(partnering: Five) -> None:
    agree_change(partnering.register, notice(partnering), "Nkechi Amadi")
    assert "Máire O’Dunne" in core_members(partnering, date(2026, 11, 30))
    assert "Tunde Oṣei" not in core_members(partnering, date(2026, 11, 30))
    assert "Tunde Oṣei" in core_members(partnering, date(2026, 12, 1))
    assert "Máire O’Dunne" not in core_members(partnering, date(2026, 12, 1))
    with partnering.register.read() as session:
        facing = row(session, Membership, partnering.memberships["CG", "Sadia Rahman"]).counterpart
        assert facing is not None
        assert facing.person.name == "Tunde Oṣei"


def test_agreed_after_the_day_named_the_seat_passes_on_the_day_of_the_answer(partnering: Five) -> None:
    change = notice(partnering, date(2026, 11, 25))
    partnering.clock.now = datetime(2026, 12, 3, 9, 0)
    agree_change(partnering.register, change, "Nkechi Amadi")
    assert "Máire O’Dunne" in core_members(partnering, date(2026, 12, 2))
    assert "Tunde Oṣei" in core_members(partnering, date(2026, 12, 3))


def test_a_refusal_gives_reasons_and_the_old_member_stays(partnering: Five) -> None:
    change = notice(partnering)
    with pytest.raises(Refusal, match="needs its reasons"):
        refuse_change(partnering.register, change, " ", "Nkechi Amadi")
    refuse_change(partnering.register, change, "Finance must be represented.", "Nkechi Amadi")
    assert "Máire O’Dunne" in core_members(partnering, date(2027, 1, 1))
    (answered,) = change_rows(partnering.register)
    assert (answered.state, answered.reasons) == (ChangeState.REFUSED, "Finance must be represented.")
    with pytest.raises(Refusal, match="refused already"):
        agree_change(partnering.register, change, "Nkechi Amadi")


def test_a_coming_meeting_calls_the_new_member(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    agree_change(partnering.register, notice(partnering), "Nkechi Amadi")
    with partnering.register.read() as session:
        called = {one.person.name for one in row(session, Meeting, meeting).attendances}
    assert "Tunde Oṣei" in called
    assert "Máire O’Dunne" not in called


def test_a_seat_left_empty_leaves_the_counterpart_without_one(partnering: Five) -> None:
    outgoing = partnering.memberships["CG", "Máire O’Dunne"]
    change = notify_change(partnering.register, partnering.core, CONTRACTOR, outgoing, None, date(2026, 12, 1))
    agree_change(partnering.register, change, "Nkechi Amadi")
    assert core_members(partnering, date(2026, 12, 1)) == {"Nkechi Amadi", "Sadia Rahman", "Ruth Lindqvist"}


def test_a_notice_that_cannot_be_is_refused(partnering: Five) -> None:
    register, people = partnering.register, partnering.people
    dunne, day = partnering.memberships["CG", "Máire O’Dunne"], date(2026, 12, 1)
    with pytest.raises(Refusal, match="Choose who leaves"):
        notify_change(register, partnering.core, CONTRACTOR, None, None, day)
    with pytest.raises(Refusal, match="of its own"):
        notify_change(register, partnering.core, COMMISSIONER, dunne, None, day)
    with pytest.raises(Refusal, match="not on the side"):
        notify_change(register, partnering.core, CONTRACTOR, dunne, people["Paweł Nowakowski"], day)
    with pytest.raises(Refusal, match="a member of the group already"):
        notify_change(register, partnering.core, CONTRACTOR, dunne, people["Ruth Lindqvist"], day)
    with pytest.raises(Refusal, match="in the future"):
        notify_change(register, partnering.core, CONTRACTOR, dunne, None, day, notified_on=date(2026, 11, 20))
    with pytest.raises(Refusal, match="later day"):
        notify_change(register, partnering.core, CONTRACTOR, dunne, None, date(2025, 1, 6))
    notice(partnering)
    with pytest.raises(Refusal, match="waits for its answer"):
        notice(partnering)


def test_an_answer_needs_the_one_who_gave_it_and_a_day_after_the_notice(partnering: Five) -> None:
    change = notice(partnering)
    with pytest.raises(Refusal, match="who answered"):
        agree_change(partnering.register, change, " ")
    with pytest.raises(Refusal, match="Put the date right"):
        agree_change(partnering.register, change, "Nkechi Amadi", date(2026, 11, 18))


def test_the_first_members_of_a_group_are_seated_later_ones_go_by_notice(partnering: Five) -> None:
    register, people = partnering.register, partnering.people
    group = add_group(register, NewGroup(GroupKind.WORKING, "Finance Group", Frequency.MONTHLY, TODAY))
    first = add_member(register, group, people["Sadia Rahman"], TODAY, "finance")
    with pytest.raises(Refusal, match="neither side"):
        add_member(register, group, people["Grace Obi"], TODAY)
    add_member(register, group, people["Máire O’Dunne"], TODAY, counterpart_id=first)
    with pytest.raises(Refusal, match="Record the notice"):
        add_member(register, group, people["Tunde Oṣei"], TODAY)


def test_counterparts_can_be_paired_anew_across_the_table_only(partnering: Five) -> None:
    ids = partnering.memberships
    pair_members(partnering.register, ids["CG", "Nkechi Amadi"], ids["CG", "Máire O’Dunne"])
    with partnering.register.read() as session:
        assert row(session, Membership, ids["CG", "Ruth Lindqvist"]).counterpart is None
        assert row(session, Membership, ids["CG", "Sadia Rahman"]).counterpart is None
    with pytest.raises(Refusal, match="other party in the same group"):
        pair_members(partnering.register, ids["CG", "Nkechi Amadi"], ids["CG", "Sadia Rahman"])
    pair_members(partnering.register, ids["CG", "Nkechi Amadi"], None)
