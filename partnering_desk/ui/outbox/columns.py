"""How copies that went out, or wait, are listed."""

from __future__ import annotations

from partnering_desk.app.outbox import Channel, Delivery, DispatchState, OutboxRow
from partnering_desk.rules.wording import show_date, show_time
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
    """When the copy was dealt with; since when it waits."""
    at = row.done_at or row.waiting_since
    return f"{'' if row.done_at else 'since '}{show_date(at.date())}, {show_time(at)}"


def outcome(row: OutboxRow) -> str:
    """What the server said or what became of the copy; why it waits."""
    if row.state is DispatchState.WAITING:
        return row.problem
    return row.server_said


def tone(row: OutboxRow) -> Tone | None:
    """How the state of a copy is coloured."""
    if row.state is DispatchState.WAITING:
        return Tone.BAD if row.problem else Tone.CARE
    return Tone.PLAIN if row.state is DispatchState.WITHDRAWN else Tone.GOOD


def next_attempt(row: OutboxRow) -> str:
    """When a copy that could not be sent is tried again by itself."""
    if row.next_attempt_at is None:
        return ""
    times = "once" if row.attempts == 1 else f"{row.attempts} times"
    return f"{show_time(row.next_attempt_at)}, tried {times}"


PERSON = Column[OutboxRow]("To", lambda one: one.person, width=170, hint=lambda one: one.address)
WHY = Column[OutboxRow]("Why", lambda one: one.because, width=120)
HOW = Column[OutboxRow]("How", how, width=130)
STATE = Column[OutboxRow]("State", lambda one: one.state_words, tone=tone, width=170)
WHEN = Column[OutboxRow]("When", when, sort=lambda one: one.done_at or one.waiting_since, width=190)
SAID = Column[OutboxRow]("What was said", outcome, width=0, hint=outcome)
NEXT = Column[OutboxRow]("Next attempt", next_attempt, sort=lambda one: one.next_attempt_at, width=150)
WHAT = Column[OutboxRow]("What", lambda one: one.what, width=300, hint=lambda one: one.filename)
PRINT = Column[OutboxRow]("Fingerprint", lambda one: one.sha256[:12], width=120, hint=lambda one: one.sha256)
