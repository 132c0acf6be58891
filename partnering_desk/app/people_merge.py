"""Two entries that turn out to be one person become one; the one left is kept, marked, and shown no more."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import follow_members
from partnering_desk.records.models import (
    ActionOwner,
    Attendance,
    AttendanceState,
    Base,
    Dispatch,
    Group,
    GroupOffice,
    Membership,
    Person,
    PersonTerms,
)
from partnering_desk.rules.clause import G5_2, Refusal


def merge_people(register: Register, keep_id: int, double_id: int) -> None:
    """Make `double_id` the same person as `keep_id`: everything recorded of it is that person's from now on.

    What was sent to the double stays recorded so. Raises `Refusal` when they are visibly two people: on two
    sides, both in one meeting, or both Group Members of one group.
    """
    with register.write() as session:
        keep, double = row(session, Person, keep_id), row(session, Person, double_id)
        _check(session, keep, double)
        keep.job_title = keep.job_title or double.job_title
        keep.email = keep.email or double.email
        keep.organisation = keep.organisation or double.organisation
        groups = {one.group_id for one in _offices(session, double_id)}
        groups |= {one.group_id for one in _memberships(session, double_id)}
        stays = _stays(session, keep_id, double_id)
        for kind, attribute in _references():
            for one in session.scalars(select(kind).filter_by(**{attribute: double_id})):
                if one not in stays:
                    setattr(one, attribute, keep_id)
        double.merged_into_id = keep_id
        session.flush()
        session.expire_all()
        for group_id in sorted(groups):
            follow_members(session, register, row(session, Group, group_id))


def _check(session: Session, keep: Person, double: Person) -> None:
    if keep.id == double.id or double.merged_into_id is not None:
        raise Refusal(f"{double.name} is this very person. Choose two entries of the list.")
    if keep.party is not None and double.party is not None and keep.party is not double.party:
        raise Refusal(f"{keep.name} and {double.name} are on different sides, so they are two people.")
    seats = {one.group_id: one for one in _memberships(session, keep.id)}
    for one in _memberships(session, double.id):
        mine = seats.get(one.group_id)
        if mine is not None and _overlap(mine, one):
            raise Refusal(
                f"Both are Group Members of {one.group.name}, in two seats. End one of them by notice first "
                f"(Governance 5.2).",
                G5_2,
            )
    met = _attendances(session, keep.id)
    for meeting_id, attendance in _attendances(session, double.id).items():
        both = (attendance, met.get(meeting_id))
        if all(one is not None and one.state is AttendanceState.ATTENDING for one in both):
            raise Refusal(f"Both were at {attendance.meeting.ref}, so they are two people.")


def _memberships(session: Session, person_id: int) -> list[Membership]:
    return list(session.scalars(select(Membership).where(Membership.person_id == person_id)))


def _offices(session: Session, person_id: int) -> list[GroupOffice]:
    return list(session.scalars(select(GroupOffice).where(GroupOffice.person_id == person_id)))


def _attendances(session: Session, person_id: int) -> dict[int, Attendance]:
    found = session.scalars(select(Attendance).where(Attendance.person_id == person_id))
    return {one.meeting_id: one for one in found}


def _owned(session: Session, person_id: int) -> dict[int, ActionOwner]:
    found = session.scalars(select(ActionOwner).where(ActionOwner.person_id == person_id))
    return {one.action_id: one for one in found}


def _overlap(one: Membership | GroupOffice, other: Membership | GroupOffice) -> bool:
    return (other.ends is None or one.starts <= other.ends) and (one.ends is None or other.starts <= one.ends)


def _stays(session: Session, keep_id: int, double_id: int) -> set[Base]:
    """Take away what both have where one is enough; what is left with the double of meetings already held."""
    held = _offices(session, keep_id)
    for office in _offices(session, double_id):
        if any(
            (mine.group_id, mine.office) == (office.group_id, office.office) and _overlap(mine, office) for mine in held
        ):
            session.delete(office)
    owned = _owned(session, keep_id)
    for action_id, owner in _owned(session, double_id).items():
        if action_id in owned:
            session.delete(owner)
    stays: set[Base] = set(session.scalars(select(Dispatch).where(Dispatch.person_id == double_id)))
    stays |= set(session.scalars(select(PersonTerms).where(PersonTerms.person_id == double_id)))
    met = _attendances(session, keep_id)
    for meeting_id, attendance in _attendances(session, double_id).items():
        if meeting_id in met and attendance.meeting.opened_at is None:
            session.delete(attendance)
        elif meeting_id in met:
            stays.add(attendance)
    session.flush()
    return stays


def _references() -> Iterator[tuple[type[Base], str]]:
    """Every place in the records that points to a person."""
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            if attribute.key != "merged_into_id" and any(
                key.column is Person.__table__.c.id for key in attribute.columns[0].foreign_keys
            ):
                yield mapper.class_, attribute.key
