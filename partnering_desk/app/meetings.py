"""The register of meetings: where each stands, and how the clock of its minutes runs."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnering_desk.app.lookups import calendar_of, row, settings_on
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stages_of
from partnering_desk.records.models import (
    Circulation,
    Confirmation,
    Document,
    DocumentKind,
    Group,
    Meeting,
)
from partnering_desk.rules import minutes as minutes_rules
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.minutes import MinutesClock
from partnering_desk.rules.wording import show_short, show_time


class Step(enum.StrEnum):
    """The steps of a meeting's workspace, in order."""

    PREPARE = "prepare"
    MEET = "meet"
    MINUTES = "minutes"
    CIRCULATE = "circulate"
    CONFIRM = "confirm"

    @property
    def words(self) -> str:
        """The step in words."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Words:
    """A few words and their tone: plain, info, good, care or bad."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as registers list it. `clock` says how the time for its minutes stands or stood (G5.4.5)."""

    id: int
    ref: str
    group_id: int
    group: str
    kind: GroupKind
    year: int
    starts: datetime
    ends: datetime
    place: str
    stage: Stage
    chip: Words
    clock: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of a meeting's workspace; `step` is the one that its stage asks for."""

    meeting_id: int
    ref: str
    group: str
    title: str
    starts: datetime
    stage: Stage
    chip: Words
    step: Step


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the words about several meetings are made of, asked at once."""

    stages: dict[int, Stage]
    clocks: dict[int, MinutesClock]
    agenda_due: dict[int, date]
    used: dict[int, int | None]
    late: frozenset[int]
    confirmed_at: dict[int, str]
    now: datetime


def meeting_rows(
    register: Register,
    group_id: int | None = None,
    stage: Stage | None = None,
    year: int | None = None,
) -> tuple[MeetingRow, ...]:
    """The meetings of the partnering, latest first; those of one group, stage or year where one is given."""
    with register.read() as session:
        wanted = (
            select(Meeting)
            .join(Group, Meeting.group_id == Group.id)
            .where(Group.partnering_id == register.partnering_id)
            .options(joinedload(Meeting.group))
            .order_by(Meeting.starts.desc(), Meeting.id.desc())
        )
        if group_id is not None:
            wanted = wanted.where(Meeting.group_id == group_id)
        if year is not None:
            wanted = wanted.where(Meeting.year == year)
        meetings = session.scalars(wanted).all()
        facts = _facts(session, register, meetings)
        return tuple(_row(one, facts) for one in meetings if stage is None or facts.stages[one.id] is stage)


def header(register: Register, meeting_id: int) -> Heading:
    """What stands at the head of a meeting's workspace. Raises `Refusal` when there is no such meeting."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        facts = _facts(session, register, [meeting])
        stage = facts.stages[meeting.id]
        return Heading(
            meeting_id=meeting.id,
            ref=meeting.ref,
            group=meeting.group.name,
            title=f"{meeting.group.name} · {meeting.ref}",
            starts=meeting.starts,
            stage=stage,
            chip=_chip(meeting, facts),
            step=_step(meeting, stage, register.today()),
        )


def _step(meeting: Meeting, stage: Stage, today: date) -> Step:
    """The step that a meeting is at; on its day, that is the meeting itself."""
    if stage in (Stage.PLANNED, Stage.AGENDA):
        return Step.MEET if meeting.starts.date() == today else Step.PREPARE
    return {
        Stage.IN_SESSION: Step.MEET,
        Stage.ADJOURNED: Step.MEET,
        Stage.MINUTES: Step.MINUTES,
        Stage.CIRCULATED: Step.CONFIRM,
        Stage.CONFIRMED: Step.CONFIRM,
    }.get(stage, Step.PREPARE)


def _facts(session: Session, register: Register, meetings: Sequence[Meeting]) -> _Facts:
    stages = dict(stages_of(session, meetings))
    ids = [one.id for one in meetings]
    clocks, agenda_due = {}, {}
    for one in meetings:
        stage, day = stages[one.id], one.starts.date()
        partnering_id = one.group.partnering_id
        if stage not in (Stage.MINUTES, Stage.PLANNED):
            continue
        calendar, settings = calendar_of(session, partnering_id), settings_on(session, partnering_id, day)
        if stage is Stage.MINUTES:
            held = one.opened_at.date() if one.opened_at is not None else day
            clocks[one.id] = minutes_rules.clock(
                calendar, held, register.today(), settings, one.group.partnering.kept_from
            )
        else:
            agenda_due[one.id] = minutes_rules.agenda_deadline(calendar, day, settings).date
    sent = session.execute(
        select(Circulation.meeting_id, Circulation.working_days_used, Circulation.late_because)
        .join(Document, Circulation.document_id == Document.id)
        .where(Circulation.meeting_id.in_(ids), Document.kind == DocumentKind.MINUTES)
        .order_by(Circulation.circulated_at.desc(), Circulation.id.desc())
    ).all()
    confirmed = session.execute(
        select(Confirmation.meeting_id, Meeting.ref)
        .join(Meeting, Confirmation.confirmed_at_id == Meeting.id)
        .where(Confirmation.meeting_id.in_(ids))
    ).all()
    return _Facts(
        stages=stages,
        clocks=clocks,
        agenda_due=agenda_due,
        used={one.meeting_id: one.working_days_used for one in sent},
        late=frozenset(one.meeting_id for one in sent if one.late_because),
        confirmed_at={one.meeting_id: one.ref for one in confirmed},
        now=register.now(),
    )


def _row(meeting: Meeting, facts: _Facts) -> MeetingRow:
    return MeetingRow(
        id=meeting.id,
        ref=meeting.ref,
        group_id=meeting.group_id,
        group=meeting.group.name,
        kind=meeting.group.kind,
        year=meeting.year,
        starts=meeting.starts,
        ends=meeting.ends,
        place=meeting.place,
        stage=facts.stages[meeting.id],
        chip=_chip(meeting, facts),
        clock=_clock_words(meeting, facts),
    )


def _chip(meeting: Meeting, facts: _Facts) -> Words:
    stage = facts.stages[meeting.id]
    if stage is Stage.PLANNED:
        return _planned_words(meeting, facts)
    if stage is Stage.AGENDA:
        return Words(f"Agenda circulated · meets {show_short(meeting.starts.date())}", "info")
    if stage is Stage.IN_SESSION and meeting.opened_at is not None:
        return Words(f"In session since {show_time(meeting.opened_at)}", "info")
    if stage is Stage.ADJOURNED:
        return Words(f"Adjourned at {show_time(meeting.adjournments[-1].adjourned_at)}", "care")
    if stage is Stage.MINUTES:
        clock = facts.clocks[meeting.id]
        tone = "bad" if clock.late else "care"
        return Words(f"Draft · {clock.words} · due {show_short(clock.due.date)}", tone)
    if stage is Stage.CIRCULATED:
        return Words("Circulated, to be confirmed", "info")
    if stage is Stage.CONFIRMED:
        return Words(f"Confirmed at {facts.confirmed_at[meeting.id]}", "good")
    return Words("Cancelled")


def _planned_words(meeting: Meeting, facts: _Facts) -> Words:
    if meeting.ends < facts.now:
        return Words(f"Not opened on {show_short(meeting.starts.date())}", "care")
    due = facts.agenda_due[meeting.id]
    if due < facts.now.date():
        return Words(f"Agenda was due {show_short(due)}", "bad")
    return Words(f"Agenda due {show_short(due)}", "info")


def _clock_words(meeting: Meeting, facts: _Facts) -> Words:
    """How the seven Working Days stand, or how many of them the minutes took."""
    clock = facts.clocks.get(meeting.id)
    if clock is not None:
        tone = "bad" if clock.late else "care"
        return Words(f"{clock.words}, due {show_short(clock.due.date)}", tone)
    used = facts.used.get(meeting.id)
    if used is None:
        return Words("")
    late = meeting.id in facts.late
    took = f"sent on day {used}" if used else "sent before day 1"
    return Words(f"{took}, late" if late else took, "bad" if late else "good")


def meeting_by_ref(register: Register, ref: str) -> int:
    """The id of the meeting with that number, of the partnering shown or else of another in the register.

    Raises `Refusal` when there is none, or several partnerings other than the one shown have one.
    """
    with register.read() as session:
        found = session.execute(
            select(Meeting.id, Group.partnering_id)
            .join(Group, Meeting.group_id == Group.id)
            .where(Meeting.ref == ref.strip().upper())
        ).all()
    shown = [one for one in found if one.partnering_id == register.partnering_id] or found
    if not shown:
        raise Refusal(f"There is no meeting {ref.strip()} in this register. Numbers look like CG/2026/06.")
    if len(shown) > 1:
        raise Refusal(f"More than one partnering has a meeting {ref.strip()}. Open the register on the one meant.")
    return int(shown[0].id)
