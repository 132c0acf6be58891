"""Whether what was decided, counted and confirmed was left alone since: the Record tells of every change (P1, P7, P12).

Once minutes are confirmed, what they say is put right by a correction of a later meeting, never in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from partnering_desk.app.broken import Broken
from partnering_desk.records.trail_words import called_column

FOR_GOOD = {
    "agenda_item": ("title", "notes", "removed_at"),
    "decision": ("ref", "number", "kind", "outcome", "text", "taken_at", "clause", "quorum"),
    "vote": ("party", "choice"),
    "attendance": ("capacity", "party", "state"),
    "presence_span": ("arrived", "left", "mode"),
}
"""What minutes say, by table and column: it stands once they are confirmed."""
_CALLED = {
    "agenda_item": "agenda",
    "decision": "decisions",
    "vote": "votes",
    "attendance": "attendance",
    "presence_span": "attendance",
}
_SINCE = """
    SELECT meeting.ref, later.entry_id, later.of_table, later.kind,
           CASE WHEN json_valid(later.difference) THEN (SELECT group_concat(key) FROM json_each(later.difference)) END
    FROM confirmation
    JOIN meeting ON meeting.id = confirmation.meeting_id
    JOIN entry_change AS confirmed
      ON confirmed.of_table = 'confirmation' AND confirmed.of_row = confirmation.id AND confirmed.kind = 'added'
    JOIN entry_change AS later ON later.of_meeting = meeting.id AND later.entry_id > confirmed.entry_id
    ORDER BY later.entry_id, later.id
"""


def faults(session: Session) -> Iterator[Broken]:
    """Every entry that changed, after minutes were confirmed, what they say."""
    for ref, number, table, kind, columns in session.execute(text(_SINCE)):
        names = FOR_GOOD.get(table, ())
        touched = [one for one in names if kind != "changed" or one in str(columns or "").split(",")]
        if touched:
            what = f"its {_CALLED[table]} ({', '.join(map(called_column, touched))})"
            words = f"Entry {number:,} of the Record {kind} {what} after the minutes were confirmed (practice P7)."
            yield Broken(f"meeting {ref}", words)
