"""The people of a partnering: added, corrected, merged, given offices. Nobody is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from partnering_desk.app.circulation import readdress
from partnering_desk.app.lookups import members_on, partnering, row, whole_groups
from partnering_desk.app.people_import import valid_address
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import follow_members
from partnering_desk.records.models import (
    Delivery,
    Group,
    GroupOffice,
    Membership,
    Office,
    Organisation,
    Person,
    PersonTerms,
)
from partnering_desk.rules.clause import G5_2, Refusal
from partnering_desk.rules.names import NamesMet, folded, likeness
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import join_words, show_date

__all__ = [
    "DELIVERY_WORDS",
    "OFFICE_WORDS",
    "Delivery",
    "Office",
    "PersonRow",
    "add_person",
    "appoint",
    "edit_person",
    "end_office",
    "people_rows",
]

ONE_AT_A_TIME = (Office.CHAIR, Office.VICE_CHAIR, Office.MINUTE_TAKER)
OFFICE_WORDS = {
    Office.CHAIR: "chair",
    Office.VICE_CHAIR: "vice-chair",
    Office.MINUTE_TAKER: "minute taker",
    Office.ATTENDEE: "in attendance",
    Office.CIRCULATION: "copied in",
}
DELIVERY_WORDS = {
    Delivery.EMAIL: "By e-mail",
    Delivery.PRINTED: "Printed",
    Delivery.LARGE_PRINT: "In large print",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show them, with what they are in each group today ("Core Group, chair")."""

    person_id: int
    name: str
    job_title: str
    organisation_id: int | None
    organisation: str
    party: PartyRole | None
    email: str
    delivery: Delivery
    groups: tuple[str, ...]
    double_of: str = ""
    """Whom this entry seems to repeat."""


def add_person(
    register: Register,
    name: str,
    organisation_id: int | None = None,
    job_title: str = "",
    email: str = "",
    delivery: Delivery = Delivery.EMAIL,
) -> int:
    """Add a person. Returns the id.

    Raises `Refusal` for a name missing or in use, or an address that is none.
    """
    with register.write() as session:
        person = Person(partnering_id=partnering(session, register).id)
        _set(session, person, name, organisation_id, job_title, email, delivery)
        session.add(person)
        session.flush()
        return person.id


def edit_person(
    register: Register,
    person_id: int,
    name: str,
    organisation_id: int | None = None,
    job_title: str = "",
    email: str = "",
    delivery: Delivery = Delivery.EMAIL,
) -> None:
    """Change what is known of a person from today on; what the Appendix said until then stays known (G5.1).

    Raises `Refusal` as `add_person` does, and when a Group Member would change sides: that goes by notice.
    """
    with register.write() as session:
        person = row(session, Person, person_id)
        _check_side_kept(session, person, organisation_id, register.today())
        before, yesterday = _terms(person), register.today() - timedelta(1)
        _set(session, person, name, organisation_id, job_title, email, delivery)
        changed = any(was and was != now for was, now in zip(before, _terms(person), strict=True))
        if changed and all(one.until != yesterday for one in person.terms):
            person.terms.append(PersonTerms(until=yesterday, job_title=before[0], organisation=before[1]))


def _terms(person: Person | PersonTerms) -> tuple[str, Organisation | None]:
    """What the Appendix says of a person."""
    return person.job_title, person.organisation


def terms_on(person: Person, day: date) -> Person | PersonTerms:
    """Where it stands what the Appendix says of a person on a day; what was only filled in later held before too."""
    return next((one for one in person.terms if day <= one.until), person)


def _set(
    session: Session,
    person: Person,
    name: str,
    organisation_id: int | None,
    job_title: str,
    email: str,
    delivery: Delivery,
) -> None:
    if not name.strip():
        raise Refusal("The person has no name. Type it.")
    others = select(Person).where(
        Person.partnering_id == person.partnering_id, Person.merged_into_id.is_(None), Person.id != person.id
    )
    for other in session.scalars(others):
        if other is not person and folded(other.name) == folded(name):
            raise Refusal(f"There is a {other.name} already. Tell the two apart by their names, or use that one.")
    if email.strip() and not valid_address(email.strip()):
        raise Refusal(f"“{email.strip()}” is not an e-mail address. Correct it, or leave it empty for paper.")
    if organisation_id is not None:
        person.organisation = row(session, Organisation, organisation_id)
    else:
        person.organisation = None
    person.name, person.job_title, person.email = name.strip(), job_title.strip(), email.strip()
    person.delivery = delivery
    readdress(session, person)


def _check_side_kept(session: Session, person: Person, organisation_id: int | None, today: date) -> None:
    organisation = row(session, Organisation, organisation_id) if organisation_id is not None else None
    side = organisation.party.role if organisation is not None and organisation.party is not None else None
    seats = [
        one.group.name
        for one in _memberships(session, person.id)
        if one.party is not side and (one.ends is None or one.ends >= today)
    ]
    if seats:
        raise Refusal(
            f"{person.name} is Group Member of {join_words(seats)} for the other side. Record a notice of "
            f"change first (Governance 5.2), or add a new person.",
            G5_2,
        )


def _memberships(session: Session, person_id: int) -> Iterable[Membership]:
    return session.scalars(select(Membership).where(Membership.person_id == person_id)).all()


def appoint(register: Register, group_id: int, office: Office, person_id: int, starts: date) -> int:
    """Give a person an office in a group from `starts` on. Returns the appointment's id.

    Chair, vice-chair and minute taker are one each: who held the office before holds it to the day before
    (Governance 5.4). Raises `Refusal` when the person has it then, or the last one begins later.
    """
    with register.write() as session:
        group, person = row(session, Group, group_id), row(session, Person, person_id)
        before = [one for one in group.offices if one.office is office and _goes_on(one, starts)]
        if any(one.person_id == person_id for one in before):
            raise Refusal(f"{person.name} is {OFFICE_WORDS[office]} of {group.name} already.")
        if office in ONE_AT_A_TIME:
            _end_offices(session, before, starts)
        made = GroupOffice(group_id=group.id, person=person, office=office, starts=starts)
        group.offices.append(made)
        session.flush()
        session.refresh(group)
        follow_members(session, register, group)
        return made.id


def end_office(register: Register, office_id: int, last: date) -> None:
    """Let an appointment end after `last`. Raises `Refusal` for a day before it began."""
    with register.write() as session:
        office = row(session, GroupOffice, office_id)
        if last < office.starts:
            raise Refusal(
                f"{office.person.name} was appointed on {show_date(office.starts)}. Choose that day or a later one."
            )
        office.ends = last
        follow_members(session, register, office.group)


def _goes_on(office: GroupOffice, day: date) -> bool:
    return office.ends is None or office.ends >= day


def _end_offices(session: Session, offices: Iterable[GroupOffice], starts: date) -> None:
    for one in offices:
        if one.starts > starts:
            raise Refusal(
                f"{one.person.name} was appointed from {show_date(one.starts)}, after that. Choose a later day."
            )
        if one.starts == starts:
            session.delete(one)
        else:
            one.ends = starts - timedelta(1)


def people_rows(register: Register) -> tuple[PersonRow, ...]:
    """Everybody of the partnering by name, those merged into somebody else left out."""
    today = register.today()
    with register.read() as session:
        shown = partnering(session, register)
        people = session.scalars(
            select(Person)
            .where(Person.partnering_id == shown.id, Person.merged_into_id.is_(None))
            .options(joinedload(Person.organisation).joinedload(Organisation.party))
        ).all()
        roles = _roles(whole_groups(session, shown.id), today)
        doubles = _doubles(people)
        return tuple(
            PersonRow(
                one.id,
                one.name,
                one.job_title,
                one.organisation_id,
                one.organisation.name if one.organisation else "",
                one.party,
                one.email,
                one.delivery,
                tuple(roles.get(one.id, ())),
                doubles.get(one.id, ""),
            )
            for one in sorted(people, key=lambda one: folded(one.name))
        )


def _roles(groups: Iterable[Group], today: date) -> dict[int, list[str]]:
    roles: dict[int, list[str]] = {}
    for group in groups:
        said: dict[int, list[str]] = {one.person_id: [] for one in members_on(group, today)}
        for office in group.offices:
            if office.starts <= today and _goes_on(office, today):
                said.setdefault(office.person_id, []).append(OFFICE_WORDS[office.office])
        for person_id, words in said.items():
            roles.setdefault(person_id, []).append(", ".join((group.name, *words)))
    return roles


def _doubles(people: Iterable[Person]) -> dict[int, str]:
    """Who seems to repeat an earlier entry: the same address, or a name that may be the same."""
    doubles: dict[int, str] = {}
    earlier: list[Person] = []
    met: NamesMet[int] = NamesMet(0.95)
    for one in sorted(people, key=lambda one: one.id):
        near = set(met.near(one.name))
        met.add(one.name, one.id)
        for other in earlier:
            same_address = one.email and one.email.casefold() == other.email.casefold()
            alike = likeness(one.name, other.name) if same_address or other.id in near else 0.0
            if alike >= 0.95 or (same_address and alike >= 0.5):
                doubles[one.id] = other.name
                break
        earlier.append(one)
    return doubles
