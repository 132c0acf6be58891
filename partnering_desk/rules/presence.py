"""Who is at a meeting, from when to when (practice P3); absence from one item for an interest (practice P4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from partnering_desk.rules.clause import P3, Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_time


class Mode(StrEnum):
    """How a person is there."""

    ROOM = "room"
    ONLINE = "online"

    @property
    def words(self) -> str:
        """As it is said: "in the room", "online"."""
        return "in the room" if self is Mode.ROOM else "online"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when somebody was there; `left` is None while they still are.

    They count from the moment they arrive until the moment they leave, which is no longer part of it.
    """

    arrived: datetime
    left: datetime | None
    mode: Mode = Mode.ROOM

    def covers(self, at: datetime, closing: bool = False) -> bool:
        """Whether they are there at that moment.

        When the meeting is `closing` at that moment, those who leave with it are still there.
        """
        if at < self.arrived:
            return False
        return self.left is None or at < self.left or (closing and at == self.left)


@dataclass(frozen=True, slots=True)
class Away:
    """From when to when somebody was out for one item; `end` is None while the item goes on."""

    start: datetime
    end: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether they are out at that moment."""
        return self.start <= at and (self.end is None or at < self.end)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at a meeting: on which side, as what, and when they were there.

    `party` is None for those in attendance, who are heard and never counted. `delegate_for` names the member in
    whose place a delegate comes.
    """

    person_id: int
    name: str
    party: PartyRole | None
    member: bool
    delegate_for: str | None
    spans: tuple[Span, ...] = ()
    away: tuple[Away, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether they count for the quorum while they are there: a member, or a delegate of one (G5.5)."""
        return self.party is not None and (self.member or self.delegate_for is not None)

    def present(self, at: datetime, closing: bool = False) -> bool:
        """Whether they are there at that moment, and not out for the item that is on."""
        there = any(span.covers(at, closing) for span in self.spans)
        return there and not any(away.covers(at) for away in self.away)

    def changes(self) -> set[datetime]:
        """Every moment at which they come or go."""
        moments = {moment for span in self.spans for moment in (span.arrived, span.left)}
        moments |= {moment for away in self.away for moment in (away.start, away.end)}
        return {moment for moment in moments if moment is not None}


def present_at(attendees: Iterable[Attendee], at: datetime) -> tuple[Attendee, ...]:
    """Those of the attendees who are there at that moment, counted or not."""
    return tuple(one for one in attendees if one.present(at))


def check_spans(name: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """One person's times at a meeting, put in order (practice P3).

    Raises `Refusal` when somebody leaves before arriving, arrives twice without leaving, or is there twice at once.
    """
    ordered = tuple(sorted(spans, key=lambda span: (span.arrived, span.left is None, span.left or span.arrived)))
    for span in ordered:
        if span.left is not None and span.left < span.arrived:
            raise Refusal(
                f"{name} cannot leave at {show_time(span.left)} before arriving at {show_time(span.arrived)}. "
                "Put one of the times right.",
                P3,
            )
    for earlier, later in pairwise(ordered):
        if earlier.left is None or later.arrived < earlier.left:
            raise Refusal(
                f"{name} is down as there already when arriving at {show_time(later.arrived)}. "
                "Record first when they left.",
                P3,
            )
    return ordered


def presence_remarks(spans: Sequence[Span], opened: datetime, closed: datetime | None = None) -> tuple[str, ...]:
    """What the minutes say after a name: "online", "from 10:15", "to 10:35"; nothing for all of it in the room.

    Times are read to the minute, as they are shown: arriving in the minute in which the meeting opened is being
    there from the start. Moving between room and online without leaving is no absence.
    """
    times = [words for start, end in _stays(spans) if (words := _stay_words(start, end, opened, closed))]
    return (*_mode_words(spans), *times)


def only_in_part(spans: Sequence[Span], opened: datetime, closed: datetime) -> bool:
    """Whether somebody who came was not there from the opening to the close, to the minute (practice P3)."""
    return any(_stay_words(start, end, opened, closed) for start, end in _stays(spans))


def _stays(spans: Sequence[Span]) -> list[tuple[datetime, datetime | None]]:
    """From when to when somebody was there, in the room or online."""
    stays: list[tuple[datetime, datetime | None]] = []
    for span in sorted(spans, key=lambda one: one.arrived):
        if stays and (last := stays[-1][1]) is not None and _minute(span.arrived) <= _minute(last):
            stays[-1] = (stays[-1][0], span.left)
        else:
            stays.append((span.arrived, span.left))
    return stays


def _mode_words(spans: Sequence[Span]) -> tuple[str, ...]:
    modes = {span.mode for span in spans}
    if modes == {Mode.ONLINE}:
        return ("online",)
    return ("partly online",) if Mode.ONLINE in modes else ()


def _stay_words(start: datetime, end: datetime | None, opened: datetime, closed: datetime | None) -> str:
    from_start = _minute(start) <= _minute(opened)
    to_end = end is None or (closed is not None and _minute(end) >= _minute(closed))
    if end is None or to_end:
        return "" if from_start else f"from {show_time(start)}"
    return f"to {show_time(end)}" if from_start else f"{show_time(start)} to {show_time(end)}"


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
