"""A new meeting, a meeting moved, a meeting cancelled: each says what follows before it is done."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.diary import consequences_of_move, consequences_of_scheduling
from partnering_desk.app.planner import PlannerMeeting, groups
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import LONGEST, cancel, move, schedule
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.calendar.grid import ENTER
from partnering_desk.ui.calendar.sentences import Sentences
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.number_field import NumberField
from partnering_desk.ui.widgets.text import label
from partnering_desk.ui.widgets.typed_fields import DateField, TimeField


class _DatedDialog(Dialog):
    """A dialog with a day and a time, which says what they lead to as they change."""

    def __init__(self, parent: QWidget, register: Register, title: str, verb: str, starts: datetime) -> None:
        super().__init__(parent, title, verb)
        self.register = register
        self.form = Form()
        self.date_field = DateField(register.today)
        self.time_field = TimeField()
        self.date_field.set_value(starts.date())
        self.time_field.set_value(starts.time())
        self.place_field = QLineEdit()
        self.follows = Sentences()
        for signal in (self.date_field.changed, self.time_field.changed):
            signal.connect(lambda _value: self.look_ahead())
        self.place_field.editingFinished.connect(self.look_ahead)

    def starts(self) -> datetime:
        """The day and time typed. Raises `Refusal` when one is missing or cannot be read."""
        day, at = self.date_field.value(), self.time_field.value()
        if day is None or at is None:
            raise Refusal("Type the day and the time of the meeting.")
        return datetime.combine(day, at)

    def day(self) -> date:
        """The day typed. Raises `Refusal` when there is none."""
        return self.starts().date()

    def look_ahead(self) -> None:
        """Show what the day, the time and the place would lead to."""
        try:
            self.follows.show_sentences(self.consequences(self.starts()))
        except Refusal:
            self.follows.show_nothing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field that leads to something says it first; Enter again does it."""
        looked_at = (self.date_field.line, self.time_field.line, self.place_field)
        if event.key() in ENTER and self.focusWidget() in looked_at:
            self.verb.setFocus()
            return
        super().keyPressEvent(event)

    def consequences(self, starts: datetime) -> tuple[str, ...]:
        """What meeting then would lead to."""
        raise NotImplementedError


class NewMeetingDialog(_DatedDialog):
    """A meeting put in the calendar, starting from what its group usually does."""

    def __init__(self, parent: QWidget, register: Register, day: date) -> None:
        self._groups = groups(register)
        first = self._groups[0]
        starts = datetime.combine(day, first.usual_start)
        super().__init__(parent, register, "New meeting", "Put in the calendar", starts)
        self.group_field = QComboBox()
        self.group_field.addItems([one.name for one in self._groups])
        self.minutes_field = NumberField(1, LONGEST, "minutes", step=15)
        self.form.add("&Group", self.group_field)
        self.form.add("&Day", self.date_field)
        self.form.add("&Time", self.time_field)
        self.form.add("&Length", self.minutes_field)
        self.form.add("&Place", self.place_field)
        self.body.addWidget(self.form)
        self.body.addWidget(self.follows)
        self._take_usual(0)
        self.group_field.setFocus()
        self.group_field.currentIndexChanged.connect(self._take_usual)
        self.minutes_field.valueChanged.connect(lambda _minutes: self.look_ahead())
        self.does = self._schedule

    def _take_usual(self, place: int) -> None:
        chosen = self._groups[place]
        self.time_field.set_value(chosen.usual_start)
        self.minutes_field.setValue(chosen.usual_minutes)
        self.place_field.setText(chosen.place)
        self.look_ahead()

    def _group_id(self) -> int:
        return self._groups[self.group_field.currentIndex()].group_id

    def consequences(self, starts: datetime) -> tuple[str, ...]:
        """What the new meeting would clash with."""
        return consequences_of_scheduling(
            self.register, self._group_id(), starts, self.minutes_field.value(), self.place_field.text()
        )

    def _schedule(self) -> int:
        minutes, place = self.minutes_field.value(), self.place_field.text()
        return schedule(self.register, self._group_id(), self.starts(), minutes, place)


class MoveDialog(_DatedDialog):
    """A meeting moved to another day, time or place, with the reason that everybody invited is told."""

    def __init__(self, parent: QWidget, register: Register, meeting: PlannerMeeting, day: date) -> None:
        self._meeting = meeting
        starts = datetime.combine(day, meeting.starts.time())
        super().__init__(parent, register, f"Move {meeting.group}, {meeting.ref}", "Move meeting", starts)
        self.body.addWidget(label(f"It is on {show_moment(meeting.starts)}, {meeting.place or 'no place given'}."))
        self.place_field.setText(meeting.place)
        self.reason_field = QLineEdit()
        self.form.add("&Day", self.date_field)
        self.form.add("&Time", self.time_field)
        self.form.add("&Place", self.place_field)
        self.form.add("&Reason", self.reason_field, "Goes to everybody invited, and is kept with the meeting.")
        self.body.addWidget(self.form)
        self.body.addWidget(self.follows)
        self.cancel.setText("Leave it")
        self.look_ahead()
        moved = day != meeting.starts.date()
        (self.reason_field if moved else self.date_field).setFocus()
        self.does = self._move

    def consequences(self, starts: datetime) -> tuple[str, ...]:
        """What the move would lead to."""
        place = self.place_field.text().strip()
        if (starts, place) == (self._meeting.starts, self._meeting.place):
            return ()
        return consequences_of_move(self.register, self._meeting.meeting_id, starts, place)

    def _move(self) -> None:
        place = self.place_field.text()
        move(self.register, self._meeting.meeting_id, self.starts(), self.reason_field.text(), place)


class CancelDialog(Dialog):
    """A meeting cancelled, with the reason that everybody invited is told."""

    def __init__(self, parent: QWidget, register: Register, meeting: PlannerMeeting) -> None:
        super().__init__(parent, f"Cancel {meeting.group}, {meeting.ref}", "Cancel meeting", destroys=True)
        self.body.addWidget(
            label(
                f"{meeting.group} on {show_moment(meeting.starts)} goes out of the calendars of everybody invited. "
                f"Its number {meeting.ref} is not given again, and this cannot be undone: "
                "to hold it later, move it instead."
            )
        )
        self.reason_field = QLineEdit()
        form = Form()
        form.add("&Reason", self.reason_field, "Goes to everybody invited, and is kept with the meeting.")
        self.body.addWidget(form)
        self.cancel.setText("Keep meeting")
        self.reason_field.setFocus()
        self.does = lambda: cancel(register, meeting.meeting_id, self.reason_field.text())
