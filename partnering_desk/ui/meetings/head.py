"""The header of a meeting's workspace: which meeting, how far it is, its steps, what is saved, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from partnering_desk.app.meetings import Heading, Step
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.buttons import quiet_button, when_chosen
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import quiet, strong


class StepTrail(QWidget):
    """Prepare › Meet › Minutes › Circulate › Confirm; the step shown is bold, each can be pressed."""

    chosen = Signal(object)
    """The `Step` that a person pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        line = row(space=2)
        for place, step in enumerate(Step):
            if place:
                line.addWidget(quiet("›", wrap=False))
            line.addWidget(self._button(step, place))
        self.setLayout(line)

    def show_step(self, step: Step) -> None:
        """Make `step` the current one."""
        shown = self.button_of(step)
        with QSignalBlocker(shown):
            shown.setChecked(True)

    def button_of(self, step: Step) -> QPushButton:
        """The button of a step."""
        found = self._group.button(list(Step).index(step))
        if not isinstance(found, QPushButton):
            raise TypeError(step)
        return found

    def _button(self, step: Step, place: int) -> QPushButton:
        made = quiet_button(step.words)
        set_look(made, kind="step")
        made.setCheckable(True)
        made.setToolTip(f"{step.words} (Alt+{place + 1})")
        self._group.addButton(made, place)
        when_chosen(made, lambda: self.chosen.emit(step))
        return made


class MeetingHead(QWidget):
    """One line, or two where the window is too narrow for the text."""

    step_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = strong("", wrap=False)
        self.chip = Chip("")
        self.trail = StepTrail()
        self.saved = quiet("", wrap=False)
        self.trail.chosen.connect(self.step_chosen)
        self._left, self._right, named = QWidget(), QWidget(), QWidget()
        named.setLayout(row(self.title, self.chip, space=12))
        left = FlowLayout(space=12)
        for one in (named, self.trail):
            left.addWidget(one)
        self._left.setLayout(left)
        self._buttons = row()
        self._right.setLayout(row(None, self.saved, self._buttons, space=12))
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._stacked: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fit()

    def show_heading(self, heading: Heading) -> None:
        """Say which meeting it is and how far it has come."""
        self.title.setText(heading.title)
        self.chip.show_words(heading.chip.text, Tone(heading.chip.tone))
        self._fit()

    def show_saved(self, at: datetime | None) -> None:
        """Say when something was last put on the disk."""
        self.saved.setText(f"Saved {at:%H:%M:%S}" if at else "")
        self._fit()

    def show_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Show the buttons of the step, instead of those of the last."""
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
        for one in buttons:
            self._buttons.addWidget(one)
            one.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line when one is too short."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        theme = current()
        self._grid.setContentsMargins(theme.px(20), theme.px(9), theme.px(20), theme.px(9))
        needed = self._left.sizeHint().width() + self._right.sizeHint().width() + theme.px(56)
        stacked = self.width() < needed
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._grid.removeWidget(self._left)
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, *((1, 0) if stacked else (0, 1)), Qt.AlignmentFlag.AlignRight)
        self.updateGeometry()
