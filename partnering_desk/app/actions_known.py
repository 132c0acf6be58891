"""What the register knows already that an action log may mean: people, groups, meetings, actions imported before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.action_cells import is_explicit
from partnering_desk.app.action_rows import owners_to_choose
from partnering_desk.app.lookups import office_holder
from partnering_desk.app.register import Register
from partnering_desk.app.spreadsheets import Cell
from partnering_desk.app.typed import Candidate, read_date
from partnering_desk.records.models import Action, Group, Meeting, Office
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import join_words, show_date


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A group of the partnering."""

    group_id: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting of the register, and the day on which its group meets next."""

    meeting_id: int
    ref: str
    group_id: int
    on: date
    following: date | None


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """The meeting that a cell means, as far as the register knows it."""

    on: date | None = None
    meeting_id: int | None = None
    group_id: int | None = None
    following: date | None = None
    words: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the log is read."""

    today: date
    people: tuple[Candidate, ...] = ()
    minute_taker: Candidate | None = None
    groups: tuple[KnownGroup, ...] = ()
    meetings: tuple[HeldMeeting, ...] = ()
    imported: Mapping[str, str] = field(default_factory=dict)
    """Actions imported before, by their source."""


def known(register: Register) -> Known:
    """What the register shown knows."""
    with register.read() as session:
        found = _meetings(session, register.partnering_id)
        return Known(
            today=register.today(),
            people=owners_to_choose(session, register.partnering_id),
            minute_taker=_minute_taker(session, register),
            groups=tuple(
                KnownGroup(one.id, one.name, one.code)
                for one in session.scalars(select(Group).where(Group.partnering_id == register.partnering_id))
            ),
            meetings=found,
            imported=_imported(session, register.partnering_id),
        )


def _meetings(session: Session, partnering_id: int) -> tuple[HeldMeeting, ...]:
    asked = (
        select(Meeting.id, Meeting.ref, Meeting.group_id, Meeting.starts)
        .join(Group, Meeting.group_id == Group.id)
        .where(Group.partnering_id == partnering_id, Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts)
    )
    found = session.execute(asked).all()
    days: defaultdict[int, list[date]] = defaultdict(list)
    for one in found:
        days[one.group_id].append(one.starts.date())
    return tuple(
        HeldMeeting(
            one.id,
            one.ref,
            one.group_id,
            one.starts.date(),
            next((day for day in days[one.group_id] if day > one.starts.date()), None),
        )
        for one in found
    )


def _minute_taker(session: Session, register: Register) -> Candidate | None:
    """The person who takes the minutes of every group that has somebody for it; None where they differ."""
    groups = session.scalars(select(Group).where(Group.partnering_id == register.partnering_id))
    holders = {office_holder(group, Office.MINUTE_TAKER, register.today()) for group in groups} - {None}
    one = holders.pop() if len(holders) == 1 else None
    return Candidate(one.id, one.name) if one else None


def _imported(session: Session, partnering_id: int) -> dict[str, str]:
    asked = select(Action.source, Action.number).where(
        Action.partnering_id == partnering_id, Action.source != "", Action.removed_at.is_(None)
    )
    return {source: action_ref(number) for source, number in session.execute(asked)}


def find_meeting(of: Known, cell: Cell, latest: date) -> KnownMeeting:
    """The meeting that a cell means: a day, a group and a day, or a meeting's number; none is after `latest`."""
    if isinstance(cell, date):
        return _on(of, cell, None, explicit=True)
    if not cell:
        return KnownMeeting()
    for one in of.meetings:
        if one.ref.casefold() == cell.casefold():
            return _linked(one)
    group = _group_in(of, cell)
    said = _without(cell, group) if group else cell
    try:
        explicit = is_explicit(said)
        day = read_date(said, of.today if explicit else latest - timedelta(days=364))
    except Refusal:
        words = group.name if group else cell
        return KnownMeeting(
            group_id=group.group_id if group else None, words=words, doubt="Names no day: kept in the action's source."
        )
    return _on(of, day, group, explicit)


def _group_in(of: Known, text: str) -> KnownGroup | None:
    said = f" {folded(text)} "
    fitting = [one for one in of.groups if f" {folded(one.name)} " in said or f" {folded(one.code)} " in said]
    return max(fitting, key=lambda one: len(one.name), default=None)


def _without(text: str, group: KnownGroup) -> str:
    said = " ".join(word for word in re.split(r"\s+", text.replace(",", " ")) if word)
    for name in (group.name, group.code):
        said = re.sub(rf"\b{re.escape(name)}\b", " ", said, flags=re.IGNORECASE)
    return re.sub(r"\b(?:meeting|mtg|of|on|the)\b", " ", said, flags=re.IGNORECASE).strip(" -–:")


def _on(of: Known, day: date, group: KnownGroup | None, explicit: bool) -> KnownMeeting:
    fitting = [one for one in of.meetings if one.on == day and (group is None or one.group_id == group.group_id)]
    if len(fitting) == 1:
        return _linked(fitting[0])
    words = ", ".join(filter(None, [group.name if group else "", show_date(day)]))
    doubt = "" if explicit else f"Says no year: read as {show_date(day)}."
    if fitting:
        doubt = f"{join_words(one.ref for one in fitting)} were on that day. Type the number of the one that is meant."
    return KnownMeeting(on=day, group_id=group.group_id if group else None, words=words, doubt=doubt)


def _linked(one: HeldMeeting) -> KnownMeeting:
    return KnownMeeting(one.on, one.meeting_id, one.group_id, one.following, f"{one.ref}, {show_date(one.on)}")
