from datetime import date

from partnering_desk.app.groups import add_group
from partnering_desk.app.member_changes import add_member, agree_change, notify_change
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.structure import GroupView, structure
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from tests.app.five import Five

TODAY, DECEMBER = date(2026, 11, 19), date(2026, 12, 1)


def core(five: Five, on: date | None = None) -> GroupView:
    return structure(five.register, on).groups[0]


def pairs(group: GroupView) -> list[tuple[str, str]]:
    return [
        (one.commissioner.name if one.commissioner else "", one.contractor.name if one.contractor else "")
        for one in group.seats
    ]


def dunne_leaves(five: Five, incoming: str | None = None) -> None:
    change = notify_change(
        five.register,
        five.core,
        PartyRole.CONTRACTOR,
        five.memberships["CG", "Máire O’Dunne"],
        five.people[incoming] if incoming else None,
        DECEMBER,
    )
    agree_change(five.register, change, "Nkechi Amadi")


def test_members_face_their_counterparts(partnering: Five) -> None:
    group = core(partnering)
    assert pairs(group) == [("Nkechi Amadi", "Ruth Lindqvist"), ("Sadia Rahman", "Máire O’Dunne")]
    assert (group.chair, group.minute_taker, group.remark) == ("Nkechi Amadi", "M. Okafor", "")
    assert group.attending == ("Yetunde Adeyemi",)
    assert structure(partnering.register).gaps == 0


def test_an_empty_seat_is_a_gap_in_words_from_its_day(partnering: Five) -> None:
    dunne_leaves(partnering)
    assert pairs(core(partnering))[1] == ("Sadia Rahman", "Máire O’Dunne")
    after = core(partnering, DECEMBER)
    assert pairs(after)[1] == ("Sadia Rahman", "")
    assert after.seats[1].gap == "No counterpart since Tue 1 Dec 2026 (Governance 5.2)"
    assert after.gaps == 1


def test_a_replaced_member_is_seen_on_either_side_of_the_day(partnering: Five) -> None:
    dunne_leaves(partnering, "Tunde Oṣei")
    assert pairs(core(partnering, date(2026, 11, 30)))[1] == ("Sadia Rahman", "Máire O’Dunne")
    assert pairs(core(partnering, DECEMBER))[1] == ("Sadia Rahman", "Tunde Oṣei")
    assert core(partnering, DECEMBER).gaps == 0


def test_a_group_without_members_of_both_parties_is_not_yet_established(partnering: Five) -> None:
    plan = NewGroup(GroupKind.WORKING, "Finance Working Group", Frequency.MONTHLY, TODAY)
    group_id = add_group(partnering.register, plan)
    remark = structure(partnering.register).groups[-1].remark
    assert (
        remark == "Not yet established: neither the Commissioner nor the Contractor has a member here (Governance 1)."
    )
    add_member(partnering.register, group_id, partnering.people["Sadia Rahman"], TODAY, "finance")
    group = structure(partnering.register).groups[-1]
    assert group.remark == "Not yet established: the Contractor has no member here (Governance 1)."
    assert group.seats[0].gap == "Finance seat: nobody since Thu 19 Nov 2026 (Governance 5.2)"


def test_before_the_effective_date_nobody_had_been_appointed(partnering: Five) -> None:
    assert core(partnering, date(2025, 1, 5)).seats == ()
