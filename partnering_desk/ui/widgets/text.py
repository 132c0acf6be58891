"""Labels by what they are: title, section, quiet text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.theme.theme import set_look


def label(text: str, role: str = "body", *, wrap: bool = True, tone: Tone | None = None) -> QLabel:
    """Plain text in one of the roles body, title, heading, section, strong, quiet, small, fault or link."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    set_look(made, role=role)
    if tone is not None:
        set_look(made, tone=tone)
    return made


def title(text: str) -> QLabel:
    """The one title of a page."""
    return label(text, "title")


def heading(text: str) -> QLabel:
    """A heading of an agenda item or a dialog, between title and section."""
    return label(text, "heading")


def section(text: str) -> QLabel:
    """The heading of a part of a page."""
    return label(text, "section")


def strong(text: str, *, wrap: bool = True) -> QLabel:
    """Body text that leads."""
    return label(text, "strong", wrap=wrap)


def quiet(text: str, *, wrap: bool = True) -> QLabel:
    """Body text that stands back."""
    return label(text, "quiet", wrap=wrap)


def small(text: str, *, wrap: bool = True) -> QLabel:
    """Small text that stands back."""
    return label(text, "small", wrap=wrap)


def hairline(*, upright: bool = False) -> QFrame:
    """A thin line between two things, across or upright."""
    line = QFrame()
    set_look(line, role="upright" if upright else "line")
    return line
