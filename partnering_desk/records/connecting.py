"""By what a register's file is reached: the one place that makes connections, plain or with a key.

A plain register is a SQLite file. One under a passphrase is a SQLCipher file, every byte of which looks random; its
driver is loaded only when there is one, for most people have none.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType, TracebackType
from typing import Any, Protocol, runtime_checkable

from partnering_desk.records import keys
from partnering_desk.records.fault import Fault, Locked

SUFFIX = ".desk"
"""What the name of a register ends in."""
PATIENCE = 2
"""Seconds to wait while another program writes."""
_DRIVER = "sqlcipher3.dbapi2"
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
"""Bytes in which SQLCipher enciphers."""
_LETTERS = 250
"""Of 256 values a byte can have, at least so many stand in a page that is enciphered: hardly any page that is not."""


_NOT_WITH_IT = "file is not a database"
"""What the driver says of a file that its key does not open."""


class Cursor(Protocol):
    """The answer to a statement."""

    def fetchone(self) -> Any:
        """The next row; None after the last."""
        ...

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Blob(Protocol):
    """Bytes in the register, read and written piece by piece."""

    def read(self, length: int = ..., /) -> bytes:
        """The next bytes; none at the end."""
        ...

    def write(self, data: bytes, /) -> None:
        """Write over the next bytes."""
        ...

    def __enter__(self) -> Any: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> object: ...


@runtime_checkable
class Driver(Protocol):
    """A connection to a register's file: what SQLite's driver and SQLCipher's have in common."""

    def execute(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[object]], /) -> Cursor:
        """Run one statement for each of `parameters`."""
        ...

    def create_function(
        self, name: str, narg: int, func: Callable[..., str] | None, /, *, deterministic: bool = ...
    ) -> None:
        """Teach SQL a function."""
        ...

    def set_progress_handler(self, handler: Callable[[], int | None] | None, n: int, /) -> None:
        """Call `handler` after every `n` steps; when it is true, break off."""
        ...

    def backup(
        self, target: Any, *, pages: int = ..., progress: Callable[[int, int, int], object] | None = ...
    ) -> None:
        """Copy every page to `target`, a connection of the same driver and key."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@runtime_checkable
class _OpensBlob(Protocol):
    def open_blob(self, table: str, column: str, row: int, /, *, readonly: bool = ...) -> Blob:
        """SQLCipher's driver calls so what SQLite's calls `blobopen`."""
        ...


def reading(path: Path) -> Driver:
    """A connection that can only read the file at `path`, which must be there. Raises `Locked` for want of its key."""
    return _connected(path, "ro", None)


def copying(path: Path) -> Driver:
    """A connection that can write to the file at `path`, which must be there. Raises `Locked` for want of its key."""
    return _connected(path, "rw", None)


def working(path: Path) -> Driver:
    """A connection on which SQLAlchemy works; it makes the file where there is none. Raises `Locked`."""
    return _connected(path, "rwc", "")


def beginning(path: Path, key: keys.Key | None) -> Driver:
    """A connection that can write to the empty file at `path`, which gets that key; None makes it a plain one."""
    return _opened(path, "rw", None, key)


def recoding(path: Path, key: keys.Key | None = None) -> Driver:
    """A connection to the register at `path`, plain or not, that can write others under any key. Raises `Locked`.

    `key` is that of a file which is not a register yet.
    """
    return _opened(path, "rw", None, key or key_of(path), _sqlcipher(path))


def opens(path: Path, key: keys.Key) -> bool:
    """Whether a key opens the file at `path`. Raises what the driver raises for other reasons than the key."""
    with closing(_opened(path, "ro", None, key)) as connection:
        try:
            connection.execute("PRAGMA application_id").fetchone()
        except database_errors() as error:
            if _NOT_WITH_IT not in str(error):
                raise
            return False
    return True


def key_of(path: Path) -> keys.Key | None:
    """The key of the register at `path`; None of a plain one. Raises `Locked` when it has one that is not held."""
    salt = salt_of(path)
    if salt is None:
        return None
    key = keys.held(salt)
    if key is None:
        raise Locked(path)
    return key


def is_locked(path: Path) -> bool:
    """Whether the file at `path` seems to be a register under a passphrase that was not given."""
    salt = salt_of(path)
    return salt is not None and keys.held(salt) is None


_in_use: dict[Path, list[bytes | None]] = {}
_looking = Lock()


def salt_of(path: Path) -> bytes | None:
    """What the register at `path` begins with if it is under a passphrase; None when it is a plain file, or none.

    A file that is open is not looked into: on POSIX, closing it here would take away the locks that SQLite has on it.
    """
    known = _in_use.get(path.resolve())
    return known[0] if known else _salt_in(path)


def _salt_in(path: Path) -> bytes | None:
    try:
        with path.open("rb") as opened:
            page = opened.read(_PAGE)
        whole = SUFFIX in path.name or path.stat().st_size % _PAGE == 0
    except OSError:
        return None  # SQLite says why it cannot be read
    looks_random = len(page) == _PAGE and len(set(page)) >= _LETTERS
    return page[: keys.SALT_BYTES] if whole and looks_random and not page.startswith(_PLAIN) else None


def driver_of(path: Path) -> ModuleType:
    """The module of the driver that reaches the register at `path`."""
    return sqlite3 if salt_of(path) is None else _sqlcipher(path)


def take(path: Path) -> None:
    """The register at `path` is open from now on, until `leave`."""
    with _looking:
        _in_use.setdefault(path.resolve(), []).append(salt_of(path))


def leave(path: Path) -> None:
    """One who had taken a register has closed it."""
    with _looking:
        known = _in_use.get(path.resolve(), [])
        if len(known) > 1:
            known.pop()
        else:
            _in_use.pop(path.resolve(), None)


def _connected(path: Path, mode: str, isolation: str | None) -> Driver:
    return _opened(path, mode, isolation, key_of(path))


def _opened(
    path: Path, mode: str, isolation: str | None, key: keys.Key | None, module: ModuleType | None = None
) -> Driver:
    module = module or (sqlite3 if key is None else _sqlcipher(path))
    opened: Driver = module.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=isolation,
        check_same_thread=False,
    )
    if key is not None:
        opened.execute(
            "PRAGMA cipher_log_level = NONE"
        )  # a wrong passphrase is said to the person, not to the terminal
        opened.execute(f'PRAGMA key = "{key.as_sql}"')
    return opened


def _sqlcipher(path: Path) -> ModuleType:
    try:
        return import_module(_DRIVER)
    except ImportError as error:
        raise Fault(
            f"{path} is locked with a passphrase, and this copy of Partnering Desk lacks the part that opens such "
            "registers (sqlcipher3). Install Partnering Desk again, or open it on another computer."
        ) from error


def open_blob(connection: Driver, table: str, row_id: int, *, readonly: bool) -> Blob:
    """The bytes of the column `content` of a row."""
    if isinstance(connection, sqlite3.Connection):
        return connection.blobopen(table, "content", row_id, readonly=readonly)
    if isinstance(connection, _OpensBlob):
        return connection.open_blob(table, "content", row_id, readonly=readonly)
    raise TypeError("A register is a SQLite file")


def database_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the drivers raise when the file or the disk is at fault, and `others`, to be caught."""
    return (*_raised("DatabaseError"), *others)


def operational_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What they raise when the file is busy, the disk refuses or the person stops what was asked, and `others`."""
    return (*_raised("OperationalError"), *others)


def _raised(name: str) -> tuple[type[Exception], ...]:
    loaded = (sqlite3, sys.modules.get(_DRIVER))
    return tuple(getattr(module, name) for module in loaded if module is not None)
