"""Labels joined to what they name, and forms of them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import small

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget, with the name that a screen reader says."""
    widget.setAccessibleName(name)
    return widget


def labelled(name: str, widget: QWidget, hint: str = "") -> QWidget:
    """A label above a widget, joined to it: Alt and the letter after "&" goes there, readers say the name."""
    holder = QWidget()
    holder.setLayout(_named_column(name, widget, hint))
    return holder


def _named_column(name: str, widget: QWidget, hint: str) -> QVBoxLayout:
    words = QLabel(name)
    words.setBuddy(widget.focusProxy() or widget)
    plain = name.replace("&", "")
    for one in (widget, widget.focusProxy()):
        if one is not None:
            one.setAccessibleName(plain)
    made = column(words, widget, space=4)
    if hint:
        widget.setAccessibleDescription(hint)
        made.addWidget(small(hint))
    return made


class Form(QWidget):
    """Labelled fields under one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(space=12)
        self.setLayout(self._column)

    def add(self, name: str, widget: W, hint: str = "") -> W:
        """Add a field under its label, and return it."""
        self._column.addWidget(labelled(name, widget, hint))
        return widget
