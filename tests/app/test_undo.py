"""Undo and Redo: for everything that has not gone out, across restarts, and always as a new entry in the Record."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from partnering_desk.app import action_ends, actions, meeting, undo
from partnering_desk.app.actions import ActionDetails
from partnering_desk.app.check import check_register
from partnering_desk.app.outbox import send_waiting
from partnering_desk.app.register import Register, open_register
from partnering_desk.records import store
from partnering_desk.records.difference import Row
from partnering_desk.records.models import Action, AgendaItem, Entry, Partnering
from partnering_desk.records.stored import entered_tables, rows
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.mail_server import PASSWORD, mail_server


def everything(register: Register) -> dict[str, dict[int, Row]]:
    """Every row of the register, but for the numbers that are never given twice."""
    with register.read() as session:
        connection = store.driver(session.connection())
        tables = {table: dict(rows(connection, table)) for table in entered_tables(connection)}
    for row in tables["partnering"].values():
        row.pop("next_action")
    for row in tables["meeting"].values():
        row.pop("next_decision")
    return tables


def entries(register: Register) -> int:
    with register.read() as session:
        return session.scalar(select(func.count(Entry.id))) or 0


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def test_an_action_removed_comes_back_and_goes_again(partnering: Five) -> None:
    register = partnering.register
    added = actions.add(register, ActionDetails("Visit the hostel", (partnering.people["Ruth Lindqvist"],)))
    with register.read() as session:
        ref = f"A-{session.get_one(Action, added).number}"
    before = everything(register)
    action_ends.remove(register, [added])
    after = everything(register)
    assert undo.undo(register) == f"Undo: removed action {ref}"
    assert everything(register) == before
    assert undo.redo(register) == f"Redo: removed action {ref}"
    assert everything(register) == after
    assert check_register(register) == ()


def test_a_number_is_not_given_again_after_undo(partnering: Five) -> None:
    register = partnering.register
    first = actions.add(register, ActionDetails("Visit the hostel"))
    with register.read() as session:
        number = session.get_one(Action, first).number
    undo.undo(register)
    with register.read() as session:
        assert session.get(Action, first) is None
        assert session.get_one(Partnering, register.partnering_id).next_action == number + 1
    second = actions.add(register, ActionDetails("Visit the forum"))
    with register.read() as session:
        assert session.get_one(Action, second).number == number + 1
    assert check_register(register) == ()


def test_step_by_step_back_and_all_of_it_again_across_a_restart(partnering: Five) -> None:
    register = partnering.register
    states = [everything(register)]
    for text in ("One", "Two", "Three"):
        actions.add(register, ActionDetails(text))
        states.append(everything(register))
    register.close()
    with closing(open_register(register.path, "N. Amadi", register.clock)) as again:
        for state in reversed(states[:-1]):
            undo.undo(again)
            assert everything(again) == state
        for state in states[1:]:
            undo.redo(again)
            assert everything(again) == state
        with pytest.raises(Refusal, match="nothing to redo"):
            undo.redo(again)
        assert check_register(again) == ()


def test_what_is_done_after_an_undo_is_what_is_undone_next(partnering: Five) -> None:
    register = partnering.register
    actions.add(register, ActionDetails("One"))
    before = everything(register)
    actions.add(register, ActionDetails("Two"))
    undo.undo(register)
    actions.add(register, ActionDetails("Three"))
    with pytest.raises(Refusal, match="nothing to redo"):
        undo.redo(register)
    undo.undo(register)
    assert everything(register) == before
    undo.undo(register)
    with register.read() as session:
        assert session.scalars(select(Action.text)).all() == []


def test_undo_is_an_entry_of_its_own_and_takes_none_away(partnering: Five) -> None:
    register = partnering.register
    actions.add(register, ActionDetails("One"))
    count = entries(register)
    undo.undo(register)
    with register.read() as session:
        last = session.get_one(Entry, count + 1)
        assert last.undoes_id == count
    assert entries(register) == count + 1


def test_typing_without_a_pause_is_taken_back_together(partnering: Five) -> None:
    register = partnering.register
    held = hold(partnering)
    item = held.item_id(3)
    with register.read() as session:
        notes = session.get_one(AgendaItem, item).notes
    for words in ("The contractor", "The contractor reported", "The contractor reported on voids."):
        partnering.clock.now += timedelta(seconds=5)
        meeting.save_notes(register, item, words)
    partnering.clock.now += timedelta(minutes=5)
    meeting.save_notes(register, item, "The contractor reported on voids. Noted.")
    undo.undo(register)
    with register.read() as session:
        assert session.get_one(AgendaItem, item).notes == "The contractor reported on voids."
    undo.undo(register)
    with register.read() as session:
        assert session.get_one(AgendaItem, item).notes == notes


def test_mails_that_go_out_by_themselves_do_not_stand_in_the_way(held: Held) -> None:
    register = held.register
    held.circulate()
    actions.add(register, ActionDetails("Visit the hostel"))
    added = undo.to_undo(register)
    with mail_server() as server:
        send_waiting(register, server.settings(), PASSWORD)
    assert server.arrived
    assert undo.to_undo(register) == added
    assert undo.undo(register).startswith("Undo: added action")
    assert undo.to_redo(register) is not None


def test_what_has_gone_out_is_not_undone(held: Held) -> None:
    held.circulate()
    with pytest.raises(Refusal, match="put out for others to read"):
        undo.undo(held.register)


def test_a_decision_before_the_minutes_go_out_can_be_undone(held: Held) -> None:
    """Back to an empty agenda, act by act, and again: every state on the way is sound."""
    register = held.register
    steps = 0
    while (next_one := undo.to_undo(register)) is not None and steps < 12:
        undo.undo(register)
        steps += len(next_one.numbers)
    assert check_register(register) == ()
    assert steps >= 12


def test_a_partnering_that_was_set_up_stays(partnering: Five) -> None:
    undone = []

    def undo_all() -> None:
        while True:
            undone.append(undo.undo(partnering.register))

    with pytest.raises(Refusal, match="cannot be undone"):
        undo_all()
    assert check_register(partnering.register) == ()
    with partnering.register.read() as session:
        assert session.get_one(Partnering, partnering.register.partnering_id)
