"""Who is at a meeting: as what, from when to when (Governance 5.3 and 5.5; practice P3, P4)."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.findings import check_findings_stand
from partnering_desk.app.going_on import up_to_now
from partnering_desk.app.lookups import office_holder, row
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import (
    Attendance,
    AttendanceState,
    Meeting,
    Office,
    Person,
    PresenceCorrection,
    PresenceSpan,
)
from partnering_desk.rules.clause import G5_3, P3, P7, Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.presence import Mode, Span, check_spans
from partnering_desk.rules.wording import join_words, show_time


class Mark(enum.StrEnum):
    """What a minute taker marks against a name."""

    EXPECTED = "expected"
    PRESENT = "present"
    ONLINE = "online"
    APOLOGIES = "apologies"
    LEFT = "left"
    ABSENT = "absent"


_MODES = {Mark.PRESENT: Mode.ROOM, Mark.ONLINE: Mode.ONLINE}
_STATES = {
    Mark.EXPECTED: AttendanceState.EXPECTED,
    Mark.APOLOGIES: AttendanceState.APOLOGIES,
    Mark.ABSENT: AttendanceState.ABSENT,
}


def set_presence(register: Register, attendance_id: int, mark: Mark, at: datetime | None = None) -> None:
    """Mark somebody present, online, left, absent or with apologies, from `at` (now, when None) on.

    The appointed chair who comes in while nobody has taken the chair has it (Governance 5.4).

    Raises `Refusal` when it cannot be: a time still to come or before they were last seen, somebody leaving who
    is not there, a member coming in while a delegate sits for them, a decision whose quorum it would undo, or a
    meeting that is over.
    """
    with register.write() as session:
        attendance = row(session, Attendance, attendance_id)
        _check_still_open(attendance.meeting)
        if mark in _MODES:
            if at is None or not _put_back(register, session, attendance, at, _MODES[mark]):
                _arrive(attendance, _moment(register, attendance, at), _MODES[mark])
            _seat_chair(attendance)
        elif mark is Mark.LEFT:
            _leave(attendance, _moment(register, attendance, at))
        else:
            _take_away(register, session, attendance, mark)
        check_findings_stand(session, attendance.meeting)


def _check_still_open(meeting: Meeting) -> None:
    if meeting.cancelled_at is not None:
        raise Refusal("This meeting was cancelled, so nobody can be marked at it.")
    if meeting.closed_at is not None:
        raise Refusal(
            f"The meeting closed at {show_time(meeting.closed_at)}. "
            "Correct who was there with “Correct times”, and say why (Practice: presence).",
            P3,
        )


def _name(attendance: Attendance) -> str:
    return short_name(attendance.person.name)


def _moment(register: Register, attendance: Attendance, at: datetime | None) -> datetime:
    """`at`, or now; moved within its minute so that times typed to the minute follow what was clocked."""
    moment = up_to_now(register, at)
    if at is None:
        return moment
    last = attendance.spans[-1] if attendance.spans else None
    edge = None if last is None else last.left or last.arrived
    if edge is not None and at < edge:
        if at.replace(second=0) == edge.replace(second=0):
            return edge
        raise Refusal(
            f"{_name(attendance)} was last seen at {show_time(edge)}. "
            f"Type a later time, or put it right with “Correct times”."
        )
    return at


def _put_back(register: Register, session: Session, attendance: Attendance, at: datetime, mode: Mode) -> bool:
    """Whether somebody who is here, marked later than they came, could be put back to `at`; kept as a correction."""
    if not attendance.spans or attendance.spans[-1].left is not None or attendance.spans[-1].mode is not mode:
        return False
    *before, last = (Span(one.arrived, one.left, one.mode) for one in attendance.spans)
    if at > register.now() or (before and before[-1].left is not None and at < before[-1].left):
        return False
    if at != last.arrived:
        spans = (*before, Span(at, None, mode))
        _correct(register, session, attendance, spans, AttendanceState.ATTENDING, "time of arrival typed")
    return True


def _arrive(attendance: Attendance, moment: datetime, mode: Mode) -> None:
    _check_seat_is_free(attendance)
    last = attendance.spans[-1] if attendance.spans else None
    attendance.state = AttendanceState.ATTENDING
    if last is not None and last.left is None:
        if last.mode is mode:
            return
        last.left = moment
    attendance.spans.append(PresenceSpan(arrived=moment, mode=mode))


def _seat_chair(attendance: Attendance) -> None:
    meeting = attendance.meeting
    if meeting.opened_at is None or meeting.chaired_by_id is not None:
        return
    if office_holder(meeting.group, Office.CHAIR, meeting.starts.date()) is attendance.person:
        meeting.chaired_by = attendance.person


def _leave(attendance: Attendance, moment: datetime) -> None:
    last = attendance.spans[-1] if attendance.spans else None
    if last is None or last.left is not None:
        raise Refusal(f"{_name(attendance)} is not here, so cannot leave. Mark them present first.")
    last.left = moment


def _take_away(register: Register, session: Session, attendance: Attendance, mark: Mark) -> None:
    """Mark somebody away; times recorded for them by mistake are kept as a correction."""
    if attendance.spans:
        _correct(register, session, attendance, (), _STATES[mark], f"marked {mark.value}")
    attendance.state = _STATES[mark]


def _seat_mates(attendance: Attendance) -> tuple[Attendance, ...]:
    """Those who sit by the same membership: the member and any delegate of theirs."""
    if attendance.membership_id is None:
        return ()
    return tuple(
        other
        for other in attendance.meeting.attendances
        if other is not attendance and other.membership_id == attendance.membership_id
    )


def _check_seat_is_free(attendance: Attendance) -> None:
    for other in _seat_mates(attendance):
        if other.spans and other.spans[-1].left is None:
            raise Refusal(
                f"{_name(other)} sits in that seat now. Mark {_name(other)} as left, "
                f"then {_name(attendance)} as present (Governance 5.3).",
                G5_3,
            )


def correct_presence(
    register: Register,
    attendance_id: int,
    spans: Sequence[Span],
    reason: str,
    mark: Mark = Mark.EXPECTED,
) -> None:
    """Put right from when to when somebody was there; what stood before is kept with who changed it, and why.

    With no spans the person was not there, and `mark` says how: apologies, absent or expected. Raises `Refusal`
    when times overlap or run backwards, no reason is given, the quorum found for a decision would not be borne out
    any more, or the minutes are confirmed.
    """
    if not reason.strip():
        raise Refusal("Say why the times are corrected: it is kept with the correction (Practice: presence).", P3)
    with register.write() as session:
        attendance = row(session, Attendance, attendance_id)
        ordered = check_spans(_name(attendance), spans)
        if stage_of(session, attendance.meeting) is Stage.CONFIRMED:
            raise Refusal(
                "These minutes are confirmed. Put the correction to the next meeting, which can correct them "
                "(Practice: draft until confirmed).",
                P7,
            )
        latest = attendance.meeting.closed_at or register.now()
        if any(moment > latest for span in ordered for moment in (span.arrived, span.left or span.arrived)):
            raise Refusal(f"Times can go up to {show_time(latest)}, no later.")
        state = AttendanceState.ATTENDING if ordered else _STATES.get(mark, AttendanceState.EXPECTED)
        _correct(register, session, attendance, ordered, state, reason.strip())
        check_findings_stand(session, attendance.meeting)


def _correct(
    register: Register,
    session: Session,
    attendance: Attendance,
    spans: Sequence[Span],
    state: AttendanceState,
    reason: str,
) -> None:
    before = presence_words(attendance)
    attendance.spans.clear()
    session.flush()  # at no moment is anybody here twice
    attendance.spans.extend(PresenceSpan(arrived=s.arrived, left=s.left, mode=s.mode) for s in spans)
    attendance.state = state
    session.add(
        PresenceCorrection(
            attendance_id=attendance.id,
            corrected_at=register.now(),
            corrected_by=register.who,
            before=before,
            after=presence_words(attendance),
            reason=reason,
        )
    )


def presence_words(attendance: Attendance) -> str:
    """From when to when somebody was there, in words: "in the room 10:02 to 10:35, online from 10:40"."""
    if not attendance.spans:
        return attendance.state.value
    return join_words([_span_words(span) for span in attendance.spans])


def _span_words(span: PresenceSpan) -> str:
    where = "online" if span.mode is Mode.ONLINE else "in the room"
    arrived = show_time(span.arrived)
    return f"{where} from {arrived}" if span.left is None else f"{where} {arrived} to {show_time(span.left)}"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction of somebody's times: when, by whom, what stood before and after, and why."""

    name: str
    corrected_at: datetime
    corrected_by: str
    before: str
    after: str
    reason: str


def corrections(register: Register, meeting_id: int) -> tuple[CorrectionRow, ...]:
    """Every correction of who was there when at this meeting, oldest first (Practice: presence)."""
    asked = (
        select(PresenceCorrection, Person.name)
        .join(Attendance, PresenceCorrection.attendance_id == Attendance.id)
        .join(Person, Attendance.person_id == Person.id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(PresenceCorrection.id)
    )
    with register.read() as session:
        return tuple(
            CorrectionRow(short_name(name), c.corrected_at, c.corrected_by, c.before, c.after, c.reason)
            for c, name in session.execute(asked)
        )
