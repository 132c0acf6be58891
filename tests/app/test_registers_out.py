"""The registers as board papers: who owes what as at a day, and what was decided in a period."""

from datetime import date

import pytest

from partnering_desk.app import actions
from partnering_desk.app.action_ends import close
from partnering_desk.app.action_list import action_list, action_list_sheet
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.decision_register import decision_register, decision_register_sheet
from partnering_desk.documents.plain import outline_text
from partnering_desk.documents.snapshots import OwnedAction
from partnering_desk.records.models import AgendaItem, Decision
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import DECISION, Held, hold

BRANDT, LINDQVIST, OSEI = "Nkechi Amadi", "Ruth Lindqvist", "Tunde Oṣei"
TODAY = date(2026, 11, 19)


def add(five: Five, text: str, due: date | None, *owners: str, group: int | None = None) -> int:
    return actions.add(
        five.register, ActionDetails(text, tuple(five.people[one] for one in owners), due=due), group_id=group
    )


def listed(five: Five, on: date | None = None, group: int | None = None) -> dict[str, list[str]]:
    return {one.name: [each.text for each in one.actions] for one in action_list_sheet(five.register, on, group).owners}


def test_each_owner_has_their_open_actions_and_what_is_late_comes_first(partnering: Five) -> None:
    add(partnering, "Move-on figures", date(2026, 12, 4), LINDQVIST)
    add(partnering, "Hostel visit report", date(2026, 11, 17), LINDQVIST, OSEI)
    add(partnering, "Find a room", None)
    sheet = action_list_sheet(partnering.register)
    assert listed(partnering) == {
        "R. Lindqvist": ["Hostel visit report", "Move-on figures"],
        "T. Oṣei": ["Hostel visit report"],
        "No owner": ["Find a room"],
    }
    assert sheet.summary == "Three actions are open. One is overdue."
    assert sheet.owners[0].number == "2 open, 1 overdue"
    assert sheet.owners[0].said == "St Aldate's Homes"
    assert sheet.owners[0].actions[0] == OwnedAction(
        "A-2", "Hostel visit report", "", "17 November 2026", "Open", "2 Working Days late", "With T. Oṣei."
    )


def test_as_at_an_earlier_day_what_was_done_since_is_open_and_what_came_since_is_not_there(partnering: Five) -> None:
    done = add(partnering, "Hostel visit report", date(2026, 11, 17), LINDQVIST)
    partnering.clock.now = partnering.clock.now.replace(day=25)
    close(partnering.register, [done], date(2026, 11, 24))
    add(partnering, "Find a room", None, LINDQVIST)
    assert listed(partnering) == {"R. Lindqvist": ["Find a room"]}
    assert listed(partnering, date(2026, 11, 23)) == {"R. Lindqvist": ["Hostel visit report"]}
    (then,) = action_list_sheet(partnering.register, date(2026, 11, 23)).owners[0].actions
    assert (then.late, then.state) == ("4 Working Days late", "Open")


def test_of_one_group_only(partnering: Five) -> None:
    add(partnering, "Core", None, LINDQVIST, group=partnering.core)
    add(partnering, "Property", None, LINDQVIST, group=partnering.property)
    assert listed(partnering, group=partnering.property) == {"R. Lindqvist": ["Property"]}
    assert "Property Working Group" in action_list(partnering.register, group_id=partnering.property).title


def test_nothing_open_is_said(partnering: Five) -> None:
    assert "No action is open." in outline_text(action_list(partnering.register))


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def hide(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).confidential_because = "commercially sensitive"


def test_the_decision_register_says_votes_and_effect(held: Held) -> None:
    said = " ".join(outline_text(decision_register(held.register)).split())
    assert "CG/2026/01/D1" in said
    assert DECISION in said
    assert "Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously." in said
    assert "1 decision carried" in said


def test_a_period_has_what_was_decided_in_it(held: Held) -> None:
    before = decision_register_sheet(held.register, date(2026, 1, 1), date(2026, 11, 18))
    assert (before.summary, before.groups) == ("Nothing was decided.", ())
    assert before.header.reference == "1 January 2026 to 18 November 2026"
    assert decision_register_sheet(held.register, TODAY, TODAY).groups[0].group == "Core Group"
    assert decision_register_sheet(held.register, group_id=held.five.property).groups == ()
    with pytest.raises(Refusal, match="18 November 2026 is before 19 November 2026"):
        decision_register(held.register, TODAY, date(2026, 11, 18))


def test_as_at_an_earlier_day_an_effect_given_since_is_not_given_yet(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(Decision, 1).effected_on = date(2026, 11, 23)
    held.now(2026, 11, 24)
    (now,) = decision_register_sheet(held.register).groups[0].decisions
    (then,) = decision_register_sheet(held.register, None, TODAY).groups[0].decisions
    assert "given Mon 23 Nov 2026" in now.became[0]
    assert "given" not in then.became[0]


def test_a_copy_without_confidential_items_shows_a_gap_for_what_they_gave(held: Held) -> None:
    held.action("Tell the supplier", owner=LINDQVIST, due=TODAY)
    hide(held)
    whole = outline_text(action_list(held.register)) + outline_text(decision_register(held.register))
    copies = (
        action_list(held.register, without_confidential=True),
        decision_register(held.register, without_confidential=True),
    )
    open_ = " ".join(" ".join(map(outline_text, copies)).split())
    for words in ("Tell the supplier", DECISION):
        assert words in whole
        assert words not in open_
    assert open_.count("Left out of this copy: it belongs to a confidential item") >= 2
    assert "R. Lindqvist" not in open_
    assert "CG/2026/01/D1" in open_
