"""Who is who in a partnering on a day: parties, groups, and members facing their counterparts (Governance 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnering_desk.app.groups import terms_on
from partnering_desk.app.lookups import members_on, office_holder, office_holders, partnering, whole_groups
from partnering_desk.app.parties import PartneringRow, particulars
from partnering_desk.app.people import terms_on as terms_of_person
from partnering_desk.app.register import Register
from partnering_desk.records.models import Group, Membership, Office, Person
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.membership import CounterpartGap, Member, counterpart_gaps, missing_parties
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.wording import join_words, show_date


@dataclass(frozen=True, slots=True)
class MemberView:
    """A Group Member as the picture shows one."""

    membership_id: int
    person_id: int
    name: str
    party: PartyRole
    organisation: str
    job_title: str
    seat: str


@dataclass(frozen=True, slots=True)
class SeatView:
    """A member facing the counterpart; on the side where nobody sits, `gap` says so."""

    commissioner: MemberView | None
    contractor: MemberView | None
    gap: str = ""

    def side(self, party: PartyRole) -> MemberView | None:
        """Who sits on the side of a party."""
        return self.commissioner if party is PartyRole.COMMISSIONER else self.contractor

    @property
    def lone(self) -> MemberView | None:
        """The one who sits here and faces nobody; None when somebody does."""
        return (self.commissioner or self.contractor) if self.gap else None


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group on a day, with its seats. `remark` says why it is not established, "" when it is."""

    group_id: int
    kind: GroupKind
    name: str
    code: str
    area: str
    frequency: Frequency
    location: str
    planned_start: date
    chair: str
    vice_chair: str
    minute_taker: str
    attending: tuple[str, ...]
    seats: tuple[SeatView, ...]
    remark: str

    @property
    def gaps(self) -> int:
        """How many members have no counterpart."""
        return sum(bool(one.gap) for one in self.seats)


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole partnering on a day."""

    on: date
    partnering: PartneringRow
    groups: tuple[GroupView, ...]

    @property
    def gaps(self) -> int:
        """How many members of all groups have no counterpart."""
        return sum(one.gaps for one in self.groups)


def structure(register: Register, on: date | None = None) -> Structure:
    """The partnering as it stands on a day, past or to come; today when None."""
    day = on or register.today()
    with register.read() as session:
        shown = partnering(session, register)
        groups = sorted(whole_groups(session, shown.id), key=lambda one: (list(GroupKind).index(one.kind), one.id))
        return Structure(day, particulars(session, shown, day), tuple(_group(one, day) for one in groups))


def member_of(membership: Membership) -> Member:
    """A membership as the rules see it."""
    counterpart = membership.counterpart
    return Member(
        membership.person_id,
        membership.person.name,
        membership.party,
        membership.starts,
        membership.ends,
        counterpart.person_id if counterpart is not None else None,
        membership.seat,
    )


def _group(group: Group, day: date) -> GroupView:
    members = [member_of(one) for one in group.memberships]
    missing = missing_parties(members, day)
    names = join_words((f"the {party.words}" for party in missing), "nor")
    neither = "neither " if len(missing) == 2 else ""
    terms = terms_on(group, day)
    return GroupView(
        group.id,
        group.kind,
        terms.name,
        group.code,
        terms.area,
        terms.frequency,
        terms.location,
        terms.planned_start,
        _name(office_holder(group, Office.CHAIR, day)),
        _name(office_holder(group, Office.VICE_CHAIR, day)),
        _name(office_holder(group, Office.MINUTE_TAKER, day)),
        tuple(one.name for one in office_holders(group, Office.ATTENDEE, day)),
        _seats(group, day, counterpart_gaps(members, day)),
        _not_established(neither + names, bool(neither)) if missing else "",
    )


def _not_established(who: str, neither: bool) -> str:
    return f"Not yet established: {who} has {'a' if neither else 'no'} member here (Governance 1)."


def _name(person: Person | None) -> str:
    return person.name if person is not None else ""


def _seats(group: Group, day: date, gaps: tuple[CounterpartGap, ...]) -> tuple[SeatView, ...]:
    """Each member once: facing the counterpart where there is one, else beside the gap."""
    since = {gap.member.person_id: gap.since for gap in gaps}
    standing = sorted(members_on(group, day), key=lambda one: (list(PartyRole).index(one.party), one.id))
    seated: set[int] = set()
    seats = []
    for member in standing:
        if member.id in seated:
            continue
        facing = next((one for one in standing if one.id not in seated and _face_each_other(member, one)), None)
        seated |= {member.id} | ({facing.id} if facing is not None else set())
        pair = {one.party: _view(one, day) for one in (member, facing) if one is not None}
        gap = _gap_words(member, since[member.person_id]) if facing is None and member.person_id in since else ""
        seats.append(SeatView(pair.get(PartyRole.COMMISSIONER), pair.get(PartyRole.CONTRACTOR), gap))
    return tuple(seats)


def _face_each_other(one: Membership, other: Membership) -> bool:
    return one.party is not other.party and (one.counterpart_id == other.id or other.counterpart_id == one.id)


def _gap_words(member: Membership, since: date) -> str:
    seat = f"{member.seat} seat: nobody" if member.seat else "No counterpart"
    return f"{seat[:1].upper()}{seat[1:]} since {show_date(since)} (Governance 5.2)"


def _view(member: Membership, day: date) -> MemberView:
    person, stood = member.person, terms_of_person(member.person, day)
    return MemberView(
        member.id,
        person.id,
        person.name,
        member.party,
        stood.organisation.name if stood.organisation else "",
        stood.job_title,
        member.seat,
    )
