"""Minutes approved, circulated, confirmed and corrected (Governance 5.4.5; practice P7)."""

from datetime import datetime

import pytest

from partnering_desk.rules.clause import G5_4_5, G5_5, P7, Refusal
from partnering_desk.rules.confirming import (
    check_approver,
    check_can_circulate,
    check_confirmation,
    check_correction,
)
from partnering_desk.rules.finding import Counted, Finding
from partnering_desk.rules.parties import PartyRole

AT = datetime(2026, 12, 9, 10, 5)
AMADI = Counted(1, "Joy Amadi", PartyRole.COMMISSIONER)
LINDQVIST = Counted(2, "Ruth Lindqvist", PartyRole.CONTRACTOR)
QUORATE = Finding.of((AMADI, LINDQVIST), AT, 1)
INQUORATE = Finding.of((AMADI,), AT, 1)


def refused(error: pytest.ExceptionInfo[Refusal]) -> tuple[str, object]:
    return error.value.sentence, error.value.clause


def test_the_chair_and_who_chaired_may_approve() -> None:
    check_approver("Joy Amadi", ["Joy Amadi", "Ruth Lindqvist"])


def test_nobody_else_may_approve_and_is_told_who_may() -> None:
    with pytest.raises(Refusal) as error:
        check_approver("Tom Brandt", ["Joy Amadi", "Joy Amadi", "Ruth Lindqvist"])
    assert refused(error) == (
        "T. Brandt is not the chair of this group, so cannot approve its minutes (Governance 5.4.5). "
        "Choose J. Amadi or R. Lindqvist.",
        G5_4_5,
    )


def test_without_a_chair_one_is_to_be_appointed() -> None:
    with pytest.raises(Refusal, match="Appoint a chair in Groups and people"):
        check_approver("Tom Brandt", [])


def test_approved_minutes_of_a_closed_meeting_may_go_out() -> None:
    check_can_circulate("CG/2026/06", closed=True, approved=True, changed_since_approval=False)


@pytest.mark.parametrize(
    ("closed", "approved", "changed", "words"),
    [
        (False, True, False, "CG/2026/06 is not closed yet"),
        (True, False, False, "The chair has not approved the minutes of CG/2026/06"),
        (True, True, True, "the approval has fallen"),
    ],
)
def test_other_minutes_wait(closed: bool, approved: bool, changed: bool, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_can_circulate("CG/2026/06", closed, approved, changed)


def test_a_quorate_meeting_confirms_circulated_minutes() -> None:
    check_confirmation("CG/2026/06", True, None, "CG/2026/07", QUORATE)


@pytest.mark.parametrize(
    ("circulated", "confirmed_at", "finding", "words", "clause"),
    [
        (True, "CG/2026/07", QUORATE, "were confirmed at CG/2026/07 already", P7),
        (False, None, QUORATE, "have not been circulated", P7),
        (True, None, INQUORATE, "The Contractor has nobody in the room, so CG/2026/08 cannot confirm minutes", G5_5),
    ],
)
def test_other_minutes_are_not_confirmed(
    circulated: bool, confirmed_at: str | None, finding: Finding, words: str, clause: object
) -> None:
    with pytest.raises(Refusal, match=words) as error:
        check_confirmation("CG/2026/06", circulated, confirmed_at, "CG/2026/08", finding)
    assert error.value.clause == clause


def test_a_correction_replaces_words_that_stand_there_or_adds() -> None:
    check_correction("18 referrals", "81 referrals", "There were 81 referrals.")
    check_correction("More words.", "", "There were 81 referrals.")


@pytest.mark.parametrize(
    ("text", "was", "words"),
    [
        ("", "81 referrals", "Say what the minutes should say"),
        ("18 referrals", "80 referrals", "do not stand in the minutes"),
        (" 81 referrals ", "81 referrals", "changes nothing"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused(text: str, was: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        check_correction(text, was, "There were 81 referrals.")
