"""What stands in place of a window's content while it is locked: the content is taken out of the window, not hidden.

Nothing that is outside every window can be seen, reached by the keyboard or read out.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from partnering_desk.ui.theme.theme import dress, set_look
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.text import label, section

LOCKED = "Locked"
_WORDS = "Nothing is shown until the passphrase is typed. What was typed before is kept."


class Cover(QWidget):
    """An empty page that says why it is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, ground="page")
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(LOCKED)
        inside = column(section(LOCKED), label(_WORDS), space=8, margin=24)
        inside.addStretch(1)
        self.setLayout(inside)


class CoveredDialog:
    """A dialog whose content is outside it, until it is put back."""

    def __init__(self, dialog: QDialog) -> None:
        self.dialog = dialog
        self._title = dialog.windowTitle()
        self._outside, self._cover = QWidget(), Cover()
        inside = dialog.layout()
        if inside is not None:
            self._outside.setLayout(inside)
        dialog.setLayout(column(self._cover, space=0))
        dialog.setWindowTitle(LOCKED)

    def put_back(self) -> None:
        """Show again what was covered."""
        nowhere = QWidget()
        covering, inside = self.dialog.layout(), self._outside.layout()
        if covering is not None:
            nowhere.setLayout(covering)
        if inside is not None:
            self.dialog.setLayout(inside)
        self.dialog.setWindowTitle(self._title)
