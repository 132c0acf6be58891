from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest

from partnering_desk.documents.addresses import single_line
from partnering_desk.documents.invitation import invitation_ics
from partnering_desk.documents.mail import draft_bytes, mail_message
from partnering_desk.documents.snapshots import Attachment, Mailbox, MailSheet
from partnering_desk.rules.clause import Refusal
from tests.documents.test_invitation import MEETING

PDF = Attachment("Minutes CG-2026-06.pdf", "application/pdf", b"%PDF-1.4 bytes \x00\xff")
SHEET = MailSheet(
    sender=Mailbox("M. Okafor", "m.okafor@rbkc.example"),
    recipient=Mailbox("Paweł Nowakowski", "p.nowakowski@camden.example"),
    subject="Minutes of Core Group, 11 November 2026 (CG/2026/06)",
    body="Dear Paweł\n\nThe minutes are attached.\n",
    date=datetime(2026, 7, 18, 10, 42, 7),
    message_id="<cg-2026-06.1@five-boroughs.example>",
    attachments=(PDF,),
)


def arrived(sheet: MailSheet) -> EmailMessage:
    return message_from_bytes(mail_message(sheet).as_bytes(), policy=default)


def test_the_mail_arrives_as_it_was_written() -> None:
    mail = arrived(SHEET)
    assert str(mail["From"]) == '"M. Okafor" <m.okafor@rbkc.example>'
    assert str(mail["To"]) == "Paweł Nowakowski <p.nowakowski@camden.example>"
    assert mail["Subject"] == SHEET.subject
    assert mail["Message-ID"] == SHEET.message_id
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == SHEET.body.splitlines()


def test_the_date_is_londons() -> None:
    assert str(arrived(SHEET)["Date"]) == "Sat, 18 Jul 2026 10:42:07 +0100"


def test_the_attachment_arrives_byte_for_byte_under_its_name() -> None:
    (attached,) = arrived(SHEET).iter_attachments()
    assert attached.get_filename() == PDF.filename
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF.content


def test_a_name_with_letters_of_any_script_is_kept() -> None:
    sheet = replace(SHEET, attachments=(replace(PDF, filename="Minutes – Łódź.pdf"),))
    (attached,) = arrived(sheet).iter_attachments()
    assert attached.get_filename() == "Minutes – Łódź.pdf"


def test_an_invitation_is_a_part_that_calendars_act_on() -> None:
    sheet = replace(SHEET, calendar=invitation_ics(MEETING))
    (part,) = [part for part in arrived(sheet).walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert part.get_content().encode("utf-8").splitlines() == invitation_ics(MEETING).splitlines()


def test_a_mail_without_attachments_is_plain() -> None:
    assert arrived(replace(SHEET, attachments=())).get_content_type() == "text/plain"


def test_the_same_as_html_stands_beside_the_text_and_the_files_after_both() -> None:
    mail = arrived(replace(SHEET, html="<!DOCTYPE html><title>Minutes</title><p>Dear Paweł…</p>"))
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    html = mail.get_body(("html",))
    assert html is not None
    assert html.get_content().strip() == "<!DOCTYPE html><title>Minutes</title><p>Dear Paweł…</p>"


def test_replies_go_where_they_are_wanted() -> None:
    sheet = replace(SHEET, reply_to=Mailbox("Secretariat", "secretariat@rbkc.example"))
    assert str(arrived(sheet)["Reply-To"]) == "Secretariat <secretariat@rbkc.example>"


@pytest.mark.parametrize("bad", ["a\r\nBcc: eve@evil.example", "a\nBcc: eve@evil.example", "a\rBcc: x", "a\x0bb\x00c"])
def test_nothing_typed_can_add_a_header(bad: str) -> None:
    attachment = replace(PDF, filename=bad)
    sheet = replace(
        SHEET, subject=bad, message_id=bad, attachments=(attachment,),
        sender=Mailbox(bad, "m@rbkc.example"), recipient=Mailbox(bad, "p@camden.example"),
    )  # fmt: skip
    mail = arrived(sheet)
    assert mail["Bcc"] is None
    assert mail["Subject"] == single_line(bad)
    assert [part["Bcc"] for part in mail.walk() if part["Bcc"]] == []


def test_an_address_with_a_line_break_is_refused() -> None:
    with pytest.raises(Refusal, match="no mail can reach"):
        mail_message(replace(SHEET, recipient=Mailbox("Eve", "a@b.example\r\nBcc: eve@evil.example")))


def test_a_nameless_recipient_with_no_address_is_refused() -> None:
    with pytest.raises(Refusal, match="“nothing”"):
        mail_message(replace(SHEET, recipient=Mailbox("P. Nowak", " ")))


def test_the_same_mail_gives_the_same_bytes() -> None:
    sheet = replace(SHEET, calendar=invitation_ics(MEETING), html="<p>Dear Paweł</p>")
    assert mail_message(sheet).as_bytes() == mail_message(sheet).as_bytes()


def test_long_lines_keep_within_what_servers_take() -> None:
    sheet = replace(SHEET, body="x" * 3000, html=f"<p>{'x' * 3000}</p>", subject="A very long title of a meeting " * 20)
    content = mail_message(sheet).as_bytes(policy=SMTP)
    assert max(map(len, content.split(b"\r\n"))) <= 998
    body = arrived(sheet).get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == "x" * 3000


def test_outlook_opens_a_draft_ready_to_send() -> None:
    draft = message_from_bytes(draft_bytes(SHEET), policy=default)
    assert draft["X-Unsent"] == "1"
    assert draft["Subject"] == SHEET.subject
    assert draft_bytes(SHEET).count(b"\r\n") == draft_bytes(SHEET).count(b"\n")
