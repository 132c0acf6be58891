import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_7, P10, X1, Refusal
from partnering_desk.rules.finding import Counted, Finding
from partnering_desk.rules.settings import ReservedMatter, Settings
from partnering_desk.rules.votes import (
    Choice,
    Effect,
    FollowOn,
    Outcome,
    Vote,
    check_follow_on,
    check_in_writing,
    check_lead_casts,
    check_votes,
    follow_ons,
    outcome,
    vote_sentence,
)
from tests.rules.room import COMMISSIONER, CONTRACTOR, at

AMADI = Vote(COMMISSIONER, Choice.FOR, "Joy Amadi", 1)
LINDQVIST = Vote(CONTRACTOR, Choice.FOR, "Ruth Lindqvist", 6)
ROOM = Finding.of(
    (
        Counted(1, "Joy Amadi", COMMISSIONER),
        Counted(5, "Lena Farah", COMMISSIONER, "Pawel Nowak"),
        Counted(6, "Ruth Lindqvist", CONTRACTOR),
        Counted(7, "Tunde Osei", CONTRACTOR),
    ),
    at("10:41"),
    1,
)
RATES = ReservedMatter("Rates of pay", "Schedule 9, paragraph 4", COMMISSIONER)
STEP_IN = ReservedMatter("Step-in", "Clause 40")

choices = st.sampled_from(Choice)


def contractor(choice: Choice) -> Vote:
    return Vote(CONTRACTOR, choice, "Ruth Lindqvist", 6)


# --- carried or not ----------------------------------------------------------------------------------------------


@given(choices, choices)
def test_carried_if_and_only_if_both_parties_vote_for(ours: Choice, theirs: Choice) -> None:
    votes = [Vote(COMMISSIONER, ours), Vote(CONTRACTOR, theirs)]
    both_for = ours is theirs is Choice.FOR
    assert (outcome(votes) is Outcome.CARRIED) is both_for
    assert vote_sentence(votes).endswith("Carried unanimously." if both_for else "Not agreed.")


def test_a_party_that_did_not_vote_has_not_agreed() -> None:
    assert outcome([AMADI]) is Outcome.NOT_AGREED
    assert outcome([]) is Outcome.NOT_AGREED


@pytest.mark.parametrize(
    ("votes", "reserved", "sentence"),
    [
        (
            [LINDQVIST, AMADI],
            None,
            "Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
        ),
        (
            [AMADI, contractor(Choice.AGAINST)],
            None,
            "Commissioner: for (J. Amadi). Contractor: against (R. Lindqvist). Not agreed.",
        ),
        (
            [AMADI, contractor(Choice.ABSTAIN)],
            None,
            "Commissioner: for (J. Amadi). Contractor: abstained (R. Lindqvist). Not agreed.",
        ),
        ([AMADI], None, "Commissioner: for (J. Amadi). Contractor: no vote. Not agreed."),
        (
            [AMADI, contractor(Choice.NONE)],
            None,
            "Commissioner: for (J. Amadi). Contractor: no vote. Not agreed.",
        ),
        (
            [AMADI, contractor(Choice.AGAINST)],
            RATES,
            "Commissioner: for (J. Amadi). Contractor: against (R. Lindqvist). Carried by the Commissioner under "
            "Schedule 9, paragraph 4.",
        ),
        (
            [AMADI, LINDQVIST],
            STEP_IN,
            "Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried under Clause 40.",
        ),
    ],
)
def test_votes_are_written_in_one_way(votes: list[Vote], reserved: ReservedMatter | None, sentence: str) -> None:
    assert vote_sentence(votes, reserved) == sentence


def test_a_reserved_matter_is_decided_by_whom_its_clause_says() -> None:
    assert outcome([AMADI], RATES) is Outcome.CARRIED
    assert outcome([LINDQVIST], RATES) is Outcome.NOT_AGREED
    assert outcome([AMADI], STEP_IN) is Outcome.NOT_AGREED


# --- who may cast ------------------------------------------------------------------------------------------------


def test_members_and_delegates_in_the_room_cast_their_partys_vote() -> None:
    check_votes([AMADI, LINDQVIST], ROOM)
    check_votes([Vote(COMMISSIONER, Choice.AGAINST, "Lena Farah", 5), Vote(CONTRACTOR, Choice.NONE)], ROOM)


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        (
            [AMADI, Vote(COMMISSIONER, Choice.FOR, "Lena Farah", 5)],
            "The Commissioner has one vote, however many members it has in the room (Governance 5.7). Record one vote "
            "for it.",
        ),
        (
            [AMADI, Vote(CONTRACTOR, Choice.FOR)],
            "Say who cast the Contractor's vote (Governance 5.7). Choose R. Lindqvist or T. Osei.",
        ),
        (
            [AMADI, Vote(CONTRACTOR, Choice.FOR, "Mary Dunne", 8)],
            "M. Dunne is not in the room as a member or delegate of the Contractor, so cannot cast its vote "
            "(Governance 5.7). Choose R. Lindqvist or T. Osei.",
        ),
        (
            [AMADI, Vote(CONTRACTOR, Choice.FOR, "Joy Amadi", 1)],
            "J. Amadi is not in the room as a member or delegate of the Contractor, so cannot cast its vote "
            "(Governance 5.7). Choose R. Lindqvist or T. Osei.",
        ),
    ],
)
def test_a_vote_that_cannot_be_is_refused(votes: list[Vote], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_votes(votes, ROOM)
    assert refused.value.sentence == sentence
    assert refused.value.clause is G5_7


def test_where_nobody_of_a_party_is_there_nobody_is_proposed() -> None:
    with pytest.raises(Refusal) as refused:
        check_votes([LINDQVIST], Finding.of((), at("10:41"), 1))
    assert refused.value.sentence.endswith("so cannot cast its vote (Governance 5.7).")


def test_the_lead_authority_casts_its_partys_vote() -> None:
    check_lead_casts(AMADI, "RB Kensington & Chelsea", "RB Kensington & Chelsea")
    check_lead_casts(Vote(COMMISSIONER, Choice.NONE), "", "RB Kensington & Chelsea")
    with pytest.raises(Refusal) as refused:
        check_lead_casts(AMADI, "LB Brent", "RB Kensington & Chelsea")
    assert refused.value.sentence == (
        "RB Kensington & Chelsea leads the Commissioner and casts its vote, and J. Amadi is of LB Brent "
        "(Cross-authority arrangement). Choose somebody of RB Kensington & Chelsea, and record the "
        "others' views beside the vote."
    )
    assert refused.value.clause is X1
    with pytest.raises(Refusal, match=r"J. Amadi is of no organisation"):
        check_lead_casts(AMADI, "", "RB Kensington & Chelsea")


# --- in writing --------------------------------------------------------------------------------------------------

IN_WRITING = Settings(in_writing_allowed=True)


def test_both_votes_in_writing_make_a_decision_where_the_partnering_allows_it() -> None:
    check_in_writing([AMADI, contractor(Choice.AGAINST)], IN_WRITING)


@pytest.mark.parametrize(
    ("votes", "settings", "words"),
    [
        ([AMADI, LINDQVIST], Settings(), "its setting “Decisions in writing between meetings” is off"),
        ([AMADI], IN_WRITING, "The Contractor's vote has not come in writing"),
        ([AMADI, contractor(Choice.NONE)], IN_WRITING, "The Contractor's vote has not come in writing"),
        ([AMADI, AMADI, LINDQVIST], IN_WRITING, "The Commissioner has one vote"),
        ([AMADI, Vote(CONTRACTOR, Choice.FOR)], IN_WRITING, "Say who cast the Contractor's vote in writing"),
    ],
)
def test_a_decision_in_writing_is_refused(votes: list[Vote], settings: Settings, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        check_in_writing(votes, settings)
    assert refused.value.clause in (P10, G5_7)


# --- not agreed --------------------------------------------------------------------------------------------------


def test_only_a_working_group_refers_to_the_core_group() -> None:
    assert follow_ons(GroupKind.WORKING) == tuple(FollowOn)
    for kind in (GroupKind.CORE, GroupKind.PRE_COMMENCEMENT):
        assert follow_ons(kind) == (FollowOn.DEFER, FollowOn.RAISE_DISPUTE, FollowOn.WITHDRAW)
    check_follow_on(GroupKind.WORKING, FollowOn.REFER_TO_CORE)
    with pytest.raises(Refusal) as refused:
        check_follow_on(GroupKind.CORE, FollowOn.REFER_TO_CORE)
    assert refused.value.sentence == (
        "Only a Working Group refers a matter to the Core Group: choose what follows (Governance 5.7): defer, raise a "
        "dispute or withdraw."
    )


def test_what_was_not_agreed_needs_one_thing_that_follows() -> None:
    with pytest.raises(Refusal) as refused:
        check_follow_on(GroupKind.WORKING, None)
    assert refused.value.sentence == (
        "Not agreed: choose what follows (Governance 5.7): defer, refer to the Core Group, raise a dispute or withdraw."
    )


def test_words_of_choices() -> None:
    assert [one.words for one in Choice] == ["for", "against", "abstained", "no vote"]
    assert [one.words for one in Outcome] == ["Carried", "Not agreed"]
    assert [one.words for one in Effect] == [
        "Instruction",
        "Change control",
        "Contract variation",
        "Letter",
        "None needed",
    ]
    assert [one.sentence for one in FollowOn] == [
        "Deferred to the next meeting.",
        "Referred to the Core Group.",
        "To be raised as a dispute.",
        "Withdrawn.",
    ]
