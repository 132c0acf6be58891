"""What is said of one agenda item: title, purpose, time, presenter, confidentiality; and its papers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from partnering_desk.app.agenda import LONGEST, ItemDetails
from partnering_desk.app.agenda_view import AgendaRow
from partnering_desk.rules.agenda import Purpose, check_confidential
from partnering_desk.rules.clause import Refusal
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.attempt import refuse
from partnering_desk.ui.widgets.buttons import Choice
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.fields import labelled, named
from partnering_desk.ui.widgets.number_field import NumberField
from partnering_desk.ui.widgets.person_picker import PersonPicker
from partnering_desk.ui.widgets.text import quiet, section, small

_PURPOSES = [(Purpose.DECIDE, "Decide"), (Purpose.DISCUSS, "Discuss"), (Purpose.NOTE, "Note")]


class DetailsPanel(QWidget):
    """The details of the item chosen. Each is kept when its field is left; nothing is announced while filling."""

    edited = Signal(int, object)
    """An item's id, and its `ItemDetails` as they stand in the fields."""
    left = Signal()
    """Esc was pressed: back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: AgendaRow | None = None
        self._filling = False
        self.heading = section("")
        self.where = quiet("")
        self.title = QLineEdit()
        self.purpose = Choice("Purpose", _PURPOSES)
        self.minutes = NumberField(0, LONGEST, "min")
        named(self.minutes.lineEdit(), "Time")
        self.presenter = PersonPicker("Presented by")
        self.confidential = QCheckBox("Confidential")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why: commercially sensitive")
        self._reason_place = labelled("Reason, shown on every agenda", self.reason)
        self.hint = small("Confidential items stand last. Copies for people in attendance leave them out.")
        self.setLayout(
            column(
                self.heading,
                self.where,
                labelled("&Title", self.title),
                labelled("Purpose", self.purpose),
                labelled("T&ime", self.minutes),
                labelled("&Presented by", self.presenter),
                self.confidential,
                self._reason_place,
                self.hint,
                space=10,
            )
        )
        self._connect()

    def show_row(self, row: AgendaRow | None, editable: bool) -> None:
        """Show an item, or nothing. What is being typed into the same item stays."""
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self._filling = True
        self.minutes.lineEdit().setTextMargins(current().px(8), 0, 0, 0)
        self.heading.setText(f"Item {row.number}")
        self.where.setText(row.where if row.clause in row.where else f"{row.where} · {row.clause}")
        if not (same and self.title.hasFocus()):
            self.title.setText(row.title)
        self.purpose.set_value(row.purpose)
        if not (same and self.minutes.hasFocus()):
            self.minutes.setValue(row.minutes)
        if not (same and self.presenter.hasFocus()):
            self.presenter.set_person(row.presenter_id)
        if not (same and (self.reason.hasFocus() or self.confidential.hasFocus())):
            self.confidential.setChecked(bool(row.confidential_because))
            self.reason.setText(row.confidential_because)
        self._show_reason()
        for one in (self.title, self.purpose, self.minutes, self.presenter, self.confidential, self.reason):
            one.setEnabled(editable)
        self._filling = False

    def offer_presenters(self, people: tuple[tuple[int, str], ...]) -> None:
        """Offer these people to present items."""
        self._filling = True
        chosen = self._row.presenter_id if self._row is not None else None
        if not self.presenter.hasFocus():
            self.presenter.set_people(people)
            self.presenter.set_person(chosen)
        self._filling = False

    def keep(self) -> None:
        """Announce what stands in the fields, if it differs from the item."""
        if self._filling or self._row is None:
            return
        try:
            details = self._read()
        except Refusal as refusal:
            refuse(self, refusal)
            return
        if details != _details_of(self._row):
            self.edited.emit(self._row.id, details)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in a field goes back to the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _read(self) -> ItemDetails:
        purpose = self.purpose.value()
        confidential = self.confidential.isChecked()
        if not (confidential and self.reason.hasFocus()):
            check_confidential(confidential, self.reason.text())
        return ItemDetails(
            title=self.title.text(),
            purpose=purpose if isinstance(purpose, Purpose) else Purpose.DISCUSS,
            minutes=self.minutes.value(),
            presenter_id=self.presenter.person_id(),
            confidential_because=self.reason.text() if confidential else "",
        )

    def _connect(self) -> None:
        self.title.editingFinished.connect(self.keep)
        self.purpose.chosen.connect(lambda _value: self.keep())
        self.minutes.editingFinished.connect(self.keep)
        self.presenter.activated.connect(lambda _place: self.keep())
        line = self.presenter.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.keep)
        self.reason.editingFinished.connect(self.keep)
        self.confidential.toggled.connect(self._confidential_toggled)
        for one in (self.title, self.minutes, self.presenter, self.reason):
            one.installEventFilter(self)

    def _confidential_toggled(self, down: bool) -> None:
        self._show_reason()
        if self._filling:
            return
        if down and not self.reason.text().strip():
            self.reason.setFocus()
        else:
            self.keep()

    def _show_reason(self) -> None:
        for one in (self._reason_place, self.hint):
            one.setVisible(self.confidential.isChecked())


def _details_of(row: AgendaRow) -> ItemDetails:
    return ItemDetails(row.title, row.purpose, row.minutes, row.presenter_id, row.confidential_because)
