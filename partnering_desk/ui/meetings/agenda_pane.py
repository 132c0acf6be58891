"""The agenda at the left of Prepare: how its time adds up, when it is due, its items, and the line that adds one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.agenda_circulation import AgendaView
from partnering_desk.rules.wording import count, show_date
from partnering_desk.ui.meetings.agenda_list import AgendaList, AgendaModel
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.buttons import quiet_button
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import hairline, quiet, small

_KEYS = "Alt+↑ Alt+↓ order   Del take off   Enter details   Ctrl+N new item"


class AgendaPane(QWidget):
    """Shows an agenda, and says what a person wants done with it."""

    explanation_wanted = Signal()
    put_back_wanted = Signal()
    notice_wanted = Signal()
    pack_wanted = Signal()
    added = Signal(str)
    """The title of a new item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = AgendaModel()
        self.list = AgendaList(self.model)
        self.timing, self.due = Chip(""), Chip("")
        self.why = quiet_button("How counted", self.explanation_wanted.emit)
        self.sent = quiet("", wrap=False)
        self.gone = quiet_button("", self.put_back_wanted.emit)
        self.notice = quiet_button("Notice", self.notice_wanted.emit)
        self.notice.setToolTip("The notice of the meeting, for those who are called")
        self.pack = quiet_button("Pack…", self.pack_wanted.emit)
        self.pack.setToolTip("The agenda and all its papers as one PDF (Ctrl+Shift+P)")
        self.new = named(QLineEdit(), "New item")
        self.new.setPlaceholderText("+ New item: type its title and press Enter")
        self.new.returnPressed.connect(self._add)
        summary = FlowLayout()
        for one in (self.timing, self.due, self.sent, self.why, self.gone, self.notice, self.pack):
            summary.addWidget(one)
        head = QWidget()
        head.setLayout(summary)
        inside = column(column(head, margin=12), hairline(), self.list, space=0)
        inside.setStretch(2, 1)
        self._foot = QWidget()
        self._foot.setLayout(column(self.new, small(_KEYS), margin=12))
        inside.addWidget(self._foot)
        self.setLayout(inside)
        set_look(self, ground="card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_agenda(self, view: AgendaView, today: date) -> None:
        """Show an agenda as it stands; the item chosen stays chosen."""
        editable = not view.closed_words
        chosen = self.list.row()
        self.model.set_rows(view.rows, editable)
        self.list.choose(chosen.id if chosen is not None else None)
        self.timing.show_words(view.timing.words, Tone.CARE if view.timing.over > 0 else Tone.PLAIN)
        owed = editable and not view.circulated
        self.due.show_words(f"Due {show_date(view.due.date)}", Tone.BAD if view.due.date < today else Tone.PLAIN)
        self.due.setVisible(owed)
        self.why.setVisible(owed)
        self.sent.setText(view.closed_words or view.circulated)
        self.sent.setVisible(not owed)
        self.gone.setText(f"{count(len(view.removed), 'item')} taken off…")
        self.gone.setVisible(bool(view.removed) and editable)
        self._foot.setVisible(editable)

    def _add(self) -> None:
        title = self.new.text().strip()
        if title:
            self.added.emit(title)
