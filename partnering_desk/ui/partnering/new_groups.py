"""The groups that a list of people names and nobody knows yet: what kind each will be, or left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from partnering_desk.app.people_import import ReadGroup
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import Choice
from partnering_desk.ui.widgets.card import clear, column
from partnering_desk.ui.widgets.text import label, quiet, strong

_LEFT_OUT = "left out"
_OFFERED = (*((kind, kind.words) for kind in GroupKind), (_LEFT_OUT, "Leave out"))


class NewGroups(QWidget):
    """A row a group: its name, and the kinds to choose from. `kinds` is what a person chose so far."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice] = {}
        self._kinds: dict[str, GroupKind | None] = {}
        self._rows = QGridLayout()
        self._rows.setSpacing(current().px(8))
        self._rows.setColumnStretch(1, 1)
        explained = quiet("Each will meet monthly until you say otherwise on the step about the groups.")
        self.setLayout(column(strong("Groups that will be made"), explained, self._rows, space=4))
        self.hide()

    @property
    def kinds(self) -> Mapping[str, GroupKind | None]:
        """What was chosen, by the names of the groups; None leaves one out."""
        return self._kinds

    def show_groups(self, groups: tuple[ReadGroup, ...]) -> None:
        """Show the groups; the rows stay, and the keyboard with them, while their names are the same."""
        if [one.name for one in groups] != list(self.choices):
            self._fill(groups)
        for one in groups:
            self.choices[one.name].set_value(one.kind or _LEFT_OUT)

    def _fill(self, groups: tuple[ReadGroup, ...]) -> None:
        clear(self._rows)
        self.choices = {one.name: Choice(one.name, _OFFERED) for one in groups}
        for place, (name, choice) in enumerate(self.choices.items()):
            choice.chosen.connect(partial(self._decide, name))
            words = label(name)
            words.setMinimumWidth(current().px(240))
            self._rows.addWidget(words, place, 0)
            self._rows.addWidget(choice, place, 1)
        self.setVisible(bool(groups))

    def _decide(self, name: str, chosen: object) -> None:
        self._kinds[name] = chosen if isinstance(chosen, GroupKind) else None
        self.decided.emit()
