"""Who is expected at a meeting: the Group Members standing on its day, and who attends with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from partnering_desk.app.lookups import members_on, office_holders
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Capacity,
    Group,
    Meeting,
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


def people_on(group: Group, day: date) -> dict[int, str]:
    """Everybody whom a meeting of `group` on `day` would call: person id to name."""
    people = [one.person for one in members_on(group, day)]
    people += [person for office in _ROLES for person in office_holders(group, office, day)]
    return {one.id: one.name for one in people}


def _wanted(group: Group, day: date) -> dict[int, Attendance]:
    wanted: dict[int, Attendance] = {}
    for one in members_on(group, day):
        wanted[one.person_id] = Attendance(
            person_id=one.person_id, capacity=Capacity.MEMBER, party=one.party, membership_id=one.id
        )
    for office, role in _ROLES.items():
        for person in office_holders(group, office, day):
            seat = Attendance(person_id=person.id, capacity=Capacity.IN_ATTENDANCE, role=role)
            wanted.setdefault(person.id, seat)
    return wanted


def refresh_expected(session: Session, meeting: Meeting) -> ExpectedChange:
    """Make those expected at `meeting` the members standing on its day, and those who attend by office.

    What was already noted (apologies, somebody asked for this meeting only) stays, except for people who are
    members no longer, and delegates of theirs (Governance 5.2). A meeting opened or cancelled is left as it is.
    """
    if meeting.opened_at is not None or meeting.cancelled_at is not None:
        return ExpectedChange()
    wanted = _wanted(meeting.group, meeting.starts.date())
    dropped = [one for one in meeting.attendances if _released(one, meeting.group, wanted)]
    gone = {one.person_id for one in dropped}
    for attendance in dropped:
        session.delete(attendance)
    session.flush()
    session.expire(meeting, ["attendances"])
    here = {one.person_id for one in meeting.attendances}
    added = [one for person, one in wanted.items() if person not in here]
    meeting.attendances.extend(added)
    session.flush()
    new = {one.person_id for one in added}
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
