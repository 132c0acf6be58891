"""A partnering while it is being set up: what was typed so far, what a list of people adds, what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from partnering_desk.app.groups import check_group, kind_by_name
from partnering_desk.app.people_import import Known, KnownPerson, Preview, ReadPerson, same_organisation
from partnering_desk.app.plan import NewGroup, NewMember, NewOrganisation, NewParty, NewPerson, SetUp
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.numbers import group_code
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.wording import join_words
from partnering_desk.rules.working_days import Nation


@dataclass(slots=True)
class Draft:
    """What the wizard has been told so far. Organisations are names, the first of each party leads it."""

    name: str = ""
    nation: Nation = Nation.ENGLAND
    effective: date | None = None
    commencement: date | None = None
    expiry: date | None = None
    kept_from: date | None = None
    organisations: dict[PartyRole, list[str]] = field(default_factory=lambda: {role: [] for role in PartyRole})
    groups: list[NewGroup] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    representatives: dict[PartyRole, str] = field(default_factory=dict)
    nominees: dict[str, str] = field(default_factory=dict)

    def side(self, person: NewPerson) -> PartyRole | None:
        """The party whose organisation somebody works for; None: of neither."""
        for role, names in self.organisations.items():
            if person.organisation in names:
                return role
        return None

    def on_side(self, role: PartyRole) -> list[str]:
        """The names of the people of a party."""
        return [one.name for one in self.people if self.side(one) is role]

    def known(self) -> Known:
        """Who and what was typed already, for reading a list in its light. Its groups may be new."""
        return Known(
            tuple(KnownPerson(place, one.name, one.email, one.organisation) for place, one in enumerate(self.people)),
            tuple(self._known_organisations().items()),
            tuple((one.name, one.kind) for one in self.groups),
            new_groups=True,
        )

    def _known_organisations(self) -> dict[str, PartyRole | None]:
        attending = {one.organisation: None for one in self.people if one.organisation}
        return attending | {name: role for role, names in self.organisations.items() for name in names}

    def take(self, preview: Preview) -> None:
        """Take in the people of a list, their organisations, and the groups that are to be made.

        Raises `Refusal`, with nothing taken, for a second group of a kind that a partnering has once.
        """
        self._make_groups(preview.made_groups)
        for one in preview.people:
            if one.known is not None:
                old = self.people[one.known]
                self.people[one.known] = replace(
                    old, job_title=old.job_title or one.job_title, email=old.email or one.email
                )
                name = old.name
            else:
                self.people.append(NewPerson(one.name, self._organisation(one), one.job_title, one.email))
                name = one.name
            for group in one.groups:
                self._seat(group, name, one)
        self.groups = [_paired(self, _with_officers(self, group)) for group in self.groups]

    def _make_groups(self, kinds: Mapping[str, GroupKind]) -> None:
        there = [(one.kind, one.name) for one in self.groups]
        for name, kind in kinds.items():
            check_group(kind, name, there)
            there.append((kind, name))
        for name, kind in kinds.items():
            self.groups.append(self.new_group(name, kind))

    def _organisation(self, read: ReadPerson) -> str:
        for names in self.organisations.values():
            for name in names:
                if same_organisation(name, read.organisation):
                    return name
        if read.organisation and read.side is not None:
            self.organisations[read.side].append(read.organisation)
        return read.organisation

    def _seat(self, group_name: str, person: str, read: ReadPerson) -> None:
        place = next(place for place, one in enumerate(self.groups) if folded(one.name) == folded(group_name))
        group = self.groups[place]
        if read.side is not None:
            if person not in [one.person for one in group.members]:
                self.groups[place] = replace(group, members=(*group.members, NewMember(person)))
        elif person not in group.attendees:
            self.groups[place] = replace(group, attendees=(*group.attendees, person))

    def new_group(self, name: str, kind: GroupKind | None = None) -> NewGroup:
        """A group of that name as it is proposed: its kind by the name if none is given, monthly from the start."""
        kind = kind or kind_by_name(name, [one.kind for one in self.groups])
        area = name.removesuffix("Working Group").strip() if kind is GroupKind.WORKING else ""
        code = group_code(name, [one.code for one in self.groups])
        start = (self.effective if kind is GroupKind.PRE_COMMENCEMENT else self.commencement) or date.max
        return NewGroup(kind, name, Frequency.MONTHLY, start, code, area if area != name else "")

    def rename_person(self, old: str, new: str) -> None:
        """Follow a name that was corrected, wherever it is used."""
        self._map_names(lambda name: new if name == old else name)

    def forget_person(self, gone: str) -> None:
        """Leave a person out, wherever the name is used."""
        self.people = [one for one in self.people if one.name != gone]
        self.groups = [
            replace(one, members=tuple(seat for seat in one.members if seat.person != gone)) for one in self.groups
        ]
        self._map_names(lambda name: "" if name == gone else name)

    def _map_names(self, new: Callable[[str], str]) -> None:
        self.groups = [_renamed(one, new) for one in self.groups]
        self.representatives = {role: new(name) for role, name in self.representatives.items()}
        self.nominees = {where: new(name) for where, name in self.nominees.items()}

    def plan(self) -> SetUp:
        """What will be kept. Raises `Refusal` while a date of the contract is missing."""
        if self.effective is None or self.commencement is None or self.expiry is None:
            raise Refusal("The contract needs its Effective Date, its Commencement Date and its end. Type them.")
        return SetUp(
            self.name,
            self.nation,
            self.effective,
            self.commencement,
            self.expiry,
            self._party(PartyRole.COMMISSIONER),
            self._party(PartyRole.CONTRACTOR),
            tuple(self.groups),
            tuple(self.people),
            kept_from=self.kept_from,
        )

    def _party(self, role: PartyRole) -> NewParty:
        names = self.organisations[role]
        return NewParty(
            tuple(NewOrganisation(name, self.nominees.get(name, "")) for name in names),
            self.representatives.get(role, ""),
        )

    def open_points(self) -> list[str]:
        """What can be added later, in sentences: nothing of it keeps the partnering from being set up."""
        points = [
            f"The {role.words} has no Contract Representative (Governance 4.1)."
            for role in PartyRole
            if not self.representatives.get(role)
        ]
        several = [name for names in self.organisations.values() if len(names) > 1 for name in names]
        alone = [name for name in several if not self.nominees.get(name)]
        if alone:
            points.append(f"Nobody is nominated to act for {join_words(alone)} (cross-authority arrangement).")
        for group in self.groups:
            points.extend(self._points_of(group))
        paper = [one.name for one in self.people if not one.email]
        if paper:
            points.append(f"{join_words(paper)} will be sent papers by hand: no e-mail address is known.")
        return points

    def _points_of(self, group: NewGroup) -> list[str]:
        sides = {self.side(one) for one in self.people if one.name in {seat.person for seat in group.members}}
        points = [
            f"{group.name} is not established: the {role.words} has no member there (Governance 1)."
            for role in PartyRole
            if role not in sides
        ]
        faced = {one.counterpart for one in group.members}
        alone = [one.person for one in group.members if not one.counterpart and one.person not in faced]
        if alone and not points:
            points.append(f"{join_words(alone)} of {group.name} without a counterpart (Governance 5.2).")
        if not group.chair:
            points.append(f"{group.name} has no chair (Governance 5.4).")
        return points


def _renamed(group: NewGroup, new: Callable[[str], str]) -> NewGroup:
    return replace(
        group,
        members=tuple(replace(one, person=new(one.person), counterpart=new(one.counterpart)) for one in group.members),
        chair=new(group.chair),
        vice_chair=new(group.vice_chair),
        minute_taker=new(group.minute_taker),
        attendees=tuple(filter(None, map(new, group.attendees))),
    )


def _paired(draft: Draft, group: NewGroup) -> NewGroup:
    """The group with counterparts proposed, in the order of the list, where none was chosen."""
    if any(one.counterpart for one in group.members):
        return group
    sides = {one.name: draft.side(one) for one in draft.people}
    ours = [one.person for one in group.members if sides.get(one.person) is PartyRole.COMMISSIONER]
    theirs = [one.person for one in group.members if sides.get(one.person) is PartyRole.CONTRACTOR]
    facing = dict(zip(ours, theirs, strict=False))
    return replace(
        group,
        members=tuple(replace(one, counterpart=facing.get(one.person, "")) for one in group.members),
    )


def _with_officers(draft: Draft, group: NewGroup) -> NewGroup:
    """The group with chair and minute taker proposed where job titles name them."""
    titles = {one.name: folded(one.job_title).split() for one in draft.people}
    chairs = [one.person for one in group.members if "chair" in titles[one.person]]
    scribes = [name for name in group.attendees if {"secretariat", "secretary", "minutes"} & set(titles[name])]
    taker = group.minute_taker or (scribes[0] if len(scribes) == 1 else "")
    return replace(
        group,
        chair=group.chair or (chairs[0] if len(chairs) == 1 else ""),
        minute_taker=taker,
        attendees=tuple(name for name in group.attendees if name != taker),
    )
