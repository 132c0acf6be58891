"""Everything in a register as one JSON file, and back again without loss.

The form is documented by `resources/exchange.schema.json`: one list for each table, each row an object of its
columns. Dates and times are written as ISO 8601, bytes as base64.
"""

from __future__ import annotations

import base64
import enum
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Enum, Table, insert, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from partnering_desk.app.faults import Fault
from partnering_desk.app.register import Door, Register, bare_register
from partnering_desk.files import read_resource
from partnering_desk.records import store, trail
from partnering_desk.records.models import Base
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import join_words, sentence_case

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

FORMAT = "partnering-desk"
VERSION = 1
SCHEMA = "exchange.schema.json"
LARGEST = 2 * 1024**3
"""The largest file that is read, in bytes."""
MOST_FAULTS = 200

Plain = str | int | bool | float | None
Json = dict[str, Any]
"""A document as JSON gives it: the schema, not the type, says what it holds."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong with a file: where it stands, and what it is."""

    where: str
    words: str


def export_register(register: Register, target: Path) -> None:
    """Write everything in the register to `target` as JSON, the same bytes for the same records.

    Raises OSError when it cannot be written; then nothing is left half-written.
    """
    half = target.with_name(f"{target.name}.part")
    try:
        with register.read() as session, half.open("w", encoding="utf-8", newline="\n") as out:
            for piece in _written(session):
                out.write(piece)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _written(session: Session) -> Iterator[str]:
    yield f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION}, "tables": {{'
    for at, table in enumerate(tables()):
        yield f"{',' if at else ''}\n{json.dumps(table.name)}: ["
        for number, found in enumerate(session.execute(select(table).order_by(table.c.id)).mappings()):
            plain = {column.name: _plain(found[column.name]) for column in table.columns}
            yield f"{',' if number else ''}\n{json.dumps(plain, ensure_ascii=False)}"
        yield "]"
    yield "\n}}\n"


def tables() -> list[Table]:
    """Every table, those first that others refer to."""
    return list(Base.metadata.sorted_tables)


def _plain(value: object) -> Plain:
    match value:
        case enum.Enum():
            return str(value.value)
        case date() | time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"{type(value).__name__} has no plain form")


def import_register(source: Path, target: Path, who: str = "") -> tuple[Wrong, ...]:
    """Make a new register at `target` from an exported file; `who` imports it.

    The file's Record must account for all that the file holds, and goes on with an entry of the import. A file with
    no entries at all begins a new Record.

    Gives every fault that was found in the file, and where; with any, nothing is written. Raises `Fault` when
    the file cannot be read or something stands at `target`, `Refusal` when it is no such file at all.
    """
    if target.exists():
        raise Fault(f"{target} exists already. Choose another name for the new register.")
    document = _read(source)
    wrong = _no_more_than_can_be_read(_departures(document))
    if wrong:
        return wrong
    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    register = bare_register(half, who, door=Door.IMPORT)
    try:
        wrong = _fill(register, document, f"Imported {source.name}")
        register.close()
        if not wrong:
            half.replace(target)
    finally:
        register.close()
        for leftover in (half, half.with_name(f"{half.name}-wal"), half.with_name(f"{half.name}-shm")):
            leftover.unlink(missing_ok=True)
    return wrong


def _no_more_than_can_be_read(wrong: Iterable[Wrong]) -> tuple[Wrong, ...]:
    found = tuple(islice(wrong, MOST_FAULTS + 1))
    if len(found) > MOST_FAULTS:
        return (
            *found[:MOST_FAULTS],
            Wrong("file", f"There are more than {MOST_FAULTS} faults; put these right first."),
        )
    return found


def _read(source: Path) -> Json:
    try:
        if source.stat().st_size > LARGEST:
            raise Refusal(f"{source} is larger than 2 GB and is not read. Export it again with fewer papers.")
        document = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Fault(f"{source} cannot be read: {error.strerror or error}.") from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Refusal(f"{source} is not an export of Partnering Desk: it cannot be read as JSON{where}.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refusal(f"{source} is not an export of Partnering Desk.")
    if document.get("version") != VERSION:
        raise Refusal(
            f"{source} was exported by another version of Partnering Desk (form {document.get('version')}, this "
            f"program reads {VERSION}). Import it with that version."
        )
    return document


@lru_cache(maxsize=1)
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(read_resource(SCHEMA)))


def _departures(document: Json) -> Iterator[Wrong]:
    """Where the document departs from the schema, in order."""
    try:
        for error in _validator().iter_errors(document):
            yield Wrong(_place(document, list(error.absolute_path)), _shortened(error.message))
    except RecursionError:
        yield Wrong("file", "Its lists stand in each other too deeply to be read.")


def _place(document: Json, path: list[str | int]) -> str:
    """Where in the file: "decision CG/2026/06/D1 (row 3), text" for tables/decision/2/text."""
    match path:
        case ["tables", str(table), int(at), *rest]:
            return ", ".join([_row_words(table, at, document["tables"][table][at]), *map(str, rest)])
        case ["tables", str(table), *_]:
            return table
    return "/".join(map(str, path)) or "file"


_CALLED_BY = ("ref", "name", "title", "filename", "number")
"""The columns by which people call a row, the likeliest first."""


def _row_words(table: str, at: int, plain: object) -> str:
    """A row as people call it, and where it stands in its list."""
    called = [str(plain[one]) for one in _CALLED_BY if isinstance(plain, dict) and plain.get(one)]
    return f"{table} {_shortened(called[0], 60)} (row {at + 1})" if called else f"{table}, row {at + 1}"


def _shortened(message: str, most: int = 200) -> str:
    return message if len(message) <= most else f"{message[:most]}…"


def _fill(register: Register, document: Json, what: str) -> tuple[Wrong, ...]:
    """Write the rows, and keep them when they break no rule; else give the faults, and nothing is kept."""
    with register.write(what) as session:
        connection = session.connection()
        connection.exec_driver_sql("BEGIN")  # sqlite3 begins by itself only before a change; the pragma would lapse
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        rules = store.set_aside(connection)
        wrong = _no_more_than_can_be_read(_faults(session, document["tables"])) or _kept_again(session, rules)
        if wrong:
            session.rollback()
        elif document["tables"]["entry"]:
            trail.go_on(store.driver(connection), register.author(), what)
    return wrong


def _kept_again(session: Session, rules: Iterable[str]) -> tuple[Wrong, ...]:
    """Have the file refuse again what `store.set_aside` took away; what it refuses of the rows that are there."""
    try:
        for one in rules:
            session.connection().exec_driver_sql(one)
    except StatementError as error:
        return (Wrong("file", _broken(str(error.orig or error))),)
    return ()


def _faults(session: Session, rows: dict[str, list[dict[str, Plain]]]) -> Iterator[Wrong]:
    """The faults of the first kind that there are: rows not taken, references to nothing, rules broken.

    What a table's own check refuses, the rules mostly say better: its words stand only where they say nothing.
    """
    unchecked: list[Wrong] = []
    refused = [wrong for table in tables() for wrong in _insert(session, table, rows[table.name], unchecked)]
    yield from refused
    if refused:
        return
    dangling = list(_dangling(session, rows))
    yield from dangling
    if not dangling:
        from partnering_desk.app import check_file
        from partnering_desk.app.check import faults_of

        unsound = [*(check_file.record_faults(session) if rows["entry"] else ()), *check_file.byte_faults(session)]
        broken = [Wrong(one.where, one.words) for one in unsound or faults_of(session)]
        yield from broken or unchecked


def _insert(session: Session, table: Table, rows: list[dict[str, Plain]], unchecked: list[Wrong]) -> Iterator[Wrong]:
    """Take the rows in, and give those that cannot be; those that only a check refuses are taken in `unchecked`."""
    readers = {column.name: _reader(column) for column in table.columns}
    for at, plain in enumerate(rows):
        try:
            values = {name: None if plain[name] is None else read(plain[name]) for name, read in readers.items()}
            session.execute(insert(table), values)
        except (ValueError, TypeError, OverflowError) as error:
            yield Wrong(_row_words(table.name, at, plain), sentence_case(f"{error}."))
        except OperationalError:
            raise  # the disk's fault, not the file's
        except StatementError as error:
            wrong = _refused(table, at, plain, error)
            if (also := _unless_unchecked(session, table, values)) is not None:
                yield _refused(table, at, plain, also)
            else:
                unchecked.append(wrong)


def _refused(table: Table, at: int, plain: dict[str, Plain], error: StatementError) -> Wrong:
    return Wrong(_row_words(table.name, at, plain), _broken(str(error.orig or error)))


def _unless_unchecked(session: Session, table: Table, values: dict[str, object]) -> StatementError | None:
    """Take a row in though a check refuses it; why it cannot be even so, where something else refuses it too."""
    session.execute(text("PRAGMA ignore_check_constraints = ON"))
    try:
        session.execute(insert(table), values)
    except StatementError as error:
        return error
    finally:
        session.execute(text("PRAGMA ignore_check_constraints = OFF"))
    return None


def _broken(said: str) -> str:
    """What a table refuses, from SQLite's own words."""
    kind, _, what = said.partition(" constraint failed: ")
    columns = join_words(one.rpartition(".")[2] for one in what.split(", "))
    if kind == "UNIQUE":
        return f"Another row has the same {columns}."
    if kind == "CHECK":
        return f"It does not keep the rule “{what.removeprefix('ck_').replace('_', ' ')}”."
    return f"The register does not take it: {said.removesuffix('.')}."


def _reader(column: Column[object]) -> Callable[[Plain], object]:
    """What reads a column's plain form back; it raises ValueError or TypeError for what is none."""
    kind = column.type
    if isinstance(kind, Enum):
        return lambda plain: kind.enum_class(plain) if kind.enum_class is not None else plain
    readers: dict[type, Callable[[Plain], object]] = {
        datetime: lambda plain: datetime.fromisoformat(str(plain)),
        date: lambda plain: date.fromisoformat(str(plain)),
        time: lambda plain: time.fromisoformat(str(plain)),
        bytes: lambda plain: base64.b64decode(str(plain), validate=True),
    }
    return readers.get(kind.python_type, lambda plain: plain)


def _dangling(session: Session, rows: dict[str, list[dict[str, Plain]]]) -> Iterator[Wrong]:
    """Rows that refer to rows which are not there."""
    for table, row_id, parent, _ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        at = next((at for at, one in enumerate(rows[table]) if one["id"] == row_id), 0)
        yield Wrong(_row_words(table, at, rows[table][at]), f"It refers to a {parent} that is not in the file.")
