"""Buttons by how much they matter. A view has one primary button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QPushButton, QSizePolicy, QWidget

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.flow import FlowLayout


def _button(text: str, kind: str, pressed: Callable[[], object] | None) -> QPushButton:
    button = QPushButton(text)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setAutoDefault(False)
    set_look(button, kind=kind)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button


def primary_button(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """The one button of a view that does what the view is for."""
    return _button(text, "primary", pressed)


def button(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """An ordinary button."""
    return _button(text, "secondary", pressed)


def quiet_button(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """A button that reads as a link."""
    return _button(text, "quiet", pressed)


def destroy_button(text: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    """A button that takes something away."""
    return _button(text, "bad", pressed)


def chip_button(text: str, tone: Tone = Tone.PLAIN, pressed: Callable[[], object] | None = None) -> QPushButton:
    """A chip that can be pressed, such as a person's presence."""
    made = _button(text, "chip", pressed)
    set_look(made, tone=tone)
    return made


def when_chosen(button: QAbstractButton, does: Callable[[], object]) -> None:
    """Call `does` when a person chooses a button that stays down, or chooses it again.

    A screen reader sets it down without a click, so that is listened to besides. Who sets it down to show what is
    chosen blocks its signals meanwhile.
    """
    told = False

    def pressed() -> None:
        """A click begins, and is told however the last ended: what a reader set down was followed by none."""
        nonlocal told
        told = False

    def set_down(down: bool) -> None:
        nonlocal told
        if down:
            told = True
            does()

    def clicked() -> None:
        if not told:
            does()

    button.pressed.connect(pressed)
    button.toggled.connect(set_down)
    button.clicked.connect(clicked)


class Choice(QWidget):
    """Some buttons of which at most one is down, such as For, Against, Abstain.

    Tab comes to it once; the arrow keys go from button to button and Space presses.
    """

    chosen = Signal(object)
    """The value of the button that a person pressed."""

    def __init__(self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._values = [value for value, _ in options]
        row = FlowLayout(self, space=6)
        for place, (value, words) in enumerate(options):
            one = button(words)
            one.setCheckable(True)
            one.setAccessibleName(f"{name}: {words}")
            self._group.addButton(one, place)
            when_chosen(one, partial(self.chosen.emit, value))
            row.addWidget(one)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> object | None:
        """The value chosen, None when no button is down."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def set_value(self, value: object | None) -> None:
        """Put the button of `value` down, or none; nothing is announced."""
        self._group.setExclusive(False)
        for place, one in enumerate(self._values):
            shown = self._group.button(place)
            with QSignalBlocker(shown):
                shown.setChecked(value is not None and one == value)
        self._group.setExclusive(True)


def tick(text: str, changed: Callable[[bool], object] | None = None, *, on: bool = False) -> QCheckBox:
    """A box to tick, high enough to be hit."""
    box = QCheckBox(text)
    box.setMinimumHeight(current().px(28))
    box.setChecked(on)
    if changed is not None:
        box.toggled.connect(changed)
    return box
