"""A partnering as it is planned, before any of it is kept. People and organisations go by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from partnering_desk.records.models import Delivery
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.working_days import Nation


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An authority or company of a party, and the name of the one person empowered to act for it."""

    name: str
    nominee: str = ""


@dataclass(frozen=True, slots=True)
class NewParty:
    """A party: its organisations, the first of which leads unless `lead` names another."""

    organisations: tuple[NewOrganisation, ...]
    representative: str = ""
    """The name of its Contract Representative (Governance 4.1)."""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody, with the name of the organisation; one that is of no party makes a person in attendance."""

    name: str
    organisation: str = ""
    job_title: str = ""
    email: str = ""
    delivery: Delivery = Delivery.EMAIL


@dataclass(frozen=True, slots=True)
class NewMember:
    """A Group Member by name, what the seat is for, and the counterpart's name."""

    person: str
    counterpart: str = ""
    seat: str = ""


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group of the Appendix (Governance 5.1), with its people by name. No code: one is proposed."""

    kind: GroupKind
    name: str
    frequency: Frequency
    planned_start: date
    code: str = ""
    area: str = ""
    location: str = ""
    usual_start: time = time(10)
    usual_minutes: int = 120
    members: tuple[NewMember, ...] = ()
    chair: str = ""
    vice_chair: str = ""
    minute_taker: str = ""
    attendees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetUp:
    """A whole partnering before it is kept. People are told apart by their names."""

    name: str
    nation: Nation
    effective: date
    commencement: date
    expiry: date
    commissioner: NewParty
    contractor: NewParty
    groups: tuple[NewGroup, ...]
    people: tuple[NewPerson, ...]
    members_from: date | None = None
    """From when members and officers stand; the Effective Date when None."""
    kept_from: date | None = None
    """From which day the register is the record; the Effective Date when None."""
    closures: tuple[tuple[date, date, str], ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    """Readings other than the usual ones, holding from the Effective Date."""

    def party(self, role: PartyRole) -> NewParty:
        """The party of that role."""
        return self.commissioner if role is PartyRole.COMMISSIONER else self.contractor
