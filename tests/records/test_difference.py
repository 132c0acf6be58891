"""What a change did to a row, done again and taken back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnering_desk.records.difference import Kind, Noted, Row, Unfit, backwards, difference, forwards

VALUES = st.none() | st.integers() | st.text(max_size=200) | st.text(alphabet="ab", min_size=110, max_size=140)
ROWS = st.dictionaries(st.sampled_from(["text", "notes", "due", "number"]), VALUES)


def without_empty(row: Row | None) -> Row | None:
    return None if row is None else {column: value for column, value in row.items() if value is not None}


@given(before=st.none() | ROWS, after=st.none() | ROWS)
def test_every_change_can_be_done_again_and_taken_back_from_what_is_stored_of_it(
    before: Row | None, after: Row | None
) -> None:
    before, after = without_empty(before), without_empty(after)
    if before is None and after is None:
        return
    one = Noted("agenda_item", 1, before, after)
    stored = json.loads(json.dumps(one.difference))
    assert forwards(before, one.kind, stored) == after
    assert backwards(after, one.kind, stored) == before


def test_only_the_piece_that_was_typed_is_kept_of_a_long_text() -> None:
    before, after = "The contractor reported on voids. " * 3, "Nobody disagreed, and the report was noted."
    change = difference({"notes": before + after}, {"notes": f"{before}Twice. {after}"})
    assert change == {"notes": {"at": len(before), "cut": "", "put": "Twice. "}}


def test_a_short_text_is_kept_before_and_after() -> None:
    assert difference({"text": "Visit"}, {"text": "Visit it", "due": "2026-12-04"}) == {
        "due": [None, "2026-12-04"],
        "text": ["Visit", "Visit it"],
    }


@pytest.mark.parametrize(
    ("row", "kind", "change"),
    [
        (None, Kind.CHANGED, {"text": ["a", "b"]}),
        (None, Kind.REMOVED, {"text": "a"}),
        ({"text": "a"}, Kind.ADDED, {"text": "a"}),
        ({"text": "a"}, Kind.REMOVED, {"text": "b"}),
        ({"text": "a"}, Kind.CHANGED, {"text": ["b", "c"]}),
        ({"number": 1}, Kind.CHANGED, {"number": ["1", "2"]}),
        ({"text": "abc"}, Kind.CHANGED, {"text": {"at": 1, "cut": "x", "put": "y"}}),
        ({"text": "abc"}, Kind.CHANGED, {"text": {"at": -1, "cut": "c", "put": "y"}}),
        ({"text": "abc"}, Kind.CHANGED, {"text": "y"}),
        ({"text": "abc"}, Kind.CHANGED, {"text": [["a"], "y"]}),
        (None, Kind.ADDED, {"text": ["a"]}),
    ],
)
def test_a_change_that_is_none_of_the_row_does_not_fit(row: Row | None, kind: Kind, change: dict[str, object]) -> None:
    with pytest.raises(Unfit):
        forwards(row, kind, change)
