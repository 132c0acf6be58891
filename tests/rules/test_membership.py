from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.clause import G5_2, G5_3, Refusal
from partnering_desk.rules.membership import (
    Member,
    change_starts,
    check_change,
    check_delegate,
    check_notice,
    counterpart_gaps,
    missing_parties,
    replaced,
    standing,
)
from partnering_desk.rules.parties import PartyRole
from tests.rules.room import COMMISSIONER, CONTRACTOR

START = date(2025, 4, 1)
TODAY = date(2026, 11, 19)
AMADI = Member(1, "Joy Amadi", COMMISSIONER, START, counterpart_id=8, seat="finance")
BRANDT = Member(2, "Anna Brandt", COMMISSIONER, START)
LINDQVIST = Member(6, "Ruth Lindqvist", CONTRACTOR, START, counterpart_id=2)
DUNNE = Member(8, "Mary Dunne", CONTRACTOR, START, date(2026, 11, 1))
OSEI = Member(7, "Tunde Osei", CONTRACTOR, date(2026, 12, 1))
GROUP = (AMADI, BRANDT, LINDQVIST, DUNNE)

# --- who stands --------------------------------------------------------------------------------------------------


def test_a_member_stands_from_the_first_to_the_last_day_of_the_appointment() -> None:
    assert DUNNE in standing(GROUP, START)
    assert DUNNE in standing(GROUP, date(2026, 11, 1))
    assert DUNNE not in standing(GROUP, date(2026, 11, 2))
    assert standing(GROUP, date(2025, 3, 31)) == ()


def test_a_group_without_members_of_both_parties_is_not_yet_established() -> None:
    assert missing_parties(GROUP, TODAY) == ()
    assert missing_parties((AMADI, BRANDT, DUNNE), TODAY) == (CONTRACTOR,)
    assert missing_parties((AMADI, DUNNE), TODAY) == (CONTRACTOR,)
    assert missing_parties((), TODAY) == (COMMISSIONER, CONTRACTOR)


# --- counterparts (Governance 5.2) -------------------------------------------------------------------------------


def test_a_seat_whose_counterpart_left_is_a_gap_since_the_day_after() -> None:
    (gap,) = counterpart_gaps(GROUP, TODAY)
    assert (gap.member, gap.missing, gap.since) == (AMADI, CONTRACTOR, date(2026, 11, 2))
    assert gap.title == "the Contractor's finance seat has nobody"


def test_a_contractors_member_without_a_counterpart_is_a_gap_too() -> None:
    (gap,) = counterpart_gaps(
        [replace(AMADI, counterpart_id=None), replace(LINDQVIST, counterpart_id=1), OSEI], OSEI.starts
    )
    assert (gap.member, gap.missing, gap.since) == (OSEI, COMMISSIONER, OSEI.starts)
    assert gap.title == "T. Osei has no counterpart from the Commissioner"


def test_a_counterpart_still_to_come_leaves_the_gap_until_then() -> None:
    finance = replace(OSEI, counterpart_id=1)
    assert [gap.member for gap in counterpart_gaps((AMADI, finance), TODAY)] == [AMADI]
    assert counterpart_gaps((AMADI, finance), OSEI.starts) == ()


# --- replacing a member (Governance 5.2) -------------------------------------------------------------------------


def test_a_party_gives_notice_of_its_own_member() -> None:
    check_notice(CONTRACTOR, LINDQVIST, OSEI, GROUP, TODAY)
    check_notice(CONTRACTOR, LINDQVIST, None, GROUP, TODAY)
    check_notice(CONTRACTOR, None, replace(OSEI, starts=TODAY), GROUP, TODAY)


@pytest.mark.parametrize(
    ("outgoing", "incoming", "words"),
    [
        (None, None, "Choose who leaves the group, who joins it, or both"),
        (AMADI, OSEI, "J. Amadi is of the Commissioner, and the Contractor gives notice of its own"),
        (LINDQVIST, replace(OSEI, party=COMMISSIONER), "T. Osei is of the Commissioner"),
        (DUNNE, OSEI, "M. Dunne is no member of the group on Thu 19 Nov 2026"),
        (None, replace(LINDQVIST, starts=OSEI.starts), "R. Lindqvist is a member of the group already"),
        (LINDQVIST, replace(OSEI, starts=date(2026, 11, 18)), "until it is agreed the old member stands"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(outgoing: Member | None, incoming: Member | None, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        check_notice(CONTRACTOR, outgoing, incoming, GROUP, TODAY)
    assert refused.value.clause is G5_2


def test_the_other_party_agrees_or_refuses_with_reasons() -> None:
    check_change(CONTRACTOR, COMMISSIONER, True, "", TODAY, TODAY)
    check_change(CONTRACTOR, COMMISSIONER, False, "Has no finance experience.", TODAY, TODAY)


@pytest.mark.parametrize(
    ("by", "agreed", "answered", "words"),
    [
        (CONTRACTOR, True, TODAY, "The Contractor gave this notice, so the Commissioner answers it"),
        (COMMISSIONER, False, TODAY, "a refusal needs its reasons"),
        (COMMISSIONER, True, date(2026, 11, 18), "so it was not answered on Wed 18 Nov 2026"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(by: PartyRole, agreed: bool, answered: date, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        check_change(CONTRACTOR, by, agreed, " ", TODAY, answered)
    assert refused.value.clause is G5_2


def test_until_it_is_agreed_the_old_member_stands() -> None:
    assert change_starts(date(2026, 12, 1), TODAY) == date(2026, 12, 1)
    assert change_starts(date(2026, 11, 1), TODAY) == TODAY


def test_an_agreed_change_ends_one_membership_and_begins_the_next() -> None:
    after = replaced(GROUP, LINDQVIST, OSEI, date(2026, 12, 1))
    assert replace(LINDQVIST, ends=date(2026, 11, 30)) in after
    assert replace(OSEI, counterpart_id=2) in after
    assert len(after) == len(GROUP) + 1


def test_the_counterpart_follows_to_the_one_who_came() -> None:
    pair = (replace(AMADI, counterpart_id=6), LINDQVIST)
    after = replaced(pair, LINDQVIST, OSEI, date(2026, 12, 1))
    assert after[0].counterpart_id == 7
    assert [gap.member.name for gap in counterpart_gaps(after, date(2026, 12, 1))] == []


def test_a_seat_can_be_left_empty_or_filled() -> None:
    assert standing(replaced(GROUP, LINDQVIST, None, TODAY), TODAY) == (AMADI, BRANDT)
    filled = replaced(GROUP, None, replace(OSEI, counterpart_id=1, seat="finance"), TODAY)
    assert counterpart_gaps(filled, TODAY) == ()


@given(st.integers(0, 600), st.dates(START, date(2028, 12, 31)))
def test_a_change_leaves_everybodys_past_as_it_was(ahead: int, on: date) -> None:
    starts = date.fromordinal(TODAY.toordinal() + ahead)
    after = replaced(GROUP, LINDQVIST, OSEI, starts)
    before_it = {one.name for one in standing(GROUP, on)}
    now = {one.name for one in standing(after, on)}
    assert now == (before_it if on < starts else before_it - {LINDQVIST.name} | {OSEI.name})


# --- delegates (Governance 5.3) ----------------------------------------------------------------------------------


def delegate(
    party: PartyRole | None = COMMISSIONER,
    member: Member | None = AMADI,
    away: bool = True,
    counts: bool = False,
    other: str = "",
) -> None:
    check_delegate("Lena Farah", party, member, away, counts, other)


def test_a_delegate_comes_in_the_place_of_a_member_who_sent_apologies() -> None:
    delegate()
    delegate(party=None)


def test_a_delegate_of_nobody_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        delegate(member=None)
    assert refused.value.sentence == (
        "L. Farah cannot be a delegate of nobody: a delegate comes in a Group Member's place (Governance 5.3). Choose "
        "the member, or add them as in attendance."
    )
    assert refused.value.clause is G5_3


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: delegate(away=False), "J. Amadi has sent no apologies, so nobody comes in their place"),
        (lambda: delegate(party=CONTRACTOR), "L. Farah is of the Contractor, so cannot stand in for J. Amadi"),
        (lambda: delegate(counts=True), "L. Farah counts at this meeting already"),
        (lambda: delegate(other="Sue Whitcombe"), "S. Whitcombe comes in J. Amadi's place already"),
    ],
)
def test_who_cannot_be_a_delegate(act: Callable[[], None], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        act()
