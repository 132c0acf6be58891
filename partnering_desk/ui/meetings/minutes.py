"""The Minutes step: the pages as they will go out, what is missing beside them, and the button that sends them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QStackedWidget, QWidget

from partnering_desk.app import minutes
from partnering_desk.app.document_out import FORMS, check_form
from partnering_desk.app.minutes import Fix, Mends, MinutesView, Preview
from partnering_desk.app.recipients import Chosen
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count
from partnering_desk.ui.meetings.evidence_dialog import EvidenceDialog
from partnering_desk.ui.meetings.minutes_dialogs import ActionDialog, ApproveDialog, CirculateDialog
from partnering_desk.ui.meetings.minutes_editor import MinutesEditor
from partnering_desk.ui.meetings.minutes_side import MinutesSide
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import primary_button, quiet_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.pdf_preview import PdfPreview
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import hairline

_SIDE, _PAGES, _LEAST = 380, 320, 340
"""Widths of the right-hand side and, at least, of the pages; the least height of each; in pixels at 100 %."""
_ANY = 16_777_215
"""As wide as there is room: Qt's own figure."""


class MinutesPage(StepPage):
    """One meeting's minutes, from the draft to what went out."""

    shows: ClassVar[frozenset[str]] = frozenset(
        (
            "meeting",
            "agenda_item",
            "item_stretch",
            "attendance",
            "presence_span",
            "item_absence",
            "interest",
            "adjournment",
            "decision",
            "vote",
            "party_view",
            "action",
            "action_owner",
            "after_note",
            "approval",
            "circulation",
            "confirmation",
            "correction",
            "document",
            "person",
            "organisation",
            "group_office",
            "paper",
            "setting",
            "closure",
        )
    )

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, meeting_id, navigator)
        self.view: MinutesView | None = None
        self._shown: Preview | None = None
        self._worker = Worker(self)
        self._worker.busy_changed.connect(self._show_busy)
        self.preview = PdfPreview("Minutes")
        self.side = MinutesSide()
        self.side.fix_wanted.connect(self.mend)
        self.editor = MinutesEditor(register, meeting_id)
        self.editor.left.connect(self._stop_editing)
        self.editor.typing.connect(self._follow_typing)
        self._sides = QStackedWidget()
        for one in (self.side, self.editor):
            self._sides.addWidget(scrolling(one))
            set_look(one, ground="card")
        self._build_buttons()
        self._right = QWidget()
        set_look(self._right, ground="card")
        tools = QWidget()
        flow = FlowLayout(tools, space=4)
        for tool in (self.edit_button, self.text_button, self.save_button, self.evidence_button):
            flow.addWidget(tool)
        self._right.setLayout(column(column(tools, margin=12), self._sides, space=0))
        self._line = row(self.preview, hairline(upright=True), self._right, space=0)
        self._line.setStretch(0, 1)
        self.content.addLayout(self._line, 1)

    def _build_buttons(self) -> None:
        self.text_button = _toggle("As text", self.preview.show_as_text)
        self.text_button.setToolTip("The words of the minutes, for a screen reader, or to copy")
        self.edit_button = _toggle("Edit words", self._edit)
        self.save_button = quiet_button("Save as PDF or Word…", self.save_copy)
        self.evidence_button = quiet_button("Evidence pack…", self.save_evidence)
        self.evidence_button.setToolTip("All that the register holds of this meeting, for an auditor, as one PDF")
        self.circulate_button = primary_button("Approve and circulate", self.circulate)
        self.meet_button = primary_button("Go to the meeting", lambda: self._go("meet"))

    def buttons(self) -> list[QWidget]:
        """The header's buttons, as far as the minutes have come."""
        view = self.view
        if view is None or view.confirmed_at:
            return []
        if not view.closed:
            return [self.meet_button]
        return [] if view.sent_version and not view.changes else [self.circulate_button]

    def refresh(self) -> None:
        """Ask, away from the screen, what there is to see to, and for the pages where they say something else."""
        register, meeting_id = self.register, self.meeting_id
        shown = self._shown.sheet if self._shown is not None else None
        self.ask_register(
            lambda: (minutes.minutes_view(register, meeting_id), minutes.preview(register, meeting_id, shown)),
            self._show_answer,
        )

    def _show_answer(self, answer: tuple[MinutesView, Preview | None]) -> None:
        view, found = answer
        self._show_view(view)
        self._show_pages(found)

    def _show_pages(self, found: Preview | None) -> None:
        if found is not None:
            self._shown = found
            self.preview.show_pdf(found.pdf, found.text)

    def _follow_typing(self) -> None:
        """Have the pages, away from the screen, as they will be once what is being typed is kept."""
        register, meeting_id, typed = self.register, self.meeting_id, self.editor.typed
        if typed is None:
            return
        shown = self._shown.sheet if self._shown is not None else None
        self.ask_register(lambda: minutes.preview(register, meeting_id, shown, typed), self._show_pages)

    def _show_view(self, view: MinutesView) -> None:
        self.view = view
        self.side.show_view(view)
        if self._sides.currentIndex() == 1:
            self.editor.refresh()
        self.edit_button.setEnabled(not view.confirmed_at)
        self.circulate_button.setText("Circulate" if view.approved else "Approve and circulate")
        self.buttons_changed.emit()

    def leave(self) -> None:
        """Keep what is being typed."""
        self.editor.leave()

    def _edit(self, on: bool) -> None:
        self.editor.leave()
        self._sides.setCurrentIndex(int(on))
        if on:
            self.editor.refresh()
            self.editor.notes.setFocus()

    def _stop_editing(self) -> None:
        self.edit_button.setChecked(False)

    def _show_busy(self, busy: bool) -> None:
        self.circulate_button.setDisabled(busy)

    def mend(self, fix: Fix) -> None:
        """Do what a check's button says, here where it can be."""
        if fix.mends is Mends.MEET:
            self._go("meet")
        elif fix.mends is Mends.NOTES:
            self.edit_button.setChecked(True)
            self.editor.open_item(fix.subject)
        elif fix.mends is Mends.ACTION:
            dialog = attempt(self, ActionDialog, self, self.register, fix.subject)
            if dialog is not None:
                dialog.exec()
        elif fix.mends is Mends.DECISION:
            self.navigator.go("decisions", fix.subject)
        elif fix.mends is Mends.PERSON:
            self.navigator.go("partnering", fix.subject)
        elif self.view is not None:
            ApproveDialog(self, self.register, self.view).exec()

    def circulate(self) -> None:
        """Ask for the approval, and the reason if they are late; then freeze the minutes and put them in the outbox."""
        self.editor.leave()
        self._worker.run(partial(minutes.minutes_view, self.register, self.meeting_id), self._ask_to_send)

    def _ask_to_send(self, view: MinutesView) -> None:
        self.circulate_button.setFocus()  # it could not be pressed while the register was asked
        dialog = CirculateDialog(self, self.register, view)
        if dialog.exec():
            self._send(dialog.late_because, dialog.recipients.chosen, dialog.recipients.people)

    def _send(self, late_because: str, chosen: Chosen, people: int) -> None:
        work = partial(minutes.circulate_minutes, self.register, self.meeting_id, late_because, chosen)
        self._worker.run(work, lambda _version: self._sent(people))

    def _sent(self, people: int) -> None:
        self.navigator.say(f"The minutes are in the outbox for {count(people, 'person', 'people')}")
        self._go("circulate")

    def save_copy(self) -> None:
        """Ask where to, and save what is shown: the pages, or a copy for Word or a browser."""
        shown = self._shown
        if shown is None or self.view is None:
            return
        forms = {f"{words} (*{suffix})": suffix for suffix, words in FORMS.items()}
        name = f"{self.view.ref.replace('/', '-')} minutes.pdf"
        chosen, form = QFileDialog.getSaveFileName(self, "Save the minutes", name, ";;".join(forms))
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix else target.with_suffix(forms.get(form, ".pdf"))

        def work() -> Path:
            check_form(target.suffix)
            target.write_bytes(minutes.in_form(shown.sheet, shown.pdf, shown.record, target.suffix))
            return target

        self._worker.run(work, lambda path: self.navigator.say(f"Saved: {path}"))

    def save_evidence(self) -> None:
        """Say what goes into the evidence pack, and save it."""
        if self.view is not None:
            dialog = EvidenceDialog(self, self.register, self.meeting_id, self.view.ref)
            if dialog.exec():
                self.navigator.say(f"Saved: {dialog.result_value}")

    def _go(self, step: str) -> None:
        self.navigator.go("meeting", f"{self.meeting_id}/{step}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what stands beside the pages under them, where both would be too narrow to be read."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        beside = self.width() >= theme.px(_SIDE + _PAGES)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if beside else down)
        self._right.setMinimumWidth(theme.px(_SIDE) if beside else 0)
        self._right.setMaximumWidth(theme.px(_SIDE) if beside else _ANY)
        for one in (self.preview, self._right):
            one.setMinimumHeight(0 if beside else theme.px(_LEAST))


def _toggle(words: str, toggled: Callable[[bool], object]) -> QPushButton:
    made = quiet_button(words)
    made.setCheckable(True)
    made.toggled.connect(toggled)
    return made
