"""One line of the Desk: when, what, and the one button that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from partnering_desk.rules.obligations import Bucket, Obligation
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button, chip_button, primary_button
from partnering_desk.ui.widgets.card import RowCard, column
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import quiet, small, strong

if TYPE_CHECKING:
    from partnering_desk.app.obligations import DeskRow

_TONES = {Bucket.LATE: Tone.BAD, Bucket.COMING: Tone.INFO}
_SOON = ("due today", "due tomorrow")


class ObligationCard(RowCard):
    """The obligations of one part of the Desk; `does` is called with the one whose button is pressed."""

    def __init__(self, heading: str, does: Callable[[Obligation], object]) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._does = does
        self.buttons: list[QPushButton] = []

    def add(self, line: DeskRow, *, first: bool) -> None:
        """Add a line; the `first` of the page has the primary button."""
        owed = line.obligation
        make = primary_button if first else button
        does = named(make(owed.button, lambda: self._does(owed)), f"{owed.button}: {owed.title}")
        words = column(strong(owed.title), quiet(said(owed)), space=2)
        for at in range(words.count()):
            if (item := words.itemAt(at)) is not None and (label := item.widget()) is not None:
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add_row(self._when(line, words), words, does, space=14)
        self.buttons.append(does)

    def _when(self, line: DeskRow, words: QVBoxLayout) -> Chip | QPushButton:
        """The chip; where a date was counted it can be pressed to see how."""
        counted = line.obligation.counted
        if counted is None:
            return Chip(line.due, tone_of(line))
        how = small(counted.explanation)
        how.hide()
        words.addWidget(how)
        made = chip_button(line.due, tone_of(line), lambda: _turn(how))
        made.setToolTip(counted.explanation)
        made.setAccessibleDescription(counted.explanation)
        return named(made, f"{line.due}, show how the date was counted: {line.obligation.title}")


def _turn(words: QLabel) -> None:
    words.setVisible(words.isHidden())


def said(owed: Obligation) -> str:
    """The line under the title: what is known, and the clause."""
    return " ".join(part for part in (owed.detail, owed.clause.ref if owed.clause else "") if part)


def tone_of(line: DeskRow) -> Tone:
    """Late is bad, today and tomorrow want care; what has time is plain this week and informs later."""
    if line.due in _SOON:
        return Tone.CARE
    return _TONES.get(line.bucket, Tone.PLAIN)
