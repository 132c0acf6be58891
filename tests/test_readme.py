"""What the README tells others to do is done as it stands there."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.app.exported import lived

README = Path(__file__).parents[1] / "README.md"


def followed(register: Path) -> subprocess.CompletedProcess[str]:
    """The chain followed by the README's own lines, with nothing of the program's."""
    script = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert script is not None
    return subprocess.run(
        [sys.executable, "-I", "-c", script.group(1), str(register)], capture_output=True, text=True, check=False
    )


def test_a_stranger_follows_the_chain_with_the_lines_of_the_readme(tmp_path: Path) -> None:
    with lived(tmp_path) as five:
        path = five.register.path
    whole = followed(path)
    with closing(sqlite3.connect(path)) as tool:
        (head,) = tool.execute("SELECT sha256 FROM entry ORDER BY id DESC LIMIT 1").fetchone()
        assert (whole.returncode, whole.stdout.strip(), whole.stderr) == (0, head, "")
        tool.execute("UPDATE entry_change SET difference = replace(difference, 'rooms', 'floors') WHERE entry_id = 30")
        tool.execute("UPDATE entry SET what = 'Nothing' WHERE id = 30")
        tool.commit()
    spoilt = followed(path)
    assert (spoilt.returncode, spoilt.stderr.strip()) == (1, "Entry 30 is not what it was.")
