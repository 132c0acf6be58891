"""A meeting while it is held: who is here, the agenda, and the item that is on, all from the keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from partnering_desk.app import meeting
from partnering_desk.app.here import PersonRow, band, people_now
from partnering_desk.app.register import Change, Register
from partnering_desk.app.room import Room, room
from partnering_desk.app.stages import Stage
from partnering_desk.rules.wording import show_date, show_moment
from partnering_desk.ui.meetings.agenda_lines import agenda_lines
from partnering_desk.ui.meetings.agenda_panel import AgendaPanel
from partnering_desk.ui.meetings.item_panel import ItemPanel
from partnering_desk.ui.meetings.meet_help import ON_THE_PAGE, KeysDialog
from partnering_desk.ui.meetings.meeting_dialogs import AdjournDialog, CloseDialog, NextDateDialog
from partnering_desk.ui.meetings.people_deeds import PeopleDeeds
from partnering_desk.ui.meetings.people_dialogs import AddPersonDialog, ChairDialog
from partnering_desk.ui.meetings.people_panel import PeoplePanel
from partnering_desk.ui.meetings.quorum_band import QuorumBandView
from partnering_desk.ui.meetings.side_by_side import SideBySide
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt, tried
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.dialog import confirm
from partnering_desk.ui.widgets.notice import EmptyPlace, Notice
from partnering_desk.ui.widgets.scroll_page import scrolling

TICK = 5_000
"""Milliseconds between two looks at the clock."""

_PRESENCE = frozenset({"attendance", "presence_span", "presence_correction"})
_COURSE = frozenset({"meeting", "agenda_item", "item_stretch", "adjournment"})
_SAID = frozenset({"item_absence", "interest", "decision", "vote", "action", "paper"})


class MeetPage(StepPage):
    """The step Meet of one meeting."""

    shows = _PRESENCE | _COURSE | _SAID | {"action_owner", "person", "setting"}

    def __init__(self, register: Register, meeting_id: int, navigator: Navigator) -> None:
        super().__init__(register, meeting_id, navigator)
        self.room: Room | None = None
        self._shown_id: int | None = None
        self._stale = False
        self._taken_up: int | None = None
        """The item taken up here since the meeting was last asked for: keys may come faster than the answer."""
        self._before: QWidget | None = None
        self._meant: int | None = None
        """The person whom the visit was about, until they are shown."""
        self.band = QuorumBandView()
        self.agenda = AgendaPanel(ON_THE_PAGE)
        self.item = ItemPanel(register, self.take_up)
        self.item.date_wanted.connect(self.next_date)
        self.item.confirm_wanted.connect(lambda about: navigator.go("meeting", f"{about}/confirm"))
        self.people = PeoplePanel(self.add_person)
        self.chair_notice = Notice(edge=True)
        self._deeds = PeopleDeeds(self, register)
        self.empty = EmptyPlace(
            "Nothing on the agenda yet",
            "The standing items come onto it when it is prepared, or when the meeting is opened.",
            "Prepare the agenda",
            lambda: navigator.go("meeting", f"{meeting_id}/prepare"),
        )
        self.middle = scrolling(self._middle())
        self.sides = SideBySide(self.agenda, self.middle, self.people)
        self.content.addWidget(self.band)
        self.content.addWidget(self.chair_notice)
        self.content.addWidget(self.sides, 1)
        self.sides.stacked.connect(self.agenda.keys.setHidden)
        self.agenda.chosen.connect(self.show_item)
        self.agenda.taken_up.connect(self.take_up)
        self.people.asked.connect(self._do)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._tick)
        self._make_keys()

    def _middle(self) -> QWidget:
        """The item, or in its place what is said while there is none."""
        made = QWidget()
        inside = column(self.empty, self.item, space=0, margin=20)
        inside.addStretch(1)
        for one in (self.empty, self.item):
            one.hide()
        made.setLayout(inside)
        return made

    def _make_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Down", lambda: self.step_by(1)),
            ("Ctrl+Up", lambda: self.step_by(-1)),
            ("Ctrl+D", self.put_decision),
            ("Ctrl+T", self.item.line.setFocus),
            ("Ctrl+E", self._to_notes),
            ("F6", lambda: self._there_and_back(self.people.list)),
            ("Shift+F6", lambda: self._there_and_back(self.agenda.list)),
            ("Ctrl+Shift+P", self.add_person),
            ("Ctrl+Shift+H", self.take_chair),
            ("Ctrl+Shift+D", self.next_date),
            ("Ctrl+Shift+A", self.adjourn_or_resume),
            ("Ctrl+Shift+C", self.open_or_close),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def event(self, event: QEvent) -> bool:
        """F1 lists the keys of a meeting here, not those of the whole window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 lists the keys."""
        if event.key() == Qt.Key.Key_F1:
            KeysDialog(self).exec()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Ask for the whole meeting, and show it."""
        self.ask_register(partial(room, self.register, self.meeting_id), self._show_room)

    def _show_room(self, found: Room) -> None:
        before, self.room, self._stale, self._taken_up = self.room, found, False, None
        opened = before is not None and before.opened_at is None and found.opened_at is not None
        if opened or self._shown_id not in {one.item_id for one in found.items}:
            self._shown_id = self._running() or next((one.item_id for one in found.items), None)
        self._show_people(found.people)
        self._show_agenda()
        self._show_item()
        self._clock.start()
        if before is None or before.stage is not found.stage:
            self.buttons_changed.emit()
        if opened:
            self._to_notes()

    def changed(self, change: Change) -> None:
        """Presence alone is shown at once; for anything else the meeting is asked for again.

        What was just typed here stands on the screen already: then it is asked for when it is next needed.
        """
        if self.item.saving:
            self._stale = True
        elif self.room is not None and change.tables <= _PRESENCE:
            self._show_people(people_now(self.register, self.meeting_id, self.room.chair_id))
        else:
            self.refresh()

    def _show_people(self, people: tuple[PersonRow, ...]) -> None:
        assert self.room is not None
        self._people = people
        self.people.show_people(people)
        self._choose_meant()
        self._show_quorum()
        self._show_chair()

    def show_subject(self, subject: Subject) -> None:
        """Choose a person of the list, by the id of their attendance, as soon as the list is there."""
        self._meant = int(subject) if subject is not None else None
        if self.room is not None:
            self._choose_meant()
            self._show_chair()

    def _choose_meant(self) -> None:
        if self._meant is not None:
            self.people.choose(self._meant)
            self._meant = None

    def _show_quorum(self) -> None:
        assert self.room is not None
        now = self.room.closed_at or self.register.now()
        found = band(
            self._people, self.room.opened_at, now, self.room.settings, closing=self.room.closed_at is not None
        )
        self.quorum = found
        self.band.show_band(found, counts=self.room.opened_at is not None)
        self.item.show_quorum(found)

    def _show_chair(self) -> None:
        assert self.room is not None
        if self.room.closed_at is not None:
            self._show_debrief()
            return
        in_chair = self.room.chaired_by_id or self.room.chair_id
        here = any(one.person_id == in_chair and one.here for one in self._people)
        if self.room.stage is not Stage.IN_SESSION or here:
            self.chair_notice.clear()
            return
        who = self.room.chaired_by or self.room.chair
        words = f"{who} is not in the room. Who takes the chair?" if who else "Who takes the chair?"
        self.chair_notice.say(f"{words} (Governance 5.4)", Tone.CARE, "Take the chair…", self.take_chair)

    def _show_debrief(self) -> None:
        """Once the meeting is over, a delegate who has not debriefed yet: the one chosen, or the first (G5.3.2)."""
        owing = [one for one in self._people if one.owes_debrief]
        if not owing:
            self.chair_notice.clear()
            return
        chosen = self.people.current()
        one = next((each for each in owing if chosen and each.attendance_id == chosen.attendance_id), owing[0])
        words = f"{one.name} has not debriefed {one.delegate_for} yet (Governance 5.3.2)."
        self.chair_notice.say(words, Tone.CARE, "Record the debrief…", partial(self._do, "debriefed", one))

    def _show_agenda(self) -> None:
        assert self.room is not None
        now = self.register.now()
        self.agenda.show_lines(self.room.progress_words(now), agenda_lines(self.room, now), self._shown_id)

    def _show_item(self) -> None:
        assert self.room is not None
        self.empty.setVisible(not self.room.items)
        self.item.setVisible(bool(self.room.items))
        for one in self.room.items:
            if one.item_id == self._shown_id:
                self.item.show_item(self.room, one, self.quorum)

    def _tick(self) -> None:
        if self.room is not None and self.room.closed_at is None:
            self._show_agenda()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page keeps what was typed."""
        self.item.save_now()
        self._clock.stop()
        super().hideEvent(event)

    def _running(self) -> int | None:
        assert self.room is not None
        if self._taken_up is not None:
            return self._taken_up
        return next((one.item_id for one in self.room.items if one.running), None)

    def show_item(self, item_id: int) -> None:
        """Show an item, without taking it up."""
        self.item.save_now()
        self._shown_id = item_id
        self._show_agenda()
        self._show_item()
        if self._stale:
            self.refresh()
        self.middle.verticalScrollBar().setValue(0)

    def take_up(self, item_id: int) -> None:
        """The meeting comes to an item; the one that was on is finished."""
        self.show_item(item_id)  # at once: what is typed next belongs to it
        done, _ = tried(self, meeting.start_item, self.register, item_id)
        if done:
            self._taken_up = item_id
        self._to_notes()

    def step_by(self, by: int) -> None:
        """Go to the next item, or the one before; from the item that is on, the next one is taken up."""
        if self.room is None:
            return
        following = self.agenda.beside(by)
        if following is None:
            return
        fresh = any(one.item_id == following and one.finished_at is None for one in self.room.items)
        if by > 0 and fresh and self._shown_id == self._running() and self.room.stage is Stage.IN_SESSION:
            self.take_up(following)
        else:
            self.show_item(following)
            self._to_notes()

    def put_decision(self) -> None:
        """Put a decision under the item shown."""
        self.item.open_form()
        if self.item.form is not None:
            self.middle.ensureWidgetVisible(self.item.form)

    def _read_minutes(self) -> None:
        self.navigator.go("meeting", f"{self.meeting_id}/minutes")

    def _to_notes(self) -> None:
        if self.item.notes is not None:
            self.item.notes.setFocus()

    def _there_and_back(self, place: QWidget) -> None:
        if place.hasFocus():
            (self._before or self.item.notes or self).setFocus()
            return
        focused = QApplication.focusWidget()
        if focused not in (self.people.list, self.agenda.list):
            self._before = focused
        place.setFocus()

    def _do(self, deed: str, person: PersonRow) -> None:
        if self.room is not None:
            self._deeds.do(deed, person, self.room, self._shown_id)

    def add_person(self) -> None:
        """Add somebody in attendance."""
        if self.room is not None:
            AddPersonDialog(self, self.register, self.room).exec()

    def take_chair(self) -> None:
        """Say who takes the chair."""
        self._ask(ChairDialog)

    def next_date(self) -> None:
        """Settle the date of the next meeting."""
        self._ask(NextDateDialog)

    def _ask(self, dialog: type[ChairDialog | NextDateDialog | AdjournDialog | CloseDialog]) -> bool:
        if self.room is None:
            return False
        self.item.save_now()
        fresh = attempt(self, room, self.register, self.meeting_id)
        return fresh is not None and bool(dialog(self, self.register, fresh).exec())

    def adjourn_or_resume(self) -> None:
        """Break off the meeting, or go on with it."""
        if self.room is not None and self.room.stage is Stage.ADJOURNED:
            attempt(self, meeting.resume, self.register, self.meeting_id)
        elif self.room is not None and self.room.stage is Stage.IN_SESSION:
            self._ask(AdjournDialog)

    def open_or_close(self) -> None:
        """Open the meeting; or close it, after saying what that leaves."""
        if self.room is None:
            return
        if self.room.stage in (Stage.PLANNED, Stage.AGENDA):
            if not self._is_its_day(self.room):
                return
            attempt(self, meeting.open_meeting, self.register, self.meeting_id)
        elif self.room.closed_at is None and self._ask(CloseDialog):
            self.navigator.say(f"{self.room.ref} is closed; its minutes are ready to be read.")

    def _is_its_day(self, shown: Room) -> bool:
        """Whether the meeting is called for today; on another day the person is asked."""
        today = self.register.today()
        if shown.starts.date() == today:
            return True
        called = f"{shown.ref} is called for {show_moment(shown.starts)}. It would be held today, {show_date(today)}."
        return confirm(self, called, "Open it today")

    def buttons(self) -> list[QWidget]:
        """Open; adjourn and close; resume and close; once it is over, on to its minutes."""
        stage = self.room.stage if self.room is not None else None
        made: list[QWidget] = []
        if stage in (Stage.PLANNED, Stage.AGENDA):
            made = [primary_button("Open meeting", self.open_or_close)]
        elif stage is Stage.IN_SESSION:
            made = [button("Adjourn", self.adjourn_or_resume), primary_button("Close meeting", self.open_or_close)]
        elif stage is Stage.ADJOURNED:
            made = [button("Close meeting", self.open_or_close), primary_button("Resume", self.adjourn_or_resume)]
        elif stage is Stage.MINUTES:
            made = [primary_button("Read the minutes", self._read_minutes)]
        for one in made:
            one.setToolTip(_TIPS.get(one.text() if hasattr(one, "text") else "", ""))
        return made


_TIPS = {
    "Open meeting": "Ctrl+Shift+C",
    "Close meeting": "Ctrl+Shift+C",
    "Adjourn": "Ctrl+Shift+A",
    "Resume": "Ctrl+Shift+A",
}
