"""What is found of the quorum at one moment: who counted, and what that allows (Governance 5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from partnering_desk.rules.clause import G5_5, Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count_word, join_words, number_word, sentence_case


@dataclass(frozen=True, slots=True)
class Counted:
    """One person who counted, for which party, and in whose place (practice P12)."""

    person_id: int
    name: str
    party: PartyRole
    delegate_for: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of the quorum at one moment. A decision keeps it as it stood then (practice P1).

    `missing` are the parties with too few people, `required` how many each needs, `since` the moment from which it
    has been like this without a break; None when it never was otherwise.
    """

    quorate: bool
    at: datetime
    commissioner: int
    contractor: int
    counted: tuple[Counted, ...]
    missing: tuple[PartyRole, ...]
    since: datetime | None
    required: int = 1

    def number(self, party: PartyRole) -> int:
        """How many people of the party counted."""
        return self.commissioner if party is PartyRole.COMMISSIONER else self.contractor

    def to_plain(self) -> dict[str, object]:
        """The finding as plain values that JSON can keep."""
        return {
            "quorate": self.quorate,
            "at": self.at.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "required": self.required,
            "counted": [
                {
                    "person_id": one.person_id,
                    "name": one.name,
                    "party": one.party.value,
                    "delegate_for": one.delegate_for,
                }
                for one in self.counted
            ],
        }

    @classmethod
    def of(cls, counted: tuple[Counted, ...], at: datetime, required: int, since: datetime | None = None) -> "Finding":
        """What the people counted make: quorum, when each party has as many as are required of it."""
        numbers = {party: sum(one.party is party for one in counted) for party in PartyRole}
        missing = tuple(party for party in PartyRole if numbers[party] < required)
        return cls(
            quorate=not missing,
            at=at,
            commissioner=numbers[PartyRole.COMMISSIONER],
            contractor=numbers[PartyRole.CONTRACTOR],
            counted=counted,
            missing=missing,
            since=since,
            required=required,
        )

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "Finding":
        """The finding that `to_plain` gave.

        Raises `Refusal` when the values are not those of a finding, or claim another quorum than the people
        counted make.
        """
        try:
            since, required, kept = plain.get("since"), plain["required"], plain["counted"]
            if not isinstance(required, int) or not isinstance(kept, list | tuple):
                raise TypeError
            finding = cls.of(
                tuple(_counted(one) for one in kept),
                datetime.fromisoformat(_text(plain["at"])),
                required,
                None if since is None else datetime.fromisoformat(_text(since)),
            )
        except (KeyError, TypeError, ValueError):
            raise Refusal("What was kept of the quorum cannot be read: it is no finding.", G5_5) from None
        if plain.get("quorate") is not finding.quorate:
            raise Refusal("What was kept of the quorum contradicts the people who were counted.", G5_5)
        return finding


def _counted(kept: object) -> Counted:
    if not isinstance(kept, Mapping) or not isinstance(kept["person_id"], int):
        raise TypeError
    stands_in = kept.get("delegate_for")
    return Counted(
        kept["person_id"],
        _text(kept["name"]),
        PartyRole(_text(kept["party"])),
        None if stands_in is None else _text(stands_in),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def shortfall(finding: Finding) -> str:
    """What is wrong with the quorum: "The Contractor has nobody in the room"; empty when nothing is."""
    if not finding.counted:
        return "Neither party has anybody in the room"
    return sentence_case(join_words(_too_few(finding, party) for party in finding.missing))


def _too_few(finding: Finding, party: PartyRole) -> str:
    number = finding.number(party)
    if number == 0:
        return f"the {party.words} has nobody in the room"
    people = count_word(number, "person", "people")
    return f"the {party.words} has only {people} in the room of the {number_word(finding.required)} needed"


def require_quorum(finding: Finding) -> None:
    """Nothing, when the group can decide. Raises `Refusal`, saying which party is missing, when not (G5.5)."""
    if not finding.quorate:
        raise Refusal(
            f"{shortfall(finding)}, so the group cannot decide (Governance 5.5). "
            "You can note it as a recommendation for the next meeting.",
            G5_5,
        )
