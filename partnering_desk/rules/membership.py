"""Group Members: who stands when, who has no counterpart, how one is replaced, and delegates (G1, G4.3, G5.2, G5.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from partnering_desk.rules.clause import G5_2, G5_3, Refusal
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_date

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A person appointed to a group by a party, from one date to another, both included; `ends` None: still.

    `counterpart_id` is the person of the other party with equivalent seniority and expertise, where one was named
    (Governance 5.2); `seat` what both bring, such as "finance".
    """

    person_id: int
    name: str
    party: PartyRole
    starts: date
    ends: date | None = None
    counterpart_id: int | None = None
    seat: str = ""

    def stands(self, on: date) -> bool:
        """Whether they are a member on that day."""
        return self.starts <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class CounterpartGap:
    """A member without a counterpart on the other side, and since when (Governance 5.2)."""

    member: Member
    missing: PartyRole
    since: date

    @property
    def title(self) -> str:
        """The gap in words: "the Contractor's finance seat has nobody"."""
        if self.member.seat:
            return f"the {self.missing.words}'s {self.member.seat} seat has nobody"
        return f"{short_name(self.member.name)} has no counterpart from the {self.missing.words}"


def standing(members: Iterable[Member], on: date) -> tuple[Member, ...]:
    """The members of a group on one day, past or to come (Governance 5.1)."""
    return tuple(one for one in members if one.stands(on))


def missing_parties(members: Iterable[Member], on: date) -> tuple[PartyRole, ...]:
    """The parties that have no member in a group on that day (Governance 4.3)."""
    there = {one.party for one in standing(members, on)}
    return tuple(party for party in PartyRole if party not in there)


def counterpart_gaps(members: Sequence[Member], on: date) -> tuple[CounterpartGap, ...]:
    """The members of either party who have no counterpart in the group on that day (Governance 5.2).

    It is enough that one of the two is recorded as the other's counterpart.
    """
    gaps = []
    for member in standing(members, on):
        paired = [one for one in members if one.party is member.party.other and _are_paired(one, member)]
        if not standing(paired, on):
            ended = [one.ends + _DAY for one in paired if one.ends is not None and one.ends < on]
            gaps.append(CounterpartGap(member, member.party.other, max([member.starts, *ended])))
    return tuple(gaps)


def _are_paired(one: Member, other: Member) -> bool:
    return one.counterpart_id == other.person_id or other.counterpart_id == one.person_id


def check_notice(
    party: PartyRole,
    outgoing: Member | None,
    incoming: Member | None,
    members: Sequence[Member],
    notified_on: date,
) -> None:
    """Nothing, when a party may give notice of a change of its member in a group (Governance 5.2).

    `outgoing` stands until the other party agrees; None where an empty seat is filled. `incoming` starts when the
    change takes effect; None where the seat is left empty. Raises `Refusal` saying what is wrong.
    """
    if outgoing is None and incoming is None:
        raise Refusal("Choose who leaves the group, who joins it, or both (Governance 5.2).", G5_2)
    for one in (outgoing, incoming):
        if one is not None and one.party is not party:
            raise Refusal(
                f"{short_name(one.name)} is of the {one.party.words}, and the {party.words} gives notice of its own "
                f"members only (Governance 5.2). Let the {one.party.words} give notice.",
                G5_2,
            )
    if outgoing is not None and not outgoing.stands(notified_on):
        raise Refusal(
            f"{short_name(outgoing.name)} is no member of the group on {show_date(notified_on)}, so cannot be replaced "
            "(Governance 5.2). Choose one who is.",
            G5_2,
        )
    if incoming is not None:
        _check_incoming(incoming, members, notified_on)


def _check_incoming(incoming: Member, members: Sequence[Member], notified_on: date) -> None:
    if any(one.person_id == incoming.person_id for one in standing(members, incoming.starts)):
        raise Refusal(
            f"{short_name(incoming.name)} is a member of the group already (Governance 5.2). Choose somebody else.",
            G5_2,
        )
    if incoming.starts < notified_on:
        raise Refusal(
            f"Notice on {show_date(notified_on)} cannot change the group from {show_date(incoming.starts)} on: until "
            "it is agreed the old member stands (Governance 5.2). Give a day from the notice on.",
            G5_2,
        )


def check_change(
    party: PartyRole, answered_by: PartyRole, agreed: bool, reasons: str, notified_on: date, answered_on: date
) -> None:
    """Nothing, when the notice of `party` may be answered like this (Governance 5.2).

    Raises `Refusal` when it is not the other party that answers, when it refuses without reasons, or answers before
    the notice was given.
    """
    if answered_by is party:
        raise Refusal(
            f"The {party.words} gave this notice, so the {party.other.words} answers it (Governance 5.2).", G5_2
        )
    if not agreed and not reasons.strip():
        raise Refusal(
            "Agreement may not be withheld unreasonably, so a refusal needs its reasons (Governance 5.2). Type them.",
            G5_2,
        )
    if answered_on < notified_on:
        raise Refusal(
            f"Notice was given on {show_date(notified_on)}, so it was not answered on {show_date(answered_on)} "
            "(Governance 5.2). Put the date right.",
            G5_2,
        )


def change_starts(effective_on: date, agreed_on: date) -> date:
    """The day from which an agreed change holds: as notified, but not before it is agreed (Governance 5.2)."""
    return max(effective_on, agreed_on)


def replaced(
    members: Sequence[Member], outgoing: Member | None, incoming: Member | None, starts: date
) -> tuple[Member, ...]:
    """The members of a group after an agreed change that holds from `starts` on (Governance 5.2).

    Nobody is deleted: the old member's dates end the day before, the new one's begin, and the counterpart stays.
    """
    after = [replace(one, ends=starts - _DAY) if outgoing is not None and one == outgoing else one for one in members]
    if incoming is not None:
        seat, counterpart = incoming.seat, incoming.counterpart_id
        if outgoing is not None:
            seat, counterpart = seat or outgoing.seat, counterpart or outgoing.counterpart_id
        after.append(replace(incoming, starts=starts, seat=seat, counterpart_id=counterpart))
        after = [_follow(one, outgoing, incoming) for one in after]
    return tuple(after)


def _follow(one: Member, outgoing: Member | None, incoming: Member) -> Member:
    """A member whose counterpart left, with the one who came instead."""
    if outgoing is not None and one.ends is None and one.counterpart_id == outgoing.person_id:
        return replace(one, counterpart_id=incoming.person_id)
    return one


def check_delegate(
    name: str,
    party: PartyRole | None,
    member: Member | None,
    away: bool,
    counts_already: bool = False,
    other_delegate: str = "",
) -> None:
    """Nothing, when somebody may attend a meeting in a member's place (Governance 5.3).

    `party` is the side that the delegate is on; *reading*: somebody of neither side may be sent by either. `away`
    tells whether the member is marked apologies or absent, `counts_already` whether the delegate is a member, or
    stands in for another, and `other_delegate` who comes in this member's place already. Raises `Refusal` saying what
    is wrong.
    """
    who = short_name(name)
    if member is None:
        raise Refusal(
            f"{who} cannot be a delegate of nobody: a delegate comes in a Group Member's place (Governance 5.3). "
            "Choose the member, or add them as in attendance.",
            G5_3,
        )
    whose = short_name(member.name)
    if not away:
        raise Refusal(
            f"{whose} has sent no apologies, so nobody comes in their place (Governance 5.3). "
            f"Mark {whose} apologies or absent first.",
            G5_3,
        )
    if party is member.party.other:
        raise Refusal(
            f"{who} is of the {party.words}, so cannot stand in for {whose} (Governance 5.3). "
            f"Choose somebody of the {member.party.words}.",
            G5_3,
        )
    if counts_already:
        raise Refusal(
            f"{who} counts at this meeting already, so cannot stand in for {whose} too (Governance 5.3). "
            "Choose somebody else.",
            G5_3,
        )
    if other_delegate:
        raise Refusal(
            f"{short_name(other_delegate)} comes in {whose}'s place already (Governance 5.3). "
            "Take that delegate off first.",
            G5_3,
        )
