"""The way in: the crash log first, then the command line, which imports Qt only when a window is wanted."""

import faulthandler
import gc
import sys
from contextlib import suppress
from datetime import datetime
from types import TracebackType

from partnering_desk.files import crash_log

OFTEN = (50_000, 20, 50)
"""How much is made between two looks for garbage: starting drops little, and looking took a tenth of its time."""


def main() -> int:
    """Do what the command line asks for, and return the exit code: 0 done, 1 refused, 2 wrong use."""
    _keep_crash_log()
    gc.set_threshold(*OFTEN)
    from partnering_desk.cli import main as run

    return run(sys.argv[1:])


def _keep_crash_log() -> None:
    """A crash of the program or of Qt leaves its trace in the log folder; without one it goes to the terminal.

    The terminal is told what the error says; the log, which is kept, is not: that may be of a register.
    """
    try:
        path = crash_log()
        path.parent.mkdir(parents=True, exist_ok=True)
        # Never closed: a crash writes to it as the process dies.
        faulthandler.enable(path.open("a", encoding="utf-8"))
    except OSError:
        return

    from partnering_desk.app.trouble import stamped

    def keep(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        with suppress(OSError), path.open("a", encoding="utf-8") as log:
            log.write(stamped(error, datetime.now()))
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = keep


if __name__ == "__main__":
    sys.exit(main())
