"""Whether the records of a whole register keep the rules: each fault with where it stands.

The screens cannot record what breaks a rule; a file that somebody else wrote can. Nothing that the screens can
record is a fault here: what they may change later (a person's organisation, say) is not held against the past.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from partnering_desk.app import (
    check_apart,
    check_decisions,
    check_edits,
    check_file,
    check_kept,
    check_meetings,
    check_partnering,
    check_sent,
)
from partnering_desk.app.broken import Broken
from partnering_desk.app.faults import Stopped
from partnering_desk.app.register import Register
from partnering_desk.records import backup, store, trail
from partnering_desk.records.faults import in_words
from partnering_desk.records.trail import Head
from partnering_desk.rules.wording import count

__all__ = ["Broken", "check_copy", "check_register", "checked", "checked_copy", "faults_of"]

Progress = Callable[[int, int, str], None]
"""Told how many parts of how many are looked at, and which is next."""
Cancelled = Callable[[], bool]
_Part = tuple[str, Callable[[], Iterable[Broken]]]
"""What is looked at, in words, and what finds its faults."""


def _quiet(_done: int, _of: int, _words: str) -> None: ...


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, as of the last entry that the Record then had."""

    head: Head
    faults: tuple[Broken, ...]

    @property
    def words(self) -> str:
        """What was found, in a sentence."""
        if not self.head.number:
            return f"{count(len(self.faults), 'fault')} found in the file itself."
        as_of = f"as of entry {self.head.number:,} of the Record, fingerprint {self.head.sha256}"
        if self.faults:
            return f"{count(len(self.faults), 'fault')} found, {as_of}."
        return f"Everything holds: the file, its Record, its papers and documents, and every rule, {as_of}."


def check_register(register: Register, known_head: str = "") -> tuple[Broken, ...]:
    """Every fault of an open register's file, or, where that is sound, every place where its records break a rule.

    `known_head` is the fingerprint of an entry that was printed in a PDF or a backup's list: it must be in the Record.
    """
    return checked(register, known_head).faults


def checked(register: Register, known_head: str = "", progress: Progress = _quiet, stop: Cancelled = _never) -> Checked:
    """As `check_register`, with the entry as of which it holds; others may go on recording meanwhile.

    Raises `Stopped` when `stop` says so.
    """
    with register.read() as session:
        if store.has_log(session.connection()):
            return _checked(session, known_head, progress, stop)
    with TemporaryDirectory(prefix="partnering-desk-") as folder:  # looking for long would have others wait
        copy = Path(folder) / register.path.name
        backup.copy_register(register.path, copy, lambda _half: ())
        return checked_copy(copy, known_head, progress, stop)


def check_copy(path: Path, known_head: str = "", stop: Cancelled = _never) -> tuple[Broken, ...]:
    """As `check_register`, of a file that is read and not touched, such as a backup.

    Raises `Fault` when it is no register that this program can read, `Stopped` when `stop` says so.
    """
    return checked_copy(path, known_head, stop=stop).faults


def checked_copy(path: Path, known_head: str = "", progress: Progress = _quiet, stop: Cancelled = _never) -> Checked:
    """As `check_copy`, with the entry as of which it holds."""
    with in_words(path), Session(store.reading(path)) as session:
        return _checked(session, known_head, progress, stop)


def _checked(session: Session, known_head: str, progress: Progress, stop: Cancelled) -> Checked:
    connection = session.connection()
    asked = store.driver(connection)
    asked.execute("BEGIN")  # all of it as it stands at one moment, whatever others record meanwhile
    with store.stopping(connection, stop):
        faults = tuple(_faults(_in_order(session, known_head), progress, stop))
        return Checked(Head(0, "") if faults and faults[0].where == check_file.FILE else trail.head(asked), faults)


def _in_order(session: Session, known_head: str) -> tuple[tuple[_Part, ...], ...]:
    """What is looked at; only while one group is without fault is the next looked at."""
    return (
        (("the file", lambda: check_file.damage(session)),),
        (
            ("its references", lambda: check_file.references(session)),
            ("its Record", lambda: check_file.record_faults(session, known_head)),
            ("papers and documents", lambda: check_file.byte_faults(session)),
        ),
        _rules(session),
    )


def _faults(groups: tuple[tuple[_Part, ...], ...], progress: Progress, stop: Cancelled) -> list[Broken]:
    done, of, found = 0, sum(map(len, groups)), list[Broken]()
    for group in groups:
        for words, part in group:
            progress(done, of, f"Checking {words}")
            if stop():
                raise Stopped
            found += part()
            done += 1
        if found:
            break
    return found


def _rules(session: Session) -> tuple[_Part, ...]:
    """While a partnering's readings of the contract cannot be read, nothing is judged by them."""
    unreadable: list[Broken] = []

    def settings() -> list[Broken]:
        unreadable.extend(check_partnering.unreadable_settings(session))
        return unreadable

    return (
        ("settings", settings),
        ("partnerings, groups and people", lambda: check_partnering.faults(session)),
        ("meetings", lambda: check_meetings.faults(session)),
        ("decisions", lambda: () if unreadable else check_decisions.faults(session)),
        ("what was sent", lambda: () if unreadable else check_sent.faults(session)),
        ("numbers, papers and minutes", lambda: check_kept.faults(session)),
        ("that partnerings are kept apart", lambda: check_apart.faults(session)),
        ("that nothing confirmed was changed", lambda: check_edits.faults(session)),
    )


def faults_of(session: Session) -> Iterator[Broken]:
    """Every fault in the records that `session` sees, kind after kind."""
    for _, part in _rules(session):
        yield from part()
