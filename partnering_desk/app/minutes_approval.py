"""The chair's approval of minutes: given to what they say, and fallen when that changes (Governance 5.4.5)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import office_holders, row
from partnering_desk.app.minutes_sheet import Standing, held_on, sheet_of
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import fingerprint
from partnering_desk.records.models import Approval, Confirmation, Meeting, Office, Person
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.confirming import check_approver
from partnering_desk.rules.decisions import check_minutes_may_change
from partnering_desk.rules.names import short_name


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may approve minutes: the chair, a vice-chair, or who chaired the meeting."""

    person_id: int
    name: str


def approvers(register: Register, meeting_id: int) -> tuple[Approver, ...]:
    """Who may approve the minutes of a meeting, the one most likely first."""
    with register.read() as session:
        found = entitled(row(session, Meeting, meeting_id))
        return tuple(Approver(one.id, short_name(one.name)) for one in found)


def entitled(meeting: Meeting) -> list[Person]:
    """Who may approve the minutes of `meeting`: who chaired it, then its chair and vice-chairs."""
    day = held_on(meeting)
    people = [meeting.chaired_by] if meeting.chaired_by is not None else []
    people += [
        one for office in (Office.CHAIR, Office.VICE_CHAIR) for one in office_holders(meeting.group, office, day)
    ]
    return list({one.id: one for one in people}.values())


def approve(register: Register, meeting_id: int, person_id: int | None = None) -> None:
    """Record that the chair approves the minutes as they stand now, for circulation (Governance 5.4.5).

    `person_id` is who approves; None for who chaired. Raises `Refusal` while the meeting goes on, once the minutes
    are confirmed, or for somebody who has not the chair.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        if meeting.closed_at is None:
            raise Refusal(f"{meeting.ref} is not closed yet. Close the meeting, then its minutes can be approved.")
        check_minutes_may_change(meeting.ref, confirmed_at(session, meeting))
        who = _who(session, meeting, person_id)
        session.add(
            Approval(
                meeting_id=meeting.id,
                person_id=who.id,
                approved_at=register.now(),
                recorded_by=register.who,
                fingerprint=fingerprint_of(session, register, meeting),
            )
        )


def _who(session: Session, meeting: Meeting, person_id: int | None) -> Person:
    may = entitled(meeting)
    if person_id is None:
        if not may:
            raise Refusal(f"{meeting.group.name} has no chair. Appoint one in Groups and people (Governance 5.4).")
        return may[0]
    person = row(session, Person, person_id)
    check_approver(person.name, [one.name for one in may])
    return person


def confirmed_at(session: Session, meeting: Meeting) -> str | None:
    """The number of the meeting that confirmed the minutes of `meeting`."""
    found = session.scalar(select(Confirmation).where(Confirmation.meeting_id == meeting.id))
    return found.confirmed_at.ref if found is not None else None


def last_approval(session: Session, meeting: Meeting) -> Approval | None:
    """The last approval of the minutes of `meeting`, standing or fallen."""
    asked = select(Approval).where(Approval.meeting_id == meeting.id).order_by(Approval.id.desc()).limit(1)
    return session.scalar(asked)


def fingerprint_of(session: Session, register: Register, meeting: Meeting) -> str:
    """The SHA-256 of what the whole minutes of `meeting` say now."""
    return fingerprint(sheet_of(session, register, meeting, Standing()))
