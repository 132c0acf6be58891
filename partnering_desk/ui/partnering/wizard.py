"""Setting up a partnering, step by step; nothing is kept before the last step, and then all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QStackedWidget, QWidget

from partnering_desk.app.draft import Draft
from partnering_desk.app.partnering import set_up
from partnering_desk.app.register import Register
from partnering_desk.ui.partnering.people_steps import LastStep, MembersStep, PeopleStep
from partnering_desk.ui.partnering.steps import ContractStep, GroupsStep, PartiesStep, Step
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, dress_window
from partnering_desk.ui.widgets.attempt import tried
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import confirm, presses_focused
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.text import heading, quiet, small

_STEPS: tuple[type[Step], ...] = (ContractStep, PartiesStep, GroupsStep, PeopleStep, MembersStep, LastStep)


class SetUpWizard(QDialog):
    """The wizard. Enter goes on, Alt+B back, Esc asks before it forgets what was typed."""

    def __init__(self, parent: QWidget | None, register: Register, draft: Draft | None = None) -> None:
        super().__init__(parent)
        dress_window(self)
        self.setWindowTitle("Set up a partnering")
        self.register, self.draft = register, draft or Draft()
        self.partnering_id: int | None = None
        self.notice = Notice()
        self.where, self.title, self.words = small(""), heading(""), quiet("")
        self.stack = QStackedWidget()
        self.steps = [kind(self.draft, register.today) for kind in _STEPS]
        for step in self.steps:
            self.stack.addWidget(step)
        self.back = button("&Back", self.go_back)
        self.next = primary_button("Ne&xt", self.go_on)
        self.next.setDefault(True)
        outside = column(self.where, self.title, self.words, space=8, margin=20)
        outside.addWidget(self.stack, 1)
        outside.addWidget(self.notice)
        cancel = button("Cancel", self.reject)
        outside.addLayout(row(cancel, None, self.back, self.next))
        self.setLayout(outside)
        self.setTabOrder(self.next, self.back)  # Tab comes first to where the person is going
        self.setTabOrder(self.back, cancel)
        theme, screen = current(), QGuiApplication.primaryScreen().availableSize()
        self.resize(min(theme.px(820), screen.width()), min(theme.px(720), screen.height()))
        self._refused = False
        """Whether what the notice says is of the step shown."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._judge_again)
        self._show(0)

    @property
    def place(self) -> int:
        """Which step is shown, counted from 0."""
        return self.stack.currentIndex()

    def _show(self, place: int) -> None:
        step = self.steps[place]
        self.clear_inline()
        self._refused = False
        step.load()
        self.stack.setCurrentIndex(place)
        self.where.setText(f"Step {place + 1} of {len(self.steps)}")
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.setAccessibleName(f"{self.where.text()}: {step.title}")
        self.back.setEnabled(place > 0)
        last = place == len(self.steps) - 1
        self.next.setText("&Set up the partnering" if last else "Ne&xt")
        step.first.setFocus(Qt.FocusReason.TabFocusReason)

    def go_on(self) -> None:
        """Keep what was typed on this step, and show the next; after the last, set the partnering up."""
        if not self._saved():
            return
        if self.place < len(self.steps) - 1:
            self._show(self.place + 1)
            return
        done, self.partnering_id = tried(self, set_up, self.register, self.draft.plan())
        if done:
            self.accept()

    def _judge_again(self) -> None:
        """The keyboard has left a field or come back from a dialog: what is mended is no longer complained of."""
        if self._refused and self.isActiveWindow():
            self._saved()

    def _saved(self) -> bool:
        done, _ = tried(self, self.steps[self.place].save)
        self._refused = not done
        return done

    def go_back(self) -> None:
        """Show the step before; what stands in this one is kept if it can be."""
        tried(self, self.steps[self.place].save)
        self._show(self.place - 1)

    def reject(self) -> None:
        """Close without keeping anything, once that is confirmed where something was typed."""
        fields = self.steps[self.place].findChildren(QLineEdit)
        typed = self.place > 0 or bool(self.draft.name) or any(one.isModified() for one in fields)
        lost = "Nothing of what you typed will be kept."
        if not (typed and self.isVisible()) or confirm(self, lost, "Stop setting up", "Go on setting up"):
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and goes on only when none has."""
        if not presses_focused(self, event):
            super().keyPressEvent(event)

    def say_inline(self, sentence: str, tone: Tone) -> None:
        """Show a sentence above the buttons."""
        self.notice.say(sentence, tone)

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.notice.clear()


def set_up_partnering(parent: QWidget | None, register: Register) -> int | None:
    """Let a person set up a partnering. Returns its id, which `register` then shows; None when they stopped."""
    wizard = SetUpWizard(parent, register)
    wizard.exec()
    return wizard.partnering_id
