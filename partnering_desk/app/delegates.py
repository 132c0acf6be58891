"""Who sits in a member's place, and who attends without being counted (Governance 5.3; report 3.1.9)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import Attendance, AttendanceState, Capacity, Meeting, Person
from partnering_desk.rules.clause import G5_3, Refusal
from partnering_desk.rules.membership import Member, check_delegate
from partnering_desk.rules.names import short_name


def add_delegate(register: Register, attendance_id: int, person_id: int, briefed: bool = False) -> int:
    """Let a person sit in the place of the member of `attendance_id`; the delegate's attendance id.

    The member must have sent apologies or be absent, and the delegate is of the same party or of none; raises
    `Refusal` otherwise, or when either sits here already (Governance 5.3).
    """
    with register.write() as session:
        member = row(session, Attendance, attendance_id)
        person = row(session, Person, person_id)
        if member.meeting.closed_at is not None:
            raise Refusal("The meeting is over, so nobody can sit in for a member any more (Governance 5.3).", G5_3)
        _check_place(member, person)
        attendance = _attendance_of(session, member.meeting, person)
        attendance.capacity = Capacity.DELEGATE
        attendance.party = member.party
        attendance.membership_id = member.membership_id
        attendance.briefed = briefed
        session.flush()
        return attendance.id


def _check_place(member: Attendance, person: Person) -> None:
    seat = member.membership if member.capacity is Capacity.MEMBER else None
    others = [one for one in member.meeting.attendances if one.capacity is Capacity.DELEGATE]
    check_delegate(
        person.name,
        person.party,
        None if seat is None else Member(seat.person_id, member.person.name, seat.party, seat.starts, seat.ends),
        member.state in (AttendanceState.APOLOGIES, AttendanceState.ABSENT),
        any(one.person_id == person.id and one.party is not None for one in member.meeting.attendances),
        next((one.person.name for one in others if one.membership_id == member.membership_id), ""),
    )


def _attendance_of(session: Session, meeting: Meeting, person: Person) -> Attendance:
    """The person's attendance at `meeting`, made when they were not expected."""
    for attendance in meeting.attendances:
        if attendance.person_id == person.id:
            return attendance
    attendance = Attendance(person=person, capacity=Capacity.IN_ATTENDANCE)
    meeting.attendances.append(attendance)
    session.flush()
    return attendance


def set_briefed(register: Register, attendance_id: int, briefed: bool) -> None:
    """Note whether a delegate was briefed before the meeting (Governance 5.3.1)."""
    with register.write() as session:
        _delegate(session, attendance_id).briefed = briefed


def set_debriefed(register: Register, attendance_id: int, on: date | None) -> None:
    """Note the day on which a delegate debriefed the member; None takes it back (Governance 5.3.2).

    Raises `Refusal` for a day before the meeting or still to come.
    """
    with register.write() as session:
        delegate = _delegate(session, attendance_id)
        if on is not None and not delegate.meeting.starts.date() <= on <= register.today():
            raise Refusal("A debrief comes after the meeting and not in the future. Type its date again.", G5_3)
        delegate.debriefed_on = on


def _delegate(session: Session, attendance_id: int) -> Attendance:
    attendance = row(session, Attendance, attendance_id)
    if attendance.capacity is not Capacity.DELEGATE:
        raise Refusal(f"{short_name(attendance.person.name)} is nobody's delegate here (Governance 5.3).", G5_3)
    return attendance


def add_in_attendance(register: Register, meeting_id: int, person_id: int, role: str = "") -> int:
    """Let a person of the register attend, heard but not counted; the attendance's id.

    Raises `Refusal` when they have a place at the meeting already, or it is over.
    """
    with register.write() as session:
        meeting = _open_to_people(session, meeting_id)
        person = row(session, Person, person_id)
        if any(one.person_id == person_id for one in meeting.attendances):
            raise Refusal(f"{short_name(person.name)} is on the list already.")
        return _attend(session, meeting, person, role)


def add_visitor(register: Register, meeting_id: int, name: str, role: str = "") -> int:
    """Let somebody attend whom the register does not know yet; they are kept as a person of no party.

    Raises `Refusal` without a name, or when somebody of that name is in the register: choose them instead.
    """
    name = " ".join(name.split())
    if not name:
        raise Refusal("Type the person's name.")
    with register.write() as session:
        meeting = _open_to_people(session, meeting_id)
        partnering_id = meeting.group.partnering_id
        asked = select(Person.id).where(Person.partnering_id == partnering_id, Person.name == name)
        if session.scalar(asked) is not None:
            raise Refusal(f"{name} is in the register already. Choose the name from the list.")
        return _attend(session, meeting, Person(partnering_id=partnering_id, name=name), role)


def _open_to_people(session: Session, meeting_id: int) -> Meeting:
    meeting = row(session, Meeting, meeting_id)
    if meeting.closed_at is not None or meeting.cancelled_at is not None:
        raise Refusal("The meeting is over, so nobody can be added to it any more.")
    return meeting


def _attend(session: Session, meeting: Meeting, person: Person, role: str) -> int:
    attendance = Attendance(person=person, capacity=Capacity.IN_ATTENDANCE, role=role.strip())
    meeting.attendances.append(attendance)
    session.flush()
    return attendance.id


def remove_person(register: Register, attendance_id: int) -> None:
    """Take somebody off the list who was added by mistake.

    Raises `Refusal` for a Group Member, or for somebody who has been here: mark them as left instead.
    """
    with register.write() as session:
        attendance = row(session, Attendance, attendance_id)
        name = short_name(attendance.person.name)
        if attendance.capacity is Capacity.MEMBER:
            raise Refusal(f"{name} is a Group Member and stays on the list. Mark apologies or absent instead.")
        if attendance.spans:
            raise Refusal(f"{name} has been here, so stays on the list. Mark them as left instead.")
        session.delete(attendance)
