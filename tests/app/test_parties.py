from datetime import date

import pytest
from sqlalchemy import select

from partnering_desk.app.parties import (
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
from partnering_desk.records.models import Entry
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.working_days import Nation
from tests.app.five import Five

TODAY = date(2026, 11, 19)


def organisation(row: PartneringRow, name: str) -> int:
    return next(one.organisation_id for one in row.organisations if one.name == name)


def test_each_party_has_one_contract_representative_at_a_time(partnering: Five) -> None:
    register, people = partnering.register, partnering.people
    represent(register, PartyRole.COMMISSIONER, people["Nkechi Amadi"], date(2025, 1, 6))
    represent(register, PartyRole.COMMISSIONER, people["Sadia Rahman"], date(2026, 12, 1))
    assert partnering_row(register).representative(PartyRole.COMMISSIONER) == "Nkechi Amadi"
    later = partnering_row(register, date(2026, 12, 1))
    assert later.representative(PartyRole.COMMISSIONER) == "Sadia Rahman"
    assert later.representative(PartyRole.CONTRACTOR) == ""
    with pytest.raises(Refusal, match="after that"):
        represent(register, PartyRole.COMMISSIONER, people["Nkechi Amadi"], date(2026, 11, 1))
    with pytest.raises(Refusal, match=r"Governance 4\.1"):
        represent(register, PartyRole.COMMISSIONER, people["Ruth Lindqvist"], TODAY)


def test_an_appointment_corrected_for_its_own_day_is_the_last_one(partnering: Five) -> None:
    represent(partnering.register, PartyRole.CONTRACTOR, partnering.people["Ruth Lindqvist"], TODAY)
    represent(partnering.register, PartyRole.CONTRACTOR, partnering.people["Tunde Oṣei"], TODAY)
    assert partnering_row(partnering.register).contractor_representative == "Tunde Oṣei"


def test_each_authority_has_one_nominated_person_who_works_there(partnering: Five) -> None:
    register = partnering.register
    brent = organisation(partnering_row(register), "LB Brent")
    nominate(register, brent, partnering.people["Sadia Rahman"], TODAY)
    row = next(one for one in partnering_row(register).organisations if one.organisation_id == brent)
    assert (row.nominee, row.nominee_id) == ("Sadia Rahman", partnering.people["Sadia Rahman"])
    with pytest.raises(Refusal, match="works there"):
        nominate(register, brent, partnering.people["Nkechi Amadi"], TODAY)


def test_one_organisation_leads_a_party(partnering: Five) -> None:
    register = partnering.register
    lead_by(register, organisation(partnering_row(register), "LB Camden"))
    led = partnering_row(register).organisations_of(PartyRole.COMMISSIONER)
    assert [one.name for one in led if one.lead] == ["LB Camden"]
    with pytest.raises(Refusal, match="neither party"):
        lead_by(register, organisation(partnering_row(register), "Arlington Road Residents"))


def test_organisations_are_added_and_renamed_under_names_of_their_own(partnering: Five) -> None:
    register = partnering.register
    barnet = add_organisation(register, "LB Barnet", PartyRole.COMMISSIONER)
    rename_organisation(register, barnet, "London Borough of Barnet")
    assert organisation(partnering_row(register), "London Borough of Barnet") == barnet
    for name, sentence in (("", "no name"), ("st aldates homes", "in the list already")):
        with pytest.raises(Refusal, match=sentence):
            rename_organisation(register, barnet, name)


def test_the_contracts_dates_can_be_corrected_but_not_out_of_order(partnering: Five) -> None:
    register = partnering.register
    day = {"effective": date(2025, 1, 6), "commencement": date(2025, 5, 1), "expiry": date(2030, 4, 30)}
    edit_partnering(register, name="Five Boroughs", nation=Nation.WALES, **day)
    row = partnering_row(register)
    assert (row.name, row.nation, row.commencement) == ("Five Boroughs", Nation.WALES, date(2025, 5, 1))
    with pytest.raises(Refusal, match="must end after"):
        edit_partnering(register, name="F", nation=Nation.WALES, **(day | {"expiry": date(2025, 5, 1)}))
    with pytest.raises(Refusal, match="no name"):
        edit_partnering(register, name=" ", nation=Nation.WALES, **day)


def test_from_when_the_record_is_kept_is_changed_with_a_reason_and_never_before_the_effective_date(
    partnering: Five,
) -> None:
    register = partnering.register
    keep_from(register, date(2026, 11, 2), " the paper minutes end there ")
    assert partnering_row(register).kept_from == date(2026, 11, 2)
    with register.read() as session:
        what = session.scalars(select(Entry.what).order_by(Entry.id.desc()).limit(1)).one()
    assert what == "Kept here from Mon 2 Nov 2026 because the paper minutes end there"
    with pytest.raises(Refusal, match="Say why"):
        keep_from(register, date(2026, 11, 3), " ")
    with pytest.raises(Refusal, match="before the Effective Date"):
        keep_from(register, date(2025, 1, 5), "everything was typed in")
    keep_from(register, date(2025, 1, 6), "everything was typed in")
    dates = {"effective": date(2025, 1, 7), "commencement": date(2025, 4, 1), "expiry": date(2030, 3, 31)}
    with pytest.raises(Refusal, match="before the Effective Date"):
        edit_partnering(register, name="Five Boroughs", nation=Nation.WALES, **dates)
