"""An agenda as screens show it: its items in order, their times, where each came from, and their papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import AgendaItem, ItemState, Meeting, Paper
from partnering_desk.rules.agenda import ItemKind, Purpose, check_removal
from partnering_desk.rules.clause import CLAUSES, Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import count


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A paper as an item names it; `words` are "PDF, 6 pages"."""

    id: int
    ref: str
    title: str
    filename: str
    words: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item of an agenda. `where` says where it came from, `starts` when it is planned to begin."""

    id: int
    number: int
    title: str
    kind: ItemKind
    purpose: Purpose
    minutes: int
    starts: datetime
    presenter_id: int | None
    presenter: str
    where: str
    source: str
    clause: str
    confidential_because: str
    state: ItemState
    papers: tuple[PaperMark, ...]
    kept_firmly: bool
    """Whether it is taken off with a reason only."""
    removed_because: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """The time that the items take against the meeting's length, both in minutes, and the sum in words."""

    planned: int
    available: int

    @property
    def over(self) -> int:
        """By how many minutes the items are longer than the meeting; negative when time is left."""
        return self.planned - self.available

    @property
    def words(self) -> str:
        """The sum in words, such as "105 of 120 minutes, 15 left"."""
        told = f"{self.planned} of {count(self.available, 'minute')}"
        if self.over > 0:
            return f"{told}, {self.over} too long"
        return f"{told}, {-self.over} left" if self.over else told


def agenda_rows(register: Register, meeting_id: int) -> tuple[AgendaRow, ...]:
    """The items on the agenda of a meeting, in order."""
    with register.read() as session:
        return rows_of(row(session, Meeting, meeting_id))


def removed_rows(register: Register, meeting_id: int) -> tuple[AgendaRow, ...]:
    """The items taken off the agenda of a meeting, with the reasons; each can be put back."""
    with register.read() as session:
        return removed_of(row(session, Meeting, meeting_id))


def removed_of(meeting: Meeting) -> tuple[AgendaRow, ...]:
    """The items of `meeting` that were taken off."""
    return tuple(_row(one, 0, meeting.starts) for one in meeting.items if one.removed_at is not None)


def rows_of(meeting: Meeting) -> tuple[AgendaRow, ...]:
    """The items on the agenda of `meeting`, in order."""
    rows, at = [], meeting.starts
    for number, item in enumerate(on_agenda(meeting), 1):
        rows.append(_row(item, number, at))
        at += timedelta(minutes=item.minutes)
    return tuple(rows)


def on_agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items of `meeting` that were not taken off, in order."""
    return sorted((one for one in meeting.items if one.removed_at is None), key=lambda one: one.position)


def timing_of(meeting: Meeting) -> Timing:
    """The sum of the items' times against the meeting's length."""
    available = (meeting.ends - meeting.starts).total_seconds() // 60
    return Timing(sum(one.minutes for one in on_agenda(meeting)), int(available))


def papers_of(item: AgendaItem) -> tuple[Paper, ...]:
    """The papers of an item not withdrawn, with those of the items it was carried over from."""
    session = Session.object_session(item)
    found: list[Paper] = []
    at: AgendaItem | None = item
    while at is not None and session is not None:
        found = [paper for paper in at.papers if paper.withdrawn_at is None] + found
        at = session.get(AgendaItem, at.carried_from_id) if at.carried_from_id is not None else None
    return tuple(found)


def paper_words(filename: str, pages: int | None, size: int) -> str:
    """What kind of file a paper is and how long: "PDF, 6 pages", "XLSX, 41 kB"."""
    kind = filename.rpartition(".")[2].upper() if "." in filename else "file"
    return f"{kind}, {count(pages, 'page')}" if pages is not None else f"{kind}, {size_words(size)}"


def size_words(size: int) -> str:
    """A size in bytes for people: "640 bytes", "41 kB", "2.3 MB"."""
    if size < 1000:
        return count(size, "byte")
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"


def where_from(item: AgendaItem) -> str:
    """Where an item came from, in words and never empty."""
    if item.source:
        return item.source[0].upper() + item.source[1:]
    if item.origin is None:
        return "Added for this meeting"
    clause = _clause(item)
    return f"Standing item, {clause}" if clause else "Standing item"


def _clause(item: AgendaItem) -> str:
    """The clause of the contract that asks for an item; a practice of ours is none."""
    clause = CLAUSES.get(item.clause)
    return clause.ref if clause is not None and not clause.id.startswith("P") else ""


def _row(item: AgendaItem, number: int, starts: datetime) -> AgendaRow:
    return AgendaRow(
        id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        purpose=item.purpose,
        minutes=item.minutes,
        starts=starts,
        presenter_id=item.presenter_id,
        presenter=short_name(item.presenter.name) if item.presenter is not None else "",
        where=where_from(item),
        source=item.source,
        clause=_clause(item),
        confidential_because=item.confidential_because,
        state=item.state,
        papers=tuple(_mark(paper) for paper in papers_of(item)),
        kept_firmly=_kept_firmly(item),
        removed_because=item.removed_because,
    )


def _kept_firmly(item: AgendaItem) -> bool:
    try:
        check_removal(item.title, item.kind, item.clause, "")
    except Refusal:
        return True
    return False


def _mark(paper: Paper) -> PaperMark:
    words = paper_words(paper.filename, paper.pages, paper.size)
    return PaperMark(paper.id, paper.ref, paper.title, paper.filename, words)
