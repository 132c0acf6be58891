from dataclasses import replace
from datetime import date

import pytest

from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.carry import (
    Left,
    LeftOver,
    Put,
    Standing,
    carried_forward,
    from_decision,
    left_over_item,
    minutes_to_confirm,
    open_actions_words,
)

MINUTES = minutes_to_confirm(5, "CG/2026/05", date(2026, 9, 9))
VISITS = LeftOver(17, "Hostel visits", "CG/2026/05", 7, Left.NOT_REACHED, purpose=Purpose.DECIDE, minutes=15)
PILOT = Put(7, "CG/2026/05/R1", "Extend the pilot.", Standing.RECOMMENDED, item_id=16)


def test_nothing_left_brings_nothing() -> None:
    assert carried_forward([]) == ()


def test_everything_left_comes_to_the_next_agenda_and_says_where_it_came_from() -> None:
    lease = Put(8, "CG/2026/W1", "Sign the lease.", Standing.IN_WRITING)
    found = carried_forward([MINUTES], [PILOT, lease], [VISITS])
    assert [(one.kind, one.title, one.source, one.origin) for one in found] == [
        (
            ItemKind.LAST_MINUTES,
            "Minutes of 9 September 2026",
            "minutes of CG/2026/05, to be confirmed",
            "minutes:5",
        ),
        (
            ItemKind.RECOMMENDATION,
            "Extend the pilot.",
            "recommendation CG/2026/05/R1, to be decided",
            "decision:7",
        ),
        (ItemKind.WRITTEN_DECISION, "Sign the lease.", "decision in writing CG/2026/W1, to be tabled", "decision:8"),
        (ItemKind.CARRIED, "Hostel visits", "not reached at CG/2026/05, item 7", "carried:17"),
    ]
    assert (found[-1].purpose, found[-1].minutes, found[-1].carried_from_id) == (Purpose.DECIDE, 15, 17)


def test_what_a_decision_brings_back_is_not_brought_by_its_item_too() -> None:
    assert [one.origin for one in carried_forward([], [PILOT], [replace(VISITS, item_id=16)])] == ["decision:7"]


def test_while_an_earlier_meeting_is_to_come_the_rest_waits_for_it() -> None:
    assert carried_forward([MINUTES], [PILOT], [VISITS], earlier_to_come=True) == (MINUTES,)


@pytest.mark.parametrize(
    ("item", "source"),
    [
        (VISITS, "not reached at CG/2026/05, item 7"),
        (replace(VISITS, left=Left.DEFERRED), "deferred at CG/2026/05, item 7"),
        (replace(VISITS, number=0), "not reached at CG/2026/05"),
        (
            replace(VISITS, left=Left.NOT_HELD, held=False),
            "on the agenda of CG/2026/05, item 7, which was not held",
        ),
    ],
)
def test_why_an_item_is_left_over(item: LeftOver, source: str) -> None:
    assert left_over_item(item).source == source


def test_an_item_carried_twice_is_still_the_one_it_was() -> None:
    assert left_over_item(replace(VISITS, origin="carried:9")).origin == "carried:9"


@pytest.mark.parametrize(
    ("standing", "source", "minutes"),
    [
        (Standing.FOR_AUTHORITY, "deferred for authority, HSWG/2026/03/D1", 10),
        (Standing.NOT_AGREED, "not agreed and deferred, HSWG/2026/03/D1", 10),
        (Standing.REFERRED, "referred to the Core Group by Housing Support, HSWG/2026/03/D1", 15),
    ],
)
def test_what_was_put_off_comes_back(standing: Standing, source: str, minutes: int) -> None:
    found = from_decision(Put(9, "HSWG/2026/03/D1", "Move  the office.", standing, "Housing Support"))
    assert (found.source, found.minutes) == (source, minutes)
    assert (found.kind, found.purpose, found.title) == (ItemKind.CARRIED, Purpose.DECIDE, "Move the office.")


def test_a_long_decision_makes_a_short_title_that_ends_with_a_word() -> None:
    title = from_decision(replace(PILOT, text="Extend the pilot " * 20)).title
    assert len(title) <= 110
    assert title.endswith(("Extend…", "the…", "pilot…"))


def test_many_actions_are_told_by_the_first_and_the_last() -> None:
    assert open_actions_words([110, 112]) == "2 open actions: A-110 and A-112"
    assert open_actions_words(range(110, 115)) == "5 open actions: A-110, A-111, A-112, A-113 and A-114"
    assert open_actions_words(range(110, 116)) == "6 open actions: A-110 to A-115"
    assert open_actions_words([]) == ""
