"""Invitations: what goes out to whom when a meeting is scheduled, moved, joined, left or cancelled."""

from datetime import date, datetime

import icalendar
from sqlalchemy import select

from partnering_desk.app.invitations import NO_ADDRESS, invitation_for
from partnering_desk.app.lookups import row
from partnering_desk.app.scheduling import cancel, follow_members, move, schedule
from partnering_desk.documents.snapshots import Mailbox, Method
from partnering_desk.records.models import (
    Channel,
    Dispatch,
    DispatchState,
    DocumentKind,
    Group,
    Membership,
    Person,
)
from partnering_desk.rules.parties import PartyRole
from tests.app.five import Five

NOVEMBER = datetime(2026, 11, 25, 10)
JUNE = datetime(2027, 6, 9, 10)


def waiting(five: Five) -> dict[str, tuple[DocumentKind, int]]:
    """What waits in the outbox for whom: the kind and the sequence of the entry."""
    with five.register.read() as session:
        asked = select(Dispatch).where(Dispatch.state == DispatchState.WAITING).order_by(Dispatch.id)
        return {one.person.name: (one.document.kind, one.document.version) for one in session.scalars(asked)}


def entries(five: Five, kind: DocumentKind) -> list[icalendar.Event]:
    with five.register.read() as session:
        asked = select(Dispatch).where(Dispatch.state == DispatchState.WAITING)
        documents = {one.document for one in session.scalars(asked) if one.document.kind is kind}
        texts = [one.content.content for one in documents]
    return [event for text in texts for event in icalendar.Calendar.from_ical(text).events]


def everything_sent(five: Five) -> None:
    with five.register.write() as session:
        for one in session.scalars(select(Dispatch).where(Dispatch.state == DispatchState.WAITING)):
            one.state, one.done_at = DispatchState.SENT, five.clock()


def test_everybody_expected_is_invited_when_a_meeting_is_scheduled(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, NOVEMBER, 120)
    by_mail = ("Nkechi Amadi", "Sadia Rahman", "Ruth Lindqvist", "Máire O’Dunne", "M. Okafor")
    assert waiting(partnering) == {
        **dict.fromkeys(by_mail, (DocumentKind.INVITATION, 0)),
        "Yetunde Adeyemi": (DocumentKind.NOTICE, 1),
    }


def test_who_has_no_address_is_told_on_paper(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, NOVEMBER, 120)
    with partnering.register.read() as session:
        channels = {one.person.name: one.channel for one in session.scalars(select(Dispatch))}
        because = {one.person.name: one.because for one in session.scalars(select(Dispatch))}
    assert channels["Yetunde Adeyemi"] is Channel.PAPER
    assert channels["Ruth Lindqvist"] is Channel.SMTP
    assert because["Ruth Lindqvist"] == "Group Member"
    assert because["M. Okafor"] == "in attendance"


def test_the_minute_taker_is_the_organiser_and_members_are_required(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    sheet = invitation_for(partnering.register, meeting)
    assert sheet.organizer == Mailbox("M. Okafor", "m.okafor@rbkc.example")
    assert [one.name for one in sheet.attendees] == [
        "Nkechi Amadi",
        "Ruth Lindqvist",
        "Sadia Rahman",
        "Máire O’Dunne",
    ]
    assert [one.name for one in sheet.optional] == ["M. Okafor"]
    assert sheet.title == "Core Group (CG/2026/01)"


def test_where_nobody_has_an_address_the_organiser_is_nobodys(partnering: Five) -> None:
    with partnering.register.write() as session:
        for person in session.scalars(select(Person)):
            person.email = ""
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    assert invitation_for(partnering.register, meeting).organizer.address == NO_ADDRESS


def test_a_meeting_in_summer_is_at_ten_by_londons_clock(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, JUNE, 120)
    (event,) = entries(partnering, DocumentKind.INVITATION)
    assert event.start.isoformat() == "2027-06-09T10:00:00+01:00"


def test_moving_a_meeting_updates_the_same_entry(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    (before,) = entries(partnering, DocumentKind.INVITATION)
    everything_sent(partnering)
    move(partnering.register, meeting, datetime(2026, 12, 9, 14), "Room flooded")
    (after,) = entries(partnering, DocumentKind.INVITATION)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.start.isoformat() == "2026-12-09T14:00:00+00:00"
    assert "Moved: Room flooded" in str(after["description"])


def test_an_invitation_still_waiting_is_replaced_by_its_update(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    move(partnering.register, meeting, datetime(2026, 12, 9, 14), "Room flooded")
    assert set(waiting(partnering).values()) == {(DocumentKind.INVITATION, 1), (DocumentKind.NOTICE, 2)}
    with partnering.register.read() as session:
        withdrawn = select(Dispatch).where(Dispatch.state == DispatchState.WITHDRAWN)
        assert len(session.scalars(withdrawn).all()) == 6


def test_cancelling_tells_all_who_heard_and_says_why(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    everything_sent(partnering)
    cancel(partnering.register, meeting, "Not enough business")
    assert set(waiting(partnering).values()) == {(DocumentKind.CANCELLATION, 1), (DocumentKind.NOTICE, 2)}
    (event,) = entries(partnering, DocumentKind.CANCELLATION)
    assert event["status"] == "CANCELLED"
    assert "Not enough business" in str(event["description"])


def test_a_new_member_is_asked_and_the_old_one_released_and_nobody_else_is_written_to(partnering: Five) -> None:
    schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    everything_sent(partnering)
    with partnering.register.write() as session:
        row(session, Membership, partnering.memberships["CG", "Sadia Rahman"]).ends = date(2026, 11, 30)
        group = row(session, Group, partnering.core)
        new = partnering.people["Aoife Ní Bhriain"]
        member = Membership(person_id=new, party=PartyRole.COMMISSIONER, starts=date(2026, 12, 1))
        group.memberships.append(member)
        session.flush()
        follow_members(session, partnering.register, group)
    assert waiting(partnering) == {
        "Aoife Ní Bhriain": (DocumentKind.INVITATION, 1),
        "Sadia Rahman": (DocumentKind.CANCELLATION, 1),
    }


def test_who_was_released_is_not_told_twice(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, datetime(2026, 12, 9, 10), 120)
    everything_sent(partnering)
    with partnering.register.write() as session:
        row(session, Membership, partnering.memberships["CG", "Sadia Rahman"]).ends = date(2026, 11, 30)
        follow_members(session, partnering.register, row(session, Group, partnering.core))
    everything_sent(partnering)
    cancel(partnering.register, meeting, "Not enough business")
    assert "Sadia Rahman" not in waiting(partnering)


def test_an_invitation_says_nothing_but_what_is_so(partnering: Five) -> None:
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    sheet = invitation_for(partnering.register, meeting)
    assert (sheet.method, sheet.reason, sheet.description, sheet.sequence) == (Method.REQUEST, "", "", 0)


def test_an_address_that_mail_cannot_reach_does_not_hold_up_the_others(partnering: Five) -> None:
    with partnering.register.write() as session:
        row(session, Person, partnering.people["Sadia Rahman"]).email = "s rahman"
    meeting = schedule(partnering.register, partnering.core, NOVEMBER, 120)
    assert "Sadia Rahman" not in [one.name for one in invitation_for(partnering.register, meeting).attendees]
    with partnering.register.read() as session:
        channels = {one.person.name: one.channel for one in session.scalars(select(Dispatch))}
    assert channels["Sadia Rahman"] is Channel.PAPER
