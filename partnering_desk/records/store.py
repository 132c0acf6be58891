"""The register's file: made, opened, and refused in words when it is something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary, finalize

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from partnering_desk.records import connecting, trail
from partnering_desk.records.connecting import Driver
from partnering_desk.records.drives import on_network
from partnering_desk.records.fault import Fault, Stopped
from partnering_desk.records.faults import in_words
from partnering_desk.records.glance import APPLICATION_ID, SCHEMA_VERSION, check
from partnering_desk.records.models import Base
from partnering_desk.rules.names import folded


def _teach(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, Driver):
        connection.create_function("folded", 1, _folded, deterministic=True)


def _folded(value: str | None) -> str:
    """Text as it is searched: without capitals, accents or punctuation."""
    return folded(value or "")


_leaving: WeakKeyDictionary[Engine, finalize[..., Engine]] = WeakKeyDictionary()
"""By what each engine lets others look into its file again: when it is let go, or forgotten."""


def bare(path: Path) -> Engine:
    """What reaches the file at `path`, made where there is none, and adds nothing of its own: for `let_go` at last."""
    module = connecting.driver_of(path)
    connecting.take(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=module,
        creator=lambda: connecting.working(path),
    )
    _leaving[engine] = finalize(engine, connecting.leave, path)
    return engine


_PATIENT = f"busy_timeout = {connecting.PATIENCE * 1000}"


def _engine(path: Path, author: Callable[[], trail.Author]) -> Engine:
    """What records in a register: what is committed is on the disk, and references are checked.

    On a drive of this machine's own there is a write-ahead log, so that reading and writing do not wait for each other;
    a network drive bears none, and has a rollback journal. A register that was moved gets what its new drive bears.
    """
    journal = "DELETE" if on_network(path) else "WAL"
    engine = _set(bare(path), "foreign_keys = ON", f"journal_mode = {journal}", "synchronous = FULL", _PATIENT)
    _keep_record(engine, author)
    return engine


def _set(engine: Engine, *pragmas: str) -> Engine:
    """Have every connection begin with `pragmas`."""

    def prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        _teach(connection, entry)
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", prepare)
    return engine


_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def _keep_record(engine: Engine, author: Callable[[], trail.Author]) -> None:
    """Have whatever is changed through `engine` entered in the Record, in the transaction that changes it."""

    def watch(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if "watched" not in connection.info and statement.lstrip()[:7].upper().startswith(_CHANGES):
            connection.info["watched"] = True
            trail.watch(driver(connection))

    def enter(connection: Connection) -> None:
        what, undoes = connection.info.pop("said", ("", None))
        if "watched" in connection.info:
            trail.enter(driver(connection), author, what, undoes)

    def forget(connection: Connection) -> None:
        connection.info.pop("said", None)
        connection.info.pop("watched", None)  # the triggers may have gone with what was taken back

    event.listen(engine, "before_cursor_execute", watch)
    event.listen(engine, "commit", enter)
    event.listen(engine, "rollback", forget)


def let_go(engine: Engine) -> None:
    """Close the file: at once, or when the last that is asked has been answered."""
    if not _leaving[engine].alive:
        return
    event.listen(engine, "checkin", _close)  # SQLAlchemy alone would leave that to the garbage collector
    engine.dispose()
    _leaving[engine]()


def _close(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.invalidate()


def reading(path: Path) -> Engine:
    """What only reads the register at `path`, such as a backup, and leaves nothing beside it.

    Raises `Fault` when it is missing, no register, or made by a newer version of the program.
    """
    check(path)
    engine = create_engine(
        "sqlite://",
        module=connecting.driver_of(path),
        creator=lambda: connecting.reading(path),
        poolclass=NullPool,
    )
    event.listen(engine, "connect", _teach)
    return engine


def open_to_read(path: Path) -> Engine:
    """Open the register at `path` so that nothing can be written to it, whoever else records in it meanwhile.

    Only the log may be: where this is the last to close it, what others recorded goes from it into the register. One
    that was wholly unable to write would leave the log lying beside. Raises `Fault` as `open_existing`.
    """
    check(path)
    moved_here = ("journal_mode = DELETE",) if on_network(path) else ()  # no log may be read over the network
    return _set(bare(path), "foreign_keys = ON", *moved_here, _PATIENT, "query_only = ON")


def driver(connection: Connection) -> Driver:
    """The connection as SQLite knows it."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, Driver):
        raise TypeError("A register is a SQLite file")
    return driver


def has_log(connection: Connection) -> bool:
    """Whether changes go to a write-ahead log, so that who reads for long has nobody wait."""
    (mode,) = driver(connection).execute("PRAGMA journal_mode").fetchone()
    return bool(mode == "wal")


def set_aside(connection: Connection) -> list[str]:
    """Take away what only the file's triggers and partial indexes refuse, and give the SQL that brings it back.

    So rows can be taken in and looked at whole before they are judged.
    """
    theirs = "type = 'trigger' OR type = 'index' AND sql LIKE '% WHERE %'"
    found = driver(connection).execute(f"SELECT type, name, sql FROM main.sqlite_master WHERE {theirs}").fetchall()
    for kind, name, _ in found:
        connection.exec_driver_sql(f'DROP {kind} main."{name}"')
    return [sql for _, _, sql in found]


_BETWEEN = 20_000
"""How many steps SQLite does between two looks at whether it should stop: some milliseconds' worth."""


@contextmanager
def stopping(connection: Connection, stop: Callable[[], bool]) -> Iterator[None]:
    """Break off what is asked meanwhile, and raise `Stopped`, once `stop` says so."""
    driver(connection).set_progress_handler(stop, _BETWEEN)
    try:
        yield
    except connecting.operational_errors(OperationalError):
        if stop():
            raise Stopped from None
        raise


def say(connection: Connection, what: str, undoes: int | None = None) -> None:
    """Have the entry of this transaction say `what` was done, and which entry it takes back."""
    connection.info["said"] = (what, undoes)


def create(path: Path, author: Callable[[], trail.Author]) -> Engine:
    """Make an empty register at `path`; `author` tells who changes it, and when, whenever it is changed.

    Raises `Fault` when something stands there already or the file cannot be written.
    """
    if path.exists():
        raise Fault(f"{path} exists already. Choose another name, or open it.")
    if not path.parent.is_dir():
        raise Fault(f"There is no folder {path.parent}. Make it first, or choose another place.")
    engine = _engine(path, author)
    with in_words(path), engine.begin() as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        Base.metadata.create_all(connection)
    return engine


def open_existing(path: Path, author: Callable[[], trail.Author]) -> Engine:
    """Open the register at `path`; `author` tells who changes it, and when, whenever it is changed.

    Raises `Fault` when it is missing, no register, or made by a newer version of the program.
    """
    check(path)
    return _engine(path, author)
