"""The values of the Record's changes as people read them: days, yes and no, the names of what is referred to."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time

from sqlalchemy import Boolean, Column, Date, DateTime, Enum, Time

from partnering_desk.records.connecting import Driver
from partnering_desk.records.difference import Row, Value
from partnering_desk.records.models import Base
from partnering_desk.records.stored import row
from partnering_desk.records.trail_words import Names
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.finding import Finding, shortfall
from partnering_desk.rules.wording import join_words, show_date, show_moment, show_time

_AS_DATA = frozenset({("document", "basis"), ("agenda_item", "origin")})
"""Columns that are written and read by the program alone."""


class Values:
    """Says values as people do. It remembers the names of what they refer to."""

    def __init__(self, connection: Driver) -> None:
        self._connection = connection
        self._names = Names(connection)
        self._known: dict[tuple[str, int], str] = {}

    def name(self, table: str, row_id: int, of: Row | None = None) -> str:
        """What a row is called, or its number in its list where nothing is; `of` is the row as it once was."""
        key = (table, row_id)
        if key not in self._known:
            found = row(self._connection, table, row_id) if _is_known(table) else None
            kept = found or of or {}
            self._known[key] = self._names.name(table, kept) if kept else ""
        return self._known[key] or str(row_id)

    def said(self, table: str, column: str, value: Value) -> str:
        """A value that stood in a column; "" for none."""
        if value is None or value == "":
            return ""
        if (table, column) in _AS_DATA:
            return f"(kept as data, {len(str(value)):,} characters)"
        if (table, column) == ("decision", "quorum"):
            return _finding(str(value))
        kind = Base.metadata.tables[table].columns.get(column) if _is_known(table) else None
        return str(value) if kind is None else self._typed(kind, value)

    def _typed(self, column: Column[object], value: Value) -> str:
        for key in column.foreign_keys:
            if isinstance(value, int):
                return self.name(key.column.table.name, value)
        for kind, say in _SAID:
            if isinstance(column.type, kind):
                return _or_as_it_is(say, value)
        return str(value)


def _is_known(table: str) -> bool:
    return table in Base.metadata.tables


def _or_as_it_is(say: Callable[[str], str], value: Value) -> str:
    """What somebody put there that is no such value is shown as it stands."""
    try:
        return say(str(value))
    except ValueError:
        return str(value)


def _yes_or_no(value: str) -> str:
    return {"1": "yes", "0": "no"}.get(value, value)


_SAID: tuple[tuple[type, Callable[[str], str]], ...] = (
    (Enum, lambda value: value.replace("_", " ")),
    (DateTime, lambda value: show_moment(datetime.fromisoformat(value))),
    (Date, lambda value: show_date(date.fromisoformat(value))),
    (Time, lambda value: show_time(time.fromisoformat(value))),
    (Boolean, _yes_or_no),
)


def _finding(kept: str) -> str:
    """A quorum finding in a sentence; what is none, as it stands."""
    try:
        finding = Finding.from_plain(json.loads(kept))
    except (ValueError, AttributeError, RecursionError, Refusal):
        return kept
    words = "quorate" if finding.quorate else shortfall(finding)
    return f"{words} at {show_time(finding.at)}: {join_words(one.name for one in finding.counted)}"
