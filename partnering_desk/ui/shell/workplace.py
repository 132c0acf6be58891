"""A register open in the window: its rail, its top bar and its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from partnering_desk.app.heading import heading, partnerings
from partnering_desk.app.register import Change, Register
from partnering_desk.rules.wording import join_words
from partnering_desk.ui.shell.ahead import Ahead
from partnering_desk.ui.shell.announcer import Announcer
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.shell.places import SET_UP, STANDS_UNDER, Place
from partnering_desk.ui.shell.rail import Rail
from partnering_desk.ui.shell.topbar import TopBar
from partnering_desk.ui.spelling.spelling import the_spelling
from partnering_desk.ui.theme.theme import dress, set_look
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.background import Worker
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import confirm
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from partnering_desk.ui.outbox.sender import Sender
    from partnering_desk.ui.shell.keeper import Keeper
    from partnering_desk.ui.shell.reader import Reader

_QUIET = 3000
"""Milliseconds after which the window has settled."""
_SOON = 500
"""Milliseconds after which the number beside Desk is counted: after the page, and once for changes in quick order."""
_IDLE = 1000
"""Milliseconds after which the other pages are made ready, unless the page shown still waits for its answer."""
_STEPS = tuple(f"partnering_desk.ui.meetings.{one}" for one in ("prepare", "pasted", "notes_edit", "meet", "minutes"))
"""What a meeting's workspace loads as its steps are opened."""
_NAMED = ("person", "organisation", "meeting_group", "partnering")
"""Tables whose names are spelt as they stand."""
_IN_HEADING = ("partnering", "party", "organisation")


class Workplace(QWidget):
    """Shows one register. Pages are made when the window has nothing else to do, and filled when first visited."""

    write_wanted = Signal()
    """The register is only read, and is to be opened to record in it."""

    def __init__(self, register: Register, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.navigator = Navigator(self)
        self.announcer = Announcer(register, self)
        self.places = {place.name: place for place in places}
        self.rail = Rail(places)
        self.topbar = TopBar()
        self.pages: dict[str, Page] = {}
        self._frames: dict[Page, QScrollArea] = {}
        self._stack = QStackedWidget()
        self._toast = Toast(self)
        self._worker = Worker(self)
        self._sender: Sender | None = None
        self._keeper: Keeper | None = None
        self._ahead: Ahead | None = None
        self._missed: set[str] | None = None
        """Tables changed since the window was locked; None while it is not."""
        self._reader: Reader | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._ask_waiting)
        right = column(self.topbar, self._stack, space=0)
        right.setStretch(1, 1)
        for part in (self.rail, self.topbar, self._toast):
            dress(part)
        whole = row(self.rail, right, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()
        self._show_heading()
        self.show_recording()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigator.go)
        self.rail.partnering_chosen.connect(self.choose_partnering)
        self.navigator.went.connect(self._show_place)
        self.navigator.said.connect(self._toast.say)
        self.announcer.changed.connect(self._changed)
        self._tell_names()
        for start in (self._start_reading, self._start_sending, self._start_keeping):
            QTimer.singleShot(_QUIET, self, start)
        QTimer.singleShot(_IDLE, self, self._load_ahead)

    def _filling(self) -> bool:
        """Whether the page shown waits for its answer, which nothing else may hold up."""
        shown = self.shown_page()
        return shown is not None and shown.asking

    def _load_ahead(self) -> None:
        """The code of every page and step, then the pages of the rail, so that a first visit has only to fill them.

        Only once the page that is seen has its answer: loading would keep it waiting.
        """
        if self._missed is not None or self._filling():
            QTimer.singleShot(_IDLE, self, self._load_ahead)
            return
        load: list[Callable[[], object]] = [place.load for place in self.places.values()]
        steps = [partial(import_module, one) for one in _STEPS]
        rail = [place.name for place in self.places.values() if place.rail]
        make = [partial(turn, name) for name in rail for turn in (self._made, self.page)]
        self._ahead = Ahead([*load, *steps, *make] if self.register.partnering_id else [], self)

    def _start_sending(self) -> None:
        """Once the window has settled: what waits in the outbox goes by itself."""
        if self._missed is not None or self._sender is not None or self.register.only_read:
            return
        from partnering_desk.ui.outbox.sender import Sender

        self._sender = Sender(self.register, self)
        self._sender.look()

    def _start_keeping(self) -> None:
        """Once the window has settled: backups are written by themselves."""
        if self._missed is not None or self._keeper is not None or self.register.only_read:
            return
        from partnering_desk.ui.shell.keeper import Keeper

        self._keeper = Keeper(self.register, self, self.navigator.say)
        self._keeper.look()

    def _start_reading(self) -> None:
        """Once the window has settled: of a register that is only read, what others do to it is shown."""
        if self._missed is not None or self._reader is not None or not self.register.only_read:
            return
        from partnering_desk.ui.shell.reader import Reader

        self._reader = Reader(self.register, self, self.show_recording)
        self._reader.look()

    def _show_recovered(self) -> None:
        """When the register was not closed, what was recovered, and a report for whoever looks after the program."""
        from partnering_desk.app.recovery import recovery
        from partnering_desk.ui.shell.crash import ENDED, CrashDialog, report_of_ending

        found = attempt(self, recovery, self.register)
        if found is not None:
            self.topbar.show_recovered(found.words, lambda: CrashDialog(report_of_ending(found), ENDED).exec())

    def begin(self) -> None:
        """Show the first place: the Desk, or where a partnering is set up when there is none."""
        if self.register.left is not None:
            self._show_recovered()
        self.navigator.go(next(iter(self.places)) if self.register.partnering_id else SET_UP)
        self._count_waiting()

    def keep_typed(self) -> None:
        """Have what is being typed kept."""
        if (shown := self.shown_page()) is not None:
            shown.leave()

    def may_be_left(self) -> bool:
        """Have what is being typed kept; where the disk refuses, ask the person whether it may be lost."""
        from partnering_desk.ui.meetings.notes_edit import NotesEdit

        self.keep_typed()
        typed = [one.accessibleName() for one in self.findChildren(NotesEdit) if not one.kept]
        return not typed or confirm(
            self,
            f"What was typed last could not be kept: {join_words(typed)}. Stay, make room on the disk or mend what is "
            "wrong with it, and it is kept by itself. Or copy it to another program first.",
            "Leave without it",
            "Stay",
        )

    def leave(self) -> None:
        """The register is to be closed: what is being typed is kept, and nothing is listened to any more."""
        if self._missed is None:
            self.keep_typed()
        self.announcer.stop()
        the_spelling().names_from(tuple)
        self._stop_working()

    def _stop_working(self) -> None:
        """Nothing is sent, backed up or looked at by itself any more."""
        for one in (self._keeper, self._sender, self._reader):
            if one is not None:
                one.stop()
        if self._ahead is not None:
            self._ahead.pause()

    def rest(self) -> None:
        """The window is locked: what is being typed is kept, and the register is asked for nothing until `wake`."""
        self.keep_typed()
        self._missed = set()
        self._soon.stop()
        self._stop_working()

    def wake(self) -> None:
        """The window is unlocked: go on, with what was changed in the meantime."""
        missed, self._missed = self._missed, None
        if missed:
            self._changed(Change(frozenset(missed)))
        if self._ahead is not None:
            self._ahead.go_on()
        self._tell_names()
        for one, start in (
            (self._reader, self._start_reading),
            (self._sender, self._start_sending),
            (self._keeper, self._start_keeping),
        ):
            if one is None:
                start()
            else:
                one.go_on()

    def shown_page(self) -> Page | None:
        """The page that the person sees."""
        shown = self._stack.currentWidget()
        return next((page for page, frame in self._frames.items() if frame is shown), None)

    def _frame(self, page: Page) -> QScrollArea:
        """A page that needs more room than the window has is scrolled, so that the window stays on the screen."""
        self._frames[page] = frame = scrolling(page)
        set_look(page, ground="page")
        dress(frame)
        return frame

    def page(self, name: str) -> Page:
        """The page of a place, made when it is first asked for.

        Raises:
            KeyError: there is no such place.
        """
        made = self._made(name)
        if made not in self._frames:
            self._stack.addWidget(self._frame(made))
        return made

    def _made(self, name: str) -> Page:
        """The page of a place, which may stand nowhere in the window yet."""
        if name not in self.pages:
            self.pages[name] = self.places[name].load()(self.register, self.navigator)
        return self.pages[name]

    def undo(self) -> None:
        """Take back the last act that was recorded, and say which it was, or why it cannot be."""
        from partnering_desk.app import undo

        self._say_done(attempt(self.shown_page() or self, undo.undo, self.register))

    def redo(self) -> None:
        """Do again what was undone last, and say which act it was."""
        from partnering_desk.app import undo

        self._say_done(attempt(self.shown_page() or self, undo.redo, self.register))

    def _say_done(self, words: str | None) -> None:
        if words:
            self.navigator.say(f"{words}.")

    def undo_words(self) -> str:
        """What Undo would take back."""
        from partnering_desk.app import undo

        found = undo.to_undo(self.register)
        return found.words if found else "Undo"

    def redo_words(self) -> str:
        """What Redo would do again."""
        from partnering_desk.app import undo

        found = undo.to_redo(self.register)
        return found.words if found else "Redo"

    def choose_partnering(self, partnering_id: int) -> None:
        """Show another partnering of the register, from its first place."""
        if not self.may_be_left():
            self._show_heading()
            return
        self.register.partnering_id = partnering_id
        for page in self.pages.values():
            self.topbar.drop_header(page.header())
        for frame in self._frames.values():
            self._stack.removeWidget(frame)
            frame.deleteLater()
        self._frames.clear()
        self.pages.clear()
        self.navigator.forget()
        self._show_heading()
        self.begin()

    @Slot(str, object)
    def _show_place(self, name: str, subject: Subject) -> None:
        page = attempt(self, self.page, name)
        if page is None:
            return
        before = self.shown_page()
        if before is not None and before is not page:
            before.leave()
        dress(self._frames[page])
        attempt(page, page.visit, subject)
        self._stack.setCurrentWidget(self._frames[page])
        self.topbar.show_header(page.header())
        self.rail.light(STANDS_UNDER.get(name, name))
        self.rail.setEnabled(name != SET_UP)
        if before is not page:
            page.take_focus()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._missed is not None:
            self._missed |= change.tables
            return
        if change.touches(*_IN_HEADING):
            self._show_heading()
            if self.register.partnering_id and self.navigator.place == (SET_UP, None):
                self.choose_partnering(self.register.partnering_id)
                return
        if change.touches(*_NAMED):
            self._tell_names()
        for page in self.pages.values():
            page.announce(change)
        self.show_recording()
        self._count_waiting()

    def _tell_names(self) -> None:
        """The names of the register are no misspelt words; they are read when prose is next typed."""
        the_spelling().names_from(partial(_names_known, self.register))

    def _show_heading(self) -> None:
        register = self.register
        self.rail.show_heading(heading(register), partnerings(register), register.partnering_id)

    def show_recording(self) -> None:
        """Show who records, and when something was last put on the disk, or that the register is only read."""
        register = self.register
        if register.only_read:
            free = self.write_wanted.emit if register.holder is None else None
            self.topbar.show_reading(f"{register.reading_words}.", free)
        else:
            self.topbar.show_recording(register.who, register.saved_at)

    def _count_waiting(self) -> None:
        """Soon, and away from the screen."""
        if self.register.partnering_id:
            self._soon.start()

    def _ask_waiting(self) -> None:
        if self._filling():
            self._count_waiting()
            return
        from partnering_desk.app.obligations import late_count

        register = self.register
        self._worker.run(lambda: late_count(register), lambda number: self.rail.show_waiting("desk", number))


def _names_known(register: Register) -> frozenset[str]:
    from partnering_desk.app.names_known import names_known

    return names_known(register)
