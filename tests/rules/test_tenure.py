from datetime import date

import pytest

from partnering_desk.rules.clause import G4_1, X1, Refusal
from partnering_desk.rules.tenure import Tenure, check_lead, check_tenure, holder

OURS = "Contract Representative of the Commissioner"
THEIRS = "Contract Representative of the Contractor"
AMADI = Tenure(OURS, "Joy Amadi", date(2025, 4, 1), date(2026, 3, 31))
BRANDT = Tenure(OURS, "Anna Brandt", date(2026, 4, 1))


def test_each_party_has_one_contract_representative_on_any_day() -> None:
    assert holder([AMADI, BRANDT], OURS, date(2026, 3, 31)) is AMADI
    assert holder([AMADI, BRANDT], OURS, date(2026, 4, 1)) is BRANDT
    assert holder([AMADI, BRANDT], OURS, date(2025, 3, 31)) is None


def test_one_follows_the_other() -> None:
    check_tenure(BRANDT, [AMADI, Tenure(THEIRS, "Ruth Lindqvist", date(2025, 4, 1))], G4_1)
    check_tenure(AMADI, [BRANDT], G4_1)


def test_two_at_a_time_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        check_tenure(Tenure(OURS, "Sue Whitcombe", date(2026, 3, 31)), [AMADI], G4_1)
    assert refused.value.sentence == (
        "J. Amadi is Contract Representative of the Commissioner from Tue 1 Apr 2025 on (Governance 4.1), and it is "
        "one person at a time. End that first."
    )
    with pytest.raises(Refusal):
        check_tenure(Tenure(OURS, "Sue Whitcombe", date(2024, 1, 1)), [AMADI], G4_1)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refusal, match="cannot end on Tue 31 Mar 2026 before starting on Wed 1 Apr 2026"):
        check_tenure(Tenure(OURS, "Sue Whitcombe", date(2026, 4, 1), date(2026, 3, 31)), [], G4_1)


def test_one_organisation_leads_each_party() -> None:
    boroughs = ["LB Brent", "LB Camden"]
    check_lead("Commissioner", boroughs, ["LB Camden"])
    for leads in ([], boroughs, ["St Aldate's Homes"]):
        with pytest.raises(Refusal, match="Choose the one organisation that leads the Commissioner") as refused:
            check_lead("Commissioner", boroughs, leads)
        assert refused.value.clause is X1
