"""What a backup differs in from the register, before it is restored to a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.widgets.buttons import tick
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label, quiet, strong

if TYPE_CHECKING:
    from partnering_desk.app.backup_difference import Comparison, Differing
    from partnering_desk.app.backups import BackupRow


class RestoreDialog(Dialog):
    """Says what differs. The register is kept, whichever way is chosen."""

    def __init__(self, parent: QWidget, backup: BackupRow, found: Comparison, target: Path) -> None:
        super().__init__(parent, f"Backup of {show_moment(backup.at)}", "Restore to a new file")
        self.body.addWidget(label(found.words))
        for kind in found.kinds:
            self.body.addWidget(strong(kind.kind))
            self.body.addWidget(label(_difference(kind)))
        self.body.addWidget(quiet(f"The new file is {target}. It is checked before it gets that name."))
        self.in_place = tick("Put it in the register’s place")
        self.body.addWidget(self.in_place)
        self.body.addWidget(quiet("The register of now is then kept beside it, under a name with today’s date."))


def _difference(kind: Differing) -> str:
    if kind.same:
        return f"The same in both: {kind.register.number}. Last: {kind.register.last}."
    return (
        f"The register has {kind.register.number}, last: {kind.register.last}. "
        f"The backup has {kind.backup.number}, last: {kind.backup.last}."
    )
