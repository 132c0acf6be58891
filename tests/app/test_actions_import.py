"""An action log as an office keeps it, read as it is and kept all together or not at all."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from partnering_desk.app import actions
from partnering_desk.app.action_log import Log
from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.actions_import import (
    Column,
    Decisions,
    Preview,
    import_actions,
    known,
    preview,
    read_log,
)
from partnering_desk.app.faults import Fault
from partnering_desk.app.scheduling import schedule
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five

LOG = Path(__file__).parent.parent / "data" / "action-log.xlsx"


@pytest.fixture(scope="module")
def log() -> Log:
    return read_log(LOG)


def shown(partnering: Five, log: Log, decisions: Decisions | None = None) -> Preview:
    sheet = log.sheets[0]
    return preview(known(partnering.register), sheet, sheet.guess, decisions)


def kept(of: Preview, line: int, column: Column) -> str:
    return next(row for row in of.rows if row.line == line).cells[column].kept


def doubt(of: Preview, line: int, column: Column) -> str:
    return next(row for row in of.rows if row.line == line).cells[column].doubt


def written(path: Path, *rows: tuple[str | float | date | None, ...]) -> Log:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return read_log(path)


def test_the_title_row_is_skipped_and_the_headings_are_found(log: Log) -> None:
    sheet = log.sheets[0]
    assert (sheet.name, sheet.heading_row, sheet.updated) == ("Action log", 3, date(2026, 11, 13))
    assert sheet.words.startswith("Headings found in row 3. Title: “FIVE BOROUGHS PARTNERING")
    assert [sheet.headings[sheet.guess[column]] for column in (Column.TEXT, Column.DUE)] == ["Action", "Due"]


def test_other_sheets_are_offered_after_the_likeliest(log: Log) -> None:
    assert [one.name for one in log.sheets] == ["Action log", "Closed 2025"]
    assert "No line of headings" in log.sheets[1].words


def test_ten_actions_are_kept_and_the_colour_key_left_out(partnering: Five, log: Log) -> None:
    read = shown(partnering, log)
    assert [row.line for row in read.kept] == list(range(4, 14))
    assert [(row.line, row.why) for row in read.rows if row.left_out] == [
        (15, "Stands alone in its row: a remark, no action.")
    ]
    assert read.words == "10 actions will be kept, 1 row left out; 14 cells are doubtful."


@pytest.mark.parametrize(
    ("line", "date_shown", "doubted"),
    [
        (4, "Fri 27 Mar 2026", ""),
        (5, "Fri 17 Apr 2026", "Says no year: read as Fri 17 Apr 2026, the first one after it was given"),
        (6, "ASAP", "Names no day: kept as written."),
        (7, "Tue 30 Jun 2026", ""),
        (8, "Wed 30 Sep 2026", "Read as quarter 2 of the financial year"),
        (9, "Thu 31 Dec 2026", ""),
        (10, "next mtg", "Names no day"),
        (11, "Tue 1 Dec 2026", ""),
        (12, "Fri 16 Oct 2026", ""),
        (13, "Mon 18 Jan 2027", ""),
    ],
)
def test_dates_in_nine_forms(partnering: Five, log: Log, line: int, date_shown: str, doubted: str) -> None:
    read = shown(partnering, log)
    assert kept(read, line, Column.DUE) == date_shown
    assert doubt(read, line, Column.DUE).startswith(doubted)
    assert bool(doubt(read, line, Column.DUE)) == bool(doubted)


@pytest.mark.parametrize(
    ("line", "owner", "doubted"),
    [
        (4, "AN", "Perhaps Aoife Ní Bhriain (ANB) or Nkechi Amadi (NA) is meant."),
        (5, "Ruth Lindqvist", ""),
        (6, "Ruth Lindqvist", "Only a first name"),
        (7, "Ruth Lindqvist and Tunde Oṣei", ""),
        (8, "Paweł Nowakowski", ""),
        (9, "", "Names nobody."),
        (10, "Tunde Oṣei", ""),
        (11, "M. Okafor", "the minute taker"),
        (12, "Máire O’Dunne", ""),
    ],
)
def test_owners_by_name_initials_and_office(partnering: Five, log: Log, line: int, owner: str, doubted: str) -> None:
    read = shown(partnering, log)
    assert kept(read, line, Column.OWNER) == owner
    assert doubted in doubt(read, line, Column.OWNER)
    assert bool(doubt(read, line, Column.OWNER)) == bool(doubted)


def test_a_status_in_six_words_and_none(partnering: Five, log: Log) -> None:
    read = shown(partnering, log)
    states = [kept(read, line, Column.STATUS) for line in range(4, 14)]
    assert states == ["Done", "Done", "Open", "In progress", "Open", "Open", "In progress", "Open", "Done", "Open"]
    assert doubt(read, 11, Column.STATUS) == "Empty: read as open."


def test_a_reference_used_twice_is_said_on_both_rows(partnering: Five, log: Log) -> None:
    read = shown(partnering, log)
    assert doubt(read, 9, Column.REF) == "Used again in row 10. Each action gets a number of its own."
    assert doubt(read, 10, Column.REF).startswith("Used again in row 9.")


def test_the_day_it_was_done_comes_from_the_comment_or_is_doubted(partnering: Five, log: Log) -> None:
    read = shown(partnering, log)
    assert (kept(read, 4, Column.CLOSED), doubt(read, 4, Column.CLOSED)) == ("Thu 26 Mar 2026", "")
    assert kept(read, 12, Column.CLOSED) == "Thu 15 Oct 2026"
    assert doubt(read, 5, Column.CLOSED) == "Is not said: read as Fri 13 Nov 2026, when the log was last updated."


def test_a_meeting_of_the_register_is_recognised_and_dates_next_meeting(partnering: Five, log: Log) -> None:
    partnering.clock.now = datetime(2026, 3, 2, 9, 0)
    for day in (datetime(2026, 3, 11, 10), datetime(2026, 9, 9, 10), datetime(2026, 10, 14, 10)):
        schedule(partnering.register, partnering.core, day, 120)
    partnering.clock.now = datetime(2026, 11, 19, 9, 0)
    read = shown(partnering, log)
    assert kept(read, 5, Column.MEETING) == "CG/2026/01, Wed 11 Mar 2026"
    assert kept(read, 12, Column.MEETING) == "CG/2026/02, Wed 9 Sep 2026"
    assert kept(read, 10, Column.DUE) == "Wed 14 Oct 2026"
    assert doubt(read, 10, Column.DUE) == "Read as the group's next meeting, on Wed 14 Oct 2026."
    import_actions(partnering.register, read)
    assert action_rows(partnering.register)[1].meeting_ref == "CG/2026/01"


def test_everything_kept_has_a_new_number_and_its_old_place(partnering: Five, log: Log) -> None:
    import_actions(partnering.register, shown(partnering, log))
    rows = action_rows(partnering.register)
    assert [row.ref for row in rows] == [f"A-{number}" for number in range(1, 11)]
    assert rows[6].source == "action-log.xlsx, sheet Action log, row 10, reference 6, meeting Wed 9 Sep 2026"
    assert rows[6].text == "Fire risk assessments, all properties\n(1) Arlington Rd\n(2) Dean St"
    assert progress(rows[2]) == [("2026-06-02", "chased 2/6"), ("2026-07-09", "chased 9/7")]
    assert progress(rows[6]) == [("2026-11-13", "2 of 5 received")]
    assert rows[2].owners == ("R. Lindqvist",)
    assert (rows[0].owners, rows[0].owner_ids) == (("AN",), ())
    assert rows[1].group == "Core Group"


def progress(row: ActionRow) -> list[tuple[str, str]]:
    return [(note.on.isoformat(), note.note) for note in row.progress]


def test_a_cell_put_right_is_read_again(partnering: Five, log: Log) -> None:
    edits = {(4, Column.OWNER): "Nkechi", (6, Column.DUE): "4 dec 2026", (15, Column.TEXT): "Read the key"}
    read = shown(partnering, log, Decisions(edits=edits, right=frozenset({(4, Column.OWNER)})))
    assert (kept(read, 4, Column.OWNER), doubt(read, 4, Column.OWNER)) == ("Nkechi Amadi", "")
    assert (kept(read, 6, Column.DUE), doubt(read, 6, Column.DUE)) == ("Fri 4 Dec 2026", "")
    assert read.rows[0].cells[Column.OWNER].typed
    assert [row.line for row in read.kept][-1] == 15


def test_rows_can_be_left_out_and_taken_in(partnering: Five, log: Log) -> None:
    read = shown(partnering, log, Decisions(left_out={4: True, 15: False}, group_id=partnering.core))
    assert [row.line for row in read.kept] == [*range(5, 14), 15]
    assert {row.group_id for row in read.kept} == {partnering.core}


def test_nothing_is_kept_while_a_row_says_nothing_to_do(partnering: Five, log: Log) -> None:
    read = shown(partnering, log, Decisions(edits={(4, Column.TEXT): " "}))
    assert "First put right or leave out row 4." in read.words
    with pytest.raises(Refusal, match="leave out row 4"):
        import_actions(partnering.register, read)
    assert action_rows(partnering.register) == ()


def test_nothing_left_to_keep_is_refused(partnering: Five, log: Log) -> None:
    everything = dict.fromkeys(range(4, 16), True)
    with pytest.raises(Refusal, match="No row is left"):
        import_actions(partnering.register, shown(partnering, log, Decisions(left_out=everything)))


def test_a_second_import_leaves_out_what_is_there_already(partnering: Five, log: Log) -> None:
    first = import_actions(partnering.register, shown(partnering, log))
    read = shown(partnering, log)
    assert read.kept == ()
    assert read.rows[0].why == "Imported before, as A-1."
    actions.remove(partnering.register, first or ())
    assert len(shown(partnering, log).kept) == 10


def test_a_log_without_headings_is_read_once_its_columns_are_said(partnering: Five, tmp_path: Path) -> None:
    log = written(tmp_path / "bare.xlsx", ("Hostel visit", "R Lindqvist", date(2026, 12, 4)))
    sheet = log.sheets[0]
    assert (sheet.guess, sheet.headings) == ({}, ("Column A", "Column B", "Column C"))
    columns = {Column.TEXT: 0, Column.OWNER: 1, Column.DUE: 2}
    row = preview(known(partnering.register), sheet, columns).rows[0]
    assert (row.text, row.owners[0].name, row.due) == ("Hostel visit", "Ruth Lindqvist", date(2026, 12, 4))


def test_separated_values_in_an_offices_encoding_are_read_too(partnering: Five, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("Action;Owner;Due;Status\n“Visit”;Máire O’Dunne;4/12/26;Dropped\n".encode("cp1252"))
    log = read_log(path)
    row = preview(known(partnering.register), log.sheets[0], log.sheets[0].guess).rows[0]
    assert (row.text, row.owners[0].name, row.cells[Column.STATUS].kept) == ("“Visit”", "Máire O’Dunne", "Dropped")
    assert row.cells[Column.CLOSED].kept == "Thu 19 Nov 2026"


def test_odd_cells_are_read_or_doubted(partnering: Five, tmp_path: Path) -> None:
    log = written(
        tmp_path / "odd.xlsx",
        ("Action", "Raised", "Owner", "Due", "Status", "Date closed", "Notes"),
        ("one", "CG/2026/99", "Ruth, Nobody Known", date(2026, 1, 5), "perhaps", None, date(2026, 11, 2)),
        ("two", date(2026, 2, 4), "A", "3 months", date(2026, 3, 4), None, None),
        ("three", date(2026, 2, 4), "both", date(2036, 2, 4), "done", "soon", "told; 30/2 no\nchased 1/3/26"),
        ("four", "Core Group", "R Lindqvist", "Q4 2026", "closed", date(2026, 5, 6), None),
        ("five", date(2026, 11, 19), 7.0, date(2026, 11, 18), "open", None, None),
    )
    read = shown(partnering, log)
    assert doubt(read, 2, Column.MEETING) == "Names no day: kept in the action's source."
    assert kept(read, 2, Column.OWNER) == "Ruth Lindqvist and Nobody Known"
    assert doubt(read, 2, Column.STATUS) == "No status that is known: read as open."
    assert read.rows[0].notes[0].on == date(2026, 11, 2)
    assert kept(read, 3, Column.CLOSED) == "Wed 4 Mar 2026"
    assert kept(read, 3, Column.DUE) == "Mon 4 May 2026"
    assert "more than five years" in doubt(read, 4, Column.DUE)
    assert "“soon” is no day up to today" in doubt(read, 4, Column.CLOSED)
    assert [note.on for note in read.rows[2].notes] == [None, date(2026, 3, 1)]
    assert kept(read, 5, Column.DUE) == "Thu 31 Dec 2026"
    assert kept(read, 5, Column.CLOSED) == "Wed 6 May 2026"
    assert kept(read, 5, Column.MEETING) == "Core Group"
    assert "before the action was given" in doubt(read, 6, Column.DUE)
    assert kept(read, 6, Column.OWNER) == "7"


def test_two_meetings_on_one_day_are_asked_about(partnering: Five, tmp_path: Path) -> None:
    partnering.clock.now = datetime(2026, 3, 2, 9, 0)
    for group in (partnering.core, partnering.performance):
        schedule(partnering.register, group, datetime(2026, 3, 11, 10), 60)
    partnering.clock.now = datetime(2026, 11, 19, 9, 0)
    log = written(tmp_path / "two.xlsx", ("Action", "Meeting"), ("one", date(2026, 3, 11)), ("two", "PW 11/3/26"))
    read = shown(partnering, log)
    assert doubt(read, 2, Column.MEETING).startswith("CG/2026/01 and PW/2026/01 were on that day.")
    assert kept(read, 3, Column.MEETING) == "PW/2026/01, Wed 11 Mar 2026"
    typed = shown(partnering, log, Decisions(edits={(2, Column.MEETING): "cg/2026/01"}))
    assert kept(typed, 2, Column.MEETING) == "CG/2026/01, Wed 11 Mar 2026"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("log.xlsx", b"PK\x03\x04 and then nothing", "not an Excel workbook that can be read"),
        ("log.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password, or of the old"),
        ("log.xlsx", b"%PDF-1.7", "not a spreadsheet"),
        ("log.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "not a spreadsheet"),
        ("log.csv", b"", "is empty"),
        ("log.csv", b"\n\n", "is empty"),
        ("log.csv", b'Action,"' + b"x" * 140_000, "cannot be read after line"),
        ("log.csv", b"Action,Owner\n" + b"x,y\n" * 10_001, "more than 10,000 rows"),
        ("log.csv", b" " * (10 * 2**20 + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_log_gets_a_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal, match=sentence):
        read_log(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("a", "w") as part:
        for _ in range(201):
            part.write(bytes(2**20))
    with pytest.raises(Refusal, match="too large when unpacked"):
        read_log(path)


def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(LOG) as whole, zipfile.ZipFile(path, "w") as packed:
        for part in whole.infolist():
            content = whole.read(part)
            packed.writestr(part, content[: len(content) // 2] if "sheet1" in part.filename else content)
    with pytest.raises(Refusal, match="not an Excel workbook"):
        read_log(path)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        read_log(tmp_path / "gone.xlsx")


def test_the_utf16_export_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_bytes("Action\tOwner\nVisit\tMáire\n".encode("utf-16"))
    assert read_log(path).sheets[0].lines[0].cells == ("Visit", "Máire")
