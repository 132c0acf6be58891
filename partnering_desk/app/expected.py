"""Who is expected at a meeting: the Group Members standing on its day, and who attends with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Group,
    GroupOffice,
    Meeting,
    Membership,
    Office,
)

_ROLES = {
    Office.MINUTE_TAKER: "minutes",
    Office.CHAIR: "chair",
    Office.VICE_CHAIR: "vice-chair",
    Office.ATTENDEE: "",
}


@dataclass(frozen=True, slots=True)
class ExpectedChange:
    """Whom a change of day or of members brought to a meeting, and whom it released; ids of people."""

    added: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


Dated = TypeVar("Dated", Membership, GroupOffice)


def _holds(rows: Iterable[Dated], day: date) -> list[Dated]:
    return [one for one in rows if one.starts <= day and (one.ends is None or day <= one.ends)]


def people_on(group: Group, day: date) -> dict[int, str]:
    """Everybody whom a meeting of `group` on `day` would call: person id to name."""
    members = {one.person_id: one.person.name for one in _holds(group.memberships, day)}
    others = {one.person_id: one.person.name for one in _attending(group, day)}
    return others | members


def _attending(group: Group, day: date) -> list[GroupOffice]:
    return [one for one in _holds(group.offices, day) if one.office in _ROLES]


def _wanted(group: Group, day: date) -> dict[int, Attendance]:
    wanted: dict[int, Attendance] = {}
    for office in sorted(
        _attending(group, day), key=lambda one: list(_ROLES).index(one.office), reverse=True
    ):
        wanted[office.person_id] = Attendance(
            person_id=office.person_id, capacity=Capacity.IN_ATTENDANCE, role=_ROLES[office.office]
        )
    members = {
        one.person_id: Attendance(
            person_id=one.person_id, capacity=Capacity.MEMBER, party=one.party, membership_id=one.id
        )
        for one in _holds(group.memberships, day)
    }
    kept = {person: row for person, row in wanted.items() if person not in members}
    return members | kept


def refresh_expected(session: Session, meeting: Meeting) -> ExpectedChange:
    """Make those expected at `meeting` the members standing on its day, and those who attend by office.

    What was already noted (apologies, somebody asked for this meeting only) stays, except for people who are
    members no longer, and delegates of theirs. A meeting opened or cancelled is left as it is. Governance 5.2.
    """
    if meeting.opened_at is not None or meeting.cancelled_at is not None:
        return ExpectedChange()
    wanted = _wanted(meeting.group, meeting.starts.date())
    dropped = [one for one in meeting.attendances if _released(one, meeting.group, wanted)]
    for attendance in dropped:
        meeting.attendances.remove(attendance)
        session.delete(attendance)
    session.flush()
    here = {one.person_id for one in meeting.attendances}
    added = [one for person, one in wanted.items() if person not in here]
    meeting.attendances.extend(added)
    session.flush()
    new, gone = {one.person_id for one in added}, {one.person_id for one in dropped}
    return ExpectedChange(tuple(sorted(new - gone)), tuple(sorted(gone - new)))


def _released(attendance: Attendance, group: Group, wanted: dict[int, Attendance]) -> bool:
    """Whether nothing calls this person to the meeting any more."""
    if attendance.state is AttendanceState.ATTENDING:
        return False
    if attendance.capacity is Capacity.DELEGATE:
        standing = {one.membership_id for one in wanted.values() if one.membership_id is not None}
        return attendance.membership_id not in standing
    now = wanted.get(attendance.person_id)
    if attendance.capacity is Capacity.MEMBER:
        return now is None or now.membership_id != attendance.membership_id
    if now is not None:
        return now.capacity is Capacity.MEMBER
    return any(one.person_id == attendance.person_id and one.office in _ROLES for one in group.offices)
