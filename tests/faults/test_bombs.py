"""Small files that would become huge, deep or endless: each is read or refused soon, and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.bombs import BOMBS
from tests.faults.desk_process import ROOT
from tests.faults.readers import READERS, SOON

MOST = 700
"""Megabytes that may be held at once; the program with nothing to read holds some 120."""


@pytest.mark.skipif(sys.platform != "linux", reason="Memory can be bounded on Unix only")
@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_read_or_refused_soon(what: str, tmp_path: Path) -> None:
    name, make = BOMBS[what]
    path = tmp_path / f"bomb{READERS[name].suffix}"
    path.write_bytes(make())
    command = [sys.executable, "-m", "tests.faults.read_alone", name, str(path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr[-2000:]
    came = json.loads(ran.stdout)
    print(f"{what}: {came}")
    assert came["seconds"] < SOON
    assert came["megabytes"] < MOST
    assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]
