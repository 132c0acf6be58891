"""Search everything: meetings, what was said in them, papers, decisions, actions and people."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, extract, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from partnering_desk.app.register import Register
from partnering_desk.app.typed import named_day
from partnering_desk.records.models import (
    Action,
    AgendaItem,
    Decision,
    Group,
    Meeting,
    Organisation,
    Paper,
    Person,
)
from partnering_desk.rules.names import folded
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import show_date

LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and the place of the window that shows it."""

    title: str
    detail: str
    place: str
    subject: int | None


def find(register: Register, text: str, limit: int = 30) -> tuple[Hit, ...]:
    """What fits every word of `text`, whatever its capitals and accents: at most `limit` hits, best kinds first.

    Meetings come first, latest first, then decisions, actions, people, papers and what agenda items say.
    """
    words = folded(text.replace("/", " ")).split()
    if not words:
        return ()
    hits: list[Hit] = []
    with register.read() as session:
        for search in (_meetings, _decisions, _actions, _people, _papers, _items):
            hits.extend(search(session, register.partnering_id, words, limit - len(hits)))
            if len(hits) >= limit:
                break
    return tuple(hits)


def _fits(words: list[str], *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Each word stands in one of the columns; a slash parts words, so "cg 2026 06" finds CG/2026/06."""
    texts = [func.folded(func.replace(column, "/", " ")) for column in columns]
    return and_(*(or_(*(one.contains(word, autoescape=True) for one in texts)) for word in words))


def _meetings(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    found = session.execute(
        select(Meeting.id, Meeting.ref, Meeting.starts, Group.name)
        .join(Group, Meeting.group_id == Group.id)
        .where(
            Group.partnering_id == partnering_id,
            or_(_fits(words, Meeting.ref, Group.name, Meeting.place), _on_day(words)),
        )
        .order_by(Meeting.starts.desc())
        .limit(limit)
    )
    return [Hit(f"{group}, {show_date(starts.date())}", ref, "meeting", key) for key, ref, starts, group in found]


def _on_day(words: list[str]) -> ColumnElement[bool]:
    """The meeting is on the day that the words name; without its year, on that day of any year."""
    named = named_day(" ".join(words))
    if named is None:
        return false()
    year, month, day = named
    in_year = true() if year is None else extract("year", Meeting.starts) == year
    return and_(in_year, extract("month", Meeting.starts) == month, extract("day", Meeting.starts) == day)


def _decisions(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    found = session.execute(
        select(Decision.id, Decision.ref, Decision.text)
        .join(Group, Decision.group_id == Group.id)
        .where(Group.partnering_id == partnering_id, _fits(words, Decision.ref, Decision.text))
        .order_by(Decision.taken_at.desc())
        .limit(limit)
    )
    return [Hit(_short(text), f"Decision {ref}", "decisions", key) for key, ref, text in found]


def _actions(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    number = "".join(words).removeprefix("a")
    by_number = Action.number == int(number) if number.isdecimal() and len(number) < 10 else None
    fits = _fits(words, Action.text, Action.owner_words)
    found = session.execute(
        select(Action.id, Action.number, Action.text)
        .where(
            Action.partnering_id == partnering_id,
            Action.removed_at.is_(None),
            fits if by_number is None else or_(by_number, fits),
        )
        .order_by(Action.number.desc())
        .limit(limit)
    )
    return [Hit(_short(text), f"Action {action_ref(n)}", "actions", key) for key, n, text in found]


def _people(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    found = session.execute(
        select(Person.id, Person.name, Person.job_title, Organisation.name)
        .join(Organisation, Person.organisation_id == Organisation.id, isouter=True)
        .where(
            Person.partnering_id == partnering_id,
            Person.merged_into_id.is_(None),
            _fits(words, Person.name, Person.job_title, Person.email),
        )
        .order_by(Person.name)
        .limit(limit)
    )
    return [Hit(name, ", ".join(filter(None, (job, firm))), "partnering", key) for key, name, job, firm in found]


def _papers(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    found = session.execute(
        select(Paper.id, Paper.ref, Paper.title)
        .join(Group, Paper.group_id == Group.id)
        .where(
            Group.partnering_id == partnering_id,
            Paper.withdrawn_at.is_(None),
            _fits(words, Paper.ref, Paper.title, Paper.filename),
        )
        .order_by(Paper.id.desc())
        .limit(limit)
    )
    return [Hit(_short(title), f"Paper {ref}", "documents", key) for key, ref, title in found]


def _items(session: Session, partnering_id: int, words: list[str], limit: int) -> list[Hit]:
    found = session.execute(
        select(Meeting.id, AgendaItem.title, Meeting.ref)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .join(Group, Meeting.group_id == Group.id)
        .where(
            Group.partnering_id == partnering_id,
            AgendaItem.removed_at.is_(None),
            _fits(words, AgendaItem.title, AgendaItem.notes),
        )
        .order_by(Meeting.starts.desc(), AgendaItem.position)
        .limit(limit)
    )
    return [Hit(_short(title), f"Item of {ref}", "meeting", key) for key, title, ref in found]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"
