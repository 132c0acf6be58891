"""A folder for backups, chosen as in Settings, and what may be the matter with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partnering_desk.app.actions import ActionDetails, add
from partnering_desk.app.backup_place import choose_folder
from partnering_desk.app.register import Register


def drive(tmp_path: Path) -> Path:
    """A new folder, chosen for backups."""
    folder = tmp_path / "drive"
    folder.mkdir()
    choose_folder(folder)
    return folder


def files(folder: Path) -> list[Path]:
    """The backups in a folder, whole or half-written, oldest first."""
    return sorted(path for path in folder.iterdir() if path.suffix != ".sha256")


def record(register: Register, title: str = "Send the voids figures") -> None:
    """Record something, so that a backup is due."""
    add(register, ActionDetails(title, (), "Arlington Road", None, "by Christmas"), 1)


@contextmanager
def slow(folder: Path) -> Iterator[None]:
    """The folder answers late: another program holds each backup in it, and each is waited for some seconds."""
    held = [sqlite3.connect(path, isolation_level=None) for path in files(folder)]
    try:
        for one in held:
            one.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        for one in held:
            one.close()
