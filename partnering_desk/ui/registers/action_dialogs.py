"""What is asked before actions are marked done, dropped or added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QWidget

from partnering_desk.app import actions
from partnering_desk.app.action_rows import ActionRow
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.planner import groups
from partnering_desk.app.register import Register
from partnering_desk.app.typed import Candidate
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import count
from partnering_desk.ui.registers.action_fields import DueField, OwnersField, TextField
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField


def named_actions(rows: Sequence[ActionRow]) -> str:
    """One action by its number and words, several by their number of them."""
    return f"{rows[0].ref}, “{' '.join(rows[0].text.split())}”" if len(rows) == 1 else count(len(rows), "action")


class _EndDialog(Dialog):
    """Asks the day on which actions ended."""

    def __init__(
        self, parent: QWidget, register: Register, rows: Sequence[ActionRow], title: str, verb: str, on: str
    ) -> None:
        super().__init__(parent, title, verb)
        self.register, self.ids = register, [one.action_id for one in rows]
        self.body.addWidget(quiet(named_actions(rows)))
        self.form = Form()
        self.on = DateField(register.today)
        self.on.set_value(register.today())
        self.form.add(on, self.on)
        self.body.addWidget(self.form)

    def day(self) -> date:
        """The day typed. Raises `Refusal` when there is none."""
        day = self.on.value()
        if day is None:
            raise Refusal("Type the day.")
        return day


class CloseDialog(_EndDialog):
    """Marks actions done on a day."""

    def __init__(self, parent: QWidget, register: Register, rows: Sequence[ActionRow]) -> None:
        super().__init__(parent, register, rows, "Mark as done", "Mark as done", "&Done on")
        self.does = lambda: actions.close(register, self.ids, self.day())
        self.on.setFocus()


class DropDialog(_EndDialog):
    """Drops actions that will not be done, with the reason."""

    def __init__(self, parent: QWidget, register: Register, rows: Sequence[ActionRow]) -> None:
        super().__init__(parent, register, rows, "Drop: it will not be done", "Drop", "Dropped &on")
        self.reason = self.form.add("&Reason", TextField(2))
        self.does = lambda: actions.drop(register, self.ids, self.day(), self.reason.text())
        self.reason.setFocus()


class AddDialog(Dialog):
    """An action that no meeting gave. `result_value` is its id."""

    def __init__(self, parent: QWidget, register: Register, people: Sequence[Candidate]) -> None:
        super().__init__(parent, "Add an action", "Keep action")
        self._register = register
        form = Form()
        self.text = form.add("&What is to be done", TextField(2))
        self.owners = OwnersField(people)
        form.add("&Owners", self.owners)
        self.due = DueField(register.today)
        form.add("&Due", self.due)
        self.group = form.add("&Group", QComboBox())
        self.group.addItem("No group", None)
        for one in groups(register):
            self.group.addItem(one.name, one.group_id)
        self.body.addWidget(form)
        self.does = self._add
        self.text.setFocus()

    def _add(self) -> int:
        owners, due = self.owners.value(), self.due.value()
        details = ActionDetails(
            self.text.text(),
            owners.ids if owners else (),
            owners.words if owners else "",
            due.day if due else None,
            due.words if due else "",
        )
        return actions.add(self._register, details, self.group.currentData())
