"""One meeting from its agenda to its confirmed minutes: the header, and under it the step that is open."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from partnering_desk.app.meetings import Step, header
from partnering_desk.app.register import Change, Register
from partnering_desk.app.thing import Thing
from partnering_desk.ui.meetings.head import MeetingHead
from partnering_desk.ui.meetings.step import StepPage
from partnering_desk.ui.shell.navigator import Navigator, Subject
from partnering_desk.ui.shell.page import Page
from partnering_desk.ui.widgets.attempt import attempt

_PAGES = {
    Step.PREPARE: "PreparePage",
    Step.MEET: "MeetPage",
    Step.MINUTES: "MinutesPage",
    Step.CIRCULATE: "CirculatePage",
    Step.CONFIRM: "ConfirmPage",
}


def page_of(step: Step) -> type[StepPage]:
    """The class of a step's page, loaded when it is first asked for.

    Raises:
        TypeError: what the module holds under that name is no step.
    """
    found = getattr(import_module(f"partnering_desk.ui.meetings.{step.value}"), _PAGES[step])
    if not (isinstance(found, type) and issubclass(found, StepPage)):
        raise TypeError(f"{_PAGES[step]} is not a StepPage")
    return found


class MeetingWorkspace(Page):
    """The meeting named by the subject: its id, or id and step, as "12/minutes"; a person there, as "12/meet/34"."""

    def __init__(self, register: Register, navigator: Navigator) -> None:
        super().__init__(register, navigator)
        self._meeting_id: int | None = None
        self._step: Step | None = None
        self._open: dict[Step, StepPage] = {}
        self.steps = QStackedWidget()
        self.content.addWidget(self.steps, 1)
        self.head = MeetingHead()
        self.head.step_chosen.connect(self.open_step)
        for number, step in enumerate(Step, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda chosen=step: self.open_step(chosen))

    @property
    def step(self) -> StepPage | None:
        """The page of the step that is open."""
        return self._open.get(self._step) if self._step is not None else None

    def header(self) -> QWidget:
        """The meeting's own bar stands where the search stands elsewhere."""
        return self.head

    def thing(self) -> Thing | None:
        """The meeting."""
        return Thing("meeting", self._meeting_id) if self._meeting_id is not None else None

    def show_subject(self, subject: Subject) -> None:
        """Open the meeting at the step named, or at the one that its stage asks for."""
        number, _, rest = str(subject).partition("/")
        named, _, part = rest.partition("/")
        meeting_id = int(number)
        heading = attempt(self, header, self.register, meeting_id)
        if heading is None:
            return
        if meeting_id != self._meeting_id:
            self._forget()
            self._meeting_id = meeting_id
        self.head.show_heading(heading)
        self.head.show_saved(self.register.saved_at)
        self._show(Step(named) if named else heading.step, int(part) if part else None)

    def take_focus(self) -> None:
        """The keyboard goes into the step, past the header."""
        if self.step is not None:
            self.step.take_focus()

    def open_step(self, step: Step) -> None:
        """Go to another step of the meeting, so that going back leads here again."""
        if self._meeting_id is not None:
            self.navigator.go("meeting", f"{self._meeting_id}/{step.value}")

    def refresh(self) -> None:
        """Ask how far the meeting has come."""
        self.head.show_saved(self.register.saved_at)
        if self._meeting_id is None:
            return
        heading = attempt(self, header, self.register, self._meeting_id)
        if heading is not None:
            self.head.show_heading(heading)

    def changed(self, change: Change) -> None:
        """Let every step that was opened hear of it, and show the header anew once they have been painted."""
        for page in self._open.values():
            page.announce(change)
        QTimer.singleShot(0, self, self.refresh)

    def _show(self, step: Step, part: int | None) -> None:
        assert self._meeting_id is not None
        page = self._open.get(step)
        if page is None:
            page = page_of(step)(self.register, self._meeting_id, self.navigator)
            page.buttons_changed.connect(self._show_buttons)
            self._open[step] = page
            self.steps.addWidget(page)
        other, self._step = step is not self._step, step
        self.steps.setCurrentWidget(page)
        page.visit(part)
        self.head.trail.show_step(step)
        self._show_buttons()
        if other and self.isVisible():  # the keyboard goes along
            page.take_focus()

    def _show_buttons(self) -> None:
        page = self.step
        if page is not None:
            self.head.show_buttons(page.buttons())

    def _forget(self) -> None:
        """Another meeting is opened: the steps of the last one go."""
        self.head.show_buttons([])
        for page in self._open.values():
            self.steps.removeWidget(page)
            page.deleteLater()
        self._open.clear()
        self._step = None
