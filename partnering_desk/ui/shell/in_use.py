"""What is asked when another program has the register open that is to be opened."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from partnering_desk.app.faults import InUse
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label


def wants_to_read(window: QWidget, error: InUse) -> bool:
    """Say who has it open where and since when, and ask whether to open it to read."""
    dialog = Dialog(window, f"{error.path.stem} is in use", "Open to read")
    dialog.body.addWidget(label(error.sentence))
    return dialog.exec() == QDialog.DialogCode.Accepted
