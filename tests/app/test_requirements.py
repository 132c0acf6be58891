"""The gap between meetings required and meetings held (Governance 3 and 5.1.3)."""

from datetime import date, datetime

import pytest

from partnering_desk.app.lookups import row
from partnering_desk.app.parties import keep_from
from partnering_desk.app.requirements import required_and_held, requirements
from partnering_desk.app.scheduling import cancel, schedule
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.agenda import GroupKind
from tests.app.five import Five

TODAY = date(2026, 11, 19)


def hold(five: Five, meeting_id: int) -> None:
    with five.register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        meeting.opened_at, meeting.closed_at = meeting.starts, meeting.ends


def test_a_quarter_without_a_meeting_is_a_gap(partnering: Five) -> None:
    for month in (11, 2, 5, 8):
        year = 2025 if month == 11 else 2026
        hold(partnering, schedule(partnering.register, partnering.property, datetime(year, month, 20, 10), 120))
    found = required_and_held(partnering.register, partnering.property, TODAY)
    assert found.gaps == ("No meeting of Property Working Group this quarter",)
    assert (found.required, found.held, found.planned) == (4, 3, 0)
    assert found.words == ("Quarterly: 4 required, 3 held, 0 planned since 1 February 2026. Governance 5.1.3.")


def test_a_meeting_planned_closes_the_gap_until_it_is_cancelled(partnering: Five) -> None:
    partnering.clock.now = datetime(2025, 5, 20, 9)
    meeting = schedule(partnering.register, partnering.property, datetime(2025, 6, 10, 10), 120)
    on = date(2025, 5, 20)
    assert required_and_held(partnering.register, partnering.property, on).gaps == ()
    cancel(partnering.register, meeting, "Not enough business")
    assert required_and_held(partnering.register, partnering.property, on).gaps == (
        "No meeting of Property Working Group this quarter",
    )


def test_a_meeting_whose_day_passed_without_being_held_closes_no_gap(partnering: Five) -> None:
    schedule(partnering.register, partnering.property, datetime(2026, 11, 16, 10), 120)
    found = required_and_held(partnering.register, partnering.property, TODAY)
    assert "No meeting of Property Working Group this quarter" in found.gaps
    assert found.planned == 0


def test_before_its_planned_start_nothing_is_required(partnering: Five) -> None:
    found = required_and_held(partnering.register, partnering.core, date(2025, 4, 1))
    assert (found.required, found.gaps) == (0, ())
    assert found.words == "Monthly, none required yet."


def test_every_calendar_month_before_commencement_needs_a_meeting(partnering: Five) -> None:
    with partnering.register.write() as session:
        group = row(session, Group, partnering.core)
        group.kind = GroupKind.PRE_COMMENCEMENT
    hold(partnering, schedule(partnering.register, partnering.core, datetime(2025, 1, 15, 10), 120))
    found = required_and_held(partnering.register, partnering.core, date(2025, 2, 10))
    assert (found.required, found.held) == (2, 1)
    assert found.gaps == ("No meeting of Core Group this month",)
    assert found.clause.ref == "Governance 3"


def test_every_group_of_the_partnering_is_counted(partnering: Five) -> None:
    names = [one.group for one in requirements(partnering.register, TODAY)]
    assert names == ["Core Group", "Performance Working Group", "Property Working Group"]


@pytest.mark.parametrize(
    ("kept_from", "required", "words"),
    [
        (date(2025, 1, 6), 4, "4 required, 0 held, 0 planned since 1 February 2026. Governance 5.1.3."),
        (
            date(2026, 7, 31),
            3,
            "1 May 2026. Governance 5.1.3. One earlier period was before this record was kept.",
        ),
        (date(2026, 8, 1), 2, "Two earlier periods were before this record was kept."),
        (date(2026, 8, 2), 2, "Two earlier periods were before this record was kept."),
    ],
)
def test_periods_that_ended_before_the_record_was_kept_are_not_required(
    partnering: Five, kept_from: date, required: int, words: str
) -> None:
    keep_from(partnering.register, kept_from, "the paper minutes end there")
    found = required_and_held(partnering.register, partnering.property, TODAY)
    assert (found.required, len(found.gaps)) == (required, required)
    assert found.words.endswith(words)
