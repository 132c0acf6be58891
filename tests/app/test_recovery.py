"""After a crash: what the next start says, and a report that holds nothing of the register."""

from __future__ import annotations

import getpass
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from partnering_desk.app.recovery import recovery
from partnering_desk.app.register import Register, open_register
from partnering_desk.app.trouble import logged_since, trace_of
from partnering_desk.files import crash_log
from tests.another_program import ROOT, another_program

NOW = datetime(2026, 11, 19, 14)
CRASHES = """
import faulthandler, sys, threading
from datetime import datetime
from pathlib import Path
from sqlalchemy import text
from partnering_desk import __main__, cli
from partnering_desk.app.register import open_register
def crash(_arguments):
    register = open_register(Path(sys.argv[1]), "M. Okafor", lambda: datetime(2026, 11, 19, 9, 12))
    def fail():
        with register.write() as session:
            names = {"name": session.scalar(text("SELECT name FROM person LIMIT 1"))}
            session.execute(text("UPDATE person SET name = :name, name = no_such_function(:name)"), names)
    thread = threading.Thread(target=fail)
    threading.excepthook = lambda caught: sys.excepthook(caught.exc_type, caught.exc_value, caught.exc_traceback)
    thread.start()
    thread.join()
    faulthandler._sigsegv()
cli.main = crash
__main__.main()
"""


def reopened(path: Path, machine: str = "DESK-3") -> Register:
    register = Register(path, "M. Okafor", lambda: NOW, machine=machine)
    register.hold()
    return register


def test_who_had_it_open_and_what_was_recorded_last_is_said(sample: Path) -> None:
    with another_program(sample) as other:
        other.does("UPDATE partnering SET name = 'Six Boroughs'")
        other.is_killed()
    with closing(reopened(sample)) as register:
        found = recovery(register)
        assert found is not None
        assert found.words == (
            "Partnering Desk ended without closing this register, which J. Amadi had open since 09:12. Everything that "
            "it had recorded is here: the last is “Changed partnering Six Boroughs (name)”, 09:12."
        )
        assert "There is no log of that time." in found.report()


def test_of_another_computer_its_name_is_said_and_its_log_is_not_here(sample: Path) -> None:
    with another_program(sample) as other:
        other.is_killed()
    with closing(reopened(sample, "DESK-1")) as register:
        found = recovery(register)
        assert found is not None
        assert "which J. Amadi had open on DESK-3 since 09:12" in found.words
        assert "It ended on another computer" in found.report()
        assert "DESK-3" not in found.report()


def test_a_register_that_was_closed_has_nothing_to_say(sample: Path) -> None:
    with another_program(sample) as other:
        other.closes()
    with closing(open_register(sample, "M. Okafor", lambda: NOW)) as register:
        assert recovery(register) is None


@pytest.mark.skipif(sys.platform == "win32", reason="the crash that is made here is Unix's")
def test_the_report_of_a_crash_says_where_and_holds_nothing_of_the_register(sample: Path) -> None:
    crash_log().parent.mkdir(parents=True)
    crash_log().write_text('  File "/old", line 1 in before\n', encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", CRASHES, str(sample)], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode < 0
    assert "no_such_function" in ended.stderr  # the terminal is told
    with closing(open_register(sample, "M. Okafor", lambda: NOW)) as register:
        found = recovery(register)
        assert found is not None
        report = found.report()
    assert "Opened: 2026-11-19 09:12:00" in report
    assert "Fatal Python error: Segmentation fault" in report
    assert "Error: sqlalchemy.exc.OperationalError" in report
    assert 'File "partnering_desk/__main__.py", line ' in report
    assert 'File "sqlalchemy/' in report
    assert "before" not in report
    for text in (report, crash_log().read_text(encoding="utf-8")):
        assert "no_such_function" not in text
        assert [one for one in texts_of(sample) if one in text] == []
    for of_the_person in (str(Path.home()), getpass.getuser() if os.geteuid() else "/root", str(sample.parent)):
        assert of_the_person not in report


def texts_of(path: Path) -> set[str]:
    """Every name and every other text of some length that a register holds."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [
            value
            for table in tables
            for row in connection.execute(f'SELECT * FROM "{table}"')
            for value in row
            if isinstance(value, str)
        ]
    words = {word for text in kept for word in re.findall(r"[A-Z][a-zà-ž]{3,}", text)}
    ours = {"Partnering Desk", "Partnering", "partnering", "Segmentation"}
    return {one for one in {*kept, *words} if len(one) > 6 and not one[:4].isdecimal()} - ours


def test_what_a_log_holds_besides_traces_is_left_out(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    log.write_text(
        "At 2026-11-19 09:12:00\n"
        "Traceback (most recent call last):\n"
        f'  File "{ROOT}/partnering_desk/app/actions.py", line 12, in add\n'
        "    session.add(Action(text='Ruth Lindqvist is to resign'))\n"
        '  File "/home/mary/venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py", line 7 in flush\n'
        '  File "/home/mary/desk/okafor.py", line 3 in <module>\n'
        "sqlalchemy.exc.IntegrityError: ('Ruth Lindqvist',)\n"
        "Error: Ruth Lindqvist\n"
        "Current thread 0x00007f00 [Ruth] (most recent call first):\n"
        "Extension modules: greenlet._greenlet (total: 1)\n",
        encoding="utf-8",
    )
    assert logged_since(log, 0) == (
        "At 2026-11-19 09:12:00\n"
        '  File "partnering_desk/app/actions.py", line 12 in add\n'
        '  File "sqlalchemy/orm/session.py", line 7 in flush\n'
        '  File "okafor.py", line 3 in <module>\n'
        "Current thread, most recent call first:"
    )


def test_a_trace_tells_types_and_places_of_an_error_and_of_what_led_to_it() -> None:
    def fail() -> None:
        try:
            raise KeyError("Ruth Lindqvist")
        except KeyError as error:
            raise ValueError("Ruth Lindqvist resigned") from error

    with pytest.raises(ValueError, match="resigned") as caught:
        fail()
    trace = trace_of(caught.value)
    assert trace.startswith("Error: builtins.ValueError\n")
    assert "\nCaused by: builtins.KeyError\n" in trace
    assert "Ruth" not in trace


def test_a_trace_tells_what_was_being_handled() -> None:
    def fail(numbers: list[int]) -> int:
        try:
            return numbers[0]
        except IndexError:
            return min(numbers)

    with pytest.raises(ValueError, match="empty") as caught:
        fail([])
    assert "While handling: builtins.IndexError" in trace_of(caught.value)
