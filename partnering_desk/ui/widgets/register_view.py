"""A register on the screen: narrowed, sorted, selected, copied, saved as a spreadsheet, kept as views."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from partnering_desk.app.list_out import ListSheet
from partnering_desk.ui.preferences import Value
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.card import column
from partnering_desk.ui.widgets.filters import Filter, FilterBar, Quick
from partnering_desk.ui.widgets.list_saver import ListSaver
from partnering_desk.ui.widgets.notice import EmptyPlace
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.saved_views import SavedViews
from partnering_desk.ui.widgets.table import RowsTable
from partnering_desk.ui.widgets.text import quiet

T = TypeVar("T")


@dataclass(frozen=True)  # without slots, which in Python 3.11 forbid to write Verb[Row](…)
class Verb(Generic[T]):
    """Something that can be done with the rows selected."""

    words: str
    does: Callable[[tuple[T, ...]], object]
    shortcut: str = ""
    fits: Callable[[tuple[T, ...]], bool] = bool
    """Whether it can be done with these rows; by default when there are any."""


class RegisterView(QWidget, Generic[T]):
    """A search box, chips and combos over a table, a line that counts, saved views and the empty place.

    `name` names the register for readers and its saved views; `key` tells one row from another, so that the
    selection outlives a new set of rows; `one` and `many` are what is counted: "action", "actions".
    """

    opened = Signal(object)
    """The row on which Enter was pressed or that was double-clicked."""
    chosen = Signal()
    """Other rows are selected."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        one: str,
        many: str = "",
        quicks: Sequence[Quick[T]] = (),
        filters: Sequence[Filter[T]] = (),
        empty: EmptyPlace | None = None,
        verbs: Sequence[Verb[T]] = (),
        sort: tuple[int, Qt.SortOrder] | None = None,
    ) -> None:
        super().__init__()
        self.name = name
        self._key, self._one, self._many = key, one, many or f"{one}s"
        self._all: tuple[T, ...] = ()
        self._words: dict[Hashable, str] = {}
        self._verbs = tuple(verbs)
        self.bar: FilterBar[T] = FilterBar(name, quicks, filters)
        self.table: RowsTable[T] = RowsTable(name, columns)
        self.views = SavedViews(name, self._state, self._put)
        self.bar.flow.addWidget(self.views)
        self.count = quiet("", wrap=False)
        self.saver = ListSaver()
        self.empty = empty or EmptyPlace(f"No {self._many} yet", f"{self._many.capitalize()} will stand here.")
        self.none_kept = EmptyPlace(f"None of these {self._many} fits", "Search for less.", "Show all", self.bar.clear)
        self._build()
        if sort is not None:
            self.table.sortByColumn(*sort)
        self.bar.changed.connect(self._narrow)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for place in (self.table, self.empty, self.none_kept):
            holder = place if place is self.table else _at_top(place)
            self._stack.addWidget(holder)
        outside = column(self.bar, self.count, self.saver, self._stack, space=8)
        outside.setStretch(3, 1)
        self.setLayout(outside)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        for verb in self._verbs:
            self.table.addAction(self._action(verb))

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows: filters, order and, where a row is still there, the selection stay."""
        self._all = tuple(rows)
        columns = self.table.rows.columns
        self._words = {self._key(row): " ".join(each.text(row) for each in columns) for row in rows}
        self.bar.offer(rows)
        self._narrow()

    def shown(self) -> tuple[T, ...]:
        """The rows that are kept, in the order shown."""
        return self.table.rows.rows

    def selected(self) -> tuple[T, ...]:
        """The rows selected, in the order shown."""
        return self.table.chosen()

    def select(self, key: Hashable) -> bool:
        """Select one row and bring it into sight, past the filters if need be; False when there is none."""
        if key not in self._words:
            return False
        if key not in {self._key(row) for row in self.shown()}:
            self.bar.clear()
        places = [place for place, row in enumerate(self.shown()) if self._key(row) == key]
        self.table.choose(places)
        return True

    def as_text(self) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The titles, and the words of each row shown: what a spreadsheet or a printed list is made of."""
        columns = self.table.rows.columns
        titles = tuple(one.title for one in columns)
        return titles, tuple(tuple(one.text(row) for one in columns) for row in self.shown())

    def save_as_spreadsheet(self) -> None:
        """Ask where to, and save the rows selected, or all that are shown when at most one is."""
        selected = self.selected()
        rows = selected if len(selected) > 1 else self.shown()
        columns = self.table.rows.columns
        of = len(self._all)
        said = f"{len(rows)} of {of}" if len(rows) != of else str(of)
        noun = self._one if of == 1 else self._many

        def listed() -> ListSheet:
            titles = tuple(one.title for one in columns)
            return ListSheet(
                self.name, f"{said} {noun}", titles, [tuple(one.cell(row) for one in columns) for row in rows]
            )

        self.saver.save(self.name, listed)

    def _narrow(self) -> None:
        chosen = {self._key(row) for row in self.selected()}
        kept = [row for row in self._all if self.bar.keeps(row, self._words[self._key(row)])]
        self.table.rows.set_rows(kept)
        header = self.table.horizontalHeader()
        self.table.rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.table.choose([place for place, row in enumerate(self.shown()) if self._key(row) in chosen])
        self._stack.setCurrentIndex(0 if kept else 2 if self._all else 1)
        self.bar.setVisible(bool(self._all))
        self._say_count()

    def _say_count(self) -> None:
        shown, of, chosen = len(self.shown()), len(self._all), len(self.selected())
        noun = self._one if of == 1 else self._many
        words = f"{of} {noun}" if shown == of else f"{shown} of {of} {noun}"
        self.count.setText(f"{words} · {chosen} selected" if chosen > 1 else words)
        self.count.setVisible(of > 0)

    def _selected(self) -> None:
        self._say_count()
        self.chosen.emit()

    def _action(self, verb: Verb[T]) -> QAction:
        action = QAction(verb.words, self)
        if verb.shortcut:
            action.setShortcut(QKeySequence(verb.shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: self._do(verb))
        return action

    def _do(self, verb: Verb[T]) -> None:
        rows = self.selected()
        if verb.fits(rows):
            verb.does(rows)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = self.selected()
        for verb, action in zip(self._verbs, self.table.actions(), strict=True):
            action.setEnabled(verb.fits(rows))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("Copy as a table\tCtrl+C", self.table.copy)
        menu.addAction("Save as a spreadsheet…\tCtrl+Shift+S", self.save_as_spreadsheet)
        menu.aboutToHide.connect(self._allow_all)
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _allow_all(self) -> None:
        """Away from the menu a shortcut looks itself whether the rows fit."""
        for action in self.table.actions():
            action.setEnabled(True)

    def _state(self) -> dict[str, Value]:
        header = self.table.horizontalHeader()
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return self.bar.state() | {"sort": header.sortIndicatorSection(), "down": down}

    def _put(self, state: dict[str, Value]) -> None:
        self.bar.put(state)
        place = state.get("sort", -1)
        order = Qt.SortOrder.DescendingOrder if state.get("down") else Qt.SortOrder.AscendingOrder
        self.table.sortByColumn(place if isinstance(place, int) else -1, order)


def _at_top(widget: QWidget) -> QWidget:
    holder = QWidget()
    set_look(holder, ground="clear")
    inside = column(widget, space=0)
    inside.addStretch(1)
    holder.setLayout(inside)
    return holder
