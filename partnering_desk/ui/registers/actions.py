"""The register of actions: who owes what by when, followed up until it is done (Governance 5.4.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from partnering_desk.app import actions
from partnering_desk.app.action_log import Log
from partnering_desk.app.action_reminder import Reminded, remind, reminder
from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.actions_import import ReadBefore, known, preview, read_log
from partnering_desk.app.actions_known import Known
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.rules.wording import count
from partnering_desk.ui.registers.action_card import ActionCard
from partnering_desk.ui.registers.action_columns import COLUMNS, ON_CARD, due_this_week
from partnering_desk.ui.registers.action_dialogs import AddDialog, CloseDialog, DropDialog, named_actions
from partnering_desk.ui.registers.beside import Beside
from partnering_desk.ui.registers.import_dialog import ImportDialog
from partnering_desk.ui.registers.papers import show_action_list
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.text import quiet, title

_Rows = tuple[ActionRow, ...]
LOGS = "Action logs (*.xlsx *.xlsm *.csv *.txt *.tsv);;All files (*)"


class ActionsPage(Page):
    """All actions of the partnering; the one chosen stands beside them on its card."""

    shows = frozenset({"action", "action_owner", "action_progress", "person", "meeting", "meeting_group"})

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._worker = Worker(self)
        self._undo: Callable[[], object] | None = None
        self.view = self._view()
        self.card = ActionCard(register)
        self.beside = Beside(self.view, self.card, "All actions")
        self._head_words = quiet("")
        self.import_button = button("Import an action log…", self.choose_log)
        self.add_button = primary_button("Add an action", self.add)
        self.add_button.setToolTip("Ctrl+N")
        self.list_button = button("Action list…", lambda: show_action_list(self, register))
        self.list_button.setToolTip("The open actions by owner, to be printed or sent")
        buttons = (self.list_button, self.import_button, self.add_button)
        head = row(column(title("Actions"), self._head_words, space=4), *buttons, space=8)
        head.setStretch(0, 1)
        self.several = self._for_several()
        body = column(head, self.several, self.beside, space=16, margin=24)
        body.setStretch(2, 1)
        self.content.addLayout(body, 1)
        self.view.chosen.connect(self._show_card)
        self.beside.shares.connect(self._hide_what_the_card_says)
        self.view.setFocusProxy(self.view.table)
        self.view.opened.connect(lambda _row: self._open_card())
        self.card.done_pressed.connect(lambda: self.close_rows(self.view.selected()))
        self.card.drop_pressed.connect(lambda: self.drop_rows(self.view.selected()))
        self.card.reopen_pressed.connect(lambda: self.reopen_rows(self.view.selected()))
        self.card.remove_pressed.connect(lambda: self.remove_rows(self.view.selected()))
        self.card.meeting_pressed.connect(self._go_to_meeting)
        self.card.history_pressed.connect(self.show_history)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self, self.add)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _for_several(self) -> QWidget:
        """What can be done with several actions at once, while several are chosen."""
        made = QWidget()
        line = FlowLayout(made)
        for words, does in (
            ("Mark done…", self.close_rows),
            ("Drop…", self.drop_rows),
            ("Remind the owners", self.remind_owners),
            ("Copy a reminder to the owners", self.copy_reminder),
            ("Remove", self.remove_rows),
        ):
            line.addWidget(button(words, partial(self._with_chosen, does)))
        made.hide()
        return made

    def _with_chosen(self, does: Callable[[_Rows], object]) -> None:
        does(self.view.selected())

    def _view(self) -> RegisterView[ActionRow]:
        return RegisterView(
            "Actions",
            COLUMNS,
            key=lambda one: one.action_id,
            one="action",
            quicks=[
                Quick("Open", lambda one: one.open, down=True),
                Quick("Overdue", lambda one: one.overdue),
                Quick("Due this week", lambda one: one.open and due_this_week(one.due, self.register.today())),
                Quick("Mine", lambda one: one.mine),
            ],
            filters=[
                Filter("Owner", lambda one: one.owners or ("No owner",)),
                Filter("Group", lambda one: one.group),
                Filter("State", lambda one: one.state_words),
            ],
            empty=EmptyPlace(
                "No actions yet",
                "Actions are given in meetings, in one line under an item. A log kept in a spreadsheet can be "
                "taken in as it is.",
                "Import an action log…",
                self.choose_log,
            ),
            verbs=[
                Verb("Mark done…", self.close_rows, "Ctrl+Return", fits=_all_open),
                Verb("Drop…", self.drop_rows, fits=_all_open),
                Verb("Reopen", self.reopen_rows, fits=lambda rows: bool(rows) and not any(one.open for one in rows)),
                Verb("Remind the owners", self.remind_owners, fits=_all_open),
                Verb("Copy a reminder to the owners", self.copy_reminder, "Ctrl+Shift+C", fits=_all_open),
                Verb("Remove", self.remove_rows, "Del"),
                Verb("History…", lambda _rows: self.show_history(), fits=lambda rows: len(rows) == 1),
            ],
            sort=(3, Qt.SortOrder.AscendingOrder),
        )

    def refresh(self) -> None:
        """Ask for the actions again."""
        people = attempt(self, actions.owners, self.register)
        rows = attempt(self, action_rows, self.register)
        if people is None or rows is None:
            return
        self.card.show_people(people)
        self.view.set_rows(rows)
        self._head_words.setText(_in_all(rows))
        self._show_card()

    def show_subject(self, subject: Subject) -> None:
        """Choose the action named."""
        if self.view.select(subject):
            self.beside.open_card()
        else:
            self.say_inline("That action is not in the register any more.", Tone.CARE)

    def thing(self) -> Thing | None:
        """The action chosen."""
        rows = self.view.selected()
        return Thing("action", rows[0].action_id) if len(rows) == 1 else None

    def leave(self) -> None:
        """Keep what is being typed on the card."""
        self.card.settle()

    def take_focus(self) -> None:
        """The list is wanted first."""
        self.view.table.setFocus()

    def _show_card(self) -> None:
        rows = self.view.selected()
        if len(rows) == 1:
            self.card.show_action(rows[0])
        self.beside.show_card(len(rows) == 1)
        self.several.setVisible(len(rows) > 1)

    def _hide_what_the_card_says(self, shared: bool) -> None:
        for place in ON_CARD:
            self.view.table.setColumnHidden(place, shared)

    def _open_card(self) -> None:
        self.beside.open_card()
        self.card.text.setFocus()

    def add(self) -> None:
        """Ask for an action that no meeting gave."""
        dialog = AddDialog(self, self.register, actions.owners(self.register))
        if dialog.exec() and isinstance(dialog.result_value, int):
            self.refresh()
            self.view.select(dialog.result_value)

    def close_rows(self, rows: _Rows) -> None:
        """Ask the day on which they were done."""
        if self._settled(rows):
            self._end(CloseDialog(self, self.register, rows), rows, "done")

    def drop_rows(self, rows: _Rows) -> None:
        """Ask why they will not be done."""
        if self._settled(rows):
            self._end(DropDialog(self, self.register, rows), rows, "dropped")

    def _settled(self, rows: _Rows) -> bool:
        self.card.settle()
        return bool(rows)

    def _end(self, dialog: Dialog, rows: _Rows, how: str) -> None:
        ids = [one.action_id for one in rows]
        if dialog.exec():
            self._offer_undo(f"{_number(rows)} {_is(rows)} {how}.", lambda: actions.reopen(self.register, ids))

    def reopen_rows(self, rows: _Rows) -> None:
        """Take back that they are done or dropped."""
        ids = [one.action_id for one in rows]
        if tried(self, actions.reopen, self.register, ids)[0]:
            self.navigator.say(f"{_number(rows)} {_is(rows)} open again.")

    def remove_rows(self, rows: _Rows) -> None:
        """Take them out of the register; undone by the button that is offered."""
        ids = [one.action_id for one in rows]
        words = f"{named_actions(rows)} {_is(rows)} removed."
        if rows and tried(self, actions.remove, self.register, ids)[0]:
            self._offer_undo(words, lambda: actions.restore(self.register, ids))

    def _offer_undo(self, words: str, undo: Callable[[], object]) -> None:
        self._undo = undo
        self.notice.say(words, Tone.INFO, "Undo", self.undo)

    def undo(self) -> None:
        """Undo the last deed on this page, if it can be undone still."""
        undo, self._undo = self._undo, None
        if undo is not None and tried(self, undo)[0]:
            self.clear_inline()
            self.navigator.say("Undone.")

    def remind_owners(self, rows: _Rows) -> None:
        """Let a reminder wait in the outbox for each owner; they are made away from the screen."""
        register, ids = self.register, [one.action_id for one in rows]
        if not self._worker.busy:
            self._worker.run(lambda: remind(register, ids), self._say_reminded)

    def _say_reminded(self, made: Reminded) -> None:
        self.notice.say(made.words, Tone.INFO, "Open the outbox", lambda: self.navigator.go("outbox"))

    def copy_reminder(self, rows: _Rows) -> None:
        """Put a reminder to the owners on the clipboard, to be pasted into a message."""
        rows = tuple(one for one in rows if one.open)
        QGuiApplication.clipboard().setText(reminder(rows))
        self.navigator.say(f"A reminder of {count(len(rows), 'action')} is on the clipboard, to paste into a message.")

    def choose_log(self) -> None:
        """Let the person choose an action log, and read it away from the screen."""
        name, _ = QFileDialog.getOpenFileName(self, "Import an action log", str(Path.home()), LOGS)
        if name:
            self.read_log(Path(name))

    def read_log(self, path: Path) -> None:
        """Read an action log and show it as it would be kept."""
        self.import_button.setEnabled(False)
        self._worker.busy_changed.connect(lambda busy: self.import_button.setEnabled(not busy))
        register = self.register

        def work() -> tuple[Log, Known, ReadBefore]:
            log, of = read_log(path), known(register)
            before: ReadBefore = {}
            preview(of, log.sheets[0], log.sheets[0].guess, None, before)
            return log, of, before

        self._worker.run(work, lambda found: self._show_import(ImportDialog(self, register, *found)))

    def _show_import(self, dialog: ImportDialog) -> None:
        if dialog.exec():
            ids = dialog.kept
            self._offer_undo(
                f"{count(len(ids), 'action')} kept from {dialog.filename}.",
                lambda: actions.remove(self.register, ids),
            )

    def _go_to_meeting(self) -> None:
        if self.card.shown is not None and self.card.shown.meeting_id is not None:
            self.navigator.go("meeting", self.card.shown.meeting_id)


def _all_open(rows: _Rows) -> bool:
    return bool(rows) and all(one.open for one in rows)


def _number(rows: _Rows) -> str:
    return rows[0].ref if len(rows) == 1 else count(len(rows), "action")


def _is(rows: _Rows) -> str:
    return "is" if len(rows) == 1 else "are"


def _in_all(rows: Sequence[ActionRow]) -> str:
    if not rows:
        return "Who owes what by when, until it is done"
    open_, late = sum(one.open for one in rows), sum(one.overdue for one in rows)
    return f"{open_} open, {late} of them overdue" if late else f"{open_} open, none overdue"
