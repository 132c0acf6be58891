"""Changing a Group Member: notice in writing by one party, agreed or refused by the other (Governance 5.2).

Until the other party agrees the old member stands. Nobody is deleted: a seat is a history of dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from partnering_desk.app.lookups import members_on, partnering, row
from partnering_desk.app.register import Register
from partnering_desk.app.scheduling import follow_members
from partnering_desk.app.structure import member_of
from partnering_desk.records.models import ChangeState, Group, MemberChange, Membership, Person
from partnering_desk.rules.clause import G4_3, G5_2, Refusal
from partnering_desk.rules.membership import Member, change_starts, check_change, check_notice
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import show_date

__all__ = [
    "ChangeRow",
    "ChangeState",
    "add_member",
    "agree_change",
    "change_rows",
    "face",
    "notify_change",
    "pair_members",
    "refuse_change",
]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A notice of change as screens show it, and its answer."""

    change_id: int
    group_id: int
    group: str
    party: PartyRole
    outgoing: str
    incoming: str
    seat: str
    notified_on: date
    effective_on: date
    state: ChangeState
    answered_on: date | None
    answered_by: str
    reasons: str

    @property
    def words(self) -> str:
        """What would change: "Contractor: T. Osei in place of M. Dunne in Core Group"."""
        if self.outgoing and self.incoming:
            return f"{self.party.words}: {self.incoming} in place of {self.outgoing} in {self.group}"
        if self.incoming:
            return f"{self.party.words}: {self.incoming} takes a seat in {self.group}"
        return f"{self.party.words}: {self.outgoing} leaves {self.group}"


def add_member(
    register: Register,
    group_id: int,
    person_id: int,
    starts: date,
    seat: str = "",
    counterpart_id: int | None = None,
) -> int:
    """Seat a first member of a party in a group that is not established yet. Returns the membership's id.

    Raises `Refusal` once both parties have members there: then a change goes by notice (Governance 5.2).
    """
    with register.write() as session:
        group, person = row(session, Group, group_id), row(session, Person, person_id)
        party = person.party
        if party is None:
            raise Refusal(f"{person.name} is on neither side, so cannot be a Group Member. Let them attend.", G4_3)
        if {one.party for one in members_on(group, register.today())} == set(PartyRole):
            raise Refusal(
                f"{group.name} is established, so a new member goes by notice to the {party.other.words} "
                f"(Governance 5.2). Record the notice.",
                G5_2,
            )
        _check_not_seated(group, person, starts)
        member = _seat(session, group, person, party, seat, starts)
        if counterpart_id is not None:
            face(session, member, row(session, Membership, counterpart_id))
        follow_members(session, register, group)
        return member.id


def pair_members(register: Register, membership_id: int, counterpart_id: int | None) -> None:
    """Make two members of one group each other's counterparts; None leaves the first without one.

    Raises `Refusal` when both are of one party, or of two groups (Governance 5.2).
    """
    with register.write() as session:
        member = row(session, Membership, membership_id)
        for one in member.group.memberships:
            if one.counterpart_id == member.id:
                one.counterpart_id = None
        member.counterpart_id = None
        if counterpart_id is not None:
            other = row(session, Membership, counterpart_id)
            for one in other.group.memberships:
                if one.counterpart_id == other.id:
                    one.counterpart_id = None
            face(session, member, other)


def face(session: Session, one: Membership, other: Membership) -> None:
    """Make two members each other's counterparts. Raises `Refusal` when they cannot be (Governance 5.2)."""
    if one.group_id != other.group_id or one.party is other.party:
        raise Refusal(
            "A counterpart is a member of the other party in the same group (Governance 5.2). Choose one.", G5_2
        )
    one.counterpart_id, other.counterpart_id = other.id, one.id
    session.flush()


def notify_change(
    register: Register,
    group_id: int,
    party: PartyRole,
    outgoing_id: int | None,
    incoming_id: int | None,
    effective_on: date,
    notified_on: date | None = None,
    seat: str = "",
) -> int:
    """Record notice by `party` that one of its members is to be replaced. Returns the notice's id.

    `outgoing_id` is a membership (None: a seat nobody holds is filled), `incoming_id` a person (None: the seat
    is left empty). Nothing changes until the other party agrees. Raises `Refusal` (Governance 5.2).
    """
    notified = notified_on or register.today()
    if notified > register.today():
        raise Refusal("The notice is dated in the future. Give the day on which it was received.")
    with register.write() as session:
        group = row(session, Group, group_id)
        outgoing = row(session, Membership, outgoing_id) if outgoing_id is not None else None
        incoming = row(session, Person, incoming_id) if incoming_id is not None else None
        _check_notice(session, group, party, outgoing, incoming, notified, effective_on)
        change = MemberChange(
            group_id=group.id,
            party=party,
            outgoing=outgoing,
            incoming=incoming,
            seat=seat.strip() or (outgoing.seat if outgoing is not None else ""),
            notified_on=notified,
            effective_on=effective_on,
            recorded_at=register.now(),
            recorded_by=register.who,
        )
        session.add(change)
        session.flush()
        return change.id


def _check_notice(
    session: Session,
    group: Group,
    party: PartyRole,
    outgoing: Membership | None,
    incoming: Person | None,
    notified_on: date,
    effective_on: date,
) -> None:
    if outgoing is not None and (outgoing.group_id != group.id or effective_on <= outgoing.starts):
        raise Refusal(
            f"{outgoing.person.name} is no member of {group.name} before {show_date(effective_on)}. Choose another, "
            f"or a later day.",
            G5_2,
        )
    if incoming is not None and incoming.party is not party:
        raise Refusal(
            f"{incoming.name} is not on the side of the {party.words}. Choose somebody who is, or correct "
            f"the person's organisation.",
            G5_2,
        )
    check_notice(
        party,
        member_of(outgoing) if outgoing is not None else None,
        Member(incoming.id, incoming.name, party, effective_on) if incoming is not None else None,
        [member_of(one) for one in group.memberships],
        notified_on,
    )
    open_notices = select(MemberChange).where(
        MemberChange.group_id == group.id, MemberChange.state == ChangeState.NOTIFIED
    )
    for other in session.scalars(open_notices):
        if outgoing is not None and other.outgoing_id == outgoing.id:
            raise Refusal(
                f"A notice to replace {outgoing.person.name} of {show_date(other.notified_on)} waits for its "
                f"answer. Record the answer first."
            )


def _check_not_seated(group: Group, person: Person, day: date) -> None:
    for one in group.memberships:
        if one.person_id == person.id and (one.ends is None or one.ends >= day):
            raise Refusal(f"{person.name} is a Group Member of {group.name} already. Choose somebody else.", G5_2)


def _waiting(session: Session, change_id: int) -> MemberChange:
    change = row(session, MemberChange, change_id)
    if change.state is not ChangeState.NOTIFIED:
        raise Refusal(f"That notice was {change.state.value} already. A new change needs a new notice.", G5_2)
    return change


def _check_answer(
    register: Register, change: MemberChange, agreed: bool, reasons: str, answered: date, answered_by: str
) -> None:
    other = change.party.other
    if not answered_by.strip():
        raise Refusal(f"Say who answered for the {other.words}: it is for that party to agree.", G5_2)
    if answered > register.today():
        raise Refusal("The answer is dated in the future. Give the day on which it was received.")
    check_change(change.party, other, agreed, reasons, change.notified_on, answered)


def agree_change(register: Register, change_id: int, answered_by: str, answered_on: date | None = None) -> None:
    """Record that the other party agreed: the seat passes on the day of the notice, or of the answer if later.

    The new member faces the counterpart whom the old one faced. Raises `Refusal` (Governance 5.2).
    """
    with register.write() as session:
        change = _waiting(session, change_id)
        answered = answered_on or register.today()
        _check_answer(register, change, True, "", answered, answered_by)
        starts = change_starts(change.effective_on, answered)
        group = change.group
        if change.incoming is not None:
            _check_not_seated(group, change.incoming, starts)
        counterpart = _step_down(change.outgoing, starts) if change.outgoing is not None else None
        if change.incoming is not None:
            made = _seat(session, group, change.incoming, change.party, change.seat, starts)
            if counterpart is not None:
                face(session, made, counterpart)
        change.state, change.answered_on, change.answered_by = ChangeState.AGREED, answered, answered_by.strip()
        session.flush()
        follow_members(session, register, group)


def _step_down(outgoing: Membership, starts: date) -> Membership | None:
    """End a membership on the day before, and return the counterpart who is left."""
    if outgoing.ends is None or outgoing.ends >= starts:
        outgoing.ends = starts - timedelta(1)
    facing = [one for one in outgoing.group.memberships if one.counterpart_id == outgoing.id]
    standing = [one for one in facing if one.ends is None or one.ends >= starts]
    return standing[0] if standing else None


def _seat(session: Session, group: Group, person: Person, party: PartyRole, seat: str, starts: date) -> Membership:
    made = Membership(group_id=group.id, person=person, party=party, seat=seat.strip(), starts=starts)
    group.memberships.append(made)
    session.flush()
    return made


def refuse_change(
    register: Register, change_id: int, reasons: str, answered_by: str, answered_on: date | None = None
) -> None:
    """Record that the other party refused, with its reasons: the old member stays.

    Raises `Refusal` without reasons: the clause asks for them (Governance 5.2).
    """
    with register.write() as session:
        change = _waiting(session, change_id)
        answered = answered_on or register.today()
        _check_answer(register, change, False, reasons, answered, answered_by)
        change.state, change.answered_on = ChangeState.REFUSED, answered
        change.answered_by, change.reasons = answered_by.strip(), reasons.strip()


def change_rows(register: Register) -> tuple[ChangeRow, ...]:
    """Every notice of the partnering: those that wait for an answer first, then the latest."""
    with register.read() as session:
        groups = [one.id for one in partnering(session, register).groups]
        changes = session.scalars(select(MemberChange).where(MemberChange.group_id.in_(groups))).all()
        waiting_first = sorted(changes, key=lambda one: (one.state is ChangeState.NOTIFIED, one.id), reverse=True)
        return tuple(_change_row(one) for one in waiting_first)


def _change_row(change: MemberChange) -> ChangeRow:
    return ChangeRow(
        change.id,
        change.group_id,
        change.group.name,
        change.party,
        change.outgoing.person.name if change.outgoing else "",
        change.incoming.name if change.incoming else "",
        change.seat,
        change.notified_on,
        change.effective_on,
        change.state,
        change.answered_on,
        change.answered_by,
        change.reasons,
    )
