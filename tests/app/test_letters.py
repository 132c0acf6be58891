"""The mail that brings an agenda or minutes says all of it, as it was when it was frozen."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from partnering_desk.app import agenda_circulation, minutes
from partnering_desk.app.check import check_register
from partnering_desk.app.outbox import circulation_rows, retry, save_drafts, send_waiting
from partnering_desk.records.models import AgendaItem, MailBody, Partnering, Person
from tests.app.five import Five
from tests.app.held import DECISION, NOTES, Held, hold
from tests.app.meeting_day import call_meeting
from tests.documents.html_reading import Seen, seen
from tests.documents.reading import squeezed
from tests.mail_server import MailServer, mail_server

RUTH = "ruth.lindqvist@example.org"


@pytest.fixture
def held(partnering: Five) -> Held:
    made = hold(partnering)
    made.circulate()
    return made


def send(held: Held, server: MailServer) -> None:
    send_waiting(held.register, server.settings(), None)


def to(server: MailServer, address: str, what: str = "Minutes") -> EmailMessage:
    mine = (one for one in server.arrived if one["To"].addresses[0].addr_spec == address)
    return next(one for one in mine if str(one["Subject"]).startswith(what))


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def page_of(mail: EmailMessage) -> Seen:
    return seen(html_of(mail))


def test_minutes_go_as_text_and_html_with_the_pdf_attached(held: Held) -> None:
    with mail_server() as server:
        send(held, server)
    mail = to(server, RUTH)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]


def test_both_say_everything_that_the_minutes_say(held: Held) -> None:
    with mail_server() as server:
        send(held, server)
    mail = to(server, RUTH)
    kept = minutes.versions(held.register, held.meeting_id)[0]
    for words in (text_of(mail), page_of(mail).words):
        for expected in (
            "Dear Ruth Lindqvist,",
            "All that the PDF says stands below as well.",
            "Minutes: Core Group",
            "Draft, not yet confirmed",
            "N. Amadi (chair)",
            NOTES.replace("*", "").split("\n")[0],
            NOTES.split("\n")[-1],
            DECISION,
            "Commissioner: for (N. Amadi). Contractor: for (R. Lindqvist). Carried unanimously.",
            "Action A-112. Report move-on by scheme. R. Lindqvist, by 18 January 2027.",
            "The risks were reviewed.",
            "The meeting closed at 11:48.",
            "Approved for circulation by N. Amadi",
            "of the Record, SHA-256",
            kept.sha256,
        ):
            assert squeezed(expected) in squeezed(words), expected


def test_headings_of_the_mail_are_in_order(held: Held) -> None:
    with mail_server() as server:
        send(held, server)
    headings = page_of(to(server, RUTH)).headings
    assert headings[0] == (1, "Minutes: Core Group")
    assert [level for level, _ in headings].count(1) == 1
    assert (3, "Decision D1") in headings


def test_a_retry_sends_the_same_words_whatever_was_changed_since(held: Held) -> None:
    with mail_server() as server:
        server.content_answers[RUTH] = "451 4.3.0 Try again later"
        send(held, server)
        (row,) = [one for one in circulation_rows(held.register, held.meeting_id) if one.address == RUTH]
        before = frozen(held)
        with held.register.write() as session:
            session.get_one(AgendaItem, held.item_id(2)).notes = "Changed since."
            session.get_one(Partnering, held.register.partnering_id).name = "Six Boroughs"
        del server.content_answers[RUTH]
        held.five.clock.now += timedelta(hours=8)
        retry(held.register, [row.dispatch_id])
        send(held, server)
    mail = to(server, RUTH)
    assert frozen(held) == before
    assert before[1].decode() in html_of(mail).replace("\r\n", "\n")
    assert before[0].decode().strip() in text_of(mail).replace("\r\n", "\n")
    assert "Changed since." not in text_of(mail)


def frozen(held: Held) -> tuple[bytes, bytes]:
    with held.register.read() as session:
        body = session.get_one(MailBody, 1)
        return body.text, body.html


def test_a_draft_for_outlook_holds_the_same(held: Held, tmp_path: Path) -> None:
    (row,) = [one for one in circulation_rows(held.register, held.meeting_id) if one.address == RUTH]
    (draft,) = save_drafts(held.register, None, [row.dispatch_id], tmp_path)
    mail = message_from_bytes(draft.read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail["X-Unsent"] == "1"
    assert DECISION in page_of(mail).words
    assert DECISION in text_of(mail)
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == minutes.minutes_bytes(held.register, held.meeting_id)


def test_corrected_minutes_say_what_they_correct(held: Held) -> None:
    with mail_server() as server:
        send(held, server)
        later = held.open_next()
        words = "Two vacancies are filled."
        minutes.correct(held.register, held.meeting_id, later, held.item_id(2), "Three vacancies are filled.", words)
        minutes.confirm(held.register, held.meeting_id, later)
        server.arrived.clear()
        send(held, server)
    mail = to(server, RUTH)
    for said in (text_of(mail), page_of(mail).words):
        for expected in (
            "Version 2. Corrects version 1 as decided at CG/2026/02.",
            "Was. Two vacancies are filled.",
            "Now. Three vacancies are filled.",
            "Confirmed as corrected at CG/2026/02",
        ):
            assert squeezed(expected) in squeezed(said)


def test_who_may_not_see_a_confidential_item_is_mailed_none_of_its_words(partnering: Five, tmp_path: Path) -> None:
    held = hold(partnering)
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).confidential_because = "commercially sensitive"
        session.get_one(Person, held.five.people["Yetunde Adeyemi"]).email = "yetunde@example.org"
    held.circulate()
    (row,) = [one for one in circulation_rows(held.register, held.meeting_id) if one.person == "Yetunde Adeyemi"]
    assert "without confidential items" in row.filename
    for draft in save_drafts(held.register, None, [row.dispatch_id], tmp_path):
        mail = message_from_bytes(draft.read_bytes(), policy=default)
        assert isinstance(mail, EmailMessage)
        for said in (text_of(mail), html_of(mail)):
            assert "81%" not in said
            assert DECISION not in said
            assert "Left out of this copy: commercially sensitive." in said


def test_an_agenda_says_its_items_in_the_mail(partnering: Five) -> None:
    day = call_meeting(partnering)
    agenda_circulation.circulate_agenda(partnering.register, day.meeting_id)
    with mail_server() as server:
        send_waiting(partnering.register, server.settings(), None)
    mail = to(server, RUTH, "Agenda")
    page = page_of(mail)
    assert page.headings[0] == (1, "Agenda: Core Group")
    for item in agenda_circulation.agenda_view(partnering.register, day.meeting_id).rows:
        assert squeezed(f"{item.number} {item.title}") in squeezed(page.words)
        assert squeezed(f"{item.number} {item.title}") in squeezed(text_of(mail))


def test_names_and_words_as_html_stay_words(partnering: Five) -> None:
    held = hold(partnering)
    evil = '<img src=x onerror="alert(1)">&amp;'
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).title = evil
        session.get_one(AgendaItem, held.item_id(3)).notes = evil
        session.get_one(Person, held.five.people["Ruth Lindqvist"]).name = f"Ruth {evil}"
        session.get_one(Partnering, held.register.partnering_id).name = evil
    held.circulate()
    with mail_server() as server:
        send(held, server)
    page = page_of(to(server, RUTH))
    assert not page.all("img")
    assert not [one for one in page.elements if "onerror" in one.attributes]
    assert page.words.count(evil) >= 4


def test_what_was_frozen_before_mails_said_all_still_goes_as_plain_text(held: Held) -> None:
    with held.register.write() as session:
        session.delete(session.get_one(MailBody, 1))
    with mail_server() as server:
        send(held, server)
    mail = to(server, RUTH)
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/mixed", "text/plain", "application/pdf"]
    assert "stands below" not in text_of(mail)
    assert minutes.versions(held.register, held.meeting_id)[0].sha256 in text_of(mail)


def test_words_changed_behind_the_programs_back_are_found(held: Held) -> None:
    before = check_register(held.register)
    with held.register.write() as session:
        session.get_one(MailBody, 1).html = b"<p>Agreed.</p>"
    (fault,) = set(check_register(held.register)) - set(before)
    assert fault.where == "CG/2026/01, CG-2026-01 minutes.pdf, what mails say of it"
    assert fault.words == "Its bytes are not those of its fingerprint."


def test_the_moment_of_sending_is_the_mails_own(held: Held) -> None:
    held.five.clock.now = datetime(2026, 11, 23, 8, 15)
    with mail_server() as server:
        send(held, server)
    assert to(server, RUTH)["Date"].datetime.replace(tzinfo=None) == datetime(2026, 11, 23, 8, 15)
