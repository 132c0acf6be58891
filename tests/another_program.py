"""Another program that has a register open, in a process of its own, as long as a test wants it to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partnering_desk.records.hold import ALIVE, BESIDE

ROOT = Path(__file__).parents[1]
_OPENS = """
import sys
from datetime import datetime
from pathlib import Path
from sqlalchemy import text
from partnering_desk.app.register import Register
register = Register(Path(sys.argv[1]), sys.argv[2], lambda: datetime.fromisoformat(sys.argv[3]), machine="DESK-3")
register.hold()
register.engine.connect().close()
print("open", flush=True)
for line in sys.stdin:
    with register.write() as session:
        session.execute(text(line))
    print("done", flush=True)
register.close()
"""


class AnotherProgram:
    """A running program that has a register open on the machine DESK-3."""

    def __init__(self, process: subprocess.Popen[str], register: Path) -> None:
        self._process = process
        self._beside = register.with_name(register.name + BESIDE)

    def does(self, statement: str) -> None:
        """Have it change the register."""
        assert self._process.stdin is not None
        self._process.stdin.write(statement + "\n")
        self._process.stdin.flush()
        assert self._said() == "done"

    def closes(self) -> None:
        """Have it close the register and end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait() == 0

    def is_killed(self) -> None:
        """End it as the power does, and let the minutes go by for which another machine takes it for alive."""
        self._process.kill()
        self._process.wait()
        told = self._beside.read_text(encoding="utf-8")
        self._beside.write_text(json.dumps(json.loads(told) | {ALIVE: 0.0}), encoding="utf-8")

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def another_program(register: Path, who: str = "J. Amadi") -> Iterator[AnotherProgram]:
    """A program in which `who` has had a register open since 09:12 on Thursday 19 November 2026."""
    command = [sys.executable, "-c", _OPENS, str(register), who, "2026-11-19T09:12:00"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            running = AnotherProgram(process, register)
            assert running._said() == "open"
            yield running
        finally:
            process.kill()
