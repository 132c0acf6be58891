"""A meeting as an iCalendar message that calendars take in, update and cancel (RFC 5545 and 5546)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText

from partnering_desk.documents.addresses import checked, single_line
from partnering_desk.documents.snapshots import InvitationSheet, Mailbox, Method

LONDON = ZoneInfo("Europe/London")


def invitation_ics(sheet: InvitationSheet) -> bytes:
    """The calendar message of a meeting: a request, an update of one (its sequence is higher), or a cancellation.

    The same sheet gives the same bytes.

    Raises:
        Refusal: an address is not one that mail can be sent to.
        ValueError: the meeting ends before it starts.
    """
    if sheet.ends < sheet.starts:
        raise ValueError(f"{sheet.uid} ends before it starts")
    calendar = Calendar()
    calendar.add("prodid", "-//Partnering Desk//Partnering Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", sheet.method.value)
    calendar.add_component(_london())
    calendar.add_component(_event(sheet))
    return bytes(calendar.to_ical())


def _event(sheet: InvitationSheet) -> Event:
    cancelled = sheet.method is Method.CANCEL
    event = Event()
    event.add("uid", sheet.uid)
    event.add("sequence", sheet.sequence)
    event.add("dtstamp", _in_london(sheet.stamp).astimezone(UTC))
    event.add("dtstart", _in_london(sheet.starts))
    event.add("dtend", _in_london(sheet.ends))
    event.add("summary", single_line(sheet.title))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _person(sheet.organizer))
    for person in sheet.attendees:
        event.add("attendee", _attendee(person, "REQ-PARTICIPANT", asks=not cancelled))
    for person in sheet.optional:
        event.add("attendee", _attendee(person, "OPT-PARTICIPANT", asks=not cancelled))
    for name, words in (
        ("location", single_line(sheet.place)),
        ("description", _description(sheet)),
        ("url", "".join(single_line(sheet.link).split())),
        ("comment", single_line(sheet.reason)),
    ):
        if words:
            event.add(name, words)
    return event


def _in_london(wall_clock: datetime) -> datetime:
    return wall_clock.replace(microsecond=0, tzinfo=LONDON)


def _description(sheet: InvitationSheet) -> str:
    """The words of the invitation, and the address of the online meeting where nobody can miss it."""
    online = f"Join online: {sheet.link}" if sheet.link and sheet.link not in sheet.description else ""
    paragraphs = "\n\n".join(filter(None, (sheet.reason, sheet.description, online)))
    return "\n".join(map(single_line, paragraphs.splitlines()))


def _person(mailbox: Mailbox) -> vCalAddress:
    address = checked(mailbox)
    person = vCalAddress(f"mailto:{address.addr_spec}")
    if address.display_name:
        person.params["CN"] = vText(address.display_name.replace('"', "'"))
    return person


def _attendee(mailbox: Mailbox, role: str, asks: bool) -> vCalAddress:
    person = _person(mailbox)
    person.params["CUTYPE"] = vText("INDIVIDUAL")
    person.params["ROLE"] = vText(role)
    person.params["PARTSTAT"] = vText("NEEDS-ACTION")
    person.params["RSVP"] = vText("TRUE" if asks else "FALSE")
    return person


def _london() -> Timezone:
    """London's clock by rule: every reader takes this short form right, where long lists of dates mislead some."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, starts, month in (
        (summer, "BST", datetime(1981, 3, 29, 1), 3),
        (winter, "GMT", datetime(1996, 10, 27, 2), 10),
    ):
        part.add("dtstart", starts)
        part.add("rrule", vRecur(freq="yearly", bymonth=month, byday="-1su"))
        part.add("tzname", name)
    winter_time, summer_time = (LONDON.utcoffset(datetime(2026, month, 15)) for month in (1, 7))
    summer.TZOFFSETFROM, summer.TZOFFSETTO = winter_time, summer_time
    winter.TZOFFSETFROM, winter.TZOFFSETTO = summer_time, winter_time
    zone.add_component(summer)
    zone.add_component(winter)
    return zone
