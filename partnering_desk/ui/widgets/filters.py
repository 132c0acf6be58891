"""Narrowing the rows of a register: a search box, quick chips, and combos of the values that occur."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from partnering_desk.ui.preferences import Value
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.flow import FlowLayout

T = TypeVar("T")


@dataclass(frozen=True)  # without slots, which in Python 3.11 forbid to write Quick[Row](…)
class Quick(Generic[T]):
    """A button that keeps only some rows while it is down, such as "Overdue"."""

    words: str
    keeps: Callable[[T], bool]
    down: bool = False
    """Whether it is down at first."""


@dataclass(frozen=True)  # without slots, which in Python 3.11 forbid to write Filter[Row](…)
class Filter(Generic[T]):
    """A list of the values that occur, such as owners; a row has one value or several."""

    name: str
    of: Callable[[T], str | Iterable[str]]

    def values(self, row: T) -> tuple[str, ...]:
        """The values of a row."""
        found = self.of(row)
        return (found,) if isinstance(found, str) else tuple(found)


class FilterBar(QWidget, Generic[T]):
    """The search box, chips and combos of a register, which together say which rows are kept."""

    changed = Signal()

    def __init__(self, name: str, quicks: Sequence[Quick[T]] = (), filters: Sequence[Filter[T]] = ()) -> None:
        super().__init__()
        self._quicks = [(quick, self._chip(quick)) for quick in quicks]
        self._filters = [(one, self._combo(one)) for one in filters]
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"Search {name.lower()}")
        self.search.setAccessibleName(f"Search {name.lower()}")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(current().px(220))
        self.search.textChanged.connect(self.changed)
        self.flow = FlowLayout()
        for widget in (self.search, *(w for _, w in self._quicks), *(w for _, w in self._filters)):
            self.flow.addWidget(widget)
        self.setLayout(self.flow)

    def _chip(self, quick: Quick[T]) -> QPushButton:
        made = button(quick.words)
        made.setCheckable(True)
        made.setChecked(quick.down)
        made.toggled.connect(lambda _down: self.changed.emit())
        return made

    def _combo(self, one: Filter[T]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(one.name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setMaximumWidth(current().px(220))
        made.addItem(f"{one.name}: all", "")
        made.currentIndexChanged.connect(lambda _place: self.changed.emit())
        return made

    def offer(self, rows: Iterable[T]) -> None:
        """Offer in each combo the values that occur in `rows`; what is chosen stays chosen."""
        kept = list(rows)
        for one, combo in self._filters:
            values = sorted({value for row in kept for value in one.values(row) if value}, key=str.casefold)
            chosen = str(combo.currentData())
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(f"{one.name}: all", "")
            for value in values if not chosen or chosen in values else sorted({*values, chosen}):
                combo.addItem(value, value)
            combo.setCurrentIndex(combo.findData(chosen))
            combo.blockSignals(False)

    def keeps(self, row: T, words: str) -> bool:
        """Whether a row, which shows `words`, is kept. Every word searched for must occur in it."""
        shown = words.casefold()
        return (
            all(word in shown for word in self.search.text().casefold().split())
            and all(quick.keeps(row) for quick, chip in self._quicks if chip.isChecked())
            and all(str(combo.currentData()) in one.values(row) for one, combo in self._filters if combo.currentData())
        )

    def clear(self) -> None:
        """Ask nothing of the rows."""
        self.put({})

    def state(self) -> dict[str, Value]:
        """What is asked, to be kept."""
        return {
            "search": self.search.text(),
            "quick": [quick.words for quick, chip in self._quicks if chip.isChecked()],
            "filters": {one.name: str(combo.currentData()) for one, combo in self._filters},
        }

    def put(self, state: dict[str, Value]) -> None:
        """Ask what was asked when `state` was kept."""
        self.blockSignals(True)
        self.search.setText(str(state.get("search", "")))
        down, values = state.get("quick", []), state.get("filters", {})
        for quick, chip in self._quicks:
            chip.setChecked(isinstance(down, list) and quick.words in down)
        for one, combo in self._filters:
            value = str(values.get(one.name, "")) if isinstance(values, dict) else ""
            if combo.findData(value) < 0:
                combo.addItem(value, value)
            combo.setCurrentIndex(combo.findData(value))
        self.blockSignals(False)
        self.changed.emit()
