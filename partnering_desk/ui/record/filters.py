"""Narrowing the Record: words, who recorded, the meeting, the kind of thing, and the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.record_kinds import RecordKind
from partnering_desk.app.record_rows import Choices
from partnering_desk.app.record_wanted import Wanted
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import sentence_case
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import quiet_button
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.typed_fields import DateField


class RecordFilters(QWidget):
    """What is asked of the Record, in one line or more."""

    changed = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.search = named(QLineEdit(), "Search the record")
        self.search.setPlaceholderText("Search the record")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(current().px(220))
        self.who, self.meeting, self.kind = _combo("Recorded by"), _combo("Meeting"), _combo("Kind")
        for one in RecordKind:
            self.kind.addItem(sentence_case(one.value), one)
        self.first, self.last = DateField(register.today), DateField(register.today)
        for field, words in ((self.first, "From"), (self.last, "Up to")):
            named(field.line, f"{words} the day")
            field.line.setPlaceholderText(f"{words} any day")
            field.setMaximumWidth(current().px(150))
            field.changed.connect(lambda _day: self.changed.emit())
        self.clear_button = quiet_button("Show everything", self.clear)
        flow = FlowLayout()
        for widget in (self.search, self.who, self.meeting, self.kind, self.first, self.last, self.clear_button):
            flow.addWidget(widget)
        self.setLayout(flow)
        self.search.textChanged.connect(self.changed)
        for combo in (self.who, self.meeting, self.kind):
            combo.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.changed.connect(self._offer_everything)
        self._offer_everything()

    def _offer_everything(self) -> None:
        self.clear_button.setVisible(self.wanted(None) != Wanted())

    def offer(self, choices: Choices) -> None:
        """Offer these people and meetings; what is chosen stays chosen."""
        _fill(self.who, [(who, who or "Nobody named") for who in choices.people])
        _fill(self.meeting, choices.meetings)

    def wanted(self, thing: Thing | None) -> Wanted:
        """What is asked, of the history of `thing` where that is shown. A day that cannot be read is not asked."""
        return Wanted(
            who=self.who.currentData(),
            meeting_id=self.meeting.currentData(),
            kind=RecordKind(kind) if (kind := self.kind.currentData()) else None,
            first=_day(self.first),
            last=_day(self.last),
            words=self.search.text(),
            thing=thing,
        )

    def clear(self) -> None:
        """Ask for everything."""
        with QSignalBlocker(self):
            self.search.clear()
            for combo in (self.who, self.meeting, self.kind):
                combo.setCurrentIndex(0)
            for field in (self.first, self.last):
                field.set_value(None)
        self.changed.emit()


def _day(field: DateField) -> date | None:
    try:
        return field.value()
    except Refusal:
        return None


def _combo(name: str) -> QComboBox:
    made = named(QComboBox(), name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMaximumWidth(current().px(220))
    made.addItem(f"{name}: all", None)
    return made


def _fill(combo: QComboBox, options: Sequence[tuple[object, str]]) -> None:
    """Offer `options` after "all"; one that is offered already stays as it is."""
    if [combo.itemData(place) for place in range(1, combo.count())] == [value for value, _ in options]:
        return
    chosen = combo.currentData()
    with QSignalBlocker(combo):
        while combo.count() > 1:
            combo.removeItem(1)
        for value, words in options:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0) if chosen is not None else 0)
