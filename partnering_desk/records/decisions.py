"""What was decided, by whom, and what is to be done about it."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from partnering_desk.records.base import Base
from partnering_desk.records.meetings import AgendaItem, Meeting
from partnering_desk.records.partnering import Group, Organisation, Person
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.votes import Choice, Effect, FollowOn


class DecisionKind(enum.StrEnum):
    """A decision of a quorate meeting, a recommendation of an inquorate one, or a decision in writing."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    IN_WRITING = "in_writing"


class DecisionOutcome(enum.StrEnum):
    """What became of it when it was put."""

    CARRIED = "carried"
    NOT_AGREED = "not_agreed"
    RECOMMENDED = "recommended"
    DEFERRED_FOR_AUTHORITY = "deferred_for_authority"


class ActionState(enum.StrEnum):
    """Where an action stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class Decision(Base):
    """A matter put to a group. What it was taken under is kept as it stood then (practice P1)."""

    __tablename__ = "decision"

    group_id: Mapped[int] = mapped_column(ForeignKey("meeting_group.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    """None for a decision in writing."""
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    ref: Mapped[str] = mapped_column(index=True)
    """CG/2026/06/D2, a recommendation CG/2026/06/R1, in writing CG/2026/W1."""
    number: Mapped[int]
    """The running number at its end."""
    year: Mapped[int]
    kind: Mapped[DecisionKind]
    outcome: Mapped[DecisionOutcome]
    text: Mapped[str]
    reasons: Mapped[str] = mapped_column(default="")
    options: Mapped[str] = mapped_column(default="")
    """The options that were weighed (practice P11)."""
    taken_at: Mapped[datetime]
    """When it was put, or when both votes were in."""
    clause: Mapped[str]
    """The clause it was taken under: Governance 5.7, or a reserved matter's own."""
    quorum: Mapped[str] = mapped_column(default="")
    """The quorum finding as it stood, as JSON: who counted, and as whose delegate (practice P12)."""
    follow_on: Mapped[FollowOn | None]
    """What follows when it was not agreed."""
    effect: Mapped[Effect | None]
    """How it takes effect (Governance 5.4.6)."""
    effect_owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who sees to that."""
    effect_due: Mapped[date | None]
    effected_on: Mapped[date | None]
    """The day on which it took effect."""
    authority_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """To whom it is deferred for authority (Governance 5.6), to answer by `authority_due`."""
    authority_declared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The representative who said that the matter must be referred back."""
    authority_due: Mapped[date | None]
    authority_answered_on: Mapped[date | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The Core Group's decision that overruled or changed this one (Governance 7.2)."""
    ratifies_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    """The recommendation that this decision settled."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]

    group: Mapped[Group] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    item: Mapped[AgendaItem | None] = relationship(foreign_keys=[item_id])
    votes: Mapped[list[Vote]] = relationship(back_populates="decision", order_by="Vote.party")
    views: Mapped[list[PartyView]] = relationship(back_populates="decision", order_by="PartyView.id")
    effect_owner: Mapped[Person | None] = relationship(foreign_keys=[effect_owner_id])
    authority_person: Mapped[Person | None] = relationship(foreign_keys=[authority_person_id])
    authority_declared_by: Mapped[Person | None] = relationship(foreign_keys=[authority_declared_by_id])
    replaced_by: Mapped[Decision | None] = relationship(foreign_keys=[replaced_by_id], remote_side="Decision.id")
    ratifies: Mapped[Decision | None] = relationship(foreign_keys=[ratifies_id], remote_side="Decision.id")

    __table_args__ = (
        UniqueConstraint("group_id", "ref"),
        CheckConstraint("(kind = 'in_writing') = (meeting_id IS NULL)", "in_writing_between_meetings"),
        CheckConstraint("(kind = 'recommendation') = (outcome = 'recommended')", "recommendation_recommended"),
        UniqueConstraint("ratifies_id"),
        CheckConstraint("number >= 1", "number_positive"),
        CheckConstraint(
            "kind = 'in_writing' OR outcome NOT IN ('carried', 'not_agreed') "
            "OR CASE WHEN json_valid(quorum) THEN json_extract(quorum, '$.quorate') = 1 ELSE 0 END",
            "put_with_a_quorum",
        ),
        CheckConstraint("(outcome = 'not_agreed') = (follow_on IS NOT NULL)", "not_agreed_with_a_follow_on"),
        CheckConstraint(
            "outcome <> 'deferred_for_authority' OR (authority_person_id IS NOT NULL AND authority_due IS NOT NULL)",
            "deferred_to_somebody_by_a_date",
        ),
        CheckConstraint(
            "effected_on IS NULL OR (outcome = 'carried' AND effect IS NOT NULL)", "effect_of_what_was_carried"
        ),
        CheckConstraint(
            "(replaced_by_id IS NULL OR replaced_by_id <> id) AND (ratifies_id IS NULL OR ratifies_id <> id)",
            "concerns_another",
        ),
    )


class Vote(Base):
    """A party's one vote on a decision, and who cast it (Governance 5.7)."""

    __tablename__ = "vote"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    party: Mapped[PartyRole]
    choice: Mapped[Choice]
    cast_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who cast it; None where the party did not vote."""

    decision: Mapped[Decision] = relationship(back_populates="votes")
    cast_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("decision_id", "party"),
        CheckConstraint("choice = 'none' OR cast_by_id IS NOT NULL", "cast_by_somebody"),
    )


_UNANIMITY = {
    "vote_of_what_was_carried": "BEFORE INSERT ON vote WHEN NEW.choice <> 'for' AND EXISTS (SELECT 1 FROM decision "
    "WHERE id = NEW.decision_id AND outcome = 'carried' AND clause = 'Governance 5.7')",
    "vote_changed_of_what_was_carried": "BEFORE UPDATE ON vote WHEN NEW.choice <> 'for' AND EXISTS (SELECT 1 FROM "
    "decision WHERE id = NEW.decision_id AND outcome = 'carried' AND clause = 'Governance 5.7')",
    "vote_of_what_was_not_agreed": "BEFORE INSERT ON vote WHEN NEW.choice = 'for' AND EXISTS (SELECT 1 FROM decision "
    "WHERE id = NEW.decision_id AND outcome = 'not_agreed' AND clause = 'Governance 5.7') AND EXISTS "
    "(SELECT 1 FROM vote WHERE decision_id = NEW.decision_id AND party <> NEW.party AND choice = 'for')",
    "vote_changed_of_what_was_not_agreed": "BEFORE UPDATE ON vote WHEN NEW.choice = 'for' AND EXISTS (SELECT 1 FROM "
    "decision WHERE id = NEW.decision_id AND outcome = 'not_agreed' AND clause = 'Governance 5.7') AND EXISTS "
    "(SELECT 1 FROM vote WHERE decision_id = NEW.decision_id AND party <> NEW.party AND choice = 'for')",
    "decision_carried_by_both": "BEFORE UPDATE ON decision WHEN NEW.outcome = 'carried' AND "
    "NEW.clause = 'Governance 5.7' AND EXISTS (SELECT 1 FROM vote WHERE decision_id = NEW.id AND choice <> 'for')",
    "decision_not_agreed_by_both": "BEFORE UPDATE ON decision WHEN NEW.outcome = 'not_agreed' AND NEW.clause = "
    "'Governance 5.7' AND (SELECT count(*) FROM vote WHERE decision_id = NEW.id AND choice = 'for') = 2",
}
"""What the file refuses of votes and outcomes that contradict each other: only both parties' votes for carry a
decision (Governance 5.7), where no reserved matter says otherwise."""


@event.listens_for(Vote.__table__, "after_create")
def _keep_unanimity(_table: Table, connection: Connection, **_: object) -> None:
    for name, when in _UNANIMITY.items():
        refuse = "SELECT RAISE(ABORT, 'unanimity (Governance 5.7)')"
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {when} BEGIN {refuse}; END")


class PartyView(Base):
    """The view of one authority of a party, recorded beside the party's vote (cross-authority)."""

    __tablename__ = "party_view"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    view: Mapped[str]

    decision: Mapped[Decision] = relationship(back_populates="views")
    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person | None] = relationship()

    __table_args__ = (UniqueConstraint("decision_id", "organisation_id"),)


class Action(Base):
    """Something that somebody is to do by a date (Governance 5.4.4)."""

    __tablename__ = "action"

    partnering_id: Mapped[int] = mapped_column(ForeignKey("partnering.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_group.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    number: Mapped[int]
    """A-112 is number 112 of its partnering."""
    text: Mapped[str]
    owner_words: Mapped[str] = mapped_column(default="")
    """The owner as written, where it names nobody in the register."""
    due: Mapped[date | None]
    due_words: Mapped[str] = mapped_column(default="")
    """The date as written, where it names no day: "next meeting"."""
    state: Mapped[ActionState] = mapped_column(default=ActionState.OPEN)
    closed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    """Where an imported action came from: file, sheet, row, its old reference."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    removed_at: Mapped[datetime | None]
    """When it was taken out of the list as a mistake."""

    group: Mapped[Group | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    owners: Mapped[list[ActionOwner]] = relationship(back_populates="action", order_by="ActionOwner.id")
    progress: Mapped[list[ActionProgress]] = relationship(back_populates="action", order_by="ActionProgress.id")

    __table_args__ = (
        UniqueConstraint("partnering_id", "number"),
        CheckConstraint("number >= 1", "number_positive"),
        CheckConstraint("(state IN ('done', 'dropped')) = (closed_on IS NOT NULL)", "closed_with_a_date"),
    )


class ActionOwner(Base):
    """Who is to do an action; it may have more than one owner."""

    __tablename__ = "action_owner"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    action: Mapped[Action] = relationship(back_populates="owners")
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("action_id", "person_id"),)


class ActionProgress(Base):
    """A note of how an action is getting on."""

    __tablename__ = "action_progress"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    noted_on: Mapped[date]
    note: Mapped[str]
    noted_by: Mapped[str]

    action: Mapped[Action] = relationship(back_populates="progress")
