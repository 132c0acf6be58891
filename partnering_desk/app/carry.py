"""What earlier meetings bring to a group's next agenda, so that nothing falls out (practice P5).

The group's *next* meeting gets it: while an earlier one is still to be held, later agendas wait for what that one
leaves over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from partnering_desk.records.models import (
    Action,
    ActionState,
    AgendaItem,
    Confirmation,
    Decision,
    DecisionKind,
    DecisionOutcome,
    Group,
    ItemState,
    Meeting,
)
from partnering_desk.rules.agenda import GroupKind, ItemKind, Purpose
from partnering_desk.rules.votes import FollowOn
from partnering_desk.rules.wording import count, join_words, show_day

_CARRIED_KINDS = (ItemKind.ORDINARY, ItemKind.CARRIED)
_LEFT_OVER = {ItemState.NOT_REACHED: "not reached at", ItemState.DEFERRED: "deferred at"}
_TITLE = 110


@dataclass(frozen=True, slots=True)
class Brought:
    """A matter that comes to an agenda by itself. `origin` names it within the meeting, so that it comes once."""

    origin: str
    kind: ItemKind
    title: str
    purpose: Purpose
    minutes: int
    source: str
    clause: str = ""
    presenter_id: int | None = None
    confidential_because: str = ""
    carried_from_id: int | None = None
    about_meeting_id: int | None = None
    decision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The group's meetings before one meeting, latest first, as far back as the last that was held.

    `coming` are still to be held (or in session), `unheld` were cancelled or never opened, `held` is the last held.
    """

    coming: tuple[Meeting, ...]
    unheld: tuple[Meeting, ...]
    held: Meeting | None


def before(session: Session, meeting: Meeting, now: datetime) -> Before:
    """What came before `meeting` in its group."""
    earlier = session.scalars(
        select(Meeting)
        .where(
            Meeting.group_id == meeting.group_id,
            or_(Meeting.starts < meeting.starts, and_(Meeting.starts == meeting.starts, Meeting.id < meeting.id)),
        )
        .order_by(Meeting.starts.desc(), Meeting.id.desc())
    )
    coming: list[Meeting] = []
    unheld: list[Meeting] = []
    for one in earlier:
        if one.closed_at is not None:
            return Before(tuple(coming), tuple(unheld), one)
        over = one.cancelled_at is not None or (one.opened_at is None and one.ends < now)
        (unheld if over else coming).append(one)
    return Before(tuple(coming), tuple(unheld), None)


def brought(session: Session, meeting: Meeting, now: datetime) -> tuple[Brought, ...]:
    """Everything that earlier meetings bring to `meeting` as things stand `now`, without its standing items."""
    past = before(session, meeting, now)
    minutes = tuple(_minutes_of(one) for one in _unconfirmed(session, meeting, past))
    if past.coming:
        return minutes
    decisions = _from_decisions(session, meeting)
    deferred = {one.carried_from_id for one in decisions}
    left_over = [one for one in _left_over(past) if one.carried_from_id not in deferred]
    return (*minutes, *decisions, *left_over)


def open_actions(session: Session, group: Group) -> str:
    """The group's open actions in words, for its matters arising; empty when there are none."""
    numbers = session.scalars(
        select(Action.number)
        .where(
            Action.group_id == group.id,
            Action.removed_at.is_(None),
            Action.state.in_((ActionState.OPEN, ActionState.IN_PROGRESS)),
        )
        .order_by(Action.number)
    ).all()
    if not numbers:
        return ""
    words = f"{count(len(numbers), 'open action')}: "
    if len(numbers) > 5:
        return f"{words}A-{numbers[0]} to A-{numbers[-1]}"
    return words + join_words([f"A-{number}" for number in numbers])


def item_number(item: AgendaItem) -> int:
    """The number of `item` on its own meeting's agenda."""
    on_it = [one.id for one in item.meeting.items if one.removed_at is None]
    return on_it.index(item.id) + 1 if item.id in on_it else 0


def left_over_words(item: AgendaItem) -> str:
    """Where an item comes from that its meeting did not finish: "not reached at CG/2026/05, item 7"."""
    how = _LEFT_OVER.get(item.state, "on the agenda of")
    number = item_number(item)
    words = f"{how} {item.meeting.ref}" + (f", item {number}" if number else "")
    return words if item.meeting.closed_at is not None else f"{words}, which was not held"


def left_over_standing(past: Before) -> dict[str, AgendaItem]:
    """The standing items that the last meeting held did not finish, by their origin."""
    if past.held is None or past.coming:
        return {}
    return {
        item.origin: item
        for item in past.held.items
        if item.origin is not None and item.origin.startswith("standing:") and _unfinished(item)
    }


def _unfinished(item: AgendaItem) -> bool:
    return item.removed_at is None and item.state in _LEFT_OVER


def _unconfirmed(session: Session, meeting: Meeting, past: Before) -> list[Meeting]:
    held = session.scalars(
        select(Meeting)
        .outerjoin(Confirmation, Confirmation.meeting_id == Meeting.id)
        .where(
            Meeting.group_id == meeting.group_id,
            Meeting.starts < meeting.starts,
            Meeting.closed_at.is_not(None),
            Confirmation.id.is_(None),
        )
        .order_by(Meeting.starts)
    ).all()
    if past.coming:
        return [past.coming[0]]
    return list(held)


def _minutes_of(meeting: Meeting) -> Brought:
    return Brought(
        origin=f"minutes:{meeting.id}",
        kind=ItemKind.LAST_MINUTES,
        title=f"Minutes of {show_day(meeting.starts.date())}",
        purpose=Purpose.DECIDE,
        minutes=5,
        source=f"minutes of {meeting.ref}, to be confirmed",
        about_meeting_id=meeting.id,
    )


def _left_over(past: Before) -> list[Brought]:
    """Items that the last meeting did not finish, and those of meetings that were not held."""
    found: dict[str, Brought] = {}
    seen: set[str] = set()
    for meeting in (*past.unheld, *([past.held] if past.held is not None else [])):
        for item in meeting.items:
            if item.kind not in _CARRIED_KINDS or item.decision_id is not None:
                continue
            origin = item.origin or f"carried:{item.id}"
            left = _unfinished(item) if meeting is past.held else item.removed_at is None
            if left and origin not in seen:
                found[origin] = _carried(item, origin)
            seen.add(origin)
    return sorted(found.values(), key=lambda one: one.carried_from_id or 0)


def _carried(item: AgendaItem, origin: str) -> Brought:
    return Brought(
        origin=origin,
        kind=ItemKind.CARRIED,
        title=item.title,
        purpose=item.purpose,
        minutes=item.minutes,
        source=left_over_words(item),
        presenter_id=item.presenter_id,
        confidential_because=item.confidential_because,
        carried_from_id=item.id,
    )


def _from_decisions(session: Session, meeting: Meeting) -> list[Brought]:
    """Recommendations to decide, decisions in writing to table, matters deferred, matters referred up."""
    group = meeting.group
    settled = aliased(Decision)
    own = and_(
        Decision.group_id == group.id,
        or_(
            and_(Decision.kind == DecisionKind.RECOMMENDATION, settled.id.is_(None)),
            Decision.kind == DecisionKind.IN_WRITING,
            Decision.follow_on == FollowOn.DEFER,
            Decision.outcome == DecisionOutcome.DEFERRED_FOR_AUTHORITY,
        ),
    )
    others = select(Group.id).where(Group.partnering_id == group.partnering_id, Group.id != group.id)
    wanted = own
    if group.kind is GroupKind.CORE:
        referred = and_(Decision.group_id.in_(others), Decision.follow_on == FollowOn.REFER_TO_CORE)
        wanted = or_(own, referred)
    decisions = session.scalars(
        select(Decision)
        .outerjoin(settled, settled.ratifies_id == Decision.id)
        .where(wanted, Decision.taken_at < meeting.starts)
        .where(or_(Decision.meeting_id.is_(None), Decision.meeting_id != meeting.id))
        .where(Decision.replaced_by_id.is_(None))
        .order_by(Decision.taken_at, Decision.id)
    ).all()
    dealt_with = _dealt_with(session, group)
    return [
        _from_decision(one, group)
        for one in decisions
        if one.kind is DecisionKind.RECOMMENDATION or one.id not in dealt_with
    ]


def _dealt_with(session: Session, group: Group) -> set[int]:
    """Ids of the decisions that a meeting of `group` has had on its agenda and finished with."""
    found = session.scalars(
        select(AgendaItem.decision_id)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(
            Meeting.group_id == group.id,
            Meeting.closed_at.is_not(None),
            AgendaItem.decision_id.is_not(None),
            or_(AgendaItem.state == ItemState.DONE, AgendaItem.removed_at.is_not(None)),
        )
    )
    return {one for one in found if one is not None}


def _from_decision(decision: Decision, group: Group) -> Brought:
    kind, purpose, minutes, source = _as_matter(decision, group)
    text = " ".join(decision.text.split())
    return Brought(
        origin=f"decision:{decision.id}",
        kind=kind,
        title=text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0] + "…",
        purpose=purpose,
        minutes=minutes,
        source=source,
        confidential_because=decision.item.confidential_because if decision.item is not None else "",
        carried_from_id=decision.item_id,
        decision_id=decision.id,
    )


def _as_matter(decision: Decision, group: Group) -> tuple[ItemKind, Purpose, int, str]:
    if decision.group_id != group.id:
        return (
            ItemKind.CARRIED,
            Purpose.DECIDE,
            15,
            f"referred to the Core Group by {decision.group.name}, {decision.ref}",
        )
    if decision.kind is DecisionKind.RECOMMENDATION:
        return ItemKind.RECOMMENDATION, Purpose.DECIDE, 10, f"recommendation {decision.ref}, to be decided"
    if decision.kind is DecisionKind.IN_WRITING:
        return ItemKind.WRITTEN_DECISION, Purpose.NOTE, 2, f"decision in writing {decision.ref}, to be tabled"
    if decision.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY:
        return ItemKind.CARRIED, Purpose.DECIDE, 10, f"deferred for authority, {decision.ref}"
    return ItemKind.CARRIED, Purpose.DECIDE, 10, f"not agreed and deferred, {decision.ref}"
