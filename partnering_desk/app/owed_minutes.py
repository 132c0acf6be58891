"""Obligations about minutes: to circulate them, and to confirm them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from partnering_desk.app.minutes_sheet import held_on
from partnering_desk.app.owed import MEETING_SHOWN_AHEAD, Ask, titled
from partnering_desk.app.silent_items import silent_items
from partnering_desk.records.models import Approval, Meeting
from partnering_desk.rules.clause import G5_4_5, P7
from partnering_desk.rules.minutes import clock
from partnering_desk.rules.obligations import Duty, Kind, Obligation
from partnering_desk.rules.wording import count_word, sentence_case, show_short

FINISH_MINUTES = Duty(Kind.MINUTES, G5_4_5, "Finish minutes", "meeting")
CIRCULATE_MINUTES = Duty(Kind.MINUTES, G5_4_5, "Approve and circulate", "meeting")
CONFIRM_MINUTES = Duty(Kind.CONFIRMATION, P7, "Confirm minutes", "meeting")


def to_circulate(ask: Ask, meeting: Meeting) -> Iterator[Obligation]:
    """The minutes of a meeting that was held: to be finished, then approved and circulated (Governance 5.4.5)."""
    day = held_on(meeting)
    now = clock(ask.calendar, day, ask.on, ask.settings(day), ask.partnering.kept_from)
    if now.before_record:
        return
    missing = _missing(ask, meeting)
    when = f"Due {show_short(now.due.date)}." if now.late else f"{sentence_case(now.words)}."
    yield (FINISH_MINUTES if missing else CIRCULATE_MINUTES).owed(
        titled("Minutes", meeting),
        f"{when} {missing or 'Draft is complete, ' + _approval_words(ask, meeting)}",
        due=now.due,
        subject=meeting.id,
    )


def _missing(ask: Ask, meeting: Meeting) -> str:
    """What the draft lacks, in words; empty when every item that was reached has notes, a decision or an action."""
    empty = len(silent_items(ask.session, meeting))
    return f"{sentence_case(count_word(empty, 'item'))} {'has' if empty == 1 else 'have'} no notes." if empty else ""


def _approval_words(ask: Ask, meeting: Meeting) -> str:
    approved = ask.session.scalar(select(Approval.id).where(Approval.meeting_id == meeting.id).limit(1))
    return "and the chair has approved it." if approved else "chair has not approved it."


def to_confirm(ask: Ask, meeting: Meeting, meetings: Iterable[Meeting]) -> Iterator[Obligation]:
    """The minutes of a meeting that went out: the group's next meeting is to confirm them (practice P7).

    `meetings` are those of the partnering, soonest first. While the group has none to come, calling one is owed first.
    """
    at = next((one for one in meetings if one.group_id == meeting.group_id and _may_confirm(ask, meeting, one)), None)
    if at is not None and at.starts.date() - ask.on <= MEETING_SHOWN_AHEAD:
        yield CONFIRM_MINUTES.owed(
            f"Confirm the minutes of {meeting.ref}",
            f"At {at.ref}, the next meeting of {meeting.group.name}.",
            due=at.starts.date(),
            subject=meeting.id,
        )


def _may_confirm(ask: Ask, meeting: Meeting, later: Meeting) -> bool:
    """Whether `later` comes after `meeting` and is still to be held, or goes on; one that nobody opened will not."""
    missed = later.opened_at is None and later.starts.date() < ask.on
    return later.starts > meeting.starts and later.closed_at is None and not missed
