"""What waits goes out through a real mail server, or waits on and says why; nothing is lost."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from partnering_desk.app import mail_settings, minutes, people
from partnering_desk.app.mail_settings import MailProblem, MailSettings, Security, try_connection
from partnering_desk.app.outbox import (
    OutboxRow,
    Sent,
    circulation_rows,
    due_to_send,
    hand_over,
    outbox_rows,
    retry,
    save_drafts,
    send_waiting,
    take_as_sent,
    withdraw,
)
from partnering_desk.app.sending import MAYBE_SENT
from partnering_desk.records.models import Channel, Dispatch, DispatchState, Meeting, Person
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.mail_server import CERTIFICATE, PASSWORD, USER, MailServer, free_port, mail_server

# Those of the seven who want mail; Y. Adeyemi wants hers printed.
MAILED = [
    "nkechi.amadi@example.org",
    "ruth.lindqvist@example.org",
    "sadia.rahman@example.org",
    "mire.odunne@example.org",
    "m.okafor@rbkc.example",
    "grace.obi@example.org",
]


@pytest.fixture
def held(partnering: Five) -> Held:
    made = hold(partnering)
    made.circulate()
    return made


def row_of(held: Held, person: str) -> OutboxRow:
    return next(one for one in circulation_rows(held.register, held.meeting_id) if one.person == person)


def test_minutes_arrive_as_the_pdf_that_was_frozen(held: Held) -> None:
    with mail_server() as server:
        result = send_waiting(held.register, server.settings(), None)
    assert (result.sent, result.waiting) == (6, 0)
    assert result.words == "6 mails sent."
    assert sorted(server.recipients) == sorted(MAILED)
    kept = minutes.minutes_bytes(held.register, held.meeting_id)
    for message in server.arrived:
        assert message["Subject"] == "Minutes: Core Group, 19 November 2026 (CG/2026/01)"
        (attached,) = message.iter_attachments()
        assert attached.get_content() == kept
        assert attached.get_filename() == "CG-2026-01 minutes.pdf"


def test_each_copy_records_when_it_went_and_what_the_server_said(held: Held) -> None:
    held.now(2026, 11, 20, 8, 30)
    with mail_server() as server:
        send_waiting(held.register, server.settings(), None)
    row = row_of(held, "Ruth Lindqvist")
    assert (row.state, row.state_words) == (DispatchState.SENT, "sent")
    assert row.done_at == held.register.now()
    assert row.server_said.startswith("250 2.0.0 Ok: queued as")
    assert row.sha256 == hashlib.sha256(minutes.minutes_bytes(held.register, held.meeting_id)).hexdigest()


def test_what_is_wanted_on_paper_is_not_mailed(held: Held) -> None:
    with mail_server() as server:
        send_waiting(held.register, server.settings(), None)
    row = row_of(held, "Yetunde Adeyemi")
    assert (row.state, row.state_words) == (DispatchState.WAITING, "to be handed over on paper")


def send(held: Held, server: MailServer) -> Sent:
    return send_waiting(held.register, server.settings(), None)


RUTH, MIRE = "ruth.lindqvist@example.org", "mire.odunne@example.org"


def test_a_refused_recipient_stands_as_refused_and_the_others_go(held: Held) -> None:
    held.now(2026, 11, 20, 8, 30)
    with mail_server() as server:
        server.refuses.add(RUTH)
        result = send(held, server)
    assert (result.sent, result.waiting) == (5, 1)
    row = row_of(held, "Ruth Lindqvist")
    assert (row.state_words, row.tried_at, row.next_attempt_at) == ("refused", held.register.now(), None)
    assert row.problem == (
        "The mail server refused it: 550 5.1.1 No such mailbox here. "
        "Correct the address and send again, save it as a draft, or hand it over on paper."
    )
    assert result.words == f"5 mails sent. 1 mail still in the outbox: {row.problem}"


def test_what_was_refused_is_not_tried_again_by_itself(held: Held) -> None:
    with mail_server() as server:
        server.refuses.add(RUTH)
        send(held, server)
        server.refuses.clear()
        held.now(2026, 12, 20)
        assert due_to_send(held.register) == ()
        assert send(held, server).sent == 0
        retry(held.register, [row_of(held, "Ruth Lindqvist").dispatch_id])
        assert send(held, server).sent == 1
    assert row_of(held, "Ruth Lindqvist").state is DispatchState.SENT


def test_a_message_that_the_server_refuses_is_refused_for_that_person(held: Held) -> None:
    with mail_server() as server:
        server.content_answers[MIRE] = "552 5.3.4 Message too big"
        assert send(held, server).sent == 5
    row = row_of(held, "Máire O’Dunne")
    assert row.state is DispatchState.REFUSED
    assert "552 5.3.4 Message too big" in row.problem


@pytest.mark.parametrize("at_content", [False, True])
def test_a_passing_refusal_is_tried_again(held: Held, at_content: bool) -> None:
    with mail_server() as server:
        answers = server.content_answers if at_content else server.answers
        answers[RUTH] = "451 4.7.1 Greylisted, come again"
        assert send(held, server).sent == 5
        row = row_of(held, "Ruth Lindqvist")
        assert (row.state, row.state_words) == (DispatchState.WAITING, "could not be sent")
        assert row.next_attempt_at == held.register.now() + timedelta(minutes=1)
        answers.clear()
        assert send(held, server).sent == 1


def test_correcting_the_address_sends_what_was_refused(held: Held) -> None:
    with mail_server() as server:
        server.refuses.add(RUTH)
        send(held, server)
        person = held.five.people["Ruth Lindqvist"]
        with held.register.read() as session:
            organisation = session.get_one(Person, person).organisation_id
        people.edit_person(held.register, person, "Ruth Lindqvist", organisation, email="ruth@new.example")
        assert send(held, server).sent == 1
    assert server.recipients[-1] == "ruth@new.example"


def test_a_sender_whom_the_server_does_not_take_refuses_nobody(held: Held) -> None:
    with mail_server() as server:
        server.sender_answer = "553 5.7.1 Sender not allowed"
        result = send(held, server)
    assert (result.sent, result.waiting) == (0, 6)
    assert "takes no mail from m.okafor@rbkc.example: 553 5.7.1 Sender not allowed. Check Settings." in result.problem
    assert row_of(held, "Ruth Lindqvist").state is DispatchState.WAITING


def test_a_mail_whose_answer_was_lost_is_not_sent_twice_unasked(held: Held) -> None:
    with mail_server() as server:
        server.content_answers[RUTH] = ""
        send(held, server)
        server.content_answers.clear()
        row = row_of(held, "Ruth Lindqvist")
        assert (row.state_words, row.problem) == ("may have been sent", MAYBE_SENT)
        held.now(2026, 12, 20)
        send(held, server)
        assert sorted(server.recipients) == sorted(MAILED)
        retry(held.register, [row.dispatch_id])
        assert send(held, server).sent == 1
    first, second = (one for one in server.arrived if one["To"].addresses[0].addr_spec == RUTH)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_program_that_dies_after_the_server_took_the_mail_does_not_send_it_twice(held: Held) -> None:
    class PowerCut(BaseException):
        pass

    def cut(session: Session, _flush: object, _instances: object) -> None:
        if any(isinstance(one, Dispatch) and one.state is DispatchState.SENT for one in session.dirty):
            raise PowerCut

    with mail_server() as server:
        event.listen(Session, "before_flush", cut)
        try:
            with pytest.raises(PowerCut):
                send(held, server)
        finally:
            event.remove(Session, "before_flush", cut)
        (arrived,) = server.recipients
        send(held, server)
        assert server.recipients.count(arrived) == 1
    (unsure,) = (one for one in circulation_rows(held.register, held.meeting_id) if one.state_words.startswith("may"))
    assert unsure.address == arrived
    take_as_sent(held.register, [unsure.dispatch_id])
    assert row_of(held, unsure.person).state is DispatchState.SENT


def test_only_what_may_have_been_sent_can_be_taken_as_sent(held: Held) -> None:
    with pytest.raises(Refusal, match="has not been sent yet"):
        take_as_sent(held.register, [row_of(held, "Ruth Lindqvist").dispatch_id])


@pytest.mark.parametrize("name", ["Ruth\nBcc: all@example.org", "Ruth\r\n\r\nBody", "Rúth Łindqvist 林", "R" * 300])
def test_no_name_or_title_can_begin_a_header_or_stop_a_mail(held: Held, name: str) -> None:
    with held.register.write() as session:
        session.get_one(Person, held.five.people["Ruth Lindqvist"]).name = name
        session.get_one(Meeting, held.meeting_id).group.name = name
    with mail_server() as server:
        assert send(held, server).sent == 6
    (message,) = (one for one in server.arrived if one["To"].addresses[0].addr_spec == RUTH)
    shown = " ".join(name.split())
    assert message["To"].addresses[0].display_name == shown
    assert shown in message["Subject"]
    assert message["Bcc"] is None


def test_without_a_server_everything_waits_and_says_why(held: Held) -> None:
    settings = MailSettings("localhost", free_port(), Security.NONE, "", "M. Okafor", "m.okafor@rbkc.example")
    result = send_waiting(held.register, settings, None)
    assert (result.sent, result.waiting) == (0, 6)
    assert "cannot be reached" in result.problem
    row = row_of(held, "Nkechi Amadi")
    assert (row.attempts, row.problem) == (1, result.problem)
    assert row.next_attempt_at == held.register.now() + timedelta(minutes=1)


def test_a_name_that_no_network_knows_is_said(held: Held) -> None:
    settings = MailSettings("mail.invalid", 25, Security.NONE, "", "", "m.okafor@rbkc.example")
    assert "mail.invalid, port 25 cannot be reached" in send_waiting(held.register, settings, None).problem


def test_attempts_grow_further_apart(held: Held) -> None:
    settings = MailSettings("localhost", free_port(), Security.NONE, "", "", "m.okafor@rbkc.example")
    waits = []
    for _ in range(6):
        send_waiting(held.register, settings, None)
        found = row_of(held, "Nkechi Amadi").next_attempt_at
        assert found is not None
        waits.append(found - held.register.now())
    assert [int(wait.total_seconds()) // 60 for wait in waits] == [1, 5, 15, 60, 240, 240]


def test_what_failed_is_due_again_when_its_time_has_come(held: Held) -> None:
    assert len(due_to_send(held.register)) == 6
    settings = MailSettings("localhost", free_port(), Security.NONE, "", "", "m.okafor@rbkc.example")
    send_waiting(held.register, settings, None)
    assert due_to_send(held.register) == ()
    held.five.clock.now += timedelta(minutes=1)
    assert len(due_to_send(held.register)) == 6


def test_a_connection_that_breaks_off_loses_nothing_and_sends_nothing_twice(held: Held) -> None:
    with mail_server() as server:
        server.hangs_up_at = "sadia.rahman@example.org"
        first = send_waiting(held.register, server.settings(), None)
        assert 0 < first.sent < 6
        assert "broke the connection off" in first.problem or "connection to the server was lost" in first.problem
        server.hangs_up_at = ""
        send_waiting(held.register, server.settings(), None)
    assert sorted(server.recipients) == sorted(MAILED)


def test_sending_can_be_stopped_between_two_copies(held: Held) -> None:
    told: list[str] = []
    with mail_server() as server:
        result = send_waiting(
            held.register,
            server.settings(),
            None,
            tell=lambda _done, _of, name: told.append(name),
            stopped=lambda: len(told) == 2,
        )
    assert (result.sent, result.waiting) == (2, 4)
    assert len(server.arrived) == 2


def test_only_the_copies_chosen_go(held: Held) -> None:
    with mail_server() as server:
        send_waiting(held.register, server.settings(), None, [row_of(held, "Grace Obi").dispatch_id])
        assert send_waiting(held.register, server.settings(), None, []).words == (
            "Nothing was waiting to be sent by mail."
        )
    assert server.recipients == ["grace.obi@example.org"]


def test_an_address_that_is_none_is_refused_before_the_server_sees_it(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(Person, held.five.people["Grace Obi"]).email = "grace at example"
    retry(held.register, [row_of(held, "Grace Obi").dispatch_id])
    with mail_server() as server:
        result = send_waiting(held.register, server.settings(), None)
    assert (result.sent, result.waiting) == (5, 1)
    assert "no mail can reach that" in row_of(held, "Grace Obi").problem


def test_retry_takes_the_address_that_the_person_has_now(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(Person, held.five.people["Grace Obi"]).email = "grace@new.example"
    retry(held.register, [row_of(held, "Grace Obi").dispatch_id])
    assert row_of(held, "Grace Obi").address == "grace@new.example"


def test_signing_in_with_the_password(held: Held) -> None:
    with mail_server(signs_in=True) as server:
        assert send_waiting(held.register, server.settings(user=USER), PASSWORD).sent == 6


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("wrong", "did not accept the user name or the password"),
        (None, "The password of desk is needed"),
        ("pässwort", "letters that mail servers do not take"),
    ],
)
def test_without_the_right_password_everything_waits(held: Held, password: str | None, words: str) -> None:
    with mail_server(signs_in=True) as server:
        result = send_waiting(held.register, server.settings(user=USER), password)
    assert (result.sent, result.waiting) == (0, 6)
    assert words in result.problem


def test_a_server_without_sign_in_says_so(held: Held) -> None:
    with mail_server() as server, pytest.raises(MailProblem, match="could not sign desk in"):
        try_connection(server.settings(user=USER), PASSWORD)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_protected_connection(held: Held, monkeypatch: pytest.MonkeyPatch, security: Security) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with mail_server(security, signs_in=True) as server:
        assert send_waiting(held.register, server.settings(security, USER), PASSWORD).sent == 6


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(held: Held, security: Security) -> None:
    with mail_server(security) as server:
        result = send_waiting(held.register, server.settings(security), None)
    assert result.sent == 0
    assert "could not prove who it is" in result.problem


def test_a_server_without_protection_is_not_trusted_with_it(held: Held) -> None:
    with mail_server() as server:
        assert "refused the connection" in send_waiting(held.register, server.settings(Security.STARTTLS), None).problem


def test_trying_the_settings_says_what_the_server_answered() -> None:
    with mail_server() as server:
        said = try_connection(server.settings(), None)
    assert said.startswith("The server answered: 250")
    assert said.endswith("Mail can be sent from m.okafor@rbkc.example.")


def test_copies_saved_as_drafts_open_in_outlook_and_are_recorded(held: Held, tmp_path: Path) -> None:
    settings = MailSettings("localhost", 25, Security.NONE, "", "M. Okafor", "m.okafor@rbkc.example")
    row = row_of(held, "Máire O’Dunne")
    (path,) = save_drafts(held.register, settings, [row.dispatch_id], tmp_path)
    assert b"X-Unsent: 1" in path.read_bytes()
    after = row_of(held, "Máire O’Dunne")
    assert (after.state_words, after.server_said) == ("saved as a draft", f"saved as {path.name}")


def test_a_draft_stays_in_the_folder_whatever_the_register_calls_it(held: Held, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    dispatch_id = row_of(held, "Grace Obi").dispatch_id
    with held.register.write() as session:
        dispatch = session.get_one(Dispatch, dispatch_id)
        dispatch.document.filename = "../../over/there.pdf"
        dispatch.person.name = "/etc/" + "Obi " * 500
    (path,) = save_drafts(held.register, None, [dispatch_id], folder)
    assert list(folder.iterdir()) == [path]
    assert path.suffix == ".eml"


EVE = "Eve\r\nBcc: eve@evil.example\r\n =?utf-8?q?=0D=0ABcc=3A_eve=40evil=2Eexample?= \u2028" + "é" * 2000


def test_no_name_or_title_adds_a_header_or_a_recipient_to_what_arrives(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(Meeting, held.meeting_id).group.name = EVE
        for person in session.query(Person):
            person.name = f"{person.id} {EVE}"
    with mail_server() as server:
        assert send(held, server).sent == 6
    assert sorted(server.recipients) == sorted(MAILED)
    for mail in server.arrived:
        assert sorted(name for name in mail if not name.startswith("X-")) == [
            "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To",
        ]  # fmt: skip
        assert str(mail["Subject"]).startswith("Minutes: Eve Bcc: eve@evil.example")
        body = mail.get_body(("plain",))
        (attached,) = mail.iter_attachments()
        assert body is not None
        assert body.get_content().startswith("Dear ")
        assert attached.get_filename() == "CG-2026-01 minutes.pdf"


def test_a_sender_of_any_domain_numbers_their_mails(held: Held) -> None:
    with mail_server() as server:
        settings = MailSettings("localhost", server.port, Security.NONE, "", "M. Okafor", "m@bücher.example")
        assert send_waiting(held.register, settings, None).sent == 6
    assert all(mail["Message-ID"].endswith("@xn--bcher-kva.example>") for mail in server.arrived)


def test_a_draft_without_mail_settings_leaves_the_sender_to_outlook(held: Held, tmp_path: Path) -> None:
    (path,) = save_drafts(held.register, None, [row_of(held, "Grace Obi").dispatch_id], tmp_path)
    written = path.read_bytes()
    assert b"X-Unsent: 1" in written
    assert b"From:" not in written


def test_two_cannot_send_at_once(held: Held) -> None:
    with mail_server() as server:
        again: list[str] = []

        def tell(done: int, _of: int, _name: str) -> None:
            if done == 1:
                again.append(send_waiting(held.register, server.settings(), None).problem)

        assert send_waiting(held.register, server.settings(), None, tell=tell).sent == 6
    assert again == ["Sending is under way already."]
    assert len(server.arrived) == 6


def test_a_folder_that_cannot_be_written_leaves_everything_waiting(held: Held, tmp_path: Path) -> None:
    settings = MailSettings("localhost", 25, Security.NONE, "", "", "m.okafor@rbkc.example")
    with pytest.raises(OSError, match="No such file"):
        save_drafts(held.register, settings, [row_of(held, "Grace Obi").dispatch_id], tmp_path / "gone")
    assert row_of(held, "Grace Obi").state is DispatchState.WAITING


def test_somebody_without_an_address_gets_no_draft(held: Held, tmp_path: Path) -> None:
    settings = MailSettings("localhost", 25, Security.NONE, "", "", "m.okafor@rbkc.example")
    with pytest.raises(Refusal, match="Yetunde Adeyemi has no e-mail address"):
        save_drafts(held.register, settings, [row_of(held, "Yetunde Adeyemi").dispatch_id], tmp_path)


def test_a_copy_handed_over_on_paper_is_recorded_so_once(held: Held) -> None:
    row = row_of(held, "Yetunde Adeyemi")
    hand_over(held.register, [row.dispatch_id], "large type, at the reception")
    after = row_of(held, "Yetunde Adeyemi")
    assert (after.state, after.server_said) == (DispatchState.HANDED_OVER, "large type, at the reception")
    with pytest.raises(Refusal, match="was dealt with on Thu 19 Nov 2026, 11:48"):
        hand_over(held.register, [row.dispatch_id])


def test_a_copy_taken_back_stays_on_record(held: Held) -> None:
    withdraw(held.register, [row_of(held, "Grace Obi").dispatch_id])
    row = row_of(held, "Grace Obi")
    assert (row.state, row.channel) == (DispatchState.WITHDRAWN, Channel.SMTP)
    with mail_server() as server:
        assert send_waiting(held.register, server.settings(), None).sent == 5


def test_the_outbox_lists_what_waits_first(held: Held) -> None:
    hand_over(held.register, [row_of(held, "Nkechi Amadi").dispatch_id])
    rows = outbox_rows(held.register)
    assert [one.state for one in rows] == [DispatchState.WAITING] * 6 + [DispatchState.HANDED_OVER]
    assert len(outbox_rows(held.register, waiting_only=True)) == 6
    assert rows[0].what == "Minutes: Core Group, 19 November 2026 (CG/2026/01)"
    assert rows[0].waiting_since == held.register.now()


def test_settings_are_kept_without_the_password() -> None:
    assert mail_settings.load() is None
    settings = MailSettings("smtp.example.gov.uk", 587, Security.STARTTLS, "desk", "M. Okafor", "m@example.gov.uk")
    mail_settings.save(settings)
    assert mail_settings.load() == settings


def test_without_a_keyring_the_password_is_asked_for() -> None:
    settings = MailSettings("smtp.example.gov.uk", 587, Security.STARTTLS, "desk", "", "m@example.gov.uk")
    assert mail_settings.keep_password(settings, "secret") is False
    assert mail_settings.kept_password(settings) is None


@pytest.mark.parametrize(
    ("host", "port", "address", "words"),
    [
        (" ", 25, "a@example.org", "Type the name of the mail server"),
        ("two words", 25, "a@example.org", "Type the name of the mail server"),
        ("mail", 0, "a@example.org", "The port is a number from 1"),
        ("mail", 25, "somebody", "is not an e-mail address"),
        ("mail", 25, "M <a@example.org>", "is not an e-mail address"),
    ],
)
def test_settings_that_cannot_be_are_refused(host: str, port: int, address: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        MailSettings(host, port, Security.NONE, "", "", address)
