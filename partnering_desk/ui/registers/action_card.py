"""One action, to be put right and followed up: its fields, what is done with it, and everything that was noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from partnering_desk.app import actions
from partnering_desk.app.action_rows import ActionRow, ActionState, ProgressNote
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.registers.action_fields import Due, DueField, Owners, OwnersField, TextField
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import tried
from partnering_desk.ui.widgets.buttons import Choice, button, destroy_button, quiet_button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import heading, label, quiet, small
from partnering_desk.ui.widgets.typed_fields import DateField


class ActionCard(Card):
    """The action shown. What is typed in its fields is kept when the field is left."""

    done_pressed = Signal()
    drop_pressed = Signal()
    reopen_pressed = Signal()
    remove_pressed = Signal()
    meeting_pressed = Signal()
    history_pressed = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.setAccessibleName("Action")
        self._register = register
        self.shown: ActionRow | None = None
        self._title, self._chip = heading(""), Chip("")
        self.from_meeting = quiet_button("", self.meeting_pressed.emit)
        self._under = quiet("")
        self.text, self.owners, self.due = TextField(3), OwnersField(), DueField(register.today)
        self.state = Choice("State", [(ActionState.OPEN, "Not begun"), (ActionState.IN_PROGRESS, "In progress")])
        self.mark_done = button("Mark done…", self.done_pressed.emit)
        self.drop = button("Drop…", self.drop_pressed.emit)
        self.reopen = button("Reopen", self.reopen_pressed.emit)
        self.remove = destroy_button("Remove", self.remove_pressed.emit)
        self.note, self.noted_on = QLineEdit(), DateField(register.today)
        self.add_note = button("Add note", self._note)
        self._history: QVBoxLayout = column(space=12)
        self._lay_out()
        self.text.settled.connect(self.save)
        self.owners.changed.connect(lambda _value: self.save())
        self.due.changed.connect(lambda _value: self.save())
        self.state.chosen.connect(self._set_state)
        self.note.returnPressed.connect(self._note)

    def _lay_out(self) -> None:
        head = row(self._title, self._chip)
        head.setStretch(0, 1)
        buttons = QWidget()
        line = FlowLayout(buttons)
        self.history = button("History…", self.history_pressed.emit)
        for one in (self.mark_done, self.drop, self.reopen, self.remove, self.history):
            line.addWidget(one)
        self._state_field = labelled("State", self.state)
        self.note.setPlaceholderText("How it is getting on")
        self.noted_on.line.setPlaceholderText("today")
        progress = row(labelled("&Progress", self.note), labelled("O&n", self.noted_on))
        progress.setStretch(0, 3)
        progress.setStretch(1, 2)
        for part in (
            head,
            self._under,
            self.from_meeting,
            labelled("&What is to be done", self.text),
            labelled("&Owners", self.owners),
            labelled("D&ue", self.due),
            self._state_field,
            buttons,
            progress,
            self.add_note,
            label("History", "section"),
            self._history,
        ):
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        self.body.addStretch(1)

    def show_people(self, people: Sequence[Candidate]) -> None:
        """These people can own actions."""
        self._people = {one.person_id: one for one in people}
        self.owners.show_people(people)

    def show_action(self, action: ActionRow) -> None:
        """Show an action. A field in which somebody is typing is left alone when the action is the same."""
        same = self.shown is not None and self.shown.action_id == action.action_id
        if not same:
            self.settle()
            self.note.clear()
            self.noted_on.set_value(None)
        self.shown = action
        self._title.setText(action.ref)
        self._chip.show_words(action.late or action.state_words, state_tone(action))
        self._under.setText(_under(action))
        self._under.setVisible(bool(self._under.text()))
        self.from_meeting.setText(f"Go to {action.meeting_ref}")
        self.from_meeting.setVisible(action.meeting_id is not None)
        self._fill(action, same)
        self.state.set_value(action.state)
        for widget in (self._state_field, self.mark_done, self.drop):
            widget.setVisible(action.open)
        self.reopen.setVisible(not action.open)
        clear(self._history)
        for note in history(action):
            self._history.addLayout(column(small(_note_head(note)), label(note.note), space=0))

    def _fill(self, action: ActionRow, same: bool) -> None:
        if not (same and self.text.edited):
            self.text.set_text(action.text)
        if not (same and self.owners.line.isModified()):
            people = tuple(self._people[one] for one in action.owner_ids if one in self._people)
            words = action.owner_words
            self.owners.set_value(Owners(people, words) if people or words else None)
        if not (same and self.due.line.isModified()):
            self.due.set_value(Due(action.due, action.due_words) if action.due_shown else None)

    def settle(self) -> None:
        """Keep what is being typed."""
        if self.shown is not None:
            self.text.settle()
            self.owners.settle()
            self.due.settle()

    def save(self) -> None:
        """Keep the fields as they stand; a refusal is shown at the page."""
        if self.shown is not None:
            tried(self, self._save, self.shown)

    def _save(self, action: ActionRow) -> None:
        owners, due = self.owners.value(), self.due.value()
        details = ActionDetails(
            self.text.text(),
            owners.ids if owners else (),
            owners.words if owners else "",
            due.day if due else None,
            due.words if due else "",
        )
        before = ActionDetails(action.text, action.owner_ids, action.owner_words, action.due, action.due_words)
        if details != before:
            actions.update(self._register, action.action_id, details)

    def _set_state(self, state: object) -> None:
        if self.shown is not None:
            tried(self, actions.set_in_progress, self._register, self.shown.action_id, state is ActionState.IN_PROGRESS)

    def _note(self) -> None:
        if self.shown is not None and tried(self, self._keep_note, self.shown.action_id)[0]:
            self.note.clear()
            self.noted_on.set_value(None)

    def _keep_note(self, action_id: int) -> None:
        actions.note_progress(self._register, action_id, self.note.text(), self.noted_on.value())


def state_tone(action: ActionRow) -> Tone:
    """The tone of where an action stands."""
    if action.overdue:
        return Tone.BAD
    tones = {ActionState.IN_PROGRESS: Tone.INFO, ActionState.DONE: Tone.GOOD}
    return tones.get(action.state, Tone.PLAIN)


def _under(action: ActionRow) -> str:
    confidential = "confidential" if action.confidential else ""
    parts = [action.group, f"given under “{action.item}”" if action.item else "", confidential]
    return " · ".join(filter(None, parts))


def _note_head(note: ProgressNote) -> str:
    return f"{show_date(note.on)} · {note.by}" if note.by else show_date(note.on)


def history(action: ActionRow) -> Iterable[ProgressNote]:
    """Everything that happened to an action, latest first."""
    recorded = action.recorded_at.date()
    given = f"Given at {action.meeting_ref}." if action.meeting_ref and not action.source else "Recorded."
    notes = [ProgressNote(recorded, f"Read from {action.source}." if action.source else given, action.recorded_by)]
    notes += action.progress
    if action.closed_on is not None and action.state is ActionState.DONE:
        notes.append(ProgressNote(action.closed_on, "Done.", ""))
    return sorted(notes, key=lambda one: one.on, reverse=True)
