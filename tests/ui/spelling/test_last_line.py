"""A long line is judged around its change alone, and found to be as when it is judged whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.ui.spelling.last_line import LONG, LastLine
from partnering_desk.ui.spelling.speller import Speller, load_dictionary
from partnering_desk.ui.spelling.words import bare

_SENTENCE = "The comittee recieved A-112 from [the page](www.exmaple.org/wrogn), and the programme was agreed/finishd. "
LINE = _SENTENCE * (LONG // len(_SENTENCE) + 2)
pieces = st.text(st.sampled_from("aeh -/.'’1[](`@\u00a0"), max_size=8)
edits = st.lists(st.tuples(st.integers(0, len(LINE)), st.integers(0, 300), pieces), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def speller() -> Speller:
    """With what it learns of the line once, so that each example takes as long as the others."""
    made = Speller(load_dictionary())
    made.misspelt(LINE)
    return made


@given(edits)
def test_whatever_is_changed_the_same_words_are_misspelt(speller: Speller, changes: list[tuple[int, int, str]]) -> None:
    last, line = LastLine(), LINE
    last.misspelt(speller, line, ())
    for at, removed, typed in changes:
        line = line[:at] + typed + line[at + removed :]
        assert last.misspelt(speller, line, ()) == speller.misspelt(line)


def test_a_key_has_only_the_words_around_it_judged(speller: Speller) -> None:
    last = LastLine()
    last.misspelt(speller, LINE, ())
    assert last.judged == len(LINE)
    last.misspelt(speller, f"{LINE[:1200]}x{LINE[1200:]}", ())
    assert 0 < last.judged < 60


def test_another_text_is_judged_whole(speller: Speller) -> None:
    last = LastLine()
    last.misspelt(speller, LINE, ())
    other = "Wrogn words. " * 400
    assert last.misspelt(speller, other, ()) == speller.misspelt(other)


def test_once_other_words_are_right_what_was_found_is_forgotten(speller: Speller) -> None:
    last, ignored = LastLine(), {bare("comittee")}
    last.misspelt(speller, LINE, ())
    last.forget()
    assert last.misspelt(speller, LINE, ignored) == speller.misspelt(LINE, ignored)
