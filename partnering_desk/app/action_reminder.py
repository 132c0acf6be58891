"""A reminder of actions: one for all to paste into a message, or a draft of a mail to each owner."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from partnering_desk.app.action_rows import ActionRow
from partnering_desk.app.circulation import reachable
from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.mail_settings import MailSettings
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import Mailbox, MailSheet
from partnering_desk.records.models import Person

NOBODY = "No owner named"


def reminder(rows: Iterable[ActionRow]) -> str:
    """The open ones of `rows` under each of their owners, the earliest due first; "" when none is open."""
    by_owner: defaultdict[str, list[ActionRow]] = defaultdict(list)
    for each in sorted(rows, key=lambda one: (one.due is None, one.due or one.recorded_at.date(), one.number)):
        if each.open:
            for owner in each.owners or (NOBODY,):
                by_owner[owner].append(each)
    owners = sorted(by_owner, key=lambda one: (one == NOBODY, one.casefold()))
    return "\n\n".join("\n".join([owner, *map(_line, by_owner[owner])]) for owner in owners)


def _line(one: ActionRow) -> str:
    due = f", due {one.due_shown}" if one.due_shown else ""
    late = f" ({one.late})" if one.late else ""
    given = f", from {one.meeting_ref}" if one.meeting_ref else ""
    return f"– {one.ref}: {' '.join(one.text.split())}{due}{late}{given}"


@dataclass(frozen=True, slots=True)
class Reminders:
    """The drafts written, one an owner, and by name the owners to whom no mail can be written."""

    written: tuple[Path, ...]
    unreached: tuple[str, ...]


def save_reminders(
    register: Register, settings: MailSettings | None, rows: Sequence[ActionRow], folder: Path
) -> Reminders:
    """Write to each owner of the open ones of `rows` a mail of what is theirs, as a draft that Outlook opens.

    Without `settings` Outlook puts in the sender. Raises OSError when the folder cannot be written.
    """
    from partnering_desk.documents.mail import draft_bytes

    still = [one for one in rows if one.open]
    sender = settings.sender if settings is not None else Mailbox(register.who, "")
    written, unreached = [], [name for one in still if not one.owner_ids for name in one.owners or (NOBODY,)]
    with register.read() as session:
        name = partnering(session, register).name
        for person_id in dict.fromkeys(owner for one in still for owner in one.owner_ids):
            person = row(session, Person, person_id)
            if not reachable(person):
                unreached.append(person.name)
                continue
            mail = _mail(register, sender, person, name, [one for one in still if person_id in one.owner_ids])
            target = folder / f"Reminder to {''.join(c if c.isalnum() or c in ' -' else '_' for c in person.name)}.eml"
            target.write_bytes(draft_bytes(mail))
            written.append(target)
    return Reminders(tuple(written), tuple(dict.fromkeys(unreached)))


def _mail(register: Register, sender: Mailbox, person: Person, of: str, theirs: Sequence[ActionRow]) -> MailSheet:
    heading, *lines = reminder([replace(one, owners=(person.name,)) for one in theirs]).splitlines()
    body = "\n".join(["Dear " + heading + ",", "", "These actions are yours:", "", *lines, "", sender.name, of, ""])
    print_of_it = hashlib.sha256(f"{register.now()} {body}".encode()).hexdigest()[:24]
    return MailSheet(
        sender=sender,
        recipient=Mailbox(person.name, person.email),
        subject=f"Your actions: {of}",
        body=body,
        date=register.now(),
        message_id=f"<{print_of_it}@{sender.address.rpartition('@')[2] or 'partnering-desk.invalid'}>",
    )
