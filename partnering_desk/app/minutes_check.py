"""What is to be looked at before minutes go out, each with what mends it."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.lookups import attendees_of, row, settings_on
from partnering_desk.app.minutes_approval import last_approval
from partnering_desk.app.minutes_recipients import recipients_of
from partnering_desk.app.minutes_sheet import Standing, sheet_of
from partnering_desk.app.register import Register
from partnering_desk.app.sheet_json import fingerprint
from partnering_desk.app.silent_items import silent_items
from partnering_desk.app.unprintable import unprintable_words
from partnering_desk.documents.snapshots import MinutesSheet
from partnering_desk.records.models import (
    Action,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Meeting,
)
from partnering_desk.rules.decisions import reasons_remark
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.names import short_name
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.quorum import quorum_at
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import join_words, show_day_month, show_time


class Mends(enum.StrEnum):
    """What a check's button leads to; its subject is named beside each."""

    MEET = "meet"
    """The meeting itself; the meeting."""
    NOTES = "notes"
    """The notes of an item; the item."""
    ACTION = "action"
    """An action's owner and date; the action."""
    DECISION = "decision"
    """How a decision takes effect; the decision."""
    PERSON = "person"
    """A person's address; the person."""
    APPROVE = "approve"
    """The chair's approval; the meeting."""


@dataclass(frozen=True, slots=True)
class Fix:
    """The button that mends something: what it says, what it leads to, and the id of that."""

    verb: str
    mends: Mends
    subject: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is as it should be, said in words. `must`: the minutes wait for it."""

    ok: bool
    words: str
    fix: Fix | None = None
    must: bool = False


def missing(register: Register, meeting_id: int) -> tuple[Check, ...]:
    """What is to be looked at before the minutes of a meeting go out, in the order of the page."""
    with register.read() as session:
        meeting = row(session, Meeting, meeting_id)
        sheet = sheet_of(session, register, meeting, Standing())
        return tuple(_checks(session, meeting, sheet))


def _checks(session: Session, meeting: Meeting, sheet: MinutesSheet) -> Iterator[Check]:
    settings = settings_on(session, meeting.group.partnering_id, meeting.starts.date())
    decisions = list(session.scalars(select(Decision).where(Decision.meeting_id == meeting.id).order_by(Decision.id)))
    yield from _closed(meeting)
    if meeting.opened_at is None:
        return  # nothing else can be missing yet
    yield from _notes(session, meeting)
    yield from _quorum(meeting, decisions, settings)
    yield from _effects(decisions)
    yield from _reasons(meeting, decisions)
    yield from _actions(session, meeting)
    yield from _letters(sheet)
    yield from _addresses(meeting)
    yield _approval(session, meeting, sheet)


def _closed(meeting: Meeting) -> Iterator[Check]:
    fix = Fix("Go there", Mends.MEET, meeting.id)
    if meeting.opened_at is None:
        yield Check(False, "The meeting has not been held yet", fix, must=True)
    elif meeting.closed_at is None:
        yield Check(False, "The meeting is still going on", fix, must=True)
    elif meeting.chaired_by_id is None:
        yield Check(False, "Nobody is recorded as having taken the chair", fix)


def _notes(session: Session, meeting: Meeting) -> Iterator[Check]:
    empty = silent_items(session, meeting)
    if not empty:
        yield Check(True, "Every item has notes")
    for number, item in empty:
        yield Check(False, f"Item {number} has no notes", Fix("Write", Mends.NOTES, item.id))
    for number, item in enumerate(on_agenda(meeting), 1):
        if item.decision_draft.strip():
            words = f"Item {number}: a decision is worded and not recorded"
            yield Check(False, words, Fix("Go there", Mends.MEET, meeting.id))


def _quorum(meeting: Meeting, decisions: list[Decision], settings: Settings) -> Iterator[Check]:
    taken = [one for one in decisions if one.kind is DecisionKind.DECISION]
    doubtful = [one for one in taken if not _had_quorum(meeting, one, settings)]
    for one in doubtful:
        yield Check(
            False,
            f"{_short(one)} was taken at {show_time(one.taken_at)}, when by the times recorded now there was no quorum",
            Fix("See times", Mends.MEET, meeting.id),
        )
    if taken and not doubtful:
        yield Check(True, _held_for(len(taken)))
    recommended = [one for one in decisions if one.kind is DecisionKind.RECOMMENDATION]
    if recommended:
        refs = join_words(_short(one) for one in recommended)
        go = "goes" if len(recommended) == 1 else "go"
        yield Check(True, f"Without quorum: {refs} {go} to the next meeting")


def _held_for(number: int) -> str:
    if number == 1:
        return "Quorum held for the decision"
    return f"Quorum held for {'both' if number == 2 else f'all {number}'} decisions"


def _had_quorum(meeting: Meeting, decision: Decision, settings: Settings) -> bool:
    """Whether both the finding kept with a decision and the times recorded now say that there was a quorum."""
    kept = Finding.from_plain(json.loads(decision.quorum)) if decision.quorum else None
    now = quorum_at(attendees_of(meeting), decision.taken_at, settings, closing=True)
    return now.quorate and (kept is None or kept.quorate)


def _short(decision: Decision) -> str:
    return decision.ref.rpartition("/")[2]


def _effects(decisions: list[Decision]) -> Iterator[Check]:
    for one in decisions:
        if one.outcome is DecisionOutcome.CARRIED and one.effect is None:
            words = f"Decision {_short(one)} does not say how it takes effect"
            yield Check(False, words, Fix("Set", Mends.DECISION, one.id))


def _reasons(meeting: Meeting, decisions: list[Decision]) -> Iterator[Check]:
    people = [one.person.name for one in meeting.attendances]
    for one in decisions:
        remark = reasons_remark(f"{one.reasons} {one.options}", people)
        if remark:
            yield Check(False, f"Decision {_short(one)}: {remark}", Fix("See", Mends.DECISION, one.id))


def _actions(session: Session, meeting: Meeting) -> Iterator[Check]:
    asked = select(Action).where(Action.meeting_id == meeting.id, Action.removed_at.is_(None))
    actions = session.scalars(asked.order_by(Action.number)).all()
    wanting = False
    for one in actions:
        lacks = [
            *(["owner"] if not one.owners and not one.owner_words else []),
            *(["date"] if one.due is None and not one.due_words else []),
        ]
        if lacks:
            wanting = True
            words = f"Action {action_ref(one.number)} has no {join_words(lacks, 'and no')}"
            yield Check(False, words, Fix("Set", Mends.ACTION, one.id))
    if actions and not wanting:
        yield Check(True, "Every action has an owner and a date")


def _letters(sheet: MinutesSheet) -> Iterator[Check]:
    words = unprintable_words(sheet)
    if words:
        yield Check(False, words)


def _addresses(meeting: Meeting) -> Iterator[Check]:
    for one in recipients_of(meeting):
        if one.lacks_address:
            words = f"{one.name} has no e-mail address, and gets a copy on paper"
            yield Check(False, words, Fix("Add", Mends.PERSON, one.person_id))


def _approval(session: Session, meeting: Meeting, sheet: MinutesSheet) -> Check:
    approval = last_approval(session, meeting)
    fix = Fix("Approve", Mends.APPROVE, meeting.id)
    if approval is None:
        return Check(False, "The chair has not approved yet", fix, must=True)
    who, when = short_name(approval.person.name), show_day_month(approval.approved_at.date())
    if approval.fingerprint != fingerprint(sheet):
        return Check(False, f"Changed since {who} approved on {when}", fix, must=True)
    return Check(True, f"Chair approved, {who}, {when}", must=True)
