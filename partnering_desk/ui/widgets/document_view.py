"""A document made of the register: its pages or its words on the screen, and the button that saves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from partnering_desk.app.document_out import FORMS, Outline, Pages, pages, save_document
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt, words_for
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import Dialog, presses_focused
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.latest import Latest
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.pdf_preview import PdfPreview

Makes: TypeAlias = Callable[[], Outline]
"""Makes a document, away from the screen."""


SAVE = "Save as PDF or Word…"


class DocumentView(QWidget):
    """The pages of a document, below what it is asked with.

    `asks` looks at the `controls` and gives the work that makes the document; it may raise Refusal, which is shown.
    """

    made = Signal()
    """Its pages are shown."""

    def __init__(self, name: str, asks: Callable[[], Makes], controls: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._asks, self._name = asks, name
        self._latest, self._worker = Latest(self), Worker(self)
        self._said: Outline | None = None
        self._filename = name
        self.large = QCheckBox("Large print")
        self.as_text = QCheckBox("As text")
        self.preview = PdfPreview(name)
        self.as_text.toggled.connect(self.preview.show_as_text)
        self.large.toggled.connect(self.refresh)
        self.save_button = primary_button(SAVE, self.save)
        self.save_button.setEnabled(False)
        self.notice = Notice()
        fields = QWidget()
        flow = FlowLayout(fields, space=12)
        for one in (*controls, self.large, self.as_text):
            flow.addWidget(one)
        head = row(fields, self.save_button, space=12)
        head.setStretch(0, 1)
        outside = column(head, self.notice, self.preview, space=12)
        outside.setStretch(2, 1)
        self.setLayout(outside)

    def refresh(self) -> None:
        """Make the document anew, away from the screen; of several wishes the last is granted."""
        makes = attempt(self, self._asks)
        if makes is None:
            return
        large = self.large.isChecked()

        def make() -> tuple[Outline, Pages]:
            said = makes()
            return said, pages(said, large=large)

        self._latest.ask(make, lambda made: self._show(*made))

    def say_inline(self, sentence: str, tone: Tone = Tone.BAD) -> None:
        """Show a sentence above the pages."""
        self.notice.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.notice.clear()

    def _show(self, said: Outline, made: Pages) -> None:
        self._said, self._filename = said, made.filename
        self.preview.show_pdf(made.pdf, made.text)
        self.save_button.setEnabled(True)
        self.made.emit()

    def save(self) -> None:
        """Ask where to, and save what is shown: as a PDF, for Word, or as a web page; in large print as a PDF."""
        said, large = self._said, self.large.isChecked()
        if said is None:
            return
        forms = {f"{words} (*{suffix})": suffix for suffix, words in FORMS.items() if suffix == ".pdf" or not large}
        chosen, form = QFileDialog.getSaveFileName(
            self, f"Save the {self._name.lower()}", f"{self._filename}.pdf", ";;".join(forms)
        )
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix else target.with_suffix(forms.get(form, ".pdf"))
        self._worker.run(
            lambda: save_document(said, target, large=large),
            lambda path: self.notice.say(f"Saved: {path}", Tone.GOOD),
            lambda error: self.notice.say(words_for(error), Tone.BAD),
        )


class DocumentDialog(Dialog):
    """A document over the page that it is asked from."""

    def __init__(self, parent: QWidget, name: str, asks: Callable[[], Makes], controls: Sequence[QWidget] = ()) -> None:
        super().__init__(parent, name, SAVE)
        self.view = DocumentView(name, asks, controls)
        self.view.preview.setMinimumHeight(current().px(200))
        self.body.addWidget(self.view, 1)
        self.view.save_button.hide()
        self.view.made.connect(lambda: self.verb.setEnabled(True))
        self.verb.setEnabled(False)
        self.cancel.setText("Close")
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(current().px(860), screen.width()), round(screen.height() * 0.9))
        self.view.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; in a field it only ends what is typed."""
        if presses_focused(self, event) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    def _press(self) -> None:
        self.view.save()

    def asked_anew(self, *changed: SignalInstance) -> None:
        """Make the document anew whenever one of these is emitted: what it is asked with has changed."""
        for one in changed:
            one.connect(self.view.refresh)
