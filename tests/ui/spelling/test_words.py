"""Which words of a line are looked at, and which are right."""

import pytest

from partnering_desk.ui.spelling.speller import Speller, load_dictionary
from partnering_desk.ui.spelling.words import bare_words, words_of


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(load_dictionary(), ["Ruth Lindqvist", "St Aldate's Homes", "Máire O’Dunne", "Okafor-Wright Ltd"])


def misspelt(speller: Speller, line: str) -> list[str]:
    return [word.text for word in speller.misspelt(line)]


def test_a_misspelt_word_is_found_where_it_stands(speller: Speller) -> None:
    line = "- The **comittee** agreed, and the Contractor’s programme was recieved."
    assert [(line[word.start : word.end], word.text) for word in speller.misspelt(line)] == [
        ("comittee", "comittee"),
        ("recieved", "recieved"),
    ]


def test_spelling_is_british_with_ise(speller: Speller) -> None:
    assert misspelt(speller, "The organisation organises its colour centre; licence, practise, programme.") == []
    assert misspelt(speller, "The organization organizes its color center.") == [
        "organization",
        "organizes",
        "color",
        "center",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "A-112 follows CG/2026/06/D2 and CG/26/31, see G5.2a and Q3.",
        "RBKC's KPIs are with PySide, J. and the ICS.",
        "[the report](https://exampel.org/reprot) or www.exampel.org/reprot, m.okafr@rbkc.example",
        "See reprot_fnal.pdf and `teh`, by 4 dec or next tue at 10:02am, the 2nd.",
        "Lindqvist’s words and Okafor-Wright's: Aldate's, Maire O'Dunne, actioned before the Pre-Commencement Meeting.",
        "A café, a naïve re-let of well-known homes: it doesn’t, they’re, tenants’ views.",
    ],
)
def test_what_is_no_misspelt_prose_is_passed_over(speller: Speller, line: str) -> None:
    assert misspelt(speller, line) == []


def test_the_words_of_a_link_are_prose_and_its_address_is_not(speller: Speller) -> None:
    assert misspelt(speller, "[the reprot](https://exampel.org)") == ["reprot"]


def test_a_hyphen_joins_words_that_are_each_looked_at(speller: Speller) -> None:
    assert misspelt(speller, "Lindqvist-led work, comittee-led work") == ["comittee-led"]


def test_what_was_meant_comes_first(speller: Speller) -> None:
    assert speller.suggestions("recieve")[0] == "receive"
    assert speller.suggestions("organizatoin")[0] == "organisation"


def test_words_of_ones_own_are_right_until_they_are_taken_out(speller: Speller) -> None:
    speller.know_own(["Voidwatch"])
    assert misspelt(speller, "voidwatch") == []
    speller.know_own([])
    assert misspelt(speller, "voidwatch") == ["voidwatch"]


def test_words_keep_their_places_behind_what_is_passed_over() -> None:
    line = "By A-112 the reprot"
    assert [(word.start, word.end, word.text) for word in words_of(line)][-1] == (13, 19, "reprot")


def test_names_are_known_by_each_of_their_words() -> None:
    assert bare_words(["St Aldate's Homes"]) == {"st", "aldate", "homes"}
