"""The running program as a screen reader sees it: whatever takes the keyboard has a name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

READER = Path(__file__).parent / "screen_reader.py"
SYSTEM_PYTHON = "/usr/bin/python3"
ROOT = Path(__file__).parents[2]


def missing() -> str:
    """What is not installed that the walk needs; empty when all of it is there."""
    if sys.platform != "linux":
        return "AT-SPI is of Linux"
    if tools := [one for one in ("xvfb-run", "dbus-run-session", SYSTEM_PYTHON) if not shutil.which(one)]:
        return f"there is no {', '.join(tools)}"
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    found = subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, text=True, env={"PATH": os.defpath})
    return f"the system's Python has no AT-SPI: {found.stderr}" if found.returncode else ""


@pytest.mark.timeout(300)
def test_whatever_takes_the_keyboard_has_a_name(sample: Path, tmp_path: Path) -> None:
    walked = walk(sample, tmp_path)
    assert walked.returncode == 0, walked.stdout


@pytest.mark.timeout(300)
def test_a_reader_that_reads_while_the_page_changes_does_not_bring_the_program_down(
    sample: Path, tmp_path: Path
) -> None:
    walked = walk(sample, tmp_path, "--hasty")
    assert walked.returncode == 0, walked.stdout


def walk(sample: Path, tmp_path: Path, *how: str) -> subprocess.CompletedProcess[str]:
    """Walk the program over AT-SPI, on a screen and a bus of its own."""
    lacks = missing()
    if lacks and not os.environ.get("CI"):
        pytest.skip(lacks)
    assert not lacks
    settings = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(ROOT),
    }
    on_a_screen = ("xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--")
    program = (sys.executable, "-m", "partnering_desk", str(sample), "--on", "2026-11-19")
    return subprocess.run(
        (*on_a_screen, SYSTEM_PYTHON, str(READER), *how, *program),
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=280,
        check=False,
    )
