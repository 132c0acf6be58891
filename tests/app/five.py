"""A small partnering of five boroughs, its Core Group and Working Groups, on Thursday 19 November 2026."""

import shutil
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path

from partnering_desk.app.register import Register, create_register, open_register
from partnering_desk.records.models import (
    Delivery,
    Group,
    GroupOffice,
    Membership,
    Office,
    Organisation,
    Partnering,
    Party,
    Person,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.working_days import Nation

EFFECTIVE, COMMENCEMENT, EXPIRY = date(2025, 1, 6), date(2025, 4, 1), date(2030, 3, 31)

# name, organisation, seat or office
COMMISSIONER = {
    "Nkechi Amadi": "RB Kensington & Chelsea",
    "Aoife Ní Bhriain": "LB Lambeth",
    "Sadia Rahman": "LB Brent",
    "Paweł Nowakowski": "LB Camden",
    "Toni Whitcombe-Hughes": "LB Hackney Community Services",
}
CONTRACTOR = {
    "Ruth Lindqvist": "St Aldate's Homes",
    "Tunde Oṣei": "St Aldate's Homes",
    "Máire O’Dunne": "St Aldate's Homes",
}
OTHERS = {"Grace Obi": "Camden SP Provider Forum", "Yetunde Adeyemi": "Arlington Road Residents"}
SECRETARY = "M. Okafor"


@dataclass
class Clock:
    """The time that the register is told; tests set it."""

    now: datetime = datetime(2026, 11, 19, 10, 42)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Five:
    """The register, and the ids that tests ask for by name."""

    register: Register
    clock: Clock
    core: int = 0
    performance: int = 0
    property: int = 0
    people: dict[str, int] = field(default_factory=dict)
    memberships: dict[tuple[str, str], int] = field(default_factory=dict)
    """By code of the group and name of the member."""


def build(register: Register, clock: Clock) -> Five:
    """The small partnering, written into an empty register."""
    five = Five(register, clock)
    with register.write() as session:
        boroughs = Partnering(
            name="Five Boroughs Partnering",
            nation=Nation.ENGLAND,
            effective=EFFECTIVE,
            commencement=COMMENCEMENT,
            expiry=EXPIRY,
            kept_from=EFFECTIVE,
        )
        session.add(boroughs)
        commissioner, contractor = (Party(role=role, partnering=boroughs) for role in PartyRole)
        session.add_all((commissioner, contractor))
        session.flush()
        people = _people(boroughs, commissioner, COMMISSIONER) | _people(boroughs, contractor, CONTRACTOR)
        people |= _people(boroughs, None, OTHERS)
        people["Yetunde Adeyemi"].email = ""
        people["Yetunde Adeyemi"].delivery = Delivery.PRINTED
        secretary = Person(name=SECRETARY, email="m.okafor@rbkc.example", partnering_id=boroughs.id)
        secretary.organisation = people["Nkechi Amadi"].organisation
        people[SECRETARY] = secretary
        session.add_all(people.values())
        groups = {
            "CG": Group(
                kind=GroupKind.CORE,
                name="Core Group",
                code="CG",
                frequency=Frequency.MONTHLY,
                location="Kensington Town Hall, Room 3",
                planned_start=date(2025, 4, 9),
                usual_start=time(10),
            ),
            "PW": Group(
                kind=GroupKind.WORKING,
                name="Performance Working Group",
                code="PW",
                area="Performance",
                frequency=Frequency.TWO_MONTHLY,
                location="Lambeth Civic Centre",
                planned_start=date(2025, 4, 25),
                usual_start=time(14),
            ),
            "PR": Group(
                kind=GroupKind.WORKING,
                name="Property Working Group",
                code="PR",
                area="Property",
                frequency=Frequency.QUARTERLY,
                location="Lambeth Civic Centre",
                planned_start=date(2025, 5, 13),
                usual_start=time(10),
            ),
        }
        for group in groups.values():
            group.partnering_id = boroughs.id
        session.add_all(groups.values())
        _seat(groups["CG"], people, ["Nkechi Amadi", "Sadia Rahman"], ["Ruth Lindqvist", "Máire O’Dunne"])
        _seat(groups["PW"], people, ["Aoife Ní Bhriain"], ["Ruth Lindqvist"])
        _seat(groups["PR"], people, ["Paweł Nowakowski"], ["Tunde Oṣei"])
        for group in groups.values():
            _hold(group, secretary, Office.MINUTE_TAKER)
        _hold(groups["CG"], people["Nkechi Amadi"], Office.CHAIR)
        _hold(groups["CG"], people["Ruth Lindqvist"], Office.VICE_CHAIR)
        _hold(groups["PW"], people["Aoife Ní Bhriain"], Office.CHAIR)
        _hold(groups["PR"], people["Paweł Nowakowski"], Office.CHAIR)
        _hold(groups["CG"], people["Yetunde Adeyemi"], Office.ATTENDEE)
        _hold(groups["CG"], people["Grace Obi"], Office.CIRCULATION)
        session.flush()
        for member in [one for group in groups.values() for one in group.memberships]:
            if member.counterpart is not None:
                member.counterpart.counterpart_id = member.id
        register.partnering_id = boroughs.id
        five.core, five.performance, five.property = (groups[code].id for code in ("CG", "PW", "PR"))
        five.people = {name: person.id for name, person in people.items()}
        five.memberships = {
            (code, member.person.name): member.id for code, group in groups.items() for member in group.memberships
        }
    return five


def finished(path: Path) -> Five:
    """The small partnering in a register of its own at `path`, closed: for tests to have copies of."""
    clock = Clock()
    register = create_register(path, SECRETARY, clock)
    five = build(register, clock)
    register.close()
    return five


def copy_of(five: Five, path: Path, clock: Clock) -> Five:
    """A copy of a finished register at `path`, open: a tenth of the time that building it takes."""
    shutil.copy(five.register.path, path)
    register = open_register(path, SECRETARY, clock)
    return replace(five, register=register, clock=clock, people=dict(five.people), memberships=dict(five.memberships))


def _people(boroughs: Partnering, party: Party | None, names: dict[str, str]) -> dict[str, Person]:
    organisations = {
        name: Organisation(name=name, party=party, lead=party is not None and number == 0, partnering_id=boroughs.id)
        for number, name in enumerate(dict.fromkeys(names.values()))
    }
    return {
        name: Person(name=name, email=_address(name), organisation=organisations[where], partnering_id=boroughs.id)
        for name, where in names.items()
    }


def _address(name: str) -> str:
    ascii_name = name.encode("ascii", "ignore").decode()
    return f"{ascii_name.replace(' ', '.').casefold()}@example.org"


def _seat(group: Group, people: dict[str, Person], commissioner: list[str], contractor: list[str]) -> None:
    for one, other in zip(commissioner, contractor, strict=True):
        first = Membership(person=people[one], party=PartyRole.COMMISSIONER, starts=EFFECTIVE)
        second = Membership(person=people[other], party=PartyRole.CONTRACTOR, starts=EFFECTIVE)
        group.memberships += [first, second]
        first.counterpart = second


def _hold(group: Group, person: Person, office: Office) -> None:
    group.offices.append(GroupOffice(person=person, office=office, starts=EFFECTIVE))
