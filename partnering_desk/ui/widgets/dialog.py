"""Dialogs: a title, what is to be filled in, a sentence when something is wrong, and named buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, dress_window, set_look
from partnering_desk.ui.widgets.attempt import tried
from partnering_desk.ui.widgets.buttons import button, destroy_button, primary_button
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.steady import steady
from partnering_desk.ui.widgets.text import heading, label


class Dialog(QDialog):
    """A dialog whose accepting button is named for what it does. Esc cancels.

    What is filled in goes into `body`. Give `does` the function that the button calls: the dialog closes when
    it was done, and shows the sentence of its refusal in itself when not.
    """

    def __init__(self, parent: QWidget | None, title: str, verb: str, *, destroys: bool = False) -> None:
        super().__init__(parent)
        dress_window(self)
        self.setWindowTitle(title)
        theme = current()
        self.body: QVBoxLayout = column(space=12)
        inside = QWidget()
        inside.setLayout(self.body)
        self.notice = Notice()
        self.verb: QPushButton = destroy_button(verb) if destroys else primary_button(verb)
        self.verb.setDefault(True)
        self.cancel: QPushButton = button("Cancel", self.reject)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._outside = outside = column(space=16, margin=20)
        outside.addWidget(heading(title))
        outside.addWidget(_Fitting(inside), 1)
        outside.addWidget(self.notice)
        outside.addWidget(self.buttons)
        self.setLayout(outside)
        self.setMinimumWidth(min(theme.px(440), QGuiApplication.primaryScreen().availableSize().width()))
        self.verb.clicked.connect(self._press)
        self.does: Callable[[], object] | None = None
        self.result_value: object = None
        """What `does` returned."""

    def _press(self) -> None:
        if self.does is None:
            self.accept()
            return
        done, self.result_value = tried(self, self.does)
        if done:
            self.accept()

    def exec(self) -> int:
        """Show the dialog until it is answered. It goes soon after, and not only with the window behind it."""
        code = super().exec()
        self.deleteLater()
        return code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and the accepting one only when none has."""
        if not presses_focused(self, event):
            super().keyPressEvent(event)

    def say_inline(self, sentence: str, tone: Tone = Tone.BAD) -> None:
        """Show a sentence above the buttons."""
        self.notice.say(sentence, tone)
        if self.isVisible():
            self._grow()

    def _grow(self) -> None:
        """Make room for the sentence, as far as the screen has it, so that no field goes out of sight."""
        outside = self._outside
        outside.activate()
        needed = max(outside.totalHeightForWidth(self.width()), outside.totalSizeHint().height(), self.height())
        self.resize(self.width(), min(needed, QGuiApplication.primaryScreen().availableSize().height()))

    def clear_inline(self) -> None:
        """Take the sentence away."""
        self.notice.clear()


def presses_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Whether Enter was pressed on a button of `window`, which is then pressed."""
    focused = window.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(focused, QPushButton):
        return False
    focused.click()
    return True


class _Fitting(QScrollArea):
    """As large as what it holds, and scrolling where the screen is smaller."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        steady(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_look(inside, ground="clear")
        self.setWidget(inside)
        self._inside = inside

    def sizeHint(self) -> QSize:
        """The size of what is inside, at most most of the screen."""
        wanted = self._inside.sizeHint()
        wanted.setHeight(max(wanted.height(), self._inside.heightForWidth(wanted.width())))
        return wanted.boundedTo(QGuiApplication.primaryScreen().availableSize() * 0.75)

    def minimumSizeHint(self) -> QSize:
        """Wide enough that nothing is cut at its side."""
        least = self._inside.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(least.width() + bar, min(least.height(), current().px(120)))


def confirm(parent: QWidget | None, sentence: str, verb: str, stay: str = "Cancel") -> bool:
    """Ask once before something goes. `sentence` names what goes, `verb` what the button does, `stay` the other."""
    dialog = Dialog(parent, f"{verb}?", verb, destroys=True)
    dialog.body.addWidget(label(sentence))
    dialog.cancel.setText(stay)
    dialog.cancel.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something that a person must have seen before going on."""
    dialog = Dialog(parent, title, "Close")
    dialog.cancel.hide()
    dialog.body.addWidget(label(sentence))
    dialog.exec()
