"""What the window needs of a register before all else, read without SQLAlchemy: loading that takes 0.3 seconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from partnering_desk.records.connecting import reading
from partnering_desk.records.fault import Fault, sentence_for

APPLICATION_ID = int.from_bytes(b"PDsk")
"""What marks a SQLite file as a register of this program."""
SUFFIX = ".desk"
"""What the name of a register ends in."""
SCHEMA_VERSION = 3

_PARTNERING = """
    SELECT partnering.name, commencement, expiry, organisation.name
    FROM partnering
    LEFT JOIN party ON party.partnering_id = partnering.id AND party.role = 'contractor'
    LEFT JOIN organisation ON organisation.party_id = party.id AND organisation.lead
    WHERE partnering.id = ?
"""


@dataclass(frozen=True, slots=True)
class Glance:
    """A partnering as the head of the window names it."""

    name: str
    commencement: date
    expiry: date
    contractor: str
    """The organisation that leads the Contractor; empty while none does."""


def check(path: Path) -> None:
    """See that the file at `path` is a register that this program can read.

    Raises `Fault` when it is missing, no register, or made by another version of the program.
    """
    if not path.is_file():
        raise Fault(f"There is no register at {path}. Choose another file, or set up a new one.")
    try:
        with closing(reading(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise _not_one(path) from error
    if application != APPLICATION_ID:
        raise _not_one(path)
    if version != SCHEMA_VERSION:
        raise Fault(
            f"{path} was made by another version of Partnering Desk (its form is {version}, "
            f"this program reads {SCHEMA_VERSION}). Open it with that version."
        )


def partnerings(path: Path) -> tuple[tuple[int, str], ...]:
    """Every partnering of the register, by name: its id and its name."""
    with _reading(path) as connection:
        return tuple(connection.execute("SELECT id, name FROM partnering ORDER BY name"))


def glance(path: Path, partnering_id: int) -> Glance | None:
    """The partnering of that id; None when there is none."""
    with _reading(path) as connection:
        found = connection.execute(_PARTNERING, (partnering_id,)).fetchone()
    if found is None:
        return None
    name, commencement, expiry, contractor = found
    return Glance(name, date.fromisoformat(commencement), date.fromisoformat(expiry), contractor or "")


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(reading(path)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        sentence = sentence_for(error, path)
        if sentence is None:
            raise
        raise Fault(sentence) from error


def _not_one(path: Path) -> Fault:
    return Fault(f"{path} is not a Partnering Desk register. Choose another file.")
