"""One entry of the Record: who, when and where, what it changed before and after, and its place in the chain."""

from __future__ import annotations

import re
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from partnering_desk.app.record_entry import ChangedThing, EntryCard, Line
from partnering_desk.rules.wording import show_date, show_moment
from partnering_desk.ui.widgets.card import Card, clear, column
from partnering_desk.ui.widgets.text import heading, label, quiet, section, small, strong

_LONGEST = 2_000
"""Characters that are shown of a value; the export has all."""
_FINGERPRINT = re.compile("[0-9a-f]{64}")
_PIECE = 16


class EntryView(Card):
    """The entry shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Entry")
        self.shown: EntryCard | None = None
        self._title = heading("")
        self._words = column(space=12)
        self.body.addWidget(self._title)
        self.body.addLayout(self._words)
        self.body.addStretch(1)

    def show_entry(self, entry: EntryCard) -> None:
        """Show an entry."""
        self.shown = entry
        self._title.setText(f"Entry {entry.number:,}")
        clear(self._words)
        self._words.addWidget(_selectable(entry.what))
        for name, words in (
            ("When, by the clock on the wall", show_moment(entry.at_local) if entry.at_local else "No time"),
            ("Universal time", _to_the_second(entry)),
            ("Recorded by", entry.who or "Nobody named"),
            ("Machine, door and program", " · ".join(filter(None, (entry.machine, entry.door, entry.program)))),
            ("Takes back", f"Entry {entry.undoes:,}" if entry.undoes else ""),
        ):
            if words:
                self._words.addLayout(column(small(name), _selectable(words), space=0))
        self._words.addWidget(section("What it changed"))
        for thing in entry.things:
            self._words.addLayout(_thing(thing))
        if entry.more:
            self._words.addWidget(quiet(f"And {entry.more:,} more, which the export lists."))
        if not entry.things:
            self._words.addWidget(quiet("Nothing: it begins the Record, or goes on with it."))
        self._words.addWidget(section("Its place in the chain"))
        for name, words in (("Fingerprint", entry.sha256), ("Fingerprint before", entry.previous or "None: the first")):
            self._words.addLayout(column(small(name), _selectable(words), space=0))


def _to_the_second(entry: EntryCard) -> str:
    at = entry.at_utc
    return f"{show_date(at)}, {at:%H:%M:%S} UTC" if at else "No time"


def _thing(thing: ChangedThing) -> QVBoxLayout:
    made = column(strong(f"{thing.kind.value.capitalize()} {thing.words}"), space=2)
    if thing.lines:
        made.addWidget(_selectable("\n".join(map(_said, thing.lines))))
    return made


def _said(line: Line) -> str:
    before, after = (_shortened(one) for one in (line.before, line.after))
    return f"{line.column}: {before} → {after or 'nothing'}" if before else f"{line.column}: {after}"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _selectable(words: str) -> QLabel:
    """Words to be copied; a fingerprint is set in pieces, which can be broken at the end of a line."""
    made = label(_FINGERPRINT.sub(lambda found: " ".join(wrap(found.group(), _PIECE)), words))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
