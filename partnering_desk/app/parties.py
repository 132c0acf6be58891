"""The two parties: their organisations, who leads, who represents them and who may act for each authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.register import Register
from partnering_desk.records.models import (
    Nominee,
    Organisation,
    Partnering,
    Party,
    PartyLead,
    Person,
    Representative,
)
from partnering_desk.rules.clause import G4_1, X1, Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_date
from partnering_desk.rules.working_days import Nation


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation, its side (None: it only attends), and who may act for it today."""

    organisation_id: int
    name: str
    party: PartyRole | None
    lead: bool
    nominee: str = ""
    nominee_id: int | None = None


@dataclass(frozen=True, slots=True)
class PartneringRow:
    """The partnering's own particulars, and the Contract Representatives of today by party."""

    name: str
    nation: Nation
    effective: date
    commencement: date
    expiry: date
    kept_from: date
    organisations: tuple[OrganisationRow, ...]
    commissioner_representative: str = ""
    contractor_representative: str = ""

    def organisations_of(self, party: PartyRole) -> tuple[OrganisationRow, ...]:
        """The organisations of a party, the leading one first."""
        return tuple(sorted((one for one in self.organisations if one.party is party), key=lambda one: not one.lead))

    def representative(self, party: PartyRole) -> str:
        """The Contract Representative of a party, "" for none."""
        commissioner = party is PartyRole.COMMISSIONER
        return self.commissioner_representative if commissioner else self.contractor_representative


Dated = TypeVar("Dated", Nominee, Representative)


def standing(rows: list[Dated], on: date) -> Dated | None:
    """Which of several dated rows holds on a day: the last appointed."""
    holding = [one for one in rows if one.starts <= on and (one.ends is None or on <= one.ends)]
    return max(holding, key=lambda one: (one.starts, one.id), default=None)


def check_dates(effective: date, commencement: date, expiry: date) -> None:
    """Check the order of the contract's dates. Raises `Refusal`."""
    if commencement < effective:
        raise Refusal("The Commencement Date cannot be before the Effective Date. Correct one of them.")
    if expiry <= commencement:
        raise Refusal("The contract must end after its Commencement Date. Correct one of the dates.")


def check_kept_from(kept_from: date, effective: date) -> None:
    """Check the day from which a register is the record. Raises `Refusal`."""
    if kept_from < effective:
        raise Refusal(
            f"The record cannot be kept from {show_date(kept_from)}, before the Effective Date "
            f"({show_date(effective)}). Correct one of them."
        )


def partnering_row(register: Register, on: date | None = None) -> PartneringRow:
    """The partnering's particulars as they stand on a day, today when None."""
    with register.read() as session:
        return particulars(session, partnering(session, register), on or register.today())


def particulars(session: Session, shown: Partnering, on: date) -> PartneringRow:
    """As `partnering_row`, inside a transaction."""
    organisations = session.scalars(
        select(Organisation).where(Organisation.partnering_id == shown.id).order_by(Organisation.id)
    ).all()
    rows = tuple(_organisation_row(session, one, on) for one in organisations)
    by_role = {party.role: _representative_name(session, party, on) for party in shown.parties}
    return PartneringRow(
        shown.name,
        shown.nation,
        shown.effective,
        shown.commencement,
        shown.expiry,
        shown.kept_from,
        rows,
        by_role.get(PartyRole.COMMISSIONER, ""),
        by_role.get(PartyRole.CONTRACTOR, ""),
    )


def _organisation_row(session: Session, organisation: Organisation, on: date) -> OrganisationRow:
    nominees = session.scalars(select(Nominee).where(Nominee.organisation_id == organisation.id)).all()
    nominee = standing(list(nominees), on)
    return OrganisationRow(
        organisation.id,
        organisation.name,
        organisation.party.role if organisation.party else None,
        organisation.party is not None and lead_on(organisation.party, on) is organisation,
        nominee.person.name if nominee else "",
        nominee.person_id if nominee else None,
    )


def lead_on(party: Party, day: date) -> Organisation | None:
    """The organisation that led, leads or will lead a party on a day (cross-authority arrangement)."""
    return next((one.organisation for one in party.leads if day <= one.until), party.lead)


def _representative_name(session: Session, party: Party, on: date) -> str:
    rows = session.scalars(select(Representative).where(Representative.party_id == party.id)).all()
    found = standing(list(rows), on)
    return found.person.name if found else ""


def edit_partnering(
    register: Register, *, name: str, nation: Nation, effective: date, commencement: date, expiry: date
) -> None:
    """Correct the partnering's name, nation or dates. Raises `Refusal` for dates out of order or a name in use."""
    check_dates(effective, commencement, expiry)
    if not name.strip():
        raise Refusal("The partnering has no name. Give it the one on the contract.")
    with register.write() as session:
        shown = partnering(session, register)
        check_kept_from(shown.kept_from, effective)
        other = session.scalar(select(Partnering.id).where(Partnering.name == name.strip()))
        if other not in (None, shown.id):
            raise Refusal(f"There is a partnering called “{name.strip()}” already. Give another name.")
        shown.name, shown.nation = name.strip(), nation
        shown.effective, shown.commencement, shown.expiry = effective, commencement, expiry


def keep_from(register: Register, day: date, because: str) -> None:
    """Say from which day this register is the record; the Record keeps the reason.

    What was due before that day is not owed. Raises `Refusal` without a reason, or for a day before the Effective Date.
    """
    if not because.strip():
        raise Refusal("Say why the record is kept from another day. The reason is kept in the Record.")
    with register.write(f"Kept here from {show_date(day)} because {because.strip()}") as session:
        shown = partnering(session, register)
        check_kept_from(day, shown.effective)
        shown.kept_from = day


def add_organisation(register: Register, name: str, party: PartyRole | None) -> int:
    """Add an organisation to a party, or (None) one whose people only attend. Returns its id.

    The first of a party leads it. Raises `Refusal` for a name missing or in use.
    """
    with register.write() as session:
        shown = partnering(session, register)
        _check_name(session, shown, name, None)
        side = next((one for one in shown.parties if one.role is party), None)
        lead = side is not None and not side.organisations
        organisation = Organisation(partnering_id=shown.id, party=side, name=name.strip(), lead=lead)
        session.add(organisation)
        session.flush()
        return organisation.id


def rename_organisation(register: Register, organisation_id: int, name: str) -> None:
    """Correct an organisation's name. Raises `Refusal` for a name missing or in use."""
    with register.write() as session:
        organisation = row(session, Organisation, organisation_id)
        _check_name(session, partnering(session, register), name, organisation_id)
        organisation.name = name.strip()


def _check_name(session: Session, shown: Partnering, name: str, own_id: int | None) -> None:
    if not name.strip():
        raise Refusal("The organisation has no name. Type it.")
    known = select(Organisation).where(Organisation.partnering_id == shown.id)
    for other in session.scalars(known):
        if other.id != own_id and folded(other.name) == folded(name):
            raise Refusal(f"“{other.name}” is in the list already. Give another name.")


def lead_by(register: Register, organisation_id: int) -> None:
    """Let an organisation lead its party and cast its vote from today on (cross-authority arrangement).

    Which one led until then stays known. Raises `Refusal` for an organisation that is of no party.
    """
    with register.write() as session:
        organisation = row(session, Organisation, organisation_id)
        if organisation.party is None:
            raise Refusal(f"{organisation.name} is of neither party, so it leads none. Choose another.", X1)
        party, yesterday = organisation.party, register.today() - timedelta(1)
        before = party.lead
        if before not in (None, organisation) and all(one.until != yesterday for one in party.leads):
            party.leads.append(PartyLead(until=yesterday, organisation=before))
        for one in party.organisations:
            one.lead = False
        session.flush()  # at no moment have two the lead
        organisation.lead = True


def nominate(register: Register, organisation_id: int, person_id: int, starts: date) -> None:
    """Empower one person to act for an authority from `starts` on, in place of the last (cross-authority).

    Raises `Refusal` when the person works elsewhere, or the last nomination began on a later day.
    """
    with register.write() as session:
        organisation, person = row(session, Organisation, organisation_id), row(session, Person, person_id)
        if person.organisation_id != organisation_id:
            raise Refusal(
                f"{person.name} cannot act for {organisation.name}: choose somebody who works there "
                f"(cross-authority arrangement).",
                X1,
            )
        before = session.scalars(select(Nominee).where(Nominee.organisation_id == organisation_id)).all()
        _end(session, list(before), starts)
        session.add(Nominee(organisation_id=organisation_id, person=person, starts=starts))


def represent(register: Register, party: PartyRole, person_id: int, starts: date) -> None:
    """Make a person the Contract Representative of a party from `starts` on, in place of the last.

    Raises `Refusal` when the person is not on that side, or the last one began on a later day (Governance 4.1).
    """
    with register.write() as session:
        person = row(session, Person, person_id)
        if person.party is not party:
            raise Refusal(
                f"{person.name} is not on the side of the {party.words}, so cannot be its Contract "
                f"Representative (Governance 4.1). Choose somebody who is.",
                G4_1,
            )
        side = next(one for one in partnering(session, register).parties if one.role is party)
        before = session.scalars(select(Representative).where(Representative.party_id == side.id)).all()
        _end(session, list(before), starts)
        session.add(Representative(party_id=side.id, person=person, starts=starts))


def _end(session: Session, rows: list[Dated], starts: date) -> None:
    """End what holds on the day before `starts`; what would begin on that day itself gives way."""
    for one in rows:
        if one.starts > starts:
            raise Refusal(
                f"{one.person.name} was appointed from {show_date(one.starts)}, after that. Choose a later day."
            )
        if one.starts == starts:
            session.delete(one)
        elif one.ends is None or one.ends >= starts:
            one.ends = starts - timedelta(1)
