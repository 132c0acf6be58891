"""How copies that went out, or wait, are listed."""

from __future__ import annotations

from datetime import datetime

from partnering_desk.app.outbox import Channel, Delivery, DispatchState, OutboxRow
from partnering_desk.rules.wording import show_moment, show_short, show_time
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.rows import Column


def how(row: OutboxRow) -> str:
    """How the copy goes, or went."""
    if row.channel is Channel.DRAFT:
        return "draft for Outlook"
    if row.channel is Channel.SMTP:
        return "email"
    return "printed, large type" if row.delivery is Delivery.LARGE_PRINT else "printed"


def when(row: OutboxRow) -> str:
    """When the copy was dealt with; since when it waits, or was refused."""
    at = when_at(row)
    return f"{'' if row.done_at else 'since '}{show_short(at)}, {show_time(at)}"


def when_at(row: OutboxRow) -> datetime:
    """The moment that `when` tells."""
    since = row.waiting_since if row.state is DispatchState.WAITING else row.tried_at
    return row.done_at or since or row.waiting_since


def when_in_full(row: OutboxRow) -> str:
    """When the copy was put in the outbox, and when it was dealt with."""
    words = f"In the outbox since {show_moment(row.waiting_since)}"
    return f"{words}; dealt with {show_moment(row.done_at)}" if row.done_at else words


def outcome(row: OutboxRow) -> str:
    """What the server said or what became of the copy; why it waits. Of one that is going out nothing is known yet."""
    if row.going:
        return ""
    return row.problem if row.state.pending else row.server_said


def tone(row: OutboxRow) -> Tone | None:
    """How the state of a copy is coloured."""
    if row.state.pending:
        return Tone.BAD if outcome(row) else Tone.CARE
    return Tone.PLAIN if row.state is DispatchState.WITHDRAWN else Tone.GOOD


def next_attempt(row: OutboxRow) -> str:
    """When a copy that could not be sent is tried again by itself."""
    if row.next_attempt_at is None:
        return ""
    times = "once" if row.attempts == 1 else f"{row.attempts} times"
    return f"{show_time(row.next_attempt_at)}, tried {times}"


PERSON: Column[OutboxRow] = Column("To", lambda one: one.person, width=150, hint=lambda one: one.address)
WHY: Column[OutboxRow] = Column("Why", lambda one: one.because, width=115)
HOW: Column[OutboxRow] = Column("How", how, width=110)
STATE: Column[OutboxRow] = Column("State", lambda one: one.state_words, tone=tone, width=150)
WHEN: Column[OutboxRow] = Column("When", when, sort=when_at, width=160, hint=when_in_full)
SAID: Column[OutboxRow] = Column("What was said", outcome, width=0, hint=outcome)
NEXT: Column[OutboxRow] = Column("Next attempt", next_attempt, sort=lambda one: one.next_attempt_at, width=140)
WHAT: Column[OutboxRow] = Column("What", lambda one: one.brief, width=180, hint=lambda one: one.what)
PRINT: Column[OutboxRow] = Column(
    "Fingerprint", lambda one: one.sha256[:12], width=140, hint=lambda one: one.sha256, value=lambda one: one.sha256
)
