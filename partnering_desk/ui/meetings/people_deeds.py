"""Doing what is asked about a person at a meeting: by a letter on the list, or from its menu."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QDialog, QWidget

from partnering_desk.app import meeting
from partnering_desk.app.here import Mark, PersonRow
from partnering_desk.app.register import Register
from partnering_desk.app.room import Room
from partnering_desk.ui.meetings.people_dialogs import (
    ChairDialog,
    DebriefDialog,
    DelegateDialog,
    InterestDialog,
    TimeDialog,
)
from partnering_desk.ui.meetings.times_dialog import TimesDialog
from partnering_desk.ui.widgets.attempt import attempt

_MARKS = {
    "present": Mark.PRESENT,
    "online": Mark.ONLINE,
    "left": Mark.LEFT,
    "apologies": Mark.APOLOGIES,
    "absent": Mark.ABSENT,
}
_TIMED = {
    "present at": (Mark.PRESENT, "{} present from", "Mark present"),
    "online at": (Mark.ONLINE, "{} online from", "Mark online"),
    "left at": (Mark.LEFT, "{} left at", "Mark left"),
}


class PeopleDeeds:
    """Carries out the deeds of `people_panel.DEEDS` at one meeting; refusals show at `owner`."""

    def __init__(self, owner: QWidget, register: Register) -> None:
        self._owner, self._register = owner, register

    def do(self, deed: str, person: PersonRow, room: Room, item_id: int | None) -> None:
        """Do `deed` about `person`; `item_id` is the item shown."""
        if deed in _MARKS:
            attempt(self._owner, meeting.set_presence, self._register, person.attendance_id, _MARKS[deed])
        elif deed in _TIMED:
            self._at_a_time(deed, person, room)
        elif deed == "briefed":
            attempt(self._owner, meeting.set_briefed, self._register, person.attendance_id, not person.briefed)
        elif deed == "remove":
            attempt(self._owner, meeting.remove_person, self._register, person.attendance_id)
        elif deed == "out" and item_id is not None:
            away = item_id not in person.away_from
            attempt(self._owner, meeting.leave_for_item, self._register, person.attendance_id, item_id, away)
        elif (dialog := self._dialog(deed, person, room, item_id)) is not None:
            dialog.exec()

    def _at_a_time(self, deed: str, person: PersonRow, room: Room) -> None:
        mark, title, verb = _TIMED[deed]

        def act(moment: datetime) -> None:
            meeting.set_presence(self._register, person.attendance_id, mark, moment)

        TimeDialog(self._owner, title.format(person.name), verb, room, act).exec()

    def _dialog(self, deed: str, person: PersonRow, room: Room, item_id: int | None) -> QDialog | None:
        owner, register = self._owner, self._register
        if deed == "times":
            return TimesDialog(owner, register, room, person)
        if deed == "delegate":
            return DelegateDialog(owner, register, room, person)
        if deed == "debriefed":
            return DebriefDialog(owner, register, person)
        if deed == "interest":
            return InterestDialog(owner, register, room, person, item_id)
        if deed == "chair":
            return ChairDialog(owner, register, room, person.person_id)
        return None
