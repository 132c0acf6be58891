"""Obligations about copies of agendas and minutes: to send what waits, and to reach whom a mail server refused."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import ColumnElement, func, select

from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.owed import Ask, titled
from partnering_desk.records.models import Dispatch, DispatchState, Document, DocumentKind, Group, Meeting
from partnering_desk.rules.clause import G5_4_2, G5_4_5
from partnering_desk.rules.minutes import agenda_deadline, minutes_deadline
from partnering_desk.rules.names import short_name
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.wording import count_word, join_words, sentence_case, show_short

SEND_COPIES = Duty(Kind.OUTBOX, G5_4_5, "Open outbox", "outbox")
REACH_WITH_AGENDA = Duty(Kind.OUTBOX, G5_4_2, "Open outbox", "outbox")
REACH_WITH_MINUTES = Duty(Kind.OUTBOX, G5_4_5, "Open outbox", "outbox")


def to_send(ask: Ask) -> Iterator[Obligation]:
    """The copies that still wait to reach their people; nothing when none does (Governance 5.4.5)."""
    waiting = ask.session.execute(
        select(func.count(), func.min(Dispatch.waiting_since))
        .select_from(Dispatch)
        .join(Dispatch.document)
        .join(Document.meeting)
        .join(Meeting.group)
        .where(*_copies(ask, DispatchState.WAITING, DispatchState.UNANSWERED))
    ).one()
    number, since = waiting
    if number:
        yield SEND_COPIES.owed(
            f"{sentence_case(count_word(number, 'copy', 'copies'))} still to reach their people",
            f"Waiting since {show_short(since.date())}: by mail, as drafts, or handed over on paper.",
            due=since.date(),
        )


def to_reach(ask: Ask) -> Iterator[Obligation]:
    """Whom the mail server refused is not reached: agenda or minutes stay owed (Governance 5.4.2, 5.4.5)."""
    refused = ask.session.scalars(
        select(Dispatch)
        .join(Dispatch.document)
        .join(Document.meeting)
        .join(Meeting.group)
        .where(*_copies(ask, DispatchState.REFUSED))
        .order_by(Document.meeting_id, Document.kind, Dispatch.id)
    )
    for of, copies in groupby(refused, key=lambda one: (one.document.meeting, one.document.kind)):
        yield _not_reached(ask, *of, list(copies))


def _copies(ask: Ask, *states: DispatchState) -> tuple[ColumnElement[bool], ...]:
    return (
        Group.partnering_id == ask.partnering.id,
        Dispatch.state.in_(states),
        Document.kind.in_((DocumentKind.AGENDA, DocumentKind.MINUTES)),
    )


def _not_reached(ask: Ask, meeting: Meeting, kind: DocumentKind, copies: list[Dispatch]) -> Obligation:
    minutes = kind is DocumentKind.MINUTES
    day = held_on(meeting) if minutes else meeting.starts.date()
    names = join_words([short_name(one.person.name) for one in copies])
    return (REACH_WITH_MINUTES if minutes else REACH_WITH_AGENDA).owed(
        f"{titled('Minutes' if minutes else 'Agenda', meeting)}: not reached {names}",
        "The mail server refused it. Correct the address, or hand it over.",
        due=(minutes_deadline if minutes else agenda_deadline)(ask.calendar, day, ask.settings(day)),
        subject=copies[0].id,
    )
