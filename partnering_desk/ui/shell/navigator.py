"""Going from place to place, and back."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

Subject: TypeAlias = int | str | None
"""What a page shows of its place: the id of a meeting, of an action; None for the place itself."""


class Navigator(QObject):
    """Where the person is, was, and can go back to. Pages ask it; the window follows it."""

    went = Signal(str, object)
    """A place and its subject, to be shown now."""
    said = Signal(str)
    """A sentence to show for a while: what was just done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trail: list[tuple[str, Subject]] = []
        self._at = -1

    @property
    def place(self) -> tuple[str, Subject] | None:
        """The place shown and its subject; None before the first."""
        return self._trail[self._at] if self._at >= 0 else None

    def go(self, place: str, subject: Subject = None) -> None:
        """Show a place, and in it a subject. Going where one is shows it anew."""
        if self.place != (place, subject):
            del self._trail[self._at + 1 :]
            self._trail.append((place, subject))
            self._at += 1
        self.went.emit(place, subject)

    def back(self) -> None:
        """Go to where the person was before, if anywhere."""
        self._step(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._step(1)

    def say(self, sentence: str) -> None:
        """Say for a while what was just done, such as "Minutes sent to 11 people"."""
        self.said.emit(sentence)

    def forget(self) -> None:
        """Nothing of the trail holds any more: another partnering is shown."""
        self._trail.clear()
        self._at = -1

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._trail):
            self._at += by
            self.went.emit(*self._trail[self._at])
