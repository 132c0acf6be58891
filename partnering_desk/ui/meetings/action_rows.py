"""The actions of an item, and under them the line that takes the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from partnering_desk.app.room import ActionLine as ActionRow
from partnering_desk.ui.meetings.two_beside import TwoBeside
from partnering_desk.ui.theme.theme import current, set_look
from partnering_desk.ui.widgets.card import clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.text import hairline, label, quiet


class ActionRows(QFrame):
    """A card of actions. The line stays where it is while rows come, so that typing goes on."""

    def __init__(self, line: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._rows = column(space=0)
        self._shown: tuple[ActionRow, ...] = ()
        self.setLayout(column(self._rows, _inset(line), space=0))

    def show_actions(self, actions: Sequence[ActionRow]) -> None:
        """Show these actions, if they are not what is shown."""
        if tuple(actions) == self._shown:
            return
        self._shown = tuple(actions)
        clear(self._rows)
        for one in actions:
            self._rows.addWidget(_row_of(one))
            self._rows.addWidget(hairline())


def _inset(*widgets: QWidget) -> QWidget:
    theme = current()
    holder = QWidget()
    line = row(*widgets, space=12)
    line.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
    holder.setLayout(line)
    return holder


def _row_of(action: ActionRow) -> QWidget:
    what = label(action.text)
    what.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    whose = QWidget()
    words = FlowLayout(whose, space=12)
    words.addWidget(label(action.owners, wrap=False))
    words.addWidget(quiet(action.due, wrap=False))
    made = _inset(Chip(action.ref), TwoBeside(what, whose, (1, 0)))
    made.setAccessibleName(f"{action.ref} {action.text}, {action.owners}, {action.due}")
    return made
