"""A register written anew under another key, or under none: in a copy that takes its place once it was found the same.

Whatever happens meanwhile, the register's name stands for the old file or for the new one, and each of them opens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from partnering_desk.records import connecting, glance, trail
from partnering_desk.records.backup import put_on_disk, stands_alone
from partnering_desk.records.connecting import Driver
from partnering_desk.records.fault import Fault
from partnering_desk.records.faults import in_words
from partnering_desk.records.halves import gone_if_it_fails, recoded_half
from partnering_desk.records.keys import Key, hold

_PRAGMAS = ("application_id", "user_version")
"""What stands in the head of the file and in no table."""


def recode(path: Path, key: Key | None, author: Callable[[], trail.Author], what: str) -> None:
    """Have the register at `path` be under `key` from now on, or plain, with an entry in its Record that says `what`.

    Raises `Fault` when anybody has it open, the disk refuses, or the new file is not the old one row by row; the
    register is then as it was. What the old file held in plain is deleted, not shredded.
    """
    glance.check(path)
    half = recoded_half(path)
    with in_words(path), gone_if_it_fails(half):
        if not stands_alone(path):
            raise Fault(f"{path} is open in another window or program. Close it there, and try again.")
        half.unlink(missing_ok=True)
        half.touch(exist_ok=False)
        _write(path, half, key, author, what)
        put_on_disk(half)
        half.replace(path)
        put_on_disk(path.parent)
    if key is not None:
        hold(key)


def _write(path: Path, half: Path, key: Key | None, author: Callable[[], trail.Author], what: str) -> None:
    """Fill the new file while nobody can write to the old one, and see that it holds the same."""
    with closing(connecting.recoding(path)) as register:
        register.execute("PRAGMA locking_mode = EXCLUSIVE")  # from the first lock on until it is closed
        register.execute("BEGIN EXCLUSIVE")
        register.execute("COMMIT")
        export(register, half, key)
        with closing(connecting.recoding(half, key)) as made:
            if content_of(made) != content_of(register):
                raise Fault(f"The new file is not the same as {path}, which was left as it was. Try again.")
            made.execute("BEGIN")
            trail.append(made, author(), what, None, [])
            made.execute("COMMIT")
            _see_whole(made, path)


def export(register: Driver, half: Path, key: Key | None) -> None:
    """Write all of a register, open by `connecting.recoding`, to the empty file `half` under `key`."""
    register.execute("ATTACH DATABASE ? AS made KEY ?", (str(half), key.as_sql if key is not None else ""))
    register.execute("BEGIN")
    register.execute("SELECT sqlcipher_export('made')").fetchall()
    for pragma in _PRAGMAS:
        (value,) = register.execute(f"PRAGMA main.{pragma}").fetchone()
        register.execute(f"PRAGMA made.{pragma} = {value}")
    register.execute("COMMIT")
    register.execute("DETACH DATABASE made")


def content_of(register: Driver) -> str:
    """The SHA-256 of all that a register holds: its head, each table as it was made, every row with its bytes."""
    digest = hashlib.sha256()
    for row in _everything(register):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _everything(register: Driver) -> Iterator[object]:
    for pragma in _PRAGMAS:
        yield register.execute(f"PRAGMA {pragma}").fetchone()
    yield from register.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY type, name")
    tables = register.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in tables:
        yield from register.execute(f'SELECT rowid, * FROM main."{table}" ORDER BY rowid')


def _see_whole(made: Driver, path: Path) -> None:
    """Raises `Fault` when the new file is damaged: read wholly, from its pages to its references."""
    (sound,) = made.execute("PRAGMA integrity_check").fetchone()
    torn = made.execute("PRAGMA cipher_integrity_check").fetchall()
    if sound != "ok" or torn:
        raise Fault(f"The new file was damaged as it was written, so {path} was left as it was. Check the disk.")
