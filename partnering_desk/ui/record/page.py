"""The Record: every entry newest first, one of them on its card, the history of one thing, the check, the export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from partnering_desk.app.check import Broken, Checked, checked
from partnering_desk.app.record_entry import EntryCard, entry_card
from partnering_desk.app.record_export import export_record
from partnering_desk.app.record_rows import (
    Choices,
    Looked,
    choices,
    entry_numbers,
    fingerprint_from,
    looked_for,
    name_of,
)
from partnering_desk.app.record_wanted import Wanted
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing, thing_from
from partnering_desk.rules.wording import count
from partnering_desk.ui.record.book import MOST_COPIED, Book
from partnering_desk.ui.record.entry_view import EntryView
from partnering_desk.ui.record.filters import RecordFilters
from partnering_desk.ui.registers.beside import Beside
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.background import Progress, Worker
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.latest import Latest
from partnering_desk.ui.widgets.notice import EmptyPlace, Notice
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.table import RowsTable
from partnering_desk.ui.widgets.text import quiet, title
from partnering_desk.ui.widgets.work_band import WorkBand

_ON_CARD = (3, 4)
"""Columns that the card of the entry chosen says instead."""
_FAULTS = 200
"""Height of the list of faults, in pixels at 100 %."""
_KINDS = "Excel workbook (*.xlsx);;Comma-separated values (*.csv)"
_FAULT_COLUMNS: tuple[Column[Broken], ...] = (
    Column("Where", text=lambda one: one.where, width=300),
    Column("What is wrong", text=lambda one: one.words, width=0),
)


class RecordPage(Page):
    """The whole Record; or, where the subject is a thing such as "decision/17", the history of that one."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._thing: Thing | None = None
        self._worker = Worker(self)
        self._card_asked = Latest(self)
        self.filters = RecordFilters(register)
        self.history = Notice()
        self.count = quiet("", wrap=False)
        self.table = Book(register)
        self.card = EntryView()
        self.none_fits = EmptyPlace(
            "No entry fits", "Ask for less, or for other days.", "Show everything", self.show_everything
        )
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(_at_top(self.none_fits))
        self._list.setFocusProxy(self.table)
        self.beside = Beside(self._list, self.card, "All entries")
        self.fingerprint = named(QLineEdit(), "Fingerprint to look for")
        self.fingerprint.setPlaceholderText("Fingerprint from a PDF or a backup")
        self.fingerprint.setMinimumWidth(current().px(260))
        self.look_button = button("Look it up", self.look_up)
        self.export_button = button("Export…", self.ask_export)
        self.check_button = primary_button("Check now", self.check)
        self.work = WorkBand("Progress of the check or the export")
        self.faults: RowsTable[Broken] = RowsTable("Faults found", _FAULT_COLUMNS)
        self.faults.setFixedHeight(current().px(_FAULTS))
        self.faults.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = QWidget()
        line = FlowLayout(tools)
        for one in (self.fingerprint, self.look_button, self.export_button, self.check_button):
            line.addWidget(one)
        words = "Every change, by whichever way: who, when, before and after. Nothing here can be changed unseen"
        body = column(
            column(title("Record"), quiet(words), space=4),
            tools,
            self.work,
            self.faults,
            self.filters,
            self.history,
            self.count,
            self.beside,
            space=8,
            margin=24,
        )
        body.setStretch(body.count() - 1, 1)
        self.content.addLayout(body, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.fingerprint.returnPressed.connect(self.look_up)
        self.beside.shares.connect(self._hide_what_the_card_says)
        self.work.busy_changed.connect(self._show_what_can_be_done)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.table.opened.connect(lambda _number: self._open_card())
        self.table.too_many.connect(self._say_too_many)
        for keys, does in (("Ctrl+S", self.ask_export), ("Ctrl+Shift+K", self.check)):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def search_field(self) -> QLineEdit:
        """The search field of the Record."""
        return self.filters.search

    def take_focus(self) -> None:
        """The list is wanted first."""
        self.table.setFocus()

    def visit(self, subject: Subject) -> None:
        """Show the history of the thing named; without one, the whole Record again."""
        if subject is None and self._thing is not None:
            self._thing = None
            self.refresh()
        super().visit(subject)

    def show_subject(self, subject: Subject) -> None:
        """Show the history of one thing."""
        thing = attempt(self, thing_from, str(subject))
        if thing is not None:
            self._thing = thing
            self.filters.clear()

    def show_everything(self) -> None:
        """The whole Record, whatever was asked before."""
        if self._thing is not None:
            self.navigator.go("record")
        self.filters.clear()

    def thing(self) -> Thing | None:
        """What the entry chosen is about."""
        shown = self.card.shown if len(self.table.chosen()) == 1 else None
        return shown.things[0].thing if shown is not None and shown.things else None

    def refresh(self) -> None:
        """Ask for the entries again."""
        register, thing, wanted = self.register, self._thing, self._wanted()
        self.ask_register(
            lambda: (
                choices(register),
                entry_numbers(register, wanted),
                name_of(register, thing) if thing is not None else "",
            ),
            lambda found: self._show(*found),
        )

    def _wanted(self) -> Wanted:
        return self.filters.wanted(self._thing)

    def _show(self, offered: Choices, numbers: tuple[int, ...], name: str) -> None:
        self.filters.offer(offered)
        if name:
            self.history.say(
                f"The history of {name[:1].lower()}{name[1:]}", Tone.INFO, "Show all", self.show_everything
            )
        else:
            self.history.clear()
        self.table.show_numbers(numbers)
        self._list.setCurrentIndex(0 if numbers else 1)
        self.count.setText(
            count(len(numbers), "entry", "entries") if len(numbers) < 1000 else f"{len(numbers):,} entries"
        )
        self._chosen()

    def _chosen(self) -> None:
        chosen = self.table.chosen()
        one = len(chosen) == 1
        if one and (self.card.shown is None or self.card.shown.number != chosen[0]):
            register, number = self.register, chosen[0]
            self._card_asked.ask(lambda: entry_card(register, number), self._show_card)
        self.beside.show_card(one and self.card.shown is not None)

    def _show_card(self, entry: EntryCard) -> None:
        if self.table.chosen() == (entry.number,):
            self.card.show_entry(entry)
            self.beside.show_card(True)

    def _hide_what_the_card_says(self, shares: bool) -> None:
        for place in _ON_CARD:
            self.table.setColumnHidden(place, shares)

    def _open_card(self) -> None:
        self.beside.open_card()

    def _say_too_many(self) -> None:
        self.say_inline(f"More than {MOST_COPIED:,} entries are chosen. Export them instead.", Tone.CARE)

    def _show_what_can_be_done(self, busy: bool) -> None:
        for one in (self.check_button, self.export_button):
            one.setEnabled(not busy)

    def look_up(self) -> None:
        """Look for the entry that has the fingerprint typed."""
        register, typed = self.register, self.fingerprint.text()
        self.clear_inline()
        self._worker.run(lambda: looked_for(register, typed), self._looked)

    def _looked(self, found: Looked) -> None:
        self.say_inline(found.words, Tone.BAD if found.number is None else Tone.GOOD)
        if found.number is not None and not self.table.select(found.number):
            self._choose_when_listed(found.number)

    def _choose_when_listed(self, number: int) -> None:
        """The entry is not among those asked for: ask for all, and choose it then."""
        words, tone = self.notice.words, Tone.GOOD
        self.show_everything()
        self.say_inline(words, tone)
        register = self.register
        self.ask_register(
            lambda: (choices(register), entry_numbers(register, Wanted())),
            lambda found: self._show_with(number, *found),
        )

    def _show_with(self, number: int, offered: Choices, numbers: tuple[int, ...]) -> None:
        self._show(offered, numbers, "")
        self.table.select(number)

    def check(self) -> None:
        """Check the whole register, against the fingerprint typed where there is one."""
        typed = self.fingerprint.text().strip()
        known = attempt(self, fingerprint_from, typed) if typed else ""
        if known is None:
            return
        register = self.register
        self._show_faults(())
        self.work.run(
            lambda progress: _check(register, known, progress),
            self._show_checked,
            "The check was stopped. Nothing is said about what was not looked at.",
        )

    def _show_checked(self, found: Checked) -> None:
        self.work.answer.say(found.words, Tone.BAD if found.faults else Tone.GOOD)
        self._show_faults(found.faults)

    def _show_faults(self, faults: tuple[Broken, ...]) -> None:
        self.faults.rows.set_rows(faults)
        self.faults.setVisible(bool(faults))

    def ask_export(self) -> None:
        """Ask where to, and write what is asked for as a spreadsheet."""
        chosen, kind = QFileDialog.getSaveFileName(self, "Export the Record", "Record.xlsx", _KINDS)
        if chosen:
            path = Path(chosen)
            if not path.suffix:
                path = path.with_suffix(".csv" if "csv" in kind else ".xlsx")
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the entries asked for to `path`."""
        register, wanted = self.register, self._wanted()
        self.work.run(
            lambda progress: export_record(register, wanted, path, progress.tell, lambda: progress.cancelled),
            lambda written: self.work.answer.say(f"{count(written, 'entry', 'entries')} written to {path}.", Tone.GOOD),
            "The export was stopped. Nothing was written.",
        )


def _check(register: Register, known: str, progress: Progress) -> Checked:
    return checked(register, known, progress.tell, lambda: progress.cancelled)


def _at_top(widget: QWidget) -> QWidget:
    holder = QWidget()
    inside = column(widget, space=0)
    inside.addStretch(1)
    holder.setLayout(inside)
    return holder
