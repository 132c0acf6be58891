import pytest

from partnering_desk.rules.chair import chair_sentence, check_takes_chair
from partnering_desk.rules.clause import G5_4, Refusal


def takes_chair(
    present: bool = True,
    member: bool = True,
    vice: bool = False,
    chair: str = "Joy Amadi",
    here: bool = False,
    why: str = "",
) -> None:
    check_takes_chair("Anna Brandt", present, member, vice, chair, here, why)


def test_a_vice_chair_or_a_member_takes_the_chair_while_the_chair_is_away() -> None:
    takes_chair()
    takes_chair(member=False, vice=True)
    takes_chair(chair="")


def test_the_chair_who_is_here_hands_over_for_a_reason() -> None:
    takes_chair(here=True, why="an interest in item 5")
    with pytest.raises(Refusal) as refused:
        takes_chair(here=True)
    assert refused.value.sentence == (
        "J. Amadi is here and chairs the meeting (Governance 5.4). Say why A. Brandt takes the chair."
    )
    assert refused.value.clause is G5_4


def test_who_cannot_take_the_chair() -> None:
    with pytest.raises(Refusal, match=r"A. Brandt is not here. Mark them present first"):
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
