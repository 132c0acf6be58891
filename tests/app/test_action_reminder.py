"""Reminders of actions: letters to their owners, and words to paste into a message."""

from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from partnering_desk.app import actions
from partnering_desk.app.action_reminder import remind, reminder
from partnering_desk.app.action_rows import action_rows
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.check import check_register
from partnering_desk.app.contents import read_bytes
from partnering_desk.app.kept import kept_rows
from partnering_desk.app.outbox import outbox_rows, save_drafts, send_waiting
from tests.app.five import Five
from tests.documents.reading import all_text
from tests.mail_server import PASSWORD, mail_server


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


@pytest.fixture
def given(partnering: Five) -> Five:
    """Five actions: of two owners, of one, of one without e-mail, of one who is nobody here, and one done."""
    lindqvist, osei = partnering.people["Ruth Lindqvist"], partnering.people["Tunde Oṣei"]
    for details in (
        ActionDetails("Report", (osei, lindqvist), due=date(2026, 11, 17)),
        ActionDetails("Visit", (lindqvist,)),
        ActionDetails("Ask the residents", (partnering.people["Yetunde Adeyemi"],)),
        ActionDetails("Read the lease", owner_words="the new lawyer"),
        ActionDetails("Old", (osei,)),
    ):
        actions.add(partnering.register, details)
    actions.close(partnering.register, [5], date(2026, 11, 19))
    return partnering


def copies(five: Five) -> list[tuple[str, str, str, str]]:
    """The copies still to arrive, and those dealt with: to whom, why, where it stands, what was said."""
    return [(one.person, one.because, one.state_words, one.server_said) for one in outbox_rows(five.register)]


def test_each_owner_gets_a_letter_of_what_is_theirs(given: Five) -> None:
    made = remind(given.register, [1, 2, 3, 4, 5])
    assert made.people == ("T. Oṣei", "R. Lindqvist", "Y. Adeyemi")
    assert made.words == (
        "Reminders to T. Oṣei, R. Lindqvist and Y. Adeyemi in the outbox. Nobody in the register is the new lawyer."
    )
    assert copies(given) == [
        ("Tunde Oṣei", "owner of A-1", "not sent yet", ""),
        ("Ruth Lindqvist", "owner of A-1 and A-2", "not sent yet", ""),
        ("Yetunde Adeyemi", "owner of A-3", "to be handed over on paper", ""),
    ]
    assert check_register(given.register) == ()


def test_it_is_kept_as_pages_that_say_the_same_as_the_mail(given: Five, tmp_path: Path) -> None:
    remind(given.register, [1, 2])
    lindqvist = next(one for one in outbox_rows(given.register) if one.person == "Ruth Lindqvist")
    assert lindqvist.what == "Reminder of actions: Five Boroughs Partnering"
    (kept,) = [one for one in kept_rows(given.register) if one.kept.id == lindqvist.document_id]
    assert (kept.kind, kept.filename) == ("Reminder", "Actions of Ruth Lindqvist, 19 November 2026.pdf")
    assert kept.sha256 == lindqvist.sha256
    pages = " ".join(all_text(read_bytes(given.register, kept.kept)).split())
    assert "A-1 Report Tue 17 Nov 2026 (2 Working Days late)" in pages
    (draft,) = save_drafts(given.register, None, [lindqvist.dispatch_id], tmp_path)
    mail = message_from_bytes(draft.read_bytes(), policy=SMTP)
    assert (mail["X-Unsent"], str(mail["Subject"])) == ("1", "Reminder of actions: Five Boroughs Partnering")
    body = mail.get_body(("plain",))
    assert body is not None
    for words in ("What is attached reminds you of the actions that are yours.", "A-1", "Report", "A-2", "Visit"):
        assert words in body.get_content()
    assert [one.get_filename() for one in mail.iter_attachments()] == [kept.filename]


def test_it_goes_by_mail_with_what_the_server_said(given: Five) -> None:
    remind(given.register, [2])
    with mail_server() as server:
        sent = send_waiting(given.register, server.settings(), PASSWORD)
    assert (sent.sent, sent.waiting) == (1, 0)
    ((person, _, state, said),) = copies(given)
    assert (person, state) == ("Ruth Lindqvist", "sent")
    assert said.startswith("250")


def test_one_that_waits_is_replaced_and_loses_nothing(given: Five) -> None:
    remind(given.register, [1])
    remind(given.register, [2])
    assert [one[:3] for one in copies(given)] == [
        ("Tunde Oṣei", "owner of A-1", "not sent yet"),
        ("Ruth Lindqvist", "owner of A-1 and A-2", "not sent yet"),
        ("Ruth Lindqvist", "owner of A-1", "not sent"),
    ]


def test_an_action_of_nobody_reminds_nobody(given: Five) -> None:
    assert remind(given.register, [4]).words == "Nobody can be reminded. Nobody in the register is the new lawyer."
    assert copies(given) == []


def test_nothing_open_is_no_reminder(partnering: Five) -> None:
    assert reminder(action_rows(partnering.register)) == ""
