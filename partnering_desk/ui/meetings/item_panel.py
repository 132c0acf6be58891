"""The item that is shown in a meeting: its notes, what is decided under it, and who is to do what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.decision_rows import DecisionRow
from partnering_desk.app.here import QuorumBand
from partnering_desk.app.meeting import save_notes
from partnering_desk.app.register import Register
from partnering_desk.app.room import ItemRow, Room
from partnering_desk.app.stages import Stage
from partnering_desk.app.typed import TypedAction
from partnering_desk.rules.agenda import ItemKind
from partnering_desk.ui.meetings.action_line import ActionLine
from partnering_desk.ui.meetings.action_rows import ActionRows
from partnering_desk.ui.meetings.decision_card import DecisionCard, without_effect
from partnering_desk.ui.meetings.decision_form import DecisionForm
from partnering_desk.ui.meetings.notes_edit import NotesEdit
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import clear, column, row
from partnering_desk.ui.widgets.text import heading, quiet, section, small


class ItemPanel(QWidget):
    """The middle of the screen of a meeting."""

    confirm_wanted = Signal(int)
    """The minutes of that meeting are to be confirmed or corrected."""

    date_wanted = Signal()
    """The date of the next meeting is to be settled."""

    def __init__(self, register: Register, take_up: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register, self._take_up = register, take_up
        self._room: Room | None = None
        self._band: QuorumBand | None = None
        self.item: ItemRow | None = None
        self.form: DecisionForm | None = None
        self.saving = False
        """Whether what was typed here is being kept right now."""
        self.cards: list[DecisionCard] = []
        self._cards_of: tuple[tuple[DecisionRow, ...], bool] = ((), False)
        self.editors: dict[int, NotesEdit] = {}
        self._known: dict[int, str] = {}
        """The notes as the register last told: told once more, they do not take back what was typed since."""
        self.title, self.under, self.source, self.remarks = heading(""), quiet(""), small(""), small("")
        self.take_up = button("Take up this item", lambda: self.item and self._take_up(self.item.item_id))
        self.take_up.setToolTip("Enter in the agenda")
        self._notes = column(space=0)
        self._cards, self._form_place = column(space=12), column(space=0)
        self.put = button("Put a decision", self.open_form)
        self.put.setToolTip("Ctrl+D")
        self.confirm = button("Confirm or correct these minutes…", self._ask_to_confirm)
        self.settle = button("Settle the next date…", self.date_wanted.emit)
        self.settle.setToolTip("Ctrl+Shift+D")
        self.line = ActionLine(register.today, self._keep_action)
        self.rows = ActionRows(self.line)
        head = row(self.title, self.take_up)
        head.setStretch(0, 1)
        body = column(head, self.under, self.source, self.remarks, self._notes, space=8)
        body.addSpacing(8)
        body.addLayout(self._cards)
        body.addLayout(self._form_place)
        body.addLayout(row(self.put, self.confirm, self.settle, None))
        body.addSpacing(8)
        body.addWidget(section("Actions"))
        body.addWidget(self.rows)
        body.addStretch(1)
        self.setLayout(body)

    def show_item(self, room: Room, item: ItemRow, band: QuorumBand) -> None:
        """Show an item as the register has it; what is being typed stays."""
        other = self.item is None or self.item.item_id != item.item_id
        if other:
            self.save_now()
            self._close_form()
        self._room, self.item, self._band = room, item, band
        self._show_head(room, item)
        self._show_notes(room, item)
        if other and item.decision_draft.strip() and room.stage is Stage.IN_SESSION:
            self.open_form()
        self._show_cards(room, item)
        if self.form is not None:
            self.form.show_room(room)
        self.put.setVisible(self.form is None and room.stage is Stage.IN_SESSION)
        self._show_actions(room, item)

    def show_quorum(self, band: QuorumBand) -> None:
        """The quorum changed: a decision being put must know."""
        self._band = band
        if self.form is not None:
            self.form.show_quorum(band)

    def _show_head(self, room: Room, item: ItemRow) -> None:
        self.title.setText(f"{item.number}   {item.title}")
        self.under.setText(item.under)
        source = [item.source]
        if item.ratifies_text:
            source.append(f"Recommended: {item.ratifies_text}")
        if item.kind is ItemKind.NEXT_MEETING:
            source.append(room.next_meeting or "No date is settled yet.")
        self.source.setText("\n".join(filter(None, source)))
        self.source.setVisible(any(source))
        self.remarks.setText(" ".join(item.remarks))
        self.remarks.setVisible(bool(item.remarks))
        self.take_up.setVisible(room.stage is Stage.IN_SESSION and not item.running)
        self.confirm.setVisible(item.about_meeting_id is not None)
        self.settle.setVisible(room.stage is Stage.IN_SESSION and item.kind is ItemKind.NEXT_MEETING)

    def _ask_to_confirm(self) -> None:
        if self.item is not None and self.item.about_meeting_id is not None:
            self.save_now()
            self.confirm_wanted.emit(self.item.about_meeting_id)

    def _show_notes(self, room: Room, item: ItemRow) -> None:
        editor = self.editors.get(item.item_id) or self._new_editor(item)
        here = any(one.hasFocus() for one in self.editors.values())
        editor.show()
        if here:  # before the other goes, or the keyboard would go elsewhere with it
            editor.setFocus()
        for one in self.editors.values():
            one.setVisible(one is editor)
        if item.notes != self._known.get(item.item_id):
            self._known[item.item_id] = item.notes
            editor.show_notes(item.notes)
        editor.setReadOnly(room.stage is Stage.CONFIRMED)

    def _new_editor(self, item: ItemRow) -> NotesEdit:
        """An editor for each item: what could not be kept on the disk is still there on coming back."""
        editor = NotesEdit(f"Notes of item {item.number}, {item.title}")
        editor.setPlaceholderText("Notes")
        editor.to_save.connect(lambda notes: self._keep_notes(item.item_id, notes))
        self.editors[item.item_id] = editor
        self._notes.addWidget(editor)
        return editor

    @property
    def notes(self) -> NotesEdit | None:
        """The editor of the item shown."""
        return self.editors.get(self.item.item_id) if self.item is not None else None

    def _keep_notes(self, item_id: int, notes: str) -> None:
        self.saving = True
        try:
            done, _ = tried(self, save_notes, self._register, item_id, notes)
        finally:
            self.saving = False
        if not done:
            self.editors[item_id].not_saved()

    def save_now(self) -> None:
        """Keep everything that was typed and not kept yet."""
        for editor in self.editors.values():
            editor.save_now()
        if self.form is not None:
            self.form.words.save_now()

    def _show_cards(self, room: Room, item: ItemRow) -> None:
        going = room.stage is Stage.IN_SESSION
        fixed = tuple(without_effect(one) for one in item.decisions)
        if (fixed, going) == self._cards_of:
            for card, one in zip(self.cards, item.decisions, strict=True):
                card.show_effect(one)
            return
        clear(self._cards)
        self._cards_of = (fixed, going)
        self.cards = [DecisionCard(self._register, one, room.candidates, going) for one in item.decisions]
        for card in self.cards:
            self._cards.addWidget(card)

    def open_form(self) -> None:
        """Put a decision under this item, or go on with the one being put."""
        if self._room is None or self.item is None or self._room.stage is not Stage.IN_SESSION:
            return
        if self.form is None:
            self.form = DecisionForm(self._register, self._room, self.item, self._band)
            self.form.ended.connect(self._close_form)
            self._form_place.addWidget(self.form)
            self.form.show()
            self.put.hide()
        self.form.words.setFocus()

    def _close_form(self) -> None:
        if self.form is None:
            return
        self.form.hide()
        self.form.deleteLater()
        self._form_place.removeWidget(self.form)
        self.form = None
        if self._room is not None:
            self.put.setVisible(self._room.stage is Stage.IN_SESSION)
            self.put.setFocus()

    def _show_actions(self, room: Room, item: ItemRow) -> None:
        self.line.show_people(room.candidates)
        self.rows.show_actions(item.actions)

    def _keep_action(self, typed: TypedAction) -> bool:
        from partnering_desk.app.actions import keep

        if self._room is None or self.item is None:
            return False
        return attempt(self, keep, self._register, self._room.meeting_id, self.item.item_id, typed) is not None
