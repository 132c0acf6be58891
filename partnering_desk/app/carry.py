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
from partnering_desk.rules.agenda import GroupKind, ItemKind
from partnering_desk.rules.carry import (
    Brought,
    Left,
    LeftOver,
    Put,
    Standing,
    carried_forward,
    left_over_words,
    minutes_to_confirm,
    open_actions_words,
)
from partnering_desk.rules.votes import FollowOn

_CARRIED_KINDS = (ItemKind.ORDINARY, ItemKind.CARRIED)
_LEFT_OVER = {ItemState.NOT_REACHED: Left.NOT_REACHED, ItemState.DEFERRED: Left.DEFERRED}


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
    to_confirm = [
        minutes_to_confirm(one.id, one.ref, one.starts.date()) for one in _unconfirmed(session, meeting, past)
    ]
    if past.coming:
        return carried_forward(to_confirm, earlier_to_come=True)
    return carried_forward(to_confirm, _from_decisions(session, meeting), _left_over(past))


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
    return open_actions_words(numbers)


def item_number(item: AgendaItem) -> int:
    """The number of `item` on its own meeting's agenda."""
    on_it = [one.id for one in item.meeting.items if one.removed_at is None]
    return on_it.index(item.id) + 1 if item.id in on_it else 0


def left_over_source(item: AgendaItem) -> str:
    """Where an item comes from that its meeting did not finish: "not reached at CG/2026/05, item 7"."""
    return left_over_words(_as_left_over(item))


def _as_left_over(item: AgendaItem) -> LeftOver:
    return LeftOver(
        item_id=item.id,
        title=item.title,
        meeting_ref=item.meeting.ref,
        number=item_number(item),
        left=_LEFT_OVER.get(item.state, Left.NOT_HELD),
        held=item.meeting.closed_at is not None,
        purpose=item.purpose,
        minutes=item.minutes,
        origin=item.origin or "",
        presenter_id=item.presenter_id,
        confidential_because=item.confidential_because,
    )


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


def _left_over(past: Before) -> list[LeftOver]:
    """Items that the last meeting did not finish, and those of meetings that were not held."""
    found: dict[str, AgendaItem] = {}
    seen: set[str] = set()
    for meeting in (*past.unheld, *([past.held] if past.held is not None else [])):
        for item in meeting.items:
            if item.kind not in _CARRIED_KINDS or item.decision_id is not None:
                continue
            origin = item.origin or f"carried:{item.id}"
            left = _unfinished(item) if meeting is past.held else item.removed_at is None
            if left and origin not in seen:
                found[origin] = item
            seen.add(origin)
    return [_as_left_over(item) for item in sorted(found.values(), key=lambda one: one.id)]


def _from_decisions(session: Session, meeting: Meeting) -> list[Put]:
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
    dealt_with, put_anew = _dealt_with(session, group), _put_anew(session, group)
    return [
        _as_put(one, group)
        for one in decisions
        if one.id not in put_anew and (one.kind is DecisionKind.RECOMMENDATION or one.id not in dealt_with)
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


def _put_anew(session: Session, group: Group) -> set[int]:
    """Ids of the decisions whose matter a later meeting of `group` has put under their item: that one goes on."""
    found = session.scalars(
        select(AgendaItem.decision_id)
        .join(Decision, Decision.item_id == AgendaItem.id)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(Meeting.group_id == group.id, Meeting.closed_at.is_not(None), AgendaItem.decision_id.is_not(None))
    )
    return {one for one in found if one is not None}


def _as_put(decision: Decision, group: Group) -> Put:
    return Put(
        decision_id=decision.id,
        ref=decision.ref,
        text=decision.text,
        standing=_standing(decision, group),
        from_group=decision.group.name,
        item_id=decision.item_id,
        confidential_because=decision.item.confidential_because if decision.item is not None else "",
    )


def _standing(decision: Decision, group: Group) -> Standing:
    if decision.group_id != group.id:
        return Standing.REFERRED
    if decision.kind is DecisionKind.RECOMMENDATION:
        return Standing.RECOMMENDED
    if decision.kind is DecisionKind.IN_WRITING and decision.follow_on is not FollowOn.DEFER:
        return Standing.IN_WRITING
    if decision.outcome is DecisionOutcome.DEFERRED_FOR_AUTHORITY:
        return Standing.FOR_AUTHORITY
    return Standing.NOT_AGREED
