"""Obligations of the chair: to schedule meetings, circulate agendas, hold meetings and circulate minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select

from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.owed import Ask
from partnering_desk.app.requirements import gaps_of
from partnering_desk.app.silent_items import silent_items
from partnering_desk.app.stages import Stage, stages_of
from partnering_desk.records.models import (
    Approval,
    Dispatch,
    DispatchState,
    Document,
    DocumentKind,
    Group,
    Meeting,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G3, G5_1_3, G5_4_2, G5_4_3, G5_4_5
from partnering_desk.rules.minutes import agenda_deadline, clock
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.periods import PeriodGap, pre_commencement_months
from partnering_desk.rules.wording import count_word, sentence_case, show_day_month, show_short, show_time

ANY_DAY = frozenset({Kind.MEETING, Kind.PRE_COMMENCEMENT})
"""What may be done on any day up to the one that is due."""
AGENDA_SHOWN_AHEAD = timedelta(days=21)
"""An agenda stands on the Desk from so long before its meeting."""

FINISH_MINUTES = Duty(Kind.MINUTES, G5_4_5, "Finish minutes", "meeting")
CIRCULATE_MINUTES = Duty(Kind.MINUTES, G5_4_5, "Approve and circulate", "meeting")
SET_AGENDA = Duty(Kind.AGENDA, G5_4_2, "Set agenda", "meeting")
OPEN_MEETING = Duty(Kind.MEETING, G5_4_3, "Open meeting", "meeting")
GO_TO_MEETING = Duty(Kind.MEETING, G5_4_3, "Go to meeting", "meeting")
SEND_COPIES = Duty(Kind.OUTBOX, G5_4_5, "Open outbox", "outbox")
CALL_MEETING = Duty(Kind.MEETING, G5_1_3, "Choose a date", "calendar")
CALL_PRE_COMMENCEMENT = Duty(Kind.PRE_COMMENCEMENT, G3, "Choose a date", "calendar")


def owed(ask: Ask) -> Iterator[Obligation]:
    """What is owed for meetings: those held, those to come, and those that nobody has called."""
    found = list(
        ask.session.scalars(
            select(Meeting)
            .join(Meeting.group)
            .where(Group.partnering_id == ask.partnering.id, Meeting.cancelled_at.is_(None))
            .order_by(Meeting.starts)
        )
    )
    stages = stages_of(ask.session, found)
    for meeting in found:
        match stages[meeting.id]:
            case Stage.MINUTES:
                yield _minutes(ask, meeting)
            case Stage.PLANNED | Stage.AGENDA:
                yield from _coming(ask, meeting, stages[meeting.id])
            case Stage.IN_SESSION | Stage.ADJOURNED:
                yield _going_on(meeting, stages[meeting.id])
    yield from _unsent(ask)
    for group in ask.partnering.groups:
        yield from _uncalled(ask, group, [one.starts.date() for one in found if one.group_id == group.id])


def _title(what: str, meeting: Meeting) -> str:
    return f"{what} of {meeting.group.name}, {show_day_month(meeting.starts.date())}"


def _minutes(ask: Ask, meeting: Meeting) -> Obligation:
    day = held_on(meeting)
    now = clock(ask.calendar, day, ask.on, ask.settings(day))
    missing = _missing(ask, meeting)
    when = f"Due {show_short(now.due.date)}." if now.late else f"{sentence_case(now.words)}."
    return (FINISH_MINUTES if missing else CIRCULATE_MINUTES).owed(
        _title("Minutes", meeting),
        f"{when} {missing or 'Draft is complete, ' + _approval_words(ask, meeting)}",
        due=now.due,
        subject=meeting.id,
    )


def _missing(ask: Ask, meeting: Meeting) -> str:
    """What the draft lacks, in words; empty when every item that was reached has notes, a decision or an action."""
    empty = len(silent_items(ask.session, meeting))
    return f"{sentence_case(count_word(empty, 'item'))} {'has' if empty == 1 else 'have'} no notes." if empty else ""


def _approval_words(ask: Ask, meeting: Meeting) -> str:
    approved = ask.session.scalar(select(Approval.id).where(Approval.meeting_id == meeting.id).limit(1))
    return "and the chair has approved it." if approved else "chair has not approved it."


def _coming(ask: Ask, meeting: Meeting, stage: Stage) -> Iterator[Obligation]:
    day = meeting.starts.date()
    if stage is Stage.PLANNED and day - ask.on <= AGENDA_SHOWN_AHEAD:
        settings = ask.settings(day)
        due = agenda_deadline(ask.calendar, day, settings)
        days = sentence_case(count_word(settings.agenda_working_days, "Working Day"))
        yield SET_AGENDA.owed(
            _title("Agenda", meeting),
            f"{days} before.",
            due=due,
            subject=meeting.id,
        )
    if day <= ask.on:
        yield OPEN_MEETING.owed(
            _title("Meeting", meeting),
            f"Called for {show_time(meeting.starts)}{f' at {meeting.place}' if meeting.place else ''}. "
            "Open it, or postpone or cancel it with the reason.",
            due=day,
            subject=meeting.id,
        )


def _going_on(meeting: Meeting, stage: Stage) -> Obligation:
    since = f" since {show_time(meeting.opened_at)}" if meeting.opened_at else ""
    return GO_TO_MEETING.owed(
        _title("Meeting", meeting),
        f"{stage.words}{since}.",
        due=meeting.starts.date(),
        subject=meeting.id,
    )


def _unsent(ask: Ask) -> Iterator[Obligation]:
    waiting = ask.session.execute(
        select(func.count(), func.min(Dispatch.waiting_since))
        .select_from(Dispatch)
        .join(Dispatch.document)
        .join(Document.meeting)
        .join(Meeting.group)
        .where(
            Group.partnering_id == ask.partnering.id,
            Dispatch.state == DispatchState.WAITING,
            Document.kind.in_((DocumentKind.AGENDA, DocumentKind.MINUTES)),
        )
    ).one()
    number, since = waiting
    if number:
        yield SEND_COPIES.owed(
            f"{sentence_case(count_word(number, 'copy', 'copies'))} still to reach their people",
            f"Waiting since {show_short(since.date())}: by mail, as drafts, or handed over on paper.",
            due=since.date(),
        )


def _uncalled(ask: Ask, group: Group, dates: list[date]) -> Iterator[Obligation]:
    if group.kind is GroupKind.PRE_COMMENCEMENT:
        if ask.on < ask.partnering.commencement:
            gaps = pre_commencement_months(ask.partnering.effective, ask.partnering.commencement, dates)
            yield from (_gap(ask, group, one, CALL_PRE_COMMENCEMENT) for one in gaps if one.period.first <= ask.on)
        return
    if group.planned_start <= ask.on <= ask.partnering.expiry:
        now = (one for one in gaps_of(group, dates, ask.on) if one.period.holds(ask.on))
        yield from (_gap(ask, group, one, CALL_MEETING) for one in now)


def _gap(ask: Ask, group: Group, missing: PeriodGap, duty: Duty) -> Obligation:
    return duty.owed(
        missing.title(group.name, ask.on),
        f"It meets {group.frequency.words.lower()}.",
        due=missing.period.last,
        subject=group.id,
    )
