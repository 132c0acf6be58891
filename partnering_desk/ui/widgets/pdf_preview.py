"""Pages of a PDF on the screen, which follow what they are made of, and the same as text."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.steady import steady

_WIDEST, _AROUND = 760, 20
"""The widest that a page is shown, and the room around it, in pixels at 100 %."""
_GROUND = QPalette.ColorRole.Dark


class _Pages(QPdfView):
    """The pages, on the ground that the theme has for a desk."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, once the style sheet has had its own say about this widget's colours."""
        super().changeEvent(event)
        palette = self.palette()
        if event.type() == QEvent.Type.StyleChange and palette.color(_GROUND) != current().colour("desktop"):
            palette.setColor(_GROUND, current().colour("desktop"))
            self.setPalette(palette)


class PdfPreview(QStackedWidget):
    """Pages, or their words for somebody who cannot see them. New pages keep the place that was looked at."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._documents: list[tuple[QPdfDocument, QBuffer]] = []
        self.view = _Pages(self)
        steady(self.view)
        self.view.setAccessibleName(f"{name}, pages")
        self.view.setAccessibleDescription("Choose “As text” to read the words.")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(f"{name} as text")
        set_look(self.text, role="reading")
        self.addWidget(self.view)
        self.addWidget(self.text)
        self._fit()

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._documents[-1][0].pageCount() if self._documents else 0

    def show_pdf(self, pdf: bytes, text: str) -> None:
        """Show these pages, where the last ones were looked at, and these words."""
        self.pdf = pdf
        place = self.view.verticalScrollBar().value()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        self.view.setDocument(document)
        self.view.verticalScrollBar().setValue(place)
        self._let_go()
        self._documents.append((document, buffer))
        self._show_text(text)

    def show_as_text(self, as_text: bool) -> None:
        """Show the words instead of the pages, or the pages again."""
        self.setCurrentWidget(self.text if as_text else self.view)

    def _show_text(self, text: str) -> None:
        if text == self.text.toPlainText():
            return
        place = self.text.verticalScrollBar().value()
        self.text.setPlainText(text)
        self.text.verticalScrollBar().setValue(place)

    def _let_go(self) -> None:
        for document, buffer in self._documents:
            document.close()
            document.deleteLater()
            buffer.deleteLater()
        self._documents.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a page from growing wider than can be read."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        beside = max(theme.px(_AROUND), (self.width() - theme.px(_WIDEST)) // 2)
        self.view.setDocumentMargins(QMargins(beside, theme.px(_AROUND), beside, theme.px(_AROUND)))
