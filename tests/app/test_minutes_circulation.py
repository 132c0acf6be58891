"""Minutes approved, frozen and sent within seven Working Days (Governance 5.4.5; practice P7, P9)."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from partnering_desk.app import meeting, minutes
from partnering_desk.app.minutes_clock import ClockRow
from partnering_desk.app.outbox import circulation_rows
from partnering_desk.app.recipients import Chosen
from partnering_desk.records.models import (
    AgendaItem,
    Attendance,
    Channel,
    Circulation,
    Delivery,
    DispatchState,
    Entry,
    Person,
)
from partnering_desk.rules.clause import Refusal
from tests.app.five import Five
from tests.app.held import Held, hold
from tests.app.meeting_day import at, call_meeting


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


def pages(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


def test_minutes_wait_for_the_chairs_approval(held: Held) -> None:
    with pytest.raises(Refusal, match="The chair has not approved the minutes of CG/2026/01"):
        minutes.circulate_minutes(held.register, held.meeting_id)


def test_minutes_of_a_meeting_still_going_on_are_neither_approved_nor_sent(partnering: Five) -> None:
    held = hold(partnering, close=False)
    with pytest.raises(Refusal, match="is not closed yet"):
        minutes.approve(held.register, held.meeting_id)
    with pytest.raises(Refusal, match="is not closed yet"):
        minutes.circulate_minutes(held.register, held.meeting_id)


def test_approval_falls_when_what_the_minutes_say_changes(held: Held) -> None:
    minutes.approve(held.register, held.meeting_id)
    assert held.checks()["Chair approved, N. Amadi, 19 Nov"]
    meeting.save_notes(held.register, held.item_id(3), "Changed.")
    assert held.checks()["Changed since N. Amadi approved on 19 Nov"] is False
    with pytest.raises(Refusal, match="the approval has fallen"):
        minutes.circulate_minutes(held.register, held.meeting_id)
    minutes.approve(held.register, held.meeting_id)
    assert minutes.circulate_minutes(held.register, held.meeting_id) == 1


def test_only_who_has_the_chair_approves(held: Held) -> None:
    names = [one.name for one in minutes.approvers(held.register, held.meeting_id)]
    assert names == ["N. Amadi", "R. Lindqvist"]
    with pytest.raises(Refusal, match=r"S\. Rahman is not the chair.* Choose N\. Amadi or R\. Lindqvist"):
        minutes.approve(held.register, held.meeting_id, held.five.people["Sadia Rahman"])


def test_minutes_go_to_everybody_once_each_with_the_reason(held: Held) -> None:
    held.circulate()
    rows = circulation_rows(held.register, held.meeting_id)
    assert {one.person: one.because for one in rows} == {
        "Nkechi Amadi": "present",
        "Sadia Rahman": "present",
        "Ruth Lindqvist": "present",
        "Yetunde Adeyemi": "in attendance",
        "M. Okafor": "in attendance",
        "Máire O’Dunne": "apologies",
        "Grace Obi": "circulation list",
    }
    assert len(rows) == 7
    assert all(one.state is DispatchState.WAITING for one in rows)


def test_each_gets_them_as_they_want_or_as_was_chosen_for_this_copy(held: Held) -> None:
    people = held.five.people
    minutes.approve(held.register, held.meeting_id)
    minutes.circulate_minutes(held.register, held.meeting_id, chosen=Chosen({people["Grace Obi"]: Channel.PAPER}))
    ways = {one.person: one.channel for one in circulation_rows(held.register, held.meeting_id)}
    assert ways["Nkechi Amadi"] is Channel.SMTP
    assert ways["Yetunde Adeyemi"] is ways["Grace Obi"] is Channel.PAPER


def test_who_need_not_be_sent_them_is_left_out_with_the_reason(held: Held) -> None:
    grace = held.five.people["Grace Obi"]
    minutes.approve(held.register, held.meeting_id)
    with pytest.raises(Refusal, match=r"Say why G\. Obi is left out"):
        minutes.circulate_minutes(held.register, held.meeting_id, chosen=Chosen(left_out={grace: " "}))
    minutes.circulate_minutes(held.register, held.meeting_id, chosen=Chosen(left_out={grace: "Has left the forum."}))
    row = next(one for one in circulation_rows(held.register, held.meeting_id) if one.person == "Grace Obi")
    assert (row.state, row.server_said) == (DispatchState.WITHDRAWN, "left out: Has left the forum.")
    assert row.done_at == held.register.now()


@pytest.mark.parametrize("name", ["Ruth Lindqvist", "Máire O’Dunne", "Yetunde Adeyemi"])
def test_no_participant_and_no_member_is_left_out(held: Held, name: str) -> None:
    minutes.approve(held.register, held.meeting_id)
    chosen = Chosen(left_out={held.five.people[name]: "Not wanted."})
    with pytest.raises(Refusal, match=r"must be sent it \(Governance 5\.4\.5\)"):
        minutes.circulate_minutes(held.register, held.meeting_id, chosen=chosen)
    assert circulation_rows(held.register, held.meeting_id) == ()


def test_nobody_is_mailed_whom_mail_cannot_reach(held: Held) -> None:
    grace = held.five.people["Grace Obi"]
    with held.register.write() as session:
        session.get_one(Person, grace).email = ""
    minutes.approve(held.register, held.meeting_id)
    with pytest.raises(Refusal, match=r"G\. Obi has no address that mail can reach"):
        minutes.circulate_minutes(held.register, held.meeting_id, chosen=Chosen({grace: Channel.SMTP}))


def test_the_version_is_frozen_with_its_fingerprint(held: Held) -> None:
    held.circulate()
    kept = minutes.minutes_bytes(held.register, held.meeting_id)
    (version,) = minutes.versions(held.register, held.meeting_id)
    assert version.sha256 == hashlib.sha256(kept).hexdigest()
    assert version.status == "Draft, not yet confirmed"
    assert version.filename == "CG-2026-01 minutes.pdf"
    assert {one.sha256 for one in circulation_rows(held.register, held.meeting_id)} == {version.sha256}
    meeting.save_notes(held.register, held.item_id(3), "Changed after it went out.")
    assert minutes.minutes_bytes(held.register, held.meeting_id) == kept
    assert "Approved for circulation by N. Amadi, 19 November 2026." in pages(kept)
    assert "Draft, not yet confirmed" in pages(kept)


def test_they_end_with_where_the_record_stood(held: Held) -> None:
    with held.register.read() as session:
        last = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    minutes.approve(held.register, held.meeting_id)
    with held.register.read() as session:
        approved = session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    minutes.circulate_minutes(held.register, held.meeting_id)
    assert last is not None
    assert approved is not None
    assert approved.previous == last.sha256
    words = f"Made after entry {approved.id:,} of the Record, SHA-256 {approved.sha256}."
    assert words in pages(minutes.minutes_bytes(held.register, held.meeting_id))


def test_before_they_go_out_the_bytes_are_those_of_the_draft(held: Held) -> None:
    said = pages(minutes.minutes_bytes(held.register, held.meeting_id))
    assert "Both parties were represented throughout (Governance 5.5)." in said
    assert minutes.minutes_bytes(held.register, held.meeting_id) == minutes.minutes_bytes(
        held.register, held.meeting_id
    )


def test_the_working_days_used_are_recorded(held: Held) -> None:
    held.now(2026, 11, 27, 16)
    held.circulate()
    (row,) = minutes.minutes_clock(held.register)
    assert row == ClockRow(
        ref="CG/2026/01",
        group="Core Group",
        used=6,
        of=7,
        late=False,
        date=date(2026, 11, 27),
        meeting_id=held.meeting_id,
        held=date(2026, 11, 19),
        sent=True,
    )
    with held.register.read() as session:
        assert session.scalars(select(Circulation.working_days_used)).all() == [6]


def test_minutes_of_19_november_are_in_time_on_monday_30_november(held: Held) -> None:
    held.now(2026, 11, 30, 17)
    held.circulate()
    assert not minutes.minutes_clock(held.register)[0].late


def test_late_minutes_need_a_reason_which_is_kept(held: Held) -> None:
    held.now(2026, 12, 2)
    minutes.approve(held.register, held.meeting_id)
    assert minutes.minutes_view(held.register, held.meeting_id).needs_reason
    with pytest.raises(Refusal, match=r"due on Mon 30 Nov and go out 2 Working Days late \(Governance 5.4.5\)"):
        minutes.circulate_minutes(held.register, held.meeting_id)
    minutes.circulate_minutes(held.register, held.meeting_id, "The minute taker was ill.")
    (row,) = minutes.minutes_clock(held.register)
    assert (row.used, row.late, row.late_because) == (9, True, "The minute taker was ill.")


def test_the_clock_runs_on_until_they_go_out(held: Held) -> None:
    held.now(2026, 11, 24)
    (row,) = minutes.minutes_clock(held.register)
    assert (row.used, row.sent, row.date) == (3, False, date(2026, 11, 24))


def test_nothing_goes_out_twice_unchanged(held: Held) -> None:
    held.circulate()
    with pytest.raises(Refusal, match="Nothing has changed since version 1"):
        minutes.circulate_minutes(held.register, held.meeting_id)


def test_a_change_after_they_went_out_makes_a_second_draft_and_takes_waiting_copies_back(held: Held) -> None:
    held.circulate()
    held.now(2026, 12, 3)
    meeting.save_notes(held.register, held.item_id(3), "Put right.")
    view = minutes.minutes_view(held.register, held.meeting_id)
    assert view.changes == ("item 3 (notes)",)
    assert not view.needs_reason
    assert held.circulate() == 2
    states = [one.state for one in circulation_rows(held.register, held.meeting_id)]
    assert states == [DispatchState.WITHDRAWN] * 7 + [DispatchState.WAITING] * 7
    assert [one.version for one in minutes.versions(held.register, held.meeting_id)] == [1, 2]
    assert not minutes.minutes_clock(held.register)[0].late


def test_people_in_attendance_get_a_copy_without_confidential_items(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(AgendaItem, held.item_id(2)).confidential_because = "commercially sensitive"
    held.circulate()
    whole, partial = minutes.versions(held.register, held.meeting_id)
    assert partial.copy_for == "without confidential items"
    got = {one.person: one.sha256 for one in circulation_rows(held.register, held.meeting_id)}
    for name in ("Nkechi Amadi", "Ruth Lindqvist", "Máire O’Dunne", "M. Okafor"):
        assert got[name] == whole.sha256
    for name in ("Yetunde Adeyemi", "Grace Obi"):
        assert got[name] == partial.sha256
    rows = {one.name: one.whole for one in minutes.minutes_view(held.register, held.meeting_id).recipients}
    assert not rows["Y. Adeyemi"]


def test_what_is_missing_is_said_with_what_mends_it(held: Held) -> None:
    undated = held.action("Ask for the cost")
    meeting.save_notes(held.register, held.item_id(3), "")
    checks = {one.words: one for one in minutes.missing(held.register, held.meeting_id)}
    assert checks["Quorum held for the decision"].ok
    assert checks["Action A-113 has no owner and no date"].fix == minutes.Fix("Set", minutes.Mends.ACTION, undated)
    assert checks["Item 3 has no notes"].fix == minutes.Fix("Write", minutes.Mends.NOTES, held.item_id(3))
    assert checks["The chair has not approved yet"].must


def test_all_is_well_when_all_is_well(held: Held) -> None:
    minutes.approve(held.register, held.meeting_id)
    assert held.checks() == {
        "Every item has notes": True,
        "Quorum held for the decision": True,
        "Every action has an owner and a date": True,
        "Chair approved, N. Amadi, 19 Nov": True,
    }


def test_a_sign_that_no_font_has_is_named(held: Held) -> None:
    meeting.save_notes(held.register, held.item_id(3), "Agreed 中.")
    assert held.checks()["No font has 中: printed as a number instead"] is False


def test_somebody_without_an_address_is_named(held: Held) -> None:
    with held.register.write() as session:
        person = session.get_one(Person, held.five.people["Grace Obi"])
        person.email, person.delivery = "", Delivery.EMAIL
    assert "G. Obi has no e-mail address, and gets a copy on paper" in held.checks()


def test_times_that_contradict_a_decision_are_pointed_out_however_they_came_there(held: Held) -> None:
    seat = held.day.person("Ruth Lindqvist").attendance_id
    with held.register.write() as session:
        session.get_one(Attendance, seat).spans[0].arrived = at("11:00")
    words = "D1 was taken at 10:15, when by the times recorded now there was no quorum"
    assert held.checks()[words] is False


def test_a_meeting_not_held_says_so(partnering: Five) -> None:
    day = call_meeting(partnering)
    words = [one.words for one in minutes.missing(day.register, day.meeting_id)]
    assert words == ["The meeting has not been held yet"]
