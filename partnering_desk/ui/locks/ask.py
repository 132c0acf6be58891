"""Asks for the passphrase of a register or a backup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from partnering_desk.app.passphrase import unlock
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.fields import Form
from partnering_desk.ui.widgets.long_dialog import LongDialog
from partnering_desk.ui.widgets.passphrase_field import PassphraseField
from partnering_desk.ui.widgets.text import label


class AskPassphrase(LongDialog):
    """Accepted when the passphrase was right: then the file can be opened."""

    def __init__(self, parent: QWidget | None, path: Path, words: str, verb: str = "Open") -> None:
        super().__init__(parent, f"Passphrase of {path.stem}", verb)
        self._path = path
        self.field = PassphraseField()
        form = Form()
        form.add("&Passphrase", self.field)
        self.body.addWidget(label(words))
        self.body.addWidget(form)
        self.begins = self._work
        self.finished.connect(lambda _result: self.field.forget())
        self.field.setFocus()

    def _work(self) -> Callable[[Progress], object]:
        path, typed = self._path, self.field.passphrase
        return lambda _progress: unlocked(path, typed)

    def _failed(self, error: Exception) -> None:
        super()._failed(error)
        self.field.type_again()


def unlocked(path: Path, passphrase: str) -> bool:
    """Unlock a register, and say so."""
    unlock(path, passphrase)
    return True


def is_unlocked(parent: QWidget | None, path: Path, words: str) -> bool:
    """Ask for the passphrase of a file until it is right, or the person gives up; whether it is right."""
    return bool(AskPassphrase(parent, path, words).exec())
