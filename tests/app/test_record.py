"""The Record as people ask it: narrowed, the history of one thing, an entry in words, and out as a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, text

from partnering_desk.app import action_ends, actions, agenda, effects
from partnering_desk.app.action_reminder import remind
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.check import checked
from partnering_desk.app.faults import Stopped
from partnering_desk.app.record_entry import EntryCard, Line, entry_card
from partnering_desk.app.record_export import export_record
from partnering_desk.app.record_kinds import RecordKind
from partnering_desk.app.record_rows import choices, entry_numbers, entry_rows, looked_for, meeting_of_ref, name_of
from partnering_desk.app.record_wanted import Wanted
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import schedule
from partnering_desk.app.thing import Thing, thing_from
from partnering_desk.records.models import (
    Action,
    AgendaItem,
    Base,
    Decision,
    Document,
    DocumentKind,
    Entry,
    EntryChange,
)
from partnering_desk.records.stored import NOT_ENTERED
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.votes import Effect
from tests.app.exported import lived
from tests.app.five import SECRETARY, Five
from tests.documents.reading import all_text, squeezed


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Five]:
    """The small partnering after two meetings. Tests that record in it do so at its end."""
    with lived(tmp_path_factory.mktemp("record")) as five:
        yield five


@pytest.fixture(scope="module")
def register(five: Five) -> Register:
    return five.register


def said(register: Register, wanted: Wanted) -> list[str]:
    """What the entries wanted say, the newest first."""
    return [one.what for one in entry_rows(register, entry_numbers(register, wanted))]


def decision(register: Register, ref: str) -> int:
    with register.read() as session:
        return session.scalars(select(Decision.id).where(Decision.ref == ref)).one()


def last(register: Register) -> EntryCard:
    return entry_card(register, entry_numbers(register, Wanted())[0])


def test_every_entry_is_listed_the_newest_first(register: Register) -> None:
    found = entry_numbers(register, Wanted())
    assert list(found) == list(range(len(found), 0, -1))
    first = entry_rows(register, found)[-1]
    assert (first.what, first.who, first.door, first.when) == (
        "Made the register",
        SECRETARY,
        "screen",
        "Thu 19 Nov 2026, 10:42",
    )


def test_every_table_is_of_one_kind() -> None:
    tables = sorted(one.name for one in Base.metadata.sorted_tables if one.name not in NOT_ENTERED)
    assert sorted(table for kind in RecordKind for table in kind.tables) == tables


def test_narrowed_by_kind(register: Register) -> None:
    decisions = said(register, Wanted(kind=RecordKind.DECISIONS))
    assert "Added decision CG/2026/01/D1" in decisions
    assert all("decision" in one for one in decisions)
    assert any(one.startswith("Added presence of") for one in said(register, Wanted(kind=RecordKind.ATTENDANCE)))
    assert said(register, Wanted(kind=RecordKind.INTERESTS)) == []


def test_narrowed_by_meeting(register: Register) -> None:
    meeting = meeting_of_ref(register, "PW/2026/01")
    found = said(register, Wanted(meeting_id=meeting))
    assert found[0].startswith("Closed meeting PW/2026/01")
    assert not any("CG/2026" in one for one in found)
    with pytest.raises(Refusal, match="There is no meeting ZZ/2026/01"):
        meeting_of_ref(register, "ZZ/2026/01")


def test_narrowed_by_days_both_included(register: Register) -> None:
    on = entry_rows(register, entry_numbers(register, Wanted(first=date(2026, 11, 27), last=date(2026, 11, 27))))
    assert {one.at.date() for one in on if one.at} == {date(2026, 11, 27)}
    assert entry_numbers(register, Wanted(first=date(2027, 1, 1))) == ()
    assert entry_numbers(register, Wanted(last=date(2026, 11, 18))) == ()


def test_narrowed_by_who_recorded(register: Register) -> None:
    assert choices(register).people == (SECRETARY,)
    assert len(entry_numbers(register, Wanted(who=SECRETARY))) == len(entry_numbers(register, Wanted()))
    assert entry_numbers(register, Wanted(who="")) == ()


def test_words_are_searched_in_what_was_done_and_in_what_was_put(register: Register) -> None:
    assert said(register, Wanted(words="LET both rooms")) == ["Added decision PW/2026/01/D1"]
    assert said(register, Wanted(words="decision pw/2026/01/d2 added")) == ["Added decision PW/2026/01/D2"]
    assert said(register, Wanted(words="100%")) == []
    assert said(register, Wanted(words="follow_on")) == []  # the name of a column is no word of anybody's


def test_what_is_asked_together_must_all_fit(register: Register) -> None:
    both = Wanted(kind=RecordKind.DECISIONS, meeting_id=meeting_of_ref(register, "PW/2026/01"), words="staffing")
    assert said(register, both) == []
    assert said(register, Wanted(kind=RecordKind.DECISIONS, words="post")) == ["Added decision PW/2026/01/D2"]


def test_meetings_can_be_chosen_the_latest_first(register: Register) -> None:
    refs = [ref for _, ref in choices(register).meetings]
    assert refs.index("CG/2026/02") < refs.index("CG/2026/01")


# the history of one thing


def test_a_decision_and_what_became_of_it(register: Register) -> None:
    thing = Thing("decision", decision(register, "PW/2026/01/D1"))
    assert said(register, Wanted(thing=thing)) == [
        "Changed decision PW/2026/01/D1 (effect, effected on)",
        "Added decision PW/2026/01/D1",
    ]
    assert name_of(register, thing) == "Decision PW/2026/01/D1"


def test_a_meeting_with_its_items_attendance_and_what_was_sent(register: Register) -> None:
    with register.read() as session:
        meeting = meeting_of_ref(register, "CG/2026/01")
        items = set(session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)))
        changed = select(EntryChange.entry_id).where(
            EntryChange.of_table == "agenda_item", EntryChange.of_row.in_(items)
        )
        of_items = set(session.scalars(changed))
    found = set(entry_numbers(register, Wanted(thing=Thing("meeting", meeting))))
    assert of_items
    assert of_items <= found
    words = said(register, Wanted(thing=Thing("meeting", meeting)))
    assert any(one.startswith("Added circulation of CG/2026/01") for one in words)
    assert any(one.startswith("Added presence of CG/2026/01") for one in words)


def test_a_person_with_seats_presence_votes_and_what_they_were_sent(five: Five) -> None:
    thing = Thing("person", five.people["Ruth Lindqvist"])
    words = said(five.register, Wanted(thing=thing))
    assert "Added decision PW/2026/01/D1" in words, "she cast a vote on it"
    assert any(one.startswith("Added circulation of CG/2026/01") for one in words)
    assert any(one.startswith("Added presence of") for one in words)
    assert name_of(five.register, thing) == "Person Ruth Lindqvist"


def test_a_group_with_its_members_and_not_with_its_meetings(five: Five) -> None:
    words = said(five.register, Wanted(thing=Thing("meeting_group", five.performance)))
    assert len(words) == 1, "all of it was set up at once"
    assert not any("PW/2026/01" in one for one in words)


def test_a_document_with_those_to_whom_it_went(register: Register) -> None:
    with register.read() as session:
        document = session.execute(
            text("SELECT id FROM document WHERE kind = 'minutes' AND version = 1 ORDER BY id")
        ).scalar_one()
    words = said(register, Wanted(thing=Thing("document", document)))
    assert any(one.startswith("Added circulation of CG/2026/01") for one in words)
    assert any("confirmation" in one for one in words)


def test_what_names_no_thing_is_refused() -> None:
    assert thing_from(str(Thing("decision", 17))) == Thing("decision", 17)
    for wrong in ("", "decision", "decision/", "/3", "decision/x"):
        with pytest.raises(Refusal):
            thing_from(wrong)


# an entry in words


def test_an_entry_says_before_and_after_as_people_do(register: Register) -> None:
    decided = decision(register, "CG/2026/01/D1")
    with register.read() as session:
        (person,) = session.execute(text("SELECT id FROM person WHERE name = 'Ruth Lindqvist'")).one()
    effects.set_effect(register, decided, Effect.CHANGE_CONTROL, person, date(2026, 12, 18))
    card = last(register)
    (changed,) = card.things
    assert (changed.words, changed.kind) == ("decision CG/2026/01/D1", "changed")
    lines = {one.column: one for one in changed.lines}
    assert lines["effect"].after == "change control"
    assert lines["effect due"].after == "Fri 18 Dec 2026"
    assert lines["effect owner"] == Line("effect owner", "Nkechi Amadi", "Ruth Lindqvist")
    assert len(card.sha256) == 64
    assert card.previous == entry_card(register, card.number - 1).sha256


def test_an_added_row_says_all_that_it_holds_and_nothing_of_what_it_does_not(register: Register) -> None:
    number = entry_numbers(register, Wanted(words="Added decision PW/2026/01/D3"))[0]
    found = next(one for one in entry_card(register, number).things if one.thing.table == "decision")
    lines = {one.column: one.after for one in found.lines}
    assert lines["wording"] == "Pay for doors."
    assert lines["outcome"] == "deferred for authority"
    assert lines["meeting"] == "PW/2026/01"
    assert lines["taken at"] == "Fri 27 Nov 2026, 14:00"
    assert all(one.after and not one.before for one in found.lines)


def test_the_quorum_kept_with_a_decision_is_told_in_words(register: Register) -> None:
    number = entry_numbers(register, Wanted(words="Added decision PW/2026/01/D1"))[0]
    found = next(one for one in entry_card(register, number).things if one.thing.table == "decision")
    quorum = next(one.after for one in found.lines if one.column == "quorum")
    assert quorum.startswith("quorate at 14:00: ")
    assert "Ruth Lindqvist" in quorum


def test_of_a_long_text_the_piece_that_differs_is_shown(register: Register) -> None:
    added = actions.add(register, ActionDetails("Visit every hostle in the north of the five boroughs " * 4))
    with register.write() as session:
        action = session.get_one(Action, added)
        action.text = action.text.replace("hostle", "hostel", 1)
    (changed,) = last(register).things
    assert changed.lines == (Line("wording", "…le…", "…el…"),)


def test_what_is_in_the_register_no_more_is_named_as_it_was(register: Register) -> None:
    added = actions.add(register, ActionDetails("Ring the forum", owner_ids=(1,)))
    with register.write() as session:
        for owner in session.get_one(Action, added).owners:
            session.delete(owner)
    (removed,) = last(register).things
    assert (removed.kind, removed.thing.table) == ("removed", "action_owner")
    assert removed.words.startswith("owner of action A-")
    assert all(one.before and not one.after for one in removed.lines)


def test_an_entry_that_is_not_there(register: Register) -> None:
    with pytest.raises(Refusal, match="There is no entry 999,999"):
        entry_card(register, 999_999)


# a fingerprint from elsewhere


def test_a_fingerprint_as_printed_is_found(register: Register) -> None:
    card = entry_card(register, 20)
    for typed in (card.sha256, f" SHA-256 {card.sha256.upper()} ", f"{card.sha256[:16]}…", card.sha256[:8]):
        found = looked_for(register, typed)
        assert found.number == 20
        assert found.words.startswith("Entry 20 of ")


def test_every_pdf_that_went_out_bears_the_fingerprint_of_an_entry(tmp_path: Path) -> None:
    """Agenda, minutes of each version, notices and reminders: whoever holds one can ask the Record for it."""
    with lived(tmp_path) as five:
        meeting = schedule(five.register, five.core, datetime(2027, 1, 20, 10), 120)
        agenda.add_item(five.register, meeting, ItemDetails("Voids"))
        circulate_agenda(five.register, meeting)
        lindqvist = five.people["Ruth Lindqvist"]
        remind(five.register, [actions.add(five.register, ActionDetails("Visit", (lindqvist,)))])
        with five.register.read() as session:
            asked = select(Document).where(Document.media_type == "application/pdf").order_by(Document.id)
            went_out = [(one.kind, one.version, one.content.content) for one in session.scalars(asked)]
        assert {(kind, version) for kind, version, _ in went_out} == {
            (DocumentKind.MINUTES, 1),
            (DocumentKind.MINUTES, 2),
            (DocumentKind.AGENDA, 1),
            (DocumentKind.NOTICE, 1),
            (DocumentKind.NOTICE, 2),
            (DocumentKind.REMINDER, 1),
        }
        for _, _, pdf in went_out:
            printed = re.search(r"Madeafterentry([\d,]+)oftheRecord,SHA-256([0-9a-f]{64})", squeezed(all_text(pdf)))
            assert printed is not None
            found = looked_for(five.register, printed.group(2))
            assert found.number == int(printed.group(1).replace(",", ""))


def test_a_fingerprint_that_no_entry_has_is_said(register: Register) -> None:
    found = looked_for(register, "0" * 64)
    assert found.number is None
    assert "cut off or made anew" in found.words


@pytest.mark.parametrize("typed", ["", "abc", "no fingerprint", "%" * 10, "a" * 65])
def test_what_is_no_fingerprint_is_refused(register: Register, typed: str) -> None:
    with pytest.raises(Refusal, match="figures 0 to 9"):
        looked_for(register, typed)


def test_a_check_says_as_of_which_entry_everything_holds(register: Register) -> None:
    told: list[str] = []
    card = last(register)
    found = checked(register, card.sha256[:12], lambda _done, _of, words: told.append(words))
    assert found.faults == ()
    assert found.words.startswith("Everything holds")
    assert f"entry {card.number:,} of the Record, fingerprint {card.sha256}" in found.words
    assert "Checking its Record" in told


def test_a_check_can_be_stopped(register: Register) -> None:
    with pytest.raises(Stopped):
        checked(register, stop=lambda: True)


# out as a spreadsheet


def test_a_workbook_has_typed_cells_under_titles_that_stay(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    wanted = Wanted(kind=RecordKind.DECISIONS)
    assert export_record(register, wanted, path) == len(entry_numbers(register, wanted))
    book = openpyxl.load_workbook(path)
    sheet = book["Record"]
    assert sheet.freeze_panes == "A2"
    titles = [one.value for one in sheet[1]]
    rows = [dict(zip(titles, line, strict=True)) for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert [one["Entry"] for one in rows] == list(entry_numbers(register, wanted))
    found = next(one for one in rows if one["What was done"] == "Added decision PW/2026/01/D1")
    assert found["Date and time"] == datetime(2026, 11, 27, 14)
    assert "wording: Let both rooms." in str(found["Changes"])
    assert found["Fingerprint"] == entry_card(register, int(str(found["Entry"]))).sha256
    assert sheet.column_dimensions["H"].width == 60
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_separated_values_say_the_same(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "record.csv"
    export_record(register, Wanted(kind=RecordKind.DECISIONS), path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    assert [int(one["Entry"]) for one in rows] == list(entry_numbers(register, Wanted(kind=RecordKind.DECISIONS)))
    found = next(one for one in rows if one["What was done"] == "Added decision PW/2026/01/D1")
    assert found["Date and time"] == "2026-11-27 14:00:00"
    assert "wording: Let both rooms." in found["Changes"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_work_out_goes_out_as_text(register: Register, tmp_path: Path, start: str) -> None:
    what = f"{start}HYPERLINK(A1)"
    with register.write(what) as session:
        session.get_one(Action, 1).owner_words = f"somebody {start}"
    number = entry_numbers(register, Wanted())[0]
    for name in ("record.xlsx", "record.csv"):
        export_record(register, Wanted(words="HYPERLINK"), tmp_path / name)
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")["Record"]
    cell = sheet.cell(2, 8)
    assert sheet.cell(2, 1).value == number
    assert str(cell.value).startswith("'")
    assert cell.data_type == "s"
    with (tmp_path / "record.csv").open(encoding="utf-8-sig", newline="") as source:
        row = list(csv.reader(source))[1]
    assert row[7] == f"'{what}"


def test_an_export_that_is_stopped_leaves_what_was_there(register: Register, tmp_path: Path) -> None:
    for name in ("record.xlsx", "record.csv"):
        path = tmp_path / name
        path.write_text("as it was")
        with pytest.raises(Stopped):
            export_record(register, Wanted(), path, stop=lambda: True)
        assert path.read_text() == "as it was"
    assert {one.name for one in tmp_path.iterdir()} - {"settings"} == {"record.xlsx", "record.csv"}


def test_an_export_of_another_kind_is_refused(register: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"end in \.xlsx or \.csv"):
        export_record(register, Wanted(), tmp_path / "record.pdf")


def test_a_record_that_somebody_spoilt_is_shown_all_the_same(tmp_path: Path) -> None:
    with lived(tmp_path) as five:
        with five.register.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            for spoil in (
                "UPDATE entry SET at_utc = 'never', at_local = 'never' WHERE id = 20",
                "UPDATE entry_change SET difference = 'no JSON', kind = 'forged' WHERE entry_id = 20",
                "UPDATE entry_change SET difference = '[]', of_table = 'no_table' WHERE entry_id = 21",
                """UPDATE entry_change SET difference = '{"number":{},"made_up":3,"due":"soon"}' WHERE entry_id = 22""",
            ):
                connection.exec_driver_sql(spoil)
        assert entry_rows(five.register, [20])[0].when == "No time"
        for number in (20, 21, 22):
            assert entry_card(five.register, number).number == number
        entry_numbers(five.register, Wanted(words="report", thing=Thing("person", 1)))
        export_record(five.register, Wanted(), tmp_path / "spoilt.xlsx")
        with five.register.read() as session:
            kept = session.scalars(select(Entry.sha256).where(Entry.id == 19)).one()
        assert looked_for(five.register, kept).number == 19


def test_the_differences_are_those_that_the_file_keeps(register: Register) -> None:
    """What is shown is nothing but what is chained."""
    card = entry_card(register, entry_numbers(register, Wanted(words="Added decision CG/2026/W1"))[0])
    with register.read() as session:
        asked = select(EntryChange.difference).where(
            EntryChange.entry_id == card.number, EntryChange.of_table == "decision"
        )
        kept = json.loads(session.scalars(asked).one())
    shown = next(one for one in card.things if one.thing.table == "decision")
    assert {one.after for one in shown.lines} >= {kept["ref"], kept["text"]}


def test_an_undone_act_names_what_it_took_back(register: Register) -> None:
    from partnering_desk.app import undo

    added = actions.add(register, ActionDetails("Sweep the yard"))
    number = entry_numbers(register, Wanted())[0]
    action_ends.remove(register, [added])
    undo.undo(register)
    assert last(register).undoes == number + 1
