"""The command line, as a scheduled task or a script uses it: what comes out, what goes wrong, and how it ends."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest

from partnering_desk import cli
from tests.app.exported import carried
from tests.documents.reading import all_text, page_texts, squeezed

CHECKOUT = Path(__file__).parents[1]
ON = ("--on", "2026-11-19")


def told(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    """What a process of its own says, run from a checkout."""
    return subprocess.run(
        [sys.executable, "-m", "partnering_desk", *map(str, arguments)],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def imported(*arguments: str | Path) -> str:
    """The modules that a verb loads."""
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "partnering_desk", *map(str, arguments)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert process.returncode == 0, process.stderr[-500:]
    return process.stderr


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one sentence with which something is refused."""
    assert cli.main([str(one) for one in arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    return said.err.strip()


# each verb, in a process of its own


def test_demo_writes_a_sample_and_says_where(tmp_path: Path) -> None:
    process = told("demo", tmp_path / "new.desk", "--years", "1", "--on", "2026-04-20")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout == f"{tmp_path / 'new.desk'}\n"
    assert {one.name for one in tmp_path.iterdir()} - {"settings"} == {"new.desk"}


def test_due_lists_what_must_happen(sample: Path) -> None:
    process = told("due", sample, *ON)
    assert (process.returncode, process.stderr) == (0, "")
    lines = process.stdout.splitlines()
    assert "Tue 17 Nov 2026   Minutes of Housing Support Working Group, 6 Nov (Governance 5.4.5). Due Tue 17 Nov." in [
        line.partition(" Draft")[0] for line in lines
    ]
    assert lines[-1].startswith("no date           Core Group: the Contractor's finance seat has nobody")


def test_due_as_json_says_how_each_date_was_counted(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["due", str(sample), *ON, "--json"]) == 0
    said = capsys.readouterr().out
    minutes = next(one for one in json.loads(said) if one["kind"] == "minutes")
    assert minutes["partnering"] == "Five Boroughs Partnering"
    assert minutes["due"] == "2026-11-17"
    assert "seven Working Days after" in minutes["counted"]
    assert told("due", sample, *ON, "--json").stdout == said


def test_agenda_writes_the_pdf(sample: Path, tmp_path: Path) -> None:
    process = told("agenda", sample, "CG/2026/06", "-o", tmp_path / "agenda.pdf")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    text = squeezed(all_text((tmp_path / "agenda.pdf").read_bytes()))
    assert "Agenda" in text
    assert "CG/2026/06" in text
    assert cli.main(["agenda", str(sample), "CG/2026/06", "-o", str(tmp_path / "again.pdf")]) == 0
    assert (tmp_path / "again.pdf").exists()


def test_pack_writes_the_agenda_with_its_papers(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    process = told("pack", sample, "CG/2026/06", "-o", out, "--without-confidential")
    assert (process.returncode, process.stdout) == (0, "")
    assert "Papers in this pack" in all_text(out.read_bytes())


def test_evidence_writes_all_that_there_is_of_a_meeting(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "evidence.pdf"
    assert cli.main(["evidence", str(sample), "CG/2026/05", "-o", str(out)]) == 0
    assert "The Record of this meeting" in all_text(out.read_bytes())


def test_minutes_writes_the_version_that_went_out_or_the_draft(sample: Path, tmp_path: Path) -> None:
    process = told("minutes", sample, "cg/2026/05", "-o", tmp_path / "sent.pdf")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    assert "Minutes" in all_text((tmp_path / "sent.pdf").read_bytes())
    assert cli.main(["minutes", str(sample), "CG/2026/06", "-o", str(tmp_path / "draft.pdf")]) == 0
    assert squeezed("Draft, not yet confirmed") in squeezed(all_text((tmp_path / "draft.pdf").read_bytes()))


def test_minutes_are_written_in_the_form_that_the_name_asks_for(sample: Path, tmp_path: Path) -> None:
    assert told("minutes", sample, "CG/2026/05", "-o", tmp_path / "sent.docx").returncode == 0
    written = docx.Document(str(tmp_path / "sent.docx"))
    assert written.core_properties.title == "Minutes, Core Group, CG/2026/05"
    assert cli.main(["minutes", str(sample), "CG/2026/05", "-o", str(tmp_path / "sent.html")]) == 0
    assert "<h1" in (tmp_path / "sent.html").read_text(encoding="utf-8")
    assert cli.main(["minutes", str(sample), "CG/2026/05", "-o", str(tmp_path / "sent.odt")]) == 1
    assert not (tmp_path / "sent.odt").exists()


@pytest.mark.parametrize(
    ("verb", "ref"),
    [("notice", "CG/2026/06"), ("agenda", "CG/2026/06"), ("minutes", "CG/2026/05"), ("minutes", "CG/2026/06")],
)
def test_a_document_can_be_had_in_large_print(sample: Path, tmp_path: Path, verb: str, ref: str) -> None:
    normal, large = tmp_path / "normal.pdf", tmp_path / "large.pdf"
    assert cli.main([verb, str(sample), ref, "-o", str(normal)]) == 0
    assert cli.main([verb, str(sample), ref, "-o", str(large), "--large-print"]) == 0
    assert len(page_texts(large.read_bytes())) > len(page_texts(normal.read_bytes()))


def test_the_appendix_is_written_as_at_a_date(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "appendix.html"
    assert cli.main(["appendix", str(sample), "--on", "2025-06-01", "-o", str(target)]) == 0
    assert "As at Sunday 1 June 2025" in target.read_text(encoding="utf-8")


def test_the_registers_are_written_as_board_papers(sample: Path, tmp_path: Path) -> None:
    actions, decisions = tmp_path / "actions.html", tmp_path / "decisions.html"
    assert cli.main(["actions", str(sample), "--on", "2026-11-19", "--group", "cg", "-o", str(actions)]) == 0
    assert "Action list by owner: Core Group" in actions.read_text(encoding="utf-8")
    period = ["--from", "2026-01-01", "--to", "2026-06-30"]
    assert cli.main(["decisions", str(sample), *period, "--without-confidential", "-o", str(decisions)]) == 0
    assert "1 January 2026 to 30 June 2026" in decisions.read_text(encoding="utf-8")
    attendance = tmp_path / "attendance.html"
    assert cli.main(["attendance", str(sample), *period, "-o", str(attendance)]) == 0
    assert "Meetings and quorum" in attendance.read_text(encoding="utf-8")
    report = tmp_path / "report.html"
    assert cli.main(["report", str(sample), "--group", "PW", "--for", "CG/2026/06", "-o", str(report)]) == 0
    assert "since CG/2026/05 of" in report.read_text(encoding="utf-8")


def test_a_group_or_a_partnering_that_is_not_there_is_refused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "actions.pdf"
    said = refused(capsys, "actions", sample, "--group", "XX", "-o", target)
    assert said.startswith("There is no group XX. The groups are CG")
    said = refused(capsys, "actions", sample, "--partnering", "Four Boroughs", "-o", target)
    assert said == "This register holds Five Boroughs Partnering. Name one of them with --partnering."


def test_large_print_is_a_pdf_and_nothing_else(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["minutes", str(sample), "CG/2026/05", "-o", str(tmp_path / "large.docx"), "--large-print"]) == 1
    assert "Large print is a PDF, and .docx is not." in capsys.readouterr().err


def test_export_and_import_carry_everything(sample: Path, tmp_path: Path) -> None:
    assert told("export", sample, "-o", tmp_path / "first.json").returncode == 0
    process = told("import", tmp_path / "first.json", tmp_path / "again.desk")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    assert cli.main(["export", str(tmp_path / "again.desk"), "-o", str(tmp_path / "second.json")]) == 0
    assert carried(tmp_path / "first.json", tmp_path / "second.json")


@pytest.mark.parametrize("verb", ["due", "agenda", "minutes", "export", "check", "record"])
def test_no_window_is_loaded_for_what_shows_none(sample: Path, tmp_path: Path, verb: str) -> None:
    own: dict[str, tuple[str | Path, ...]] = {
        "due": ON,
        "export": ("-o", tmp_path / "out"),
        "check": (),
        "record": ("-o", tmp_path / "out.csv"),
    }
    rest = own.get(verb, ("CG/2026/05", "-o", tmp_path / "out"))
    loaded = imported(verb, sample, *rest)
    assert "PySide6" not in loaded
    assert ("reportlab" in loaded) is (verb == "agenda")


def test_letters_that_a_console_lacks_do_not_stop_it(sample: Path) -> None:
    process = told("due", sample, *ON, encoding="ascii")
    assert process.returncode == 0
    assert "Minutes of Core Group" in process.stdout


def test_check_says_that_a_sound_register_holds_and_as_of_which_entry(sample: Path) -> None:
    process = told("check", sample)
    assert (process.returncode, process.stderr) == (0, "")
    number, known = last_entry(sample)
    assert process.stdout.startswith("Everything holds: the file, its Record,")
    assert f"as of entry {number:,} of the Record, fingerprint {known}" in process.stdout


def test_check_names_each_fault_and_where(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number, known = last_entry(sample)
    with closing(sqlite3.connect(sample)) as tool:
        tool.execute("UPDATE action SET text = 'Nothing' WHERE number = 2")
        tool.execute("DELETE FROM entry_change WHERE entry_id = ?", (number,))
        tool.execute("DELETE FROM entry WHERE id = ?", (number,))
        tool.commit()
    before = sample.read_bytes()
    assert cli.main(["check", str(sample), "--head", f"SHA-256 {known.upper()}"]) == 1
    said = capsys.readouterr()
    assert "action A-2: It was changed without an entry in the Record: text." in said.err.splitlines()
    assert f"No entry has the fingerprint {known}" in said.err
    assert said.out.strip().endswith(f"{last_entry(sample)[1]}.")
    assert cli.main(["check", str(sample), "--json"]) == 1
    plain = json.loads(capsys.readouterr().out)
    assert not plain["sound"]
    assert plain["head"]["entry"] == number - 1
    assert {"where": "action A-2", "fault": "It was changed without an entry in the Record: text."} in plain["faults"]
    assert sample.read_bytes() == before


def last_entry(register: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(register)) as tool:
        number, sha256 = tool.execute("SELECT id, sha256 FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    return int(number), str(sha256)


def test_record_writes_what_is_asked_of_it(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record.csv"
    asked = ["--kind", "decisions", "--meeting", "CG/2026/06", "--from", "2026-11-11", "--to", "2026-11-11"]
    assert cli.main(["record", str(sample), "-o", str(path), *asked, "--who", "M. Okafor", "--search", "effect"]) == 0
    with path.open(encoding="utf-8-sig", newline="") as source:
        found = [one["What was done"] for one in csv.DictReader(source)]
    assert found
    assert all("decision CG/2026/06/" in one for one in found)
    assert capsys.readouterr().out == f"{len(found)} entries written to {path}.\n"
    assert cli.main(["record", str(sample), "-o", str(tmp_path / "record.xlsx"), *asked]) == 0
    assert openpyxl.load_workbook(tmp_path / "record.xlsx")["Record"].max_row > len(found)


def test_record_of_a_meeting_that_is_none(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "record", sample, "-o", tmp_path / "record.csv", "--meeting", "CG/1999/01")
    assert "There is no meeting CG/1999/01" in said
    assert "end in .xlsx or .csv" in refused(capsys, "record", sample, "-o", tmp_path / "record.pdf")


# wrong use: 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("demo",),
        ("demo", "x.desk", "--years", "0"),
        ("demo", "x.desk", "--partnerings", "many"),
        ("demo", "x.desk", "--on", "19 November"),
        ("due",),
        ("due", "x.desk", "--on", "2026-02-30"),
        ("agenda", "x.desk", "CG/2026/06"),
        ("minutes", "x.desk", "-o", "x.pdf"),
        ("export", "x.desk"),
        ("import", "x.json"),
        ("check",),
        ("check", "x.desk", "--head", "minutes"),
        ("record", "x.desk"),
        ("record", "x.desk", "-o", "x.csv", "--kind", "tea"),
        ("record", "x.desk", "-o", "x.csv", "--from", "yesterday"),
        ("--nonsense",),
        ("open", "x.desk", "y.desk"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_with_the_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: partnering-desk")


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    verbs = ("open", "demo", "due", "agenda", "minutes", "export", "import", "check", "record", "tour")
    assert all(verb in said for verb in verbs)


# refusals: 1, in one sentence


@pytest.mark.parametrize("verb", ["due", "agenda", "minutes", "export"])
def test_a_register_that_is_not_there(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rest = {"due": (), "export": ("-o", tmp_path / "out")}.get(verb, ("CG/2026/05", "-o", tmp_path / "out"))
    assert "There is no register at" in refused(capsys, verb, tmp_path / "none.desk", *rest)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    assert "is not a Partnering Desk register" in refused(capsys, "due", tmp_path / "notes.txt")


def test_a_register_of_a_newer_version(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(sample) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "which is newer than this one" in refused(capsys, "due", sample)


@pytest.mark.parametrize("verb", ["agenda", "minutes"])
def test_a_number_that_no_meeting_has(
    sample: Path, tmp_path: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, verb, sample, "CG/1999/01", "-o", tmp_path / "out.pdf")
    assert said == "There is no meeting CG/1999/01 in this register. Numbers look like CG/2026/06."
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("verb", ["agenda", "minutes", "export"])
def test_a_folder_that_is_not_there(
    sample: Path, tmp_path: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "out"
    ref = () if verb == "export" else ("CG/2026/05",)
    assert f"There is no folder {out.parent}. Make it first" in refused(capsys, verb, sample, *ref, "-o", out)


@pytest.mark.parametrize("verb", ["agenda", "minutes", "export"])
def test_the_register_itself_is_never_written_over(sample: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sample.read_bytes()
    ref = () if verb == "export" else ("CG/2026/05",)
    assert "is the register itself" in refused(capsys, verb, sample, *ref, "-o", sample)
    assert sample.read_bytes() == before


def test_demo_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.desk").write_text("mine")
    assert "exists already" in refused(capsys, "demo", tmp_path / "mine.desk")
    assert (tmp_path / "mine.desk").read_text() == "mine"


def test_import_of_what_is_no_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.json").write_text("{")
    assert "is not an export" in refused(capsys, "import", tmp_path / "in.json", tmp_path / "out.desk")
    assert "cannot be read" in refused(capsys, "import", tmp_path / "none.json", tmp_path / "out.desk")
    (tmp_path / "out.desk").write_text("mine")
    assert "exists already" in refused(capsys, "import", tmp_path / "in.json", tmp_path / "out.desk")


def _spoilt(sample: Path, tmp_path: Path) -> Path:
    source = tmp_path / "spoilt.json"
    assert cli.main(["export", str(sample), "-o", str(source)]) == 0
    plain = json.loads(source.read_text(encoding="utf-8"))
    plain["tables"] |= {"entry": [], "entry_change": []}  # it would say where the file departs from it
    lost = next(one for one in plain["tables"]["decision"] if one["outcome"] == "not_agreed")
    lost["follow_on"] = None
    plain["tables"]["vote"] = [one for one in plain["tables"]["vote"] if one["choice"] == "for"]
    source.write_text(json.dumps(plain), encoding="utf-8")
    return source


def test_import_of_a_file_that_breaks_rules_lists_every_fault_and_writes_nothing(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _spoilt(sample, tmp_path)
    assert cli.main(["import", str(source), str(tmp_path / "out.desk")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert any(line.startswith("decision ") and "choose what follows" in line for line in lines)
    assert sum("The vote of the Contractor is missing (Governance 5.7)." in line for line in lines) >= 4
    assert not (tmp_path / "out.desk").exists()


def test_the_faults_as_json(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _spoilt(sample, tmp_path)
    assert cli.main(["import", str(source), str(tmp_path / "out.desk"), "--json"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert all(one["where"].startswith("decision ") and one["fault"] for one in json.loads(said.out))


def test_due_names_each_of_several_partnerings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    on = ("--on", "2026-04-20")
    assert cli.main(["demo", str(tmp_path / "two.desk"), "--years", "1", "--partnerings", "2", *on]) == 0
    assert cli.main(["due", str(tmp_path / "two.desk"), *on]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.endswith("Partnering:")] == [
        "Five Boroughs Partnering:",
        "Thames Reach Support Partnering:",
    ]


def test_a_backup_is_written_and_restored(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    assert cli.main(["backup", str(sample), str(drive)]) == 0
    said = capsys.readouterr()
    written = Path(said.out.strip())
    assert (said.err, written.parent) == ("", drive)
    assert cli.main(["restore", str(written), str(tmp_path / "restored.desk"), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["verified"]
    assert plain["file"] == str(tmp_path / "restored.desk")
    assert plain["head"]["entry"] > 0
    assert "exists already" in refused(capsys, "restore", written, tmp_path / "restored.desk")


def test_a_backup_goes_to_the_folder_chosen_in_settings(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from partnering_desk.app.backup_place import choose_folder

    assert "No folder for backups is chosen" in refused(capsys, "backup", sample)
    choose_folder(tmp_path)
    assert cli.main(["backup", str(sample)]) == 0
    assert Path(capsys.readouterr().out.strip()).name.startswith("sample 20")
    assert "exists already" in refused(capsys, "backup", sample, "-o", sample)
    assert "is not there" in refused(capsys, "backup", sample, tmp_path / "away")
    with pytest.raises(SystemExit) as wrong:
        cli.main(["backup", str(sample), str(tmp_path), "-o", "file.desk"])
    assert wrong.value.code == 2


def test_a_backup_of_a_register_with_a_fault_says_so(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(sample)) as behind:
        behind.execute("UPDATE partnering SET name = 'Another'")
        behind.commit()
    assert cli.main(["backup", str(sample), "-o", str(tmp_path / "copy.desk")]) == 1
    said = capsys.readouterr()
    assert "changed without an entry in the Record" in said.err
    assert Path(said.out.strip()).is_file()


# the window


@pytest.mark.parametrize("arguments", [[], ["mine.desk"], ["open", "mine.desk", *ON]])
def test_without_a_verb_the_window_opens(arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.desk").touch()
    from partnering_desk.ui.shell import run

    opened: list[tuple[object, object]] = []

    def note(register: Path | None, on: object = None) -> int:
        opened.append((register, on))
        return 0

    monkeypatch.setattr(run, "run", note)
    assert cli.main(arguments) == 0
    ((register, on),) = opened
    assert register == (Path("mine.desk") if arguments else None)
    assert (on is None) is (len(arguments) < 3)


def test_a_word_that_is_neither_verb_nor_register_opens_no_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no register at frobnicate" in refused(capsys, "frobnicate")
