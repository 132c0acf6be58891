from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.agenda import (
    BROUGHT_FORWARD,
    GroupKind,
    ItemKind,
    Purpose,
    StandingItem,
    check_confidential,
    check_removal,
    fitted,
    gap_sentence,
    order,
    place_for,
    sees_confidential,
    standing_items,
)
from partnering_desk.rules.clause import P5, P9, S1, Refusal


@dataclass(frozen=True)
class Item:
    title: str
    kind: ItemKind
    confidential_because: str = ""


def test_words_of_groups_purposes_and_items() -> None:
    assert [kind.words for kind in GroupKind] == ["Core Group", "Working Group", "Pre-Commencement Meeting Group"]
    assert [purpose.words for purpose in Purpose] == ["For decision", "For discussion", "To note"]
    assert ItemKind.STANDING.words == "Standing item"
    assert ItemKind.OTHER_BUSINESS.words == "Other business"


# --- what stands on every agenda ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", GroupKind)
def test_every_agenda_opens_and_closes_alike(kind: GroupKind) -> None:
    items = standing_items(kind)
    assert [item.kind for item in items[:4]] == [
        ItemKind.ATTENDANCE,
        ItemKind.INTERESTS,
        ItemKind.LAST_MINUTES,
        ItemKind.MATTERS_ARISING,
    ]
    assert [item.kind for item in items[-2:]] == [ItemKind.OTHER_BUSINESS, ItemKind.NEXT_MEETING]
    assert order([Item(item.title, item.kind) for item in items]) == tuple(
        Item(item.title, item.kind) for item in items
    )
    assert len({item.title for item in items}) == len(items)


def clauses(kind: GroupKind) -> list[str]:
    return [item.clause.id for item in standing_items(kind) if item.kind is ItemKind.STANDING and item.clause]


def test_the_pre_commencement_group_discusses_the_four_matters_of_its_clause() -> None:
    assert clauses(GroupKind.PRE_COMMENCEMENT) == ["G3.1", "G3.2", "G3.3", "G3.4"]


def test_a_working_groups_agenda_covers_its_remit() -> None:
    assert clauses(GroupKind.WORKING) == [
        *("G6.2.1", "G6.2.2", "G6.2.3", "G6.2.4", "G6.2.5", "G6.2.6"),
        *("G6.2.10", "G6.2.7"),
    ]


def test_the_core_groups_agenda_covers_its_remit_and_improvements() -> None:
    assert {"G7.1.4", "G7.1.6", "G7.1.10", "G7.1.13", "S1"} <= set(clauses(GroupKind.CORE))


@pytest.mark.parametrize("kind", GroupKind)
@pytest.mark.parametrize("length", [45, 60, 90, 120, 180])
def test_the_standing_items_leave_a_quarter_of_the_meeting_to_other_matters(kind: GroupKind, length: int) -> None:
    usual = standing_items(kind)
    items = fitted(usual, length)
    assert sum(one.minutes for one in items) <= length * 3 // 4
    assert [replace(one, minutes=0) for one in items] == [replace(one, minutes=0) for one in usual]


def test_a_core_group_of_two_hours_keeps_its_weightiest_matters_longest() -> None:
    minutes = {one.title: one.minutes for one in fitted(standing_items(GroupKind.CORE), 120)}
    assert (minutes["Attendance"], minutes["Declarations of interest"]) == (2, 1)
    assert minutes["Service Levels and Key Performance Indicators"] == 13
    assert (minutes["Working Group reports"], minutes["Risk register"], minutes["Retention credits"]) == (10, 7, 3)


def test_a_meeting_with_time_enough_keeps_the_usual_times() -> None:
    for kind in GroupKind:
        usual = standing_items(kind)
        enough = -(-sum(one.minutes for one in usual) * 4 // 3)
        assert fitted(usual, enough) == usual
        assert fitted(usual, enough + 600) == usual
        assert fitted(usual, enough - 4) != usual


times = st.lists(st.integers(0, 60), max_size=20)


@given(times, st.integers(1, 600))
def test_times_are_shortened_in_proportion_none_below_two_minutes(minutes: list[int], length: int) -> None:
    usual = [StandingItem(str(at), Purpose.DISCUSS, one, None) for at, one in enumerate(minutes)]
    cut = [one.minutes for one in fitted(usual, length)]
    least = [min(one, 2) for one in minutes]
    assert sum(cut) <= max(length * 3 // 4, sum(least))
    assert all(low <= now <= before for low, now, before in zip(least, cut, minutes, strict=True))
    assert sorted(cut) == [one for _, one in sorted(zip(minutes, cut, strict=True))]


# --- order -------------------------------------------------------------------------------------------------------


def test_confidential_items_come_last_and_the_next_meeting_at_the_end() -> None:
    next_meeting, business = Item("Next", ItemKind.NEXT_MEETING), Item("AOB", ItemKind.OTHER_BUSINESS)
    secret = Item("Tender", ItemKind.ORDINARY, "commercially sensitive")
    first, last_minutes = Item("Attendance", ItemKind.ATTENDANCE), Item("Minutes", ItemKind.LAST_MINUTES)
    b, a = Item("B", ItemKind.ORDINARY), Item("A", ItemKind.CARRIED)
    assert order([secret, next_meeting, business, b, last_minutes, a, first]) == (
        *(first, last_minutes, b, a, business, secret, next_meeting),
    )


items = st.lists(st.builds(Item, st.text(max_size=3), st.sampled_from(ItemKind), st.sampled_from(["", "secret"])))


@given(items)
def test_ordering_twice_changes_nothing_and_loses_nothing(some: list[Item]) -> None:
    once = order(some)
    assert order(once) == once
    assert sorted(once, key=repr) == sorted(some, key=repr)
    secret = [bool(item.confidential_because) for item in once if item.kind is not ItemKind.NEXT_MEETING]
    assert secret == sorted(secret)


def test_where_a_new_item_goes() -> None:
    there = [item.kind for item in standing_items(GroupKind.PRE_COMMENCEMENT)]
    assert place_for(ItemKind.RECOMMENDATION, there) == 4
    assert place_for(ItemKind.ORDINARY, there) == 8
    assert place_for(ItemKind.NEXT_MEETING, there) == len(there)
    assert place_for(ItemKind.LAST_MINUTES, there) == 3
    assert place_for(ItemKind.ATTENDANCE, []) == 0


# --- taking off, and keeping back --------------------------------------------------------------------------------


def test_improvements_stay_on_the_core_groups_agenda_unless_a_reason_is_given() -> None:
    check_removal("New or potential improvements", ItemKind.STANDING, "S1", "Reported last week.")
    with pytest.raises(Refusal) as refused:
        check_removal("New or potential improvements", ItemKind.STANDING, "S1", " ")
    assert refused.value.sentence == (
        "“New or potential improvements” stands on every agenda of this group (Services Improvement). Say why it is "
        "taken off this one."
    )
    assert refused.value.clause is S1


@pytest.mark.parametrize("kind", sorted(BROUGHT_FORWARD))
def test_what_an_earlier_meeting_brought_does_not_fall_out_unsaid(kind: ItemKind) -> None:
    with pytest.raises(Refusal, match="was brought by an earlier meeting") as refused:
        check_removal("Hostel visits", kind, "", "")
    assert refused.value.clause is P5


def test_an_ordinary_item_goes_without_a_reason() -> None:
    check_removal("Hostel visits", ItemKind.ORDINARY, "", "")


def test_a_confidential_item_needs_its_reason() -> None:
    check_confidential(True, "commercially sensitive")
    check_confidential(False, "")
    with pytest.raises(Refusal, match="Say why the item is confidential") as refused:
        check_confidential(True, " ")
    assert refused.value.clause is P9


def test_a_gap_is_shown_to_those_who_may_not_see_an_item() -> None:
    assert sees_confidential(counts=True, office_holder=False)
    assert sees_confidential(counts=False, office_holder=True)
    assert not sees_confidential(counts=False, office_holder=False)
    assert gap_sentence("commercially sensitive. ") == "Left out of this copy: commercially sensitive."
