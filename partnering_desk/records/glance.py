"""What the window needs of a register before all else, read without SQLAlchemy: loading that takes 0.3 seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from partnering_desk import __version__
from partnering_desk.records.connecting import Driver, database_errors, reading
from partnering_desk.records.fault import DAMAGED, Fault, sentence_for

APPLICATION_ID = int.from_bytes(b"PDsk")
"""What marks a SQLite file as a register of this program."""
SCHEMA_VERSION = 2

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


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last entry of a register's Record."""

    number: int
    at: datetime
    """By the clock of the machine on which it was recorded."""
    what: str


def check(path: Path) -> None:
    """See that the file at `path` is a register of this program's form.

    Raises `Fault` when it is missing, no register, or made by another version of the program.
    """
    form = form_of(path)
    if form < SCHEMA_VERSION:
        raise Fault(
            f"{path} was made by an older version of Partnering Desk. Open it in the window once: that brings it up to "
            "date, and keeps the old one beside it."
        )


def form_of(path: Path) -> int:
    """The number of the form that the register at `path` has: this program's, or an older one.

    Raises `Fault` when it is missing, no register, or made by a newer version of the program.
    """
    if not path.is_file():
        raise Fault(f"There is no register at {path}. Choose another file, or set up a new one.")
    try:
        with closing(reading(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except database_errors(UnicodeDecodeError) as error:
        sentence = sentence_for(error, path)
        raise (Fault(sentence) if sentence else _not_one(path)) from error
    if application != APPLICATION_ID:
        raise _not_one(path)
    if version > SCHEMA_VERSION:
        raise Fault(
            f"{path} was made by {_made_by(path)}, which is newer than this one ({__version__}). "
            "Open it with that version."
        )
    return int(version)


def _made_by(path: Path) -> str:
    """The version of the program that wrote the last entry of a register, whatever form it has."""
    try:
        with closing(reading(path)) as connection:
            (program,) = connection.execute("SELECT program FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    except database_errors(TypeError):
        return "a version of Partnering Desk"
    return f"Partnering Desk {program}"


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


def last_entry(path: Path) -> LastEntry | None:
    """The last entry of the Record; None when there is none."""
    with _reading(path) as connection:
        found = connection.execute("SELECT id, at_local, what FROM entry ORDER BY id DESC LIMIT 1").fetchone()
    return LastEntry(found[0], datetime.fromisoformat(found[1]), found[2]) if found else None


@contextmanager
def _reading(path: Path) -> Iterator[Driver]:
    try:
        with closing(reading(path)) as connection:
            yield connection
    except database_errors(UnicodeDecodeError) as error:  # what SQLite says of a damaged file may be no text
        raise Fault(sentence_for(error, path) or DAMAGED.format(path=path)) from error


def _not_one(path: Path) -> Fault:
    return Fault(f"{path} is not a Partnering Desk register. Choose another file.")
