"""The columns of the register of actions."""

from __future__ import annotations

from datetime import date, timedelta

from partnering_desk.app.action_rows import ActionRow
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.registers.action_card import state_tone
from partnering_desk.ui.widgets.rows import Column

COLUMNS: tuple[Column[ActionRow], ...] = (
    Column("Ref", text=lambda one: one.ref, sort=lambda one: one.number, width=76),
    Column("Action", text=lambda one: one.text, width=0),
    Column("Owners", text=lambda one: one.owners_shown, width=150),
    Column("Due", text=lambda one: one.due_shown, sort=lambda one: one.due, width=145),
    Column(
        "State",
        text=lambda one: _state_words(one),
        tone=lambda one: state_tone(one) if one.overdue else None,
        sort=lambda one: (-(one.overdue_days or 0) if one.overdue else 1, one.state_words),
        width=190,
    ),
    Column("Group", text=lambda one: one.group, width=200),
    Column("Meeting", text=lambda one: one.meeting_ref, width=120),
)
ON_CARD = (5, 6)
"""Columns that the card of the action chosen says instead."""


def _state_words(action: ActionRow) -> str:
    if action.closed_on is not None:
        return f"{action.state_words} {show_date(action.closed_on)}"
    return action.late or action.state_words


def due_this_week(due: date | None, today: date) -> bool:
    """Whether something is due from today to Sunday."""
    return due is not None and today <= due <= today + timedelta(days=6 - today.weekday())
