"""An open register: who records, what time it is, and one transaction for each act.

SQLAlchemy is loaded when something is first asked, so that the window stands before: it takes 0.3 seconds.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from platform import node
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from partnering_desk import __version__
from partnering_desk.files import crash_log
from partnering_desk.records import connecting, glance
from partnering_desk.records.fault import Fault
from partnering_desk.records.halves import clear_up
from partnering_desk.records.hold import Hold, Holder, holder_seen, say_who, take

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session, UOWTransaction

    from partnering_desk.records.trail import Author

SUFFIX = connecting.SUFFIX


class Door(enum.StrEnum):
    """By which way a register is changed, as the Record says it."""

    SCREEN = "screen"
    COMMAND_LINE = "command line"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changed, for screens to decide whether to ask again."""

    tables: frozenset[str]

    def touches(self, *tables: str) -> bool:
        """Whether any of `tables` was changed."""
        return not self.tables.isdisjoint(tables)


LONDON = ZoneInfo("Europe/London")


def wall_clock() -> datetime:
    """The local time, to the second."""
    return datetime.now().replace(microsecond=0)


@dataclass(slots=True)
class Register:
    """One register, open. `who` is the name of the person who records; `clock` tells local time.

    `machine` is the computer's name, and `door` the way, that the Record gives with each change.
    """

    path: Path
    who: str = ""
    clock: Callable[[], datetime] = wall_clock
    partnering_id: int = 0
    """The partnering that the screens show; 0 while the register has none."""
    saved_at: datetime | None = None
    written: int = 0
    """How often something was written: what was asked before the number grew may be out of date."""
    listeners: list[Callable[[Change], None]] = field(default_factory=list)
    door: Door = Door.SCREEN
    machine: str = field(default_factory=node)
    older: Path | None = None
    """Where the register is kept as it was, when it had an older form until it was opened."""
    only_read: bool = False
    """Whether it was opened to be read: then whatever would be recorded is refused."""
    holder: Holder | None = None
    """Who has it open to record in it, while it is only read."""
    left: Holder | None = None
    """Who had it open last, on this machine or another, and ended without closing it."""
    _hold: Hold | None = None
    _engine: Engine | None = None
    _opening: Lock = field(default_factory=Lock)

    @property
    def engine(self) -> Engine:
        """By what the file is reached: opened once, by whichever thread is the first to ask."""
        with self._opening:
            if self._engine is None:
                from partnering_desk.records import store

                self._engine = (
                    store.open_to_read(self.path) if self.only_read else store.open_existing(self.path, self.author)
                )
            return self._engine

    def hold(self) -> None:
        """Keep every other program from recording in it. Raises `InUse` when one has it open for that."""
        holder = Holder(self.who, self.machine, self.now(), __version__, _log_length())
        self._hold = take(self.path, holder, self.now())
        self.left = self._hold.left if self._hold is not None else None

    def record_as(self, who: str) -> None:
        """Record under another name from now on; it is the one that other programs are told."""
        self.who = who
        if self._hold is not None:
            say_who(self.path, who)

    def now(self) -> datetime:
        """The local time, to the second."""
        return self.clock()

    def today(self) -> date:
        """The local date."""
        return self.clock().date()

    def author(self) -> Author:
        """Who changes the register now, for the Record."""
        from partnering_desk.records.trail import Author

        local = self.now()
        utc = datetime.now(UTC) if self.clock is wall_clock else local.replace(tzinfo=LONDON).astimezone(UTC)
        return Author(utc.replace(microsecond=0), local, self.who, self.machine, self.door, __version__)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for asking; nothing asked through it is written."""
        from sqlalchemy.orm import Session

        from partnering_desk.records.faults import in_words

        with in_words(self.path), Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, what: str = "", undoes: int | None = None) -> Iterator[Session]:
        """One transaction: all of it is on the disk when the block ends, or, if anything is raised, none.

        It makes one entry in the Record, which says `what` was done, or tells it from the rows that changed, and
        names the entry that it takes back. Raises `Fault` when the register was opened to be read, or the surroundings
        refuse (disk full, read-only, locked).
        """
        self._see_recordable()
        from sqlalchemy import event
        from sqlalchemy.orm import Session

        from partnering_desk.records import store
        from partnering_desk.records.faults import in_words
        from partnering_desk.records.models import Base

        touched: set[str] = set()

        def note(session: Session, _flush: UOWTransaction) -> None:
            for row in (*session.new, *session.dirty, *session.deleted):
                if isinstance(row, Base):
                    touched.add(row.__tablename__)

        with in_words(self.path), Session(self.engine) as session:
            session.info["touched"] = touched
            event.listen(session, "after_flush", note)
            with session.begin():
                store.say(session.connection(), what, undoes)
                yield session
        if touched:
            self.announce(frozenset(touched))

    def announce(self, tables: frozenset[str]) -> None:
        """Something in `tables` was written: tell whoever listens."""
        self.written += 1
        self.saved_at = self.now()
        for listener in tuple(self.listeners):
            listener(Change(tables))

    @contextmanager
    def closed(self) -> Iterator[None]:
        """The file is let go of meanwhile, and opened anew when it is next asked for; who asks earlier waits.

        Other programs are kept from it all the same. Raises `Fault` when the register was opened to be read.
        """
        self._see_recordable()
        with self._opening:
            self._let_go()
            self._engine = None
            yield

    @property
    def reading_words(self) -> str:
        """Why nothing can be recorded: "Reading only: M. Okafor has it open on DESK-3 since 09:12"."""
        return f"Reading only: {self.holder.words(self.now()) if self.holder else 'nobody has it open any more'}"

    def _see_recordable(self) -> None:
        if self.only_read:
            raise Fault(f"{self.reading_words}. Nothing was changed.")

    def close(self) -> None:
        """Let go of the file; what a thread still asks is answered, and it is let go then."""
        self._let_go()
        if self._hold is not None:
            self._hold.let_go()

    def _let_go(self) -> None:
        if self._engine is not None:
            from partnering_desk.records import store

            store.let_go(self._engine)


def create_register(
    path: Path,
    who: str = "",
    clock: Callable[[], datetime] = wall_clock,
    door: Door = Door.SCREEN,
    machine: str | None = None,
) -> Register:
    """Make an empty register at `path` and open it; its Record begins.

    Raises `Fault` when the file exists or cannot be written.
    """
    from partnering_desk.records import store, trail

    register = bare_register(path, who, clock, door, machine)
    with register.engine.begin() as connection:
        trail.append(store.driver(connection), register.author(), "Made the register", None, [])
    return register


def bare_register(
    path: Path,
    who: str = "",
    clock: Callable[[], datetime] = wall_clock,
    door: Door = Door.SCREEN,
    machine: str | None = None,
) -> Register:
    """Make a register at `path` without even a Record, for one that is imported.

    Raises `Fault` when the file exists or cannot be written.
    """
    from partnering_desk.records import store

    register = Register(path, who, clock, door=door, machine=node() if machine is None else machine)
    register._engine = store.create(path, register.author)
    register.hold()
    return register


def open_register(
    path: Path, who: str = "", clock: Callable[[], datetime] = wall_clock, door: Door = Door.SCREEN
) -> Register:
    """Open the register at `path` on its first partnering; one of an older form is brought to this program's first.

    Raises `Fault` when there is none, or it is not one that this program can read; `InUse` when another program has it
    open to record in it: what two recorded at once, neither would see, and Undo would take back the other's.
    """
    form = glance.form_of(path)
    register = Register(path, who, clock, door=door)
    register.hold()
    try:
        if form < glance.SCHEMA_VERSION:
            from partnering_desk.records.upgrade import upgrade

            register.older = upgrade(path, register.author)
        clear_up(path)
        register.partnering_id = _first_partnering(path)
    except BaseException:
        register.close()
        raise
    return register


def read_register(
    path: Path, who: str = "", clock: Callable[[], datetime] = wall_clock, door: Door = Door.SCREEN
) -> Register:
    """As `open_register`, to be read only, whoever else records in it: nothing asked of it can change it.

    Raises `Fault` besides when it is open on the machine of a network drive, where it cannot be read from elsewhere.
    """
    if glance.form_of(path) < glance.SCHEMA_VERSION:
        open_register(path, who, clock, door).close()
    register = Register(path, who, clock, door=door, only_read=True, holder=holder_seen(path))
    register.partnering_id = _first_partnering(path)
    return register


def _log_length() -> int:
    try:
        return crash_log().stat().st_size
    except OSError:
        return 0


def _first_partnering(path: Path) -> int:
    return min((number for number, _ in glance.partnerings(path)), default=0)
