"""Dialogs in which a passphrase is set, changed and removed; each says before what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from partnering_desk.app import passphrase
from partnering_desk.app.register import Register
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.passphrase_field import PassphraseField
from partnering_desk.ui.widgets.text import label

_STAYS_PLAIN = (
    "What is locked is this file and every backup from now on. Backups and copies made before, and what was exported, "
    "saved or sent, stay readable for everybody: delete those that you do not want to be. The file as it was is "
    "deleted, not shredded; on some disks, SSDs above all, parts of it may be found for a while."
)
_OLD_BACKUPS = "Backups made before keep the passphrase that they had: keep it too, for as long as you keep them."
_REMOVES = "From then on whoever has the file, or a backup made from then on, can read everything in it."


class PassphraseDialog(LongDialog):
    """What the three have in common: fields, and work that rewrites the register away from the screen."""

    def __init__(self, parent: QWidget | None, register: Register, title: str, verb: str, *words: str) -> None:
        super().__init__(parent, title, verb)
        self._register = register
        self.form = Form()
        for one in words:
            self.body.addWidget(label(one))
        self.body.addWidget(self.form)
        self.begins = self._work

    def _asks(self, name: str, hint: str = "") -> PassphraseField:
        field = self.form.add(name, PassphraseField(), hint)
        self.finished.connect(lambda _result: field.forget())
        return field

    def _work(self) -> Callable[[Progress], object]:
        raise NotImplementedError


class SetPassphrase(PassphraseDialog):
    """Sets a passphrase, typed twice."""

    def __init__(self, parent: QWidget | None, register: Register) -> None:
        words = (passphrase.FOR_EVER, _STAYS_PLAIN)
        super().__init__(parent, register, "Set a passphrase", "Set the passphrase", *words)
        self.new = self._asks("&Passphrase", passphrase.ADVICE)
        self.again = self._asks("The same &again")
        self.new.setFocus()

    def _work(self) -> Callable[[Progress], object]:
        register, new = self._register, self.new.passphrase
        passphrase.check_passphrase(new)
        passphrase.check_same(new, self.again.passphrase)
        return lambda _progress: _done(lambda: passphrase.set_passphrase(register, new))


class ChangePassphrase(PassphraseDialog):
    """Changes the passphrase: the old one, and the new one twice."""

    def __init__(self, parent: QWidget | None, register: Register) -> None:
        words = (passphrase.FOR_EVER, _OLD_BACKUPS)
        super().__init__(parent, register, "Change the passphrase", "Change the passphrase", *words)
        self.old = self._asks("Passphrase &now")
        self.new = self._asks("New &passphrase", passphrase.ADVICE)
        self.again = self._asks("The new one &again")
        self.old.setFocus()

    def _work(self) -> Callable[[Progress], object]:
        register, old, new = self._register, self.old.passphrase, self.new.passphrase
        passphrase.check_passphrase(new)
        passphrase.check_same(new, self.again.passphrase)
        return lambda _progress: _done(lambda: passphrase.change_passphrase(register, old, new))


class RemovePassphrase(PassphraseDialog):
    """Removes the passphrase, by whoever knows it."""

    def __init__(self, parent: QWidget | None, register: Register) -> None:
        words = (_REMOVES, _OLD_BACKUPS)
        super().__init__(parent, register, "Remove the passphrase", "Remove the passphrase", *words)
        self.old = self._asks("Passphrase &now")
        self.old.setFocus()

    def _work(self) -> Callable[[Progress], object]:
        register, old = self._register, self.old.passphrase
        return lambda _progress: _done(lambda: passphrase.remove_passphrase(register, old))


def _done(does: Callable[[], None]) -> bool:
    does()
    return True
