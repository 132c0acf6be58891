"""Everything in a register as a file, and back: without loss, or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from partnering_desk.app import exchange_form
from partnering_desk.app.exchange import MOST_FAULTS, export_register, import_register, tables
from partnering_desk.app.faults import Fault
from partnering_desk.app.register import open_register
from partnering_desk.files import read_resource
from partnering_desk.records.trail import Author
from partnering_desk.rules.clause import Refusal
from tests.app.exported import Document, carried, exported, lived

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return exported(tmp_path_factory.mktemp("whole"))


def export_of(register: Path, target: Path) -> bytes:
    opened = open_register(register)
    export_register(opened, target)
    opened.close()
    return target.read_bytes()


def test_the_sample_travels_without_loss_and_its_record_goes_on(sample: Path, tmp_path: Path) -> None:
    export_of(sample, tmp_path / "first.json")
    assert import_register(tmp_path / "first.json", tmp_path / "again.desk", "M. Okafor") == ()
    export_of(tmp_path / "again.desk", tmp_path / "second.json")
    assert carried(tmp_path / "first.json", tmp_path / "second.json")
    *_, last, imported = Document((tmp_path / "second.json").read_text(encoding="utf-8")).rows("entry")
    assert (imported["who"], imported["door"]) == ("M. Okafor", "import")
    assert imported["previous"] == last["sha256"]


def test_a_file_without_entries_begins_a_record_of_its_own(whole: Document, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(whole.plain), encoding="utf-8")
    assert import_register(tmp_path / "in.json", tmp_path / "out.desk") == ()
    again = json.loads(export_of(tmp_path / "out.desk", tmp_path / "again.json"))["tables"]
    assert [one["what"] for one in again["entry"]] == ["Imported in.json"]
    added = {(one["of_table"], one["of_row"]) for one in again["entry_change"]}
    assert added == {(table, row["id"]) for table in whole.plain["tables"] for row in whole.rows(table)}


def test_a_file_changed_behind_its_record_is_refused(sample: Path, tmp_path: Path) -> None:
    export_of(sample, tmp_path / "first.json")
    document = json.loads((tmp_path / "first.json").read_text(encoding="utf-8"))
    action = document["tables"]["action"][0]
    action["text"] = "Something else altogether"
    (tmp_path / "changed.json").write_text(json.dumps(document), encoding="utf-8")
    (fault,) = import_register(tmp_path / "changed.json", tmp_path / "again.desk")
    assert fault.where == f"action A-{action['number']}"
    assert fault.words == "It was changed without an entry in the Record: text."


def test_so_does_an_empty_register(tmp_path: Path) -> None:
    with lived(tmp_path):
        pass
    text = json.loads((export_of(tmp_path / "lived.desk", tmp_path / "lived.json")).decode())
    text["tables"] = {table: [] for table in text["tables"]}
    (tmp_path / "empty.json").write_text(json.dumps(text), encoding="utf-8")
    assert import_register(tmp_path / "empty.json", tmp_path / "empty.desk") == ()
    again = json.loads(export_of(tmp_path / "empty.desk", tmp_path / "again.json"))
    assert all(rows == [] for rows in again["tables"].values())


def test_an_export_can_be_read_by_a_person_and_keeps_the_documented_form(whole: Document) -> None:
    assert whole.row("person", name="Paweł Nowakowski")["email"] == "pawe.nowakowski@example.org"
    assert whole.row("decision", ref="CG/2026/W1")["kind"] == "in_writing"
    assert whole.row("meeting", ref="PW/2026/01")["starts"] == "2026-11-27T14:00:00"
    Draft202012Validator(json.loads(read_resource("exchange.schema.json"))).validate(whole.plain)


def test_the_documented_form_is_that_of_the_tables() -> None:
    """After a change of the tables: python -m partnering_desk.app.exchange_form"""
    Draft202012Validator.check_schema(exchange_form.schema())
    assert json.loads(read_resource("exchange.schema.json")) == exchange_form.schema()


def test_writing_the_documented_form_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_form, "resource", lambda name: tmp_path / name)
    exchange_form.write_schema()
    assert (tmp_path / "exchange.schema.json").read_text(encoding="utf-8") == read_resource("exchange.schema.json")


@pytest.mark.parametrize("table", [table.name for table in tables()])
def test_the_form_says_what_every_table_holds_and_what_every_reference_means(table: str) -> None:
    form = json.loads(read_resource("exchange.schema.json"))["properties"]["tables"]["properties"][table]
    assert form["title"][0].isupper()
    assert form["description"].endswith(".")
    for name, column in form["items"]["properties"].items():
        assert not name.endswith("_id") or "The id of a row of" in column["description"]


def test_a_file_with_a_byte_order_mark_is_read(whole: Document, tmp_path: Path) -> None:
    (tmp_path / "marked.json").write_text(json.dumps(whole.plain), encoding="utf-8-sig")
    assert import_register(tmp_path / "marked.json", tmp_path / "marked.desk") == ()


def no_file(path: Path) -> None:
    pass


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (no_file, "cannot be read: No such file"),
        (a_folder, "cannot be read: Is a directory"),
    ],
    ids=["missing", "a folder"],
)
def test_what_cannot_be_opened_is_a_fault(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    make(tmp_path / "in.json")
    with pytest.raises(Fault, match=words):
        import_register(tmp_path / "in.json", tmp_path / "out.desk")
    assert not (tmp_path / "out.desk").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"format": "partnering-desk", "version": 1, "tables": {', "cannot be read as JSON at line 1"),
        ('{"name": "Zoë"}'.encode("latin-1"), "cannot be read as JSON"),
        ('{"format": "partnering-desk"}'.encode("utf-16"), "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"number": ' + b"9" * 5000 + b"}", "cannot be read as JSON"),
        (b"", "cannot be read as JSON"),
        (b"SQLite format 3\x00", "cannot be read as JSON"),
        (b"[]", "is not an export"),
        (b'{"format": "something else"}', "is not an export"),
        (b'{"format": "partnering-desk", "version": 2}', "another version of Partnering Desk"),
        (b'{"format": "partnering-desk", "version": null}', "another version of Partnering Desk"),
    ],
    ids=[
        "truncated",
        "Latin-1",
        "UTF-16",
        "nested",
        "a number of 5000 digits",
        "empty",
        "a register",
        "a list",
        "another form",
        "a newer version",
        "no version",
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "in.json").write_bytes(content)
    with pytest.raises(Refusal, match=words):
        import_register(tmp_path / "in.json", tmp_path / "out.desk")
    assert [one.name for one in tmp_path.iterdir()] == ["in.json"]


def test_nothing_is_written_over(whole: Document, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(whole.plain), encoding="utf-8")
    (tmp_path / "mine.desk").write_text("mine")
    with pytest.raises(Fault, match="exists already"):
        import_register(tmp_path / "in.json", tmp_path / "mine.desk")
    assert (tmp_path / "mine.desk").read_text() == "mine"


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with lived(tmp_path) as five, pytest.raises(FileNotFoundError):
        export_register(five.register, tmp_path / "nowhere" / "out.json")
    assert not list(tmp_path.glob("**/*.part"))


Change: TypeAlias = Callable[[Document], object]


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda d: d.plain["tables"].pop("vote"), "tables", "'vote' is a required property"),
        (lambda d: d.plain["tables"].update(tea=[]), "tables", "'tea' was unexpected"),
        (lambda d: d.plain["tables"].update(vote={}), "vote", "is not of type 'array'"),
        (lambda d: d.rows("closure").append({"id": 1}), "closure, row 1", "'partnering_id' is a required property"),
        (lambda d: d.row("decision", ref="CG/2026/W1").update(text=7), "decision CG/2026/W1 (row 2), text", "7 is not"),
        (lambda d: d.rows("meeting")[0].update(number=2**63), "meeting CG/2026/01 (row 1), number", "greater than"),
        (lambda d: d.rows("meeting")[0].update(number=1.5), "meeting CG/2026/01 (row 1), number", "not of type"),
        (lambda d: d.rows("meeting")[0].update(number=True), "meeting CG/2026/01 (row 1), number", "not of type"),
        (lambda d: d.rows("meeting")[0].update(starts="soon"), "meeting CG/2026/01 (row 1), starts", "does not match"),
        (
            lambda d: d.rows("meeting")[0].update(starts="2026-02-30T10:00:00"),
            "meeting CG/2026/01 (row 1)",
            "Day is out of range",
        ),
        (lambda d: d.rows("partnering")[0].update(nation="france"), "nation", "is not one of"),
        (lambda d: d.rows("person")[0].update(name="\ud800"), "person", "surrogates not allowed"),
        (lambda d: d.rows("document_content")[0].update(content="%"), "document_content, row 1", "Only base64"),
        (lambda d: d.rows("vote")[0].update(decision_id=999), "vote, row 1", "refers to a decision that is not in"),
        (lambda d: d.rows("party")[1].update(role="commissioner"), "party, row 2", "same partnering_id and role"),
        (lambda d: d.rows("meeting")[0].update(ends="2026-11-19T09:00:00"), "meeting", "starts before ends"),
        (lambda d: d.rows("meeting")[1].update(id=1), "meeting", "Another row has the same id"),
        (lambda d: d.rows("meeting")[0].update(place=[[[["deep"]]]]), "place", "is not of type 'string'"),
    ],
)
def test_what_departs_from_the_form_is_named_with_its_place(
    whole: Document, tmp_path: Path, change: Change, where: str, words: str
) -> None:
    document = whole.copy()
    change(document)
    faults = document.faults(tmp_path)
    assert any(where in place and words in said for place, said in faults), faults


def test_lists_in_lists_too_deep_to_be_said_are_refused_too(whole: Document, tmp_path: Path) -> None:
    document = whole.copy()
    deep: Json = "deep"
    for _ in range(800):
        deep = [deep]
    document.plain["tables"]["meeting"][0]["place"] = deep
    assert document.faults(tmp_path)


def test_every_fault_is_listed_up_to_what_can_be_read(whole: Document, tmp_path: Path) -> None:
    document = whole.copy()
    document.plain["tables"]["closure"] = [{} for _ in range(2 * MOST_FAULTS)]
    faults = document.faults(tmp_path)
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1] == ("file", f"There are more than {MOST_FAULTS} faults; put these right first.")


def test_two_broken_rules_are_both_said(whole: Document, tmp_path: Path) -> None:
    document = whole.copy()
    document.row("decision", ref="PW/2026/01/D2")["ref"] = "PW/2026/01/D9"
    document.rows("partnering")[0]["next_action"] = 1
    places = [place for place, _ in document.faults(tmp_path)]
    assert "decision PW/2026/01/D9" in places
    assert any(place.startswith("action A-") for place in places)


def test_a_full_disk_is_no_fault_of_the_file(whole: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of at most a few pages: SQLite then says what it says of a full disk."""
    from sqlalchemy import event

    from partnering_desk.records import store

    create = store.create

    def small(path: Path, author: Callable[[], Author]) -> object:
        engine = create(path, author)

        @event.listens_for(engine, "connect")
        def limit(connection: sqlite3.Connection, _entry: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")

        engine.dispose()
        return engine

    monkeypatch.setattr(store, "create", small)
    (tmp_path / "in.json").write_text(json.dumps(whole.plain), encoding="utf-8")
    with pytest.raises(Fault, match="no room left"):
        import_register(tmp_path / "in.json", tmp_path / "out.desk")
    assert [one.name for one in tmp_path.iterdir()] == ["in.json"]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, 12),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["2026-11-19", "2026-11-19T10:00:00", "10:00:00", "commissioner", "carried", "{}", "[]", "0" * 64]),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)).map(datetime.isoformat),
)


def test_a_row_that_breaks_a_check_and_stands_there_twice_is_refused_in_words(whole: Document, tmp_path: Path) -> None:
    document = whole.copy()
    document.rows("document")[0]["group_id"] = 1
    document.rows("document").append(dict(document.rows("document")[0]))
    (fault,) = document.faults(tmp_path)
    assert fault[1] == "Another row has the same id."


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused(
    whole: Document, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    document = whole.copy()
    for _ in range(data.draw(st.integers(1, 3))):
        filled = [table for table, rows in document.plain["tables"].items() if rows]
        table = data.draw(st.sampled_from(filled))
        at = data.draw(st.integers(0, len(document.rows(table)) - 1))
        row = document.rows(table)[at]
        match data.draw(st.sampled_from(["change", "change", "change", "remove", "double"])):
            case "remove":
                del document.rows(table)[at]
            case "double":
                document.rows(table).append(dict(row))
            case _:
                row[data.draw(st.sampled_from(sorted(row)))] = data.draw(VALUES)
    document.faults(tmp_path_factory.mktemp("changed"))
