"""How a partnering reads its contract where the contract is silent: each reading is a field here.

A reading is never a constant in a rule; a partnering may change each of them from a date on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from partnering_desk.rules.clause import Refusal
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count, join_words


@dataclass(frozen=True, slots=True)
class ReservedMatter:
    """A matter that is not decided by unanimity: "save as otherwise provided" (Governance 5.7)."""

    title: str
    clause: str
    """The clause that provides otherwise, as the contract writes it: "Schedule 9, paragraph 4"."""
    decided_by: PartyRole | None = None
    """The party that decides it alone; None where both must still agree."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The readings of one partnering as they hold on one day."""

    quorum_per_party: int = 1
    """How many people of each party must be there (Governance 5.5); 1 or more."""
    minutes_working_days: int = 7
    """Working Days after a meeting within which its minutes go out (Governance 5.4.5); 1 or more."""
    agenda_working_days: int = 5
    """Working Days before a meeting by which its agenda goes out (Governance 5.4.2); 1 or more."""
    dispute_working_days: int = 5
    """Working Days before a meeting by which a dispute must be notified (Governance 6.2.10); 1 or more."""
    in_writing_allowed: bool = False
    """Whether both parties may decide in writing between meetings (practice P10)."""
    reserved_matters: tuple[ReservedMatter, ...] = ()
    """Matters for which the contract provides otherwise (Governance 5.7)."""

    def __post_init__(self) -> None:
        for name, title in _NUMBERS.items():
            if getattr(self, name) < 1:
                raise Refusal(f"{title} must be 1 or more.")

    def to_plain(self) -> dict[str, object]:
        """The readings as plain values that JSON can keep, each under its name."""
        plain: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        plain["reserved_matters"] = [
            {"title": one.title, "clause": one.clause, "decided_by": one.decided_by and one.decided_by.value}
            for one in self.reserved_matters
        ]
        return plain


_NUMBERS = {
    "quorum_per_party": "The number of people of each party for a quorum",
    "minutes_working_days": "The Working Days for minutes",
    "agenda_working_days": "The Working Days for the agenda",
    "dispute_working_days": "The Working Days for notice of a dispute",
}


def settings_from(plain: Mapping[str, object]) -> Settings:
    """The settings kept as `plain` values (see `Settings.to_plain`); what is not kept has its default.

    Raises `Refusal` when a name is no setting or a value is none that it can have.
    """
    unknown = sorted(set(plain) - {field.name for field in fields(Settings)})
    if unknown:
        words = f"{join_words(unknown)} {'is' if len(unknown) == 1 else 'are'}"
        raise Refusal(f"{words} no {count(len(unknown), 'setting').split()[-1]} of a partnering.")
    base = Settings()
    return Settings(
        quorum_per_party=_number(plain, "quorum_per_party", base.quorum_per_party),
        minutes_working_days=_number(plain, "minutes_working_days", base.minutes_working_days),
        agenda_working_days=_number(plain, "agenda_working_days", base.agenda_working_days),
        dispute_working_days=_number(plain, "dispute_working_days", base.dispute_working_days),
        in_writing_allowed=_yes_or_no(plain, "in_writing_allowed", base.in_writing_allowed),
        reserved_matters=_reserved_matters(plain),
    )


def _number(plain: Mapping[str, object], name: str, default: int) -> int:
    value = plain.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refusal(f"{_NUMBERS[name]} must be a whole number.")
    return value


def _yes_or_no(plain: Mapping[str, object], name: str, default: bool) -> bool:
    value = plain.get(name, default)
    if not isinstance(value, bool):
        raise Refusal("Whether decisions in writing are allowed must be yes or no.")
    return value


def _reserved_matters(plain: Mapping[str, object]) -> tuple[ReservedMatter, ...]:
    kept = plain.get("reserved_matters", [])
    if not isinstance(kept, list | tuple):
        raise Refusal("The reserved matters must be a list.")
    return tuple(_reserved_matter(one) for one in kept)


def _reserved_matter(kept: object) -> ReservedMatter:
    if isinstance(kept, Mapping):
        title, clause, decided_by = kept.get("title"), kept.get("clause"), kept.get("decided_by")
        if (
            isinstance(title, str)
            and isinstance(clause, str)
            and title
            and clause
            and (decided_by is None or decided_by in list(PartyRole))
        ):
            return ReservedMatter(title, clause, None if decided_by is None else PartyRole(decided_by))
    raise Refusal("Each reserved matter needs a title, its clause and, if one party decides, that party.")
