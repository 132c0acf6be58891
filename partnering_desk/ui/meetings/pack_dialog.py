"""The pack of a meeting: what goes in, for whom it is, and where it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from partnering_desk.app.agenda_circulation import AgendaView
from partnering_desk.app.faults import Stopped
from partnering_desk.app.pack import Pack, write_pack
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.text import label, quiet

_NAMED = 8
"""So many papers are named; of more their number is said, so that the dialog fits every screen."""


class PackDialog(LongDialog):
    """Names the papers, and leaves out those that not everybody may see where that is wanted."""

    def __init__(self, parent: QWidget, register: Register, view: AgendaView) -> None:
        super().__init__(parent, f"Pack of {view.ref}", "Save pack…")
        self._register, self._view = register, view
        papers = [paper for item in view.rows for paper in item.papers]
        self.body.addWidget(
            label(
                "The agenda and all its papers as one PDF, with a cover before each paper, page numbers that run "
                "through, and links from the agenda."
                if papers
                else "No papers are attached yet, so the pack is the agenda alone."
            )
        )
        for paper in papers[:_NAMED]:
            self.body.addWidget(quiet(f"{paper.ref}  {paper.title} ({paper.words})"))
        if len(papers) > _NAMED:
            self.body.addWidget(quiet(f"And {count(len(papers) - _NAMED, 'more paper')}."))
        confidential = [item for item in view.rows if item.confidential_because]
        self.open_copy = QCheckBox("&Without confidential items and their papers; the gap is shown")
        self.open_copy.setVisible(bool(confidential))
        self.body.addWidget(self.open_copy)
        self.begins = self._begin

    def _begin(self) -> Callable[[Progress], Pack | None] | None:
        """Ask where to; what is to be done away from the screen, or nothing where no file is chosen."""
        without = self.open_copy.isChecked()
        name = f"{self._view.ref.replace('/', '-')} pack{' without confidential items' if without else ''}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the pack", name, "PDF (*.pdf)")
        return partial(self._write, Path(chosen), without) if chosen else None

    def _write(self, path: Path, without: bool, progress: Progress) -> Pack | None:
        try:
            return write_pack(
                self._register,
                self._view.meeting_id,
                path,
                without_confidential=without,
                tell=progress.tell,
                stop=lambda: progress.cancelled,
            )
        except Stopped:
            return None


def pack_words(pack: Pack) -> str:
    """What was saved, for the line that says so."""
    return f"Saved as {pack.path}: {count(pack.pages, 'page')}"
