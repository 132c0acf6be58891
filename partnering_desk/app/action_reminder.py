"""Reminders of actions: a letter to each owner in the outbox, or words for all to paste into a message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from partnering_desk.app.action_rows import ActionRow, action_rows
from partnering_desk.app.circulation import NOT_GONE, Frozen, Recipient, keep_document, queue, replaced
from partnering_desk.app.lookups import partnering, row
from partnering_desk.app.record import with_record
from partnering_desk.app.register import Register
from partnering_desk.documents.snapshots import Header, ReminderSheet, Tone
from partnering_desk.files import safe_name
from partnering_desk.records.models import Dispatch, DispatchState, Document, DocumentKind, Person, Reminder
from partnering_desk.rules.names import short_name
from partnering_desk.rules.wording import count, join_words, show_day

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
class Reminded:
    """Whom reminders wait for in the outbox, and who is named an owner but is nobody in the register."""

    people: tuple[str, ...]
    unreached: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was done, in a sentence or two."""
        done = f"{'Reminders' if len(self.people) > 1 else 'A reminder'} to {join_words(self.people)} in the outbox."
        missed = f" Nobody in the register is {join_words(self.unreached)}." if self.unreached else ""
        return (done if self.people else "Nobody can be reminded.") + missed


def remind(register: Register, action_ids: Collection[int]) -> Reminded:
    """Let a reminder of what is theirs wait for each owner of those of the actions that are open (Governance 5.4.4).

    It goes as every letter does: by mail, as a draft or on paper. One that still waits is replaced, and what it
    named is named again while it is open.
    """
    still = {one.action_id: one for one in action_rows(register) if one.open}
    meant = [one for number, one in still.items() if number in action_ids]
    unreached = dict.fromkeys(name for one in meant if not one.owner_ids for name in one.owners)
    people = []
    with register.write() as session:
        for person_id in dict.fromkeys(owner for one in meant for owner in one.owner_ids):
            person = row(session, Person, person_id)
            theirs = _waiting(session, person) | {one.action_id for one in meant if person_id in one.owner_ids}
            _send(session, register, person, [one for one in map(still.get, sorted(theirs)) if one is not None])
            people.append(short_name(person.name))
    return Reminded(tuple(people), tuple(unreached))


def reminded_on(session: Session, day: date) -> set[int]:
    """The actions of which an owner was reminded on a day, by what has gone out or still waits."""
    asked = (
        select(Reminder.action_id)
        .join(Reminder.document)
        .join(Dispatch, Dispatch.document_id == Document.id)
        .where(func.date(Document.made_at) == day.isoformat())
        .where(Dispatch.state != DispatchState.WITHDRAWN)
    )
    return set(session.scalars(asked))


def _waiting(session: Session, person: Person) -> set[int]:
    """The actions that reminders which have not gone to `person` name."""
    asked = select(Reminder.action_id).join(Dispatch, Dispatch.document_id == Reminder.document_id)
    return set(session.scalars(asked.where(Dispatch.person_id == person.id, Dispatch.state.in_(NOT_GONE))))


def _send(session: Session, register: Register, person: Person, theirs: Sequence[ActionRow]) -> None:
    from partnering_desk.documents.pages import outline_pdf  # ReportLab only when a document is made
    from partnering_desk.documents.reading import reading
    from partnering_desk.documents.reminder import reminder_outline

    old = select(Dispatch).join(Dispatch.document).where(Document.kind == DocumentKind.REMINDER)
    replaced(register, session.scalars(old.where(Dispatch.person_id == person.id, Dispatch.state.in_(NOT_GONE))))
    shown = partnering(session, register)
    sheet = _sheet(register, shown.name, person, theirs)
    outline = reminder_outline(replace(sheet, header=with_record(session, sheet.header)))
    frozen = Frozen(
        kind=DocumentKind.REMINDER,
        version=1,
        status=outline.header.status,
        filename=safe_name(f"Actions of {person.name}, {show_day(register.today())}.pdf"),
        media_type="application/pdf",
        content=outline_pdf(outline),
        reading=reading(outline),
    )
    document = keep_document(session, register, shown, frozen)
    document.reminders.extend(Reminder(action_id=one.action_id) for one in theirs)
    refs = join_words(one.ref for one in theirs) if len(theirs) < 4 else count(len(theirs), "action")
    queue(session, register, document, [Recipient(person.id, f"owner of {refs}")])


def _sheet(register: Register, of: str, person: Person, theirs: Sequence[ActionRow]) -> ReminderSheet:
    header = Header(
        partnering=of,
        group=person.name,
        reference="",
        when="",
        status=f"As of {show_day(register.today())}",
        tone=Tone.QUIET,
        author=register.who,
        made=register.now(),
    )
    lines = tuple(
        (one.ref, one.text, f"{one.due_shown} ({one.late})" if one.late else one.due_shown, one.meeting_ref)
        for one in theirs
    )
    return ReminderSheet(header, "These actions are yours, and still to be done.", lines)
