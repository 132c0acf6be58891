"""What a backup differs in from the register, before it is restored to a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from partnering_desk.app.register import SUFFIX
from partnering_desk.files import documents_folder
from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.widgets.buttons import button, tick
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label, quiet, strong

if TYPE_CHECKING:
    from partnering_desk.app.backup_difference import Comparison, Differing
    from partnering_desk.app.backups import BackupRow


class RestoreDialog(Dialog):
    """Says what differs. The register is kept, whichever way is chosen."""

    def __init__(self, parent: QWidget, backup: BackupRow, found: Comparison, register: Path) -> None:
        super().__init__(parent, f"Backup of {show_moment(backup.at)}", "Restore to a new file")
        self.body.addWidget(label(found.words))
        for kind in found.kinds:
            self.body.addWidget(strong(kind.kind))
            self.body.addWidget(label(_difference(kind)))
        name = f"{backup.path.stem} restored{SUFFIX}"
        self._chosen, self._beside = documents_folder() / name, register.with_name(name)
        self._where = quiet("")
        self.choose_button = button("Choose another place…", self._choose)
        self.in_place = tick("Put it in the register’s place")
        self.in_place.toggled.connect(self._show_target)
        place = row(self._where, self.choose_button)
        place.setStretch(0, 1)
        self.body.addLayout(place)
        self.body.addWidget(self.in_place)
        self.body.addWidget(quiet("The register of now is then kept beside it, under a name with today’s date."))
        self._show_target()

    @property
    def target(self) -> Path:
        """The new file: where it was chosen to be; what is to take the register's place is beside it first."""
        return self._beside if self.in_place.isChecked() else self._chosen

    def _show_target(self) -> None:
        self._where.setText(f"The new file is {self.target}. It is checked before it gets that name.")
        self.choose_button.setEnabled(not self.in_place.isChecked())

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Restore to", str(self._chosen), f"Registers (*{SUFFIX})")
        if name:
            self._chosen = Path(name)
            self._show_target()


def _difference(kind: Differing) -> str:
    if kind.same:
        return f"The same in both: {kind.register.number}. Last: {kind.register.last}."
    return (
        f"The register has {kind.register.number}, last: {kind.register.last}. "
        f"The backup has {kind.backup.number}, last: {kind.backup.last}."
    )
