"""The calendar: a month or a year of meetings, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QMenu, QSizePolicy, QStackedWidget, QWidget

from partnering_desk.app.planner import (
    PlannerMeeting,
    days,
    days_before_record,
    days_off,
    groups,
    month_later,
    month_span,
)
from partnering_desk.app.register import Register
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.wording import show_date, show_month
from partnering_desk.ui.calendar.cells import LargeCell, SmallCell
from partnering_desk.ui.calendar.day_card import DayCard
from partnering_desk.ui.calendar.days import WeeksModel, YearModel
from partnering_desk.ui.calendar.grid import DayGrid
from partnering_desk.ui.calendar.marks import legend
from partnering_desk.ui.calendar.meeting_dialogs import CancelDialog, MoveDialog, NewMeetingDialog
from partnering_desk.ui.calendar.moving_card import MovingCard
from partnering_desk.ui.calendar.required_card import RequiredCard
from partnering_desk.ui.calendar.series_dialog import SeriesDialog
from partnering_desk.ui.calendar.side import Side
from partnering_desk.ui.meetings.notice import show_notice
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import Choice, button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.scroll_page import ScrollPage
from partnering_desk.ui.widgets.text import quiet, section, small

MONTH, YEAR = "month", "year"
KEYS = (
    "Arrows go from day to day, Page Up and Page Down to another month, T to today. "
    "Enter opens the meeting, N puts a new one on the day, M moves it, Delete cancels it."
)

AROUND = 260
"""Pixels of the page above and below the days."""


class CalendarPage(Page):
    """The planner: a month or a year, the day that one is on, and how often the groups meet."""

    shows = frozenset({"meeting", "meeting_group", "closure", "partnering", "circulation", "confirmation"})

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._day = register.today()
        self.month_grid = DayGrid(WeeksModel(), LargeCell(), self)
        self.month_grid.verticalHeader().hide()
        self.year_grid = DayGrid(YearModel(), SmallCell(), self)
        self.day_card = DayCard(self.open_day, self.ask)
        self.moving_card = MovingCard(register)
        self.required_card = RequiredCard(self.propose)
        self.span = section("")
        self.view = Choice("Show", [(MONTH, "Month"), (YEAR, "Year")])
        self.view.set_value(MONTH)
        self.view.chosen.connect(self._choose_view)
        self._lay_out()
        for grid in (self.month_grid, self.year_grid):
            self._listen(grid)

    def _lay_out(self) -> None:
        body = ScrollPage("Calendar")
        self.series_button = button("Propose a series…", self.propose)
        self.new_button = primary_button("New meeting…", lambda: self.ask("new", self._day))
        body.add_button(self.series_button)
        body.add_button(self.new_button)
        self.back_button = named(button("‹", lambda: self._turn(-1)), "Back")
        self.forward_button = named(button("›", lambda: self._turn(1)), "Forward")
        self.today_button = button("Today", lambda: self.go_to(self.register.today()))
        turn = row(self.back_button, self.forward_button, self.today_button, self.span, None, self.view, space=8)
        self._grids = QStackedWidget()
        self._grids.addWidget(self.month_grid)
        self._grids.addWidget(self.year_grid)
        kinds = legend(GroupKind.CORE, GroupKind.WORKING, GroupKind.PRE_COMMENCEMENT)
        planner = QWidget()
        self.closed = quiet("")
        parts = column(turn, self._grids, kinds, self.closed, small(KEYS), space=8)
        parts.addStretch(1)
        planner.setLayout(parts)
        planner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cards = Side(self.moving_card, self.day_card, self.required_card)
        self._parts = Side(planner, self._cards)
        body.add(self._parts)
        body.body.addStretch(1)
        self.content.addWidget(body)

    def _listen(self, grid: DayGrid) -> None:
        grid.went.connect(self._came_to)
        grid.wanted.connect(self.go_to)
        grid.opened.connect(self.open_day)
        grid.asked.connect(self.ask)
        grid.menu_wanted.connect(self._show_menu)
        grid.considered.connect(self._consider)
        grid.let_go.connect(self._let_go)
        grid.left_alone.connect(self._left_alone)

    # what is shown

    @property
    def grid(self) -> DayGrid:
        """The month or the year, whichever is shown."""
        return self.year_grid if self.view.value() == YEAR else self.month_grid

    def refresh(self) -> None:
        """Ask the register for the days shown, and for how often the groups meet."""
        self.required_card.show_groups(self.register)
        self._show_days()

    def _show_days(self) -> None:
        day = self._day
        if self.grid is self.year_grid:
            shown = days(self.register, date(day.year, 1, 1), date(day.year, 12, 31))
            self.span.setText(str(day.year))
        else:
            shown = days(self.register, *month_span(day.year, day.month))
            self.span.setText(show_month(day))
            self.grid.cell.month = day.month
        self._grids.setCurrentWidget(self.grid)
        self.grid.setAccessibleName(f"Calendar of {self.span.text()}")
        self.grid.days.fill(shown)
        named_days = days_off(shown)
        closed = f"Bank holidays and closures: {named_days}." if named_days else ""
        self.closed.setText(" ".join(filter(None, (closed, days_before_record(shown)))))
        self.closed.setVisible(bool(self.closed.text()))
        self.grid.go_to(day)
        self._fit()

    def show_subject(self, subject: Subject) -> None:
        """Show a day, given as 2026-11-25; or propose dates for a group, given by its id."""
        if isinstance(subject, str):
            self.go_to(date.fromisoformat(subject))
            self.grid.setFocus()
        elif subject is not None:
            QTimer.singleShot(0, self, partial(self.propose, subject))

    def go_to(self, day: date) -> None:
        """Show the month or year of a day, and go there."""
        shown = (self._day.year, self._day.month)
        self._day = day
        if (day.year, day.month) == shown or (self.grid is self.year_grid and day.year == shown[0]):
            self.grid.go_to(day)
            return
        moving = self.grid.moving
        self._show_days()
        if moving is not None:
            self._consider(moving, day)

    def _came_to(self, day: date) -> None:
        if self.grid is self.month_grid and (day.year, day.month) != (self._day.year, self._day.month):
            self.go_to(day)
            return
        self._day = day
        known = self.grid.days.day(day)
        if known is not None:
            self.day_card.show_day(known)

    def _turn(self, by: int) -> None:
        self.go_to(month_later(self._day, by * (12 if self.grid is self.year_grid else 1)))

    def _choose_view(self) -> None:
        self.month_grid.end_move()
        self.year_grid.end_move()
        self._left_alone()
        self._show_days()
        self.grid.setFocus()

    # what can be done

    def open_day(self, day: date, meeting_id: int | None = None) -> None:
        """Open the day's meeting; where there are several, ask which; where there is none, offer a new one."""
        known = self.grid.days.day(day)
        found = [one for one in known.meetings if meeting_id in (None, one.meeting_id)] if known else []
        if not found:
            self.ask("new", day)
        elif len(found) == 1:
            self.navigator.go("meeting", found[0].meeting_id)
        else:
            self._choose(found, "Open", lambda one: self.navigator.go("meeting", one.meeting_id))

    def ask(self, what: str, day: date, meeting_id: int | None = None) -> None:
        """Do what a key or a button stands for: new, move, cancel or today."""
        if what == "today":
            self.go_to(self.register.today())
        elif what == "new":
            self._new(day)
        elif what == "notice" and meeting_id is not None:
            show_notice(self, self.register, meeting_id)
        else:
            self._change(what, day, meeting_id)

    def _new(self, day: date) -> None:
        if not groups(self.register):
            self.say_inline_first_group()
            return
        dialog = NewMeetingDialog(self, self.register, day)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.navigator.say("The meeting is in the calendar. Its invitations wait in the outbox.")
            self.go_to(dialog.day())
        self.grid.setFocus()

    def say_inline_first_group(self) -> None:
        """Say that there is no group yet, and where to begin."""
        self.say_inline("There is no group yet to meet. Add one under Groups and people first.", Tone.INFO)

    def _change(self, what: str, day: date, meeting_id: int | None) -> None:
        known = self.grid.days.day(day)
        meetings = known.meetings if known is not None else ()
        found = [one for one in meetings if one.movable and meeting_id in (None, one.meeting_id)]
        verb, done = ("Move", "moved") if what == "move" else ("Cancel", "cancelled")
        if not found:
            self.say_inline(f"{show_date(day)} has no meeting that can be {done}.", Tone.INFO)
        elif what == "cancel":
            self._choose(found, verb, self._cancel)
        elif meeting_id is None:
            self._choose(found, verb, self._begin_move)
        else:
            self._let_go(found[0], day)

    def _choose(self, meetings: Sequence[PlannerMeeting], verb: str, does: Callable[[PlannerMeeting], None]) -> None:
        """Do it with the only meeting, or ask with which one in a menu on the day."""
        if len(meetings) == 1:
            does(meetings[0])
            return
        menu = self._menu()
        for one in meetings:
            menu.addAction(f"{verb} {one.words}", partial(does, one))
        cell = self.grid.visualRect(self.grid.currentIndex())
        menu.popup(self.grid.viewport().mapToGlobal(cell.bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show_menu(self, day: date, at: QPoint) -> None:
        known = self.grid.days.day(day)
        menu = self._menu()
        for one in known.meetings if known is not None else ():
            menu.addAction(f"Open {one.words}", partial(self.open_day, day, one.meeting_id))
            if one.movable:
                menu.addAction(f"Move {one.words}…", partial(self._begin_move, one))
                menu.addAction(f"Cancel {one.words}…", partial(self._cancel, one))
            menu.addSeparator()
        menu.addAction(f"New meeting on {show_date(day)}…", lambda: self._new(day))
        menu.popup(at)

    def _cancel(self, meeting: PlannerMeeting) -> None:
        dialog = CancelDialog(self, self.register, meeting)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.navigator.say(f"{meeting.ref} is cancelled.")
        self.grid.setFocus()

    def _begin_move(self, meeting: PlannerMeeting) -> None:
        self.grid.setFocus()
        self.grid.begin_move(meeting)

    def _consider(self, meeting: PlannerMeeting, day: date) -> None:
        self.day_card.hide()
        sentences = self.moving_card.consider(meeting, day)
        self.grid.warn(sentences)
        self.grid.announce(self.moving_card.words)

    def _left_alone(self) -> None:
        self.moving_card.hide()
        self.day_card.show()

    def _let_go(self, meeting: PlannerMeeting, day: date) -> None:
        self._left_alone()
        dialog = MoveDialog(self, self.register, meeting, day)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.navigator.say(f"{meeting.ref} is moved. The invited are told from the outbox.")
            self.go_to(dialog.day())
        self.grid.setFocus()

    def propose(self, group_id: int | None = None) -> None:
        """Propose a series of meetings, for the person to accept."""
        if not groups(self.register):
            self.say_inline_first_group()
            return
        dialog = SeriesDialog(self, self.register, group_id)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.navigator.say(dialog.done_words())
            self.refresh()
        self.grid.setFocus()

    # looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the day beside the calendar where there is room, else under it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = current()
        wide = self.width() >= theme.px(900)
        beside = wide and self.grid is self.month_grid
        self._parts.lie(across=beside)
        self._cards.lie(across=wide and not beside)
        self._cards.setMinimumWidth(theme.px(300) if beside else 0)
        self._cards.setMaximumWidth(theme.px(320) if beside else self.maximumWidth())
        self._grids.setFixedHeight(max(self.grid.least_height(), self.height() - theme.px(AROUND)))
