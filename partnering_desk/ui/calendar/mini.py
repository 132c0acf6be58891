"""The small calendar of the Desk: six weeks from this one on, with a mark for each meeting."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from partnering_desk.app.planner import MONTH_ROWS, PlannerDay, six_weeks
from partnering_desk.app.register import Register
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.wording import MONTHS, join_words
from partnering_desk.ui.calendar.cells import SmallCell
from partnering_desk.ui.calendar.days import WeeksModel
from partnering_desk.ui.calendar.grid import DayGrid
from partnering_desk.ui.calendar.marks import legend
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.card import Card
from partnering_desk.ui.widgets.text import section

ROW = 36
"""Pixels that a week is high at least."""


class MiniCalendar(Card):
    """Six weeks at a glance. Enter or a double click opens a day; call `refresh` when meetings change."""

    day_opened = Signal(object)
    """The day to be shown in the calendar."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._register = register
        self.heading: QLabel = section("")
        self.grid = DayGrid(WeeksModel(letters=1), SmallCell(), self)
        self.grid.verticalHeader().hide()
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.heading)
        self.body.addLayout(legend(GroupKind.CORE, GroupKind.WORKING))
        self.body.addWidget(self.grid)
        self.grid.opened.connect(self.day_opened)
        self.grid.wanted.connect(self.day_opened)
        self.grid.menu_wanted.connect(self._open_from_menu)

    def _open_from_menu(self, day: date, _at: QPoint) -> None:
        self.day_opened.emit(day)

    def refresh(self) -> None:
        """Ask the register for the six weeks from this Monday on."""
        self.show_days(six_weeks(self._register))

    def show_days(self, shown: tuple[PlannerDay, ...]) -> None:
        """Show the answer of `six_weeks`; who waits for it away from the screen calls this."""
        today = self._register.today()
        stays = self.grid.day or today
        self.grid.days.fill(shown)
        self._name(shown)
        self._fit()
        if shown:
            self.grid.go_to(stays if self.grid.days.index_of(stays).isValid() else today)

    def _name(self, shown: tuple[PlannerDay, ...]) -> None:
        months = dict.fromkeys(MONTHS[one.date.month - 1] for one in shown)
        self.heading.setText(join_words(list(months)))
        self.grid.setAccessibleName(f"Calendar of {join_words(list(months))}")
        self.setAccessibleName(self.heading.text())

    def _fit(self) -> None:
        """As high as its weeks: it never scrolls."""
        height = max(self.grid.cell.least().height(), current().px(ROW))
        header = self.grid.horizontalHeader().sizeHint().height()
        self.grid.setFixedHeight(MONTH_ROWS * height + header + 2)
