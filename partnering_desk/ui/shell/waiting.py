"""What the window shows while a register is opened: itself, without content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnering_desk.ui.shell.places import Place
from partnering_desk.ui.shell.rail import Rail
from partnering_desk.ui.shell.topbar import TopBar
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.scroll_page import ScrollPage


class Waiting(QWidget):
    """The rail and the bar as they will be, and the name of what is opened."""

    def __init__(self, path: Path, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rail, opening = Rail(places), ScrollPage(f"Opening {path.stem}")
        opening.body.addStretch(1)
        right = column(TopBar(), opening, space=0)
        right.setStretch(1, 1)
        whole = row(rail, right, space=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
