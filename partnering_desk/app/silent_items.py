"""The items of a meeting of which its minutes would say nothing: asked by the Desk and by the Minutes page."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.records.models import Action, AgendaItem, Confirmation, Decision, ItemState, Meeting
from partnering_desk.rules.agenda import ItemKind

_SPEAK_FOR_THEMSELVES = frozenset(
    (ItemKind.ATTENDANCE, ItemKind.INTERESTS, ItemKind.OTHER_BUSINESS, ItemKind.NEXT_MEETING)
)
"""Items under which there may be nothing to write: the record says it, or there was no business."""
_LEFT_OVER = (ItemState.NOT_REACHED, ItemState.DEFERRED)


def silent_items(session: Session, meeting: Meeting) -> list[tuple[int, AgendaItem]]:
    """Items that were taken and have neither notes, a decision nor an action, each with its number on the agenda."""
    told = _told(session, meeting)
    return [
        (number, item)
        for number, item in enumerate(on_agenda(meeting), 1)
        if item.state not in _LEFT_OVER
        and item.kind not in _SPEAK_FOR_THEMSELVES
        and item.decision_id is None
        and item.id not in told
        and not item.notes.strip()
    ]


def _told(session: Session, meeting: Meeting) -> set[int | None]:
    """Ids of the items under which a decision, an action or a confirmation is recorded."""
    decided = select(Decision.item_id).where(Decision.meeting_id == meeting.id)
    kept = select(Action.item_id).where(Action.meeting_id == meeting.id, Action.removed_at.is_(None))
    confirmed = select(Confirmation.item_id).where(Confirmation.confirmed_at_id == meeting.id)
    return {one for asked in (decided, kept, confirmed) for one in session.scalars(asked)}
