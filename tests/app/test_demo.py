"""The sample has every kind of thing in it, looks as a desk does, and is the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Enum, func, select

from partnering_desk.app.agenda import prepare
from partnering_desk.app.agenda_view import timing_of
from partnering_desk.app.check import check_register
from partnering_desk.app.demo import write_demo
from partnering_desk.app.exchange import export_register, tables
from partnering_desk.app.faults import Fault
from partnering_desk.app.obligations import desk_rows
from partnering_desk.app.register import Register, open_register
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    Base,
    Capacity,
    Circulation,
    Confirmation,
    Correction,
    Decision,
    DecisionKind,
    Dispatch,
    DispatchState,
    ItemAbsence,
    ItemStretch,
    Meeting,
    Paper,
    Partnering,
)
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.obligations import Bucket

ON = date(2026, 11, 19)
NEVER = {"attendance.state": {"absent"}, "dispatch.state": {"refused", "unanswered"}}
"""Values that such a partnering does without: everybody comes, or sends apologies; mail servers take what is sent."""


def opened(path: Path, on: date = ON) -> Register:
    return open_register(path, "M. Okafor", lambda: datetime(on.year, on.month, on.day, 10, 42))


@pytest.fixture(scope="module")
def shown(sample_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    copy = tmp_path_factory.mktemp("shown") / "sample.desk"
    copy.write_bytes(sample_once.read_bytes())
    register = opened(copy)
    yield register
    register.close()


@pytest.mark.parametrize("table", [table.name for table in tables()])
def test_there_is_something_of_every_kind(shown: Register, table: str) -> None:
    with shown.read() as session:
        assert session.scalar(select(func.count()).select_from(Base.metadata.tables[table])), table


@pytest.mark.parametrize(
    "name",
    [
        "decision.kind",
        "decision.outcome",
        "decision.follow_on",
        "decision.effect",
        "action.state",
        "agenda_item.kind",
        "agenda_item.state",
        "attendance.capacity",
        "attendance.state",
        "dispatch.state",
        "dispatch.channel",
        "document.kind",
        "group_office.office",
        "member_change.state",
        "presence_span.mode",
    ],
)
def test_every_value_of_interest_occurs(shown: Register, name: str) -> None:
    table, column = name.split(".")
    asked = Base.metadata.tables[table].c[column]
    assert isinstance(asked.type, Enum)
    with shown.read() as session:
        found = {one for one in session.scalars(select(asked).distinct()) if one is not None}
    assert set(asked.type.enums) - {one.value for one in found} <= NEVER.get(name, set())


def test_a_recommendation_of_a_meeting_without_quorum_was_decided_by_the_next(shown: Register) -> None:
    with shown.read() as session:
        settled = session.scalars(select(Decision).where(Decision.ratifies_id.is_not(None))).all()
        assert settled
        for one in settled:
            assert one.ratifies is not None
            assert one.meeting is not None
            assert one.ratifies.meeting is not None
            assert one.ratifies.kind is DecisionKind.RECOMMENDATION
            assert one.ratifies.meeting.starts < one.meeting.starts


def test_the_core_group_overruled_a_working_group(shown: Register) -> None:
    with shown.read() as session:
        replaced = session.scalars(select(Decision).where(Decision.replaced_by_id.is_not(None))).one()
        assert replaced.replaced_by is not None
        assert (replaced.group.code, replaced.replaced_by.group.code) == ("HS", "CG")


def test_the_decision_on_the_rents_alone_names_the_clause_of_that_reserved_matter(shown: Register) -> None:
    with shown.read() as session:
        asked = select(Decision).where(Decision.clause == "Schedule 9, paragraph 4")
        assert {one.text for one in session.scalars(asked)} == {
            "Raise the rent of nominated units by 2.1 % from April."
        }
        rents = session.scalars(select(Decision).where(Decision.text.contains("rent of nominated units"))).all()
        assert all(one.clause == "Schedule 9, paragraph 4" and one.item is not None for one in rents)
        assert {one.item.title for one in rents if one.item is not None} == {"Rent of nominated units"}


def test_one_delegate_was_debriefed_and_one_still_owes_it(shown: Register) -> None:
    with shown.read() as session:
        delegates = session.scalars(select(Attendance).where(Attendance.capacity == Capacity.DELEGATE)).all()
        assert {one.debriefed_on is None for one in delegates} == {True, False}
        assert all(one.briefed for one in delegates)


def test_one_item_was_taken_up_twice_by_a_meeting_in_which_somebody_left_for_it(shown: Register) -> None:
    with shown.read() as session:
        twice = select(ItemStretch.item_id).group_by(ItemStretch.item_id).having(func.count() == 2)
        (item_id,) = session.scalars(twice)
        assert session.scalars(select(ItemAbsence.item_id)).all() == [item_id]


def test_minutes_were_corrected_into_a_second_version(shown: Register) -> None:
    with shown.read() as session:
        corrected = session.scalars(select(Correction)).first()
        assert corrected is not None
        asked = select(Confirmation).where(Confirmation.meeting_id == corrected.meeting_id)
        assert session.scalars(asked).one().document.version == 2


def test_some_minutes_went_out_late_with_the_reason(shown: Register) -> None:
    with shown.read() as session:
        late = session.scalars(select(Circulation).where(Circulation.late_because != "")).all()
        assert [one.meeting.group.code for one in late if one.meeting is not None] == ["PR"]


def test_a_standing_item_was_taken_off_with_its_reason(shown: Register) -> None:
    with shown.read() as session:
        taken_off = session.scalars(select(AgendaItem).where(AgendaItem.removed_at.is_not(None))).all()
        assert any(one.clause == "S1" and one.removed_because for one in taken_off)


def test_no_agenda_takes_longer_than_its_meeting(shown: Register) -> None:
    with shown.read() as session:
        written = session.scalars(select(Meeting).where(Meeting.items.any())).all()
        assert written
        assert {one.ref: timing_of(one).words for one in written if timing_of(one).over > 0} == {}
        minutes = [item.minutes for one in written for item in one.items if item.kind is ItemKind.ORDINARY]
        assert min(minutes) >= 3


def test_no_agenda_that_is_still_to_be_written_begins_too_long(shown: Register) -> None:
    with shown.read() as session:
        coming = select(Meeting.id).where(Meeting.starts > shown.now(), Meeting.cancelled_at.is_(None))
        meeting_ids = session.scalars(coming).all()
    for meeting_id in meeting_ids:
        prepare(shown, meeting_id)
        with shown.read() as session:
            assert timing_of(session.get_one(Meeting, meeting_id)).over <= 0


def test_a_deputy_took_the_chair_once(shown: Register) -> None:
    with shown.read() as session:
        took = session.scalars(select(Meeting).where(Meeting.chaired_because != "")).one()
        assert took.chaired_by is not None
        assert took.chaired_by.name == "Anneke Brandt"


def test_papers_are_pdfs_and_tables(shown: Register) -> None:
    with shown.read() as session:
        papers = session.scalars(select(Paper)).all()
        assert {one.media_type for one in papers} == {"application/pdf", "text/csv"}
        assert all(one.pages for one in papers if one.media_type == "application/pdf")


def test_one_copy_waits_and_says_why(shown: Register) -> None:
    with shown.read() as session:
        waiting = session.scalars(select(Dispatch).where(Dispatch.state == DispatchState.WAITING)).all()
        assert {one.person.name for one in waiting} == {"Ali Haydar Yıldız"}
        assert all("full" in one.last_problem and one.attempts == 3 for one in waiting)


def test_large_print_is_handed_over(shown: Register) -> None:
    with shown.read() as session:
        handed = session.scalars(select(Dispatch).where(Dispatch.state == DispatchState.HANDED_OVER)).all()
        assert {one.person.name for one in handed} == {"Yetunde Adeyemi"}


def test_its_records_break_no_rule(shown: Register) -> None:
    assert check_register(shown) == ()


def test_the_desk_of_19_november_looks_like_its_picture(shown: Register) -> None:
    rows = desk_rows(shown)
    lines = {(row.bucket, row.due, row.obligation.title): row.obligation.detail for row in rows}
    late, week, coming = Bucket.LATE, Bucket.THIS_WEEK, Bucket.COMING
    hs = (late, "2 Working Days late", "Minutes of Housing Support Working Group, 6 Nov")
    assert lines[hs] == "Due Tue 17 Nov. Draft is complete, chair has not approved it."
    assert lines[week, "due tomorrow", "Minutes of Core Group, 11 Nov"] == "Day 6 of 7. Two items have no notes."
    assert (week, "due tomorrow", "Agenda of Performance Working Group, 27 Nov") in lines
    assert lines[week, "due tomorrow", "3 actions fall due"] == "A. Brandt 2, R. Lindqvist 1."
    assert (coming, "by 30 Nov", "No meeting of Property Working Group this quarter") in lines
    gap = (coming, "gap", "Core Group: the Contractor's finance seat has nobody")
    assert lines[gap] == "Counterpart of J. Amadi since Mon 2 Nov."
    overdue = next(row.obligation for row in rows if "overdue" in row.obligation.title)
    assert overdue.title == "2 actions are overdue"
    assert sum(row.bucket is late for row in rows) == 2


def test_the_same_arguments_give_the_same_sample(sample_once: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "second.desk")
    for name, path in (("first", sample_once), ("second", tmp_path / "second.desk")):
        copy = tmp_path / f"{name} copy.desk"
        copy.write_bytes(path.read_bytes())
        register = open_register(copy)
        export_register(register, tmp_path / f"{name}.json")
        register.close()
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()


@pytest.mark.parametrize(
    "on", [date(2028, 2, 29), date(2027, 4, 1), date(2026, 11, 22)], ids=["leap day", "first of April", "a Sunday"]
)
def test_it_can_be_looked_at_on_any_day(tmp_path: Path, on: date) -> None:
    write_demo(tmp_path / "sample.desk", years=1, on=on)
    register = opened(tmp_path / "sample.desk", on)
    with register.read() as session:
        latest = session.scalar(select(func.max(Meeting.closed_at)))
        commencement = session.scalars(select(Partnering.commencement)).one()
    assert latest is not None
    assert latest.date() < on
    assert commencement <= on
    assert check_register(register) == ()
    assert desk_rows(register)
    register.close()


def test_several_partnerings_stand_side_by_side(tmp_path: Path) -> None:
    on = date(2026, 6, 10)
    write_demo(tmp_path / "sample.desk", years=1, partnerings=3, on=on)
    register = opened(tmp_path / "sample.desk", on)
    with register.read() as session:
        found = session.scalars(select(Partnering)).all()
        assert len({one.name for one in found}) == 3
    assert check_register(register) == ()
    register.close()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    there = tmp_path / "mine.desk"
    there.write_text("mine")
    with pytest.raises(Fault, match="exists already"):
        write_demo(there)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.desk"]


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no folder"):
        write_demo(tmp_path / "nowhere" / "sample.desk")
    assert list(tmp_path.iterdir()) == []
