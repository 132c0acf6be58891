"""The Record as a list: which entries there are, what a row of them shows, and by what they can be narrowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Select, String, func, select, type_coerce

from partnering_desk.app.record_wanted import Wanted, numbers
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.records import store
from partnering_desk.records.models import Entry, Group, Meeting, Partnering
from partnering_desk.records.trail_words import Names, called
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import sentence_case, show_date, show_moment

AT_ONCE = 500
"""How many entries are asked for in one question."""
_LEAST = 8
"""Characters of a fingerprint that tell one entry from another."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry as the list shows it."""

    number: int
    at: datetime | None
    """When, by the clock on the wall; None where what stands there is no time."""
    who: str
    machine: str
    door: str
    what: str

    @property
    def when(self) -> str:
        """When, in words."""
        return show_moment(self.at) if self.at is not None else "No time"


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the Record can be narrowed: who recorded, and which meetings there are, the latest first."""

    people: tuple[str, ...]
    meetings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of a fingerprint: the entry that has it, if any, and that in a sentence."""

    number: int | None
    words: str


def entry_numbers(register: Register, wanted: Wanted) -> tuple[int, ...]:
    """The numbers of the entries wanted, the newest first."""
    with register.read() as session:
        return tuple(session.scalars(numbers(wanted)))


def entry_rows(register: Register, wanted: Sequence[int]) -> tuple[EntryRow, ...]:
    """The entries of these numbers, the newest first."""
    with register.read() as session:
        return tuple(_row(one) for some in in_parts(wanted) for one in session.execute(_rows_asked(some)))


def in_parts(wanted: Iterable[int]) -> Iterator[list[int]]:
    """Numbers, so many at once as go into one question."""
    left = iter(wanted)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _rows_asked(wanted: list[int]) -> Select[int, str, str, str, str, str]:
    at = type_coerce(Entry.at_local, String)  # a file that somebody spoilt is shown as well
    asked = select(Entry.id, at, Entry.who, Entry.machine, Entry.door, Entry.what)
    return asked.where(Entry.id.in_(wanted)).order_by(Entry.id.desc())


def _row(one: Sequence[object]) -> EntryRow:
    number, at, *texts = one
    who, machine, door, what = map(str, texts)
    return EntryRow(int(str(number)), moment(at), who, machine, door, what)


def moment(text: object) -> datetime | None:
    """A time as the file stores it; None where it is none."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def choices(register: Register) -> Choices:
    """By what the Record can be narrowed."""
    with register.read() as session:
        people = sorted(session.scalars(select(Entry.who).distinct()), key=str.casefold)
        several = (session.scalar(select(func.count(Partnering.id))) or 0) > 1
        asked = (
            select(Meeting.id, Meeting.ref, Partnering.name)
            .join(Group, Meeting.group_id == Group.id)
            .join(Partnering, Group.partnering_id == Partnering.id)
            .order_by(Meeting.starts.desc())
        )
        meetings = [(key, f"{ref} ({name})" if several else ref) for key, ref, name in session.execute(asked)]
    return Choices(tuple(people), tuple(meetings))


def name_of(register: Register, thing: Thing) -> str:
    """What a thing is called, as the head of its history says it: "Decision CG/2026/06/D2"."""
    from partnering_desk.records.stored import row

    with register.read() as session:
        connection = store.driver(session.connection())
        found = row(connection, thing.table, thing.row_id)
        name = Names(connection).name(thing.table, found) if found else ""
    return sentence_case(f"{called(thing.table)} {name or thing.row_id}")


def meeting_of_ref(register: Register, ref: str) -> int:
    """The id of the meeting of that number, in whichever partnering. Raises `Refusal` when there is none."""
    with register.read() as session:
        found = session.scalars(select(Meeting.id).where(Meeting.ref == ref)).first()
    if found is None:
        raise Refusal(f"There is no meeting {ref} in this register. Its numbers look like CG/2026/06.")
    return found


def looked_for(register: Register, typed: str) -> Looked:
    """The entry whose fingerprint begins as it was typed from a PDF or the list of backups.

    Raises `Refusal` when what was typed is no fingerprint, or too short a piece of one.
    """
    fingerprint = fingerprint_from(typed)
    with register.read() as session:
        asked = select(Entry.id, type_coerce(Entry.at_local, String), Entry.what)
        found = session.execute(asked.where(Entry.sha256.startswith(fingerprint, autoescape=True))).first()
        if found is None:
            return Looked(None, f"No entry has the fingerprint {fingerprint}: the Record was cut off or made anew.")
    number, at, what = found
    when = moment(at)
    day = f" of {show_date(when.date())}" if when else ""
    return Looked(number, f"Entry {number:,}{day} has this fingerprint: {what}.")


def fingerprint_from(typed: str) -> str:
    """A fingerprint, or the beginning of one, without the blanks and points of how it was printed.

    Raises `Refusal` when it is none.
    """
    plain = re.sub(r"[\s…]|sha-?256:?", "", typed.casefold())
    if not re.fullmatch(rf"[0-9a-f]{{{_LEAST},64}}", plain):
        raise Refusal(
            f"A fingerprint is made of the figures 0 to 9 and the letters a to f. Type at least {_LEAST} of them, "
            "as they stand at the end of a PDF or in the list of backups."
        )
    return plain
