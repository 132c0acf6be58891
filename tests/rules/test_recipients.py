"""Whom agendas and minutes must reach, and whom a person may leave out."""

import pytest

from partnering_desk.rules.clause import G5_4_2, G5_4_5, Clause, Refusal
from partnering_desk.rules.recipients import check_left_out, must_have_agenda, must_have_minutes


def test_an_agenda_must_reach_the_group_members() -> None:
    assert must_have_agenda(member=True) is G5_4_2
    assert must_have_agenda(member=False) is None


@pytest.mark.parametrize(
    ("took_part", "member", "clause"),
    [(True, True, G5_4_5), (True, False, G5_4_5), (False, True, G5_4_5), (False, False, None)],
)
def test_minutes_must_reach_participants_and_group_members(
    took_part: bool, member: bool, clause: Clause | None
) -> None:
    assert must_have_minutes(took_part, member) is clause


def test_nobody_is_left_out_whom_a_clause_names() -> None:
    with pytest.raises(Refusal, match=r"R\. Lindqvist must be sent it \(Governance 5\.4\.5\)") as refused:
        check_left_out("R. Lindqvist", G5_4_5, "Away.")
    assert refused.value.clause is G5_4_5


def test_others_are_left_out_for_a_reason_only() -> None:
    check_left_out("G. Obi", None, "Has left the forum.")
    with pytest.raises(Refusal, match=r"Say why G\. Obi is left out"):
        check_left_out("G. Obi", None, "  ")
