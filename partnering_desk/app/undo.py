"""Taking back the last act, and doing it again: by a new entry in the Record, until what was done has gone out.

The Record is the list of what can be undone, so that it outlasts the window. An entry that `undoes` another took
back everything from that one on; an entry that undoes such a one did it all again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.orm import Session

from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records import store
from partnering_desk.records.difference import Difference, Kind, Row, Unfit, backwards
from partnering_desk.records.models import Entry, EntryChange, Meeting
from partnering_desk.records.stored import row
from partnering_desk.rules.clause import P6, P7, Refusal

TYPING = frozenset({"notes", "decision_draft", "text", "wording"})
"""Columns that are saved as they are typed."""
PAUSE = timedelta(minutes=2)
"""Typing with no longer pause is taken back together."""
NEVER_BACK = {"partnering": {"next_action"}, "meeting": {"next_decision", "sequence"}}
"""Columns that count on all the same: a number is never given twice (practice P6)."""
_GONE_OUT = frozenset({"document", "document_content", "mail_body", "circulation", "dispatch", "reminder"})
_ATTEMPTS = ("attempts", "tried_at")
"""Columns of a copy that only an attempt at sending it changes."""
_NUMBERED = {"meeting": "Cancel it instead", "paper": "Withdraw it instead", "paper_content": "Withdraw it instead"}


@dataclass(frozen=True, slots=True)
class Undoable:
    """What would be taken back, or done again: the entries, newest first, and the words for the menu."""

    numbers: tuple[int, ...]
    words: str


def to_undo(register: Register) -> Undoable | None:
    """What Undo would take back; None when nothing was done yet."""
    with register.read() as session:
        return _said("Undo", _last_standing(session))


def to_redo(register: Register) -> Undoable | None:
    """What Redo would do again; None when nothing was undone, or something was done since."""
    with register.read() as session:
        found = _last_undone(session)
        return _said("Redo", [found]) if found else None


def undo(register: Register) -> str:
    """Take back the last act that stands, and say what it was.

    Raises `Refusal` when there is none, when it has gone out to somebody (practice P7), or would give a number twice
    (practice P6).
    """
    return _do(register, "Undo")


def redo(register: Register) -> str:
    """Do again what was undone last, and say what it was. Raises `Refusal` when there is nothing to do again."""
    return _do(register, "Redo")


def _do(register: Register, verb: str) -> str:
    with register.read() as session:
        last = _last_undone(session)
        entries = _last_standing(session) if verb == "Undo" else [last] if last else []
        said = _said(verb, entries)
        if said is None:
            raise Refusal(f"There is nothing to {verb.lower()}.")
        for entry in entries:
            _check(session, entry)
        changes = [change for entry in entries for change in reversed(entry.changes)]
    with register.write(said.words, undoes=said.numbers[-1]) as session:
        _put_back(session, changes)
        session.info["touched"] |= {one.of_table for one in changes}
    return said.words


def _said(verb: str, entries: Sequence[Entry]) -> Undoable | None:
    if not entries:
        return None
    words = entries[0].what.removeprefix("Undo: ").removeprefix("Redo: ")
    return Undoable(tuple(one.id for one in entries), f"{verb}: {words[:1].lower()}{words[1:]}")


def _entry_before(session: Session, number: int | None) -> Entry | None:
    """The act before `number`; the last one of all for None. That mails went out by themselves is nobody's act."""
    how_it_went = or_(*(EntryChange.difference.contains(f'"{one}"') for one in _ATTEMPTS))
    sending = and_(EntryChange.of_table == "dispatch", EntryChange.kind == Kind.CHANGED, how_it_went)
    acts = Entry.changes.any(not_(sending)) | ~Entry.changes.any()
    asked = select(Entry).where(acts).order_by(Entry.id.desc()).limit(1)
    return session.scalar(asked if number is None else asked.where(Entry.id < number))


def _standing(session: Session, before: int | None) -> Entry | None:
    """The last act before an entry that nothing took back."""
    entry = _entry_before(session, before)
    while entry is not None and entry.undoes_id is not None:
        entry = _entry_before(session, entry.undoes_id)
    return entry


def _last_standing(session: Session) -> list[Entry]:
    """The last act that stands, newest entry first: one entry, or those of one piece of typing."""
    last = _standing(session, None)
    if last is None or not last.changes:
        return []
    run = [last]
    while (earlier := _standing(session, run[-1].id)) is not None and _goes_on(earlier, run[-1]):
        run.append(earlier)
    return run


def _goes_on(earlier: Entry, later: Entry) -> bool:
    """Whether two entries are typing in one field, without a pause."""
    field = _typed(later)
    return field is not None and field == _typed(earlier) and later.at_utc - earlier.at_utc <= PAUSE


def _typed(entry: Entry) -> tuple[str, int, str] | None:
    """The one field that an entry saved as it was typed: its table, row and column."""
    if len(entry.changes) != 1 or entry.changes[0].kind is not Kind.CHANGED:
        return None
    (change,) = entry.changes
    columns = list(json.loads(change.difference))
    return (change.of_table, change.of_row, columns[0]) if len(columns) == 1 and columns[0] in TYPING else None


def _last_undone(session: Session) -> Entry | None:
    """The last entry that undid something and still does, with nothing done since."""
    entry = _entry_before(session, None)
    while entry is not None and entry.undoes_id is not None:
        undone = session.get_one(Entry, entry.undoes_id)
        if undone.undoes_id is None:
            return entry
        entry = _entry_before(session, undone.id)
    return None


def _check(session: Session, entry: Entry) -> None:
    """Raises `Refusal` when what an entry did has left the house, or was given a number that others use."""
    for change in entry.changes:
        if change.of_table in _GONE_OUT:
            raise Refusal(f"“{entry.what}” cannot be undone: it was put out for others to read.", P7)
        if change.of_table in _NUMBERED and change.kind is not Kind.CHANGED:
            raise Refusal(
                f"“{entry.what}” cannot be undone: its number is never given again. {_NUMBERED[change.of_table]}.", P6
            )
        if change.of_table in ("partnering", "decision") and _is_for_good(session, change):
            raise Refusal(f"“{entry.what}” cannot be undone. Record what has changed instead.", P6)
        meeting = session.get(Meeting, change.of_meeting) if change.of_meeting else None
        if meeting is not None and stage_of(session, meeting) in (Stage.CIRCULATED, Stage.CONFIRMED):
            raise Refusal(
                f"“{entry.what}” cannot be undone: the minutes of {meeting.ref} have gone out. "
                "Correct them at the next meeting.",
                P7,
            )


def _is_for_good(session: Session, change: EntryChange) -> bool:
    """A partnering set up, or a decision in writing: they have no meeting whose minutes could still change."""
    return change.kind is not Kind.CHANGED and change.of_meeting is None


def _put_back(session: Session, changes: Sequence[EntryChange]) -> None:
    connection = session.connection()
    connection.exec_driver_sql("BEGIN")  # sqlite3 begins by itself only before a change; the pragma would lapse
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        table, row_id = change.of_table, change.of_row
        there = row(store.driver(connection), table, row_id)
        try:
            back = backwards(there, change.kind, _to_take_back(change))
        except Unfit as error:
            raise Refusal("It cannot be undone: it was changed since by another way.") from error
        statement, values = _statement(table, row_id, there, back)
        connection.exec_driver_sql(statement, values)


def _to_take_back(change: EntryChange) -> Difference:
    read: Difference = json.loads(change.difference)
    if change.kind is not Kind.CHANGED:
        return read
    return {column: of for column, of in read.items() if column not in NEVER_BACK.get(change.of_table, ())}


def _statement(table: str, row_id: int, there: Row | None, back: Row | None) -> tuple[str, tuple[object, ...]]:
    """The SQL that makes a row what it was, and its values."""
    if back is None:
        return f'DELETE FROM "{table}" WHERE id = ?', (row_id,)
    if there is None:
        names = ", ".join(f'"{name}"' for name in back)
        return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(back))})', tuple(back.values())
    columns = sorted(there.keys() | back.keys())
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    return f'UPDATE "{table}" SET {sets} WHERE id = ?', (*(back.get(name) for name in columns), row_id)
