"""The Confirm step: minutes confirmed by the next meeting, or corrected by it; every version stays to be read."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from partnering_desk.app import minutes
from partnering_desk.app.confirm_view import Confirmer, ConfirmView, CorrectionRow, ToConfirmRow, confirm_view
from partnering_desk.app.contents import Kept, open_copy
from partnering_desk.app.minutes import VersionRow
from partnering_desk.app.recipients import AS_THEY_WANT, Chosen
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count, show_date, show_moment
from partnering_desk.ui.meetings.correct_dialog import CorrectDialog
from partnering_desk.ui.meetings.recipients_dialog import RecipientsDialog
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button, primary_button, quiet_button
from partnering_desk.ui.widgets.card import RowCard, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import quiet, section, strong


class ConfirmPage(StepPage):
    """How one meeting's minutes are confirmed, and the minutes that this meeting itself is to confirm."""

    shows: ClassVar[frozenset[str]] = frozenset(
        (
            "meeting",
            "agenda_item",
            "item_stretch",
            "attendance",
            "presence_span",
            "adjournment",
            "document",
            "confirmation",
            "correction",
            "dispatch",
            "person",
        )
    )

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, meeting_id, navigator)
        self.view: ConfirmView | None = None
        self._worker = Worker(self)
        self.confirm_button = primary_button("Confirm", self._confirm_first)
        self._worker.busy_changed.connect(self.confirm_button.setDisabled)
        inside = QWidget()
        self._body: QVBoxLayout = column(space=12, margin=20)
        inside.setLayout(self._body)
        self.content.addWidget(scrolling(inside), 1)

    def buttons(self) -> list[QWidget]:
        """Confirm at the meeting that can, if there is one."""
        at = self._able()
        if at is None:
            return []
        self.confirm_button.setText(f"Confirm at {at.ref}")
        return [self.confirm_button]

    def refresh(self) -> None:
        """Ask where the minutes stand."""
        self.ask_register(partial(confirm_view, self.register, self.meeting_id), self._show_view)

    def _show_view(self, view: ConfirmView) -> None:
        """Built anew only where it says something else, so that the keyboard stays where it is."""
        if view == self.view:
            return
        self.view = view
        clear(self._body)
        own = (self._show_standing, self._show_corrections, self._show_versions)
        out = view.circulated or view.confirmed  # until then, what the meeting can confirm comes first
        for show in (*own, self._show_brings) if out else (self._show_brings, *own):
            show(view)
        self._body.addStretch(1)
        self.buttons_changed.emit()

    def _able(self) -> Confirmer | None:
        view = self.view
        if view is None or view.confirmed:
            return None
        return next((one for one in view.confirmers if one.can), None)

    def _confirm_first(self) -> None:
        at = self._able()
        if at is not None:
            self.confirm(at)

    def confirm(self, at: Confirmer) -> None:
        """Confirm the minutes at a later meeting; if it corrects them, show first to whom the next version goes."""
        view = self.view
        if view is None:
            return
        corrections = sum(one.at_id == at.meeting_id for one in view.corrections)
        if not corrections or not view.readers:
            self._confirm(at, AS_THEY_WANT)
            return
        sentence = f"With {count(corrections, 'correction')}, as {at.ref} decided. It goes to whom the last went."
        title = f"Confirm the minutes of {view.ref}"
        dialog = RecipientsDialog(self, title, "Confirm and circulate", sentence, view.readers)
        if dialog.exec():
            self._confirm(at, dialog.recipients.chosen)

    def _confirm(self, at: Confirmer, chosen: Chosen) -> None:
        """Confirm away from the screen: the PDF is made anew."""
        self.clear_inline()
        self._worker.run(
            partial(minutes.confirm, self.register, self.meeting_id, at.meeting_id, chosen),
            lambda _done: self.navigator.say(f"The minutes were confirmed at {at.ref}"),
        )

    def correct(self, at: Confirmer) -> None:
        """Ask what the later meeting corrects."""
        if self.view is not None:
            CorrectDialog(self, self.register, self.view, at).exec()

    def open_version(self, version: VersionRow) -> None:
        """Open a copy of a frozen version in the system's own program."""
        path = attempt(self, open_copy, self.register, Kept(version.document_id, paper=False))
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.say_inline(f"This system has no program for PDFs. The copy is at {path}.", Tone.CARE)

    def _show_standing(self, view: ConfirmView) -> None:
        self._body.addWidget(section("Confirmation"))
        if not view.circulated and not view.confirmed:
            self._body.addWidget(
                EmptyPlace(
                    "Not circulated yet",
                    "Minutes are confirmed by the next meeting, once everybody has been sent them.",
                    "Go to the minutes",
                    lambda: self.navigator.go("meeting", f"{self.meeting_id}/minutes"),
                )
            )
            return
        card = RowCard()
        if view.confirmed:
            card.add_row(Chip(view.confirmed, Tone.GOOD), None)
        for at in view.confirmers:
            self._add_confirmer(card, at)
        if not view.confirmed and not view.confirmers:
            words = quiet("No later meeting has them on its agenda yet. They come onto the next one by themselves.")
            _add(card, words, button("Calendar", lambda: self.navigator.go("calendar")))
        self._body.addWidget(card)

    def _add_confirmer(self, card: RowCard, at: Confirmer) -> None:
        words = column(strong(f"{at.ref}, {show_date(at.starts.date())}"), space=2)
        words.addWidget(quiet(at.why_not or f"Item {at.item} of its agenda."))
        to_meeting = "Go to the meeting" if at.can else "Open meeting"
        deeds = [button(to_meeting, lambda: self.navigator.go("meeting", f"{at.meeting_id}/meet"))]
        if at.can:
            deeds.append(button("Record a correction…", lambda: self.correct(at)))
        for deed in deeds:
            deed.setAccessibleName(f"{deed.text()} ({at.ref})")
        _add(card, words, row(*deeds))

    def _show_corrections(self, view: ConfirmView) -> None:
        if not view.corrections:
            return
        self._body.addWidget(section("Corrections"))
        card = RowCard()
        for one in view.corrections:
            self._add_correction(card, one, bool(view.confirmed))
        self._body.addWidget(card)

    def _add_correction(self, card: RowCard, one: CorrectionRow, confirmed: bool) -> None:
        words = column(strong(f"{one.of[:1].upper()}{one.of[1:]}, as decided at {one.at_ref}"), space=2)
        words.addWidget(quiet(f"Was: {one.was}" if one.was else "Added to what was circulated."))
        words.addWidget(quiet(f"Now: {one.text}"))
        words.addWidget(quiet(f"Recorded by {one.recorded_by or 'nobody named'}, {show_moment(one.recorded_at)}"))
        back = quiet_button("Take back", lambda: self._take_back(one))
        back.setVisible(not confirmed)
        _add(card, words, back)

    def _take_back(self, one: CorrectionRow) -> None:
        tried(self, minutes.take_back_correction, self.register, one.correction_id)

    def _show_versions(self, view: ConfirmView) -> None:
        if not view.versions:
            return
        self._body.addWidget(section("Versions, all kept"))
        card = RowCard()
        for one in view.versions:
            self._add_version(card, one)
        self._body.addWidget(card)

    def _add_version(self, card: RowCard, one: VersionRow) -> None:
        copy = f", {one.copy_for}" if one.copy_for else ""
        made = quiet(f"{show_moment(one.made_at)}, {one.made_by}. SHA-256 {one.sha256[:16]}…")
        made.setToolTip(one.sha256)
        words = column(strong(f"Version {one.version}{copy}: {one.status}"), made, space=2)
        open_it = button("Open", lambda: self.open_version(one))
        open_it.setAccessibleName(f"Open version {one.version}{copy}, {one.status}")
        _add(card, words, open_it)

    def _show_brings(self, view: ConfirmView) -> None:
        if not view.brings:
            return
        self._body.addWidget(section("For this meeting to confirm"))
        card = RowCard()
        for one in view.brings:
            chip = Chip("Confirmed", Tone.GOOD) if one.confirmed else Chip("To confirm", Tone.CARE)
            words = column(strong(f"Minutes of {one.ref}"), quiet(f"Item {one.item}; {one.words}"), space=2)
            _add(card, words, self._open_button(one), chip)
        self._body.addWidget(card)

    def _open_button(self, one: ToConfirmRow) -> QWidget:
        words = "Open" if one.confirmed else "Confirm or correct"
        made = button(words, lambda: self.navigator.go("meeting", f"{one.meeting_id}/confirm"))
        made.setAccessibleName(f"{words}: minutes of {one.ref}")
        return made


def _add(card: RowCard, words: QLayout | QWidget, deed: QLayout | QWidget, *before: QWidget) -> None:
    """A row whose words take what room there is."""
    line = card.add_row(*before, words, deed).layout()
    assert isinstance(line, QHBoxLayout)
    line.setStretch(len(before), 1)
