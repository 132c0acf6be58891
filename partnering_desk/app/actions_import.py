"""An action log from a spreadsheet: shown as read, put right by hand, then kept all together or not at all.

Every action gets a number of this register; what it was called before stays in its `source` (practice P6).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeAlias

from partnering_desk.app.action_cells import ReadDay, ReadNote, read_due, read_notes, read_owners, read_state
from partnering_desk.app.action_log import Column, LogSheet, read_log, shown
from partnering_desk.app.action_preview import Decisions, Preview, PreviewRow, ReadCell
from partnering_desk.app.action_rows import STATE_WORDS
from partnering_desk.app.actions import ActionDetails, new_action
from partnering_desk.app.actions_known import Known, find_meeting, known
from partnering_desk.app.contents import Cancelled, Progress
from partnering_desk.app.faults import Stopped
from partnering_desk.app.lookups import partnering
from partnering_desk.app.register import Register
from partnering_desk.app.spreadsheets import Cell, Line
from partnering_desk.records.models import Action, ActionProgress, ActionState, Partnering
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import join_words, show_date

__all__ = [
    "Column",
    "Decisions",
    "Preview",
    "PreviewRow",
    "ReadBefore",
    "ReadCell",
    "import_actions",
    "known",
    "preview",
    "read_log",
]

_AT_ONCE = 100
"""Actions kept between two looks whether to stop."""


ReadBefore: TypeAlias = dict[int, tuple[object, PreviewRow]]
"""The lines of one sheet as they were read before, by their numbers, each with all that its reading depends on."""


def preview(
    of: Known,
    sheet: LogSheet,
    columns: Mapping[Column, int],
    decisions: Decisions | None = None,
    before: ReadBefore | None = None,
) -> Preview:
    """Show a log as it would be kept, its columns matched as `columns` says. Empty rows are not in it.

    Given what was read `before` of the same sheet, only the lines are read that a decision since then concerns; what
    is read now is put there, for the next time.
    """
    reading = _Reading(of, sheet, columns, decisions or Decisions(), {} if before is None else before)
    return Preview(sheet.filename, tuple(reading.row(one) for one in sheet.lines if one.filled), reading.latest)


class _Reading:
    """One pass over a sheet."""

    def __init__(
        self,
        of: Known,
        sheet: LogSheet,
        columns: Mapping[Column, int],
        decisions: Decisions,
        before: ReadBefore,
    ) -> None:
        self._known, self._sheet, self._columns, self._decisions = of, sheet, columns, decisions
        self._before = before
        self._whole = (frozenset(columns.items()), decisions.group_id)
        self._decided: dict[int, set[object]] = {}
        for (number, column), typed in decisions.edits.items():
            self._decided.setdefault(number, set()).add((column, typed))
        for number, column in decisions.right:
            self._decided.setdefault(number, set()).add(column)
        self.latest = min(sheet.updated or of.today, of.today)
        self._owners = cache(lambda cell: read_owners(cell, of.people, of.minute_taker))
        refs = ((shown(self._raw(line, Column.REF)[0]), line.number) for line in sheet.lines)
        self._refs: dict[str, list[int]] = {}
        for ref, number in refs:
            if ref:
                self._refs.setdefault(ref, []).append(number)

    def _raw(self, line: Line, column: Column) -> tuple[Cell, bool]:
        """A cell, and whether it was typed on the preview."""
        typed = self._decisions.edits.get((line.number, column))
        if typed is not None:
            return typed.strip(), True
        place = self._columns.get(column)
        return (line.cells[place] if place is not None and place < len(line.cells) else ""), False

    def row(self, line: Line) -> PreviewRow:
        """The line as it was read before, or read anew when anything that it depends on is another."""
        depends_on: tuple[object, ...] = (
            self._whole,
            self._decided.get(line.number, frozenset()),
            self._decisions.left_out.get(line.number),
            tuple(self._others(line)),
        )
        before = self._before.get(line.number)
        if before is not None and before[0] == depends_on:
            return before[1]
        row = self._read(line)
        self._before[line.number] = (depends_on, row)
        return row

    def _read(self, line: Line) -> PreviewRow:
        raw = {column: self._raw(line, column) for column in Column}
        text = shown(raw[Column.TEXT][0])
        source = self._source(line, raw)
        why = self._why_left_out(line, raw, source)
        left_out = self._decisions.left_out.get(line.number, bool(why))
        given = find_meeting(self._known, raw[Column.MEETING][0], self.latest)
        due = read_due(raw[Column.DUE][0], given.on, given.following, self._known.today)
        owners = self._owners(raw[Column.OWNER][0])
        state, state_doubt = read_state(raw[Column.STATUS][0])
        notes = read_notes(raw[Column.COMMENTS][0], self.latest)
        closed = self._closed(raw[Column.CLOSED], raw[Column.STATUS][0], state, notes, given.on)
        readings = {
            Column.REF: (shown(raw[Column.REF][0]), self._ref_doubt(line)),
            Column.MEETING: (given.words, given.doubt),
            Column.TEXT: (text, "" if text else "Says nothing to do."),
            Column.OWNER: (
                join_words([*(one.name for one in owners.owners), *filter(None, [owners.words])]),
                owners.doubt,
            ),
            Column.DUE: (show_date(due.day) if due.day else due.words, due.doubt),
            Column.STATUS: (STATE_WORDS[state], state_doubt),
            Column.CLOSED: (show_date(closed.day) if closed.day else "", closed.doubt),
            Column.COMMENTS: (shown(raw[Column.COMMENTS][0]), self._notes_doubt(notes)),
        }
        return PreviewRow(
            line=line.number,
            cells={column: self._cell(line, column, raw[column], *readings[column]) for column in Column},
            text=text,
            owners=owners.owners,
            owner_words=owners.words,
            due=due.day,
            due_words=due.words,
            state=state,
            closed_on=closed.day,
            notes=notes,
            meeting_id=given.meeting_id,
            group_id=given.group_id or self._decisions.group_id,
            source=source,
            left_out=left_out,
            why=why or ("" if text else "Says nothing to do."),
        )

    def _cell(self, line: Line, column: Column, raw: tuple[Cell, bool], kept: str, doubt: str) -> ReadCell:
        found_right = (line.number, column) in self._decisions.right
        return ReadCell(shown(raw[0]), kept, "" if found_right else doubt, raw[1])

    def _source(self, line: Line, raw: Mapping[Column, tuple[Cell, bool]]) -> str:
        parts = [self._sheet.filename, f"sheet {self._sheet.name}" if self._sheet.name else "", f"row {line.number}"]
        for column, words in ((Column.REF, "reference"), (Column.MEETING, "meeting")):
            place = self._columns.get(column)
            cell = line.cells[place] if place is not None and place < len(line.cells) else ""
            parts.append(f"{words} {shown(cell)}" if cell != "" else "")
        return ", ".join(filter(None, parts))

    def _why_left_out(self, line: Line, raw: Mapping[Column, tuple[Cell, bool]], source: str) -> str:
        if (ref := self._known.imported.get(source)) is not None:
            return f"Imported before, as {ref}."
        filled = [cell for cell in line.cells if cell != ""]
        if len(filled) == 1 and not any(typed for _, typed in raw.values()):
            return "Stands alone in its row: a remark, no action."
        return ""

    def _others(self, line: Line) -> list[int]:
        """The lines that bear the same reference."""
        same = self._refs.get(shown(self._raw(line, Column.REF)[0]), ())
        return [one for one in same if one != line.number] if len(same) > 1 else []

    def _ref_doubt(self, line: Line) -> str:
        others = self._others(line)
        if not others:
            return ""
        return f"Used again in row {join_words(map(str, others))}. Each action gets a number of its own."

    def _closed(
        self, raw: tuple[Cell, bool], status: Cell, state: ActionState, notes: tuple[ReadNote, ...], given: date | None
    ) -> ReadDay:
        """The day an action was closed: from its own cell, its status or the last comment, else the log's own day."""
        if state not in (ActionState.DONE, ActionState.DROPPED):
            return ReadDay(None)
        if raw[0] != "":
            day = read_due(raw[0], given, None, self._known.today).day
            if day is None or day > self._known.today:
                return ReadDay(
                    self.latest, "", f"“{shown(raw[0])}” is no day up to today: read as {show_date(self.latest)}."
                )
            return ReadDay(day)
        if isinstance(status, date):
            return ReadDay(min(status, self.latest))
        dated = [note.on for note in notes if note.on is not None]
        if dated:
            return ReadDay(max(dated))
        why = "when the log was last updated" if self._sheet.updated else "today"
        return ReadDay(self.latest, "", f"Is not said: read as {show_date(self.latest)}, {why}.")

    def _notes_doubt(self, notes: tuple[ReadNote, ...]) -> str:
        if all(note.on is not None for note in notes):
            return ""
        why = "when the log was last updated" if self._sheet.updated else "today"
        return f"Names no day: noted as of {show_date(self.latest)}, {why}."


def import_actions(
    register: Register,
    read: Preview,
    progress: Progress = lambda _done, _of: None,
    stop: Cancelled = lambda: False,
) -> tuple[int, ...] | None:
    """Keep everything that the preview shows, in one go; the ids of the actions, or None when `stop` said so.

    Raises `Refusal`, and keeps nothing, while a row says nothing to do or no row is left.
    """
    if read.faulty:
        raise Refusal(read.words)
    if not read.kept:
        raise Refusal("No row is left to keep. Take in at least one.")
    try:
        with register.write() as session:
            of = partnering(session, register)
            ids: list[int] = []
            while len(ids) < len(read.kept):
                actions = [_action(register, of, one, read) for one in read.kept[len(ids) : len(ids) + _AT_ONCE]]
                session.add_all(actions)
                session.flush()
                ids += [one.id for one in actions]
                progress(len(ids), len(read.kept))
                if stop():
                    raise Stopped
    except Stopped:
        return None
    return tuple(ids)


def _action(register: Register, of: Partnering, read: PreviewRow, preview_of: Preview) -> Action:
    owner_ids = tuple(one.person_id for one in read.owners)
    action = new_action(of, ActionDetails(read.text, owner_ids, read.owner_words, read.due, read.due_words))
    action.recorded_at, action.recorded_by = register.now(), register.who
    action.group_id, action.meeting_id = read.group_id, read.meeting_id
    action.state, action.closed_on, action.source = read.state, read.closed_on, read.source
    action.progress = [
        ActionProgress(noted_on=note.on or preview_of.noted_on, note=note.note, noted_by=preview_of.filename)
        for note in read.notes
    ]
    return action
