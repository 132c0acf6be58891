"""The notice of a meeting: what those who are called are told, and that the mail with their invitation says it."""

from datetime import datetime

import pytest
from sqlalchemy import select

from partnering_desk.app.document_out import Outline
from partnering_desk.app.notice import notice
from partnering_desk.app.scheduling import cancel, move, schedule
from partnering_desk.documents.plain import outline_text
from partnering_desk.records.models import Document, DocumentKind, Meeting, Setting
from tests.app.five import EFFECTIVE, Five

DECEMBER = datetime(2026, 12, 9, 10)


def said(of: Outline) -> str:
    return " ".join(outline_text(of).split())


@pytest.mark.parametrize(
    "words",
    [
        "Notice of meeting: Core Group",
        "When. Wednesday 9 December 2026, 10:00–12:00",
        "Where. Kensington Town Hall, Room 3",
        "Chair. N. Amadi",
        "M. O’Dunne",
        "at least one representative of each party is there: a Group Member or a delegate (Governance 5.5).",
        "Send apologies to M. Okafor, m.okafor@rbkc.example",
        "to have a delegate there, properly briefed and prepared (Governance 5.3.1)",
        "The agenda goes out by Wednesday 2 December 2026, five Working Days before the meeting (Governance 5.4.2).",
    ],
)
def test_a_notice_says(partnering: Five, words: str) -> None:
    assert words in said(notice(partnering.register, schedule(partnering.register, partnering.core, DECEMBER, 120)))


def test_a_working_group_is_told_by_when_disputes_are_notified(partnering: Five) -> None:
    core = schedule(partnering.register, partnering.core, DECEMBER, 120)
    working = schedule(partnering.register, partnering.performance, DECEMBER, 60)
    words = "A dispute is considered at this meeting if it is notified in writing by Wednesday 2 December 2026"
    assert words in said(notice(partnering.register, working))
    assert words not in said(notice(partnering.register, core))


def test_the_quorum_is_the_one_that_the_partnering_reads(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, DECEMBER, 120)
    with partnering.register.write() as session:
        of = session.get_one(Meeting, meeting).group.partnering_id
        session.add(Setting(partnering_id=of, name="quorum_per_party", holds_from=EFFECTIVE, value="2"))
    words = "at least two representatives of each party are there: Group Members or delegates (Governance 5.5)."
    assert words in said(notice(partnering.register, meeting))


def test_a_meeting_that_moved_says_what_it_is_in_place_of_and_when_notice_was_first_given(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, DECEMBER, 120)
    partnering.clock.now = datetime(2026, 11, 20, 9)
    move(partnering.register, meeting, datetime(2026, 12, 10, 14), "Room 3 is closed")
    words = said(notice(partnering.register, meeting))
    assert "Notice given on Thursday 19 November 2026" in words
    assert "When. Thursday 10 December 2026, 14:00–16:00" in words
    assert "In place of. Wednesday 9 December 2026, 10:00: Room 3 is closed" in words


def test_a_cancelled_meeting_says_so_and_calls_nobody(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, DECEMBER, 120)
    cancel(partnering.register, meeting, "No business")
    words = said(notice(partnering.register, meeting))
    assert "Cancelled. On 19 November 2026: No business" in words
    assert "Who is called" not in words


def test_a_meeting_to_which_nobody_was_invited_has_a_draft_notice(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 11, 19, 9), 60)
    assert "Draft notice, not yet sent to anybody" in said(notice(partnering.register, meeting))


def test_the_mail_with_the_invitation_says_the_notice(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, DECEMBER, 120)
    with partnering.register.read() as session:
        (kept,) = session.scalars(select(Document).where(Document.kind == DocumentKind.INVITATION))
        assert kept.mail_body is not None
        text, html = kept.mail_body.text.decode(), kept.mail_body.html.decode()
    assert "Send apologies to M. Okafor" in text
    assert "Notice given on Thursday 19 November 2026" in text
    assert 'href="mailto:m.okafor@rbkc.example"' in html
