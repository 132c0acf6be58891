import sqlite3
from contextlib import closing
from datetime import datetime

import pytest

from partnering_desk.app.faults import Fault
from partnering_desk.app.heading import heading, partnerings
from partnering_desk.app.register import open_register
from partnering_desk.records.models import Partnering
from partnering_desk.rules.parties import PartyRole
from tests.app.five import Clock, Five


def test_the_heading_names_the_partnering_its_contractor_and_the_year(partnering: Five) -> None:
    with partnering.register.read() as session:
        found = session.get_one(Partnering, partnering.register.partnering_id)
        contractor = next(party for party in found.parties if party.role is PartyRole.CONTRACTOR)
        assert contractor.lead is not None
        name, with_whom = found.name, contractor.lead.name
    shown = heading(partnering.register)
    assert shown is not None
    assert shown.name == name
    assert shown.words.startswith(f"with {with_whom} · year ")
    assert partnerings(partnering.register) == ((partnering.register.partnering_id, name),)


def test_the_heading_says_what_was_written_a_moment_ago(partnering: Five) -> None:
    with partnering.register.write() as session:
        session.get_one(Partnering, partnering.register.partnering_id).name = "Five boroughs and a sixth"
    shown = heading(partnering.register)
    assert shown is not None
    assert shown.name == "Five boroughs and a sixth"


def test_before_commencement_and_after_expiry_the_heading_says_so(partnering: Five, clock: Clock) -> None:
    clock.now = datetime(2001, 1, 1)
    early = heading(partnering.register)
    assert early is not None
    assert "commences" in early.words
    clock.now = datetime(2101, 1, 1)
    late = heading(partnering.register)
    assert late is not None
    assert "expired" in late.words


def test_a_register_without_that_partnering_has_no_heading(partnering: Five) -> None:
    partnering.register.partnering_id = 999
    assert heading(partnering.register) is None


def test_opening_refuses_what_is_no_register_and_what_another_version_made(partnering: Five) -> None:
    path = partnering.register.path
    notes = path.with_name("notes.desk")
    notes.write_text("These are notes, and no register at all. " * 20)
    with pytest.raises(Fault, match="is not a Partnering Desk register"):
        open_register(notes)
    with pytest.raises(Fault, match="There is no register"):
        open_register(path.with_name("gone.desk"))
    partnering.register.close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
        file.commit()
    with pytest.raises(Fault, match=r"was made by Partnering Desk .*, which is newer"):
        open_register(path)
