"""What every page is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from partnering_desk.app.register import Change, Register
from partnering_desk.app.thing import Thing
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.attempt import REFUSED, refuse
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.filters import FilterBar
from partnering_desk.ui.widgets.latest import Latest
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.register_view import RegisterView

T = TypeVar("T")


class Page(QWidget):
    """A place of the window. It asks the register when it is shown and when what it shows has changed.

    A page builds its widgets once in ``__init__``, adds them to `content`, and fills them in `refresh`.
    """

    shows: ClassVar[frozenset[str]] = frozenset()
    """The tables that the page shows; a change of others leaves it be. Empty: any change concerns it."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__()
        self.register = register
        self.navigator = navigator
        self.subject: Subject = None
        self._missed: set[str] | None = None
        """Tables changed while the page was not seen; None: it has never been filled."""
        self._catching_up = False
        self._asked_for: Subject = None
        """The subject of the visit, until the answer has come that it is in."""
        self._latest = Latest(self)
        set_look(self, ground="page")
        self.notice = Notice(edge=True)
        self.content: QVBoxLayout = column(space=0)
        outside = column(space=0)
        outside.addWidget(self.notice)
        outside.addLayout(self.content, 1)
        self.setLayout(outside)

    def header(self) -> QWidget | None:
        """What stands in the top bar instead of the search field while the page is shown; None: nothing."""
        return None

    def list_shown(self) -> RegisterView[Any] | None:
        """The register that is seen on the page; None: none is."""
        return next((view for view in self.findChildren(RegisterView) if view.isVisible()), None)

    def search_field(self) -> QLineEdit | None:
        """The search field of the register that is seen on the page; None: none is."""
        return next((bar.search for bar in self.findChildren(FilterBar) if bar.isVisible()), None)

    def refresh(self) -> None:
        """Ask the register and show its answer. Called before the page is first seen, and by `changed`."""

    @property
    def asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._latest.busy

    def ask_register(self, work: Callable[[], T], show: Callable[[T], object]) -> None:
        """Ask the register away from the screen with `work`, and `show` its answer when it comes.

        Until then the page stays as it is. Of several questions only the last is answered, and what was written in
        the meantime has it asked anew: an answer never takes back what a person has just done. What went wrong is
        said at the head of the page.
        """
        register = self.register
        self._latest.ask(lambda: (register.written, work()), lambda found: self._answer(work, show, *found))

    def _answer(self, work: Callable[[], T], show: Callable[[T], object], written: int, answer: T) -> None:
        if written != self.register.written:
            self.ask_register(work, show)
            return
        show(answer)
        if self._asked_for is not None and not self.asking:
            subject, self._asked_for = self._asked_for, None
            self.show_subject(subject)
        QTimer.singleShot(0, self, self._pass_focus_on)  # widgets are seen a turn after they are laid out

    def _pass_focus_on(self) -> None:
        """Where there was nothing yet that could take the keyboard, there may be now."""
        if self.hasFocus() and not self.asking:
            self.focusNextChild()

    def changed(self, change: Change) -> None:
        """Something in the register has changed, and the page is seen."""
        self.refresh()

    def show_subject(self, subject: Subject) -> None:
        """Show one thing of the place, such as one action. Called on each visit that names one."""

    def visit(self, subject: Subject) -> None:
        """The person comes to the page: fill it if need be, then show the subject."""
        if subject is not None:
            self.subject = subject
        self.clear_inline()
        self._catch_up()
        if subject is not None and self.asking:
            self._asked_for = subject
        elif subject is not None:
            self.show_subject(subject)

    def announce(self, change: Change) -> None:
        """Hear of a change: show it at once if the page is seen, otherwise when it is next."""
        if self.shows and not change.touches(*self.shows):
            return
        if self._missed is not None:
            self._missed |= change.tables
        if self.isVisible():
            self._catch_up()

    def thing(self) -> Thing | None:
        """What the person has chosen or looks at, if it is one thing that has a history of its own."""
        return None

    def show_history(self) -> None:
        """Go to the Record, to the history of what is chosen or looked at."""
        thing = self.thing()
        if thing is None:
            self.say_inline("Choose one thing first, whose history is to be shown.", Tone.CARE)
        else:
            self.navigator.go("record", str(thing))

    def leave(self) -> None:
        """The person goes elsewhere or the register is closed: keep what is being typed."""

    def take_focus(self) -> None:
        """The person has come to the page: put the keyboard where it is wanted first."""
        self.setFocus()
        if not self.asking:
            self.focusNextChild()

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show a sentence at the head of the page."""
        self.notice.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away; what the page asks by itself, to catch up, leaves a person's sentence be."""
        if not self._catching_up:
            self.notice.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was not seen."""
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        missed, self._missed = self._missed, set()
        self._catching_up = True
        try:
            if missed is None:
                self.refresh()
            elif missed:
                self.changed(Change(frozenset(missed)))
        except REFUSED as error:
            refuse(self, error)
        finally:
            self._catching_up = False
