"""To whom a document goes, before it goes: each with why and how; the way can be changed, and some left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.recipients import Channel, Chosen, RecipientRow
from partnering_desk.rules.wording import count, join_words
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import RowCard, column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import label, quiet, strong

_WAYS = {Channel.SMTP: "E-mail", Channel.DRAFT: "Draft for Outlook", Channel.PAPER: "On paper"}
_COUNTED = {Channel.SMTP: "by e-mail", Channel.DRAFT: "as drafts for Outlook", Channel.PAPER: "on paper"}
_LEAVE_OUT = "Leave out"


class RecipientsField(QWidget):
    """The recipients under one another, with their number above. Tab goes from one to the next, arrows choose."""

    def __init__(self, rows: Sequence[RecipientRow]) -> None:
        super().__init__()
        self.summary = label("")
        self.ways = [RecipientWay(one) for one in rows]
        card = RowCard()
        for way in self.ways:
            card.add_row(way)
            way.changed.connect(self._count)
        self.setLayout(column(self.summary, card, space=8))
        self._count()

    @property
    def chosen(self) -> Chosen:
        """What was changed about how, and whether, the document goes to each."""
        return Chosen(
            {way.row.person_id: way.channel for way in self.ways if way.channel is not None},
            {way.row.person_id: way.reason.text() for way in self.ways if way.channel is None},
        )

    @property
    def people(self) -> int:
        """To how many it goes."""
        return sum(way.channel is not None for way in self.ways)

    def _count(self) -> None:
        by_way = Counter(way.channel for way in self.ways)
        told = [f"{by_way[channel]} {words}" for channel, words in _COUNTED.items() if by_way[channel]]
        left_out = f" {by_way[None]} left out." if by_way[None] else ""
        self.summary.setText(f"To {count(self.people, 'person', 'people')}: {join_words(told)}.{left_out}")


class _Ways(QComboBox):
    """The ways, of which the wheel chooses none: it scrolls the recipients."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to what scrolls."""
        event.ignore()


class RecipientWay(QWidget):
    """One recipient and the way chosen; whom no clause names may be left out, with the reason."""

    changed = Signal()

    def __init__(self, one: RecipientRow) -> None:
        super().__init__()
        self.row = one
        self._values = _values(one)
        self.way = named(_Ways(), f"How {one.name} is sent it")
        self.way.addItems([_LEAVE_OUT if one is None else _WAYS[one] for one in self._values])
        self.way.setCurrentIndex(self._values.index(one.channel))
        if one.must is not None:
            self.way.setToolTip(f"Must be sent it ({one.must})")
        self.reason = named(QLineEdit(), f"Why {one.name} is left out")
        self.reason.setPlaceholderText("Why")
        self.reason.hide()
        self.way.currentIndexChanged.connect(self._show_way)
        self._build()

    @property
    def channel(self) -> Channel | None:
        """The way chosen; None when they are left out."""
        return self._values[self.way.currentIndex()]

    def _build(self) -> None:
        why = self.row.because if self.row.whole else f"{self.row.because}; without confidential items"
        words = column(strong(self.row.name), quiet(why), space=2)
        self.way.setMinimumWidth(current().px(170))
        line = row(words, self.way, space=12)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.reason, space=8))

    def _show_way(self) -> None:
        self.reason.setVisible(self.channel is None)
        self.changed.emit()


def _values(one: RecipientRow) -> list[Channel | None]:
    """The ways that can reach somebody, and none where they may be left out."""
    ways: list[Channel | None] = [*_WAYS] if one.reachable else [Channel.PAPER]
    return ways if one.must is not None else [*ways, None]
