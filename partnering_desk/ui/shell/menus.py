"""The menus, and the keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QMainWindow, QWidget

from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label, quiet, section


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a menu: its words, its keys ("" for none; several apart by "; "), what it does.

    `now` tells the words as the menu is opened, where they depend on what was done.
    """

    words: str
    keys: str
    does: Callable[[], object]
    now: Callable[[], str] | None = None


Menu = tuple[str, tuple[Command | None, ...]]
"""A menu's title and its lines; None stands for a line between two parts."""


def build_menus(window: QMainWindow, menus: tuple[Menu, ...]) -> list[QAction]:
    """Put the menus into the window's menu bar, and return every action in them.

    The actions belong to the window too, so that their keys work while the menu bar is hidden.
    """
    actions = []
    for title, commands in menus:
        menu = window.menuBar().addMenu(title)
        for command in commands:
            if command is None:
                menu.addSeparator()
                continue
            action = _action(command, window)
            if command.now is not None:
                menu.aboutToShow.connect(partial(_tell, action, command.now))
                menu.aboutToHide.connect(partial(action.setText, command.words))  # nothing told while it is not seen
            menu.addAction(action)
            window.addAction(action)
            actions.append(action)
    return actions


def _tell(action: QAction, now: Callable[[], str]) -> None:
    action.setText(now().replace("&", "&&"))


def _action(command: Command, window: QWidget) -> QAction:
    action = QAction(command.words, window)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys.split("; ") if keys])
    action.setMenuRole(QAction.MenuRole.NoRole)
    action.triggered.connect(lambda: command.does())
    return action


OTHER_KEYS = (
    ("Menu", "Alt or F10"),
    ("Copy rows as a table", "Ctrl+C"),
    ("Open the row or person chosen", "Enter"),
    ("From one part of the window to the next", "Tab"),
    ("Next misspelt word", "F7"),
    ("Leave a dialog, nothing changed", "Esc"),
)
"""Keys that belong to no menu."""

MEETING_KEYS = (
    ("Next item, item before", "Ctrl+↓, Ctrl+↑"),
    ("Decision", "Ctrl+D"),
    ("Action", "Ctrl+T"),
    ("People", "F6"),
)
"""Keys of the screen of a meeting."""


def keys_dialog(parent: QWidget, actions: list[QAction]) -> Dialog:
    """The list of keys."""
    dialog = Dialog(parent, "Keys", "Close")
    dialog.cancel.hide()
    listed = [
        (one.text().replace("&", "").rstrip("…"), one.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        for one in actions
        if not one.shortcut().isEmpty()
    ]
    for title, lines in (("Everywhere", [*listed, *OTHER_KEYS]), ("In a meeting", list(MEETING_KEYS))):
        dialog.body.addWidget(section(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(current().px(24))
        for number, (words, keys) in enumerate(lines):
            grid.addWidget(label(words, wrap=False), number, 0)
            grid.addWidget(quiet(keys, wrap=False), number, 1)
        grid.setColumnStretch(0, 1)
        dialog.body.addLayout(grid)
    return dialog
