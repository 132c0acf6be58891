from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from partnering_desk.app import agenda, papers
from partnering_desk.app.agenda import ItemDetails, agenda_rows
from partnering_desk.app.agenda_circulation import agenda_pdf, agenda_view, circulate_agenda
from partnering_desk.app.agenda_sheet import agenda_sheet
from partnering_desk.app.recipients import Channel, Chosen
from partnering_desk.app.scheduling import cancel, move, schedule
from partnering_desk.records.models import Dispatch, DispatchState, Document, DocumentKind, Group, Meeting
from partnering_desk.rules.agenda import ItemKind, Purpose
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

STARTS = datetime(2026, 12, 9, 10)


@pytest.fixture
def meeting(partnering: Five) -> int:
    meeting_id = schedule(partnering.register, partnering.core, STARTS, 120)
    agenda.prepare(partnering.register, meeting_id)
    return meeting_id


def sent(five: Five) -> list[tuple[str, str, str, str]]:
    """Who was sent what: name, file, why, state."""
    with five.register.read() as session:
        rows = session.scalars(
            select(Dispatch)
            .join(Document, Dispatch.document_id == Document.id)
            .where(Document.kind == DocumentKind.AGENDA)
            .order_by(Dispatch.id)
        )
        return [(one.person.name, one.document.filename, one.because, one.state) for one in rows]


def test_the_agenda_of_a_meeting_on_9_december_is_due_on_2_december(partnering: Five, meeting: int) -> None:
    view = agenda_view(partnering.register, meeting)
    assert (view.due.date.isoformat(), view.due_words) == ("2026-12-02", "2 Dec")
    assert "Working Days before Wed 9 Dec 2026" in view.due.explanation
    partnering.clock.now = datetime(2026, 12, 4, 9)
    assert agenda_view(partnering.register, meeting).due_words == "2 Working Days late"


def test_letters_that_no_font_has_are_named_while_the_agenda_can_be_changed(partnering: Five, meeting: int) -> None:
    assert agenda_view(partnering.register, meeting).unprintable_words == ""
    agenda.add_item(partnering.register, meeting, ItemDetails("Visit of 中文 and 中"))
    wanted = "No font has 中 and 文: printed as a number instead"
    assert agenda_view(partnering.register, meeting).unprintable_words == wanted
    cancel(partnering.register, meeting, "flooded")
    assert agenda_view(partnering.register, meeting).unprintable_words == ""


def test_the_time_of_the_items_is_summed_against_the_meetings_length(partnering: Five, meeting: int) -> None:
    planned = sum(row.minutes for row in agenda_rows(partnering.register, meeting))
    timing = agenda_view(partnering.register, meeting).timing
    assert timing.words.startswith(f"{planned} of 120 minutes")
    agenda.add_item(partnering.register, meeting, ItemDetails("Long", minutes=300))
    timing = agenda_view(partnering.register, meeting).timing
    assert (timing.over, timing.words) == (planned + 180, f"{planned + 300} of 120 minutes, {planned + 180} too long")


def test_the_sheet_says_what_each_item_is_for_and_where_it_came_from(partnering: Five, meeting: int) -> None:
    ruth = partnering.people["Ruth Lindqvist"]
    agenda.add_item(partnering.register, meeting, ItemDetails("Lease", Purpose.DECIDE, 25, ruth))
    sheet = agenda_sheet(partnering.register, meeting)
    line = next(one for one in sheet.lines if one.title == "Lease")
    assert (line.purpose, line.presenter, line.length, line.source) == ("For decision", "R. Lindqvist", "25 min", "")
    assert sheet.header.reference == "CG/2026/01"
    assert sheet.header.when == "Wednesday 9 December 2026, 10:00–12:00"
    assert sheet.chair == "N. Amadi"
    assert [column.title for column in sheet.invited] == ["Commissioner", "Contractor", "In attendance"]


def test_the_same_agenda_gives_the_same_pdf(partnering: Five, meeting: int) -> None:
    first = agenda_pdf(partnering.register, meeting)
    assert first.startswith(b"%PDF")
    assert agenda_pdf(partnering.register, meeting) == first


def test_circulating_freezes_version_1_and_queues_a_copy_for_each_person_called(partnering: Five, meeting: int) -> None:
    assert circulate_agenda(partnering.register, meeting) == 1
    rows = sent(partnering)
    assert ("Nkechi Amadi", "CG-2026-01 agenda.pdf", "Group Member", "waiting") in rows
    assert ("Grace Obi", "CG-2026-01 agenda.pdf", "circulation list", "waiting") in rows
    assert len(rows) == len({name for name, *_ in rows}) == len(agenda_view(partnering.register, meeting).recipients)
    assert (
        agenda_view(partnering.register, meeting).circulated
        == f"Version 1 went to {len(rows)} people on Thu 19 Nov 2026"
    )


def test_the_sheet_is_a_draft_until_it_is_what_was_circulated(partnering: Five, meeting: int) -> None:
    assert agenda_sheet(partnering.register, meeting).header.status == "Draft agenda, not yet circulated"
    circulate_agenda(partnering.register, meeting)
    header = agenda_sheet(partnering.register, meeting).header
    assert (header.status, header.version) == ("Circulated 19 November 2026", 1)
    agenda.add_item(partnering.register, meeting, ItemDetails("Late matter"))
    header = agenda_sheet(partnering.register, meeting).header
    assert header.status == "Draft agenda, changed since version 1 was circulated"


def test_the_sheet_says_when_the_group_meets_next(partnering: Five, meeting: int) -> None:
    assert agenda_sheet(partnering.register, meeting).closing == ()
    schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    assert agenda_sheet(partnering.register, meeting).closing == (
        "The next meeting is on Wednesday 13 January 2027, 10:00 at Kensington Town Hall, Room 3.",
    )


def test_nothing_changed_is_not_circulated_again(partnering: Five, meeting: int) -> None:
    circulate_agenda(partnering.register, meeting)
    with pytest.raises(Refusal, match="Nothing has changed since version 1"):
        circulate_agenda(partnering.register, meeting)


def test_changes_after_circulation_are_told_and_make_version_2(partnering: Five, meeting: int, tmp_path: Path) -> None:
    old = agenda.add_item(partnering.register, meeting, ItemDetails("Old matter"))
    changed = agenda.add_item(partnering.register, meeting, ItemDetails("Lease", minutes=10))
    circulate_agenda(partnering.register, meeting)
    agenda.remove_item(partnering.register, old)
    tunde = partnering.people["Tunde Oṣei"]
    agenda.edit_item(partnering.register, changed, ItemDetails("The lease", Purpose.DECIDE, 20, tunde, "prices"))
    agenda.add_item(partnering.register, meeting, ItemDetails("New matter"))
    path = tmp_path / "lease.txt"
    path.write_text("x")
    papers.attach(partnering.register, changed, path)
    move(partnering.register, meeting, datetime(2026, 12, 10, 10), "Strike", "Lambeth")
    assert agenda_view(partnering.register, meeting).changes == (
        "The meeting moved from Wed 9 Dec 2026, 10:00 to Thu 10 Dec 2026, 10:00.",
        "The place is now Lambeth.",
        "Added: New matter.",
        "Taken off: Old matter.",
        "“Lease” is now called “The lease”.",
        "The lease: “For decision”, no longer “For discussion”.",
        "The lease: 20 minutes, no longer 10.",
        "The lease: presented by T. Oṣei.",
        "The lease: now confidential.",
        "The lease: paper CG/26/01 attached.",
        "The order of the items changed.",
    )
    assert circulate_agenda(partnering.register, meeting) == 2
    assert agenda_view(partnering.register, meeting).changes == ()
    states = {(file, state) for _, file, _, state in sent(partnering)}
    assert ("CG-2026-01 agenda.pdf", DispatchState.WITHDRAWN) in states
    assert ("CG-2026-01 agenda version 2.pdf", DispatchState.WAITING) in states


def test_confidential_items_are_left_out_of_copies_for_those_who_only_attend(partnering: Five, meeting: int) -> None:
    agenda.add_item(
        partnering.register, meeting, ItemDetails("Settlement", confidential_because="Prices of a supplier")
    )
    circulate_agenda(partnering.register, meeting)
    files = {name: file for name, file, *_ in sent(partnering)}
    assert files["Nkechi Amadi"] == files["M. Okafor"] == "CG-2026-01 agenda.pdf"
    assert files["Yetunde Adeyemi"] == "CG-2026-01 agenda without confidential items.pdf"
    assert files["Grace Obi"] == "CG-2026-01 agenda without confidential items.pdf"
    copy = agenda_sheet(partnering.register, meeting, without_confidential=True)
    line = next(one for one in copy.lines if one.gap is not None)
    assert (line.title, line.gap.reason if line.gap else "") == (
        "Confidential item",
        "Left out of this copy: Prices of a supplier.",
    )
    whole = agenda_sheet(partnering.register, meeting)
    assert "Confidential: Prices of a supplier" in [line.source for line in whole.lines]


def test_who_only_attends_is_left_out_of_an_agenda_with_the_reason(partnering: Five, meeting: int) -> None:
    people = partnering.people
    chosen = Chosen({people["Ruth Lindqvist"]: Channel.DRAFT}, {people["Grace Obi"]: "Asked not to be sent agendas."})
    circulate_agenda(partnering.register, meeting, chosen)
    states = {name: state for name, *_, state in sent(partnering)}
    assert (states["Grace Obi"], states["Ruth Lindqvist"]) == ("withdrawn", "waiting")
    view = agenda_view(partnering.register, meeting)
    assert f"went to {len(view.recipients) - 1} people" in view.circulated


def test_no_group_member_is_left_out_of_an_agenda(partnering: Five, meeting: int) -> None:
    chosen = Chosen(left_out={partnering.people["Ruth Lindqvist"]: "Away."})
    with pytest.raises(Refusal, match=r"R. Lindqvist must be sent it \(Governance 5\.4\.2\)"):
        circulate_agenda(partnering.register, meeting, chosen)
    assert sent(partnering) == []


def test_an_agenda_goes_to_nobody_while_the_group_has_no_members(partnering: Five) -> None:
    with partnering.register.write() as session:
        group = session.get_one(Group, partnering.property)
        empty = Group(
            partnering_id=partnering.register.partnering_id,
            kind=group.kind,
            name="Empty Working Group",
            code="EW",
            frequency=group.frequency,
            planned_start=group.planned_start,
        )
        session.add(empty)
        session.flush()
        group_id = empty.id
    meeting_id = schedule(partnering.register, group_id, STARTS, 60)
    with pytest.raises(Refusal, match="nothing on the agenda"):
        circulate_agenda(partnering.register, meeting_id)
    agenda.prepare(partnering.register, meeting_id)
    with pytest.raises(Refusal, match="has no members on that day"):
        circulate_agenda(partnering.register, meeting_id)


def test_the_agenda_of_a_cancelled_or_opened_meeting_does_not_go_out(partnering: Five, meeting: int) -> None:
    other = schedule(partnering.register, partnering.core, datetime(2027, 1, 13, 10), 120)
    cancel(partnering.register, other, "Snow")
    with partnering.register.write() as session:
        session.get_one(Meeting, meeting).opened_at = STARTS
    with pytest.raises(Refusal, match="has been opened"):
        circulate_agenda(partnering.register, meeting)
    with pytest.raises(Refusal, match="was cancelled"):
        circulate_agenda(partnering.register, other)
    assert agenda_view(partnering.register, other).closed_words == "CG/2027/01 was cancelled: Snow"
    assert agenda_view(partnering.register, meeting).closed_words == ""
    assert agenda_view(partnering.register, meeting).rows[0].kind is ItemKind.ATTENDANCE
