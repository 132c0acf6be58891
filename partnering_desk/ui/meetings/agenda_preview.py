"""The agenda as it will go out, page by page, from where it can be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFileDialog, QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.steady import steady


class AgendaPreview(Dialog):
    """The pages of an agenda. Its button saves them as a PDF."""

    def __init__(self, parent: QWidget, ref: str, pdf: bytes) -> None:
        super().__init__(parent, f"Agenda {ref}", "Save as PDF…")
        self._ref, self._pdf = ref, pdf
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self.view = named(QPdfView(self), "Pages of the agenda")
        steady(self.view)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self._document)
        self._document.load(self._buffer)
        self.view.setMinimumHeight(current().px(200))
        self.body.addWidget(self.view, 1)
        self.cancel.setText("Close")
        self.does = self.save
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(current().px(820), screen.width()), round(screen.height() * 0.9))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    def save(self) -> None:
        """Ask where to, and save the pages."""
        name = f"{self._ref.replace('/', '-')} agenda draft.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the agenda", name, "PDF (*.pdf)")
        if chosen:
            attempt(self, Path(chosen).write_bytes, self._pdf)
