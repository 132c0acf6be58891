"""Nothing that is typed can become a header of a mail, a property of an invitation, or another recipient."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnering_desk.documents.addresses import checked, display_name, header_words, short_header_words, single_line
from partnering_desk.documents.invitation import invitation_ics
from partnering_desk.documents.mail import mail_message
from partnering_desk.documents.snapshots import Mailbox
from partnering_desk.files import safe_name
from partnering_desk.rules.clause import Refusal
from tests.documents.test_invitation import MEETING
from tests.documents.test_mail import PDF, SHEET

EVIL = (
    "\r\nBcc: eve@evil.example",
    "\n\nA body of another's",
    "\r\n folded",
    "\n\tfolded",
    "\u2028Bcc: eve@evil.example",
    "\x85Bcc: eve@evil.example",
    "=?utf-8?q?=0D=0ABcc=3A_eve=40evil=2Eexample?=",
    "=?utf-8?b?DQpCY2M6IGV2ZUBldmlsLmV4YW1wbGU=?=",
    "=?utf-8?q?",
    "?=",
    '"',
    "\\",
    "<eve@evil.example>",
    ", eve@evil.example",
    ";",
    ":",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "\\nATTENDEE:mailto:eve@evil.example",
    "^n^'",
    "(",
    "Łódź ",
    "কমিশনার ",
    "\u202e\u200f",
    "\x00",
    "'; filename*=utf-8''other.exe",
    "%0D%0A",
    "x" * 1100,
    "é" * 500,
    "word " * 300,
)
WORDS = st.lists(st.sampled_from(EVIL) | st.text(max_size=30), max_size=6).map("".join).map(lambda text: text[:400])
FEW = settings(max_examples=100, deadline=None, derandomize=True)
HEADERS = ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Reply-To", "Subject", "To"]
OF_A_FILE = ["Content-Disposition", "Content-Transfer-Encoding", "Content-Type", "MIME-Version"]


def names_in(head: bytes) -> list[str]:
    """The names of the headers as a server reads them, line by line."""
    names = []
    for line in head.split(b"\r\n"):
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 998
        assert line.strip()
        if line[:1] not in b" \t":
            name, colon, _ = line.partition(b":")
            assert colon
            names.append(name.decode("ascii"))
    return sorted(names)


def check_mail(words: str, name: str, file: str) -> None:
    """A mail that bears these as subject, as names and as the name of a file has the headers it should and no other."""
    sheet = replace(
        SHEET,
        subject=words,
        sender=Mailbox(name, "m.okafor@rbkc.example"),
        recipient=Mailbox(name, "p.nowakowski@camden.example"),
        reply_to=Mailbox(name, "desk@rbkc.example"),
        attachments=(replace(PDF, filename=file),),
    )
    content = mail_message(sheet).as_bytes()
    assert names_in(content.partition(b"\r\n\r\n")[0]) == HEADERS
    mail = message_from_bytes(content, policy=default)
    assert [one.get_content_type() for one in mail.walk()] == ["multipart/mixed", "text/plain", "application/pdf"]
    assert [len(mail[name].addresses) for name in ("To", "From", "Reply-To")] == [1, 1, 1]
    assert mail["To"].addresses[0].addr_spec == "p.nowakowski@camden.example"
    assert plain(mail["To"].addresses[0].display_name) == plain(display_name(name))
    assert plain(mail["Subject"]) == short(words)
    (attached,) = mail.iter_attachments()
    assert sorted(attached.keys()) == OF_A_FILE
    assert attached.get_content() == PDF.content
    assert attached.get_filename() == safe_name(header_words(file))


def plain(text: str) -> str:
    """Words without what mail may put between them."""
    return "".join(header_words(text).split())


def short(text: str) -> str:
    return plain(short_header_words(text))


@FEW
@given(words=WORDS, name=WORDS, file=WORDS)
def test_a_mail_has_the_headers_that_it_should_and_no_other(words: str, name: str, file: str) -> None:
    check_mail(words, name, file)


@pytest.mark.parametrize("words", EVIL)
def test_so_has_one_of_two_thousand_characters(words: str) -> None:
    long = (words * 2000)[:2000]
    check_mail(long, long, long)


@FEW
@given(before=WORDS, after=WORDS)
def test_an_address_names_one_mailbox_or_is_refused(before: str, after: str) -> None:
    sheet = replace(SHEET, recipient=Mailbox("P. Nowakowski", f"{before}@{after}"))
    try:
        content = mail_message(sheet).as_bytes()
    except Refusal:
        return
    assert names_in(content.partition(b"\r\n\r\n")[0]) == sorted({*HEADERS} - {"Reply-To"})
    (one,) = message_from_bytes(content, policy=default)["To"].addresses
    assert one.addr_spec == checked(sheet.recipient).addr_spec


ONCE = (
    "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "ORGANIZER", "LOCATION",
    "DESCRIPTION", "URL", "COMMENT",
)  # fmt: skip
OF_AN_EVENT = Counter((*ONCE, "ATTENDEE", "ATTENDEE"))


@FEW
@given(title=WORDS, name=WORDS, place=WORDS, said=WORDS, link=WORDS, reason=WORDS)
def test_an_invitation_has_the_properties_that_it_should_and_no_other(
    title: str, name: str, place: str, said: str, link: str, reason: str
) -> None:
    sheet = replace(
        MEETING,
        title=title,
        organizer=Mailbox(name, "m.okafor@rbkc.example"),
        attendees=(Mailbox(name, "n.amadi@rbkc.example"),),
        optional=(Mailbox(name, "g.obi@forum.example"),),
        place=f"x{place}",
        description=f"x{said}",
        link=f"https://{link}",
        reason=f"x{reason}",
    )
    content = invitation_ics(sheet)
    lines = re.sub(rb"\r\n[ \t]", b"", content).decode("utf-8").split("\r\n")
    assert not any(unicodedata.category(letter) == "Cc" for letter in "".join(lines))
    start, end = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
    assert Counter(re.split("[;:]", line)[0] for line in lines[start + 1 : end]) == OF_AN_EVENT
    assert [line for line in lines if line.startswith("BEGIN:VEVENT")] == ["BEGIN:VEVENT"]
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    (event,) = calendar.events
    assert event["SUMMARY"] == single_line(title)
    assert event["LOCATION"] == single_line(f"x{place}")
    assert [str(one) for one in event.attendees] == ["mailto:n.amadi@rbkc.example", "mailto:g.obi@forum.example"]
