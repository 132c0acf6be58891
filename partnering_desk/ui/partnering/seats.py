"""The seats of a group as they face each other: a line for each pair, a member of either party in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from partnering_desk.app.plan import NewMember
from partnering_desk.rules.parties import PartyRole
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.fields import named
from partnering_desk.ui.widgets.text import strong


@dataclass(slots=True)
class _Line:
    sides: dict[PartyRole, Options[str]]
    seat: QLineEdit

    def names(self) -> tuple[str, str]:
        """The Commissioner's member and the Contractor's, "" for nobody."""
        return self.sides[PartyRole.COMMISSIONER].value(), self.sides[PartyRole.CONTRACTOR].value()


class SeatsEditor(QWidget):
    """Pairs of members; a new empty line comes by itself when the last one is used."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        theme = current()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        for place, words in enumerate(("Commissioner", "Contractor", "What the seat is for")):
            self._grid.addWidget(strong(words), 0, place)
        self.setLayout(self._grid)
        self._people: dict[PartyRole, Sequence[str]] = dict.fromkeys(PartyRole, ())
        self._lines: list[_Line] = []

    def fill(self, people: dict[PartyRole, Sequence[str]], members: Sequence[NewMember]) -> None:
        """Show the members of a group in pairs, to be chosen from the `people` of each party."""
        for line in self._lines:
            for widget in (*line.sides.values(), line.seat):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._lines = []
        self._people = people
        for names, seat in _pairs(people, members):
            self._add(names, seat)
        self._add(("", ""), "")

    def _add(self, names: tuple[str, str], seat: str) -> None:
        number = len(self._lines) + 1
        sides = {}
        for place, (role, name) in enumerate(zip(PartyRole, names, strict=True)):
            box: Options[str] = Options(f"{role.words}, seat {number}")
            box.offer([("", "Nobody"), *((one, one) for one in self._people[role])])
            box.set_value(name)
            box.picked.connect(self._used)
            self._grid.addWidget(box, number, place)
            sides[role] = box
        text = named(QLineEdit(seat), f"What seat {number} is for")
        text.setPlaceholderText("finance, operations")
        text.textEdited.connect(lambda _text: self.changed.emit())
        self._grid.addWidget(text, number, 2)
        self._lines.append(_Line(sides, text))

    def _used(self) -> None:
        if any(self._lines[-1].names()):
            self._add(("", ""), "")
        self.changed.emit()

    def fields(self) -> list[QWidget]:
        """The fields in the order in which Tab goes through them."""
        return [field for line in self._lines for field in (*line.sides.values(), line.seat)]

    def members(self) -> tuple[NewMember, ...]:
        """The members as chosen, each with the one on the same line as counterpart."""
        chosen: list[NewMember] = []
        for line in self._lines:
            commissioner, contractor = line.names()
            seat = line.seat.text().strip()
            if commissioner:
                chosen.append(NewMember(commissioner, contractor, seat))
            if contractor:
                chosen.append(NewMember(contractor, commissioner, seat))
        return tuple(chosen)


def _pairs(people: dict[PartyRole, Sequence[str]], members: Sequence[NewMember]) -> list[tuple[tuple[str, str], str]]:
    """The members as lines: each once, the Commissioner's first, with the counterpart chosen on either side."""
    facing = {one.person: one.counterpart for one in members if one.counterpart}
    facing |= {counterpart: person for person, counterpart in facing.items() if counterpart not in facing}
    seats = {one.person: one.seat for one in members}
    lines, seen = [], set()
    ours = [one.person for one in members if one.person in people[PartyRole.COMMISSIONER]]
    for person in ours:
        other = facing.get(person, "")
        if other in seen:
            other = ""
        seen |= {person, other}
        lines.append(((person, other), seats[person] or seats.get(other, "")))
    theirs = [one.person for one in members if one.person in people[PartyRole.CONTRACTOR]]
    lines += [(("", person), seats[person]) for person in theirs if person not in seen]
    return lines
