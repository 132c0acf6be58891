"""The evidence pack of a meeting: what goes in, and where it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from partnering_desk.app.evidence import write_evidence
from partnering_desk.app.faults import Stopped
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.text import label, quiet


class EvidenceDialog(LongDialog):
    """Says what an auditor is given, and that it has everything in it."""

    def __init__(self, parent: QWidget, register: Register, meeting_id: int, ref: str) -> None:
        super().__init__(parent, f"Evidence pack of {ref}", "Save evidence pack…")
        self._register, self._meeting_id, self._ref = register, meeting_id, ref
        self.body.addWidget(
            label(
                "For an auditor, as one PDF: the notice, the agenda, who was there and when, the quorum, the votes, "
                "the minutes, who was sent what, and the Record's entries. What went out and the papers are attached."
            )
        )
        self.body.addWidget(quiet("Confidential items are in it. Give it only to those who may see them."))
        self.begins = self._begin

    def _begin(self) -> Callable[[Progress], Path | None] | None:
        """Ask where to; what is to be done away from the screen, or nothing where no file is chosen."""
        name = f"{self._ref.replace('/', '-')} evidence.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the evidence pack", name, "PDF (*.pdf)")
        return partial(self._write, Path(chosen)) if chosen else None

    def _write(self, path: Path, progress: Progress) -> Path | None:
        try:
            return write_evidence(
                self._register, self._meeting_id, path, tell=progress.tell, stop=lambda: progress.cancelled
            )
        except Stopped:
            return None
