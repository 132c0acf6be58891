"""The body of a page, which scrolls when it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.steady import steady
from partnering_desk.ui.widgets.text import quiet, section, title


def scrolling(inside: QWidget) -> QScrollArea:
    """`inside`, which scrolls up and down when it does not fit."""
    area = QScrollArea()
    steady(area)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    set_look(inside, ground="clear")
    area.setWidget(inside)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget, once what was said around it has its place."""

    def scroll() -> None:
        around = widget.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(widget)

    QTimer.singleShot(0, widget, scroll)


class ScrollPage(QWidget):
    """A title, a quiet line under it, buttons at its right, and a body that scrolls."""

    def __init__(self, words: str, under: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title: QLabel = title(words)
        self.under: QLabel = quiet(under)
        if not under:
            self.under.hide()  # never shown by setVisible here: without a parent it would be a window
        self._buttons = row()
        inside = QWidget()
        self.body: QVBoxLayout = column(space=12, margin=24)
        head = row(column(self.title, self.under, space=4), self._buttons, space=16)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        inside.setLayout(self.body)
        outside = column(space=0)
        outside.addWidget(scrolling(inside))
        self.setLayout(outside)

    def show_under(self, words: str) -> None:
        """Say something quietly under the title."""
        self.under.setText(words)
        self.under.setVisible(bool(words))

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the title."""
        self._buttons.addWidget(button)

    def part(self, heading: str, *inside: QWidget | QLayout) -> QLabel:
        """Add a part of the page under its heading, further from what is above it, and return the heading."""
        words = section(heading)
        words.setContentsMargins(0, current().px(8), 0, 0)
        self.add(column(words, *inside, space=8))
        return words

    def add(self, *inside: QWidget | QLayout) -> None:
        """Add to the body, under what is there."""
        for one in inside:
            if isinstance(one, QWidget):
                self.body.addWidget(one)
            else:
                self.body.addLayout(one)
