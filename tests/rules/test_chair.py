import pytest

from partnering_desk.rules.chair import chair_sentence, check_takes_chair, who_chairs
from partnering_desk.rules.clause import G5_4, Refusal


def test_the_chair_then_a_vice_chair_then_nobody_by_right() -> None:
    assert who_chairs(1, [2, 3], [3, 2, 1]) == 1
    assert who_chairs(1, [2, 3], [3]) == 3
    assert who_chairs(None, [2], [2]) == 2
    assert who_chairs(1, [2], [6]) is None


def takes_chair(
    present: bool = True, member: bool = True, vice: bool = False, chair: str = "Joy Amadi", chair_here: bool = False
) -> None:
    check_takes_chair("Anna Brandt", present, member, vice, chair, chair_here)


def test_a_vice_chair_or_a_member_takes_the_chair_while_the_chair_is_away() -> None:
    takes_chair()
    takes_chair(member=False, vice=True)
    takes_chair(chair="")


def test_who_cannot_take_the_chair() -> None:
    with pytest.raises(Refusal, match=r"J. Amadi is here and chairs the meeting") as refused:
        takes_chair(chair_here=True)
    assert refused.value.clause is G5_4
    with pytest.raises(Refusal, match=r"A. Brandt is not here"):
        takes_chair(present=False)
    with pytest.raises(Refusal, match="neither vice-chair nor a member"):
        takes_chair(member=False)


def test_the_minutes_say_who_took_the_chair_and_why() -> None:
    assert chair_sentence("Anna Brandt", "Joy Amadi") == (
        "A. Brandt took the chair, as J. Amadi was absent (Governance 5.4)."
    )
    assert chair_sentence("Anna Brandt", "") == (
        "A. Brandt took the chair, as no chair was appointed (Governance 5.4)."
    )
    assert chair_sentence("Anna Brandt", "Joy Amadi", "delayed by trains. ") == (
        "A. Brandt took the chair: delayed by trains (Governance 5.4)."
    )
