"""Prepare: the agenda writes itself; the chair orders, times and adds, attaches papers, and circulates it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QSplitter, QWidget

from partnering_desk.app import agenda
from partnering_desk.app.agenda import ItemDetails
from partnering_desk.app.agenda_circulation import AgendaView, agenda_pdf, agenda_view, circulate_agenda
from partnering_desk.app.agenda_view import AgendaRow
from partnering_desk.app.pack import Pack
from partnering_desk.app.register import Register
from partnering_desk.rules.wording import count, join_words, show_date
from partnering_desk.ui.meetings.agenda_pane import AgendaPane
from partnering_desk.ui.meetings.agenda_preview import AgendaPreview
from partnering_desk.ui.meetings.item_details import DetailsPanel
from partnering_desk.ui.meetings.item_papers import PapersPanel
from partnering_desk.ui.meetings.notice import show_notice
from partnering_desk.ui.meetings.pack_dialog import PackDialog, pack_words
from partnering_desk.ui.meetings.recipients_dialog import RecipientsDialog
from partnering_desk.ui.meetings.removal import ask_reason, put_back_dialog
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import attempt, refuse, tried
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import hairline


class PreparePage(StepPage):
    """The agenda of one meeting: its items at the left, the one chosen at the right."""

    shows = frozenset(
        {"agenda_item", "paper", "meeting", "action", "decision", "document", "circulation", "attendance"}
    )

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, meeting_id, navigator)
        self._view: AgendaView | None = None
        self._came = False
        """Whether the person has just come here, and the agenda is still to be brought up to date."""
        self._to_choose: int | None = None
        """The item to be chosen once it is shown: it was just added or put back."""
        self._worker = Worker(self)
        self._build_left()
        self._build_right()
        self.changes = Notice(edge=True)
        self.undo = Notice(edge=True)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.pane)
        halves.addWidget(self._right)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([3000, 2000])  # only their ratio counts; otherwise it would be that of what they like best
        halves.setChildrenCollapsible(False)
        for one in (self.changes, self.undo):
            self.content.addWidget(one)
        self.content.addWidget(halves, 1)
        self.preview_button = button("Preview", self.preview)
        self.circulate_button = primary_button("Circulate agenda", self.circulate)
        self._build_keys()

    def buttons(self) -> list[QWidget]:
        """Preview, and while the agenda can be changed the one that circulates it."""
        return [self.preview_button, self.circulate_button] if self.editable else [self.preview_button]

    def visit(self, subject: Subject) -> None:
        """Ask for the agenda on coming here; once it is shown it is brought up to date."""
        self._came = True
        super().visit(subject)
        self.undo.clear()
        if not self.asking:
            self.refresh()

    def refresh(self) -> None:
        """Ask for the agenda again; the item chosen stays chosen."""
        self.ask_register(partial(agenda_view, self.register, self.meeting_id), self._show_view)

    def _show_view(self, view: AgendaView) -> None:
        self._view = view
        self.item.offer_presenters(view.presenters)
        self.pane.show_agenda(view, self.register.today())
        self._show_buttons(view)
        self._show_changes(view)
        if self._to_choose in {one.id for one in view.rows}:
            self.list.choose(self._to_choose)
            self._to_choose = None
        if self._came:
            self._came = False
            self.bring_up_to_date(quietly=True)

    @property
    def editable(self) -> bool:
        """Whether the agenda can still be changed."""
        return self._view is not None and not self._view.closed_words

    def bring_up_to_date(self, *, quietly: bool = False) -> None:
        """Write the standing items and what earlier meetings bring; say what came."""
        view = self._view
        if view is None or view.closed_words:
            return
        added = attempt(self, agenda.prepare, self.register, self.meeting_id)
        if added and view.rows:
            self.say_inline(f"New on the agenda: {join_words(added)}.", Tone.INFO)
        elif added == () and not quietly:
            self.navigator.say("The agenda is up to date")
        if added:
            self.refresh()

    def add(self, title: str) -> None:
        """Add an item, and choose it so that its details can be given."""
        item_id = attempt(self, agenda.add_item, self.register, self.meeting_id, ItemDetails(title))
        if item_id is not None:
            self.new.clear()
            self._show_and_choose(item_id)

    def _show_and_choose(self, item_id: int) -> None:
        self._to_choose = item_id
        self.refresh()

    def remove(self, item_id: int) -> None:
        """Take an item off, with a reason where its clause or an earlier meeting asks for one; offer to undo it."""
        row = next((one for one in self.model.rows if one.id == item_id), None)
        if row is None or not self.editable:
            return
        if row.kept_firmly:
            done = ask_reason(self, self.register, row)
        else:
            done, _ = tried(self, agenda.remove_item, self.register, item_id)
        if done:
            self.undo.say(f"“{row.title}” was taken off the agenda.", Tone.INFO, "Undo", lambda: self.restore(item_id))
            self.list.setFocus()

    def restore(self, item_id: int) -> None:
        """Put an item back."""
        self.undo.clear()
        done, _ = tried(self, agenda.restore_item, self.register, item_id)
        if done:
            self._show_and_choose(item_id)

    def preview(self) -> None:
        """Show the agenda as a PDF, from where it can be saved."""
        ref = self._view.ref if self._view is not None else ""
        self._worker.run(
            lambda: agenda_pdf(self.register, self.meeting_id),
            lambda pdf: AgendaPreview(self, ref, pdf).open(),
        )

    def pack(self) -> None:
        """Show what goes into the pack, and save it; name the papers that are not in it as they should be."""
        if self._view is None:
            return
        dialog = PackDialog(self, self.register, self._view)
        if dialog.exec() and isinstance(dialog.result_value, Pack):
            self.navigator.say(pack_words(dialog.result_value))
            if dialog.result_value.troubles:
                self.say_inline(" ".join(dialog.result_value.troubles), Tone.CARE)

    def save_pdf(self) -> None:
        """Ask where to, and save the agenda as a PDF."""
        name = f"{self._view.ref.replace('/', '-')} agenda draft.pdf" if self._view is not None else ""
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the agenda", name, "PDF (*.pdf)")
        if chosen:
            self._worker.run(
                lambda: Path(chosen).write_bytes(agenda_pdf(self.register, self.meeting_id)),
                lambda _size: self.navigator.say(f"Saved as {chosen}"),
            )

    def circulate(self) -> None:
        """Show to whom it goes; then freeze the agenda and queue a copy for each."""
        if self._view is None:
            return
        dialog = RecipientsDialog(
            self, f"Agenda of {self._view.ref}", "Circulate", _goes_words(self._view), self._view.recipients
        )
        if not dialog.exec():
            return
        chosen, people = dialog.recipients.chosen, dialog.recipients.people
        self.list.setFocus()  # a button that cannot be pressed keeps no keyboard
        self.circulate_button.setEnabled(False)
        self._worker.run(
            lambda: circulate_agenda(self.register, self.meeting_id, chosen),
            lambda version: self._circulated(version, people),
            self._not_circulated,
        )

    def _circulated(self, version: int, people: int) -> None:
        self.refresh()
        self.navigator.say(f"Version {version} is in the outbox for {count(people, 'person', 'people')}")

    def _not_circulated(self, error: Exception) -> None:
        refuse(self, error)
        self.circulate_button.setEnabled(True)

    def _edit(self, item_id: int, details: object) -> None:
        if isinstance(details, ItemDetails):
            tried(self, agenda.edit_item, self.register, item_id, details)

    def _move(self, item_id: int, steps: int) -> None:
        done, _ = tried(self, agenda.move_item, self.register, item_id, steps)
        if done:
            self.refresh()

    def _place(self, item_id: int, number: int) -> None:
        done, _ = tried(self, agenda.place_item, self.register, item_id, number)
        if done:
            self.refresh()

    def _show_item(self, row: object) -> None:
        chosen = row if isinstance(row, AgendaRow) else None
        self.item.show_row(chosen, self.editable)
        self.papers.show_row(chosen, self.editable)

    def _show_buttons(self, view: AgendaView) -> None:
        again = bool(view.circulated)
        self.remove_button.setVisible(self.editable)
        self.circulate_button.setText("Circulate the changes" if again else "Circulate agenda")
        self.circulate_button.setEnabled(self.editable and (not again or bool(view.changes)))
        self.circulate_button.setToolTip(f"To {count(len(view.recipients), 'person', 'people')} (Governance 5.4.2)")
        self.buttons_changed.emit()

    def _show_changes(self, view: AgendaView) -> None:
        if not view.changes or view.closed_words:
            self.changes.clear()
            return
        told = view.changes[:4]
        more = len(view.changes) - len(told)
        words = " ".join(told) + (f" And {count(more, 'more change')}." if more > 0 else "")
        self.changes.say(f"Changed since it was circulated. {words}", Tone.CARE)

    def _explain(self) -> None:
        if self._view is not None:
            self.say_inline(f"{self._view.due.explanation} Governance 5.4.2.", Tone.INFO)

    def _put_back(self) -> None:
        if self._view is not None:
            item_id = put_back_dialog(self, self._view.removed)
            if item_id is not None:
                self.restore(item_id)

    def _build_left(self) -> None:
        self.pane = AgendaPane()
        self.model, self.list, self.new = self.pane.model, self.pane.list, self.pane.new
        self.pane.added.connect(self.add)
        self.pane.explanation_wanted.connect(self._explain)
        self.pane.put_back_wanted.connect(self._put_back)
        self.pane.notice_wanted.connect(lambda: show_notice(self, self.register, self.meeting_id))
        self.pane.pack_wanted.connect(self.pack)
        self.list.chosen.connect(self._show_item)
        self.list.step_wanted.connect(self._move)
        self.list.removal_wanted.connect(self.remove)
        self.model.moved.connect(self._place)

    def _build_right(self) -> None:
        self.item = DetailsPanel()
        self.papers = PapersPanel(self.register)
        self.remove_button = button("Take off the agenda", self._remove_chosen)
        self.item.edited.connect(self._edit)
        self.item.left.connect(self.list.setFocus)
        self.list.details_wanted.connect(self._to_details)
        self.model.files_dropped.connect(self.papers.attach)
        self.papers.said.connect(self.navigator.say)
        inside = QWidget()
        body = column(self.item, hairline(), self.papers, hairline(), self.remove_button, space=16, margin=20)
        body.addStretch(1)
        inside.setLayout(body)
        self._right = scrolling(inside)
        self._right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._right.setMinimumWidth(current().px(280))

    def _build_keys(self) -> None:
        keys = {
            "Ctrl+N": self.new.setFocus,
            "Ctrl+R": self.bring_up_to_date,
            "Ctrl+P": self.preview,
            "Ctrl+S": self.save_pdf,
            "Ctrl+Shift+P": self.pack,
            "Ctrl+Shift+A": self.papers.ask,
        }
        for key, does in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def _to_details(self) -> None:
        self.item.title.setFocus()
        self.item.title.selectAll()

    def _remove_chosen(self) -> None:
        row = self.list.row()
        if row is not None:
            self.remove(row.id)


def _goes_words(view: AgendaView) -> str:
    due = f"Due on {show_date(view.due.date)}. {view.due.explanation} (Governance 5.4.2)"
    again = "What changed goes out as the next version, in place of copies that still wait."
    missing = f"{view.unprintable_words}." if view.unprintable_words else ""
    return " ".join(filter(None, (again if view.circulated else due, missing)))
