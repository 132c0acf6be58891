"""Correcting from when to when somebody was there, with the reason that is kept (practice P3)."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from partnering_desk.app.here import Mark, Mode, PersonRow, Span
from partnering_desk.app.meeting import correct_presence, corrections
from partnering_desk.app.register import Register
from partnering_desk.app.room import Room
from partnering_desk.app.typed import read_time
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.wording import show_moment
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.text import small

_SPAN = re.compile(r"^(?P<online>online\s+)?(?P<arrived>[\d:.h]+)\s*(?:[-–—]|to)\s*(?P<left>[\d:.h]*)$", re.I)
IN_MEETING = "put right in the meeting"
"""The reason kept when nobody says another while the meeting goes on."""


def read_spans(text: str, day: date) -> tuple[Span, ...]:
    """The times typed: "10:02–10:35, online 10:40–". Raises `Refusal` with an example when they are none."""
    return tuple(_span(part.strip(), day) for part in text.split(",") if part.strip())


def _span(text: str, day: date) -> Span:
    match = _SPAN.match(text)
    if match is None:
        raise Refusal(f"“{text}” is no time of coming and going. Type it like 10:02–10:35, online 10:40–.")
    left = datetime.combine(day, read_time(match["left"])) if match["left"] else None
    mode = Mode.ONLINE if match["online"] else Mode.ROOM
    return Span(datetime.combine(day, read_time(match["arrived"])), left, mode)


class TimesDialog(Dialog):
    """All the times of one person on one line."""

    def __init__(self, parent: QWidget, register: Register, room: Room, person: PersonRow) -> None:
        super().__init__(parent, f"Times of {person.name}", "Correct times")
        self._register, self._room, self._person = register, room, person
        form = Form()
        self.times = form.add("&Here", QLineEdit(person.times), "10:02–10:35, online 10:40–. Empty: was not here.")
        self.mark = form.add("If not here", QComboBox())
        for mark in (Mark.ABSENT, Mark.APOLOGIES, Mark.EXPECTED):
            self.mark.addItem(mark.value, mark)
        self.reason = form.add("&Why it is corrected", QLineEdit(), "It is kept with who corrected it, and when.")
        self.body.addWidget(form)
        for one in corrections(register, room.meeting_id):
            if one.name == person.name:
                words = (
                    f"{show_moment(one.corrected_at)}, {one.corrected_by}: {one.before} → {one.after} ({one.reason})"
                )
                self.body.addWidget(small(words))
        self.does = self._correct
        self.times.setFocus()

    def _correct(self) -> None:
        reason = self.reason.text().strip() or ("" if self._room.closed_at else IN_MEETING)
        correct_presence(
            self._register,
            self._person.attendance_id,
            self._kept_to_the_second(read_spans(self.times.text(), self._room.starts.date())),
            reason,
            self.mark.currentData(),
        )

    def _kept_to_the_second(self, typed: tuple[Span, ...]) -> tuple[Span, ...]:
        """Times that were clocked and not changed keep their seconds."""
        clocked = {moment for span in self._person.spans for moment in (span.arrived, span.left) if moment}
        exact = {moment.replace(second=0): moment for moment in clocked}
        return tuple(
            Span(exact.get(one.arrived, one.arrived), one.left and exact.get(one.left, one.left), one.mode)
            for one in typed
        )
