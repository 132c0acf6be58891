"""A reminder of actions, to paste into a message."""

from datetime import date

from partnering_desk.app import actions
from partnering_desk.app.action_reminder import reminder
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.actions import ActionDetails
from tests.app.five import Five


def test_each_owner_is_told_the_earliest_first_and_nobodys_come_last(partnering: Five) -> None:
    lindqvist, osei = partnering.people["Ruth Lindqvist"], partnering.people["Tunde Oṣei"]
    for details in (
        ActionDetails("Read the\nlease"),
        ActionDetails("Visit", (osei,), due_words="next meeting"),
        ActionDetails("Report", (osei, lindqvist), due=date(2026, 11, 17)),
        ActionDetails("Old", (osei,)),
    ):
        actions.add(partnering.register, details)
    actions.close(partnering.register, [4], date(2026, 11, 19))
    assert reminder(action_rows(partnering.register)).splitlines() == [
        "R. Lindqvist",
        "– A-3: Report, due Tue 17 Nov 2026 (2 Working Days late)",
        "",
        "T. Oṣei",
        "– A-3: Report, due Tue 17 Nov 2026 (2 Working Days late)",
        "– A-2: Visit, due next meeting",
        "",
        "No owner named",
        "– A-1: Read the lease",
    ]


def test_nothing_open_is_no_reminder(partnering: Five) -> None:
    assert reminder(action_rows(partnering.register)) == ""
