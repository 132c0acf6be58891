"""Obligations of the chair: to schedule meetings, circulate agendas and hold meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from partnering_desk.app import owed_copies, owed_minutes
from partnering_desk.app.owed import MEETING_SHOWN_AHEAD, Ask, titled
from partnering_desk.app.requirements import gaps_of
from partnering_desk.app.stages import Stage, stages_of
from partnering_desk.records.models import Group, Meeting
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G3, G5_1_3, G5_4_2, G5_4_3
from partnering_desk.rules.minutes import agenda_deadline
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.periods import PeriodGap
from partnering_desk.rules.wording import count_word, sentence_case, show_time

ANY_DAY = frozenset({Kind.MEETING, Kind.PRE_COMMENCEMENT})
"""What may be done on any day up to the one that is due."""

SET_AGENDA = Duty(Kind.AGENDA, G5_4_2, "Set agenda", "meeting")
OPEN_MEETING = Duty(Kind.MEETING, G5_4_3, "Open meeting", "meeting")
GO_TO_MEETING = Duty(Kind.MEETING, G5_4_3, "Go to meeting", "meeting")
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
                yield from owed_minutes.to_circulate(ask, meeting)
            case Stage.CIRCULATED:
                yield from owed_minutes.to_confirm(ask, meeting, found)
            case Stage.PLANNED | Stage.AGENDA:
                yield from _coming(ask, meeting, stages[meeting.id])
            case Stage.IN_SESSION | Stage.ADJOURNED:
                yield _going_on(meeting, stages[meeting.id])
    yield from owed_copies.to_send(ask)
    yield from owed_copies.to_reach(ask)
    for group in ask.partnering.groups:
        yield from _uncalled(ask, group, [one.starts.date() for one in found if one.group_id == group.id])


def _coming(ask: Ask, meeting: Meeting, stage: Stage) -> Iterator[Obligation]:
    day = meeting.starts.date()
    if day < ask.partnering.kept_from:
        return
    if stage is Stage.PLANNED and day - ask.on <= MEETING_SHOWN_AHEAD:
        settings = ask.settings(day)
        due = agenda_deadline(ask.calendar, day, settings)
        days = sentence_case(count_word(settings.agenda_working_days, "Working Day"))
        yield SET_AGENDA.owed(
            titled("Agenda", meeting),
            f"{days} before.",
            due=due,
            subject=meeting.id,
        )
    if day <= ask.on:
        yield OPEN_MEETING.owed(
            titled("Meeting", meeting),
            f"Called for {show_time(meeting.starts)}{f' at {meeting.place}' if meeting.place else ''}. "
            "Open it, or postpone or cancel it with the reason.",
            due=day,
            subject=meeting.id,
        )


def _going_on(meeting: Meeting, stage: Stage) -> Obligation:
    since = f" since {show_time(meeting.opened_at)}" if meeting.opened_at else ""
    return GO_TO_MEETING.owed(
        titled("Meeting", meeting),
        f"{stage.words}{since}.",
        due=meeting.starts.date(),
        subject=meeting.id,
    )


def _uncalled(ask: Ask, group: Group, dates: list[date]) -> Iterator[Obligation]:
    if group.kind is GroupKind.PRE_COMMENCEMENT:
        if ask.on < ask.partnering.commencement:
            yield from (_gap(ask, group, one, CALL_PRE_COMMENCEMENT) for one in gaps_of(group, dates, ask.on))
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
