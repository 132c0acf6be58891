"""Keeping the people of a list in a register: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.contents import Cancelled, Progress
from partnering_desk.app.faults import Stopped
from partnering_desk.app.lookups import members_on, partnering, row
from partnering_desk.app.people_import import Known, KnownPerson, Preview, ReadPerson, same_organisation
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import follow_members
from partnering_desk.records.models import (
    Group,
    GroupOffice,
    Membership,
    Office,
    Organisation,
    Partnering,
    Person,
)
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count


@dataclass(slots=True)
class Imported:
    """What became of a list: who is new, whose entry was completed, and what still goes by notice."""

    added: int = 0
    completed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The outcome in a sentence."""
        more = f", {count(self.completed, 'entry', 'entries')} completed" if self.completed else ""
        return f"{count(self.added, 'person', 'people')} added{more}."


def known(register: Register) -> Known:
    """Whom and what the register knows, for reading a list in its light."""
    with register.read() as session:
        shown = partnering(session, register)
        people = session.scalars(
            select(Person).where(Person.partnering_id == shown.id, Person.merged_into_id.is_(None))
        ).all()
        return Known(
            tuple(
                KnownPerson(one.id, one.name, one.email, one.organisation.name if one.organisation else "")
                for one in people
            ),
            tuple((one.name, one.party.role if one.party else None) for one in _organisations(session, shown)),
            tuple((one.name, one.kind) for one in shown.groups),
        )


def _organisations(session: Session, shown: Partnering) -> list[Organisation]:
    return list(session.scalars(select(Organisation).where(Organisation.partnering_id == shown.id)))


def import_people(
    register: Register,
    preview: Preview,
    progress: Progress = lambda _done, _of: None,
    stop: Cancelled = lambda: False,
) -> Imported | None:
    """Keep the people of a preview. Returns what became of them; None when `stop` said so, and nothing is kept.

    Raises `Refusal` while a line is wrong; then nothing is kept. Where a group is established its members change
    by notice only (Governance 5.2): the person is kept, and a note says so.
    """
    if preview.faulty:
        raise Refusal(f"Nothing is kept yet. {preview.words}")
    if not preview.people:
        raise Refusal("No line is left to keep. Put back at least one, or cancel.")
    try:
        with register.write() as session:
            return _import(session, register, preview.people, progress, stop)
    except Stopped:
        return None


def _import(
    session: Session, register: Register, people: tuple[ReadPerson, ...], progress: Progress, stop: Cancelled
) -> Imported:
    outcome = Imported()
    shown = partnering(session, register)
    groups = {folded(one.name): one for one in shown.groups}
    open_groups = {one.id for one in shown.groups if not _established(one, register)}
    for done, read in enumerate(people, start=1):
        person = _keep(session, shown, read, outcome)
        for name in read.groups:
            _seat(session, register, groups[folded(name)], person, read, open_groups, outcome)
        progress(done, len(people))
        if stop():
            raise Stopped
    session.flush()
    for group in shown.groups:
        follow_members(session, register, group)
    return outcome


def _established(group: Group, register: Register) -> bool:
    return {one.party for one in members_on(group, register.today())} == set(PartyRole)


def _keep(session: Session, shown: Partnering, read: ReadPerson, outcome: Imported) -> Person:
    if read.known is not None:
        person = row(session, Person, read.known)
        person.job_title = person.job_title or read.job_title
        person.email = person.email or read.email
        outcome.completed += 1
        return person
    person = Person(
        partnering_id=shown.id,
        name=read.name,
        job_title=read.job_title,
        email=read.email,
        organisation=_organisation(session, shown, read) if read.organisation else None,
    )
    session.add(person)
    session.flush()
    outcome.added += 1
    return person


def _organisation(session: Session, shown: Partnering, read: ReadPerson) -> Organisation:
    for one in _organisations(session, shown):
        if same_organisation(one.name, read.organisation):
            return one
    party = next((one for one in shown.parties if one.role is read.side), None)
    lead = party is not None and party.lead is None
    made = Organisation(partnering_id=shown.id, name=read.organisation, party=party, lead=lead)
    session.add(made)
    session.flush()
    return made


def _seat(
    session: Session,
    register: Register,
    group: Group,
    person: Person,
    read: ReadPerson,
    open_groups: set[int],
    outcome: Imported,
) -> None:
    today = register.today()
    if any(one.person_id == person.id for one in members_on(group, today)):
        return
    if read.side is None:
        if not any(one.person_id == person.id and one.ends is None for one in group.offices):
            group.offices.append(GroupOffice(person=person, office=Office.ATTENDEE, starts=today))
    elif group.id in open_groups:
        group.memberships.append(Membership(person=person, party=read.side, starts=today))
    else:
        outcome.notes.append(f"{person.name} becomes a Group Member of {group.name} by notice only (Governance 5.2).")
