"""Views of a register that a person kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from partnering_desk.rules.clause import Refusal
from partnering_desk.ui import preferences
from partnering_desk.ui.preferences import Value
from partnering_desk.ui.theme.theme import set_look
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import Form


class SavedViews(QPushButton):
    """A button with the views kept of one register: show one, keep this one, remove one."""

    def __init__(
        self,
        register: str,
        state: Callable[[], dict[str, Value]],
        put: Callable[[dict[str, Value]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Views", parent)
        self.setAccessibleName(f"Views of {register.lower()}")
        self.setAutoDefault(False)
        set_look(self, kind="menu")
        self._under = f"views of {register.lower()}"
        self._state, self._put = state, put
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)

    def names(self) -> tuple[str, ...]:
        """The views kept, by name."""
        return tuple(sorted(preferences.by_name(self._under), key=str.casefold))

    def keep(self, name: str) -> None:
        """Keep what is shown now as a view.

        Raises:
            Refusal: the name is empty.
        """
        if not name.strip():
            raise Refusal("A view needs a name. Type one, such as “My overdue actions”.")
        kept = preferences.by_name(self._under)
        preferences.keep(self._under, kept | {name.strip(): self._state()})

    def show_view(self, name: str) -> None:
        """Show the view of that name."""
        state = preferences.by_name(self._under).get(name)
        if isinstance(state, dict):
            self._put(state)

    def remove(self, name: str) -> None:
        """Keep the view of that name no more."""
        kept = preferences.by_name(self._under)
        kept.pop(name, None)
        preferences.keep(self._under, kept)

    def _fill(self) -> None:
        self._menu.clear()
        names = self.names()
        for name in names:
            self._menu.addAction(name, partial(self.show_view, name))
        if names:
            self._menu.addSeparator()
        self._menu.addAction("Keep this view…", self._ask_name)
        if names:
            removing = self._menu.addMenu("Remove")
            for name in names:
                removing.addAction(name, partial(self.remove, name))

    def _ask_name(self) -> None:
        dialog = Dialog(self.window(), "Keep this view", "Keep view")
        form = Form()
        line = form.add("&Name", QLineEdit(), "Search, filters and order are kept under it, for you alone.")
        dialog.body.addWidget(form)
        dialog.does = lambda: self.keep(line.text())
        line.setFocus()
        dialog.exec()
