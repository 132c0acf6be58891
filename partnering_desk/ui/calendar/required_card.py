"""How often each group must meet, and how often it has met or will: the gap between them (Governance 5.1.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from partnering_desk.app.register import Register
from partnering_desk.app.requirements import Requirement, requirements
from partnering_desk.rules.wording import count_word
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import Card, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import hairline, label, quiet, strong

NEWEST = 2
"""Gaps shown in words; earlier ones are counted."""


class RequiredCard(Card):
    """A line for each group; one with a gap has the button that fills it, calling `proposes` with its id."""

    def __init__(self, proposes: Callable[[int], None]) -> None:
        super().__init__(heading="Meetings required and held")
        self._proposes = proposes
        self._rows = column(space=12)
        self.body.addLayout(self._rows)

    def show_groups(self, register: Register) -> None:
        """Ask the register how the groups stand today."""
        clear(self._rows)
        found = requirements(register, register.today())
        if not found:
            self._rows.addWidget(quiet("Groups added under Groups and people are counted here."))
        for one in found:
            self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(one))

    def _row(self, one: Requirement) -> QWidget:
        holder = QWidget()
        chip = Chip("gap", Tone.CARE) if one.gaps else Chip("as required", Tone.GOOD)
        head = row(strong(one.group), chip, space=8)
        head.setStretch(0, 1)
        made = column(head, quiet(one.words), space=4)
        for gap in one.gaps[: -NEWEST - 1 : -1]:
            made.addWidget(label(gap))
        if len(one.gaps) > NEWEST:
            made.addWidget(quiet(f"and in {count_word(len(one.gaps) - NEWEST, 'earlier period')}"))
        if one.gaps:
            propose = button("Propose dates…", lambda: self._proposes(one.group_id))
            made.addWidget(named(propose, f"Propose dates for {one.group}"))
        holder.setLayout(made)
        return holder
