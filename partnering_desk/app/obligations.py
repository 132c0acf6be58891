"""What must happen, soonest first: every obligation that the rules make of the records (the Desk)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app import owed_meetings, owed_people, owed_work
from partnering_desk.app.lookups import calendar_of, partnering, whole_groups
from partnering_desk.app.owed import Ask
from partnering_desk.app.register import Register
from partnering_desk.rules.obligations import Bucket, Obligation, bucket, due_words, soonest_first


def obligations(register: Register, on: date) -> tuple[Obligation, ...]:
    """Every obligation of the partnering shown as it stands on `on`; none while there is no partnering."""
    if not register.partnering_id:
        return ()
    with register.read() as session:
        return soonest_first(_all(session, register, on))


def _all(session: Session, register: Register, on: date) -> Iterator[Obligation]:
    shown = partnering(session, register)
    _held = whole_groups(session, shown.id)
    ask = Ask(session, shown, calendar_of(session, shown.id), on)
    for source in (owed_meetings.owed, owed_work.owed, owed_people.owed):
        yield from source(ask)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One line of the Desk: the obligation, when it is due in the fewest words, and where it stands."""

    obligation: Obligation
    due: str
    bucket: Bucket


def desk_rows(register: Register) -> tuple[DeskRow, ...]:
    """The lines of the Desk today, soonest first."""
    today = register.today()
    owed = obligations(register, today)
    if not owed:
        return ()
    with register.read() as session:
        calendar = calendar_of(session, register.partnering_id)
    return tuple(
        DeskRow(one, due_words(one.due, today, calendar, by=one.kind in owed_meetings.ANY_DAY), bucket(one, today))
        for one in owed
    )


def late_count(register: Register) -> int:
    """How many obligations are late or due within the week: the number beside Desk."""
    today = register.today()
    return sum(bucket(one, today) is not Bucket.COMING for one in obligations(register, today))


def obligations_as_plain(owed: Iterable[Obligation]) -> list[dict[str, object]]:
    """The obligations as plain values, for `due --json`."""
    return [
        {
            "kind": one.kind.value,
            "title": one.title,
            "detail": one.detail,
            "clause": one.clause.ref if one.clause else None,
            "due": one.due.isoformat() if one.due else None,
            "counted": one.counted.explanation if one.counted else None,
            "place": one.place,
            "subject": one.subject,
            "part": one.part,
            "reminds": list(one.reminds),
        }
        for one in owed
    ]
