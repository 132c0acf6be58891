"""An open register: who records, what time it is, and one transaction for each act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session, UOWTransaction

from partnering_desk.records import store
from partnering_desk.records.faults import in_words
from partnering_desk.records.models import Base, Partnering

SUFFIX = store.SUFFIX


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changed, for screens to decide whether to ask again."""

    tables: frozenset[str]

    def touches(self, *tables: str) -> bool:
        """Whether any of `tables` was changed."""
        return not self.tables.isdisjoint(tables)


def wall_clock() -> datetime:
    """The local time, to the second."""
    return datetime.now().replace(microsecond=0)


@dataclass(slots=True)
class Register:
    """One register, open. `who` is the name of the person who records; `clock` tells local time."""

    path: Path
    engine: Engine
    who: str = ""
    clock: Callable[[], datetime] = wall_clock
    partnering_id: int = 0
    """The partnering that the screens show; 0 while the register has none."""
    saved_at: datetime | None = None
    listeners: list[Callable[[Change], None]] = field(default_factory=list)

    def now(self) -> datetime:
        """The local time, to the second."""
        return self.clock()

    def today(self) -> date:
        """The local date."""
        return self.clock().date()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for asking; nothing asked through it is written."""
        with in_words(self.path), Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of it is on the disk when the block ends, or, if anything is raised, none.

        Raises `Fault` when the surroundings refuse (disk full, read-only, locked).
        """
        touched: set[str] = set()

        def note(session: Session, _flush: UOWTransaction) -> None:
            for row in (*session.new, *session.dirty, *session.deleted):
                if isinstance(row, Base):
                    touched.add(row.__tablename__)

        with in_words(self.path), Session(self.engine) as session:
            event.listen(session, "after_flush", note)
            with session.begin():
                yield session
        if touched:
            self.saved_at = self.now()
            change = Change(frozenset(touched))
            for listener in tuple(self.listeners):
                listener(change)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def create_register(path: Path, who: str = "", clock: Callable[[], datetime] = wall_clock) -> Register:
    """Make an empty register at `path` and open it.

    Raises `Fault` when the file exists or cannot be written.
    """
    return Register(path, store.create(path), who, clock)


def open_register(path: Path, who: str = "", clock: Callable[[], datetime] = wall_clock) -> Register:
    """Open the register at `path` on its first partnering.

    Raises `Fault` when there is none, or it is not one that this program can read.
    """
    register = Register(path, store.open_existing(path), who, clock)
    with register.read() as session:
        register.partnering_id = session.scalar(select(Partnering.id).order_by(Partnering.id).limit(1)) or 0
    return register
