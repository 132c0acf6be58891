"""A Working Group's report to the Core Group, drafted from the record since it last met (Governance 6.2.7 to 6.2.9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.action_list import AsAt, open_on
from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.attendance_register import held_between, meeting_quorum
from partnering_desk.app.decision_register import registered
from partnering_desk.app.decision_rows import DecisionKind, DecisionRow, decision_rows
from partnering_desk.app.lookups import calendar_of, row
from partnering_desk.app.minutes_items import HIDDEN_ACTION
from partnering_desk.app.register import Register
from partnering_desk.documents.outline import Outline
from partnering_desk.documents.snapshots import ActionLine, Gap, GroupReportSheet, Header, RegisteredDecision, Tone
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.agenda import GroupKind, gap_sentence
from partnering_desk.rules.clause import G6_2_7, Refusal
from partnering_desk.rules.votes import FollowOn
from partnering_desk.rules.wording import show_day, show_long

_BEGINNING = datetime(1, 1, 1)


def group_report(
    register: Register, group_id: int, core_meeting_id: int | None = None, *, without_confidential: bool = False
) -> Outline:
    """The report of a Working Group for a meeting of the Core Group (the next when None), on all since the one before.

    Without confidential items, a gap stands in the place of what such an item gave (practice P9). Raises `Refusal`
    when the group is no Working Group, or the meeting none of the Core Group's.
    """
    from partnering_desk.documents.group_report import group_report_outline

    sheet = group_report_sheet(register, group_id, core_meeting_id, without_confidential=without_confidential)
    return group_report_outline(sheet)


def group_report_sheet(
    register: Register, group_id: int, core_meeting_id: int | None = None, *, without_confidential: bool = False
) -> GroupReportSheet:
    """What the report says; as `group_report`."""
    hides = without_confidential
    with register.read() as session:
        group = row(session, Group, group_id)
        if group.kind is not GroupKind.WORKING:
            raise Refusal(f"The {group.name} is no Working Group, so it reports to nobody. Choose one.", G6_2_7)
        last, coming = _core_meetings(session, register, core_meeting_id)
        since = (last.opened_at if last is not None else None) or _BEGINNING
        until = (coming.opened_at if coming is not None else None) or register.now()
        held = held_between(session, register, since, until, group_id)
        meetings = tuple(meeting_quorum(session, register, one) for one in held)
        said = tuple(one for meeting in held for one in _said(meeting, hides))
        reading = AsAt(calendar_of(session, register.partnering_id), until.date())
        header, covers = _header(register, group, coming), tuple(_covers(last, coming, len(held)))
    taken = [one for one in reversed(decision_rows(register, group_id=group_id)) if since <= one.taken_at <= until]
    asked = [one for one in taken if one.follow_on is FollowOn.REFER_TO_CORE]
    recommended = [one for one in taken if one.kind is DecisionKind.RECOMMENDATION]
    decided = [one for one in taken if one not in asked and one not in recommended]
    mine = [one for one in action_rows(register) if one.group_id == group_id]
    day = until.date()
    ended = [one for one in mine if one.closed_on is not None and since.date() <= one.closed_on <= day]

    def list_of(decisions: Sequence[DecisionRow]) -> tuple[RegisteredDecision, ...]:
        return tuple(registered(one, hides) for one in decisions)

    return GroupReportSheet(
        header,
        covers,
        asked=list_of(asked),
        said=said,
        meetings=meetings,
        decisions=list_of(decided),
        recommendations=list_of(recommended),
        open=tuple(_open(one, reading, hides) for one in mine if open_on(one, day)),
        done=tuple(_action(one, f"{one.state_words} {show_day(one.closed_on or day)}", hides) for one in ended),
    )


def working_groups(register: Register) -> tuple[tuple[int, str], ...]:
    """The Working Groups of the partnering shown: their ids and names."""
    asked = select(Group.id, Group.name).where(
        Group.partnering_id == register.partnering_id, Group.kind == GroupKind.WORKING
    )
    with register.read() as session:
        return tuple((of, name) for of, name in session.execute(asked.order_by(Group.id)))


def working_group(register: Register, group_id: int | None) -> int:
    """The group named, or the only Working Group. Raises `Refusal` when it is not plain which one reports."""
    groups = working_groups(register)
    if group_id is not None:
        return group_id
    if len(groups) != 1:
        raise Refusal("Say which Working Group reports, by its code (Governance 6.2.7).", G6_2_7)
    return groups[0][0]


def _core_meetings(
    session: Session, register: Register, core_meeting_id: int | None
) -> tuple[Meeting | None, Meeting | None]:
    """The Core Group's meeting held last before the one that the report is for, and that one."""
    asked = (
        select(Meeting)
        .join(Meeting.group)
        .where(
            Group.partnering_id == register.partnering_id,
            Group.kind == GroupKind.CORE,
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts)
    )
    every = session.scalars(asked).all()
    if core_meeting_id is None:
        to_come = (one for one in every if one.opened_at is None and one.starts.date() >= register.today())
        coming = next(to_come, None)
    else:
        coming = next((one for one in every if one.id == core_meeting_id), None)
        if coming is None:
            raise Refusal("That is no meeting of the Core Group. Name one that the report is for.", G6_2_7)
    until = coming.starts if coming is not None else register.now()
    held = [one for one in every if one.opened_at is not None and one is not coming and one.starts < until]
    return (held[-1] if held else None), coming


def _header(register: Register, group: Group, coming: Meeting | None) -> Header:
    return Header(
        partnering=group.partnering.name,
        group=group.name,
        reference=coming.ref if coming is not None else f"As at {show_day(register.today())}",
        when=f"For the meeting of {show_long(coming.starts.date())}" if coming is not None else "",
        status=f"Draft, made from the record on {show_long(register.today())}",
        tone=Tone.CARE,
        author=register.who,
        made=register.now(),
    )


def _covers(last: Meeting | None, coming: Meeting | None, held: int) -> Iterator[str]:
    since = f"since {last.ref} of {show_day((last.opened_at or last.starts).date())}" if last else "from the beginning"
    yield f"This report covers what the group did {since} ({G6_2_7.ref} to 6.2.9)."
    if not held:
        yield "The group has held no meeting in that time."
    if coming is None:
        yield "The Core Group's next meeting is not in the calendar yet."


def _said(meeting: Meeting, hides: bool) -> Iterator[tuple[str, str | Gap]]:
    """What was minuted under the report's own item."""
    for item in on_agenda(meeting):
        if item.clause == G6_2_7.id and item.notes.strip():
            because = item.confidential_because
            title = f"{meeting.ref}, {show_day((meeting.opened_at or meeting.starts).date())}"
            yield title, Gap(gap_sentence(because)) if because and hides else item.notes


def _open(one: ActionRow, reading: AsAt, hides: bool) -> ActionLine:
    return _action(one, reading.late_words(one) or (one.state_words if one.open else "Open"), hides)


def _action(one: ActionRow, state: str, hides: bool) -> ActionLine:
    if one.confidential and hides:
        return ActionLine(one.ref, HIDDEN_ACTION)
    due = show_day(one.due) if one.due else one.due_words
    return ActionLine(one.ref, one.text, one.owners_shown, due, state)
