"""The day that one is on: what it is, its meetings, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from partnering_desk.app.planner import BEFORE_RECORD, PlannerDay, PlannerMeeting
from partnering_desk.app.stages import Stage
from partnering_desk.rules.wording import show_long, show_times
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button, quiet_button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import hairline, quiet, section, strong

_TONES = {
    Stage.CANCELLED: Tone.PLAIN,
    Stage.MINUTES: Tone.CARE,
    Stage.CIRCULATED: Tone.GOOD,
    Stage.CONFIRMED: Tone.GOOD,
}


class DayCard(Card):
    """One day in words. `opens` is given the day and a meeting; `asks` besides it what is to be done."""

    def __init__(
        self, opens: Callable[[date, int | None], None], asks: Callable[[str, date, int | None], None]
    ) -> None:
        super().__init__()
        self._opens, self._asks = opens, asks
        self._head, self._kind = section(""), quiet("")
        self._meetings = column(space=12)
        self._day = date.min
        self.new_button = button("New meeting on this day…", lambda: asks("new", self._day, None))
        self.body.addWidget(self._head)
        self.body.addWidget(self._kind)
        self.body.addLayout(self._meetings)
        self.body.addWidget(self.new_button)

    def show_day(self, day: PlannerDay) -> None:
        """Show a day."""
        self._day = day.date
        self._head.setText(show_long(day.date))
        kind = "Working Day" if day.working else f"{day.why_not}: not a Working Day"
        self._kind.setText(f"{kind}, {BEFORE_RECORD}" if day.before_record else kind)
        self.setAccessibleName(day.words)
        clear(self._meetings)
        for meeting in day.meetings:
            self._meetings.addWidget(hairline())
            self._meetings.addWidget(self._row(day.date, meeting))

    def _row(self, day: date, meeting: PlannerMeeting) -> QWidget:
        holder = QWidget()
        when = ", ".join(part for part in (show_times(meeting.starts, meeting.ends), meeting.place) if part)
        chip = Chip(meeting.stage.words, _TONES.get(meeting.stage, Tone.INFO))
        made = column(strong(meeting.group), quiet(when), row(quiet(meeting.ref, wrap=False), chip, None), space=4)
        buttons = FlowLayout(space=4)
        buttons.addWidget(self._button("Open", meeting, lambda: self._opens(day, meeting.meeting_id)))
        buttons.addWidget(self._button("Notice…", meeting, lambda: self._asks("notice", day, meeting.meeting_id)))
        if meeting.movable:
            move = self._button("Move…", meeting, lambda: self._asks("move", day, meeting.meeting_id))
            off = self._button("Cancel…", meeting, lambda: self._asks("cancel", day, meeting.meeting_id))
            buttons.addWidget(move)
            buttons.addWidget(off)
        made.addLayout(buttons)
        holder.setLayout(made)
        return holder

    def _button(self, words: str, meeting: PlannerMeeting, does: Callable[[], None]) -> QWidget:
        return named(quiet_button(words, does), f"{words.rstrip('…')} {meeting.words}")
