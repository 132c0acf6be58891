"""A screen of its own for the programs that are started here, and a register to work in."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from partnering_desk.app.register import create_register
from tests.app.five import SECRETARY, Clock, build
from tests.app.meeting_day import call_meeting


@pytest.fixture(scope="session")
def screen() -> Iterator[dict[str, str]]:
    """What tells a program which screen to use: a virtual one, or, where X's is not installed, Qt's own."""
    if not shutil.which("Xvfb"):
        assert not os.environ.get("CI"), "In CI there is a virtual screen"
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    number, to_tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(to_tell), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(to_tell,), stderr=subprocess.DEVNULL)
    os.close(to_tell)
    yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{os.read(number, 16).decode().strip()}"}
    os.close(number)
    process.terminate()
    process.wait()


@pytest.fixture
def settings(tmp_path: Path, screen: dict[str, str]) -> dict[str, str]:
    """The environment of a program that is started: a person's folders of its own."""
    home = {name: str(tmp_path / name.casefold()) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        **home,
        **screen,
    }


@pytest.fixture(scope="session")
def five_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five boroughs with a meeting called for Thursday 19 November 2026. Not to be written to."""
    path = tmp_path_factory.mktemp("five") / "five.desk"
    clock = Clock()
    register = create_register(path, SECRETARY, clock)
    call_meeting(build(register, clock))
    register.close()
    return path


@pytest.fixture
def five(five_once: Path, tmp_path: Path) -> Path:
    """A test's own copy of them."""
    return Path(shutil.copy(five_once, tmp_path / "five.desk"))
