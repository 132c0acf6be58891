"""The register of meetings: every one with its stage, and how the clock of its minutes stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnering_desk.app.meetings import MeetingRow, meeting_rows
from partnering_desk.app.register import Register
from partnering_desk.app.stages import Stage
from partnering_desk.app.thing import Thing
from partnering_desk.rules.wording import show_date, show_times
from partnering_desk.ui.meetings.notice import show_notice
from partnering_desk.ui.registers.papers import show_attendance, show_group_report
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.text import quiet, title

_COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column("Meeting", text=lambda one: one.ref, width=115),
    Column("Group", text=lambda one: one.group, width=0),
    Column(
        "Date",
        text=lambda one: show_date(one.starts.date()),
        sort=lambda one: one.starts,
        width=140,
        value=lambda one: one.starts.date(),
    ),
    Column("Time", text=lambda one: show_times(one.starts, one.ends), width=110),
    Column("Place", text=lambda one: one.place, width=180),
    Column("Stage", text=lambda one: _stage_words(one), tone=lambda one: _tone(one.chip.tone), width=215),
    Column("Minutes", text=lambda one: one.clock.text, tone=lambda one: _tone(one.clock.tone), width=190),
)


def _stage_words(meeting: MeetingRow) -> str:
    """The stage in words; how the minutes stand has a column of its own."""
    return meeting.stage.words if meeting.stage is Stage.MINUTES else meeting.chip.text


def _tone(name: str) -> Tone | None:
    return None if name == "plain" else Tone(name)


class MeetingsPage(Page):
    """All meetings of the partnering. Enter opens one."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self.view: RegisterView[MeetingRow] = RegisterView(
            "Meetings",
            _COLUMNS,
            key=lambda one: one.id,
            one="meeting",
            quicks=[
                Quick("To come", lambda one: one.starts.date() >= register.today()),
                Quick("Minutes owed", lambda one: one.stage is Stage.MINUTES),
            ],
            filters=[
                Filter("Group", lambda one: one.group),
                Filter("Stage", lambda one: one.stage.words),
                Filter("Year", lambda one: str(one.year)),
            ],
            empty=EmptyPlace(
                "No meetings yet",
                "The calendar proposes the dates of a year from how often each group meets.",
                "Go to the calendar",
                lambda: navigator.go("calendar"),
            ),
            verbs=[
                Verb("Open", self._open_chosen, fits=lambda rows: len(rows) == 1),
                Verb("Notice…", self._show_notice, fits=lambda rows: len(rows) == 1),
                Verb("History…", lambda _rows: self.show_history(), fits=lambda rows: len(rows) == 1),
            ],
            sort=(2, Qt.SortOrder.DescendingOrder),
        )
        self.view.opened.connect(self._open)
        self.attendance_button = button("Attendance…", lambda: show_attendance(self, register))
        self.attendance_button.setToolTip("Who came to the meetings of a period, to be printed or sent")
        self.report_button = button("Working Group report…", lambda: show_group_report(self, register))
        self.report_button.setToolTip("What a Working Group did since the Core Group last met (Governance 6.2.7)")
        schedule = primary_button("Schedule a meeting", lambda: navigator.go("calendar"))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one in (self.report_button, self.attendance_button, schedule):
            flow.addWidget(one)
        words = quiet("From their dates to their confirmed minutes")
        head = row(column(title("Meetings"), words, space=4), buttons, space=16)
        head.setStretch(0, 1)
        body = column(head, self.view, space=16, margin=24)
        body.setStretch(1, 1)
        self.content.addLayout(body, 1)

    def refresh(self) -> None:
        """Ask for the meetings again."""
        self.ask_register(partial(meeting_rows, self.register), self.view.set_rows)

    def show_subject(self, subject: Subject) -> None:
        """Choose the meeting named."""
        self.view.select(subject)

    def thing(self) -> Thing | None:
        """The meeting chosen."""
        rows = self.view.selected()
        return Thing("meeting", rows[0].id) if len(rows) == 1 else None

    def _open_chosen(self, rows: tuple[MeetingRow, ...]) -> None:
        self._open(rows[0])

    def _show_notice(self, rows: tuple[MeetingRow, ...]) -> None:
        show_notice(self, self.register, rows[0].id)

    def _open(self, meeting: MeetingRow) -> None:
        self.navigator.go("meeting", meeting.id)
