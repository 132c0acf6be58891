"""What a planned partnering must be before it can be kept (Governance 1, 4.1, 5.2; cross-authority)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from partnering_desk.app.groups import check_group, check_length, check_planned_start
from partnering_desk.app.parties import check_dates, check_kept_from
from partnering_desk.app.plan import NewGroup, SetUp
from partnering_desk.app.readings import check_settings
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G1, G4_1, G5_1, G5_2, X1, Refusal
from partnering_desk.rules.names import folded
from partnering_desk.rules.numbers import check_group_code, group_code
from partnering_desk.rules.parties import PartyRole


def check(plan: SetUp) -> None:
    """Check a plan for everything that would be refused when it is kept. Raises `Refusal`."""
    if not plan.name.strip():
        raise Refusal("The partnering has no name. Give it the one on the contract.")
    check_dates(plan.effective, plan.commencement, plan.expiry)
    check_kept_from(plan.kept_from or plan.effective, plan.effective)
    for role in PartyRole:
        _check_party(plan, role)
    check_people(plan)
    _check_distinct([one.name for role in PartyRole for one in plan.party(role).organisations], "organisations")
    check_groups(plan)
    check_settings(plan.settings)


def check_people(plan: SetUp) -> None:
    """Check that the people of a plan can be told apart by their names. Raises `Refusal`."""
    _check_distinct([one.name for one in plan.people], "people")


def _check_distinct(names: Sequence[str], what: str) -> None:
    for name, times in Counter(folded(one) for one in names).items():
        if not name:
            raise Refusal(f"One of the {what} has no name. Type it, or take the line away.")
        if times > 1:
            shown = next(one for one in names if folded(one) == name)
            raise Refusal(f"Two {what} are called “{shown}”. Merge them, or tell them apart by their names.")


def _check_party(plan: SetUp, role: PartyRole) -> None:
    party = plan.party(role)
    names = [one.name for one in party.organisations]
    if not names:
        raise Refusal(f"The {role.words} has no organisation. Add at least the one that leads it.")
    if party.lead and party.lead not in names:
        raise Refusal(f"“{party.lead}” is to lead the {role.words}, but is not one of its organisations.")
    sides = {one.name: one.organisation for one in plan.people}
    if party.representative and sides.get(party.representative) not in names:
        raise Refusal(
            f"{party.representative} cannot be Contract Representative of the {role.words}: the person is "
            f"of no organisation of it (Governance 4.1).",
            G4_1,
        )
    for organisation in party.organisations:
        if organisation.nominee and sides.get(organisation.nominee) != organisation.name:
            raise Refusal(
                f"{organisation.nominee} cannot be the nominated person of {organisation.name}: "
                f"choose somebody who works there (cross-authority arrangement).",
                X1,
            )


def check_groups(plan: SetUp) -> None:
    """Check the groups of a plan and the people in them. Raises `Refusal`."""
    if not any(group.kind is GroupKind.CORE for group in plan.groups):
        raise Refusal("The partnering has no Core Group. Add it to the groups (Governance 1).", G1)
    codes: list[str] = []
    for place, group in enumerate(plan.groups):
        check_group(group.kind, group.name, [(one.kind, one.name) for one in plan.groups[:place]])
        check_planned_start(group.name, group.planned_start, plan.effective, plan.expiry)
        check_length(group.usual_minutes)
        chosen = group.code.strip()
        codes.append(check_group_code(chosen, codes) if chosen else group_code(group.name, codes))
        _check_people_of(plan, group)


def _check_people_of(plan: SetUp, group: NewGroup) -> None:
    organisations = {one.name: one.organisation for one in plan.people}
    roles = {one.name: role for role in PartyRole for one in plan.party(role).organisations}
    officers = [group.chair, group.vice_chair, group.minute_taker, *group.attendees]
    for name in [*filter(None, officers), *(one.person for one in group.members)]:
        if name not in organisations:
            raise Refusal(f"{name} is to serve on {group.name}, but is not among the people. Add the person.")
    members = {one.person: roles.get(organisations[one.person]) for one in group.members}
    if len(members) < len(group.members):
        raise Refusal(f"Somebody is a member of {group.name} twice. Take one line away.")
    for member in group.members:
        if members[member.person] is None:
            raise Refusal(
                f"{member.person} is on neither side, so cannot be a Group Member of {group.name} "
                f"(Governance 5.1). Give the person an organisation of a party, or let them attend.",
                G5_1,
            )
        if member.counterpart and members.get(member.counterpart) in (None, members[member.person]):
            raise Refusal(
                f"{member.counterpart} cannot be the counterpart of {member.person} in {group.name}: "
                f"a counterpart is a member of the other party (Governance 5.2).",
                G5_2,
            )
