"""Minutes confirmed at the next meeting, once, or corrected by it; both versions stay (practice P7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnering_desk.app import meeting, minutes
from partnering_desk.app.attendance import Mark
from partnering_desk.app.outbox import OutboxRow, circulation_rows, hand_over, save_drafts, withdraw
from partnering_desk.app.recipients import AS_THEY_WANT, Channel, Chosen
from partnering_desk.app.stages import Stage, stage_of
from partnering_desk.records.models import AgendaItem, Correction, DispatchState, Meeting
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import NOTES, Held, hold
from tests.app.test_minutes_circulation import pages


@pytest.fixture
def held(partnering: Five) -> Held:
    made = hold(partnering)
    made.circulate()
    return made


def stage(held: Held) -> Stage:
    with held.register.read() as session:
        return stage_of(session, session.get_one(Meeting, held.meeting_id))


def test_the_next_meeting_confirms_them_as_they_went_out(held: Held) -> None:
    circulated = minutes.minutes_bytes(held.register, held.meeting_id)
    later = held.open_next()
    minutes.confirm(held.register, held.meeting_id, later)
    assert stage(held) is Stage.CONFIRMED
    first, confirmed = minutes.versions(held.register, held.meeting_id)
    assert (first.version, confirmed.version) == (1, 1)
    assert confirmed.status == "Confirmed on 17 December 2026"
    said = pages(minutes.minutes_bytes(held.register, held.meeting_id))
    assert "Confirmed at CG/2026/02 on 17 December 2026." in said
    assert "Draft, not yet confirmed" not in said
    assert circulated != minutes.minutes_bytes(held.register, held.meeting_id)
    (item,) = minutes.minutes_sheet(held.register, later).items
    assert item.remarks == ("The minutes of CG/2026/01 were confirmed.",)


def test_what_changed_in_the_record_meanwhile_is_not_what_is_confirmed(held: Held) -> None:
    meeting.save_notes(held.register, held.item_id(3), "Slipped in later.")
    minutes.confirm(held.register, held.meeting_id, held.open_next())
    assert "Slipped in later" not in pages(minutes.minutes_bytes(held.register, held.meeting_id))


def test_minutes_are_confirmed_only_once(held: Held) -> None:
    later = held.open_next()
    minutes.confirm(held.register, held.meeting_id, later)
    with pytest.raises(Refusal, match="were confirmed at CG/2026/02 already"):
        minutes.confirm(held.register, held.meeting_id, later)


def test_minutes_that_were_not_circulated_cannot_be_confirmed(partnering: Five) -> None:
    held = hold(partnering)
    later = held.open_next()
    with pytest.raises(Refusal, match="have not been circulated"):
        minutes.confirm(held.register, held.meeting_id, later)


def test_a_meeting_without_quorum_confirms_nothing(held: Held) -> None:
    later = held.open_next("Ruth Lindqvist", "Máire O’Dunne")
    with pytest.raises(Refusal, match=r"The Contractor has nobody in the room, so CG/2026/02 cannot confirm"):
        minutes.confirm(held.register, held.meeting_id, later)
    assert stage(held) is Stage.CIRCULATED


def test_a_meeting_that_has_not_been_opened_confirms_nothing(held: Held) -> None:
    later = held.next_meeting()
    with pytest.raises(Refusal, match="has not been opened"):
        minutes.confirm(held.register, held.meeting_id, later)


def test_a_meeting_in_adjournment_confirms_nothing(held: Held) -> None:
    later = held.open_next()
    meeting.adjourn(held.register, later)
    with pytest.raises(Refusal, match="is adjourned"):
        minutes.confirm(held.register, held.meeting_id, later)


def test_only_a_later_meeting_with_them_on_its_agenda_confirms_them(held: Held) -> None:
    later = held.open_next()
    with pytest.raises(Refusal, match="Only a later meeting of the Core Group"):
        minutes.confirm(held.register, later, held.meeting_id)
    with held.register.write() as session:
        session.get_one(Meeting, later).items[0].about_meeting_id = None
    with pytest.raises(Refusal, match="are not on the agenda of CG/2026/02"):
        minutes.confirm(held.register, held.meeting_id, later)


def test_the_quorum_of_a_closed_meeting_is_that_at_its_item(held: Held) -> None:
    later = held.open_next()
    held.now(2026, 12, 17, 10, 20)
    meeting.close_meeting(held.register, later)
    held.now(2026, 12, 18)
    minutes.confirm(held.register, held.meeting_id, later)
    assert minutes.versions(held.register, held.meeting_id)[-1].status == "Confirmed on 17 December 2026"


def test_corrections_make_version_2_that_names_what_changed(held: Held) -> None:
    original = minutes.minutes_bytes(held.register, held.meeting_id)
    later = held.open_next()
    was = NOTES.partition("\n\n")[0]
    minutes.correct(
        held.register, held.meeting_id, later, held.item_id(2), "Move-on within 28 days was **18%** against 85%.", was
    )
    minutes.confirm(held.register, held.meeting_id, later)
    first, second = minutes.versions(held.register, held.meeting_id)
    assert (first.version, second.version) == (1, 2)
    said = pages(minutes.minutes_bytes(held.register, held.meeting_id))
    assert "Corrects version 1 as decided at CG/2026/02." in said
    assert "Move-on within 28 days was [removed: 81%] [added: 18%] against 85%." in said
    assert "Confirmed as corrected at CG/2026/02 on 17 December 2026." in said
    from partnering_desk.app.contents import Kept, read_bytes

    assert read_bytes(held.register, Kept(first.document_id, paper=False)) == original
    (item,) = minutes.minutes_sheet(held.register, later).items
    assert item.remarks == ("The minutes of CG/2026/01 were confirmed, with one correction.",)
    (named,) = item.corrections
    assert (named.of, named.was) == ("CG/2026/01, item 2", was)


def corrected(held: Held, chosen: Chosen = AS_THEY_WANT) -> list[OutboxRow]:
    """Confirm with a correction, and give the copies of version 2."""
    later = held.open_next()
    minutes.correct(held.register, held.meeting_id, later, None, "P. Nowakowski was there too.")
    minutes.confirm(held.register, held.meeting_id, later, chosen)
    return [one for one in circulation_rows(held.register, held.meeting_id) if "version 2" in one.filename]


def first_copies(held: Held, *names: str) -> list[int]:
    return [one.dispatch_id for one in circulation_rows(held.register, held.meeting_id) if one.person in names]


def test_version_2_goes_to_whom_version_1_went_in_the_ways_it_reached_them(held: Held, tmp_path: Path) -> None:
    hand_over(held.register, first_copies(held, "Ruth Lindqvist"))
    save_drafts(held.register, None, first_copies(held, "Nkechi Amadi"), tmp_path)
    withdraw(held.register, first_copies(held, "Grace Obi"))
    ways = {one.person: (one.channel, one.state) for one in corrected(held)}
    assert ways["Ruth Lindqvist"] == (Channel.PAPER, DispatchState.WAITING)
    assert ways["Nkechi Amadi"] == (Channel.DRAFT, DispatchState.WAITING)
    assert ways["Sadia Rahman"] == (Channel.SMTP, DispatchState.WAITING)
    assert "Grace Obi" not in ways
    assert len(ways) == 6


def test_version_2_replaces_copies_of_version_1_that_still_wait(held: Held) -> None:
    corrected(held)
    first = [one for one in circulation_rows(held.register, held.meeting_id) if "version 2" not in one.filename]
    assert {one.server_said for one in first} == {"a newer version replaced it"}


def test_who_is_sent_version_2_is_chosen_as_for_version_1(held: Held) -> None:
    grace = held.five.people["Grace Obi"]
    said = {one.person: one.server_said for one in corrected(held, Chosen(left_out={grace: "Has left."}))}
    assert said["Grace Obi"] == "left out: Has left."


def test_confirming_as_they_stand_sends_nothing(held: Held) -> None:
    before = circulation_rows(held.register, held.meeting_id)
    minutes.confirm(held.register, held.meeting_id, held.open_next())
    assert circulation_rows(held.register, held.meeting_id) == before


def test_a_correction_may_only_add_or_be_about_the_meeting_as_a_whole(held: Held) -> None:
    later = held.open_next()
    minutes.correct(held.register, held.meeting_id, later, None, "P. Nowakowski was there too.")
    minutes.correct(held.register, held.meeting_id, later, held.item_id(3), "The register was accepted.")
    minutes.confirm(held.register, held.meeting_id, later)
    said = pages(minutes.minutes_bytes(held.register, held.meeting_id))
    assert "Correction, as decided at CG/2026/02. P. Nowakowski was there too." in said
    assert "The register was accepted." in said


def test_a_correction_after_they_were_confirmed_makes_the_next_version_at_once(held: Held) -> None:
    later = held.open_next()
    minutes.confirm(held.register, held.meeting_id, later)
    minutes.correct(
        held.register, held.meeting_id, later, held.item_id(3), "They were noted.", "The risks were reviewed."
    )
    last = minutes.versions(held.register, held.meeting_id)[-1]
    assert (last.version, last.status) == (2, "Confirmed on 17 December 2026, corrected on 17 December 2026")
    assert sum("version 2" in one.filename for one in circulation_rows(held.register, held.meeting_id)) == 7
    assert stage(held) is Stage.CONFIRMED


def test_a_correction_says_what_it_changes(held: Held) -> None:
    later = held.open_next()
    item = held.item_id(2)
    for text, was, words in (
        (" ", "", "Say what the minutes should say"),
        ("New", "Words that nobody wrote", "do not stand in the minutes"),
        ("Two vacancies are filled.", "Two vacancies are filled.", "changes nothing"),
    ):
        with pytest.raises(Refusal, match=words):
            minutes.correct(held.register, held.meeting_id, later, item, text, was)
    other = meeting.room(held.register, later).items[0].item_id
    with pytest.raises(Refusal, match="That item is not on the agenda"):
        minutes.correct(held.register, held.meeting_id, later, other, "New")


def test_a_correction_recorded_by_mistake_is_taken_back_until_it_is_confirmed(held: Held) -> None:
    later = held.open_next()
    minutes.correct(held.register, held.meeting_id, later, None, "One")
    minutes.correct(held.register, held.meeting_id, later, None, "Two")
    with held.register.read() as session:
        one, two = (found.id for found in session.query(Correction).order_by(Correction.id))
    minutes.take_back_correction(held.register, one)
    minutes.confirm(held.register, held.meeting_id, later)
    with pytest.raises(Refusal, match="stands in the confirmed minutes"):
        minutes.take_back_correction(held.register, two)


def test_confirmed_minutes_are_not_approved_circulated_or_noted_any_more(held: Held) -> None:
    minutes.confirm(held.register, held.meeting_id, held.open_next())
    for act in (
        lambda: minutes.approve(held.register, held.meeting_id),
        lambda: minutes.circulate_minutes(held.register, held.meeting_id),
        lambda: minutes.add_after_note(held.register, held.meeting_id, None, "Too late"),
    ):
        with pytest.raises(Refusal, match="were confirmed at CG/2026/02 and are never edited"):
            act()
    assert minutes.minutes_view(held.register, held.meeting_id).confirmed_at == "CG/2026/02"


def test_the_copy_without_confidential_items_is_confirmed_beside_the_whole_one(partnering: Five) -> None:
    held = hold(partnering)
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).confidential_because = "commercially sensitive"
    held.circulate()
    later = held.open_next()
    minutes.correct(held.register, held.meeting_id, later, held.item_id(2), "A secret.")
    minutes.confirm(held.register, held.meeting_id, later)
    rows = minutes.versions(held.register, held.meeting_id)
    assert [(one.version, bool(one.copy_for)) for one in rows] == [(1, False), (1, True), (2, False), (2, True)]
    from partnering_desk.app.contents import Kept, read_bytes

    assert "A secret." not in pages(read_bytes(held.register, Kept(rows[-1].document_id, paper=False)))
    (item,) = minutes.minutes_sheet(held.register, later, without_confidential=True).items
    assert item.corrections[0].now == "Left out of this copy: commercially sensitive."


def test_a_person_who_came_in_later_than_the_item_does_not_make_its_quorum(held: Held) -> None:
    later = held.open_next("Ruth Lindqvist", "Máire O’Dunne")
    held.now(2026, 12, 17, 10, 5)
    meeting.finish_item(held.register, meeting.room(held.register, later).items[0].item_id)
    held.now(2026, 12, 17, 10, 30)
    seat = next(one for one in meeting.room(held.register, later).people if one.full_name == "Ruth Lindqvist")
    meeting.set_presence(held.register, seat.attendance_id, Mark.PRESENT)
    held.now(2026, 12, 17, 11, 0)
    meeting.close_meeting(held.register, later)
    with pytest.raises(Refusal, match="cannot confirm minutes"):
        minutes.confirm(held.register, held.meeting_id, later)
