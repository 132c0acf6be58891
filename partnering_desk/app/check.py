"""Whether the records of a whole register keep the rules: each fault with where it stands.

The screens cannot record what breaks a rule; a file that somebody else wrote can. Nothing that the screens can
record is a fault here: what they may change later (a person's organisation, say) is not held against the past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from partnering_desk.app import check_decisions, check_file, check_kept, check_meetings, check_partnering
from partnering_desk.app.broken import Broken
from partnering_desk.app.register import Register
from partnering_desk.records import store
from partnering_desk.records.faults import in_words

__all__ = ["Broken", "check_copy", "check_register", "faults_of"]


def check_register(register: Register, known_head: str = "") -> tuple[Broken, ...]:
    """Every fault of an open register's file, or, where that is sound, every place where its records break a rule.

    `known_head` is the fingerprint of an entry that was printed in a PDF or a backup's list: it must be in the Record.
    """
    with register.read() as session:
        return _faults(session, known_head)


def check_copy(path: Path, known_head: str = "", stop: Callable[[], bool] = lambda: False) -> tuple[Broken, ...]:
    """As `check_register`, of a file that nobody has open, such as a backup: it is read and not touched.

    Raises `Fault` when it is no register that this program can read, `Stopped` when `stop` says so.
    """
    with in_words(path), Session(store.reading(path)) as session, store.stopping(session.connection(), stop):
        return _faults(session, known_head)


def _faults(session: Session, known_head: str) -> tuple[Broken, ...]:
    return tuple(check_file.faults(session, known_head)) or tuple(faults_of(session))


def faults_of(session: Session) -> Iterator[Broken]:
    """Every fault in the records that `session` sees, kind after kind.

    While a partnering's readings of the contract cannot be read, nothing is judged by them.
    """
    readable = True
    for one in check_partnering.unreadable_settings(session):
        readable = False
        yield one
    yield from check_partnering.faults(session)
    yield from check_meetings.faults(session)
    if readable:
        yield from check_decisions.faults(session)
    yield from check_kept.faults(session)
