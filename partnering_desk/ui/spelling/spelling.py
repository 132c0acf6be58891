"""The one speller of the program: loaded when a field of prose is first used, and never before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from partnering_desk.app.faults import Fault
from partnering_desk.ui import preferences
from partnering_desk.ui.spelling.speller import Speller, load_dictionary
from partnering_desk.ui.widgets.attempt import words_for
from partnering_desk.ui.widgets.background import Worker

Names: TypeAlias = Callable[[], Collection[str]]
"""Asks for the names that are right. Called on another thread."""

_ON, _OWN = "check_spelling", "own_words"


class Spelling(QObject):
    """Whether spelling is checked here, by what, and which words this person added."""

    changed = Signal()
    """Other words are misspelt than before: fields mark theirs anew."""

    def __init__(self) -> None:
        super().__init__()
        self._on = bool(preferences.number(_ON, 1))
        self._speller: Speller | None = None
        self._fault = ""
        self._names: Names = tuple
        self._read: Names | None = None
        self._loader: Worker | None = None

    @property
    def on(self) -> bool:
        """Whether the person wants it checked."""
        return self._on

    @property
    def speller(self) -> Speller | None:
        """What checks; None while it is switched off, not loaded yet, or cannot be loaded here."""
        return self._speller if self._on else None

    @property
    def why_not(self) -> str:
        """Why nothing is checked, in a sentence; empty when it is."""
        if not self._on:
            return "Spelling is not checked: it is switched off under Settings."
        return self._fault or ("" if self._speller else "The dictionary is being read. Try again in a moment.")

    @property
    def fault(self) -> str:
        """Why spelling cannot be checked on this machine, in a sentence; empty while nothing stands in its way."""
        return self._fault

    @property
    def own_words(self) -> list[str]:
        """The words that this person added."""
        return preferences.texts(_OWN)

    def switch(self, on: bool) -> None:
        """Check from now on, or no more."""
        self._on = on
        preferences.keep(_ON, on)
        self.changed.emit()

    def keep_own(self, words: Iterable[str]) -> None:
        """These are the words of this person's own, in place of those before."""
        kept = sorted({word.strip() for word in words if word.strip()}, key=str.casefold)
        preferences.keep(_OWN, kept)
        if self._speller is not None:
            self._speller.know_own(kept)
        self.changed.emit()

    def names_from(self, names: Names) -> None:
        """Ask here for names that are right, the next time a field of prose is used."""
        self._names = names

    def wake(self, owner: QWidget) -> None:
        """Load what is not loaded yet, away from the screen. `owner` is the field about to be used."""
        loading = self._loader is not None and isValid(self._loader) and self._loader.busy
        if not self._on or loading or self._read is self._names:
            return
        speller, names = self._speller, self._names
        self._loader = Worker(owner)
        self._loader.run(lambda: (_loaded(speller), names, names()), lambda found: self._use(*found), self._cannot)

    def _use(self, speller: Speller, names: Names, known: Collection[str]) -> None:
        speller.know_names(known)
        speller.know_own(self.own_words)
        self._speller, self._read, self._fault = speller, names, ""
        self.changed.emit()

    def _cannot(self, error: Exception) -> None:
        if self._fault != (fault := words_for(error)):
            self._fault = fault
            self.changed.emit()


def _loaded(speller: Speller | None) -> Speller:
    try:
        return speller or Speller(load_dictionary())
    except (ImportError, FileNotFoundError) as error:
        raise Fault(
            f"Spelling is not checked on this machine, because its dictionary cannot be read ({error}). "
            "Everything else works. Installing the program again puts it back."
        ) from error


@cache
def the_spelling() -> Spelling:
    """The one for the whole program."""
    return Spelling()
