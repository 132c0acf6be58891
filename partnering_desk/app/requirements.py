"""Meetings required and meetings held: how often a group must meet, and where it does not (Governance 3, 5.1.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G3, G5_1_3, Clause
from partnering_desk.rules.periods import PeriodGap, add_months, gap, owed_from, pre_commencement_months
from partnering_desk.rules.wording import count_word, plural, sentence_case, show_day

LOOKING_BACK = 12
"""Months of which gaps are shown: what is longer ago can no longer be mended."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """How a group stands: periods that began in the last twelve months, and the meetings in them."""

    group_id: int
    group: str
    frequency: str
    clause: Clause
    since: date
    required: int
    held: int
    planned: int
    missing: tuple[PeriodGap, ...]
    """Periods without a meeting, earliest first."""
    gaps: tuple[str, ...]
    """The same in words: "No meeting of Property Working Group this quarter"."""
    before_record: int
    """How many periods ended before the day from which this record is kept: they are not counted."""

    @property
    def words(self) -> str:
        """The count in words."""
        often = sentence_case(self.frequency)
        if not self.required:
            return f"{often}, none required yet.{self._before_words}"
        counts = f"{self.required} required, {self.held} held, {self.planned} planned"
        return f"{often}: {counts} since {show_day(self.since)}. {self.clause.ref}.{self._before_words}"

    @property
    def _before_words(self) -> str:
        if not self.before_record:
            return ""
        periods = count_word(self.before_record, "earlier period")
        return f" {sentence_case(periods)} {plural(self.before_record, 'was', 'were')} before this record was kept."


def requirements(register: Register, on: date) -> tuple[Requirement, ...]:
    """How every group of the partnering shown stands on a day."""
    with register.read() as session:
        asked = select(Group).where(Group.partnering_id == register.partnering_id).order_by(Group.id)
        return tuple(requirement_of(session, group, on) for group in session.scalars(asked))


def required_and_held(register: Register, group_id: int, on: date) -> Requirement:
    """How a group stands on a day. Raises `Refusal` when there is no such group."""
    with register.read() as session:
        return requirement_of(session, row(session, Group, group_id), on)


def requirement_of(session: Session, group: Group, on: date) -> Requirement:
    """How a group stands on a day, inside a transaction."""
    back = add_months(on, -LOOKING_BACK)
    meetings = live_meetings(session, group)
    held = [one.starts.date() for one in meetings if one.opened_at is not None]
    planned = [one.starts.date() for one in meetings if one.opened_at is None and one.starts.date() >= on]
    before = group.kind is GroupKind.PRE_COMMENCEMENT
    periods = [one for one in _all_gaps(group, (), on) if one.period.first > back]
    due = owed_from(group.partnering.kept_from, periods)
    missing = tuple(one for one in gaps_of(group, (*held, *planned), on) if one.period.first > back)
    since = min((one.period.first for one in due), default=on)
    until = max((one.period.last for one in due), default=on)
    return Requirement(
        group_id=group.id,
        group=group.name,
        frequency="every calendar month" if before else group.frequency.words,
        clause=G3 if before else G5_1_3,
        since=since,
        required=len(due),
        held=sum(since <= day <= until for day in held),
        planned=sum(since <= day <= until for day in planned),
        missing=missing,
        gaps=tuple(one.title(group.name, on) for one in missing),
        before_record=len(periods) - len(due),
    )


def gaps_of(group: Group, dates: Collection[date], on: date) -> tuple[PeriodGap, ...]:
    """The periods that began by `on`, within the contract, and are of this record, in which none of `dates` lies."""
    return owed_from(group.partnering.kept_from, _all_gaps(group, dates, on))


def _all_gaps(group: Group, dates: Collection[date], on: date) -> tuple[PeriodGap, ...]:
    """As `gaps_of`, with the periods that ended before the day from which this record is kept."""
    contract = group.partnering
    if group.kind is GroupKind.PRE_COMMENCEMENT:
        months = pre_commencement_months(contract.effective, contract.commencement, dates)
        return tuple(one for one in months if one.period.first <= on)
    if on < group.planned_start:
        return ()
    return gap(group.frequency, dates, counted_from(group), min(on, contract.expiry))


def counted_from(group: Group) -> date:
    """Where the group's periods begin: with the month, or the week, in which it was planned to start.

    So a second Wednesday, whatever its date, is always in its own month.
    """
    start = group.planned_start
    return start - timedelta(start.weekday()) if group.frequency.weeks else start.replace(day=1)


def live_meetings(session: Session, group: Group) -> Sequence[Meeting]:
    """The meetings of a group that are not cancelled, held and planned, in order."""
    asked = select(Meeting).where(Meeting.group_id == group.id, Meeting.cancelled_at.is_(None))
    return session.scalars(asked.order_by(Meeting.starts)).all()
