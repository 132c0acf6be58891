"""The two parties of the contract."""

from enum import StrEnum


class PartyRole(StrEnum):
    """One of the two parties; there is no third."""

    COMMISSIONER = "commissioner"
    CONTRACTOR = "contractor"

    @property
    def words(self) -> str:
        """The word of the contract: "Commissioner"."""
        return self.value.capitalize()

    @property
    def other(self) -> "PartyRole":
        """The party across the table."""
        return PartyRole.CONTRACTOR if self is PartyRole.COMMISSIONER else PartyRole.COMMISSIONER


IN_ATTENDANCE = "In attendance"
"""What whoever is of neither party is at a meeting: heard, never counted."""


def side_words(party: PartyRole | None) -> str:
    """On which side somebody is: that of a party, or in attendance."""
    return party.words if party is not None else IN_ATTENDANCE
