"""What several acts must look up first: the partnering, its calendar and settings, who stands in a group."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    Base,
    Capacity,
    Group,
    GroupOffice,
    ItemAbsence,
    Meeting,
    Membership,
    Office,
    Partnering,
    Person,
    Setting,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.presence import Attendee, Away, Span
from partnering_desk.rules.settings import Settings, settings_from
from partnering_desk.rules.working_days import Closure, WorkingCalendar

Row = TypeVar("Row", bound=Base)


def row(session: Session, kind: type[Row], row_id: int) -> Row:
    """The row of `kind` with that id. Raises `Refusal` when it is not in the register (any more)."""
    found = session.get(kind, row_id)
    if found is None:
        what = re.sub("(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()
        raise Refusal(f"That {what} is not in this register. Go back and choose it again.")
    return found


def partnering(session: Session, register: Register) -> Partnering:
    """The partnering that the register shows. Raises `Refusal` while there is none."""
    if not register.partnering_id:
        raise Refusal("This register has no partnering yet. Set one up first.")
    return row(session, Partnering, register.partnering_id)


def whole_groups(session: Session, partnering_id: int) -> Sequence[Group]:
    """The groups of a partnering in the order in which they were set up, with everybody who ever was in them.

    While they are held, nothing of them is asked for one by one.
    """
    asked = select(Group).where(Group.partnering_id == partnering_id).order_by(Group.id)
    return session.scalars(
        asked.options(
            selectinload(Group.memberships).joinedload(Membership.person).joinedload(Person.organisation),
            selectinload(Group.offices).joinedload(GroupOffice.person),
            selectinload(Group.terms),
        )
    ).all()


def calendar_of(session: Session, partnering_id: int) -> WorkingCalendar:
    """The Working Days of a partnering: its nation's, without its closures."""
    found = row(session, Partnering, partnering_id)
    closures = tuple(Closure(one.first, one.last, one.reason) for one in found.closures)
    return WorkingCalendar(found.nation, closures)


def settings_on(session: Session, partnering_id: int, day: date) -> Settings:
    """The readings of the contract that hold on `day`; the defaults where nothing was chosen."""
    chosen = session.execute(
        select(Setting.name, Setting.value)
        .where(Setting.partnering_id == partnering_id, Setting.holds_from <= day)
        .order_by(Setting.holds_from)
    )
    return settings_from({name: json.loads(value) for name, value in chosen})


def office_holder(group: Group, office: Office, day: date) -> Person | None:
    """Who holds `office` in `group` on `day`: the last appointed, where several are."""
    return next(iter(office_holders(group, office, day)[-1:]), None)


def office_holders(group: Group, office: Office, day: date) -> list[Person]:
    """Everybody who holds `office` in `group` on `day`, in order of appointment."""
    standing = [one for one in group.offices if one.office is office and holds_on(one.starts, one.ends, day)]
    return [one.person for one in sorted(standing, key=lambda one: (one.starts, one.id))]


def members_on(group: Group, day: date) -> list[Membership]:
    """The memberships of `group` that stand on `day` (Governance 5.1)."""
    return [one for one in group.memberships if holds_on(one.starts, one.ends, day)]


def holds_on(starts: date, ends: date | None, day: date) -> bool:
    """Whether what lasts from `starts` to `ends`, both included, or still, holds on `day`."""
    return starts <= day and (ends is None or day <= ends)


_EVERYBODY = (
    select(Attendance)
    .where(Attendance.meeting_id == bindparam("meeting_id"))
    .order_by(Attendance.id)
    .options(
        joinedload(Attendance.meeting),
        joinedload(Attendance.person).joinedload(Person.organisation),
        joinedload(Attendance.membership).joinedload(Membership.person),
        selectinload(Attendance.spans),
        selectinload(Attendance.item_absences).joinedload(ItemAbsence.item).selectinload(AgendaItem.stretches),
    )
)


def everybody_at(session: Session, meeting_id: int) -> Sequence[Attendance]:
    """Everybody at a meeting with all that presence and quorum hang on, asked for at once."""
    return session.scalars(_EVERYBODY, {"meeting_id": meeting_id}).all()


def attendees_of(meeting: Meeting) -> tuple[Attendee, ...]:
    """Everybody at `meeting`, as the rules of presence and quorum see them."""
    return tuple(attendee(one) for one in meeting.attendances)


def attendee(attendance: Attendance) -> Attendee:
    """One person at a meeting, as the rules of presence and quorum see them."""
    membership = attendance.membership
    stands_in = attendance.capacity is Capacity.DELEGATE and membership is not None
    return Attendee(
        person_id=attendance.person_id,
        name=attendance.person.name,
        party=attendance.party,
        member=attendance.capacity is Capacity.MEMBER,
        delegate_for=membership.person.name if stands_in and membership is not None else None,
        spans=tuple(Span(one.arrived, one.left, one.mode) for one in attendance.spans),
        away=tuple(
            Away(stretch.started_at, stretch.finished_at)
            for one in attendance.item_absences
            for stretch in one.item.stretches
        ),
    )
