import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


def run(*command: str, logs: Path) -> "subprocess.CompletedProcess[str]":
    places = {"XDG_STATE_HOME": str(logs), "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(logs)}
    return subprocess.run(
        [sys.executable, *command], cwd=CHECKOUT, env=os.environ | places, capture_output=True, text=True
    )


def test_the_version_is_told_without_importing_qt(tmp_path: Path) -> None:
    told = run("-X", "importtime", "-m", "partnering_desk", "--version", logs=tmp_path)
    assert told.returncode == 0
    assert told.stdout.startswith("Partnering Desk ")
    assert "PySide6" not in told.stderr
    assert "sqlalchemy" not in told.stderr


def test_wrong_use_exits_with_2(tmp_path: Path) -> None:
    assert run("-m", "partnering_desk", "demo", logs=tmp_path).returncode == 2


def test_a_crash_leaves_its_trace_in_the_log_folder(tmp_path: Path) -> None:
    crash = "from partnering_desk import __main__, cli\ncli.main = None\n__main__.main()"
    assert run("-c", crash, logs=tmp_path).returncode == 1
    assert "TypeError" in next(tmp_path.rglob("crash.log")).read_text()


def test_the_program_runs_where_no_log_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    told = run("-m", "partnering_desk", "--version", logs=tmp_path / "file")
    assert told.returncode == 0
