from dataclasses import replace
from datetime import date, datetime

import pytest

from partnering_desk.app.groups import add_group, edit_group, group_rows
from partnering_desk.app.plan import NewGroup
from partnering_desk.app.scheduling import schedule
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.schedule import Frequency
from tests.app.five import Five

FINANCE = NewGroup(GroupKind.WORKING, "Finance Working Group", Frequency.QUARTERLY, date(2026, 12, 1), area="Finance")


def test_a_working_group_can_be_added_with_a_code_of_its_own(partnering: Five) -> None:
    group_id = add_group(partnering.register, FINANCE)
    row = next(one for one in group_rows(partnering.register) if one.group_id == group_id)
    assert (row.name, row.code, row.frequency) == ("Finance Working Group", "FWG", Frequency.QUARTERLY)


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (replace(FINANCE, kind=GroupKind.CORE), "Governance 1"),
        (replace(FINANCE, name="CORE  group"), "Two groups"),
        (replace(FINANCE, code="CG"), "Another group has the code CG"),
        (replace(FINANCE, code="too long a code"), "one to six"),
        (replace(FINANCE, planned_start=date(2024, 1, 1)), "outside the contract"),
    ],
)
def test_a_group_that_cannot_be_is_refused(partnering: Five, plan: NewGroup, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        add_group(partnering.register, plan)
    assert len(group_rows(partnering.register)) == 3


def test_a_groups_frequency_and_place_can_be_changed_its_code_only_before_it_meets(partnering: Five) -> None:
    group_id = add_group(partnering.register, FINANCE)
    edit_group(partnering.register, group_id, replace(FINANCE, code="FIN", frequency=Frequency.MONTHLY))
    row = group_rows(partnering.register)[-1]
    assert (row.code, row.frequency, row.numbered) == ("FIN", Frequency.MONTHLY, False)
    schedule(partnering.register, group_id, datetime(2026, 12, 7, 10), 60)
    assert group_rows(partnering.register)[-1].numbered
    with pytest.raises(Refusal, match="bear the code FIN"):
        edit_group(partnering.register, group_id, FINANCE)
