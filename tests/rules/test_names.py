import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.rules.names import NamesMet, folded, initials, likeness, parts_of, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ruth Lindqvist", "R. Lindqvist"),
        ("Tomás Iriarte Vela", "T. Iriarte Vela"),
        ("Jean-François Delacroix", "J. F. Delacroix"),
        ("Toni Whitcombe-Hughes", "T. Whitcombe-Hughes"),
        ("Máire O’Dunne", "M. O’Dunne"),
        ("Cllr Dr. Nkechi Amadi", "N. Amadi"),
        ("John Q Smith", "J. Q. Smith"),
        ("M. Okafor", "M. Okafor"),
        ("Okafor", "Okafor"),
        ("Dr", "Dr"),
        ("محمد الفارسي", "محمد الفارسي"),
        ("", ""),
    ],
)
def test_a_name_in_short(name: str, short: str) -> None:
    assert short_name(name) == short
    assert short_name(short) == short


def test_initials_take_double_names_apart() -> None:
    assert initials("Ruth Lindqvist") == "RL"
    assert initials("Toni Whitcombe-Hughes") == "TWH"
    assert initials("Prof Aoife Ní Bhriain") == "ANB"
    assert initials("") == ""


def test_titles_are_no_part_of_a_name() -> None:
    assert parts_of("Mrs. Grace Obi") == ["Grace", "Obi"]
    assert parts_of("Sir") == ["Sir"]


def test_names_are_compared_without_capitals_accents_and_punctuation() -> None:
    assert folded("Máire O’Dunne") == "maire odunne"
    assert folded("Tunde  Oṣei") == "tunde osei"
    assert folded("Paweł NOWAKOWSKI") == "pawel nowakowski"
    assert folded("Ali Haydar Yıldız") == "ali haydar yildiz"
    assert folded("Whitcombe-Hughes") == "whitcombe hughes"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ruth Lindqvist", "RUTH LINDQVIST", 1.0),
        ("Lindqvist, Ruth", "Ruth Lindqvist", 1.0),
        ("Dr Tunde Oṣei", "Tunde Osei", 1.0),
        ("R. Lindqvist", "Ruth Lindqvist", 0.9),
        ("Ruth Lindqvist", "R Lindqvist", 0.9),
        ("", "Ruth Lindqvist", 0.0),
    ],
)
def test_how_alike_two_names_are(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike


def test_a_slip_of_the_pen_is_alike_and_another_person_is_not() -> None:
    assert 0.85 <= likeness("Ruth Lindqvist", "Ruth Lindquist") < 1
    assert likeness("Ruth Lindqvist", "Grace Obi") < 0.5
    assert likeness("T. Lindqvist", "Ruth Lindqvist") < 0.95


_NAMES = (
    "Ruth Lindqvist",
    "R. Lindqvist",
    "Lindqvist, Ruth",
    "Ruth Lindquist",
    "Dr Grace Obi",
    "A. Ng",
    "Alexandra Ng",
)


@given(st.lists(st.one_of(st.sampled_from(_NAMES), st.text("abRuth. -é0p", max_size=12)), max_size=12))
def test_looking_among_many_names_misses_none_that_is_alike(names: list[str]) -> None:
    met = NamesMet[int](0.85)
    for place, name in enumerate(names):
        near = set(met.near(name))
        assert near >= {one for one in range(place) if likeness(names[one], name) >= 0.85}
        met.add(name, place)


def test_a_name_unlike_another_is_not_looked_at() -> None:
    met = NamesMet[str](0.85)
    met.add("Ruth Lindqvist", "hers")
    assert list(met.near("Grace Obi")) == []
    assert list(met.near("R. Lindqvist")) == ["hers"]
