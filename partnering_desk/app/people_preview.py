"""What a list of people would bring: each line as read, who seems to come twice, what would be new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnering_desk.app.people_sheet import Column
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count, join_words, plural


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known already, before the list: in the register, or typed into the wizard."""

    key: int
    name: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the list is read. `new_groups`: whether the list may name groups that are not known."""

    people: tuple[KnownPerson, ...] = ()
    organisations: tuple[tuple[str, PartyRole | None], ...] = ()
    groups: tuple[tuple[str, GroupKind], ...] = ()
    new_groups: bool = False


@dataclass(frozen=True, slots=True)
class ReadPerson:
    """Somebody as read from the list. `attends`: on no side in the meetings, only in attendance."""

    name: str
    job_title: str = ""
    organisation: str = ""
    side: PartyRole | None = None
    attends: bool = False
    email: str = ""
    groups: tuple[str, ...] = ()
    known: int | None = None
    """The key of the known person whom this line says more of."""


@dataclass(frozen=True, slots=True)
class Double:
    """Somebody whom a line seems to repeat: an earlier line, or a person known already."""

    name: str
    line: int | None
    known: int | None
    why: str
    sure: bool
    """Whether the two are one person unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line as it will be kept, with what is wrong in it and whom it seems to repeat."""

    line: int
    person: ReadPerson
    faults: tuple[str, ...]
    double: Double | None
    left_out: bool
    merged: bool


@dataclass(frozen=True, slots=True)
class ReadGroup:
    """A group that the list names and nobody knows yet, and the kind of group it will be; None leaves it out."""

    name: str
    kind: GroupKind | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided on the preview, by line: cells typed anew, lines left out, doubles merged or not."""

    edits: Mapping[tuple[int, Column], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    merge: Mapping[int, bool] = field(default_factory=dict)
    """Where nothing was decided, a double is merged if it is sure."""
    group_kinds: Mapping[str, GroupKind | None] = field(default_factory=dict)
    """The kinds of new groups, by their names; None leaves one out. Where nothing was decided, as its name says."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything in the list, as it will be kept once nothing is wrong."""

    rows: tuple[PreviewRow, ...]
    known: Known
    new_groups: tuple[ReadGroup, ...]
    """The groups that the lines to be kept name and nobody knows yet, with those left out, as the list has them."""

    @property
    def made_groups(self) -> dict[str, GroupKind]:
        """The groups that will be made: the kind of each by its name."""
        return {one.name: one.kind for one in self.new_groups if one.kind is not None}

    @property
    def new_organisations(self) -> tuple[str, ...]:
        """The organisations that come with the people who will be added."""
        known = {name for name, _ in self.known.organisations}
        named = dict.fromkeys(one.organisation for one in self.people if one.known is None and one.organisation)
        return tuple(name for name in named if name not in known)

    @property
    def faulty(self) -> tuple[PreviewRow, ...]:
        """The rows that must be put right or left out first."""
        return tuple(one for one in self.rows if one.faults and not one.left_out)

    @property
    def people(self) -> tuple[ReadPerson, ...]:
        """The people who will be kept, each once, with the groups of all their lines but those left out."""
        left_out = {one.name for one in self.new_groups if one.kind is None}
        kept: dict[int, ReadPerson] = {}
        for row in self.rows:
            if row.left_out:
                continue
            into = row.double.line if row.merged and row.double is not None else None
            if into is not None:
                kept[_first(self.rows, into)] = _joined(kept[_first(self.rows, into)], row.person)
            else:
                known = row.double.known if row.merged and row.double is not None else None
                kept[row.line] = replace(row.person, known=known)
        return tuple(
            replace(one, groups=tuple(name for name in one.groups if name not in left_out)) for one in kept.values()
        )

    @property
    def words(self) -> str:
        """What will happen, in sentences."""
        people = self.people
        new = sum(one.known is None for one in people)
        parts = [f"{count(new, 'person', 'people')} will be added"]
        if merged := sum(one.merged and not one.left_out for one in self.rows):
            parts.append(f"{count(merged, 'line')} merged")
        if left_out := sum(one.left_out for one in self.rows):
            parts.append(f"{count(left_out, 'line')} left out")
        sentences = [f"{join_words(parts)}."]
        if groups := tuple(self.made_groups):
            sentences.append(f"{count(len(groups), 'group')} will be made: {join_words(groups)}.")
        if organisations := self.new_organisations:
            sentences.append(f"{count(len(organisations), 'organisation')} will be added: {join_words(organisations)}.")
        if self.faulty:
            sentences.append(self.to_put_right)
        return " ".join(sentences)

    @property
    def to_put_right(self) -> str:
        """Which lines cannot be kept as they are: "First put right or leave out line 17."."""
        lines = join_words(str(one.line) for one in self.faulty)
        return f"First put right or leave out {plural(len(self.faulty), 'line')} {lines}."


def _first(rows: Sequence[PreviewRow], line: int) -> int:
    """The line that `line` itself was merged into, and so on to the first."""
    row = next(one for one in rows if one.line == line)
    if row.merged and row.double is not None and row.double.line is not None:
        return _first(rows, row.double.line)
    return line


def _joined(one: ReadPerson, more: ReadPerson) -> ReadPerson:
    return replace(
        one,
        job_title=one.job_title or more.job_title,
        email=one.email or more.email,
        organisation=one.organisation or more.organisation,
        groups=tuple(dict.fromkeys((*one.groups, *more.groups))),
    )
