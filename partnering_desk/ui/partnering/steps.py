"""The first steps of the wizard: the contract, its parties, its groups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from partnering_desk.app.draft import Draft
from partnering_desk.app.parties import check_dates, check_kept_from
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.plan_check import check_groups
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import sentence_case, show_date
from partnering_desk.rules.working_days import Nation
from partnering_desk.ui.partnering.group_dialog import GroupDialog
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.theme.theme import current
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import column, row
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.rows import Column
from partnering_desk.ui.widgets.table import RowsTable
from partnering_desk.ui.widgets.text import quiet
from partnering_desk.ui.widgets.typed_fields import DateField


class Step(QWidget):
    """One step: shows what the draft holds, and puts what was typed back into it."""

    title = ""
    words = ""

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__()
        self.draft, self.today = draft, today
        self.body = column(space=12)
        self.setLayout(self.body)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self

    def load(self) -> None:
        """Show what the draft holds."""

    def save(self) -> None:
        """Put what was typed into the draft. Raises `Refusal` when it cannot stand."""


class ContractStep(Step):
    """Name, nation and dates."""

    title = "The contract"
    words = "What the partnering is called, whose bank holidays it keeps, and the dates of its contract."

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        self.name = QLineEdit()
        self.nation = Options("Nation", [(nation, nation.words) for nation in Nation])
        self.effective, self.commencement, self.expiry, self.kept_from = (DateField(today) for _ in range(4))
        self.body.addWidget(labelled("&Name of the partnering", self.name, "As on the contract"))
        self.body.addWidget(labelled("N&ation", self.nation, "Its bank holidays are no Working Days."))
        self.body.addWidget(labelled("&Effective Date", self.effective))
        self.body.addWidget(labelled("&Commencement Date", self.commencement))
        self.body.addWidget(labelled("E&nd of the Term", self.expiry))
        self.body.addWidget(labelled("&Kept here from", self.kept_from, "What was due before is not owed here."))
        self.body.addStretch(1)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.name

    def load(self) -> None:
        """Show what the draft holds."""
        self.name.setText(self.draft.name)
        self.nation.set_value(self.draft.nation)
        self.effective.set_value(self.draft.effective)
        self.commencement.set_value(self.draft.commencement)
        self.expiry.set_value(self.draft.expiry)
        self.kept_from.set_value(self.draft.kept_from or self.today())

    def save(self) -> None:
        """Keep name and dates. Raises `Refusal` when one is missing or out of order."""
        if not self.name.text().strip():
            raise Refusal("The partnering has no name. Give it the one on the contract.")
        effective, commencement, expiry = (
            self.effective.value(),
            self.commencement.value(),
            self.expiry.value(),
        )
        if effective is None or commencement is None or expiry is None:
            raise Refusal("The contract has three dates: effective, commencement and end. Type them all.")
        check_dates(effective, commencement, expiry)
        draft, today = self.draft, self.today()
        kept_from = self.kept_from.value() or today
        if kept_from == today:
            kept_from = max(today, effective)  # a contract that is still to begin
        check_kept_from(kept_from, effective)
        draft.kept_from = kept_from
        draft.name, draft.nation = self.name.text().strip(), self.nation.value()
        draft.effective, draft.commencement, draft.expiry = effective, commencement, expiry


class PartiesStep(Step):
    """The organisations of each party, one a line."""

    title = "The parties"
    words = (
        "One organisation a line. The first of each party leads it and casts its vote. "
        "Organisations named in a spreadsheet of people come by themselves later."
    )

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        self.lists = {role: QPlainTextEdit() for role in PartyRole}
        for role, box in self.lists.items():
            box.setTabChangesFocus(True)
            box.setMinimumHeight(current().px(88))
            self.body.addWidget(labelled(f"The {role.words}", box))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.lists[PartyRole.COMMISSIONER]

    def load(self) -> None:
        """Show what the draft holds."""
        for role, box in self.lists.items():
            box.setPlainText("\n".join(self.draft.organisations[role]))

    def save(self) -> None:
        """Keep the organisations. Raises `Refusal` when a party has none."""
        typed = {
            role: [" ".join(line.split()) for line in box.toPlainText().splitlines() if line.strip()]
            for role, box in self.lists.items()
        }
        for role, names in typed.items():
            if not names:
                raise Refusal(f"The {role.words} has no organisation. Type at least the one that leads it.")
        both = set(typed[PartyRole.COMMISSIONER]) & set(typed[PartyRole.CONTRACTOR])
        if both:
            raise Refusal(f"{min(both)} cannot be of both parties. Take it out of one list.")
        self.draft.organisations = {role: list(dict.fromkeys(names)) for role, names in typed.items()}


class GroupsStep(Step):
    """The groups of the Appendix."""

    title = "The groups"
    words = "The groups of the Appendix: how often each meets, where, and from when (Governance 5.1)."

    def __init__(self, draft: Draft, today: Callable[[], date]) -> None:
        super().__init__(draft, today)
        columns: list[Column[NewGroup]] = [
            Column("Group", lambda one: one.name, width=0),
            Column("Code", lambda one: one.code, width=64),
            Column("How often", lambda one: sentence_case(one.frequency.words), width=130),
            Column("Planned start", lambda one: show_date(one.planned_start), width=130),
        ]
        self.table: RowsTable[NewGroup] = RowsTable("Groups", columns)
        self.table.setMinimumHeight(current().px(180))
        self.table.opened.connect(self.change)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(
            row(
                button("&Add a group…", self.add),
                button("C&hange…", lambda: self.change(None)),
                button("&Take out", self.take_out),
                None,
            )
        )
        self.body.addWidget(quiet("Enter changes the group that is lit."))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table

    def load(self) -> None:
        """Show the groups; a new partnering begins with its Core Group."""
        if not self.draft.groups:
            self.draft.groups.append(self.draft.new_group("Core Group"))
        self._show(0)

    def _show(self, place: int) -> None:
        self.table.rows.set_rows(self.draft.groups)
        if self.draft.groups:
            self.table.choose([min(place, len(self.draft.groups) - 1)])

    def add(self) -> None:
        """Ask for another group and add it."""
        proposed = self.draft.new_group("Working Group")
        blank = NewGroup(
            GroupKind.WORKING, "", proposed.frequency, proposed.planned_start, location=self._usual_place()
        )
        self._ask(blank, None)

    def _usual_place(self) -> str:
        return self.draft.groups[-1].location if self.draft.groups else ""

    def change(self, _group: NewGroup | None) -> None:
        """Ask for other particulars of the group that is lit."""
        chosen = self.table.chosen()
        if chosen:
            self._ask(chosen[0], self.draft.groups.index(chosen[0]))

    def _ask(self, group: NewGroup, place: int | None) -> None:
        taken = [one.code for number, one in enumerate(self.draft.groups) if number != place]
        dialog = GroupDialog(self, group, taken, self.today, new=place is None)
        dialog.kind.setEnabled(True)
        dialog.does = dialog.group
        if dialog.exec() and isinstance(dialog.result_value, NewGroup):
            if place is None:
                self.draft.groups.append(dialog.result_value)
            else:
                self.draft.groups[place] = dialog.result_value
            self._show(len(self.draft.groups) if place is None else place)
        self.table.setFocus()

    def take_out(self) -> None:
        """Leave out the group that is lit."""
        for group in self.table.chosen():
            self.draft.groups.remove(group)
        self._show(0)

    def save(self) -> None:
        """Check that there is one Core Group, and that names and codes differ. Raises `Refusal`."""
        check_groups(self.draft.plan())
