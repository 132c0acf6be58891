"""People from a spreadsheet: shown as read, put right by hand, and then kept all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnering_desk.app.people_sheet import Column, Sheet, read_people
from partnering_desk.rules.names import NamesMet, folded, likeness
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.wording import count, join_words

__all__ = [
    "Column",
    "Decisions",
    "Double",
    "Known",
    "KnownPerson",
    "Preview",
    "PreviewRow",
    "ReadPerson",
    "Sheet",
    "preview",
    "read_people",
    "same_organisation",
    "valid_address",
]

ALIKE = 0.85
"""From this likeness of two names on, they may be one person's."""
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")
_SIDES: Mapping[str, PartyRole | None] = {
    "commissioner": PartyRole.COMMISSIONER,
    "commissioners": PartyRole.COMMISSIONER,
    "client": PartyRole.COMMISSIONER,
    "authority": PartyRole.COMMISSIONER,
    "contractor": PartyRole.CONTRACTOR,
    "contractors": PartyRole.CONTRACTOR,
    "provider": PartyRole.CONTRACTOR,
    "in attendance": None,
    "attending": None,
    "attends": None,
    "observer": None,
}
_SMALL = {"and", "the", "ltd", "limited", "plc"}


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody known already, before the list: in the register, or typed into the wizard."""

    key: int
    name: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the list is read; no `groups` means that any group named is a new one."""

    people: tuple[KnownPerson, ...] = ()
    organisations: tuple[tuple[str, PartyRole | None], ...] = ()
    groups: tuple[str, ...] = ()


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
class Decisions:
    """What a person decided on the preview, by line: cells typed anew, lines left out, doubles merged or not."""

    edits: Mapping[tuple[int, Column], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    merge: Mapping[int, bool] = field(default_factory=dict)
    """Where nothing was decided, a double is merged if it is sure."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything in the list, as it will be kept once nothing is wrong."""

    rows: tuple[PreviewRow, ...]

    @property
    def faulty(self) -> tuple[PreviewRow, ...]:
        """The rows that must be put right or left out first."""
        return tuple(one for one in self.rows if one.faults and not one.left_out)

    @property
    def people(self) -> tuple[ReadPerson, ...]:
        """The people who will be kept, each once, with the groups of all their lines."""
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
        return tuple(kept.values())

    @property
    def words(self) -> str:
        """What will happen, in a sentence."""
        people = self.people
        new = sum(one.known is None for one in people)
        parts = [f"{count(new, 'person', 'people')} will be added"]
        if merged := sum(one.merged and not one.left_out for one in self.rows):
            parts.append(f"{count(merged, 'line')} merged")
        if left_out := sum(one.left_out for one in self.rows):
            parts.append(f"{count(left_out, 'line')} left out")
        words = f"{join_words(parts)}."
        if self.faulty:
            lines = join_words(str(one.line) for one in self.faulty)
            plural = "s" if len(self.faulty) > 1 else ""
            words += f" First put right or leave out line{plural} {lines}."
        return words


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


def valid_address(text: str) -> bool:
    """Whether `text` has the form of an e-mail address: a name, @, and a domain with a dot."""
    return _ADDRESS.fullmatch(text) is not None


def same_organisation(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: "St Aldate's Homes", "St. Aldates Homes Ltd"."""
    return _organisation_key(one) == _organisation_key(other)


def _organisation_key(name: str) -> str:
    return " ".join(word for word in folded(name.replace("&", " ")).split() if word not in _SMALL)


def preview(known: Known, sheet: Sheet, columns: Mapping[Column, int], decisions: Decisions | None = None) -> Preview:
    """Show a list as it would be kept, its columns matched as `columns` says. Blank lines are not in it."""
    return _Reading(known, columns, decisions or Decisions()).read(sheet)


class _Reading:
    """One pass over a list: each line is read in the light of those before it."""

    def __init__(self, known: Known, columns: Mapping[Column, int], decisions: Decisions) -> None:
        self._known = known
        self._columns = columns
        self._decisions = decisions
        self._organisations = {_organisation_key(name): name for name, _ in known.organisations}
        self._sides: dict[str, tuple[PartyRole, str]] = {
            name: (side, "") for name, side in known.organisations if side is not None
        }
        self._groups = {folded(name): name for name in known.groups}
        self._lines, self._register = _Met(), _Met()
        for one in known.people:
            self._register.add(None, one)

    def read(self, sheet: Sheet) -> Preview:
        return Preview(tuple(self._row(line, cells) for line, cells in sheet.rows))

    def _row(self, line: int, cells: Sequence[str]) -> PreviewRow:
        left_out = line in self._decisions.left_out
        said = {column: self._cell(line, cells, column) for column in Column}
        faults: list[str] = []
        person = self._person(line, said, faults, left_out)
        double = None if left_out else self._double(person)
        merged = double is not None and self._decisions.merge.get(line, double.sure)
        if double is not None and not merged and folded(double.name) == folded(person.name):
            faults.append("Somebody else has this name. Tell them apart by it, or merge them.")
        if not left_out:
            self._lines.add(line, KnownPerson(0, person.name, person.email, person.organisation))
        return PreviewRow(line, person, tuple(faults), double, left_out, merged)

    def _cell(self, line: int, cells: Sequence[str], column: Column) -> str:
        if (line, column) in self._decisions.edits:
            return self._decisions.edits[line, column].strip()
        place = self._columns.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    def _person(self, line: int, said: Mapping[Column, str], faults: list[str], left_out: bool) -> ReadPerson:
        name = said[Column.NAME] or f"{said[Column.FIRST_NAME]} {said[Column.SURNAME]}".strip()
        if not name:
            faults.append("No name.")
        side_words = said[Column.SIDE]
        side = _SIDES.get(folded(side_words))
        attends = folded(side_words) in _SIDES and side is None
        organisation = self._organisation(said[Column.ORGANISATION])
        if not side_words:
            faults.append(self._no_side(organisation))
        elif side is None and not attends:
            faults.append(f"“{side_words}” is no side: type Commissioner, Contractor or In attendance.")
        if side is not None:
            faults.extend(self._check_side(line, organisation, side, left_out))
        email = said[Column.EMAIL]
        if email and not valid_address(email):
            faults.append(f"“{email}” is not an e-mail address.")
        return ReadPerson(
            name,
            said[Column.JOB_TITLE],
            organisation,
            side,
            attends,
            email,
            self._groups_in(said[Column.GROUPS], faults),
        )

    def _organisation(self, said: str) -> str:
        return self._organisations.setdefault(_organisation_key(said), said) if said else ""

    def _no_side(self, organisation: str) -> str:
        if organisation in self._sides:
            title = self._sides[organisation][0].words
            return f"No side. {organisation} is with the {title}."
        return "No side: Commissioner, Contractor or In attendance."

    def _check_side(self, line: int, organisation: str, side: PartyRole, left_out: bool) -> list[str]:
        if not organisation:
            return ["No organisation."]
        known_side, where = self._sides.get(organisation, (side, ""))
        if known_side is not side:
            return [f"{organisation} is with the {known_side.words}{where}."]
        if not left_out:
            self._sides.setdefault(organisation, (side, f" in line {line}"))
        return []

    def _groups_in(self, said: str, faults: list[str]) -> tuple[str, ...]:
        groups = []
        for name in filter(None, (part.strip() for part in re.split(r"[;|\n]", said))):
            if self._known.groups and folded(name) not in self._groups:
                faults.append(f"There is no group called “{name}”.")
            groups.append(self._groups.setdefault(folded(name), name))
        return tuple(dict.fromkeys(groups))

    def _double(self, person: ReadPerson) -> Double | None:
        if not person.name:
            return None
        met = (*self._lines.near(person), *self._register.near(person))
        found = [
            Double(one.name, line, one.key if line is None else None, why, _surely(person, one))
            for line, one in met
            if (why := _alike(person, one))
        ]
        return max(found, key=lambda one: one.sure, default=None)


class _Met:
    """People met so far: those of the lines before one, or those known already, who have no line."""

    def __init__(self) -> None:
        self._people: list[tuple[int | None, KnownPerson]] = []
        self._names = NamesMet[int](ALIKE)
        self._addresses: dict[str, list[int]] = {}

    def add(self, line: int | None, one: KnownPerson) -> None:
        self._names.add(one.name, len(self._people))
        self._addresses.setdefault(one.email.casefold(), []).append(len(self._people))
        self._people.append((line, one))

    def near(self, person: ReadPerson) -> list[tuple[int | None, KnownPerson]]:
        """Those who may be `person`, by name or address, in the order in which they were met."""
        same_address = self._addresses.get(person.email.casefold(), ()) if person.email else ()
        return [self._people[place] for place in sorted({*self._names.near(person.name), *same_address})]


def _alike(person: ReadPerson, other: KnownPerson) -> str:
    """Why two people seem to be one; "" when they do not."""
    how = likeness(person.name, other.name)
    if _same_address(person, other):
        return "the same name and e-mail address" if how >= ALIKE else "the same e-mail address"
    if how == 1:
        return "the same name"
    return "a name much like it" if how >= ALIKE else ""


def _surely(person: ReadPerson, other: KnownPerson) -> bool:
    """Whether two people alike are one: name and address fit, or the whole name and the organisation."""
    how = likeness(person.name, other.name)
    at_one_place = same_organisation(person.organisation, other.organisation)
    return how >= ALIKE and (_same_address(person, other) or (how == 1 and at_one_place))


def _same_address(person: ReadPerson, other: KnownPerson) -> bool:
    return bool(person.email) and person.email.casefold() == other.email.casefold()
