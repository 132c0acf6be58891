"""The readings of the contract that a partnering has chosen, and the days on which it is closed.

Both hold from a date on. What was counted or judged before is never judged again, so neither can be changed
for days that are over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import partnering, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.records.models import Closure, Setting
from partnering_desk.rules import working_days
from partnering_desk.rules.clause import P1, Refusal
from partnering_desk.rules.settings import Settings, settings_from
from partnering_desk.rules.wording import show_date


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading as it was chosen, and the date from which it holds."""

    name: str
    value: object
    holds_from: date


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """Days, first and last included, on which the partnering does not work."""

    closure_id: int
    first: date
    last: date
    reason: str
    begun: bool
    """Whether it can no longer be taken away."""


def check_settings(plain: Mapping[str, object]) -> None:
    """Check readings given by their names. Raises `Refusal` for one that does not exist or cannot be."""
    settings_from(plain)


def settings_now(register: Register) -> Settings:
    """The readings that hold today."""
    with register.read() as session:
        return settings_on(session, register.partnering_id, register.today())


def reading_rows(register: Register) -> tuple[ReadingRow, ...]:
    """Every reading ever chosen, by name and then by date; where none was, the usual one holds."""
    with register.read() as session:
        chosen = session.scalars(
            select(Setting)
            .where(Setting.partnering_id == register.partnering_id)
            .order_by(Setting.name, Setting.holds_from)
        )
        return tuple(ReadingRow(one.name, json.loads(one.value), one.holds_from) for one in chosen)


def change_setting(register: Register, name: str, value: object, holds_from: date) -> None:
    """Choose another reading, from a day on: today at the earliest.

    `value` is what JSON can keep: a whole number, True or False, or the list of reserved matters as
    `Settings.to_plain` gives it. Raises `Refusal` for a reading that does not exist, a value that it cannot
    have, or a day that is over.
    """
    check_settings({name: value})
    if holds_from < register.today():
        raise Refusal(
            f"A reading cannot hold from {show_date(holds_from)}: what was judged by the old one stays "
            f"(Practice: snapshot). Choose today or a later day.",
            P1,
        )
    with register.write() as session:
        shown = partnering(session, register)
        kept = next((one for one in shown.settings if (one.name, one.holds_from) == (name, holds_from)), None)
        if kept is None:
            shown.settings.append(Setting(name=name, holds_from=holds_from, value=json.dumps(value)))
        else:
            kept.value = json.dumps(value)


def closure_rows(register: Register) -> tuple[ClosureRow, ...]:
    """The closures of the partnering, the earliest first."""
    today = register.today()
    with register.read() as session:
        return tuple(
            ClosureRow(one.id, one.first, one.last, one.reason, one.first <= today)
            for one in sorted(partnering(session, register).closures, key=lambda one: (one.first, one.last))
        )


def add_closure(register: Register, first: date, last: date, reason: str) -> int:
    """Close the partnering from `first` to `last`, both included. Returns the closure's id.

    Raises `Refusal` when it would begin before today, end before it begins, has no reason, or overlaps
    another closure.
    """
    working_days.Closure(first, last, reason)
    if first < register.today():
        raise Refusal(
            f"A closure cannot begin on {show_date(first)}: dates that were counted before today stay as they "
            f"are. Begin it today or later."
        )
    with register.write() as session:
        shown = partnering(session, register)
        for other in shown.closures:
            if other.first <= last and first <= other.last:
                raise Refusal(
                    f"The partnering is closed from {show_date(other.first)} to {show_date(other.last)} already "
                    f"({other.reason}). Choose other days."
                )
        closure = Closure(first=first, last=last, reason=reason.strip())
        shown.closures.append(closure)
        session.flush()
        return closure.id


def remove_closure(register: Register, closure_id: int) -> None:
    """Take back a closure that has not begun. Raises `Refusal` once it has: dates were counted by it."""
    with register.write() as session:
        closure = _closure(session, register, closure_id)
        if closure.first <= register.today():
            raise Refusal(f"The closure “{closure.reason}” has begun, and dates were counted by it. It stays as it is.")
        session.delete(closure)


def _closure(session: Session, register: Register, closure_id: int) -> Closure:
    closure = row(session, Closure, closure_id)
    if closure.partnering_id != register.partnering_id:
        raise Refusal("That closure belongs to another partnering. Open that one first.")
    return closure
