"""What minutes say, kept as JSON beside their bytes, and told apart from what they said before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

from partnering_desk.documents.snapshots import DecisionBox, Header, MinutesItem, MinutesSheet
from partnering_desk.rules.wording import join_words


def to_json(sheet: MinutesSheet) -> str:
    """The sheet as JSON, from which `from_json` makes it again."""
    said = asdict(sheet, dict_factory=_said)
    return json.dumps(said, ensure_ascii=False, default=datetime.isoformat)


def _said(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """What is said; what was before only where there is any: minutes approved earlier keep their fingerprint."""
    return {name: value for name, value in pairs if value is not None or not name.endswith("_before")}


def from_json(kept: str) -> MinutesSheet:
    """The sheet that `to_json` kept."""
    made = _made(MinutesSheet, json.loads(kept))
    assert isinstance(made, MinutesSheet)
    return made


def _made(kind: object, value: object) -> object:
    """`value`, as JSON gives it, as the type that a field asks for."""
    origin = get_origin(kind)
    if origin is tuple and isinstance(value, list):
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if origin in (Union, UnionType):
        inside = next(one for one in get_args(kind) if one is not NoneType)
        return None if value is None else _made(inside, value)
    if not isinstance(kind, type):
        return value
    if is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        return kind(**{one.name: _made(hints[one.name], value[one.name]) for one in fields(kind) if one.name in value})
    if isinstance(value, str):
        if issubclass(kind, datetime):
            return datetime.fromisoformat(value)
        if issubclass(kind, StrEnum):
            return kind(value)
    return value


def fingerprint(sheet: MinutesSheet) -> str:
    """The SHA-256 of what the minutes say, whatever their status and whatever happened after the meeting."""
    return hashlib.sha256(to_json(substance(sheet)).encode()).hexdigest()


def substance(sheet: MinutesSheet) -> MinutesSheet:
    """The sheet without its status, its version, its approval, and what later meetings made of its decisions."""
    header = Header(
        sheet.header.partnering, sheet.header.group, sheet.header.reference, sheet.header.when, sheet.header.place
    )
    items = tuple(
        replace(one, decisions=tuple(map(_as_taken, one.decisions)), notes_before=None) for one in sheet.items
    )
    return replace(
        sheet,
        header=header,
        opening_before=None,
        items=items,
        in_writing=tuple(map(_as_taken, sheet.in_writing)),
        approval="",
        confirmation="",
    )


def _as_taken(box: DecisionBox) -> DecisionBox:
    return replace(box, replaced="")


_PARTS = {
    "header": "heading",
    "attendance": "attendance",
    "apologies": "apologies",
    "absent": "absences",
    "chaired": "chair",
    "quorum": "quorum",
    "interests": "interests",
    "adjournments": "adjournments",
    "opening": "opening",
    "in_writing": "decisions in writing",
    "later": "notes after the meeting",
    "next_meeting": "next meeting",
    "closed": "time of closing",
}


def changes(before: MinutesSheet, after: MinutesSheet) -> tuple[str, ...]:
    """Which parts differ between two sheets of one meeting, in words: "item 5 (decisions)", "attendance"."""
    was, now = substance(before), substance(after)
    parts = [words for name, words in _PARTS.items() if getattr(was, name) != getattr(now, name)]
    old, new = ({one.number: one for one in sheet.items} for sheet in (was, now))
    parts += [_item_change(number, old.get(number), new.get(number)) for number in old | new]
    return tuple(filter(None, parts))


def _item_change(number: str, was: MinutesItem | None, now: MinutesItem | None) -> str:
    if was == now:
        return ""
    if was is None or now is None:
        return f"item {number}"
    names = [
        one.name.replace("_", " ") for one in fields(MinutesItem) if getattr(was, one.name) != getattr(now, one.name)
    ]
    return f"item {number} ({join_words(names)})"
