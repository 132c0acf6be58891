from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from partnering_desk.documents.invitation import LONDON, invitation_ics
from partnering_desk.documents.snapshots import InvitationSheet, Mailbox, Method
from partnering_desk.rules.clause import Refusal

MEETING = InvitationSheet(
    uid="cg-2026-07@five-boroughs.example",
    sequence=0,
    stamp=datetime(2026, 11, 19, 9, 30),
    starts=datetime(2026, 12, 9, 10),
    ends=datetime(2026, 12, 9, 12),
    title="Core Group, CG/2026/07",
    organizer=Mailbox("M. Okafor", "m.okafor@rbkc.example"),
    attendees=(
        Mailbox("Nkechi Amadi", "n.amadi@rbkc.example"),
        Mailbox('Paweł "Pav" Nowakowski', "p.nowakowski@camden.example"),
    ),
    optional=(Mailbox("", "g.obi@forum.example"),),
    place="Town Hall; Room 4, first floor",
    description="The agenda follows.\nBring your diary.",
    link="https://meet.example/abc?x=1,2",
)


def event_of(sheet: InvitationSheet) -> Event:
    calendar = Calendar.from_ical(invitation_ics(sheet))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


def begins(sheet: InvitationSheet) -> datetime:
    start = event_of(sheet).start
    assert isinstance(start, datetime)
    return start


def unfolded(sheet: InvitationSheet) -> list[str]:
    return invitation_ics(sheet).decode("utf-8").replace("\r\n ", "").splitlines()


def test_a_request_says_all_that_a_calendar_needs() -> None:
    calendar = Calendar.from_ical(invitation_ics(MEETING))
    event = event_of(MEETING)
    assert calendar["method"] == "REQUEST"
    assert calendar["version"] == "2.0"
    assert event.uid == MEETING.uid
    assert event.sequence == 0
    assert event.status == "CONFIRMED"
    assert event.summary == "Core Group, CG/2026/07"
    assert event.location == "Town Hall; Room 4, first floor"
    assert event.organizer == "mailto:m.okafor@rbkc.example"
    assert datetime(2026, 11, 19, 9, 30, tzinfo=UTC) == event.DTSTAMP
    assert event.url == MEETING.link
    assert (event.start, event.end) == (MEETING.starts.replace(tzinfo=LONDON), MEETING.ends.replace(tzinfo=LONDON))


def test_members_are_required_and_people_in_attendance_are_asked() -> None:
    asked = [(str(one), str(one.params["ROLE"]), str(one.params["RSVP"])) for one in event_of(MEETING).attendees]
    assert asked == [
        ("mailto:n.amadi@rbkc.example", "REQ-PARTICIPANT", "TRUE"),
        ("mailto:p.nowakowski@camden.example", "REQ-PARTICIPANT", "TRUE"),
        ("mailto:g.obi@forum.example", "OPT-PARTICIPANT", "TRUE"),
    ]
    names = [one.params.get("CN") for one in event_of(MEETING).attendees]
    assert names == ["Nkechi Amadi", "Paweł 'Pav' Nowakowski", None]


def test_the_address_of_the_online_meeting_is_in_the_text_once() -> None:
    words = event_of(MEETING).description
    assert words == "The agenda follows.\nBring your diary.\n\nJoin online: https://meet.example/abc?x=1,2"
    again = replace(MEETING, description=f"At {MEETING.link}")
    assert event_of(again).description == f"At {MEETING.link}"


@pytest.mark.parametrize(
    ("starts", "utc"),
    [
        (datetime(2026, 12, 9, 10), datetime(2026, 12, 9, 10, tzinfo=UTC)),
        (datetime(2026, 7, 8, 10), datetime(2026, 7, 8, 9, tzinfo=UTC)),
        (datetime(2027, 3, 27, 10), datetime(2027, 3, 27, 10, tzinfo=UTC)),
        (datetime(2027, 3, 29, 10), datetime(2027, 3, 29, 9, tzinfo=UTC)),
        (datetime(2026, 10, 26, 10), datetime(2026, 10, 26, 10, tzinfo=UTC)),
    ],
)
def test_a_meeting_in_british_summer_time_is_an_hour_earlier_by_greenwich(starts: datetime, utc: datetime) -> None:
    sheet = replace(MEETING, starts=starts, ends=starts + timedelta(hours=2))
    calendar = Calendar.from_ical(invitation_ics(sheet))
    assert begins(sheet).astimezone(UTC) == utc
    # A reader that knows only the file's own rule for London comes to the same time.
    (zone,) = calendar.timezones
    assert zone.to_tz(lookup_tzid=False).utcoffset(starts) == LONDON.utcoffset(starts)


def test_londons_clock_is_given_by_rule() -> None:
    lines = unfolded(MEETING)
    assert lines.count("BEGIN:VTIMEZONE") == 1
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines
    assert "DTSTART;TZID=Europe/London:20261209T100000" in lines


def test_an_update_has_the_same_uid_and_a_higher_sequence() -> None:
    moved = replace(MEETING, sequence=1, starts=datetime(2026, 12, 10, 10), ends=datetime(2026, 12, 10, 12))
    assert event_of(moved).uid == event_of(MEETING).uid
    assert (event_of(moved).sequence, event_of(MEETING).sequence) == (1, 0)
    assert begins(moved).date() == date(2026, 12, 10)


def test_a_cancellation_says_so_and_why() -> None:
    sheet = replace(MEETING, sequence=2, method=Method.CANCEL, reason="The hall is closed.")
    assert Calendar.from_ical(invitation_ics(sheet))["method"] == "CANCEL"
    event = event_of(sheet)
    assert event.status == "CANCELLED"
    assert event.comments == ["The hall is closed."]
    assert (event.description or "").startswith("The hall is closed.")
    assert all(one.params["RSVP"] == "FALSE" for one in event.attendees)


def test_the_same_meeting_gives_the_same_bytes() -> None:
    assert invitation_ics(MEETING) == invitation_ics(MEETING)


def test_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = invitation_ics(MEETING)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_nothing_typed_can_add_a_line_of_its_own() -> None:
    evil = "x\r\nATTENDEE:mailto:eve@evil.example\x0b\x00"
    sheet = replace(
        MEETING, title=evil, place=evil, description=evil, link="https://x\r\nATTENDEE:mailto:eve@evil.example",
        reason=evil, uid=evil, organizer=Mailbox(evil, "m@rbkc.example"),
    )  # fmt: skip
    assert sum(line.startswith("ATTENDEE") for line in unfolded(sheet)) == 3


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@", "@b.example", "a b@c.example", "a@b.example\nx", "ü@b.example"]
)
def test_an_address_that_no_mail_can_reach_is_refused_with_the_name(address: str) -> None:
    with pytest.raises(Refusal, match=r"Chris Vale .* Correct it under Groups and people"):
        invitation_ics(replace(MEETING, attendees=(Mailbox("Chris Vale", address),)))


def test_an_address_in_another_script_is_written_as_the_internet_writes_it() -> None:
    sheet = replace(MEETING, attendees=(Mailbox("B", "b@bücher.example"),))
    assert "mailto:b@xn--bcher-kva.example" in "".join(unfolded(sheet))


def test_a_meeting_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        invitation_ics(replace(MEETING, ends=datetime(2026, 12, 9, 9)))


def test_a_bare_invitation_has_no_empty_lines() -> None:
    sheet = replace(MEETING, place="", description="", link="", optional=())
    lines = unfolded(sheet)
    assert not [line for line in lines if line.startswith(("LOCATION", "DESCRIPTION", "URL", "COMMENT"))]
