"""Everything in a register as one JSON file, and back again without loss.

The form is documented by `resources/exchange.schema.json`: one list for each table, each row an object of its
columns. Dates and times are written as ISO 8601, bytes as base64.
"""

from __future__ import annotations

import base64
import enum
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Enum, Table, insert, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from partnering_desk.app.faults import Fault
from partnering_desk.app.register import Register
from partnering_desk.files import read_resource
from partnering_desk.records import store
from partnering_desk.records.faults import in_words
from partnering_desk.records.models import Base
from partnering_desk.rules.clause import Refusal

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

FORMAT = "partnering-desk"
VERSION = 1
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


def import_register(source: Path, target: Path) -> tuple[Wrong, ...]:
    """Make a new register at `target` from an exported file.

    Gives every fault that was found in the file, and where; with any, nothing is written. Raises `Fault` when
    the file cannot be read or something stands at `target`, `Refusal` when it is no such file at all.
    """
    if target.exists():
        raise Fault(f"{target} exists already. Choose another name for the new register.")
    document = _read(source)
    wrong = tuple(_departures(document))
    if wrong:
        return wrong
    half = target.with_name(f"{target.name}.part")
    half.unlink(missing_ok=True)
    engine = store.create(half)
    try:
        register = Register(half, engine)
        wrong = _fill(register, document)
        engine.dispose()
        if not wrong:
            half.replace(target)
    finally:
        engine.dispose()
        for leftover in (half, half.with_name(f"{half.name}-wal"), half.with_name(f"{half.name}-shm")):
            leftover.unlink(missing_ok=True)
    return wrong


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

    return Draft202012Validator(json.loads(read_resource("exchange.schema.json")))


def _departures(document: Json) -> Iterator[Wrong]:
    """Where the document departs from the schema, in order, and no more than can be read."""
    for number, error in enumerate(_validator().iter_errors(document)):
        if number == MOST_FAULTS:
            yield Wrong("file", f"there are more than {MOST_FAULTS} faults; put these right first")
            return
        yield Wrong(_place(list(error.absolute_path)), _shortened(error.message))


def _place(path: list[str | int]) -> str:
    """Where in the file: "decision 3, text" for tables/decision/2/text."""
    match path:
        case ["tables", table, int(at), *rest]:
            return ", ".join([f"{table} {at + 1}", *map(str, rest)])
        case ["tables", table, *_]:
            return str(table)
    return "/".join(map(str, path)) or "file"


def _shortened(message: str) -> str:
    return message if len(message) <= 200 else f"{message[:200]}…"


def _fill(register: Register, document: Json) -> tuple[Wrong, ...]:
    from partnering_desk.app.check import faults_of

    rows = document["tables"]
    wrong: list[Wrong] = []
    with in_words(register.path), Session(register.engine) as session, session.begin():
        connection = session.connection()
        connection.exec_driver_sql("BEGIN")  # sqlite3 begins by itself only before a change; the pragma would lapse
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in tables():
            wrong.extend(_insert(session, table, rows[table.name]))
        if not wrong:
            wrong.extend(_dangling(session))
        if not wrong:
            wrong.extend(Wrong(one.where, one.words) for one in faults_of(session))
        if wrong:
            session.rollback()
    return tuple(wrong[:MOST_FAULTS])


def _insert(session: Session, table: Table, rows: list[dict[str, Plain]]) -> Iterator[Wrong]:
    readers = {column.name: _reader(column) for column in table.columns}
    for number, plain in enumerate(rows, 1):
        try:
            values = {name: None if plain[name] is None else read(plain[name]) for name, read in readers.items()}
            session.execute(insert(table), values)
        except (ValueError, TypeError) as error:
            yield Wrong(f"{table.name} {number}", str(error))
        except (IntegrityError, StatementError) as error:
            yield Wrong(f"{table.name} {number}", _broken(error))


def _broken(error: StatementError) -> str:
    said = str(error.orig or error)
    return f"the register does not take it: {said.removesuffix('.')}"


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


def _dangling(session: Session) -> Iterator[Wrong]:
    """Rows that refer to rows which are not there."""
    for table, row_id, parent, _ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        yield Wrong(f"{table} with id {row_id}", f"refers to a {parent} that is not in the file")


def schema() -> dict[str, object]:
    """The JSON Schema of the form, made from the tables as they are; the file in `resources` equals it."""
    described = {mapper.class_.__tablename__: mapper.class_.__doc__ or "" for mapper in Base.registry.mappers}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Partnering Desk: everything in a register",
        "description": (
            "One list for each table, each row an object with all of its columns. Rows refer to each other by id. "
            "Dates and times are ISO 8601 in the partnering's local time, bytes are base64. "
            "A file that keeps this form is still refused when its records break a rule of the contract."
        ),
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "tables"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "tables": {
                "type": "object",
                "additionalProperties": False,
                "required": [table.name for table in tables()],
                "properties": {table.name: _table_schema(table, described[table.name]) for table in tables()},
            },
        },
    }


def _table_schema(table: Table, described: str) -> dict[str, object]:
    return {
        "description": " ".join(described.split()),
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": [column.name for column in table.columns],
            "properties": {column.name: _column_schema(column) for column in table.columns},
        },
    }


def _column_schema(column: Column[object]) -> dict[str, object]:
    kind = column.type
    described: dict[str, object]
    if isinstance(kind, Enum):
        described = {"enum": [*kind.enums, *([None] if column.nullable else [])]}
    else:
        described = dict(_JSON_TYPES[kind.python_type])
        if column.nullable:
            described["type"] = [described["type"], "null"]
    for key in column.foreign_keys:
        described["description"] = f"the id of a row of {key.column.table.name}"
    if column.primary_key:
        described["minimum"] = 1
    return described


_JSON_TYPES: dict[type, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$"},
    time: {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}(\.\d+)?$"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}
