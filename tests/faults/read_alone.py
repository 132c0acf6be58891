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


def main() -> None:
    """Read, and say how long it took and in which sentence it was refused, if it was."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
    began, said = time.process_time(), ""
    try:
        READERS[sys.argv[1]].read(Path(sys.argv[2]))
    except (Refusal, Fault) as error:
        said = error.sentence
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": time.process_time() - began, "megabytes": megabytes, "said": said}))


if __name__ == "__main__":
    main()
