"""Papers and frozen documents: what was put before meetings and what went out, each with its fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from partnering_desk.app import contents, papers
from partnering_desk.app.contents import Proof
from partnering_desk.app.kept import KeptRow, kept_rows, recognise
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.documents.opening import open_file
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import tried
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.filters import Filter
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.text import quiet, title

_Does = Callable[[KeptRow], object]
_DoesRows = Callable[[tuple[KeptRow, ...]], object]

_COLUMNS: tuple[Column[KeptRow], ...] = (
    Column("Kind", text=lambda one: one.kind, width=110),
    Column("Meeting", text=lambda one: one.meeting_ref, width=120),
    Column("Title", text=lambda one: _title(one), hint=lambda one: one.filename, width=0),
    Column("Status", text=lambda one: one.status, width=250),
    Column("Length", text=lambda one: one.words, width=130),
    Column(
        "Kept since",
        text=lambda one: show_date(one.at.date()),
        sort=lambda one: one.at,
        width=150,
        value=lambda one: one.at.date(),
    ),
    Column(
        "Fingerprint",
        text=lambda one: f"{one.sha256[:12]}…",
        hint=lambda one: one.sha256,
        width=140,
        value=lambda one: one.sha256,
    ),
)


def _title(one: KeptRow) -> str:
    return f"{one.ref} {one.title}" if one.kept.paper else one.title


class DocumentsPage(Page):
    """Every kept file. Enter opens a copy; the fingerprint proves that it is what went out."""

    shows = frozenset({"paper", "document", "meeting", "agenda_item"})

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._worker = Worker(self)
        self.view: RegisterView[KeptRow] = RegisterView(
            "Documents",
            _COLUMNS,
            key=lambda one: one.kept,
            one="document",
            filters=[
                Filter("Kind", lambda one: one.kind),
                Filter("Group", lambda one: one.group),
                Filter("Meeting", lambda one: one.meeting_ref),
            ],
            empty=EmptyPlace(
                "No documents yet",
                "Papers attached to agendas, and agendas, minutes and all else that went out, stand here.",
                "Go to the meetings",
                lambda: navigator.go("meetings"),
            ),
            verbs=[
                Verb("Open a copy", self._each(self.open_copy), "Ctrl+O", fits=_one),
                Verb("Save a copy…", self._each(self.save_copy), "Ctrl+S", fits=_one),
                Verb("Verify the fingerprint", self._each(self.verify), fits=_one),
                Verb("Put the paper back", self._each(self.put_back), fits=_withdrawn),
                Verb("Go to the meeting", self._each(self.go_to_meeting), fits=_of_a_meeting),
                Verb("History…", lambda _rows: self.show_history(), fits=_one),
            ],
            sort=(5, Qt.SortOrder.DescendingOrder),
        )
        self.view.opened.connect(self.open_copy)
        self.view.chosen.connect(self._show_what_can_be_done)
        self.open_button = primary_button("Open a copy", lambda: self._do(self.open_copy))
        self.save_button = button("Save a copy…", lambda: self._do(self.save_copy))
        self.verify_button = button("Verify", lambda: self._do(self.verify))
        self.history_button = button("History…", self.show_history)
        self.recognise_button = button("Recognise a file…", self.ask_recognise)
        buttons = FlowLayout()
        for one in (
            self.recognise_button,
            self.history_button,
            self.verify_button,
            self.save_button,
            self.open_button,
        ):
            buttons.addWidget(one)
        words = "Kept in the register, and never changed: a copy is opened, its fingerprint proves it"
        head = row(column(title("Documents"), quiet(words), space=4), space=16)
        body = column(head, buttons, self.view, space=16, margin=24)
        body.setStretch(2, 1)
        self.content.addLayout(body, 1)
        self._show_what_can_be_done()

    def refresh(self) -> None:
        """Ask for the files again."""
        self.ask_register(partial(kept_rows, self.register), self._show_rows)

    def _show_rows(self, rows: tuple[KeptRow, ...]) -> None:
        self.view.set_rows(rows)
        self._show_what_can_be_done()

    def thing(self) -> Thing | None:
        """The paper or document chosen."""
        rows = self.view.selected()
        return Thing("paper" if rows[0].kept.paper else "document", rows[0].kept.id) if _one(rows) else None

    def open_copy(self, one: KeptRow) -> None:
        """Open a copy with the system's own program for such files."""
        self._worker.run(lambda: contents.open_copy(self.register, one.kept), lambda path: open_file(self, path))

    def save_copy(self, one: KeptRow) -> None:
        """Ask where to, and write a copy there."""
        name = contents.file_name(self.register, one.kept)
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a copy", name)
        if chosen:
            self._worker.run(
                lambda: contents.save_copy(self.register, one.kept, Path(chosen)),
                lambda path: self.navigator.say(f"Saved as {path}"),
            )

    def verify(self, one: KeptRow) -> None:
        """Work out the fingerprint again and say whether it is the one recorded."""
        self._worker.run(lambda: contents.prove(self.register, one.kept), self._show_proof)

    def put_back(self, one: KeptRow) -> None:
        """Put a withdrawn paper back on its item."""
        done, _ = tried(self, papers.put_back, self.register, one.kept.id)
        if done:
            self.navigator.say(f"{one.ref} is back on its item")

    def go_to_meeting(self, one: KeptRow) -> None:
        """Go to the meeting that the file belongs to."""
        if one.meeting_id is not None:
            self.navigator.go("meeting", one.meeting_id)

    def ask_recognise(self) -> None:
        """Ask for a file from outside and say whether it is one of these."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Recognise a file")
        if chosen:
            self._worker.run(lambda: recognise(self.register, Path(chosen)), self._show_proof)

    def _show_proof(self, proof: Proof) -> None:
        self.say_inline(proof.words, Tone.GOOD if proof.sound else Tone.BAD)

    def _do(self, does: _Does) -> None:
        rows = self.view.selected()
        if _one(rows):
            does(rows[0])

    def _each(self, does: _Does) -> _DoesRows:
        return lambda rows: does(rows[0])

    def _show_what_can_be_done(self) -> None:
        for one in (self.open_button, self.save_button, self.verify_button, self.history_button):
            one.setEnabled(_one(self.view.selected()))


def _withdrawn(rows: tuple[KeptRow, ...]) -> bool:
    return _one(rows) and rows[0].withdrawn


def _of_a_meeting(rows: tuple[KeptRow, ...]) -> bool:
    return _one(rows) and rows[0].meeting_id is not None


def _one(rows: tuple[KeptRow, ...]) -> bool:
    return len(rows) == 1
