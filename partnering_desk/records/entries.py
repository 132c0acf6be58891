"""The Record as it is kept: entries and what each changed. They are written by `trail`, never through these classes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnering_desk.records.base import Base
from partnering_desk.records.difference import Kind


class Entry(Base):
    """One act: everything that one transaction changed, who did it and when, chained to the entry before."""

    __tablename__ = "entry"

    at_utc: Mapped[datetime]
    """When, by universal time."""
    at_local: Mapped[datetime]
    """When, by the clock of the machine."""
    who: Mapped[str]
    """The name of the person who recorded."""
    machine: Mapped[str]
    """The name of the computer."""
    door: Mapped[str]
    """By which way it was done: screen, command line, import, upgrade."""
    program: Mapped[str]
    """The version of the program that did it."""
    what: Mapped[str]
    """What was done, in words."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    """The entry that this one took back."""
    previous: Mapped[str]
    """The SHA-256 of the entry before; empty for the first."""
    sha256: Mapped[str]
    """The SHA-256, in hexadecimal, of the entry's canonical form."""

    changes: Mapped[list[EntryChange]] = relationship(back_populates="entry", order_by="EntryChange.id")


class EntryChange(Base):
    """What an act did to one row."""

    __tablename__ = "entry_change"

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    of_table: Mapped[str]
    """The list that the row stands in."""
    of_row: Mapped[int]
    """The row's id in it."""
    of_meeting: Mapped[int | None] = mapped_column(index=True)
    """The id of the meeting that it concerns."""
    kind: Mapped[Kind]
    difference: Mapped[str]
    """What changed, as JSON: a row added or removed whole; else each column's value before and after."""

    entry: Mapped[Entry] = relationship(back_populates="changes")

    __table_args__ = (Index("ix_entry_change_row", "of_table", "of_row"),)
