"""Everything that the screen of a meeting shows: who is here, the agenda, what was noted, decided and given to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from partnering_desk.app.decision_rows import DecisionRow, rows_of
from partnering_desk.app.here import PersonRow, QuorumBand, band, people_of
from partnering_desk.app.lookups import office_holder, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.app.typed import Candidate
from partnering_desk.records.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    ItemState,
    Meeting,
    Office,
    Paper,
    Person,
)
from partnering_desk.rules.agenda import GroupKind, ItemKind, Purpose
from partnering_desk.rules.names import short_name
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import count, join_words, show_date, show_day_month, show_time

__all__ = ["ActionLine", "ItemRow", "ItemState", "Room", "quorum_now", "room"]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as the meeting shows it: A-112, what, who, by when."""

    action_id: int
    ref: str
    text: str
    owners: str
    due: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the agenda in a meeting."""

    item_id: int
    number: int
    title: str
    kind: ItemKind
    purpose: Purpose
    minutes: int
    under: str
    """For what, presented by whom, with which papers: one line under the title."""
    source: str
    state: ItemState
    notes: str
    decision_draft: str
    ratifies_id: int | None
    """The recommendation of an earlier meeting that this item is to settle."""
    ratifies_text: str
    about_meeting_id: int | None
    """The meeting whose minutes this item is to confirm."""
    stretches: tuple[tuple[datetime, datetime | None], ...]
    """From when to when the meeting was at it; the last one perhaps not over."""
    remarks: tuple[str, ...]
    """Interests declared and absences from this item, a sentence each."""
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionLine, ...]

    @property
    def running(self) -> bool:
        """Whether the meeting is at this item."""
        return bool(self.stretches) and self.finished_at is None

    @property
    def finished_at(self) -> datetime | None:
        """When the meeting last left it; None while it is at it, and before."""
        return self.stretches[-1][1] if self.stretches else None


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting as its screen shows it. Pauses are the adjournments, the last one perhaps not over."""

    meeting_id: int
    ref: str
    group_id: int
    group: str
    kind: GroupKind
    stage: Stage
    starts: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    pauses: tuple[tuple[datetime, datetime | None], ...]
    chair: str
    """The appointed chair."""
    chair_id: int | None
    vice_chair_id: int | None
    chaired_by: str
    chaired_by_id: int | None
    people: tuple[PersonRow, ...]
    items: tuple[ItemRow, ...]
    settings: Settings
    next_meeting: str
    next_decision: int
    candidates: tuple[Candidate, ...]
    """The people whom an action or a decision may be given to."""

    def taken(self, start: datetime | None, end: datetime) -> timedelta:
        """How long it was from `start` to `end`, adjournments left out."""
        if start is None or end <= start:
            return timedelta()
        breaks = (
            max(timedelta(), min(resumed or end, end) - max(adjourned, start)) for adjourned, resumed in self.pauses
        )
        return end - start - sum(breaks, timedelta())

    def spent(self, item: ItemRow, now: datetime) -> timedelta:
        """How long the meeting has been at an item; what lay between is left out where it came back to it."""
        end = self.closed_at or now
        return sum((self.taken(started, finished or end) for started, finished in item.stretches), timedelta())

    def ahead(self, now: datetime) -> int:
        """How many minutes the meeting is ahead of its agenda; negative when behind."""
        end = self.closed_at or now
        planned = timedelta()
        for item in self.items:
            if item.finished_at is not None:
                planned += timedelta(minutes=item.minutes)
            elif item.running:
                planned += min(timedelta(minutes=item.minutes), self.spent(item, now))
        return int((planned - self.taken(self.opened_at, end)).total_seconds() / 60)

    def progress_words(self, now: datetime) -> str:
        """How far the agenda has come: "4 of 11 done · 8 min ahead"."""
        done = sum(1 for item in self.items if item.finished_at is not None)
        words = f"{done} of {len(self.items)} done"
        if self.opened_at is None:
            return f"{count(len(self.items), 'item')} · {sum(item.minutes for item in self.items)} min"
        if ahead := self.ahead(now):
            words += f" · {abs(ahead)} min {'ahead' if ahead > 0 else 'behind'}"
        return words

    def time_words(self, item: ItemRow, now: datetime) -> str:
        """The time of an item: 12 / 20' while it is on, else what is set aside for it."""
        if not item.running:
            return f"{item.minutes}'"
        return f"{int(self.spent(item, now).total_seconds()) // 60} / {item.minutes}'"


def room(register: Register, meeting_id: int) -> Room:
    """A meeting as its screen shows it. Raises `Refusal` when there is no such meeting."""
    with register.read() as session:
        meeting = session.scalar(
            select(Meeting)
            .where(Meeting.id == meeting_id)
            .options(
                selectinload(Meeting.attendances).selectinload(Attendance.spans),
                selectinload(Meeting.attendances).selectinload(Attendance.item_absences),
                selectinload(Meeting.attendances).joinedload(Attendance.person),
                selectinload(Meeting.items).options(
                    selectinload(AgendaItem.papers), selectinload(AgendaItem.stretches)
                ),
            )
        ) or row(session, Meeting, meeting_id)
        day = meeting.starts.date()
        chair = office_holder(meeting.group, Office.CHAIR, day)
        vice_chair = office_holder(meeting.group, Office.VICE_CHAIR, day)
        return Room(
            meeting_id=meeting.id,
            ref=meeting.ref,
            group_id=meeting.group_id,
            group=meeting.group.name,
            kind=meeting.group.kind,
            stage=stage_of(session, meeting),
            starts=meeting.starts,
            opened_at=meeting.opened_at,
            closed_at=meeting.closed_at,
            pauses=tuple((one.adjourned_at, one.resumed_at) for one in meeting.adjournments),
            chair=short_name(chair.name) if chair else "",
            chair_id=chair.id if chair else None,
            vice_chair_id=vice_chair.id if vice_chair else None,
            chaired_by=short_name(meeting.chaired_by.name) if meeting.chaired_by else "",
            chaired_by_id=meeting.chaired_by_id,
            people=people_of(meeting, chair.id if chair else None),
            items=_items(session, meeting),
            settings=settings_on(session, meeting.group.partnering_id, day),
            next_meeting=next_meeting_words(session, meeting),
            next_decision=meeting.next_decision,
            candidates=_candidates(session, meeting),
        )


def quorum_now(register: Register, meeting_id: int) -> QuorumBand:
    """Whether the meeting can decide at this moment, and on whom that hangs (Governance 5.5)."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
        return band(people_of(meeting, None), meeting.opened_at, register.now(), settings)


def _candidates(session: Session, meeting: Meeting) -> tuple[Candidate, ...]:
    asked = (
        select(Person.id, Person.name)
        .where(Person.partnering_id == meeting.group.partnering_id, Person.merged_into_id.is_(None))
        .order_by(Person.name)
    )
    return tuple(Candidate(person_id, name) for person_id, name in session.execute(asked))


def following(session: Session, meeting: Meeting) -> Meeting | None:
    """The group's next meeting after this one that is not cancelled."""
    return session.scalar(
        select(Meeting)
        .where(
            Meeting.group_id == meeting.group_id,
            Meeting.starts > meeting.starts,
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts)
        .limit(1)
    )


def next_meeting_words(session: Session, meeting: Meeting) -> str:
    """When and where the group meets next, in words; empty when that is not settled."""
    after = following(session, meeting)
    if after is None:
        return meeting.next_meeting_note
    place = f", {after.place}" if after.place else ""
    return f"{after.ref}, {show_date(after.starts.date())} at {show_time(after.starts)}{place}"


def _items(session: Session, meeting: Meeting) -> tuple[ItemRow, ...]:
    decisions: dict[int | None, list[DecisionRow]] = {}
    for decision in rows_of(session, meeting.id):
        decisions.setdefault(decision.item_id, []).append(decision)
    actions: dict[int | None, list[ActionLine]] = {}
    asked = select(Action).where(Action.meeting_id == meeting.id, Action.removed_at.is_(None)).order_by(Action.number)
    for action in session.scalars(asked):
        actions.setdefault(action.item_id, []).append(_action_line(action))
    standing = [item for item in meeting.items if item.removed_at is None]
    return tuple(
        _item(session, number, item, tuple(decisions.get(item.id, ())), tuple(actions.get(item.id, ())))
        for number, item in enumerate(standing, 1)
    )


def _action_line(action: Action) -> ActionLine:
    owners = [short_name(one.person.name) for one in action.owners]
    if action.owner_words:
        owners.append(action.owner_words)
    due = f"by {show_day_month(action.due)} {action.due.year}" if action.due else action.due_words
    return ActionLine(action.id, action_ref(action.number), action.text, join_words(owners), due)


def _item(
    session: Session,
    number: int,
    item: AgendaItem,
    decisions: tuple[DecisionRow, ...],
    actions: tuple[ActionLine, ...],
) -> ItemRow:
    recommended = _recommendation(session, item)
    return ItemRow(
        item_id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        purpose=item.purpose,
        minutes=item.minutes,
        under=_under(item),
        source=item.source,
        state=item.state,
        notes=item.notes,
        decision_draft=item.decision_draft,
        ratifies_id=recommended.id if recommended else None,
        about_meeting_id=item.about_meeting_id,
        ratifies_text=recommended.text if recommended else "",
        stretches=tuple((one.started_at, one.finished_at) for one in item.stretches),
        remarks=_remarks(item),
        decisions=decisions,
        actions=actions,
    )


def _recommendation(session: Session, item: AgendaItem) -> Decision | None:
    if item.kind is not ItemKind.RECOMMENDATION or item.decision_id is None:
        return None
    return row(session, Decision, item.decision_id)


_PURPOSES = {Purpose.DECIDE: "For decision", Purpose.DISCUSS: "For discussion", Purpose.NOTE: "To note"}


def _under(item: AgendaItem) -> str:
    parts = [_PURPOSES[item.purpose]]
    if item.presenter:
        parts.append(f"presented by {short_name(item.presenter.name)}")
    parts += [_paper_words(paper) for paper in item.papers if paper.withdrawn_at is None]
    if item.confidential_because:
        parts.append(f"confidential: {item.confidential_because}")
    return " · ".join(parts)


def _paper_words(paper: Paper) -> str:
    kind = paper.filename.rpartition(".")[2].upper() if "." in paper.filename else "file"
    pages = f", {count(paper.pages, 'page')}" if paper.pages else ""
    return f"paper {paper.ref} ({kind}{pages})"


def _remarks(item: AgendaItem) -> tuple[str, ...]:
    declared = [
        f"{short_name(one.person.name)} declared an interest ({one.nature}): {one.handled}."
        for one in item.meeting.interests
        if one.item_id == item.id
    ]
    said = {one.person_id for one in item.meeting.interests if one.item_id == item.id}
    away = [
        f"{short_name(one.person.name)} is out of the room for this item."
        for one in item.meeting.attendances
        if one.person_id not in said and any(absence.item_id == item.id for absence in one.item_absences)
    ]
    return (*declared, *away)
