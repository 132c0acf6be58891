"""A register of an older form, brought to this program's: in a copy that takes its place once it has arrived."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import LargeBinary, text
from sqlalchemy.exc import DatabaseError

from partnering_desk.records import glance, store, trail, trail_check
from partnering_desk.records.backup import put_on_disk
from partnering_desk.records.connecting import Driver, copying, reading
from partnering_desk.records.difference import Noted
from partnering_desk.records.fault import Fault
from partnering_desk.records.faults import in_words
from partnering_desk.records.halves import gone_if_it_fails
from partnering_desk.records.models import Base
from partnering_desk.records.stored import columns, entered_tables, rows
from partnering_desk.records.trail_words import Names

HALF = ".upgrade"
"""What the name of the copy ends in while it is being upgraded."""
_FIRST_WITH_RECORD = 2


def upgrade(path: Path, author: Callable[[], trail.Author]) -> Path:
    """Bring the register at `path` to this program's form, and give the path at which the old one is kept.

    Raises `Fault` when another program has it open, when it departs from its Record, or when it did not arrive; the
    register at `path` is then as it was.
    """
    form = glance.form_of(path)
    half = path.with_name(f"{path.name}{HALF}")
    with in_words(path), _held(path), gone_if_it_fails(half):
        shutil.copyfile(path, half)
        _bring(half, form, author)
        _check_arrived(half)
        kept = _free_name(path, form)
        shutil.copyfile(path, kept)
        for one in (half, kept):
            put_on_disk(one)
    with gone_if_it_fails(half):
        half.replace(path)
        put_on_disk(path.parent)
    return kept


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody writes to the register meanwhile, and all of it is in the one file."""
    with closing(copying(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN IMMEDIATE")
        yield


def _free_name(path: Path, form: int) -> Path:
    """A name for the old register that nothing has yet."""
    first = path.with_name(f"{path.stem} (form {form}){path.suffix}")
    others = (path.with_name(f"{path.stem} (form {form}, {number}){path.suffix}") for number in count(2))
    return first if not first.exists() else next(one for one in others if not one.exists())


def _bring(path: Path, form: int, author: Callable[[], trail.Author]) -> None:
    """Run every step from `form` on, and enter in the Record what they changed."""
    engine = store.bare(path)
    try:
        with engine.begin() as connection:
            register = store.driver(connection)
            if form >= _FIRST_WITH_RECORD and any(trail_check.departures(register)):
                raise Fault(f"{path.stem} is not what its Record says, so it was left as it was. Open a backup of it.")
            steps = Config(attributes={"connection": connection})
            steps.set_main_option("script_location", str(Path(__file__).with_name("forms")))
            steps.set_main_option("path_separator", "os")
            command.stamp(steps, str(form))
            command.upgrade(steps, "head")
            connection.execute(text("DROP TABLE alembic_version"))  # the form tells which step was the last
            connection.execute(text(f"PRAGMA user_version = {glance.SCHEMA_VERSION}"))
            _enter(register, author(), f"Brought from form {form} to form {glance.SCHEMA_VERSION}")
    except (CommandError, DatabaseError) as error:
        raise Fault(
            f"{path.stem} could not be brought to this program's form, so it was left as it was: {error}"
        ) from error
    finally:
        store.let_go(engine)


def _enter(connection: Driver, author: trail.Author, what: str) -> None:
    """Account for every row that is not what the Record led to before."""
    known = trail_check.replayed(connection)
    noted = []
    for table in sorted({*entered_tables(connection), *known}):
        before = known.get(table, {})
        after = dict(rows(connection, table)) if table in entered_tables(connection) else {}
        ids = sorted({*before, *after})
        noted += [
            Noted(table, one, before.get(one), after.get(one)) for one in ids if before.get(one) != after.get(one)
        ]
    names = Names(connection, noted)
    trail.append(connection, author, what, None, [(one, names.meeting_of(one)) for one in noted])


def _check_arrived(path: Path) -> None:
    """Raises `Fault` when the file is damaged, or has not every table and column of this program's form."""
    glance.check(path)
    with closing(reading(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        there = {table.name: {*columns(connection, table.name)} for table in Base.metadata.sorted_tables}
    wanted = {
        table.name: {one.name for one in table.columns if not isinstance(one.type, LargeBinary)}
        for table in Base.metadata.sorted_tables
    }
    if not sound or dangling or there != wanted:
        raise Fault(f"{path.stem} did not arrive at form {glance.SCHEMA_VERSION}, so the old one was left as it was.")
