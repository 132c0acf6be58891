"""What an entry of the Record says was done, told from the rows that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partnering_desk.records.connecting import Driver
from partnering_desk.records.difference import Kind, Noted, Row
from partnering_desk.records.stored import row
from partnering_desk.rules.numbers import action_ref
from partnering_desk.rules.wording import count

WORDS = {
    "confirmation": "confirmation of the minutes of",
    "correction": "correction to the minutes of",
    "circulation": "circulation of",
    "document": "document",
    "approval": "approval of the minutes of",
    "decision": "decision",
    "action": "action",
    "meeting": "meeting",
    "adjournment": "adjournment of",
    "meeting_move": "new date of",
    "after_note": "note after",
    "paper": "paper",
    "agenda_item": "item",
    "item_stretch": "time of",
    "interest": "interest declared by",
    "presence_correction": "correction to the attendance of",
    "attendance": "attendance of",
    "presence_span": "presence of",
    "item_absence": "absence of",
    "action_progress": "progress of action",
    "action_owner": "owner of action",
    "party_view": "view on decision",
    "vote": "vote on decision",
    "member_change": "change of member of",
    "membership": "membership of",
    "group_office": "office in",
    "meeting_group": "group",
    "group_terms": "earlier terms of",
    "person": "person",
    "person_terms": "earlier terms of",
    "organisation": "organisation",
    "representative": "Contract Representative",
    "nominee": "nominated person",
    "dispatch": "copy of",
    "mail_body": "mail with",
    "reminder": "reminder of",
    "closure": "closure",
    "setting": "setting",
    "party_lead": "earlier lead of",
    "party": "party",
    "partnering": "partnering",
}
"""What a row of each table is called before its name. The first of these that an entry changed is what it is about."""

COLUMNS = {
    "uid": "name in calendars",
    "ref": "number in full",
    "text": "wording",
    "sha256": "fingerprint",
    "media_type": "kind of file",
    "basis": "what it was made from",
    "origin": "what put it here",
    "sequence": "number of changes announced",
    "next_action": "number of the next action",
    "next_decision": "number of the next decision",
    "because": "reason",
    "was": "words replaced",
    "lead": "leads its party",
    "briefed": "briefed before",
    "ratifies_id": "recommendation settled",
    "membership_id": "sits by the membership of",
    "merged_into_id": "same person as",
    "cast_by_id": "vote cast by",
    "made_at_id": "meeting that corrected",
    "confirmed_at_id": "meeting that confirmed",
    "about_meeting_id": "minutes to confirm",
    "code": "letters of its numbers",
    "kept_from": "record kept from",
}
"""What people call the columns whose own name would not tell them."""

_MARKS = {
    ("action", "removed_at"): "Removed",
    ("agenda_item", "removed_at"): "Took off",
    ("meeting", "opened_at"): "Opened",
    ("meeting", "closed_at"): "Closed",
    ("meeting", "cancelled_at"): "Cancelled",
    ("paper", "withdrawn_at"): "Withdrew",
}
"""The columns that, once filled, say what was done."""
_COUNTERS = frozenset({"next_action", "next_decision"})
_PAST = {Kind.ADDED: "Added", Kind.CHANGED: "Changed", Kind.REMOVED: "Removed"}
_CALLED_BY = ("ref", "name", "title", "filename", "date", "first")
_NOT_FOLLOWED = frozenset({"partnering", "party"})
_REFERS = """
    SELECT key."from", key."table" FROM pragma_foreign_key_list(:table) AS key
    JOIN pragma_table_info(:table) AS info ON info.name = key."from" ORDER BY info.cid
"""
_MOST_PARENTS = 2
_DEEPEST = 3


def called(table: str) -> str:
    """What a row of a table is called."""
    return WORDS.get(table, table.replace("_", " "))


def called_column(column: str) -> str:
    """What people call a column: "effect owner" for effect_owner_id."""
    return COLUMNS.get(column, column.removesuffix("_id").replace("_", " "))


class Names:
    """Names rows as people do, by what they and the rows they refer to are called."""

    def __init__(self, connection: Driver, noted: Sequence[Noted] = ()) -> None:
        """`noted` are rows that may be in the file no more."""
        self._connection = connection
        self._rows: dict[tuple[str, int], Row | None] = {(one.table, one.row_id): one.row for one in noted}
        self._parents: dict[str, tuple[tuple[str, str], ...]] = {}

    def said(self, noted: Sequence[Noted]) -> str:
        """What was done, in words: "Changed action A-112: due and 2 other records"."""
        order = {table: at for at, table in enumerate(WORDS)}
        main = min(noted, key=lambda one: (not _mark(one), one.kind is Kind.CHANGED, order.get(one.table, len(order))))
        name = self.name(main.table, main.row)
        beside = [one for one in noted if one is not main and not self._goes_with(one, main)]
        others = f" and {count(len(beside), 'other record')}" if beside else ""
        return f"{_done(main)} {called(main.table)}{' ' if name else ''}{name}{_columns(main)}{others}"

    def _goes_with(self, one: Noted, main: Noted) -> bool:
        """Whether a row needs no word of its own: it is part of the main one, or only counts on."""
        if one.kind is Kind.CHANGED:
            return one.difference.keys() <= _COUNTERS
        return any(
            parent == main.table and one.row.get(column) == main.row_id for column, parent in self._refers(one.table)
        )

    def name(self, table: str, of: Row, depth: int = 0) -> str:
        """What one row is called: by itself, or by the rows it belongs to."""
        if table == "action":
            return action_ref(int(of.get("number") or 0))
        own = next((str(of[column]) for column in _CALLED_BY if of.get(column)), "")
        if own or depth == _DEEPEST:
            return own
        parents = (self.name(parent, found, depth + 1) for parent, found in self._above(table, of))
        return _joined(filter(None, parents))

    def meeting_of(self, one: Noted) -> int | None:
        """The id of the meeting that a row belongs to; None where it belongs to none."""
        return self._meeting(one.table, one.row_id, one.row, 0)

    def _meeting(self, table: str, row_id: int, of: Row, depth: int) -> int | None:
        if table == "meeting":
            return row_id
        if isinstance(meeting := of.get("meeting_id"), int):
            return meeting
        if depth == _DEEPEST:
            return None
        for parent, found in self._above(table, of):
            meeting = self._meeting(parent, int(found["id"] or 0), found, depth + 1)
            if meeting is not None:
                return meeting
        return None

    def _above(self, table: str, of: Row) -> Iterator[tuple[str, Row]]:
        for column, parent in self._refers(table):
            if isinstance(row_id := of.get(column), int) and (found := self._row(parent, row_id)):
                yield parent, found

    def _refers(self, table: str) -> tuple[tuple[str, str], ...]:
        """The columns of a table that name rows of others, and which, in the order of its columns."""
        if table not in self._parents:
            found = self._connection.execute(_REFERS, {"table": table})
            self._parents[table] = tuple((column, parent) for column, parent in found if parent not in _NOT_FOLLOWED)
        return self._parents[table]

    def _row(self, table: str, row_id: int) -> Row | None:
        if (table, row_id) not in self._rows:
            self._rows[table, row_id] = row(self._connection, table, row_id)
        return self._rows[table, row_id]


def _joined(names: Iterable[str]) -> str:
    """The names of so many rows as it takes, each part of them once."""
    parts: list[str] = []
    said = 0
    for name in names:
        new = [part for part in name.split(", ") if part not in parts]
        parts += new
        said += bool(new)
        if said == _MOST_PARENTS:
            break
    return ", ".join(parts)


def _done(one: Noted) -> str:
    """What happened to a row, in a word."""
    return _mark(one) or _PAST[one.kind]


def _mark(one: Noted) -> str:
    """What a column that was filled says was done; empty when none was that says so."""
    filled = (one.after or {}).keys() - (one.before or {}).keys() if one.before else set()
    return next((_MARKS[one.table, column] for column in filled if (one.table, column) in _MARKS), "")


def _columns(one: Noted) -> str:
    if one.kind is not Kind.CHANGED or _done(one) != _PAST[Kind.CHANGED]:
        return ""
    return f" ({', '.join(called_column(column) for column in one.difference)})"
