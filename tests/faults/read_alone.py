"""Reads a file as the program does, in a process of its own whose memory is bounded, and prints what came of it.

python -m tests.faults.read_alone READER PATH
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from partnering_desk.app.faults import Fault
from partnering_desk.rules.clause import Refusal
from tests.faults.readers import READERS

MOST = 1_500_000_000
"""Bytes of address space that may be used: the program itself takes some 600 MB of it."""


def most_held() -> int:
    """Megabytes held at most; not as getrusage tells it, which counts what the program held that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


def main() -> None:
    """Read, and say how long it took and in which sentence it was refused, if it was."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    began, said = time.process_time(), ""
    try:
        READERS[sys.argv[1]].read(Path(sys.argv[2]))
    except (Refusal, Fault) as error:
        said = error.sentence
    megabytes = most_held()
    print(json.dumps({"seconds": time.process_time() - began, "megabytes": megabytes, "said": said}))


if __name__ == "__main__":
    main()
