"""The steps of the wizard that are about people: who they are, who sits where, who acts for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from partnering_desk.app.draft import Draft
from partnering_desk.app.people_sheet import Sheet
from partnering_desk.app.plan import NewPerson
from partnering_desk.app.plan_check import check, check_people
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import IN_ATTENDANCE, PartyRole, side_words
from partnering_desk.rules.wording import count
from partnering_desk.ui.partnering.import_dialog import ImportDialog, choose_list
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.partnering.person_dialog import PersonDialog
from partnering_desk.ui.partnering.seats import SeatsEditor
from partnering_desk.ui.partnering.steps import Step
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import clear, column, row
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.flow import FlowLayout
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.table import RowsTable
from partnering_desk.ui.widgets.text import label, quiet, strong


def put_in_order(fields: Sequence[QWidget]) -> None:
    """Let Tab go from each of the fields to the next."""
    for one, following in pairwise(fields):
        QWidget.setTabOrder(one, following)


class PeopleStep(Step):
    """Everybody who meets: typed, or from a spreadsheet."""

    title = "The people"
    words = "Everybody who meets, takes minutes or is in attendance. A spreadsheet export can be read as it is."

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        columns: list[Column[NewPerson]] = [
            Column("Name", lambda one: one.name, width=170),
            Column("Organisation", lambda one: one.organisation, width=0),
            Column("Side", self._side, width=125),
            Column("E-mail", lambda one: one.email, width=200),
        ]
        self.table: RowsTable[NewPerson] = RowsTable("People", columns)
        self.table.setMinimumHeight(current().px(220))
        self.table.opened.connect(self.change)
        self.count = quiet("")
        buttons = FlowLayout()
        self.from_list = button("From a &spreadsheet…", self.take_list)
        for one in (
            self.from_list,
            button("&Add a person…", self.add),
            button("C&hange…", lambda: self.change(None)),
            button("&Take out", self.take_out),
        ):
            buttons.addWidget(one)
        self.body.addLayout(buttons)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)

    def _side(self, person: NewPerson) -> str:
        return side_words(self.draft.side(person))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table if self.draft.people else self.from_list

    def load(self) -> None:
        """Show the people."""
        self._show(0)

    def _show(self, place: int) -> None:
        people = self.draft.people
        self.table.rows.set_rows(people)
        self.count.setText(count(len(people), "person", "people"))
        if people:
            self.table.choose([min(place, len(people) - 1)])

    def take_list(self) -> None:
        """Let a person choose a list, and take the people in it."""
        sheet = choose_list(self)
        if sheet is not None:
            self.read(sheet)

    def read(self, sheet: Sheet) -> None:
        """Show a list as it would be kept, and take its people when that is accepted."""
        dialog = ImportDialog(self, sheet, self.draft.known())
        dialog.does = lambda: self.draft.take(dialog.checked())
        if dialog.exec():
            self._show(0)
        self.table.setFocus()

    def add(self) -> None:
        """Ask for another person and add them."""
        last = self.draft.people[-1].organisation if self.draft.people else ""
        self._ask(NewPerson("", last), None)

    def change(self, _person: NewPerson | None) -> None:
        """Ask for other particulars of the person who is lit."""
        chosen = self.table.chosen()
        if chosen:
            self._ask(chosen[0], self.draft.people.index(chosen[0]))

    def _ask(self, person: NewPerson, place: int | None) -> None:
        dialog = PersonDialog(self, person, self._organisations(), new=place is None)
        dialog.does = dialog.person
        if dialog.exec() and isinstance(dialog.result_value, NewPerson):
            if place is None:
                self.draft.people.append(dialog.result_value)
            else:
                self.draft.people[place] = dialog.result_value
                self.draft.rename_person(person.name, dialog.result_value.name)
            self._show(len(self.draft.people) if place is None else place)
        self.table.setFocus()

    def _organisations(self) -> list[tuple[str, str]]:
        sides = [(name, role.words) for role, names in self.draft.organisations.items() for name in names]
        known = {name for name, _ in sides}
        others = dict.fromkeys(one.organisation for one in self.draft.people if one.organisation)
        return sides + [(name, "") for name in others if name not in known]

    def take_out(self) -> None:
        """Leave out the people who are lit, wherever they sit."""
        for person in self.table.chosen():
            self.draft.forget_person(person.name)
        self._show(0)

    def save(self) -> None:
        """Check that there are people, and that their names differ. Raises `Refusal`."""
        if not self.draft.people:
            raise Refusal("Nobody is in the list yet. Add the people, or take them from a spreadsheet.")
        check_people(self.draft.plan())


class MembersStep(Step):
    """Who sits in each group, facing whom, and who chairs and takes the minutes."""

    title = "Members and counterparts"
    words = (
        "Each line seats a member of either party facing the counterpart (Governance 5.2). "
        "Pairs from a spreadsheet are proposed in its order; put right those that differ."
    )

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        self.group: Options[int] = Options("Group")
        self.chair: Options[str] = Options("Chair")
        self.vice_chair: Options[str] = Options("Vice-chair")
        self.minute_taker: Options[str] = Options("Minute taker")
        self.seats = SeatsEditor()
        self._attending: dict[str, QCheckBox] = {}
        self._attendees = FlowLayout(space=16)
        self._at = -1
        inside = QWidget()
        within: QVBoxLayout = column(space=12)
        within.addWidget(self.seats)
        within.addLayout(
            row(
                labelled("&Chair", self.chair),
                labelled("&Vice-chair", self.vice_chair),
                labelled("&Minute taker", self.minute_taker),
                space=12,
            )
        )
        within.addWidget(strong(IN_ATTENDANCE))
        within.addLayout(self._attendees)
        within.addStretch(1)
        inside.setLayout(within)
        self.body.addWidget(labelled("&Group", self.group, "Alt+Down lists the groups."))
        self.body.addWidget(scrolling(inside), 1)
        self.group.picked.connect(self._turn)
        self.seats.changed.connect(self._order)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.group

    def load(self) -> None:
        """Show the first group."""
        self._at = -1
        self.group.offer([(place, one.name) for place, one in enumerate(self.draft.groups)])
        self.group.set_value(0)
        self._show()

    def _turn(self) -> None:
        self._keep()
        self._show()

    def _show(self) -> None:
        self._at = self.group.value()
        group = self.draft.groups[self._at]
        self.seats.fill({role: self.draft.on_side(role) for role in PartyRole}, group.members)
        everybody = [("", "Nobody yet"), *((one.name, one.name) for one in self.draft.people)]
        for box, name in (
            (self.chair, group.chair),
            (self.vice_chair, group.vice_chair),
            (self.minute_taker, group.minute_taker),
        ):
            box.offer(everybody)
            box.set_value(name)
        clear(self._attendees)
        self._attending = {}
        for person in self.draft.people:
            if self.draft.side(person) is None or person.name in group.attendees:
                tick = QCheckBox(person.name)
                tick.setChecked(person.name in group.attendees)
                self._attending[person.name] = tick
                self._attendees.addWidget(tick)
        self._order()

    def _order(self) -> None:
        """Let Tab go down the page, through fields that came later too."""
        officers = (self.chair, self.vice_chair, self.minute_taker)
        put_in_order([self.group, *self.seats.fields(), *officers, *self._attending.values()])

    def _keep(self) -> None:
        if self._at < 0:
            return
        group = self.draft.groups[self._at]
        self.draft.groups[self._at] = replace(
            group,
            members=self.seats.members(),
            chair=self.chair.value(),
            vice_chair=self.vice_chair.value(),
            minute_taker=self.minute_taker.value(),
            attendees=tuple(name for name, tick in self._attending.items() if tick.isChecked()),
        )

    def save(self) -> None:
        """Keep the seats, and check them. Raises `Refusal` when somebody sits twice."""
        self._keep()
        check(self.draft.plan())


class LastStep(Step):
    """Who represents the parties, who acts for each authority, and what is still open."""

    title = "Who acts for whom"
    words = (
        "One Contract Representative a party (Governance 4.1), and one person empowered to act for each "
        "authority (cross-authority arrangement). Both can be named later."
    )

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        self._holder = QWidget()
        self._inside = column(space=12)
        self._holder.setLayout(self._inside)
        self.body.addWidget(scrolling(self._holder), 1)
        self.representatives: dict[PartyRole, Options[str]] = {}
        self.nominees: dict[str, Options[str]] = {}

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.representatives[PartyRole.COMMISSIONER]

    def load(self) -> None:
        """Show who could act, and what is still open."""
        clear(self._inside)
        self.representatives, self.nominees = {}, {}
        for role in PartyRole:
            box = self._people(f"Contract Representative of the {role.words}", self.draft.on_side(role))
            box.set_value(self.draft.representatives.get(role, ""))
            self.representatives[role] = box
        for role, names in self.draft.organisations.items():
            for name in names if len(names) > 1 else ():
                self.nominees[name] = self._nominee(role, name)
        self._inside.addWidget(strong("Still open; none of it keeps you from going on"))
        put_in_order([self._holder, *self.representatives.values(), *self.nominees.values()])
        self._open = column(space=4)
        self._inside.addLayout(self._open)
        self._inside.addStretch(1)
        self._say_open()

    def _nominee(self, role: PartyRole, name: str) -> Options[str]:
        there = [one.name for one in self.draft.people if one.organisation == name]
        box = self._people(f"Acts for {name}", there)
        alone = there[0] if len(there) == 1 else ""
        box.set_value(self.draft.nominees.get(name) or alone)
        return box

    def _people(self, words: str, names: Sequence[str]) -> Options[str]:
        box: Options[str] = Options(words, [("", "Nobody yet"), *((one, one) for one in names)])
        box.picked.connect(self._say_open)
        line = QLabel(words.replace("&", "&&"))
        line.setBuddy(box)
        pair = row(line, box, space=12)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self._inside.addLayout(pair)
        return box

    def _say_open(self) -> None:
        self.save()
        clear(self._open)
        points = self.draft.open_points()
        for point in points or ["Nothing."]:
            line = label(f"• {point}" if points else point, "quiet")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._open.addWidget(line)

    def save(self) -> None:
        """Keep who acts for whom."""
        self.draft.representatives = {role: box.value() for role, box in self.representatives.items()}
        self.draft.nominees = {name: box.value() for name, box in self.nominees.items()}
