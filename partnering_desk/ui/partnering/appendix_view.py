"""The Appendix of groups and members at any date: on the screen, and as a PDF (Governance 5.1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from partnering_desk.app.appendix import Appendix, appendix
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.pdf_preview import PdfPreview
from partnering_desk.ui.widgets.typed_fields import DateField


class AppendixView(QWidget):
    """The Appendix on a day, today unless another is typed."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._worker = Worker(self)
        self._shown: date | None = None
        self.day = DateField(register.today)
        self.day.changed.connect(self._another_day)
        self.as_text = QCheckBox("As text")
        self.preview = PdfPreview("Appendix")
        self.as_text.toggled.connect(self.preview.show_as_text)
        self.save_button = primary_button("Save as PDF…", self.save)
        self.save_button.setEnabled(False)
        head = row(labelled("As &at", self.day), None, self.as_text, self.save_button, space=12)
        outside = column(head, self.preview, space=12)
        outside.setStretch(1, 1)
        self.setLayout(outside)

    def refresh(self) -> None:
        """Set the Appendix anew, away from the screen's thread."""
        day = self._shown or self._register.today()
        self.day.set_value(day)
        self._worker.run(lambda: appendix(self._register, day), lambda made: self._show(day, made))

    def _show(self, day: date, made: Appendix) -> None:
        if day == (self._shown or self._register.today()):
            self.preview.show_pdf(made.pdf, made.text)
            self.save_button.setEnabled(True)

    def _another_day(self, day: date | None) -> None:
        self._shown = day
        self.refresh()

    def save(self) -> None:
        """Ask where to, and save the pages."""
        name = f"Appendix {(self._shown or self._register.today()).isoformat()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the Appendix", name, "PDF (*.pdf)")
        if chosen:
            attempt(self, Path(chosen).write_bytes, self.preview.pdf)
