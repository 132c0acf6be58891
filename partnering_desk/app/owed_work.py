"""Obligations that meetings leave behind: actions, decisions to give effect, matters deferred, debriefs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from partnering_desk.app.action_reminder import reminded_on
from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.owed import Ask
from partnering_desk.records.models import (
    Action,
    ActionOwner,
    ActionState,
    Attendance,
    Capacity,
    Decision,
    DecisionOutcome,
    Group,
    Meeting,
    PresenceSpan,
)
from partnering_desk.rules.clause import G5_3_2, G5_4_4, G5_4_6, G5_6
from partnering_desk.rules.minutes import minutes_deadline
from partnering_desk.rules.names import short_name
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.votes import Effect
from partnering_desk.rules.wording import count, show_day_month

SHOWN_AHEAD = timedelta(days=14)
"""Actions stand on the Desk from so long before they are due."""

SEE_ACTION = Duty(Kind.ACTIONS, G5_4_4, "See the action", "actions")
SEE_ACTIONS = Duty(Kind.ACTIONS, G5_4_4, "See the actions", "actions")
REMIND_OWNER = Duty(Kind.ACTIONS, G5_4_4, "Remind owner", "actions")
REMIND_OWNERS = Duty(Kind.ACTIONS, G5_4_4, "Remind owners", "actions")
GIVE_EFFECT = Duty(Kind.EFFECT, G5_4_6, "Record its effect", "decisions")
ANSWER_FOR_AUTHORITY = Duty(Kind.AUTHORITY, G5_6, "Record the answer", "decisions")
DEBRIEF = Duty(Kind.DEBRIEF, G5_3_2, "Record the debrief", "meeting")


def owed(ask: Ask) -> Iterator[Obligation]:
    """What is owed from meetings held."""
    yield from _actions(ask)
    yield from _effects(ask)
    yield from _authority(ask)
    yield from _debriefs(ask)


def _actions(ask: Ask) -> Iterator[Obligation]:
    found = ask.session.scalars(
        select(Action)
        .options(selectinload(Action.owners).joinedload(ActionOwner.person))
        .where(
            Action.partnering_id == ask.partnering.id,
            Action.removed_at.is_(None),
            Action.state.in_((ActionState.OPEN, ActionState.IN_PROGRESS)),
            Action.due <= ask.on + SHOWN_AHEAD,
        )
        .order_by(Action.due, Action.number)
    )
    by_day: defaultdict[date, list[Action]] = defaultdict(list)
    overdue: list[Action] = []
    for one in found:
        if one.due is not None:
            (overdue if one.due < ask.on else by_day[one.due]).append(one)
    reminded = reminded_on(ask.session, ask.on)
    if overdue and overdue[0].due is not None:
        yield _action_line(overdue, overdue[0].due, "is overdue", "are overdue", reminded)
    for day, due in by_day.items():
        yield _action_line(due, day, "falls due", "fall due", reminded)


def _action_line(due: list[Action], day: date, one: str, many: str, reminded: set[int]) -> Obligation:
    """One line for actions due alike; its button reminds those of their owners who were not reminded that day."""
    owners = Counter(name for action in due for name in _owners(action))
    each = ", ".join(f"{name} {number}" if len(due) > 1 else name for name, number in sorted(owners.items()))
    owned = [action for action in due if action.owners]
    to_remind = tuple(action.id for action in owned if action.id not in reminded)
    people = {owner.person_id for action in owned for owner in action.owners}
    see, remind = SEE_ACTION if len(due) == 1 else SEE_ACTIONS, REMIND_OWNER if len(people) == 1 else REMIND_OWNERS
    said = f"{each}." if len(due) > 1 else f"{due[0].text} ({each})."
    return (remind if to_remind else see).owed(
        f"{count(len(due), 'action')} {one if len(due) == 1 else many}",
        f"{said} Reminded today." if owned and not to_remind else said,
        due=day,
        subject=due[0].id if len(due) == 1 else None,
        reminds=to_remind,
    )


def _owners(action: Action) -> list[str]:
    return [short_name(one.person.name) for one in action.owners] or [action.owner_words or "nobody named"]


def _effects(ask: Ask) -> Iterator[Obligation]:
    found = ask.session.scalars(
        select(Decision)
        .join(Decision.group)
        .where(
            Group.partnering_id == ask.partnering.id,
            Decision.outcome == DecisionOutcome.CARRIED,
            Decision.effected_on.is_(None),
            Decision.replaced_by_id.is_(None),
            (Decision.effect.is_(None)) | (Decision.effect != Effect.NONE_NEEDED),
        )
        .order_by(Decision.taken_at)
    )
    for one in found:
        how = f"By {one.effect.words.lower()}" if one.effect else "How it takes effect is not said"
        who = f", {short_name(one.effect_owner.name)} sees to it" if one.effect_owner else ""
        yield GIVE_EFFECT.owed(
            f"Decision {one.ref} to be given effect",
            f"{how}{who}.",
            due=one.effect_due,
            subject=one.id,
        )


def _authority(ask: Ask) -> Iterator[Obligation]:
    found = ask.session.scalars(
        select(Decision)
        .join(Decision.group)
        .where(
            Group.partnering_id == ask.partnering.id,
            Decision.outcome == DecisionOutcome.DEFERRED_FOR_AUTHORITY,
            Decision.authority_answered_on.is_(None),
        )
    )
    for one in found:
        who = short_name(one.authority_person.name) if one.authority_person else "Somebody"
        yield ANSWER_FOR_AUTHORITY.owed(
            f"{who} is to answer on {one.ref}",
            "Deferred for authority.",
            due=one.authority_due,
            subject=one.id,
        )


def _debriefs(ask: Ask) -> Iterator[Obligation]:
    found = ask.session.scalars(
        select(Attendance)
        .join(Attendance.meeting)
        .join(Meeting.group)
        .where(
            Group.partnering_id == ask.partnering.id,
            Meeting.closed_at.is_not(None),
            Attendance.capacity == Capacity.DELEGATE,
            Attendance.debriefed_on.is_(None),
            Attendance.spans.any(PresenceSpan.id.is_not(None)),
        )
        .order_by(Meeting.starts)
    )
    for one in found:
        day = held_on(one.meeting)
        # The clause says no day, so that it is due when the minutes are.
        due = minutes_deadline(ask.calendar, day, ask.settings(day))
        member = short_name(one.membership.person.name) if one.membership else "the member"
        yield DEBRIEF.owed(
            f"{short_name(one.person.name)} owes {member} a debrief",
            f"Sat as delegate in {one.meeting.group.name}, {show_day_month(day)}.",
            due=due,
            subject=one.meeting_id,
            part=one.id,
        )
