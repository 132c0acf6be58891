"""Declarations of interest, and absence from one item because of them (practice P3, P4)."""

from __future__ import annotations

from partnering_desk.app.findings import check_findings_stand
from partnering_desk.app.lookups import row
from partnering_desk.app.register import Register
from partnering_desk.records.models import AgendaItem, Attendance, Interest, ItemAbsence
from partnering_desk.rules.clause import P3, P4, P8, Refusal

STAYED = "stayed"
LEFT_FOR_ITEM = "left for the item"
DID_NOT_SPEAK = "stayed, did not speak"
HANDLED = (LEFT_FOR_ITEM, DID_NOT_SPEAK, STAYED)
"""What is usually done about an interest; other words may be typed."""


def declare_interest(
    register: Register, attendance_id: int, item_id: int | None, nature: str, handled: str = LEFT_FOR_ITEM
) -> None:
    """Record who declared what interest, in which item (None: in the meeting), and what was done.

    "left for the item" takes them out of the quorum while that item is on. Raises `Refusal` when the nature is
    not said, the item is of another meeting, a decision's quorum would be undone, or the meeting is over.
    """
    if not nature.strip():
        raise Refusal("Say what the interest is: “trustee of the hostel’s landlord” (Practice: interests).", P4)
    with register.write() as session:
        attendance = row(session, Attendance, attendance_id)
        meeting = attendance.meeting
        if meeting.closed_at is not None:
            raise Refusal(
                "The meeting is over. Put the declaration in a note after the meeting (Practice: after the meeting).",
                P8,
            )
        if item_id is not None and row(session, AgendaItem, item_id).meeting_id != meeting.id:
            raise Refusal("That item is not on this meeting's agenda. Choose another.")
        if handled == LEFT_FOR_ITEM and item_id is None:
            raise Refusal("Choose the item that they left for.")
        meeting.interests.append(
            Interest(item_id=item_id, person_id=attendance.person_id, nature=nature.strip(), handled=handled.strip())
        )
        if handled == LEFT_FOR_ITEM and item_id is not None:
            _leave_for(attendance, item_id, f"interest declared: {nature.strip()}")
            check_findings_stand(session, meeting)


def _leave_for(attendance: Attendance, item_id: int, reason: str) -> None:
    if all(absence.item_id != item_id for absence in attendance.item_absences):
        attendance.item_absences.append(ItemAbsence(item_id=item_id, reason=reason))


def leave_for_item(register: Register, attendance_id: int, item_id: int, away: bool, reason: str = "") -> None:
    """Note that somebody is out of the room for one item, or was not after all.

    Raises `Refusal` when the meeting is over, or a decision's quorum would be undone.
    """
    with register.write() as session:
        attendance = row(session, Attendance, attendance_id)
        if attendance.meeting.closed_at is not None:
            raise Refusal(
                "The meeting is over, so absences from items stand as they were recorded (Practice: presence).", P3
            )
        if away:
            _leave_for(attendance, item_id, reason.strip())
            session.flush()
        else:
            for absence in [one for one in attendance.item_absences if one.item_id == item_id]:
                attendance.item_absences.remove(absence)
                session.delete(absence)
        check_findings_stand(session, attendance.meeting)
