"""What a change did to a row: said so that it can be read, done again, and taken back."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

Value = str | int | float | None
Row = dict[str, Value]
"""A row as the file stores it, without its bytes and its empty columns."""
Difference = dict[str, object]
"""What changed, by column, as JSON holds it."""

LONG = 120
"""The length in characters from which only the changed piece of a text is kept."""


class Kind(enum.StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Unfit(Exception):
    """A difference that is none of the row it is said to be of."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One row that a transaction changed; None stands for no row."""

    table: str
    row_id: int
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> Kind:
        """What happened to it."""
        if self.before is None:
            return Kind.ADDED
        return Kind.REMOVED if self.after is None else Kind.CHANGED

    @property
    def difference(self) -> Difference:
        """What changed."""
        return difference(self.before, self.after)

    @property
    def row(self) -> Row:
        """The row as it is, or as it was before it was removed."""
        return self.after or self.before or {}


def difference(before: Row | None, after: Row | None) -> Difference:
    """What leads from `before` to `after`.

    A row added or removed is given whole. Of a changed row each changed column is given as ``[before, after]``, and
    of a long text only the piece that differs: ``{"at": 140, "cut": "hostle", "put": "hostel"}``.
    """
    if before is None or after is None:
        return dict(before or after or {})
    columns = sorted(before.keys() | after.keys())
    return {
        column: _change(before.get(column), after.get(column))
        for column in columns
        if not _same(before.get(column), after.get(column))
    }


def _same(one: Value, other: Value) -> bool:
    return one == other and type(one) is type(other)


def _change(before: Value, after: Value) -> object:
    if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > LONG:
        return _piece(before, after)
    return [before, after]


def _piece(before: str, after: str) -> dict[str, object]:
    at = _shared(before, after)
    rest, put = before[at:], after[at:]
    end = _shared(rest[::-1], put[::-1])
    return {"at": at, "cut": rest[: len(rest) - end], "put": put[: len(put) - end]}


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def forwards(row: Row | None, kind: Kind, change: Difference) -> Row | None:
    """The row after a change. Raises `Unfit` when `row` is not what it was before."""
    return _done(row, kind, change, _forwards)


def backwards(row: Row | None, kind: Kind, change: Difference) -> Row | None:
    """The row before a change. Raises `Unfit` when `row` is not what it was after."""
    opposite = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.CHANGED: Kind.CHANGED}
    return _done(row, opposite[kind], change, _backwards)


def ends(change: object) -> tuple[Value, Value]:
    """Of one changed column: what it, or the piece that differs, was before and after. Raises `Unfit`."""
    match change:
        case [None | str() | int() | float() as before, None | str() | int() | float() as after]:
            return before, after
        case {"at": int(), "cut": str(cut), "put": str(put)}:
            return cut, put
    raise Unfit


_Turn = Callable[[Value, object], Value]


def _done(row: Row | None, kind: Kind, change: Difference, turn: _Turn) -> Row | None:
    match kind, row:
        case Kind.ADDED, None:
            return {column: _plain(value) for column, value in change.items()}
        case Kind.REMOVED, dict() if row == change:
            return None
        case Kind.CHANGED, dict():
            changed = {column: turn(row.get(column), of) for column, of in change.items()}
            return {column: value for column, value in (row | changed).items() if value is not None}
    raise Unfit


def _plain(value: object) -> Value:
    if isinstance(value, str | int | float) or value is None:
        return value
    raise Unfit


def _forwards(value: Value, change: object) -> Value:
    before, after = ends(change)
    return _replaced(value, change, before, after)


def _backwards(value: Value, change: object) -> Value:
    before, after = ends(change)
    return _replaced(value, change, after, before)


def _replaced(value: Value, change: object, old: Value, new: Value) -> Value:
    match change, value:
        case {"at": int(at)}, str() if at >= 0 and value.startswith(str(old), at):
            return f"{value[:at]}{new}{value[at + len(str(old)) :]}"
        case [_, _], _ if _same(value, old):
            return new
    raise Unfit
