"""The words of the minutes, mended beside their preview: an item's notes, and notes added after the meeting."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import minutes
from partnering_desk.app.meeting import save_notes
from partnering_desk.app.register import Register
from partnering_desk.app.room import ItemRow, room
from partnering_desk.ui.meetings.notes_edit import NotesEdit
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.text import quiet, section

FOLLOWED_AFTER = 80
"""So many milliseconds after a key, at most, the pages are asked for as they will be."""


class MinutesEditor(QWidget):
    """One item's notes at a time, kept as they are typed."""

    left = Signal()
    """The person is done and wants to see the checks again."""
    typing = Signal()
    """Something was typed that the preview does not show yet."""

    def __init__(self, register: Register, meeting_id: int) -> None:
        super().__init__()
        self._register, self._meeting_id = register, meeting_id
        self._items: tuple[ItemRow, ...] = ()
        self._at = -1
        self.items = QComboBox()
        self.notes = NotesEdit("Notes", lines=12)
        self.notes.to_save.connect(self._save)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOWED_AFTER)
        self._follow.timeout.connect(self.typing.emit)
        self.notes.textChanged.connect(self._typed)
        self.items.activated.connect(lambda _place: self._show_item())
        body = column(
            section("The words of the minutes"),
            quiet("Kept as you type; the preview follows."),
            labelled("&Item", self.items),
            labelled("&Notes", self.notes, "**bold**, - for a list, > for a quotation"),
            quiet_button("Add a note after the meeting…", self.add_after_note),
            row(None, button("Done", self.left.emit)),
            space=12,
            margin=20,
        )
        body.addStretch(1)
        self.setLayout(body)

    def refresh(self) -> None:
        """Ask for the items; what is being typed stays."""
        found = attempt(self, room, self._register, self._meeting_id)
        if found is None:
            return
        chosen = self._at
        self._items = found.items
        self.items.clear()
        for one in self._items:
            self.items.addItem(f"{one.number}  {one.title}", one.item_id)
        self.items.setCurrentIndex(max(0, self.items.findData(chosen)))
        self._show_item()

    def open_item(self, item_id: int) -> None:
        """Go to one item's notes."""
        self.items.setCurrentIndex(self.items.findData(item_id))
        self._show_item()
        self.notes.setFocus()

    @property
    def typed(self) -> minutes.Typed | None:
        """What is being typed and is not kept yet."""
        return None if self._at < 0 or self.notes.kept else minutes.Typed(self._at, self.notes.toPlainText())

    def _typed(self) -> None:
        if self.typed is not None and not self._follow.isActive():
            self._follow.start()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.notes.save_now()

    def add_after_note(self) -> None:
        """Ask for a note that the minutes mark as added after the meeting (practice P8)."""
        AfterNoteDialog(self, self._register, self._meeting_id, self._items, self._at).exec()

    def _show_item(self) -> None:
        item_id = self.items.currentData()
        if item_id is None:
            return
        if item_id != self._at:
            self.notes.save_now()
            if self._at >= 0 and not self.notes.kept:  # what belongs to one item must not come under another
                self.items.setCurrentIndex(self.items.findData(self._at))
                return
            self._at = item_id
        self.notes.show_notes(next(one.notes for one in self._items if one.item_id == item_id))

    def _save(self, notes: str) -> None:
        if self._at >= 0:
            done, _ = tried(self, save_notes, self._register, self._at, notes)
            if not done:
                self.notes.not_saved()


class AfterNoteDialog(Dialog):
    """A note added after the meeting: to which item, and what it says."""

    def __init__(
        self, parent: QWidget, register: Register, meeting_id: int, items: tuple[ItemRow, ...], chosen: int
    ) -> None:
        super().__init__(parent, "Note after the meeting", "Add note")
        self.to = QComboBox()
        self.to.addItem("The meeting as a whole", None)
        for one in items:
            self.to.addItem(f"{one.number}  {one.title}", one.item_id)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))
        self.text = NotesEdit("Note", lines=4)
        self.body.addWidget(quiet("The minutes mark it as added after the meeting, with the day and your name."))
        self.body.addWidget(labelled("&To", self.to))
        self.body.addWidget(labelled("&Note", self.text))
        self.does = lambda: minutes.add_after_note(register, meeting_id, self.to.currentData(), self.text.toPlainText())
        self.text.setFocus()
