"""To whom agendas and minutes go, seen before they go: each with why and how, and what a person changed about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from partnering_desk.app.agenda_view import on_agenda
from partnering_desk.app.circulation import Recipient, channel_for, reachable
from partnering_desk.app.lookups import office_holders
from partnering_desk.records.models import Capacity, Channel, Delivery, Meeting, Office, Person
from partnering_desk.rules.agenda import sees_confidential
from partnering_desk.rules.clause import Clause, Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.recipients import check_left_out

__all__ = [
    "AS_THEY_WANT",
    "TRUSTED",
    "Addressee",
    "Channel",
    "Chosen",
    "RecipientRow",
    "check_chosen",
    "recipient_row",
    "recipient_rows",
    "to_queue",
]

TRUSTED = (Office.CHAIR, Office.VICE_CHAIR, Office.MINUTE_TAKER)
"""Offices whose holders see confidential items without being Group Members."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to whom a document goes: why, and the clause by which it must reach them, if any."""

    person: Person
    because: str
    must: Clause | None = None


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One person to whom a document goes: why, how, and whether in whole or without the confidential items.

    `must` is the clause by which it must reach them; who has none may be left out, with a reason.
    """

    person_id: int
    name: str
    because: str
    channel: Channel
    how: str
    address: str
    whole: bool
    lacks_address: bool
    reachable: bool
    must: Clause | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person changed before a document went: the ways of single people, and who is left out and why."""

    channels: Mapping[int, Channel] = field(default_factory=dict)
    left_out: Mapping[int, str] = field(default_factory=dict)


AS_THEY_WANT = Chosen()
"""Nobody left out, and to each the way that they want."""


def recipient_rows(meeting: Meeting, day: date, people: Iterable[Addressee]) -> tuple[RecipientRow, ...]:
    """`people` with how each is sent it, and whether in whole: confidential items go to some only (practice P9)."""
    confidential = any(item.confidential_because for item in on_agenda(meeting))
    trusted = _trusted(meeting, day)
    return tuple(recipient_row(one, not confidential or one.person.id in trusted) for one in people)


def recipient_row(one: Addressee, whole: bool, channel: Channel | None = None) -> RecipientRow:
    """One recipient; by `channel`, where it is given and can reach them, else in the way that they want."""
    person, mail = one.person, reachable(one.person)
    way = channel if channel is not None and (mail or channel is Channel.PAPER) else channel_for(person)
    return RecipientRow(
        person_id=person.id,
        name=short_name(person.name),
        because=one.because,
        channel=way,
        how=_how(person, way),
        address=person.email,
        whole=whole,
        lacks_address=person.delivery is Delivery.EMAIL and not person.email,
        reachable=mail,
        must=one.must,
    )


def check_chosen(rows: Iterable[RecipientRow], chosen: Chosen) -> None:
    """Nothing, when the document may go to `rows` as chosen. Raises `Refusal` as `to_queue` does."""
    to_queue(rows, chosen)


def to_queue(rows: Iterable[RecipientRow], chosen: Chosen) -> tuple[Recipient, ...]:
    """The recipients as the outbox takes them, with what was chosen.

    Raises `Refusal` when somebody is left out whom a clause names, or without a reason, or when mail cannot reach
    somebody for whom it was chosen.
    """
    return tuple(_recipient(one, chosen) for one in rows)


def _recipient(one: RecipientRow, chosen: Chosen) -> Recipient:
    channel, reason = chosen.channels.get(one.person_id, one.channel), chosen.left_out.get(one.person_id)
    if reason is not None:
        check_left_out(one.name, one.must, reason)
    elif channel is not Channel.PAPER and not one.reachable:
        raise Refusal(f"{one.name} has no address that mail can reach. Correct it, or hand the copy over on paper.")
    return Recipient(one.person_id, one.because, channel, (reason or "").strip())


def _trusted(meeting: Meeting, day: date) -> set[int]:
    """Who is given confidential items (practice P9)."""
    counted = {one.person_id for one in meeting.attendances if one.capacity is not Capacity.IN_ATTENDANCE}
    officers = {one.id for office in TRUSTED for one in office_holders(meeting.group, office, day)}
    return {one for one in counted | officers if sees_confidential(one in counted, one in officers)}


def _how(person: Person, channel: Channel) -> str:
    if channel is Channel.SMTP:
        return "email"
    if channel is Channel.DRAFT:
        return "draft for Outlook"
    if person.delivery is Delivery.LARGE_PRINT:
        return "printed, large type"
    return "printed" if person.delivery is Delivery.PRINTED or reachable(person) else "no e-mail address: on paper"
