"""By what a register's file is reached from SQLite itself: the one place that opens connections for copying."""

from __future__ import annotations

import sqlite3
from pathlib import Path

PATIENCE = 2
"""Seconds to wait while another program writes."""


def reading(path: Path) -> sqlite3.Connection:
    """A connection that can only read the file at `path`, which must be there."""
    return _connected(path, "ro")


def copying(path: Path) -> sqlite3.Connection:
    """A connection that can write to the file at `path`, which must be there."""
    return _connected(path, "rw")


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
