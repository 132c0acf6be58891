"""What a register and a backup of it differ in, in words, before one is restored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app.register import Register
from partnering_desk.records import store
from partnering_desk.records.faults import in_words
from partnering_desk.records.models import Action, Base, Decision, Document, Entry, EntryChange, Meeting
from partnering_desk.rules.wording import count, show_moment

_KINDS: tuple[tuple[str, type[Base]], ...] = (
    ("Meetings", Meeting),
    ("Actions", Action),
    ("Decisions", Decision),
    ("Documents as sent", Document),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of thing in one of the two: how many there are, and the last act that concerned any."""

    number: int
    last: str


@dataclass(frozen=True, slots=True)
class Differing:
    """One kind of thing, in the register and in the backup."""

    kind: str
    register: Side
    backup: Side

    @property
    def same(self) -> bool:
        """Whether it is alike in both."""
        return self.register == self.backup


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the two stand to one another, in a sentence, and kind by kind."""

    words: str
    kinds: tuple[Differing, ...]


def compare(register: Register, backup: Path) -> Comparison:
    """What differs between an open register and a backup of it.

    Raises `Fault` when either cannot be read, or the backup is no register that this program reads.
    """
    with register.read() as here, in_words(backup), Session(store.reading(backup)) as there:
        kinds = [Differing(kind, _side(here, table), _side(there, table)) for kind, table in _KINDS]
        return Comparison(_stand(here, there), tuple(kinds))


def _side(session: Session, table: type[Base]) -> Side:
    number = session.scalar(select(func.count()).select_from(table)) or 0
    concerned = select(func.max(EntryChange.entry_id)).where(EntryChange.of_table == table.__tablename__)
    entry = session.get(Entry, session.scalar(concerned) or 0)
    return Side(number, f"{entry.what}, {show_moment(entry.at_local)}" if entry else "nothing yet")


def _stand(here: Session, there: Session) -> str:
    """Whether the one goes on from the other, or from which entry on they part."""
    ours, theirs = _last(here), _last(there)
    parted = _last_common(here, there)
    if parted == ours == theirs:
        return "The backup is as the register is now."
    if parted == theirs:
        return (
            f"The register has gone on since, by {count(ours - theirs, 'entry', 'entries')} of the Record: "
            "the restored file will not have that."
        )
    if parted == ours:
        return (
            f"The backup goes on where the register ends, by {count(theirs - ours, 'entry', 'entries')} of the Record."
        )
    return (
        f"The two are alike up to entry {parted} of the Record. Since then the register has "
        f"{count(ours - parted, 'entry', 'entries')} and the backup {theirs - parted} of its own."
    )


def _last(session: Session) -> int:
    return session.scalar(select(func.max(Entry.id))) or 0


def _last_common(here: Session, there: Session) -> int:
    """The last entry that both have: the entries are a chain, so all before it are alike too."""
    alike, beyond = 0, min(_last(here), _last(there)) + 1
    while beyond - alike > 1:
        middle = (alike + beyond) // 2
        if _fingerprint(here, middle) == _fingerprint(there, middle):
            alike = middle
        else:
            beyond = middle
    return alike


def _fingerprint(session: Session, number: int) -> str | None:
    return session.scalar(select(Entry.sha256).where(Entry.id == number))
