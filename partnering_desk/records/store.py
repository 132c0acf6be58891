"""The register's file: made, opened, and refused in words when it is something else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from partnering_desk.records.fault import Fault
from partnering_desk.records.faults import in_words
from partnering_desk.records.glance import APPLICATION_ID, SCHEMA_VERSION, check
from partnering_desk.records.models import Base
from partnering_desk.rules.names import folded


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("folded", 1, _folded, deterministic=True)
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 2000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _folded(value: str | None) -> str:
    """Text as it is searched: without capitals, accents or punctuation."""
    return folded(value or "")


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    return engine


def create(path: Path) -> Engine:
    """Make an empty register at `path`.

    Raises `Fault` when something stands there already or the file cannot be written.
    """
    if path.exists():
        raise Fault(f"{path} exists already. Choose another name, or open it.")
    if not path.parent.is_dir():
        raise Fault(f"There is no folder {path.parent}. Make it first, or choose another place.")
    engine = _engine(path)
    with in_words(path), engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        Base.metadata.create_all(connection)
    return engine


def open_existing(path: Path) -> Engine:
    """Open the register at `path`.

    Raises `Fault` when it is missing, no register, or made by a newer version of the program.
    """
    check(path)
    return _engine(path)
