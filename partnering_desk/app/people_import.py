"""People from a spreadsheet: shown as read, put right by hand, and then kept all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from partnering_desk.app.groups import kind_by_name
from partnering_desk.app.people_preview import (
    Decisions,
    Double,
    Known,
    KnownPerson,
    Preview,
    PreviewRow,
    ReadGroup,
    ReadPerson,
)
from partnering_desk.app.people_sheet import Column, Sheet, read_people
from partnering_desk.rules.names import NamesMet, folded, likeness
from partnering_desk.rules.parties import PartyRole

__all__ = [
    "Column",
    "Decisions",
    "Double",
    "Known",
    "KnownPerson",
    "Preview",
    "PreviewRow",
    "ReadGroup",
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


def valid_address(text: str) -> bool:
    """Whether `text` has the form of an e-mail address: a name, @, and a domain with a dot."""
    return _ADDRESS.fullmatch(text) is not None


def same_organisation(one: str, other: str) -> bool:
    """Whether two spellings name one organisation: "St Aldate's Homes", "St. Aldates Homes Ltd"."""
    return _organisation_key(one) == _organisation_key(other)


@lru_cache(maxsize=1000)
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
        self._groups = {folded(name): name for name, _ in known.groups}
        self._lines, self._register = _Met(), _Met()
        for one in known.people:
            self._register.add(None, one)

    def read(self, sheet: Sheet) -> Preview:
        rows = tuple(self._row(line, cells) for line, cells in sheet.rows)
        return Preview(rows, self._known, tuple(self._new_groups(rows)))

    def _new_groups(self, rows: Iterable[PreviewRow]) -> Iterator[ReadGroup]:
        """The groups that are named and not known; a kind that a partnering has once goes to the first of them."""
        known = {name for name, _ in self._known.groups}
        taken = [kind for _, kind in self._known.groups]
        named = dict.fromkeys(name for row in rows if not row.left_out for name in row.person.groups)
        for name in named if self._known.new_groups else ():
            if name not in known:
                kind = self._decisions.group_kinds.get(name, kind_by_name(name, taken))
                taken.extend([kind] if kind is not None else [])
                yield ReadGroup(name, kind)

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
            if not self._known.new_groups and folded(name) not in self._groups:
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
        self._seen: set[KnownPerson] = set()
        self._names = NamesMet[int](ALIKE)
        self._addresses: dict[str, list[int]] = {}

    def add(self, line: int | None, one: KnownPerson) -> None:
        """Meet somebody; who stands there twice word for word is met once."""
        if line is not None and one in self._seen:
            return
        self._seen.add(one)
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
