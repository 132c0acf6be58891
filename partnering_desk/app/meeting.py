"""Holding a meeting: opened, item by item, adjourned and resumed, closed (Governance 5.4.3; practice P5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda import prepare_in
from partnering_desk.app.attendance import Mark, correct_presence, corrections, set_presence
from partnering_desk.app.delegates import (
    add_delegate,
    add_in_attendance,
    add_visitor,
    remove_person,
    set_briefed,
    set_debriefed,
)
from partnering_desk.app.expected import refresh_expected
from partnering_desk.app.going_on import in_session, pause_of, up_to_now
from partnering_desk.app.interests import declare_interest, leave_for_item
from partnering_desk.app.lookups import attendees_of, office_holder, office_holders, row
from partnering_desk.app.next_meeting import note_next_meeting, set_next_date
from partnering_desk.app.register import Register
from partnering_desk.app.room import quorum_now, room
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import (
    Adjournment,
    AgendaItem,
    AttendanceState,
    Confirmation,
    ItemState,
    ItemStretch,
    Meeting,
    Office,
    Person,
)
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.rules.chair import check_takes_chair
from partnering_desk.rules.clause import G5_4, Refusal
from partnering_desk.rules.decisions import check_minutes_may_change
from partnering_desk.rules.names import short_name
from partnering_desk.rules.presence import present_at
from partnering_desk.rules.wording import join_words, show_time

__all__ = [
    "Closing",
    "Mark",
    "add_delegate",
    "add_in_attendance",
    "add_visitor",
    "adjourn",
    "close_meeting",
    "closing",
    "correct_presence",
    "corrections",
    "declare_interest",
    "finish_item",
    "leave_for_item",
    "note_next_meeting",
    "open_meeting",
    "quorum_now",
    "remove_person",
    "resume",
    "room",
    "save_decision_draft",
    "save_notes",
    "set_briefed",
    "set_debriefed",
    "set_next_date",
    "set_presence",
    "start_item",
    "take_chair",
]


def open_meeting(register: Register, meeting_id: int, at: datetime | None = None) -> None:
    """Open the meeting at `at` (now, when None) and take up its first item; an agenda never prepared is written.

    The appointed chair has the chair if here. Raises `Refusal` when it was cancelled, was opened before, or `at`
    is still to come.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        if meeting.cancelled_at is not None:
            raise Refusal("This meeting was cancelled. Schedule another in the Calendar.")
        if meeting.opened_at is not None:
            raise Refusal(f"This meeting was opened at {show_time(meeting.opened_at)} already.")
        refresh_expected(session, meeting)
        if not meeting.items:  # nobody has looked at its agenda yet: it writes itself now
            prepare_in(session, register, meeting)
        meeting.opened_at = up_to_now(register, at)
        chair = office_holder(meeting.group, Office.CHAIR, meeting.starts.date())
        if chair is not None and _is_here(meeting, chair.id, meeting.opened_at):
            meeting.chaired_by = chair
        if first := next(iter(_agenda(meeting)), None):
            _begin(first, meeting.opened_at)


def _agenda(meeting: Meeting) -> list[AgendaItem]:
    return [item for item in meeting.items if item.removed_at is None]


def _is_here(meeting: Meeting, person_id: int, moment: datetime) -> bool:
    return any(one.person_id == person_id for one in present_at(attendees_of(meeting), moment))


def start_item(register: Register, item_id: int) -> None:
    """Take up an item; the one that was on is finished. What lay between is no part of an item taken up again.

    Raises `Refusal` when the meeting is not going on.
    """
    with register.write() as session:
        item = row(session, AgendaItem, item_id)
        meeting = in_session(session, item.meeting_id)
        now = register.now()
        for other in session.scalars(_under_way(meeting)):
            if other is not item:
                _finish(other, now)
        _begin(item, now)
        if item.state is ItemState.DONE:
            item.state = ItemState.OPEN


def _under_way(meeting: Meeting) -> Select[AgendaItem]:
    return select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id,
        AgendaItem.removed_at.is_(None),
        AgendaItem.stretches.any(ItemStretch.finished_at.is_(None)),
    )


def _begin(item: AgendaItem, now: datetime) -> None:
    """Let a stretch of the item begin, unless it is under way; should the clock go back, not before the last ended."""
    if not item.running:
        item.stretches.append(ItemStretch(started_at=max(now, item.finished_at or now)))


def _finish(item: AgendaItem, now: datetime) -> None:
    if item.finished_at is None:
        _begin(item, now)
        last = item.stretches[-1]
        last.finished_at = max(now, last.started_at)
    if item.state is ItemState.OPEN:
        item.state = ItemState.DONE


def finish_item(register: Register, item_id: int) -> None:
    """Leave an item as dealt with. Raises `Refusal` when the meeting is not going on."""
    with register.write() as session:
        item = row(session, AgendaItem, item_id)
        in_session(session, item.meeting_id)
        _finish(item, register.now())


def save_notes(register: Register, item_id: int, markdown: str) -> None:
    """Keep an item's notes as typed. Raises `Refusal` once the minutes are confirmed (practice P7)."""
    with register.write() as session:
        item = row(session, AgendaItem, item_id)
        _check_not_confirmed(session, item)
        item.notes = markdown


def save_decision_draft(register: Register, item_id: int, wording: str) -> None:
    """Keep the wording of a decision that is being put. Raises `Refusal` once the minutes are confirmed."""
    with register.write() as session:
        item = row(session, AgendaItem, item_id)
        _check_not_confirmed(session, item)
        item.decision_draft = wording


def _check_not_confirmed(session: Session, item: AgendaItem) -> None:
    if stage_of(session, item.meeting) is not Stage.CONFIRMED:
        return
    asked = select(Meeting.ref).join(Confirmation, Confirmation.confirmed_at_id == Meeting.id)
    confirmed_at = session.scalar(asked.where(Confirmation.meeting_id == item.meeting_id))
    check_minutes_may_change(item.meeting.ref, confirmed_at or "a later meeting")


def take_chair(register: Register, meeting_id: int, person_id: int, because: str = "") -> None:
    """Record who takes the chair, and why when it is not the appointed chair (Governance 5.4).

    Raises `Refusal` when that person may not take it, or the meeting is over.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        if meeting.closed_at is not None:
            raise Refusal("The meeting is over, so the chair stands as it was recorded (Governance 5.4).", G5_4)
        person = row(session, Person, person_id)
        day = meeting.starts.date()
        appointed = office_holder(meeting.group, Office.CHAIR, day)
        here = {one.person_id: one for one in present_at(attendees_of(meeting), register.now())}
        check_takes_chair(
            person.name,
            present=person_id in here,
            member=person_id in here and here[person_id].counts,
            vice_chair=person in (*office_holders(meeting.group, Office.VICE_CHAIR, day), appointed),
            chair=appointed.name if appointed is not None and appointed is not person else "",
            chair_present=appointed is not None and appointed.id in here,
            because=because,
        )
        if appointed is None:
            why = because.strip() or "no chair is appointed"
        elif appointed.id == person_id:
            why = ""
        else:
            why = because.strip() or _why_no_chair(meeting, appointed)
        meeting.chaired_by = person
        meeting.chaired_because = why


def _why_no_chair(meeting: Meeting, appointed: Person) -> str:
    state = next((one.state for one in meeting.attendances if one.person_id == appointed.id), None)
    words = {AttendanceState.APOLOGIES: "sent apologies", AttendanceState.ATTENDING: "was out of the room"}
    return f"{short_name(appointed.name)} {words.get(state, 'was absent') if state else 'was absent'}"


def adjourn(register: Register, meeting_id: int, reason: str = "", at: datetime | None = None) -> None:
    """Break off the meeting for a while. Raises `Refusal` when it is not going on."""
    with register.write() as session:
        meeting = in_session(session, meeting_id)
        meeting.adjournments.append(Adjournment(adjourned_at=up_to_now(register, at), reason=reason.strip()))


def resume(register: Register, meeting_id: int, at: datetime | None = None) -> None:
    """Go on after a break. Raises `Refusal` when the meeting is not adjourned."""
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        if stage_of(session, meeting) is not Stage.ADJOURNED:
            raise Refusal("The meeting is not adjourned, so there is nothing to resume.")
        pause, moment = pause_of(meeting), up_to_now(register, at)
        if moment < pause.adjourned_at:
            raise Refusal(f"The meeting was adjourned at {show_time(pause.adjourned_at)}. Type a later time.")
        pause.resumed_at = moment


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a meeting now would leave: sentences for the person who closes it."""

    not_reached: tuple[str, ...]
    unmarked: tuple[str, ...]
    unrecorded: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the chair should know before closing, a sentence each."""
        said = []
        if self.not_reached:
            what = "was not reached: it goes" if len(self.not_reached) == 1 else "were not reached: they go"
            said.append(f"{join_words(self.not_reached)} {what} to the next agenda.")
        if self.unmarked:
            said.append(f"{join_words(self.unmarked)} will be recorded as absent.")
        if self.unrecorded:
            said.append(f"A decision is worded but not recorded under {join_words(self.unrecorded)}.")
        return tuple(said)


def closing(register: Register, meeting_id: int) -> Closing:
    """What closing the meeting now would leave unfinished."""
    with register.read() as session:
        return _closing(row(session, Meeting, meeting_id))


def _closing(meeting: Meeting) -> Closing:
    numbered = tuple(enumerate(_agenda(meeting), 1))
    return Closing(
        tuple(f"item {number} ({item.title})" for number, item in numbered if _not_reached(item)),
        tuple(
            short_name(one.person.name)
            for one in meeting.attendances
            if one.state is AttendanceState.EXPECTED and one.party is not None
        ),
        tuple(f"item {number}" for number, item in numbered if item.decision_draft.strip()),
    )


def _not_reached(item: AgendaItem) -> bool:
    return item.state is ItemState.OPEN and item.started_at is None and item.kind is not ItemKind.NEXT_MEETING


def close_meeting(register: Register, meeting_id: int, at: datetime | None = None) -> Closing:
    """Close the meeting; what it did not reach goes to the next agenda. What that is comes back.

    Raises `Refusal` when it was not opened, is over, or `at` is before something recorded in it.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        moment = up_to_now(register, at)
        if stage_of(session, meeting) is Stage.ADJOURNED:
            _check_after_everything(meeting, moment)
            pause_of(meeting).resumed_at = moment
            session.flush()
        meeting = in_session(session, meeting_id)
        _check_after_everything(meeting, moment)
        left_over = _closing(meeting)
        for item in _agenda(meeting):
            if _not_reached(item):
                item.state = ItemState.NOT_REACHED
            elif item.finished_at is None:
                _finish(item, moment)
        for attendance in meeting.attendances:
            if attendance.state is AttendanceState.EXPECTED:
                attendance.state = AttendanceState.ABSENT
        meeting.closed_at = moment
        return left_over


def _check_after_everything(meeting: Meeting, moment: datetime) -> None:
    times = [meeting.opened_at, *(pause.adjourned_at for pause in meeting.adjournments)]
    times += [time for item in meeting.items for one in item.stretches for time in (one.started_at, one.finished_at)]
    times += [time for one in meeting.attendances for span in one.spans for time in (span.arrived, span.left)]
    last = max(time for time in times if time is not None)
    if moment < last:
        raise Refusal(f"Something was recorded at {show_time(last)}. Close the meeting at a later time.")
