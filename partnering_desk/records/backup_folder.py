"""The backups that lie in a folder: how they are named, proved, told apart, and which of them go when they are old.

Beside each backup that was found without fault lies its SHA-256, in the form of `sha256sum`, so that it can be proved
without this program too. The proof is of every byte: a file that was cut off, or in which one bit is another, fails.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from partnering_desk.records import connecting, trail
from partnering_desk.records.backup import HALF, half_of, put_on_disk
from partnering_desk.records.connecting import SUFFIX
from partnering_desk.records.fault import Locked
from partnering_desk.records.glance import APPLICATION_ID
from partnering_desk.records.grandfather import kept

PROOF = ".sha256"
_STAMP = "%Y-%m-%d %H-%M-%S"
_NAME = re.compile(rf"(?P<stem>.+) (?P<at>\d{{4}}-\d\d-\d\d \d\d-\d\d-\d\d){re.escape(SUFFIX)}")
_FORGOTTEN = 3600
"""Seconds after which a half-written copy, untouched, is one that a crash left behind."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells registers apart, and states of one: the SHA-256 of the first entry, and the head of the Record."""

    first: str
    head: trail.Head


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in a folder. `identity` is None when it cannot be read as a register."""

    path: Path
    stem: str
    at: datetime
    """When it was made, by the local time in its name."""
    size: int
    """In bytes."""
    changed_ns: int
    identity: Identity | None
    locked: bool
    """It is under a passphrase that was not given: an earlier one of the register, as a rule."""


def free_name(folder: Path, stem: str, at: datetime) -> Path:
    """The name of a backup made at a time; where that is taken, of the next second that is free."""
    while True:
        path = folder / f"{stem} {at.strftime(_STAMP)}{SUFFIX}"
        if not path.exists() and not half_of(path).exists():
            return path
        at += timedelta(seconds=1)


def identity_of(path: Path) -> Identity | None:
    """Which register a file is, and in which state; None when it is none, is damaged or is locked."""
    try:
        with closing(connecting.reading(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                return None
            first = connection.execute("SELECT sha256 FROM entry WHERE id = 1").fetchone()
            return Identity(first[0] if first else "", trail.head(connection))
    except connecting.database_errors(Locked):
        return None


def backups_of(register: Path, folder: Path) -> Iterator[BackupFile]:
    """The backups of a register in a folder, newest first, with those of its name that cannot be read.

    Each is opened when it is asked for. Raises `OSError` when the folder cannot be read.
    """
    own = identity_of(register)
    for path, stem, at in _named(folder):
        status, identity = path.stat(), identity_of(path)
        if stem == register.stem if identity is None else own is not None and identity.first == own.first:
            locked = identity is None and connecting.is_locked(path)
            yield BackupFile(path, stem, at, status.st_size, status.st_mtime_ns, identity, locked)


def _named(folder: Path) -> list[tuple[Path, str, datetime]]:
    """The files that are named as backups are, each with the register's name and the time in it, newest first."""
    read = ((path, _read_name(path.name)) for path in folder.iterdir())
    named = [(path, *parts) for path, parts in read if parts is not None and path.is_file()]
    return sorted(named, key=lambda one: one[2], reverse=True)


def _read_name(name: str) -> tuple[str, datetime] | None:
    named = _NAME.fullmatch(name)
    try:
        return (named["stem"], datetime.strptime(named["at"], _STAMP)) if named is not None else None
    except ValueError:  # the 31st of February
        return None


def prove(path: Path) -> None:
    """Keep the SHA-256 of a backup beside it: it was found without fault. Raises `OSError` when the disk refuses."""
    proof = _proof_of(path)
    proof.write_text(f"{_sha256(path)}  {path.name}\n", encoding="utf-8")
    put_on_disk(proof)


def has_proof(path: Path) -> bool:
    """Whether a SHA-256 lies beside a file: it was found without fault when it was written."""
    return _proof_of(path).is_file()


def is_proved(path: Path) -> bool:
    """Whether a file was found without fault, and every byte of it is as it was then. All of it is read."""
    try:
        return _proof_of(path).read_text(encoding="utf-8") == f"{_sha256(path)}  {path.name}\n"
    except (OSError, UnicodeDecodeError):
        return False


def was_proved(one: BackupFile) -> bool:
    """As `is_proved`, but read only once while the program runs and neither it nor its proof is changed."""
    try:
        proof = _proof_of(one.path).stat()
    except OSError:
        return False  # perhaps it is being proved just now: to be asked again
    return _proved_once(one.path, one.size, one.changed_ns, proof.st_size, proof.st_mtime_ns)


@lru_cache(maxsize=1000)
def _proved_once(path: Path, *_state: int) -> bool:
    return is_proved(path)


def thin_out(register: Path, folder: Path, now: datetime) -> list[Path]:
    """Take away the backups of a register that are no longer kept, and what a crash left of others; give what went.

    Those that are proved and those that are not are thinned apart, so that none goes for the sake of a worse one. What
    this program did not write under the register's name, or cannot read, stays. Raises `OSError`.
    """
    own = [one for one in backups_of(register, folder) if one.stem == register.stem and one.identity is not None]
    gone = list(_left_over(register.stem, folder))
    for alike in ([one for one in own if was_proved(one)], [one for one in own if not was_proved(one)]):
        stay = kept((one.at for one in alike), now)
        gone += (one.path for one in alike if one.at not in stay)
    for path in gone:
        path.unlink(missing_ok=True)
        _proof_of(path).unlink(missing_ok=True)
    return gone


def _left_over(stem: str, folder: Path) -> Iterable[Path]:
    for half in folder.glob(f"*{HALF}"):
        parts = _read_name(half.name.removesuffix(HALF))
        if parts is not None and parts[0] == stem and time.time() - half.stat().st_mtime > _FORGOTTEN:
            yield half


def _proof_of(path: Path) -> Path:
    return path.with_name(path.name + PROOF)


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
