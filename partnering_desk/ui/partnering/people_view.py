"""The people of the partnering: added, corrected, merged, taken from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnering_desk.app.groups import group_rows
from partnering_desk.app.parties import add_organisation, partnering_row
from partnering_desk.app.people import OFFICE_WORDS, Office, PersonRow, add_person, appoint, edit_person, people_rows
from partnering_desk.app.people_import import same_organisation
from partnering_desk.app.people_keep import Imported, import_people, known
from partnering_desk.app.people_merge import merge_people
from partnering_desk.app.people_sheet import Sheet
from partnering_desk.app.plan import NewPerson
from partnering_desk.app.register import Register
from partnering_desk.app.thing import Thing
from partnering_desk.rules.parties import side_words
from partnering_desk.rules.wording import sentence_case
from partnering_desk.ui.partnering.change_dialogs import AppointDialog
from partnering_desk.ui.partnering.import_dialog import ImportDialog, choose_list
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.partnering.person_dialog import PersonDialog
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.background import Progress
from partnering_desk.ui.widgets.buttons import button, primary_button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.dialog import Dialog, tell
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.filters import Filter, Quick
from partnering_desk.ui.widgets.register_view import RegisterView, Verb
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.text import quiet


def _side(one: PersonRow) -> str:
    return side_words(one.party)


def _one(rows: tuple[PersonRow, ...]) -> bool:
    return len(rows) == 1


COLUMNS: list[Column[PersonRow]] = [
    Column("Name", lambda one: one.name, width=140),
    Column("Job title", lambda one: one.job_title, width=140),
    Column("Organisation", lambda one: one.organisation, width=150),
    Column("Side", _side, width=125),
    Column("Groups", lambda one: "; ".join(one.groups), width=0),
    Column("E-mail", lambda one: one.email, width=0),
    Column(
        "To look at",
        lambda one: f"Perhaps {one.double_of} again" if one.double_of else "",
        tone=lambda one: Tone.CARE if one.double_of else None,
        width=110,
    ),
]


class PeopleView(QWidget):
    """The list of people, and what can be done with them."""

    history_wanted = Signal()
    """The history of the person chosen is wanted."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self.view: RegisterView[PersonRow] = RegisterView(
            "People",
            COLUMNS,
            key=lambda one: one.person_id,
            one="person",
            many="people",
            quicks=[
                Quick("Perhaps twice", lambda one: bool(one.double_of)),
                Quick("No e-mail", lambda one: not one.email),
            ],
            filters=[
                Filter("Side", lambda one: (_side(one),)),
                Filter("Organisation", lambda one: (one.organisation,) if one.organisation else ()),
            ],
            verbs=[
                Verb("Change…", lambda rows: self.change(rows[0]), "F2", fits=lambda rows: len(rows) == 1),
                Verb(
                    "Merge with another…", lambda rows: self.merge(rows[0]), "Ctrl+M", fits=lambda rows: len(rows) == 1
                ),
                Verb("Appoint…", lambda rows: self.appoint(rows[0]), "Ctrl+E", fits=lambda rows: len(rows) == 1),
                Verb("History…", lambda _rows: self.history_wanted.emit(), fits=_one),
            ],
        )
        self.view.opened.connect(self.change)
        buttons = row(
            None,
            button("From a spreadsheet…", self.take_list),
            button("History…", lambda: self._with_one(lambda _person: self.history_wanted.emit())),
            button("Merge…", lambda: self._with_one(self.merge)),
            button("Appoint…", lambda: self._with_one(self.appoint)),
            button("Change…", lambda: self._with_one(self.change)),
            primary_button("Add a person…", self.add),
        )
        outside = column(buttons, self.view, space=12)
        outside.setStretch(1, 1)
        self.setLayout(outside)

    def thing(self) -> Thing | None:
        """The person chosen."""
        rows = self.view.selected()
        return Thing("person", rows[0].person_id) if _one(rows) else None

    def refresh(self) -> None:
        """Ask the register."""
        self.view.set_rows(people_rows(self._register))

    def _with_one(self, does: Callable[[PersonRow], None]) -> None:
        rows = self.view.selected()
        if len(rows) == 1:
            does(rows[0])
        else:
            tell(self, "One person at a time", "Choose one person in the list first.")

    def _organisations(self) -> list[tuple[str, str]]:
        rows = partnering_row(self._register).organisations
        return [(one.name, one.party.words if one.party else "") for one in rows]

    def _organisation_id(self, name: str) -> int | None:
        if not name:
            return None
        for one in partnering_row(self._register).organisations:
            if same_organisation(one.name, name):
                return one.organisation_id
        return add_organisation(self._register, name, None)

    def add(self) -> None:
        """Ask for another person, and add them."""
        dialog = PersonDialog(self, NewPerson(""), self._organisations())

        def keep() -> int:
            one = dialog.person()
            where = self._organisation_id(one.organisation)
            return add_person(self._register, one.name, where, one.job_title, one.email, one.delivery)

        dialog.does = keep
        dialog.exec()

    def change(self, person: PersonRow) -> None:
        """Ask for other particulars of a person, and keep them."""
        as_typed = NewPerson(person.name, person.organisation, person.job_title, person.email, person.delivery)
        dialog = PersonDialog(self, as_typed, self._organisations(), new=False)

        def keep() -> None:
            one = dialog.person()
            where = self._organisation_id(one.organisation)
            edit_person(self._register, person.person_id, one.name, where, one.job_title, one.email, one.delivery)

        dialog.does = keep
        dialog.exec()

    def merge(self, person: PersonRow) -> None:
        """Ask who this entry really is, and merge the two."""
        others = [one for one in people_rows(self._register) if one.person_id != person.person_id]
        dialog = Dialog(self, f"Merge {person.name}", "Merge the two")
        keep: Options[int] = Options("Is the same person as", [(one.person_id, one.name) for one in others])
        likely = next((one.person_id for one in others if one.name == person.double_of), None)
        keep.set_value(likely)
        dialog.body.addWidget(labelled("&Is the same person as", keep))
        dialog.body.addWidget(
            quiet(f"Everything recorded of {person.name} becomes that person's. What was sent stays as it was sent.")
        )
        dialog.does = lambda: merge_people(self._register, keep.value(), person.person_id)
        dialog.exec()

    def appoint(self, person: PersonRow) -> None:
        """Ask for a group and an office, and appoint the person."""
        groups = [(one.group_id, one.name) for one in group_rows(self._register)]
        offices = [(office, sentence_case(words)) for office, words in OFFICE_WORDS.items()]
        group: Options[int] = Options("Group", groups)
        office: Options[Office] = Options("Office", offices)
        dialog = AppointDialog(
            self,
            f"Appoint {person.name}",
            "Appoint",
            [(person.person_id, person.name)],
            self._register.today,
            lambda who, since: appoint(self._register, group.value(), office.value(), who, since),
        )
        dialog.body.insertWidget(0, labelled("&Group", group))
        dialog.body.insertWidget(1, labelled("&Office", office))
        QWidget.setTabOrder(group, office)
        QWidget.setTabOrder(office, dialog.person)
        group.setFocus()
        dialog.exec()

    def take_list(self) -> None:
        """Let a person choose a list, show it as it would be kept, and keep it when that is accepted."""
        sheet = choose_list(self)
        if sheet is not None:
            self.read(sheet)

    def read(self, sheet: Sheet) -> None:
        """Show a list as it would be kept, and keep it when that is accepted."""
        dialog = ImportDialog(self, sheet, known(self._register))

        def begin() -> Callable[[Progress], Imported | None]:
            shown = dialog.checked()
            return lambda progress: import_people(
                self._register, shown, lambda done, of: progress.tell(done, of, ""), lambda: progress.cancelled
            )

        dialog.begins = begin
        if dialog.exec() and isinstance(dialog.result_value, Imported):
            outcome = dialog.result_value
            tell(self, "People taken", " ".join((outcome.words, *outcome.notes)))
