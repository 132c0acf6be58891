"""What holds for every test: its own settings folder, no unexpected log record, no window left open.

Warnings of Qt itself fail a test by ``qt_log_level_fail`` in pyproject.toml.
"""

import logging
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.five import Five, finished
from tests.network_drive import mounted

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.fixture(scope="session", autouse=True)
def nothing_left_in_the_clone(pytestconfig: pytest.Config) -> Iterator[None]:
    """In CI nobody else works in the clone: what lies there afterwards, but for what tools hide, a test left."""
    before = set(os.listdir(pytestconfig.rootpath))
    yield
    left = {name for name in set(os.listdir(pytestconfig.rootpath)) - before if not name.startswith(".")}
    assert not (os.environ.get("CI") and left), left


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "WIN_PD_OVERRIDE_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    for name in ("XDG_DOCUMENTS_DIR", "WIN_PD_OVERRIDE_PERSONAL"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture(autouse=True)
def no_unexpected_log_record(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a record asserts it and then calls ``caplog.clear()``."""
    yield
    unexpected = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not unexpected, [f"{r.levelname} {r.name}: {r.getMessage()}" for r in unexpected]


@pytest.fixture(autouse=True)
def no_window_left_open() -> Iterator[None]:
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    left_open = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left_open:
        widget.close()
    assert not left_open, f"left open: {left_open}"


@pytest.fixture(autouse=True)
def no_key_left_held() -> Iterator[None]:
    yield
    if "partnering_desk.records.keys" in sys.modules:
        sys.modules["partnering_desk.records.keys"].drop_all()


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register, written by the first of the test processes that wants it. Not to be written to."""
    from partnering_desk.app.demo import write_demo

    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with closing(sqlite3.connect(folder / "sample.lock", timeout=100)) as lock:
        lock.execute("BEGIN EXCLUSIVE")  # others wait here until it is written
        written = folder / "sample.desk"
        if not written.exists():
            write_demo(written)
    return written


@pytest.fixture(scope="session")
def five_finished(tmp_path_factory: pytest.TempPathFactory) -> Five:
    """The finished register of the five boroughs, one for each test process. Not to be written to."""
    return finished(tmp_path_factory.mktemp("five") / "five.desk")


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """A copy of the sample register of Thursday 19 November 2026, a test's own."""
    return Path(shutil.copy(sample_once, tmp_path / "sample.desk"))


@pytest.fixture
def network_drive(tmp_path: Path) -> Iterator[Path]:
    """A folder on a network drive. Skips the test where none can be had."""
    served, at = tmp_path / "served", tmp_path / "network"
    served.mkdir()
    at.mkdir()
    with mounted(served, at) as drive:
        yield drive
