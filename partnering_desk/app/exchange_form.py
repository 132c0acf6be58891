"""The documented form of an exported file: the JSON Schema in `resources`, made from the tables and what they say.

It is made again after every change of the tables: ``python -m partnering_desk.app.exchange_form``.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
from datetime import date, datetime, time
from itertools import pairwise

from sqlalchemy import Column, Enum, Table

from partnering_desk.app.exchange import FORMAT, SCHEMA, VERSION, tables
from partnering_desk.files import resource
from partnering_desk.records.models import Base

_LARGEST = 2**63 - 1
_JSON_TYPES: dict[type, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$"},
    time: {"type": "string", "pattern": r"^\d{2}:\d{2}:\d{2}(\.\d+)?$"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}


def schema() -> dict[str, object]:
    """The JSON Schema of the form, made from the tables as they are; the file in `resources` equals it."""
    kinds = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
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
            "format": {"const": FORMAT, "description": "What marks the file as an export of this program."},
            "version": {"const": VERSION, "description": "The version of this form."},
            "tables": {
                "type": "object",
                "additionalProperties": False,
                "required": [table.name for table in tables()],
                "properties": {table.name: _table(table, kinds[table.name]) for table in tables()},
            },
        },
    }


def _table(table: Table, kind: type[Base]) -> dict[str, object]:
    said = _said_of_columns(kind)
    return {
        "title": re.sub(r"(?<!^)([A-Z])", lambda match: f" {match[1].lower()}", kind.__name__),
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": [column.name for column in table.columns],
            "properties": {column.name: _column(column, said.get(column.name, "")) for column in table.columns},
        },
    }


def _said_of_columns(kind: type[Base]) -> dict[str, str]:
    """What the source of a table says under each column."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    lines = body.body if isinstance(body, ast.ClassDef) else []
    said = {}
    for column, words in pairwise(lines):
        match column, words:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(value=ast.Constant(value=str(text))):
                said[name] = " ".join(text.split())
    return said


def _column(column: Column[object], said: str) -> dict[str, object]:
    kind = column.type
    form: dict[str, object]
    if isinstance(kind, Enum):
        form = {"enum": [*kind.enums, *([None] if column.nullable else [])]}
        said = said or " ".join((kind.enum_class.__doc__ or "").split() if kind.enum_class else "")
    else:
        form = dict(_JSON_TYPES[kind.python_type])
        if column.nullable:
            form["type"] = [form["type"], "null"]
    if column.primary_key:
        form["minimum"] = 1
        said = "The row's own id, by which other rows refer to it."
    refers = [f"The id of a row of {key.column.table.name}." for key in column.foreign_keys]
    words = " ".join(filter(None, (said, *refers)))
    return form | ({"description": words} if words else {})


def write_schema() -> None:
    """Write the schema to where the program reads it."""
    text = json.dumps(schema(), ensure_ascii=False, indent=2)
    resource(SCHEMA).write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schema()
