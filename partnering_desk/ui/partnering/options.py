"""A box that offers some values by their words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

V = TypeVar("V", bound=Hashable)


class Options(QComboBox, Generic[V]):
    """Values, each shown in words; a letter typed goes to the next that begins with it."""

    picked = Signal()
    """A person chose another value."""

    def __init__(self, name: str, options: Iterable[tuple[V, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._values: list[V] = []
        self._filling = False
        # not `activated`: that is silent when a letter typed goes to another value
        self.currentIndexChanged.connect(self._changed)
        self.offer(options)

    def _changed(self, _place: int) -> None:
        if not self._filling:
            self.picked.emit()

    def offer(self, options: Iterable[tuple[V, str]]) -> None:
        """Offer these values instead; the one chosen stays if it is among them."""
        before = self._values[self.currentIndex() :][:1] if self._values else []
        offered = list(options)
        self._filling = True
        self.clear()
        self._values = [value for value, _ in offered]
        self.addItems([words for _, words in offered])
        self._filling = False
        if before and before[0] in self._values:
            self.set_value(before[0])

    def value(self) -> V:
        """The value chosen.

        Raises:
            IndexError: nothing is offered.
        """
        return self._values[self.currentIndex()]

    def set_value(self, value: V | None) -> None:
        """Choose a value, which nobody is told of; one that is not offered leaves the choice as it is."""
        if value in self._values:
            self._filling = True
            self.setCurrentIndex(self._values.index(value))
            self._filling = False
