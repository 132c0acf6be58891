"""White cards on the page, and rows in them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.text import hairline, label


def column(*widgets: QWidget | QLayout, space: int = 8, margin: int = 0) -> QVBoxLayout:
    """Widgets or layouts under one another, `space` apart and `margin` around, in pixels at 100 %."""
    made = QVBoxLayout()
    _fill(made, widgets, space, margin)
    return made


def row(*widgets: QWidget | QLayout | None, space: int = 8, margin: int = 0) -> QHBoxLayout:
    """Widgets or layouts beside one another; None stands for room that stretches."""
    made = QHBoxLayout()
    _fill(made, widgets, space, margin)
    return made


def _fill(
    layout: QVBoxLayout | QHBoxLayout, widgets: tuple[QWidget | QLayout | None, ...], space: int, margin: int
) -> None:
    theme = current()
    layout.setSpacing(theme.px(space))
    layout.setContentsMargins(*[theme.px(margin)] * 4)
    for one in widgets:
        if one is None:
            layout.addStretch(1)
        elif isinstance(one, QWidget):
            layout.addWidget(one)
        else:
            layout.addLayout(one)


class Card(QFrame):
    """A white card; what it holds goes into `body`."""

    def __init__(self, *widgets: QWidget | QLayout, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        inside = (label(heading, "section"), *widgets) if heading else widgets
        self.body = column(*inside, margin=16)
        self.setLayout(self.body)
        if heading:
            self.setAccessibleName(heading)


class RowCard(QFrame):
    """A card of rows with a hairline between one and the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._rows = column(space=0)
        self.setLayout(self._rows)

    def add_row(self, *widgets: QWidget | QLayout | None, space: int = 12) -> QWidget:
        """Add a row of widgets and layouts side by side (None stretches), and return it."""
        if self._rows.count():
            self._rows.addWidget(hairline())
        theme = current()
        made = QWidget()
        line = row(*widgets, space=space)
        line.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        made.setLayout(line)
        self._rows.addWidget(made)
        return made

    def clear(self) -> None:
        """Take every row away."""
        clear(self._rows)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and delete it."""
    while (item := layout.takeAt(0)) is not None:
        inside, widget = item.layout(), item.widget()
        if inside is not None:
            clear(inside)
            inside.deleteLater()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()
