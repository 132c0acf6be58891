import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules import numbers
from partnering_desk.rules.clause import P6, Refusal
from partnering_desk.rules.numbers import Numbered

codes = st.from_regex(r"\A[A-Z][A-Z0-9]{0,5}\Z")
running = st.integers(1, 9999)
years = st.integers(2000, 2099)


def test_numbers_read_as_people_say_them() -> None:
    assert numbers.meeting_ref("CG", 2026, 6) == "CG/2026/06"
    assert numbers.decision_ref("CG/2026/06", 2) == "CG/2026/06/D2"
    assert numbers.recommendation_ref("CG/2026/06", 1) == "CG/2026/06/R1"
    assert numbers.written_ref("CG", 2026, 1) == "CG/2026/W1"
    assert numbers.action_ref(112) == "A-112"
    assert numbers.paper_ref("CG", 2026, 31) == "CG/26/31"


@given(codes, years, running)
def test_what_is_numbered_is_read_back(code: str, year: int, number: int) -> None:
    meeting = numbers.meeting_ref(code, year, number)
    assert numbers.read_meeting_ref(meeting) == Numbered(code, year, number)


def test_small_letters_and_spaces_around_are_forgiven() -> None:
    assert numbers.read_meeting_ref(" cg/2026/06 ") == Numbered("CG", 2026, 6)


def test_what_is_no_number_is_refused_with_an_example() -> None:
    with pytest.raises(Refusal) as refused:
        numbers.read_meeting_ref("CG-6")
    assert refused.value.sentence == "“CG-6” is not a meeting's number, such as CG/2026/06."
    assert refused.value.clause is P6


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Core Group", [], "CG"),
        ("Housing Support Working Group", [], "HSWG"),
        ("Health and Safety Working Group for the North", [], "HSWG"),
        ("Core Group", ["cg", "CG2"], "CG3"),
        ("3 Boroughs", [], "B"),
        ("مجموعة", [], "G"),
    ],
)
def test_a_group_is_proposed_a_code_that_none_has(name: str, taken: list[str], code: str) -> None:
    assert numbers.group_code(name, taken) == code


def test_a_code_typed_is_kept_in_capitals_or_refused() -> None:
    assert numbers.check_group_code(" hswg ") == "HSWG"
    with pytest.raises(Refusal, match="one to six letters or figures"):
        numbers.check_group_code("2026")
    with pytest.raises(Refusal, match="Another group has the code CG"):
        numbers.check_group_code("cg", ["CG"])
