"""What people were last told of a group's coming meetings: by invitations, and by notices on paper."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from partnering_desk.records.models import Dispatch, DispatchState, Document, DocumentKind, Group, Meeting

GONE = (DispatchState.UNANSWERED, DispatchState.SENT, DispatchState.DRAFTED, DispatchState.HANDED_OVER)
"""The states of a copy that reached its person, or may have."""
_CALENDAR = (DocumentKind.INVITATION, DocumentKind.CANCELLATION)


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting as somebody was told of it."""

    meeting_id: int
    starts: datetime
    ends: datetime
    place: str


def listed(meeting: Meeting) -> Listed:
    """A meeting as it would be told now."""
    return Listed(meeting.id, meeting.starts, meeting.ends, meeting.place)


def basis(meetings: Iterable[Listed], changes: Iterable[str]) -> str:
    """What a notice says, as JSON, to be kept with it."""
    rows = [[one.meeting_id, one.starts.isoformat(), one.ends.isoformat(), one.place] for one in meetings]
    return json.dumps({"meetings": rows, "changes": [*changes]}, ensure_ascii=False)


def readable(kept: str) -> bool:
    """Whether `kept` is what `basis` makes."""
    try:
        _meetings(kept)
    except (ValueError, TypeError, LookupError, RecursionError):
        return False
    return True


def _meetings(kept: str) -> dict[int, Listed]:
    rows = json.loads(kept)["meetings"]
    return {
        int(one): Listed(int(one), datetime.fromisoformat(starts), datetime.fromisoformat(ends), str(place))
        for one, starts, ends, place in rows
    }


def told(session: Session, group: Group) -> dict[int, dict[int, Listed]]:
    """By person, by meeting: what they were last told, by what has gone to them. A cancellation takes a meeting out.

    Of an invitation it is what the meeting was when it went.
    """
    concerns: list[ColumnElement[bool]] = [Document.group_id == group.id]
    concerns.append(Document.kind.in_(_CALENDAR) & Document.meeting.has(Meeting.group_id == group.id))
    asked = (
        select(Dispatch)
        .join(Dispatch.document)
        .where(or_(*concerns), Dispatch.state.in_(GONE))
        .order_by(Dispatch.id)
        .options(joinedload(Dispatch.document).joinedload(Document.meeting).selectinload(Meeting.moves))
    )
    known: defaultdict[int, dict[int, Listed]] = defaultdict(dict)
    for one in session.scalars(asked):
        meeting = one.document.meeting
        if meeting is None:
            known[one.person_id] = _meetings(one.document.basis)
        elif one.document.kind is DocumentKind.INVITATION:
            known[one.person_id][meeting.id] = _as_it_was(meeting, one.document.made_at)
        else:
            known[one.person_id].pop(meeting.id, None)
    return known


def _as_it_was(meeting: Meeting, at: datetime) -> Listed:
    """A meeting as it was planned at a moment, before it was moved since."""
    since = next((one for one in meeting.moves if one.moved_at > at), None)
    if since is None:
        return listed(meeting)
    return Listed(meeting.id, since.from_starts, since.from_starts + (meeting.ends - meeting.starts), since.from_place)
