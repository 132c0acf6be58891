"""The contract and its parties: dates, organisations, who leads, who represents, who acts for each authority."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from partnering_desk.app.parties import (
    OrganisationRow,
    PartneringRow,
    add_organisation,
    edit_partnering,
    keep_from,
    lead_by,
    nominate,
    partnering_row,
    rename_organisation,
    represent,
)
from partnering_desk.app.people import people_rows
from partnering_desk.app.register import Register
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_date
from partnering_desk.rules.working_days import Nation
from partnering_desk.ui.partnering.change_dialogs import AppointDialog, needed
from partnering_desk.ui.partnering.lines import add_line
from partnering_desk.ui.partnering.options import Options
from partnering_desk.ui.theme.roles import Tone
from partnering_desk.ui.widgets.attempt import attempt
from partnering_desk.ui.widgets.buttons import button
from partnering_desk.ui.widgets.card import RowCard, clear, column, row
from partnering_desk.ui.widgets.chip import Chip
from partnering_desk.ui.widgets.dialog import Dialog
from partnering_desk.ui.widgets.fields import labelled
from partnering_desk.ui.widgets.scroll_page import scrolling
from partnering_desk.ui.widgets.text import quiet, section, strong
from partnering_desk.ui.widgets.typed_fields import DateField

_ATTENDS = "Neither: its people are in attendance"


class ContractDialog(Dialog):
    """Corrects name, nation and dates."""

    def __init__(self, parent: QWidget | None, register: Register, shown: PartneringRow) -> None:
        super().__init__(parent, "The contract", "Keep contract")
        self._register = register
        self.name = QLineEdit(shown.name)
        self.nation = Options("Nation", [(nation, nation.words) for nation in Nation])
        self.nation.set_value(shown.nation)
        self.effective, self.commencement, self.expiry = (DateField(register.today) for _ in range(3))
        self.effective.set_value(shown.effective)
        self.commencement.set_value(shown.commencement)
        self.expiry.set_value(shown.expiry)
        self.body.addWidget(labelled("&Name of the partnering", self.name))
        self.body.addWidget(labelled("N&ation", self.nation))
        self.body.addWidget(labelled("&Effective Date", self.effective))
        self.body.addWidget(labelled("&Commencement Date", self.commencement))
        self.body.addWidget(labelled("En&d of the Term", self.expiry))
        self.does = self.keep

    def keep(self) -> None:
        """Keep the corrections. Raises `Refusal`."""
        edit_partnering(
            self._register,
            name=self.name.text(),
            nation=self.nation.value(),
            effective=needed(self.effective, "The Effective Date"),
            commencement=needed(self.commencement, "The Commencement Date"),
            expiry=needed(self.expiry, "The end of the Term"),
        )


class KeptFromDialog(Dialog):
    """Says from which day this register is the record, and why."""

    def __init__(self, parent: QWidget | None, register: Register, shown: PartneringRow) -> None:
        super().__init__(parent, "Kept here from", "Keep the day")
        self._register = register
        self.day, self.because = DateField(register.today), QLineEdit()
        self.day.set_value(shown.kept_from)
        self.body.addWidget(quiet("Meetings and minutes that were due before this day are not owed here."))
        self.body.addWidget(labelled("&Kept here from", self.day))
        self.body.addWidget(labelled("&Reason", self.because, "It is kept in the Record."))
        self.does = self.keep

    def keep(self) -> None:
        """Keep the day and the reason. Raises `Refusal`."""
        keep_from(self._register, needed(self.day, "The record"), self.because.text())


class OrganisationDialog(Dialog):
    """Adds an organisation to a party, or renames one."""

    def __init__(self, parent: QWidget | None, register: Register, known: OrganisationRow | None = None) -> None:
        super().__init__(parent, f"Rename {known.name}" if known else "Add an organisation", "Keep organisation")
        self._register, self._known = register, known
        self.name = QLineEdit(known.name if known else "")
        self.party = Options[PartyRole | None]("Party")
        self.party.offer([*((role, role.words) for role in PartyRole), (None, _ATTENDS)])
        self.body.addWidget(labelled("&Name", self.name))
        if known is None:
            self.body.addWidget(labelled("&Party", self.party))
        self.does = self.keep
        self.name.setFocus()

    def keep(self) -> None:
        """Keep the organisation. Raises `Refusal`."""
        if self._known is None:
            add_organisation(self._register, self.name.text(), self.party.value())
        else:
            rename_organisation(self._register, self._known.organisation_id, self.name.text())


class ContractView(QWidget):
    """What the contract says of the partnering, and who acts for its parties."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        inside = QWidget()
        self._body = column(space=12)
        self.dates = quiet("")
        inside.setLayout(self._body)
        self.setLayout(column(scrolling(inside)))

    def refresh(self) -> None:
        """Ask the register."""
        clear(self._body)
        self.dates = quiet("")
        shown = partnering_row(self._register)
        change = button("Change the contract…", lambda: ContractDialog(self, self._register, shown).exec())
        self._body.addLayout(row(section("The contract"), None, change))
        contract = RowCard()
        self._body.addWidget(contract)
        contract.add_row(column(strong(shown.name), quiet(f"{shown.nation.words}, its bank holidays"), space=2))
        self.dates.setText(
            f"Effective {show_date(shown.effective)} · Commencement {show_date(shown.commencement)} · "
            f"ends {show_date(shown.expiry)}"
        )
        contract.add_row(self.dates)
        other = button("Change…", lambda: KeptFromDialog(self, self._register, shown).exec())
        other.setAccessibleName("Change from when the record is kept here")
        kept = quiet(f"Kept here from {show_date(shown.kept_from)}: what was due before is not owed")
        add_line(contract, column(kept), other)
        add = button("Add an organisation…", lambda: OrganisationDialog(self, self._register).exec())
        self._body.addLayout(row(section("The parties"), None, add))
        for role in PartyRole:
            self._body.addWidget(self._party(shown, role))
        self._body.addStretch(1)

    def _party(self, shown: PartneringRow, role: PartyRole) -> RowCard:
        card = RowCard()
        card.setAccessibleName(role.words)
        name = shown.representative(role)
        appoint = button("Appoint…", lambda: self.appoint_representative(role))
        appoint.setAccessibleName(f"Appoint the Contract Representative of the {role.words}")
        who = f"Contract Representative: {name}" if name else "No Contract Representative (Governance 4.1)"
        add_line(card, column(strong(role.words), quiet(who), space=2), appoint)
        organisations = shown.organisations_of(role)
        for one in organisations:
            self._organisation(card, one, several=len(organisations) > 1)
        return card

    def _organisation(self, card: RowCard, one: OrganisationRow, several: bool) -> None:
        acts = f"{one.nominee} acts for it" if one.nominee else "Nobody is nominated to act for it"
        words = column(strong(one.name), quiet(acts), space=2) if several else column(strong(one.name))
        chips = [Chip("leads", Tone.INFO)] if one.lead and several else []
        verbs = [button("Rename…", lambda: OrganisationDialog(self, self._register, one).exec())]
        if several:
            verbs.append(button("Nominate…", lambda: self.nominate(one)))
            if not one.lead:
                verbs.append(button("Let it lead", lambda: attempt(self, lead_by, self._register, one.organisation_id)))
        for verb in verbs:
            verb.setAccessibleName(f"{verb.text()} {one.name}")
        add_line(card, words, *chips, *verbs)

    def appoint_representative(self, role: PartyRole) -> None:
        """Ask who represents a party, and from when."""
        people = [(one.person_id, one.name) for one in people_rows(self._register) if one.party is role]
        AppointDialog(
            self,
            f"Contract Representative of the {role.words}",
            "Appoint",
            people,
            self._register.today,
            lambda who, since: represent(self._register, role, who, since),
        ).exec()

    def nominate(self, organisation: OrganisationRow) -> None:
        """Ask who may act for an authority, and from when."""
        here = organisation.organisation_id
        people = [(one.person_id, one.name) for one in people_rows(self._register) if one.organisation_id == here]
        AppointDialog(
            self,
            f"Acts for {organisation.name}",
            "Nominate",
            people,
            self._register.today,
            lambda who, since: nominate(self._register, here, who, since),
        ).exec()
