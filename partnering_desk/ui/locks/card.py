"""Settings: the passphrase of the register, and after how long the window locks itself."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from partnering_desk.app.passphrase import has_passphrase
from partnering_desk.app.register import Register
from partnering_desk.ui.locks import idle
from partnering_desk.ui.locks.new_dialogs import ChangePassphrase, PassphraseDialog, RemovePassphrase, SetPassphrase
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, row
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.notice import Notice
from partnering_desk.ui.widgets.number_field import NumberField
from partnering_desk.ui.widgets.text import label, quiet

_PLAIN = "This register has no passphrase: whoever has its file or a backup of it can read everything in it."
_LOCKED = "This register is locked with a passphrase, and so are its backups."
_ALONE = (
    "A passphrase protects the file when a laptop, a stick or a backup is lost. It does not protect against somebody "
    "at the open window, nor what was exported, printed or sent."
)


@runtime_checkable
class Locks(Protocol):
    """A window that can be locked, and follows how long it waits before it locks itself."""

    def lock(self) -> None:
        """Cover what is shown until the passphrase is given."""
        ...

    def watch_idleness(self) -> None:
        """See anew after how many idle minutes to lock."""
        ...


class PassphraseCard(Card):
    """What holds now, and the dialogs that change it."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(heading="Passphrase", parent=parent)
        self._register = register
        self.state = label("")
        self.answer = Notice()
        self.minutes = NumberField(0, idle.MOST, "minutes")
        self.set_button = button("Set a passphrase…", lambda: self._ask(SetPassphrase, "The passphrase is set."))
        self.change_button = button("Change…", lambda: self._ask(ChangePassphrase, "The passphrase is changed."))
        self.remove_button = button("Remove…", lambda: self._ask(RemovePassphrase, "The passphrase is removed."))
        self.lock_button = button("Lock now", self._lock)
        form = Form()
        form.add("&Lock after idle minutes", self.minutes, "For you, on this machine. 0: never by itself. Also Ctrl+L.")
        self.minutes.valueChanged.connect(self._keep_minutes)
        for one in (self.state, quiet(_ALONE), form, self.answer):
            self.body.addWidget(one)
        buttons = (self.lock_button, self.remove_button, self.change_button, self.set_button)
        self.body.addLayout(row(None, *buttons))

    def refresh(self) -> None:
        """Show what holds now."""
        locked = has_passphrase(self._register.path)
        self.state.setText(_LOCKED if locked else _PLAIN)
        self.set_button.setHidden(locked)
        for one in (self.change_button, self.remove_button, self.lock_button):
            one.setVisible(locked)
        self.minutes.setEnabled(locked)
        self.minutes.blockSignals(True)
        self.minutes.setValue(idle.minutes())
        self.minutes.blockSignals(False)

    def _ask(self, dialog: type[SetPassphrase | ChangePassphrase | RemovePassphrase], words: str) -> None:
        self.answer.clear()
        asked: PassphraseDialog = dialog(self, self._register)
        if asked.exec():
            self.refresh()
            self.answer.say(words, Tone.GOOD)
            self._tell_window()

    def _keep_minutes(self, minutes: int) -> None:
        idle.keep_minutes(minutes)
        self._tell_window()

    def _tell_window(self) -> None:
        window = self.window()
        if isinstance(window, Locks):
            window.watch_idleness()

    def _lock(self) -> None:
        window = self.window()
        if isinstance(window, Locks):
            window.lock()
