"""A reminder of actions, to paste into a message."""

from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

from partnering_desk.app import actions
from partnering_desk.app.action_reminder import reminder, save_reminders
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


def test_each_owner_gets_a_draft_of_what_is_theirs(partnering: Five, tmp_path: Path) -> None:
    lindqvist, osei = partnering.people["Ruth Lindqvist"], partnering.people["Tunde Oṣei"]
    adeyemi = partnering.people["Yetunde Adeyemi"]
    for details in (
        ActionDetails("Report", (osei, lindqvist), due=date(2026, 11, 17)),
        ActionDetails("Visit", (lindqvist,)),
        ActionDetails("Ask the residents", (adeyemi,)),
        ActionDetails("Read the lease"),
        ActionDetails("Old", (osei,)),
    ):
        actions.add(partnering.register, details)
    actions.close(partnering.register, [5], date(2026, 11, 19))
    made = save_reminders(partnering.register, None, action_rows(partnering.register), tmp_path)
    assert made.unreached == ("No owner named", "Yetunde Adeyemi")
    assert sorted(one.name for one in made.written) == ["Reminder to Ruth Lindqvist.eml", "Reminder to Tunde Oṣei.eml"]
    mail = message_from_bytes((tmp_path / "Reminder to Ruth Lindqvist.eml").read_bytes(), policy=SMTP)
    assert mail["X-Unsent"] == "1"
    assert str(mail["To"]).startswith("Ruth Lindqvist <")
    assert str(mail["Subject"]).startswith("Your actions: ")
    body = mail.get_body()
    assert body is not None
    assert body.get_content().splitlines()[:6] == [
        "Dear Ruth Lindqvist,",
        "",
        "These actions are yours:",
        "",
        "– A-1: Report, due Tue 17 Nov 2026 (2 Working Days late)",
        "– A-2: Visit",
    ]


def test_nothing_open_is_no_reminder(partnering: Five) -> None:
    assert reminder(action_rows(partnering.register)) == ""
