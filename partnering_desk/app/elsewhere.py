"""What another program does to a register that is only read here."""

from __future__ import annotations

from dataclasses import dataclass

from partnering_desk.app.register import Register
from partnering_desk.records import store, trail
from partnering_desk.records.hold import Holder, holder_of
from partnering_desk.records.models import Base


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who has the register open to record in it, and the number of its last entry."""

    holder: Holder | None
    entry: int


def look(register: Register) -> Elsewhere:
    """What stands at this moment. Raises `Fault` when the register cannot be read."""
    with register.read() as session:
        head = trail.head(store.driver(session.connection()))
    return Elsewhere(holder_of(register.path), head.number)


def catch_up(register: Register) -> None:
    """Tell the screens that anything may have changed."""
    register.announce(frozenset(Base.metadata.tables))
