"""The way in. No Qt is loaded before the arguments are understood, and crashes are logged from the start."""

from __future__ import annotations

import faulthandler
import sys
from typing import TextIO

from partnering_desk.files import log_folder

LOG = "crash.log"


def open_crash_log() -> TextIO | None:
    """The log of crashes that Python itself does not survive; None where it cannot be written."""
    try:
        return (log_folder() / LOG).open("a", encoding="utf-8")
    except OSError:
        return None


def main() -> int:
    """Do what the command line asks, and return the exit code."""
    log = open_crash_log()
    if log is not None:
        faulthandler.enable(log)
    from partnering_desk.cli import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
