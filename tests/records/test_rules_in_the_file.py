"""What the file itself refuses, whoever writes to it: rules that a fault in the program cannot break."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from partnering_desk.app.register import create_register

QUORATE = '{"quorate": true}'
BASE = (
    "INSERT INTO partnering (id, name, nation, effective, commencement, expiry, kept_from, next_action) VALUES "
    "(1, 'Five Boroughs', 'england', '2025-01-01', '2025-04-01', '2030-03-31', '2025-01-01', 2)",
    "INSERT INTO party (id, partnering_id, role) VALUES (1, 1, 'commissioner'), (2, 1, 'contractor')",
    "INSERT INTO organisation (id, partnering_id, party_id, name, lead) "
    "VALUES (1, 1, 1, 'Camden', 1), (2, 1, 2, 'Q', 1)",
    "INSERT INTO person (id, partnering_id, name, job_title, email, delivery) VALUES "
    "(1, 1, 'J. Amadi', '', '', 'email'), (2, 1, 'R. Lindqvist', '', '', 'email')",
    "INSERT INTO meeting_group (id, partnering_id, kind, name, code, area, frequency, location, planned_start, "
    "usual_start, usual_minutes) VALUES (1, 1, 'core', 'Core Group', 'CG', '', 'monthly', '', '2025-04-01', "
    "'10:00:00', 120)",
    "INSERT INTO membership (id, group_id, person_id, party, seat, starts) "
    "VALUES (1, 1, 1, 'commissioner', '', '2025-01-01')",
    "INSERT INTO meeting (id, group_id, year, number, ref, uid, starts, ends, place, online_link, sequence, "
    "cancelled_because, chaired_because, next_meeting_note, next_decision) VALUES (1, 1, 2026, 1, 'CG/2026/01', 'u1', "
    "'2026-11-19 10:00:00', '2026-11-19 12:00:00', '', '', 0, '', '', '', 2)",
    "INSERT INTO decision (id, group_id, meeting_id, ref, number, year, kind, outcome, text, reasons, options, "
    "taken_at, clause, quorum, recorded_at, recorded_by) VALUES (1, 1, 1, 'CG/2026/01/D1', 1, 2026, 'decision', "
    f"'carried', 'Agreed', '', '', '2026-11-19 10:30:00', 'Governance 5.7', '{QUORATE}', '2026-11-19 10:30:00', 'M')",
    "INSERT INTO vote (id, decision_id, party, choice, cast_by_id) VALUES (1, 1, 'commissioner', 'for', 1)",
    "INSERT INTO action (id, partnering_id, number, text, owner_words, due_words, state, source, recorded_at, "
    "recorded_by) VALUES (1, 1, 1, 'Visit', '', '', 'open', '', '2026-11-19 10:40:00', 'M')",
    "INSERT INTO document (id, partnering_id, meeting_id, kind, version, status, copy_for, filename, media_type, "
    f"sha256, size, made_at, made_by, basis) VALUES (1, 1, 1, 'minutes', 1, 'Draft', '', 'm.pdf', 'application/pdf', "
    f"'{'a' * 64}', 3, '2026-11-19 13:00:00', 'M', '')",
    "INSERT INTO paper (id, group_id, ref, year, number, title, filename, media_type, size, sha256, added_at, "
    f"added_by) VALUES (1, 1, 'CG/26/1', 2026, 1, 'KPIs', 'k.pdf', 'application/pdf', 3, '{'a' * 64}', "
    "'2026-11-18 09:00:00', 'M')",
    "INSERT INTO attendance (id, meeting_id, person_id, capacity, party, membership_id, state, role, briefed) "
    "VALUES (1, 1, 1, 'member', 'commissioner', 1, 'attending', '', 0)",
    "INSERT INTO presence_span (id, attendance_id, arrived, mode) VALUES (1, 1, '2026-11-19 10:00:00', 'room')",
    "INSERT INTO adjournment (id, meeting_id, adjourned_at, reason) VALUES (1, 1, '2026-11-19 11:00:00', '')",
    "INSERT INTO agenda_item (id, meeting_id, position, kind, title, purpose, minutes, source, clause, "
    "confidential_because, removed_because, state, notes, decision_draft) VALUES (1, 1, 1, 'ordinary', 'Voids', "
    "'discuss', 5, '', '', '', '', 'open', '', '')",
    "INSERT INTO item_stretch (id, item_id, started_at) VALUES (1, 1, '2026-11-19 10:05:00')",
    "INSERT INTO setting (id, partnering_id, name, holds_from, value) VALUES (1, 1, 'quorum', '2025-01-01', '1')",
)


@pytest.fixture
def tool(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program on the file: SQLite alone, with nothing of ours in between."""
    path = tmp_path / "five.desk"
    create_register(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in BASE:
            connection.execute(statement)
        yield connection


NEW = 9
"""The id of a row that is added."""


def again(tool: sqlite3.Connection, table: str, **other: object) -> None:
    """Add a row like the first of a table, with another id and some other values."""
    names = [name for _, name, *_ in tool.execute(f'PRAGMA table_info("{table}")')]
    values = dict(zip(names, tool.execute(f'SELECT * FROM "{table}" WHERE id = 1').fetchone(), strict=True))
    values |= {"id": NEW} | other
    tool.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', [values[name] for name in names])


DECISION = {"ref": "CG/2026/01/D2", "number": 2}
REFUSED: tuple[tuple[str, dict[str, object]], ...] = (
    # one vote a party, cast by somebody, for, against, abstaining or none (Governance 5.7)
    ("vote", {}),
    ("vote", {"party": "contractor", "cast_by_id": None}),
    ("vote", {"party": "contractor", "choice": "perhaps"}),
    ("vote", {"party": "both"}),
    # what is put to the vote needs a quorum, and what is not agreed one thing that follows (Governance 5.5, 5.7)
    ("decision", DECISION | {"quorum": ""}),
    ("decision", DECISION | {"quorum": '{"quorate": false}'}),
    ("decision", DECISION | {"quorum": "no JSON"}),
    ("decision", DECISION | {"outcome": "not_agreed"}),
    ("decision", DECISION | {"follow_on": "defer"}),
    ("decision", DECISION | {"outcome": "recommended"}),
    ("decision", DECISION | {"kind": "in_writing"}),
    ("decision", DECISION | {"outcome": "deferred_for_authority", "authority_person_id": 1}),
    ("decision", DECISION | {"outcome": "withdrawn"}),
    ("decision", DECISION | {"effected_on": "2026-12-01"}),
    ("decision", DECISION | {"replaced_by_id": NEW}),
    ("decision", DECISION | {"ratifies_id": NEW}),
    # numbers are given once (practice P6)
    ("decision", {}),
    ("decision", {"ref": "CG/2026/01/D0", "number": 0}),
    ("meeting", {"uid": "u2"}),
    ("meeting", {"uid": "u2", "number": 2}),
    ("meeting", {"uid": "u2", "ref": "CG/2026/02"}),
    ("meeting", {"uid": "u2", "ref": "CG/2026/00", "number": 0}),
    ("meeting", {"ref": "CG/2026/02", "number": 2}),
    ("action", {}),
    ("action", {"number": 0}),
    ("paper", {}),
    ("paper", {"number": 0}),
    ("partnering", {}),
    ("party", {}),
    ("meeting_group", {}),
    ("meeting_group", {"code": "C2"}),
    # dates in their order (Governance 3, 4.1, 5.1, 5.2)
    ("partnering", {"name": "Two", "commencement": "2024-01-01"}),
    ("partnering", {"name": "Two", "kept_from": "2024-01-01"}),
    ("partnering", {"name": "Two", "next_action": 0}),
    ("membership", {"ends": "2024-12-31"}),
    ("membership", {"counterpart_id": NEW}),
    ("meeting", {"uid": "u2", "ref": "CG/2026/02", "number": 2, "ends": "2026-11-19 09:00:00"}),
    ("meeting", {"uid": "u2", "ref": "CG/2026/02", "number": 2, "closed_at": "2026-11-19 12:00:00"}),
    # one of each at a time (Governance 1, 5.1, 5.3, 5.5; cross-authority)
    ("organisation", {"name": "LB Brent"}),
    ("meeting_group", {"name": "Another", "code": "C2"}),
    ("membership", {}),
    ("presence_span", {}),
    ("adjournment", {}),
    ("item_stretch", {}),
    ("attendance", {"person_id": 2}),
    # what stands for something stands for what it can
    ("person", {"merged_into_id": NEW}),
    ("setting", {"name": "nothing", "value": "no JSON"}),
    ("document", {"version": 2, "meeting_id": None}),
    ("document", {"version": 2, "group_id": 1}),
    ("document", {"version": 2, "kind": "reminder"}),
    ("document", {"version": 2, "kind": "notice", "meeting_id": None}),
    # states that there are
    ("action", {"number": 2, "state": "lost"}),
    ("action", {"number": 2, "state": "done"}),
    ("document", {"version": 2, "kind": "poem"}),
    ("attendance", {"person_id": 2, "state": "asleep"}),
    # who counts counts for a party, by a membership, once (Governance 5.5, practice P12)
    ("attendance", {}),
    ("attendance", {"person_id": 2, "capacity": "in_attendance"}),
    ("attendance", {"person_id": 2, "membership_id": None}),
    ("organisation", {"name": "None", "party_id": None}),
    # fingerprints are whole, and what they are of is there
    ("document", {"version": 2, "sha256": "a"}),
    ("paper", {"number": 2, "size": -1}),
    # references lead somewhere
    ("membership", {"person_id": 99}),
    ("vote", {"decision_id": 99, "party": "contractor"}),
)


@pytest.mark.parametrize(("table", "other"), REFUSED, ids=[f"{table} {other}" for table, other in REFUSED])
def test_a_rule_broken_behind_the_program_is_refused(
    tool: sqlite3.Connection, table: str, other: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        again(tool, table, **other)


REFUSED_TOO = (
    "INSERT INTO representative (id, party_id, person_id, starts, ends) VALUES (1, 1, 1, '2026-01-01', '2025-12-31')",
    "INSERT INTO nominee (id, organisation_id, person_id, starts, ends) VALUES (1, 1, 1, '2026-01-01', '2025-12-31')",
    "INSERT INTO group_office (id, group_id, person_id, office, starts, ends) "
    "VALUES (1, 1, 1, 'chair', '2026-01-01', '2025-12-31')",
    "INSERT INTO confirmation (id, meeting_id, confirmed_at_id, document_id, confirmed_on, recorded_by) "
    "VALUES (1, 1, 1, 1, '2026-11-19 10:00:00', 'M')",
    *(
        "INSERT INTO member_change (id, group_id, party, outgoing_id, seat, notified_on, effective_on, state, "
        f"answered_on, answered_by, reasons, recorded_at, recorded_by) VALUES (1, 1, 'commissioner', {who}, '', "
        f"'2026-01-01', '2026-02-01', '{state}', {answered}, '', '{reasons}', '2026-01-01 09:00:00', 'M')"
        for who, state, answered, reasons in (
            ("NULL", "notified", "NULL", ""),
            ("1", "notified", "'2026-01-02'", ""),
            ("1", "agreed", "NULL", ""),
            ("1", "refused", "'2026-01-02'", " "),
        )
    ),
)


@pytest.mark.parametrize("statement", REFUSED_TOO)
def test_so_is_a_row_of_other_tables(tool: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
        tool.execute(statement)


ALLOWED: tuple[tuple[str, dict[str, object]], ...] = (
    ("vote", {"party": "contractor"}),
    ("decision", DECISION),
    ("decision", DECISION | {"outcome": "not_agreed", "follow_on": "defer"}),
    ("decision", DECISION | {"outcome": "recommended", "kind": "recommendation", "quorum": '{"quorate": false}'}),
    ("decision", DECISION | {"kind": "in_writing", "meeting_id": None, "quorum": ""}),
    ("decision", DECISION | {"effected_on": "2026-12-01", "effect": "letter"}),
    ("decision", DECISION | {"ratifies_id": 1}),
    ("meeting", {"uid": "u2", "ref": "CG/2026/02", "number": 2}),
    ("action", {"number": 2}),
    ("membership", {"ends": "2025-01-01", "counterpart_id": 1}),
    ("membership", {"person_id": 2}),
    ("presence_span", {"left": "2026-11-19 10:00:00"}),
    ("adjournment", {"resumed_at": "2026-11-19 11:00:00"}),
    ("item_stretch", {"finished_at": "2026-11-19 10:05:00"}),
    ("meeting_group", {"name": "Another", "code": "C2", "kind": "working"}),
    ("document", {"version": 2, "kind": "notice", "meeting_id": None, "group_id": 1}),
    ("document", {"version": 2, "kind": "reminder", "meeting_id": None}),
    ("organisation", {"name": "None", "party_id": None, "lead": 0}),
    ("attendance", {"person_id": 2, "capacity": "delegate"}),
    ("paper", {"number": 2}),
    ("document", {"version": 2}),
)


@pytest.mark.parametrize(("table", "other"), ALLOWED, ids=[f"{table} {other}" for table, other in ALLOWED])
def test_what_keeps_the_rules_is_taken(tool: sqlite3.Connection, table: str, other: dict[str, object]) -> None:
    again(tool, table, **other)


@pytest.mark.parametrize(
    "statements",
    [
        ["INSERT INTO vote (id, decision_id, party, choice, cast_by_id) VALUES (9, 1, 'contractor', 'against', 2)"],
        ["INSERT INTO vote (id, decision_id, party, choice) VALUES (9, 1, 'contractor', 'none')"],
        ["UPDATE vote SET choice = 'abstain' WHERE id = 1"],
        [
            "UPDATE decision SET outcome = 'not_agreed', follow_on = 'defer' WHERE id = 1",
            "INSERT INTO vote (id, decision_id, party, choice, cast_by_id) VALUES (9, 1, 'contractor', 'for', 2)",
        ],
        [
            "UPDATE decision SET outcome = 'not_agreed', follow_on = 'defer' WHERE id = 1",
            "UPDATE vote SET choice = 'against' WHERE id = 1",
            "UPDATE decision SET outcome = 'carried', follow_on = NULL WHERE id = 1",
        ],
        [
            "INSERT INTO vote (id, decision_id, party, choice, cast_by_id) VALUES (9, 1, 'contractor', 'for', 2)",
            "UPDATE decision SET outcome = 'not_agreed', follow_on = 'defer' WHERE id = 1",
        ],
        [
            "UPDATE decision SET outcome = 'not_agreed', follow_on = 'defer' WHERE id = 1",
            "INSERT INTO vote (id, decision_id, party, choice, cast_by_id) VALUES (9, 1, 'contractor', 'against', 2)",
            "UPDATE vote SET choice = 'for' WHERE id = 9",
        ],
    ],
)
def test_votes_and_outcome_cannot_contradict_each_other(tool: sqlite3.Connection, statements: list[str]) -> None:
    """Carried only when both parties are for it, and not agreed only when one is not (Governance 5.7)."""
    *before, last = statements
    for one in before:
        tool.execute(one)
    with pytest.raises(sqlite3.IntegrityError, match="unanimity"):
        tool.execute(last)


def test_a_reserved_matter_is_decided_as_its_own_clause_has_it(tool: sqlite3.Connection) -> None:
    tool.execute("UPDATE decision SET clause = 'Schedule 4, 2.1' WHERE id = 1")
    tool.execute("INSERT INTO vote (id, decision_id, party, choice) VALUES (9, 1, 'contractor', 'none')")
    assert tool.execute("SELECT outcome FROM decision").fetchall() == [("carried",)]


def test_a_party_that_did_not_vote_leaves_a_matter_not_agreed(tool: sqlite3.Connection) -> None:
    tool.execute("UPDATE decision SET outcome = 'not_agreed', follow_on = 'defer' WHERE id = 1")
    tool.execute("INSERT INTO vote (id, decision_id, party, choice) VALUES (9, 1, 'contractor', 'none')")
    assert tool.execute("SELECT choice FROM vote ORDER BY id").fetchall() == [("for",), ("none",)]
