"""Notes added after a meeting, each marked as one with when and by whom (practice P8)."""

from __future__ import annotations

from partnering_desk.app.lookups import row
from partnering_desk.app.minutes_approval import confirmed_at
from partnering_desk.app.register import Register
from partnering_desk.records.models import AfterNote, AgendaItem, Meeting
from partnering_desk.rules.clause import P8, Refusal
from partnering_desk.rules.decisions import check_after_note, check_minutes_may_change


def add_after_note(register: Register, meeting_id: int, item_id: int | None, text: str) -> int:
    """Add a note to an item, or to the meeting as a whole, that the minutes mark as added after the meeting; its id.

    Raises `Refusal` while the meeting goes on, once its minutes are confirmed, or when there is nothing to note.
    """
    with register.write() as session:
        meeting = row(session, Meeting, meeting_id)
        check_after_note(meeting.ref, meeting.closed_at is not None)
        check_minutes_may_change(meeting.ref, confirmed_at(session, meeting))
        if not text.strip():
            raise Refusal("Type the note first.", P8)
        if item_id is not None and row(session, AgendaItem, item_id).meeting_id != meeting.id:
            raise Refusal(f"That item is not on the agenda of {meeting.ref}. Choose another.")
        note = AfterNote(
            meeting_id=meeting.id,
            item_id=item_id,
            text=text.strip(),
            added_at=register.now(),
            added_by=register.who,
        )
        session.add(note)
        session.flush()
        return note.id
