from datetime import date

from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.carry import (
    Left,
    LeftOver,
    Put,
    ToConfirm,
    carried_forward,
    left_over_words,
    open_actions_words,
)


def test_nothing_left_brings_nothing() -> None:
    assert carried_forward() == ()


def test_everything_left_comes_to_the_next_agenda_and_says_where_it_came_from() -> None:
    drafts = carried_forward(
        to_confirm=[ToConfirm(5, "CG/2026/05", date(2026, 9, 9))],
        open_actions=["A-110", "A-112"],
        recommendations=[Put(7, "CG/2026/05/R1", "Extend the pilot.")],
        in_writing=[Put(8, "CG/2026/W1", "Sign the lease.")],
        left_over=[LeftOver(17, "Hostel visits", "CG/2026/05", 7, Left.NOT_REACHED, Purpose.DECIDE, 15)],
    )
    assert [(one.kind, one.title, one.source, one.origin) for one in drafts] == [
        (
            ItemKind.LAST_MINUTES,
            "Minutes of 9 September 2026",
            "minutes of CG/2026/05, to be confirmed",
            "minutes:5",
        ),
        (
            ItemKind.MATTERS_ARISING,
            "Matters arising",
            "2 open actions: A-110 and A-112",
            "standing:Matters arising",
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
    assert (drafts[-1].purpose, drafts[-1].minutes) == (Purpose.DECIDE, 15)
    assert len({one.origin for one in drafts}) == len(drafts)


def test_why_an_item_is_left_over() -> None:
    def words(left: Left) -> str:
        return left_over_words(LeftOver(17, "Hostel visits", "CG/2026/05", 7, left))

    assert words(Left.DEFERRED) == "deferred at CG/2026/05, item 7"
    assert words(Left.NOT_HELD) == "on the agenda of CG/2026/05, item 7, which was not held"


def test_many_actions_are_told_by_the_first_and_the_last() -> None:
    numbers = [f"A-{number}" for number in range(110, 116)]
    assert open_actions_words(numbers[:5]) == "5 open actions: A-110, A-111, A-112, A-113 and A-114"
    assert open_actions_words(numbers) == "6 open actions: A-110 to A-115"
    assert open_actions_words([]) == ""
