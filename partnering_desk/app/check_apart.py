"""Whether the partnerings of a register are kept apart: no row refers to what is another partnering's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken
from partnering_desk.records import store
from partnering_desk.records.models import Base
from partnering_desk.records.stored import NOT_ENTERED, row
from partnering_desk.records.trail_words import Names, called


def faults(session: Session) -> Iterator[Broken]:
    """Every row that refers to something of another partnering than its own."""
    known = _Known(session)
    tables = [one for one in Base.metadata.sorted_tables if one.name not in NOT_ENTERED]
    for table in tables:
        known.learn(table)
    if known.partnerings > 1:
        for table in tables:
            yield from known.strays(table)


@dataclass(slots=True)
class _Known:
    session: Session
    owners: dict[str, dict[int, int]] = field(default_factory=dict)
    """The partnering of each row, by table and id."""

    @property
    def partnerings(self) -> int:
        return len(self.owners.get("partnering", {}))

    def learn(self, table: Table) -> None:
        """A row is of the partnering of the first thing that it refers to and that was learnt before it."""
        own = self.owners.setdefault(table.name, {})
        for row_id, *refers in self.session.execute(_references(table)):
            parents = zip(_parents(table), refers, strict=True)
            found = (self.owners.get(parent, {}).get(named) for parent, named in parents if parent != table.name)
            owner = row_id if table.name == "partnering" else next((one for one in found if one is not None), None)
            if owner is not None:
                own[row_id] = owner

    def strays(self, table: Table) -> Iterator[Broken]:
        """The rows of a table that refer to what another partnering's is."""
        own = self.owners[table.name]
        for row_id, *refers in self.session.execute(_references(table)):
            for parent, named in zip(_parents(table), refers, strict=True):
                owner = self.owners.get(parent, {}).get(named)
                if owner is not None and row_id in own and owner != own[row_id]:
                    yield self._stray(table.name, row_id, parent, named)

    def _stray(self, table: str, row_id: int, parent: str, named: int) -> Broken:
        connection = store.driver(self.session.connection())
        names = Names(connection)

        def name(of: str, key: int) -> str:
            kept = row(connection, of, key)
            return f"{called(of)} {(names.name(of, kept) if kept else '') or key}"

        return Broken(name(table, row_id), f"It refers to {name(parent, named)}, which is another partnering's.")


def _parents(table: Table) -> list[str]:
    """The tables that a table's rows refer to, in the order of its columns."""
    return [key.column.table.name for one in table.columns for key in one.foreign_keys]


def _references(table: Table) -> Select[Any]:
    return select(table.c.id, *(one for one in table.columns if one.foreign_keys)).order_by(table.c.id)
