"""The Desk: every obligation, soonest first, each with its clause, its date and the one button that does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnering_desk.app.backup_place import chosen_folder
from partnering_desk.app.register import Register
from partnering_desk.rules.obligations import Bucket, Obligation
from partnering_desk.rules.wording import show_long
from partnering_desk.ui.desk.clock_card import ClockCard
from partnering_desk.ui.desk.line import ObligationCard
from partnering_desk.ui.desk.where import where
from partnering_desk.ui.shell.navigator import Navigator
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.card import clear, column
from partnering_desk.ui.widgets.notice import EmptyPlace, Notice
from partnering_desk.ui.widgets.scroll_page import ScrollPage
from partnering_desk.ui.widgets.text import section

if TYPE_CHECKING:  # what needs SQLAlchemy is loaded by whoever asks, away from the screen
    from partnering_desk.app.minutes_clock import ClockRow
    from partnering_desk.app.obligations import DeskRow
    from partnering_desk.app.planner import PlannerDay
    from partnering_desk.ui.calendar.mini import MiniCalendar

_ASIDE, _BESIDE = 380, 900
"""The width of the right-hand column, and from which width on there is room for it beside the lines."""


@dataclass(frozen=True, slots=True)
class _Answer:
    lines: tuple[DeskRow, ...]
    clock: tuple[ClockRow, ...]
    weeks: tuple[PlannerDay, ...]


def _ask(register: Register) -> _Answer:
    from partnering_desk.app.minutes_clock import minutes_clock
    from partnering_desk.app.obligations import desk_rows
    from partnering_desk.app.planner import six_weeks

    return _Answer(desk_rows(register), minutes_clock(register), six_weeks(register))


class DeskPage(Page):
    """What must happen on the left; minutes on time and the coming weeks on the right."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._worker = Worker(self)
        self.page = ScrollPage("Desk")
        self.content.addWidget(self.page)
        self.lines: QVBoxLayout = column(space=8)
        self.clock = ClockCard()
        self.clock.hide()
        self.calendar: MiniCalendar | None = None
        self._aside = QWidget()
        self._beside = column(self.clock, space=16)
        self._beside.addStretch(1)
        self._aside.setLayout(self._beside)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(current().px(20))
        self._columns.addLayout(self.lines, 1)
        self._columns.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        self.unsafe = Notice()
        self.page.add(self.unsafe, self._columns)
        self.page.body.addStretch(1)
        self._fit()

    def refresh(self) -> None:
        """Ask away from the screen, and show the answer when it comes."""
        register = self.register
        self._ask_for_a_folder()
        self.page.show_under(f"{show_long(register.today())} · what must happen, soonest first")
        QTimer.singleShot(0, self, lambda: self.ask_register(lambda: _ask(register), self._show))

    def _ask_for_a_folder(self) -> None:
        if chosen_folder() is not None:
            self.unsafe.clear()
        elif not self.unsafe.words:
            self.unsafe.say(
                "No folder for backups is chosen yet. A second drive or a network share keeps the register safe.",
                Tone.PLAIN,
                "Choose a folder",
                lambda: self.navigator.go("settings"),
            )

    def _show(self, answer: _Answer) -> None:
        held = self._focused_button()
        clear(self.lines)
        first = True
        for part in Bucket:
            lines = [line for line in answer.lines if line.bucket is part]
            if not lines:
                continue
            heading = section(part.words)
            heading.setContentsMargins(0, 0 if first else current().px(12), 0, 0)
            self.lines.addWidget(heading)
            card = ObligationCard(part.words, self._do)
            for line in lines:
                card.add(line, first=first)
                first = False
            self.lines.addWidget(card)
        if first:
            self.lines.addWidget(
                EmptyPlace(
                    "Nothing is owed",
                    "Minutes, agendas, actions and whatever else the contract asks for stand here when they are due.",
                    "Open the calendar",
                    lambda: self.navigator.go("calendar"),
                )
            )
        self.lines.addStretch(1)
        self.clock.show_rows(answer.clock)
        self._show_weeks(answer.weeks)
        self._focus_button(held)

    def _show_weeks(self, weeks: tuple[PlannerDay, ...]) -> None:
        if self.calendar is None:
            from partnering_desk.ui.calendar.mini import MiniCalendar

            self.calendar = MiniCalendar(self.register)
            self.calendar.day_opened.connect(self._open_day)
            self._beside.insertWidget(1, self.calendar)
        self.calendar.show_days(weeks)

    def buttons(self) -> list[QPushButton]:
        """The button of each line, from the first to the last."""
        return [
            one
            for at in range(self.lines.count())
            if (item := self.lines.itemAt(at)) is not None and isinstance(card := item.widget(), ObligationCard)
            for one in card.buttons
        ]

    def take_focus(self) -> None:
        """The first line's button, or the page until the lines are there."""
        found = self.buttons()
        (found[0] if found else self).setFocus()

    def _focused_button(self) -> str:
        """The line that has the keyboard, so that it keeps it when the lines are made anew."""
        return next(
            (one.accessibleName() for one in self.buttons() if one.hasFocus()), "" if self.buttons() else "first"
        )

    def _focus_button(self, name: str) -> None:
        found = self.buttons()
        if name == "first":
            if self.hasFocus() and found:
                found[0].setFocus()
        elif name:
            next((one for one in found if one.accessibleName() == name), self).setFocus()

    def _do(self, owed: Obligation) -> None:
        if owed.reminds:
            self._remind(owed.reminds)
        else:
            self.navigator.go(*where(owed))

    def _remind(self, action_ids: tuple[int, ...]) -> None:
        """Let reminders wait for the owners of actions; they are made away from the screen."""
        from partnering_desk.app.action_reminder import remind

        if not self._worker.busy:
            register = self.register
            self._worker.run(lambda: remind(register, action_ids), lambda made: self.navigator.say(made.words))

    def _open_day(self, day: date) -> None:
        self.navigator.go("calendar", day.isoformat())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right-hand column under the lines where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = current()
        beside = self.width() >= theme.px(_BESIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._aside.setFixedWidth(theme.px(_ASIDE)) if beside else self._aside.setMinimumWidth(0)
        if not beside:
            self._aside.setMaximumWidth(16777215)
