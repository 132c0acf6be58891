"""The keys of a meeting, all on one page (F1)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from partnering_desk.ui.meetings.notes_edit import SHORTCUTS
from partnering_desk.ui.meetings.people_panel import DEEDS
from partnering_desk.ui.spelling.prose_edit import SPELLING_KEYS
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.text import label, quiet, section, strong

KEYS = (
    ("Ctrl+↓", "next item: takes it up when the one before is on"),
    ("Ctrl+↑", "item before"),
    ("Ctrl+D", "put a decision"),
    ("Ctrl+Enter", "record the decision being put"),
    ("Ctrl+T", "new action"),
    ("Ctrl+E", "the notes"),
    ("F6", "people, and back"),
    ("Shift+F6", "agenda, and back; Enter takes an item up"),
    ("Ctrl+Shift+P", "add a person"),
    ("Ctrl+Shift+H", "take the chair"),
    ("Ctrl+Shift+D", "date of the next meeting"),
    ("Ctrl+Shift+A", "adjourn, or resume"),
    ("Ctrl+Shift+C", "open or close the meeting"),
)
"""The keys of the page, with what they do."""

ON_THE_PAGE = "Ctrl+↓ next item   Ctrl+D decision\nCtrl+T action   F6 people   F1 keys"


class KeysDialog(Dialog):
    """Every key, by where it works."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Keys of a meeting", "Close")
        self.cancel.hide()
        self.body.addWidget(quiet("The keys of the whole window are in its menu (Alt), under Help."))
        for title, keys in (
            ("Everywhere", KEYS),
            ("On the list of people", [(deed.key, deed.words.rstrip("…")) for deed in DEEDS]),
            ("In the notes", [*SHORTCUTS, *SPELLING_KEYS, ("Tab", "leave the notes")]),
        ):
            grid = QGridLayout()
            grid.setColumnStretch(1, 1)
            for place, (key, words) in enumerate(keys):
                grid.addWidget(strong(key, wrap=False), place, 0)
                grid.addWidget(label(words), place, 1)
            self.body.addWidget(section(title))
            self.body.addLayout(grid)
