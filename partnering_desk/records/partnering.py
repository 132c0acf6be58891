"""Who has a contract with whom, and how they have agreed to meet (Governance 4 and 5.1)."""

from __future__ import annotations

import enum
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnering_desk.records.base import Base, at_most_one
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.working_days import Nation


class Delivery(enum.StrEnum):
    """How a person wants to be sent papers."""

    EMAIL = "email"
    PRINTED = "printed"
    LARGE_PRINT = "large_print"


class Office(enum.StrEnum):
    """What a person does for a group besides, or instead of, being a Group Member."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MINUTE_TAKER = "minute_taker"
    ATTENDEE = "attendee"
    CIRCULATION = "circulation"


class ChangeState(enum.StrEnum):
    """Where a proposed change of Group Member stands (Governance 5.2)."""

    NOTIFIED = "notified"
    AGREED = "agreed"
    REFUSED = "refused"


class Partnering(Base):
    """One contract between a Commissioner and a Contractor."""

    __tablename__ = "partnering"

    name: Mapped[str] = mapped_column(unique=True)
    nation: Mapped[Nation]
    """Whose bank holidays are no Working Days."""
    effective: Mapped[date]
    """The Effective Date, from which the contract binds."""
    commencement: Mapped[date]
    """The Commencement Date, on which the services begin."""
    expiry: Mapped[date]
    """The last day of the contract."""
    kept_from: Mapped[date]
    """The day from which this register is the record: what was due before it is not owed here."""
    next_action: Mapped[int] = mapped_column(default=1)
    """The number that the next action gets (practice P6)."""

    parties: Mapped[list[Party]] = relationship(back_populates="partnering", order_by="Party.role")
    groups: Mapped[list[Group]] = relationship(back_populates="partnering", order_by="Group.id")
    closures: Mapped[list[Closure]] = relationship(order_by="Closure.first")
    settings: Mapped[list[Setting]] = relationship(order_by="Setting.holds_from")

    __table_args__ = (
        CheckConstraint("effective <= commencement AND commencement < expiry", "dates_in_order"),
        CheckConstraint("effective <= kept_from", "kept_from_effective_on"),
        CheckConstraint("next_action >= 1", "next_action_positive"),
    )


class Setting(Base):
    """One reading of the contract that this partnering has chosen, with the date from which it holds."""

    __tablename__ = "setting"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"))
    name: Mapped[str]
    """Which reading it is: quorum_per_party, in_writing_allowed, reserved_matters …"""
    holds_from: Mapped[date]
    value: Mapped[str]
    """The value as JSON."""

    __table_args__ = (
        UniqueConstraint("partnering_id", "name", "holds_from"),
        CheckConstraint("json_valid(value)", "value_is_json"),
    )


class Closure(Base):
    """Days, first and last included, on which this partnering does not work."""

    __tablename__ = "closure"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"))
    first: Mapped[date]
    last: Mapped[date]
    reason: Mapped[str]

    __table_args__ = (CheckConstraint("first <= last", "first_not_after_last"),)


class Party(Base):
    """The Commissioner or the Contractor."""

    __tablename__ = "party"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"))
    role: Mapped[PartyRole]

    partnering: Mapped[Partnering] = relationship(back_populates="parties")
    organisations: Mapped[list[Organisation]] = relationship(back_populates="party", order_by="Organisation.id")
    leads: Mapped[list[PartyLead]] = relationship(order_by="PartyLead.until")
    """Those who led it before the one that leads it now."""

    __table_args__ = (UniqueConstraint("partnering_id", "role"),)

    @property
    def lead(self) -> Organisation | None:
        """The organisation that leads this party, and casts its vote (cross-authority arrangement)."""
        return next((one for one in self.organisations if one.lead), None)


class PartyLead(Base):
    """Which organisation led a party up to a day, kept when another took the lead (cross-authority arrangement)."""

    __tablename__ = "party_lead"

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    until: Mapped[date]
    """The last day on which it led."""
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))

    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (UniqueConstraint("party_id", "until"),)


class Organisation(Base):
    """An authority or company; one of each party's leads it. No party: it only attends."""

    __tablename__ = "organisation"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    """None for one that only attends."""
    name: Mapped[str]
    lead: Mapped[bool] = mapped_column(default=False)
    """Whether it leads its party and casts the party's vote."""

    party: Mapped[Party | None] = relationship(back_populates="organisations")

    __table_args__ = (
        UniqueConstraint("partnering_id", "name"),
        CheckConstraint("NOT lead OR party_id IS NOT NULL", "lead_of_a_party"),
        at_most_one("organisation_lead", "party_id", where="lead"),
    )


class Person(Base):
    """Somebody who may be a Group Member, a delegate, or in attendance. Nobody is deleted."""

    __tablename__ = "person"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    delivery: Mapped[Delivery] = mapped_column(default=Delivery.EMAIL)
    """How papers reach this person."""
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The person that this entry turned out to be; it is shown no more."""

    organisation: Mapped[Organisation | None] = relationship()
    terms: Mapped[list[PersonTerms]] = relationship(order_by="PersonTerms.until")

    __table_args__ = (CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", "merged_into_another"),)

    @property
    def party(self) -> PartyRole | None:
        """The party whose side this person is on; None for those only in attendance."""
        if self.organisation is None or self.organisation.party is None:
            return None
        return self.organisation.party.role


class PersonTerms(Base):
    """What the Appendix said of a person up to a day, kept when it was changed (Governance 5.1)."""

    __tablename__ = "person_terms"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    until: Mapped[date]
    """The last day on which it said so."""
    job_title: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))

    organisation: Mapped[Organisation | None] = relationship()

    __table_args__ = (UniqueConstraint("person_id", "until"),)


class Representative(Base):
    """A party's Contract Representative, with dates (Governance 4.1)."""

    __tablename__ = "representative"

    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts: Mapped[date]
    ends: Mapped[date | None]
    """Last day; None while it goes on."""

    person: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("ends IS NULL OR starts <= ends", "starts_before_ends"),)


class Nominee(Base):
    """The one person empowered to act for an authority of a party, with dates (cross-authority)."""

    __tablename__ = "nominee"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts: Mapped[date]
    ends: Mapped[date | None]
    """Last day; None while it goes on."""

    person: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("ends IS NULL OR starts <= ends", "starts_before_ends"),)


class Group(Base):
    """The Core Group, a Working Group or the Pre-Commencement Meeting Group."""

    __tablename__ = "meeting_group"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"))
    kind: Mapped[GroupKind]
    name: Mapped[str]
    code: Mapped[str]
    """What its meetings are numbered by: CG in CG/2026/06."""
    area: Mapped[str] = mapped_column(default="")
    """A Working Group's area of the contract."""
    frequency: Mapped[Frequency]
    location: Mapped[str] = mapped_column(default="")
    planned_start: Mapped[date]
    """From when it is to meet (Governance 5.1)."""
    usual_start: Mapped[time] = mapped_column(default=time(10))
    usual_minutes: Mapped[int] = mapped_column(default=120)
    """How long it usually meets, in minutes."""

    partnering: Mapped[Partnering] = relationship(back_populates="groups")
    memberships: Mapped[list[Membership]] = relationship(back_populates="group", order_by="Membership.id")
    offices: Mapped[list[GroupOffice]] = relationship(back_populates="group", order_by="GroupOffice.id")
    terms: Mapped[list[GroupTerms]] = relationship(order_by="GroupTerms.until")

    __table_args__ = (
        UniqueConstraint("partnering_id", "name"),
        UniqueConstraint("partnering_id", "code"),
        CheckConstraint("usual_minutes > 0", "usual_minutes_positive"),
        at_most_one("meeting_group_of_its_kind", "partnering_id", "kind", where="kind <> 'working'"),
    )


class GroupTerms(Base):
    """What the Appendix said of a group up to a day, kept when it was changed (Governance 5.1)."""

    __tablename__ = "group_terms"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"), index=True)
    until: Mapped[date]
    """The last day on which it said so."""
    name: Mapped[str]
    area: Mapped[str]
    frequency: Mapped[Frequency]
    location: Mapped[str]
    planned_start: Mapped[date]

    __table_args__ = (UniqueConstraint("group_id", "until"),)


class Membership(Base):
    """A person appointed to a group by a party, from one date to another (Governance 5.1, 5.2)."""

    __tablename__ = "membership"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    party: Mapped[PartyRole]
    seat: Mapped[str] = mapped_column(default="")
    """What the member brings: "finance", "operations"; shown with a gap when nobody holds it."""
    starts: Mapped[date]
    ends: Mapped[date | None]
    """Last day as a member; None while it goes on."""
    counterpart_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    group: Mapped[Group] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()
    counterpart: Mapped[Membership | None] = relationship(remote_side="Membership.id", post_update=True)

    __table_args__ = (
        CheckConstraint("ends IS NULL OR starts <= ends", "starts_before_ends"),
        CheckConstraint("counterpart_id IS NULL OR counterpart_id <> id", "counterpart_another"),
        at_most_one("membership_going_on", "group_id", "person_id", where="ends IS NULL"),
    )


class GroupOffice(Base):
    """An office held in a group, with dates: chair, vice-chair, minute taker, attending, copied in."""

    __tablename__ = "group_office"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    office: Mapped[Office]
    starts: Mapped[date]
    ends: Mapped[date | None]
    """Last day; None while it goes on."""

    group: Mapped[Group] = relationship(back_populates="offices")
    person: Mapped[Person] = relationship()

    __table_args__ = (CheckConstraint("ends IS NULL OR starts <= ends", "starts_before_ends"),)


class MemberChange(Base):
    """Notice by one party that it wishes to replace a Group Member, and the other's answer (Governance 5.2)."""

    __tablename__ = "member_change"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"))
    party: Mapped[PartyRole]
    """The party that gives notice."""
    outgoing_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    """The membership that would end; None when a seat that nobody holds is filled."""
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who would take the seat; None when it would be left empty."""
    seat: Mapped[str] = mapped_column(default="")
    notified_on: Mapped[date]
    effective_on: Mapped[date]
    state: Mapped[ChangeState] = mapped_column(default=ChangeState.NOTIFIED)
    answered_on: Mapped[date | None]
    answered_by: Mapped[str] = mapped_column(default="")
    """Who answered for the other party."""
    reasons: Mapped[str] = mapped_column(default="")
    """Why it was refused; a refusal needs them."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]

    group: Mapped[Group] = relationship()
    outgoing: Mapped[Membership | None] = relationship()
    incoming: Mapped[Person | None] = relationship()

    __table_args__ = (
        CheckConstraint("(state = 'notified') = (answered_on IS NULL)", "answered_with_a_date"),
        CheckConstraint("state <> 'refused' OR trim(reasons) <> ''", "refused_with_reasons"),
        CheckConstraint("outgoing_id IS NOT NULL OR incoming_id IS NOT NULL", "somebody_comes_or_goes"),
    )
