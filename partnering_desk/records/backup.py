"""A register copied while it is in use, by SQLite's online backup: under another name until the copy is found whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from partnering_desk.records import connecting, glance, trail
from partnering_desk.records.fault import Fault, sentence_for
from partnering_desk.records.hold import held_elsewhere

HALF = ".part"
"""What the name of a copy ends in until it is found whole."""
_PAGES = 256
"""How many pages are copied in one step; between two steps it can be stopped."""
_BETWEEN = 0.05
"""Seconds between two looks at whether a register is let go."""

T = TypeVar("T")
Progress = Callable[[int, int], None]
"""Told how many pages of how many are copied. What it raises stops the copying."""


@dataclass(frozen=True, slots=True)
class Copy(Generic[T]):
    """A copy that stands under its name: the head of its Record, and what its check found wrong in it."""

    head: trail.Head
    faults: Sequence[T]


def half_of(target: Path) -> Path:
    """Where a copy is until it is found whole."""
    return target.with_name(target.name + HALF)


def copy_register(
    source: Path, target: Path, check: Callable[[Path], Sequence[T]], progress: Progress = lambda _done, _of: None
) -> Copy[T]:
    """Copy the register at `source`, as it stands at this moment, to the new file `target`.

    The copy is opened again and checked, by `check` too, before it gets its name. What `check` finds does not keep it
    from it, for then the register has the same faults, but is told. Raises `Fault` when something stands at `target`,
    the disk refuses or the copy is not the register; nothing is left then.
    """
    glance.check(source)
    half = half_of(target)
    with _in_words(target), _taken(target, half):
        since = _copy(source, half, progress)
        head = _see_whole(source, half, since)
        faults = check(half)
        half.replace(target)
        put_on_disk(target.parent)
    return Copy(head, faults)


@contextmanager
def _taken(target: Path, half: Path) -> Iterator[None]:
    """The name for one copy only; what is half-made is taken away."""
    if target.exists():
        raise Fault(f"{target} exists already. Choose another name.")
    try:
        half.open("xb").close()
    except FileExistsError:
        raise Fault(f"{half} is being written already. Choose another name, or wait for it.") from None
    try:
        yield
    finally:
        half.unlink(missing_ok=True)
        half.with_name(half.name + "-journal").unlink(missing_ok=True)


def _copy(source: Path, half: Path, progress: Progress) -> trail.Head:
    """Copy, and give the head that the register had as it began."""
    key = connecting.key_of(source)
    with closing(connecting.reading(source)) as register, closing(connecting.beginning(half, key)) as copy:
        _hold_still(register)
        head = trail.head(register)
        register.backup(copy, pages=_PAGES, progress=lambda _, left, of: progress(of - left, of))
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be read where nothing can be written
    put_on_disk(half)
    return head


def _hold_still(register: connecting.Driver) -> None:
    """Others may go on writing, and what they write is not in the copy.

    Without it each of their changes begins the copying anew. Where there is no write-ahead log, that is so: there
    they would have to wait for it.
    """
    (mode,) = register.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        register.execute("BEGIN")


def _see_whole(source: Path, half: Path, since: trail.Head) -> trail.Head:
    """Give the head of the copy: the one that the register had as it began, or, where it went on meanwhile, a later."""
    glance.check(half)
    with closing(connecting.reading(half)) as copy, closing(connecting.reading(source)) as register:
        head = trail.head(copy)
        if head != since and not (head.number > since.number and trail.has(register, head)):
            raise Fault(
                f"The copy in {half.parent} ends with entry {head.number} of the Record, the register with "
                f"{since.number}. It was not kept. Back up again."
            )
    return head


def stands_alone(register: Path) -> bool:
    """Whether nobody has a register open, or lets go of it soon; then all of it is in its one file."""
    late = time.monotonic() + connecting.PATIENCE
    while not _is_alone(register):
        if time.monotonic() > late:
            return False
        time.sleep(_BETWEEN)
    return True


def _is_alone(register: Path) -> bool:
    """On a network drive only the hold tells of other programs: between two changes none has the register locked."""
    if held_elsewhere(register):
        return False
    with closing(connecting.copying(register)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")  # refused while anybody else has its log open
            connection.execute("BEGIN EXCLUSIVE")
        except connecting.operational_errors():
            return False
    return True


def put_on_disk(path: Path) -> None:
    """Have the system write a file, or what a folder lists, to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders, and writes what they list by itself
    opened = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except connecting.database_errors() as error:
        sentence = sentence_for(error, target)
        if sentence is None:
            raise
        raise Fault(sentence) from error
    except OSError as error:
        raise Fault(
            f"{error.filename or target} cannot be written: {error.strerror or error}. "
            "Check that the folder is there and that you may write to it."
        ) from error
