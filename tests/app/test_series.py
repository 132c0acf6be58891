"""Series of meetings: proposed off non-working days, without double-booking, and accepted at once."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import func, select

from partnering_desk.app.lookups import row
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.app.series import accept, propose, suggested_span
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

FIRST, UNTIL = date(2026, 12, 9), date(2027, 6, 30)


def test_a_monthly_group_is_proposed_its_second_wednesdays(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, FIRST, UNTIL)
    assert [one.starts.date() for one in found.rows] == [
        date(2026, 12, 9),
        date(2027, 1, 13),
        date(2027, 2, 10),
        date(2027, 3, 10),
        date(2027, 4, 14),
        date(2027, 5, 12),
        date(2027, 6, 9),
    ]
    assert {one.starts.time() for one in found.rows} == {time(10)}
    assert {one.place for one in found.rows} == {"Kensington Town Hall, Room 3"}
    assert all(one.taken and not one.why for one in found.rows)
    assert (found.frequency, found.gaps) == ("monthly", ())


@pytest.mark.parametrize(
    ("wanted", "moved", "why"),
    [
        (date(2026, 12, 28), date(2026, 12, 29), "substitute day for Boxing Day"),
        (date(2027, 3, 26), date(2027, 3, 30), "Good Friday"),
        (date(2027, 3, 29), date(2027, 3, 30), "Easter Monday"),
        (date(2027, 5, 8), date(2027, 5, 10), "Saturday"),
    ],
)
def test_a_date_that_is_no_working_day_moves_on_and_says_why(
    partnering: Five, wanted: date, moved: date, why: str
) -> None:
    (only,) = propose(partnering.register, partnering.property, wanted, moved).rows
    assert only.starts.date() == moved
    assert only.why.startswith("Moved from ")
    assert only.why.endswith(f"which is not a Working Day ({why}).")


def test_a_day_on_which_a_member_sits_elsewhere_is_moved_and_says_who(partnering: Five) -> None:
    schedule(partnering.register, partnering.performance, datetime(2027, 1, 13, 11), 120)
    found = propose(partnering.register, partnering.core, FIRST, UNTIL)
    january = found.rows[1]
    assert january.starts == datetime(2027, 1, 14, 10)
    assert january.why == (
        "Moved from Wed 13 Jan 2027, when R. Lindqvist and M. Okafor are called to PW/2027/01, 11:00–13:00."
    )


def test_a_period_that_has_a_meeting_gets_no_second(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2027, 1, 20, 10), 120)
    january = propose(partnering.register, partnering.core, FIRST, UNTIL).rows[1]
    assert not january.taken
    assert january.why == "CG/2027/01 is on Wed 20 Jan 2027 already."


def test_a_cancelled_meeting_leaves_its_period_open(partnering: Five) -> None:
    off = schedule(partnering.register, partnering.core, datetime(2027, 1, 20, 10), 120)
    cancel(partnering.register, off, "Not enough business")
    assert propose(partnering.register, partnering.core, FIRST, UNTIL).rows[1].taken


def test_accepting_puts_the_whole_series_in_the_calendar(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, FIRST, UNTIL)
    made = accept(partnering.register, found) or ()
    with partnering.register.read() as session:
        refs = [row(session, Meeting, one).ref for one in made]
    assert refs == ["CG/2026/01", *(f"CG/2027/{number:02}" for number in range(1, 7))]
    assert not any(one.taken for one in propose(partnering.register, partnering.core, FIRST, UNTIL).rows)


def test_what_is_unticked_or_changed_is_taken_as_changed(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, FIRST, date(2027, 2, 28))
    first, second, third = found.rows
    moved = replace(second, starts=datetime(2027, 1, 14, 14), place="Camden Town Hall")
    made = accept(partnering.register, replace(found, rows=(first, moved, replace(third, taken=False)))) or ()
    with partnering.register.read() as session:
        meetings = [row(session, Meeting, one) for one in made]
        assert [(one.starts, one.place) for one in meetings] == [
            (datetime(2026, 12, 9, 10), "Kensington Town Hall, Room 3"),
            (datetime(2027, 1, 14, 14), "Camden Town Hall"),
        ]


def test_a_series_is_accepted_whole_or_not_at_all(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, FIRST, UNTIL)
    broken = replace(found, rows=(*found.rows[:-1], replace(found.rows[-1], minutes=0)))
    with pytest.raises(Refusal, match="between one minute"):
        accept(partnering.register, broken)
    with partnering.register.read() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 0


def test_accepting_refuses_nothing_the_past_and_the_same_time_twice(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, FIRST, date(2027, 1, 31))
    first, second = found.rows
    for rows, words in (
        ((replace(first, taken=False), replace(second, taken=False)), "No date is ticked"),
        ((replace(first, starts=datetime(2026, 11, 18, 10)), second), "Choose a day from today on, or untick it"),
        ((replace(first, starts=datetime(2026, 11, 19, 10)), second), "10:00 today has passed"),
        ((first, replace(second, starts=first.starts)), "in the series twice"),
    ):
        with pytest.raises(Refusal, match=words):
            accept(partnering.register, replace(found, rows=rows))


@pytest.mark.parametrize(
    ("first", "until", "words"),
    [
        (date(2026, 12, 9), date(2026, 12, 8), "before it starts"),
        (date(2026, 11, 18), date(2026, 12, 8), "has passed"),
        (date(2026, 12, 9), date(2032, 12, 9), "five years"),
    ],
)
def test_a_span_that_is_none_is_refused(partnering: Five, first: date, until: date, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        propose(partnering.register, partnering.core, first, until)


def test_the_span_suggested_follows_the_groups_pattern_from_its_last_meeting_on(partnering: Five) -> None:
    assert suggested_span(partnering.register, partnering.core) == (date(2026, 12, 9), date(2027, 11, 30))
    schedule(partnering.register, partnering.core, datetime(2027, 1, 20, 10), 120)
    assert suggested_span(partnering.register, partnering.core)[0] == date(2027, 2, 10)


def test_a_group_planned_to_start_on_a_sunday_meets_on_the_weekday_of_the_next_working_day(partnering: Five) -> None:
    with partnering.register.write() as session:
        row(session, Group, partnering.core).planned_start = date(2025, 6, 1)
    assert suggested_span(partnering.register, partnering.core)[0] == date(2026, 12, 7)


def test_the_span_suggested_ends_with_the_contract(partnering: Five) -> None:
    partnering.clock.now = datetime(2029, 12, 1, 9)
    assert suggested_span(partnering.register, partnering.core)[1] == date(2030, 3, 31)


def test_a_series_that_is_stopped_leaves_the_calendar_as_it_was(partnering: Five) -> None:
    found = propose(partnering.register, partnering.core, date(2027, 1, 13), date(2027, 12, 31))
    told: list[tuple[int, int]] = []
    assert accept(partnering.register, found, lambda *how_far: told.append(how_far), lambda: len(told) == 3) is None
    assert told[-1][0] == 3
    with partnering.register.read() as session:
        assert session.scalars(select(Meeting.id)).all() == []
