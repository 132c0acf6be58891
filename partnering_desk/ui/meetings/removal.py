"""Taking an item off an agenda with its reason, and putting one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from partnering_desk.app import agenda
from partnering_desk.app.agenda_view import AgendaRow
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.text import label


def ask_reason(owner: QWidget, register: Register, row: AgendaRow) -> bool:
    """Take `row` off with a reason; whether it was done. A refusal stands in the dialog."""
    dialog = Dialog(owner, "Take off the agenda", "Take off", destroys=True)
    reason = QLineEdit()
    dialog.body.addWidget(label(f"{row.number} {row.title}. {row.where}."))
    dialog.body.addWidget(labelled("&Reason", reason, "It is kept with the agenda."))
    dialog.does = lambda: agenda.remove_item(register, row.id, reason.text())
    reason.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def put_back_dialog(owner: QWidget, removed: Sequence[AgendaRow]) -> int | None:
    """Show what was taken off, and why; the id of the item to put back, or None."""
    dialog = Dialog(owner, "Taken off the agenda", "Put back")
    items = named(QListWidget(), "Items taken off")
    for row in removed:
        words = f"{row.title}: {row.removed_because}" if row.removed_because else row.title
        items.addItem(QListWidgetItem(words))
    items.setCurrentRow(0)
    items.itemActivated.connect(lambda _item: dialog.accept())
    dialog.body.addWidget(items)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return removed[items.currentRow()].id
