"""The agenda's lines as they stand at a moment."""

from __future__ import annotations

from datetime import datetime

from partnering_desk.app.room import ItemRow, ItemState, Room
from partnering_desk.ui.meetings.agenda_panel import AgendaLine


def agenda_lines(room: Room, now: datetime) -> tuple[AgendaLine, ...]:
    """Each item with its sign: ✓ done, ▶ on, → to the next agenda."""
    return tuple(
        AgendaLine(one.item_id, one.number, one.title, *_sign(one, room), room.time_words(one, now))
        for one in room.items
    )


def _sign(item: ItemRow, room: Room) -> tuple[str, str]:
    if item.running and room.closed_at is None:
        return "▶", "on now"
    if item.state is ItemState.NOT_REACHED:
        return "→", "to the next agenda"
    if item.state is ItemState.DEFERRED and item.finished_at is not None:
        return "→", "deferred"
    if item.finished_at is not None:
        return "✓", "done"
    return "", "to come"
