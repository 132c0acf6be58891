"""A field for a passphrase: its letters hidden, until the person wants to see them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import row
from partnering_desk.ui.widgets.fields import named


class PassphraseField(QWidget):
    """A line for a passphrase, with a button that shows and hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.toggle = named(button("Show", self._turn), "Show the passphrase")
        self.toggle.setAutoDefault(False)  # Enter in the line is for the dialog
        self.setFocusProxy(self.line)
        self.setLayout(row(self.line, self.toggle))

    @property
    def passphrase(self) -> str:
        """What is typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the line, with what it could undo: dialogs outlast their closing."""
        self.line.setText("")

    def type_again(self) -> None:
        """Take the keyboard, all that is typed chosen, so that typing replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def _turn(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.toggle.setText("Hide" if hidden else "Show")
        self.toggle.setAccessibleName("Hide the passphrase" if hidden else "Show the passphrase")
