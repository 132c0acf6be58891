"""Decisions: one vote a party, carried only when both are for it, and what follows when not (Governance 5.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.clause import G5_7, P10, X1, Refusal
from partnering_desk.rules.finding import Finding
from partnering_desk.rules.names import short_name
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.settings import ReservedMatter, Settings
from partnering_desk.rules.wording import join_words


class Choice(StrEnum):
    """How a party votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    NONE = "none"

    @property
    def words(self) -> str:
        """As the minutes say it: "for", "against", "abstained", "no vote"."""
        return {Choice.ABSTAIN: "abstained", Choice.NONE: "no vote"}.get(self, self.value)


class Outcome(StrEnum):
    """What became of a decision when it was put."""

    CARRIED = "carried"
    NOT_AGREED = "not_agreed"

    @property
    def words(self) -> str:
        """As the minutes say it: "Carried", "Not agreed"."""
        return self.value.replace("_", " ").capitalize()


class FollowOn(StrEnum):
    """What happens to a matter that was not agreed (Governance 5.7)."""

    DEFER = "defer"
    REFER_TO_CORE = "refer_to_core"
    RAISE_DISPUTE = "raise_dispute"
    WITHDRAW = "withdraw"

    @property
    def words(self) -> str:
        """As a choice: "Defer", "Refer to the Core Group", "Raise a dispute", "Withdraw"."""
        return _FOLLOW_ON[self][0]

    @property
    def sentence(self) -> str:
        """As the minutes say it: "Deferred to the next meeting."."""
        return _FOLLOW_ON[self][1]


_FOLLOW_ON = {
    FollowOn.DEFER: ("Defer", "Deferred to the next meeting."),
    FollowOn.REFER_TO_CORE: ("Refer to the Core Group", "Referred to the Core Group."),
    FollowOn.RAISE_DISPUTE: ("Raise a dispute", "To be raised as a dispute."),
    FollowOn.WITHDRAW: ("Withdraw", "Withdrawn."),
}


class Effect(StrEnum):
    """How a decision takes effect (Governance 5.4.6)."""

    INSTRUCTION = "instruction"
    CHANGE_CONTROL = "change_control"
    CONTRACT_VARIATION = "contract_variation"
    LETTER = "letter"
    NONE_NEEDED = "none_needed"

    @property
    def words(self) -> str:
        """As it is said: "Instruction", "Change control", "Contract variation", "Letter", "None needed"."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Vote:
    """A party's one vote, and who cast it; nobody where the party did not vote."""

    party: PartyRole
    choice: Choice
    cast_by: str = ""
    cast_by_id: int | None = None


def outcome(votes: Sequence[Vote], reserved: ReservedMatter | None = None) -> Outcome:
    """Carried only if both parties vote for (Governance 5.7); a party without a vote has not voted for.

    A reserved matter that one party decides is carried by that party's vote.
    """
    deciding = (reserved.decided_by,) if reserved and reserved.decided_by else tuple(PartyRole)
    agreed = {vote.party for vote in votes if vote.choice is Choice.FOR}
    return Outcome.CARRIED if agreed.issuperset(deciding) else Outcome.NOT_AGREED


def check_votes(votes: Sequence[Vote], finding: Finding) -> None:
    """Nothing, when each party has one vote, cast by somebody who counts for it now (Governance 5.7).

    Raises `Refusal` for a second vote of a party, a vote that nobody cast, or one cast by somebody who is not
    there as the party's member or delegate.
    """
    _check_one_each(votes)
    for vote in votes:
        entitled = {one.person_id: short_name(one.name) for one in finding.counted if one.party is vote.party}
        if vote.choice is Choice.NONE or vote.cast_by_id in entitled:
            continue
        one_of = f" Choose {join_words(entitled.values(), 'or')}." if entitled else ""
        if not vote.cast_by:
            raise Refusal(f"Say who cast the {vote.party.words}'s vote (Governance 5.7).{one_of}", G5_7)
        raise Refusal(
            f"{short_name(vote.cast_by)} is not in the room as a member or delegate of the {vote.party.words}, "
            f"so cannot cast its vote (Governance 5.7).{one_of}",
            G5_7,
        )


def _check_one_each(votes: Sequence[Vote]) -> None:
    for party in PartyRole:
        if sum(vote.party is party for vote in votes) > 1:
            raise Refusal(
                f"The {party.words} has one vote, however many members it has in the room (Governance 5.7). "
                "Record one vote for it.",
                G5_7,
            )


def check_lead_casts(vote: Vote, organisation: str, lead: str) -> None:
    """Nothing, when a party's vote is cast by somebody of its lead organisation (cross-authority arrangement).

    `organisation` is that of the person who casts the vote, `lead` the party's leading one. Raises `Refusal` for
    somebody of another; what the others think is recorded beside the vote.
    """
    if vote.choice is not Choice.NONE and organisation != lead:
        raise Refusal(
            f"{lead} leads the {vote.party.words} and casts its vote, and {short_name(vote.cast_by)} is of "
            f"{organisation or 'no organisation'} (Cross-authority arrangement). Choose somebody of {lead}, "
            "and record the others' views beside the vote.",
            X1,
        )


def check_in_writing(votes: Sequence[Vote], settings: Settings) -> None:
    """Nothing, when a decision may be taken in writing: the partnering allows it, and both votes are in (P10).

    Raises `Refusal` naming the setting, or the party whose vote has not come.
    """
    if not settings.in_writing_allowed:
        raise Refusal(
            "This partnering does not take decisions in writing: its setting “Decisions in writing between "
            "meetings” is off. Put the matter on the next meeting's agenda, or have the parties agree to turn the "
            "setting on.",
            P10,
        )
    _check_one_each(votes)
    for party in PartyRole:
        if not any(vote.party is party and vote.choice is not Choice.NONE for vote in votes):
            raise Refusal(
                f"The {party.words}'s vote has not come in writing, and a decision between meetings needs both "
                "(Practice: in writing). Record it when it comes.",
                P10,
            )
    for vote in votes:
        if not vote.cast_by:
            raise Refusal(f"Say who cast the {vote.party.words}'s vote in writing (Practice: in writing).", P10)


def follow_ons(group_kind: GroupKind) -> tuple[FollowOn, ...]:
    """What may follow a matter not agreed: only a Working Group refers it to the Core Group (G5.7b)."""
    return tuple(one for one in FollowOn if one is not FollowOn.REFER_TO_CORE or group_kind is GroupKind.WORKING)


def check_follow_on(group_kind: GroupKind, follow_on: FollowOn | None) -> None:
    """Nothing, when exactly one thing that may follow was chosen (G5.7b). Raises `Refusal` when not."""
    allowed = follow_ons(group_kind)
    if follow_on in allowed:
        return
    choices = join_words((one.words[0].lower() + one.words[1:] for one in allowed), "or")
    why = "Not agreed" if follow_on is None else "Only a Working Group refers a matter to the Core Group"
    raise Refusal(f"{why}: choose what follows (Governance 5.7): {choices}.", G5_7)


def vote_sentence(votes: Sequence[Vote], reserved: ReservedMatter | None = None) -> str:
    """The votes and the outcome in the one wording used everywhere (practice P2).

    "Commissioner: for (J. Amadi). Contractor: for (R. Lindqvist). Carried unanimously."
    """
    cast = {vote.party: vote for vote in votes}
    parts = [_vote_words(cast.get(party, Vote(party, Choice.NONE))) for party in PartyRole]
    result = outcome(votes, reserved)
    if reserved:
        decider = f" by the {reserved.decided_by.words}" if reserved.decided_by else ""
        end = f"{result.words}{decider} under {reserved.clause}."
    else:
        end = "Carried unanimously." if result is Outcome.CARRIED else "Not agreed."
    return " ".join([*parts, end])


def _vote_words(vote: Vote) -> str:
    by = f" ({short_name(vote.cast_by)})" if vote.cast_by and vote.choice is not Choice.NONE else ""
    return f"{vote.party.words}: {vote.choice.words}{by}."
