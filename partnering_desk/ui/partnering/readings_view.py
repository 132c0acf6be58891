"""How this partnering reads its contract, from when, and the days on which it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from partnering_desk.app.readings import (
    ClosureRow,
    ReadingRow,
    add_closure,
    change_setting,
    closure_rows,
    reading_rows,
    remove_closure,
    settings_now,
)
from partnering_desk.app.register import Register
from partnering_desk.rules.settings import Settings
from partnering_desk.rules.wording import show_date
from partnering_desk.ui.partnering.change_dialogs import needed
from partnering_desk.ui.partnering.lines import add_line
from partnering_desk.ui.partnering.reserved_dialog import ReservedDialog
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import RowCard, column, row
from partnering_desk.ui.widgets.dialog import Dialog, confirm
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.number_field import NumberField
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import quiet, section, strong
from partnering_desk.ui.widgets.typed_fields import DateField

TITLES = {
    "quorum_per_party": ("People of each party for a quorum", "Governance 5.5"),
    "minutes_working_days": ("Working Days for the minutes to go out", "Governance 5.4.5"),
    "agenda_working_days": ("Working Days before a meeting for its agenda", "Governance 5.4.2"),
    "dispute_working_days": ("Working Days before a meeting for a dispute to be notified", "Governance 6.2.10"),
    "in_writing_allowed": ("Decisions in writing between meetings", "practice P10"),
    "reserved_matters": ("Matters reserved for one party", "Governance 5.7"),
}


def in_words(value: object) -> str:
    """A reading's value as it is said."""
    if isinstance(value, bool):
        return "allowed" if value else "not allowed"
    if isinstance(value, list | tuple):
        titles = [str(one["title"] if isinstance(one, dict) else one.title) for one in value]
        return "; ".join(titles) or "none"
    return str(value)


class ReadingDialog(Dialog):
    """Asks for another value of a reading and the day from which it holds."""

    def __init__(self, parent: QWidget | None, register: Register, name: str, value: object) -> None:
        title, clause = TITLES[name]
        super().__init__(parent, title, "Keep reading")
        self._register, self._name = register, name
        self.number = NumberField(1, 60)
        self.allowed = QCheckBox("Allowed")
        field: QWidget = self.allowed if isinstance(value, bool) else self.number
        if isinstance(value, bool):
            self.allowed.setChecked(value)
            self.body.addWidget(named(self.allowed, title))
        elif isinstance(value, int):
            self.number.setValue(value)
            self.body.addWidget(labelled(f"{title} ({clause})", self.number))
        self._yes_or_no = isinstance(value, bool)
        self.since = DateField(register.today)
        self.since.set_value(register.today())
        hint = "What was judged before that day stays as it was."
        self.body.addWidget(labelled("Holds &from", self.since, hint))
        self.does = self.keep
        field.setFocus()

    def keep(self) -> None:
        """Keep the reading. Raises `Refusal`."""
        value: object = self.allowed.isChecked() if self._yes_or_no else self.number.value()
        change_setting(self._register, self._name, value, needed(self.since, "The reading"))


class ClosureDialog(Dialog):
    """Asks for the days of a closure, and why."""

    def __init__(self, parent: QWidget | None, register: Register) -> None:
        super().__init__(parent, "Close the partnering for some days", "Keep closure")
        self._register = register
        self.first, self.last = DateField(register.today), DateField(register.today)
        self.reason = QLineEdit()
        self.body.addLayout(row(labelled("&First day", self.first), labelled("&Last day", self.last), space=12))
        self.body.addWidget(labelled("&Reason", self.reason, "Shown wherever a date is counted past these days."))
        self.does = self.keep
        self.first.setFocus()

    def keep(self) -> int:
        """Keep the closure. Raises `Refusal`."""
        first = needed(self.first, "The first day")
        return add_closure(self._register, first, self.last.value() or first, self.reason.text())


class ReadingsView(QWidget):
    """Every reading with its value today and its history, and the closures."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.readings, self.closures = RowCard(), RowCard()
        inside = QWidget()
        body = column(
            section("Readings of the contract"),
            quiet("Where the contract is silent, this is how the partnering reads it. Each holds from a day on."),
            self.readings,
            row(section("Closures"), None, button("Add a closure…", self.add)),
            quiet("Days on which the partnering does not work, besides weekends and bank holidays."),
            self.closures,
            space=12,
        )
        body.addStretch(1)
        inside.setLayout(body)
        self.setLayout(column(scrolling(inside)))

    def refresh(self) -> None:
        """Ask the register."""
        now, chosen = settings_now(self._register), reading_rows(self._register)
        self.readings.clear()
        for name in TITLES:
            self._show_reading(name, now, [one for one in chosen if one.name == name])
        self.closures.clear()
        rows = closure_rows(self._register)
        for one in rows:
            self._show_closure(one)
        if not rows:
            self.closures.add_row(quiet("No closure yet. Office closures at Christmas belong here."))

    def _show_reading(self, name: str, now: Settings, chosen: list[ReadingRow]) -> None:
        title, clause = TITLES[name]
        value = getattr(now, name)
        history = " · ".join(f"{in_words(one.value)} from {show_date(one.holds_from)}" for one in chosen)
        change = button("Change…", lambda: self.change(name, value))
        change.setAccessibleName(f"Change: {title}")
        words = column(strong(f"{title}: {in_words(value)}"), quiet(f"{history or 'As usual'} ({clause})"), space=2)
        add_line(self.readings, words, change)

    def _show_closure(self, one: ClosureRow) -> None:
        days = show_date(one.first) if one.first == one.last else f"{show_date(one.first)} to {show_date(one.last)}"
        remove = button("Take back…", lambda: self.remove(one, days))
        remove.setAccessibleName(f"Take back: {one.reason}")
        remove.setEnabled(not one.begun)
        remark = quiet("Begun: dates were counted by it." if one.begun else "Not begun yet.")
        add_line(self.closures, column(strong(f"{days}: {one.reason}"), remark, space=2), remove)

    def change(self, name: str, value: object) -> None:
        """Ask for another value of a reading, and keep it."""
        if name == "reserved_matters":
            ReservedDialog(self, self._register, settings_now(self._register).reserved_matters).exec()
        else:
            ReadingDialog(self, self._register, name, value).exec()

    def add(self) -> None:
        """Ask for a closure, and keep it."""
        ClosureDialog(self, self._register).exec()

    def remove(self, closure: ClosureRow, days: str) -> None:
        """Take a closure back that has not begun, once that is confirmed."""
        if confirm(self, f"{days} will be Working Days again: {closure.reason}.", "Take closure back"):
            attempt(self, remove_closure, self._register, closure.closure_id)
