"""What must happen and by when: each thing that is owed, at its boundaries, and gone once it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from partnering_desk.app import (
    actions,
    agenda,
    decisions,
    delegates,
    meeting,
    member_changes,
    minutes,
    people,
    scheduling,
)
from partnering_desk.app.action_reminder import remind
from partnering_desk.app.agenda_circulation import circulate_agenda
from partnering_desk.app.attendance import Mark
from partnering_desk.app.meetings import meeting_rows
from partnering_desk.app.minutes_check import missing
from partnering_desk.app.minutes_clock import minutes_clock
from partnering_desk.app.obligations import desk_rows, late_count, obligations, obligations_as_plain
from partnering_desk.app.outbox import outbox_rows, withdraw
from partnering_desk.app.parties import keep_from, nominate, represent
from partnering_desk.app.register import create_register
from partnering_desk.app.typed import TypedAction
from partnering_desk.records.models import (
    Dispatch,
    DispatchState,
    Group,
    GroupOffice,
    Meeting,
    Membership,
    Office,
    Organisation,
    Partnering,
)
from partnering_desk.rules.agenda import GroupKind
from partnering_desk.rules.obligations import Bucket, Kind, Obligation
from partnering_desk.rules.parties import PartyRole
from partnering_desk.rules.schedule import Frequency
from partnering_desk.rules.votes import Choice, Effect, Vote
from partnering_desk.ui.shell.places import PLACES
from tests.app.five import Clock, Five
from tests.app.held import Held, hold
from tests.app.meeting_day import DAY, call_meeting

TODAY = date(2026, 11, 19)


def owed(five: Five, kind: Kind, on: date = TODAY) -> list[Obligation]:
    return [one for one in obligations(five.register, on) if one.kind is kind]


def due_words(five: Five, kind: Kind, on: date = TODAY) -> str:
    five.clock.now = datetime.combine(on, five.clock.now.time())
    return next(row.due for row in desk_rows(five.register) if row.obligation.kind is kind)


@pytest.fixture
def held(partnering: Five) -> Held:
    return hold(partnering)


# from when the record is kept


def kept_from(five: Five, day: date) -> Five:
    keep_from(five.register, day, "the paper minutes end there")
    return five


@pytest.mark.parametrize(
    ("day", "owes"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False), (date(2026, 11, 29), True)]
)
def test_minutes_due_before_the_record_was_kept_are_not_owed(held: Held, day: date, owes: bool) -> None:
    kept_from(held.five, day)
    on = date(2026, 12, 4)
    assert bool(owed(held.five, Kind.MINUTES, on)) is owes, "they were due on 30 November"
    held.five.clock.now = datetime.combine(on, held.five.clock.now.time())
    assert [one.late for one in minutes_clock(held.register)] == [True] * owes
    words = [one.clock.text for one in meeting_rows(held.register) if one.id == held.meeting_id]
    assert ("before this record was kept" in words[0]) is not owes


@pytest.mark.parametrize(("day", "owes"), [(TODAY, True), (date(2026, 11, 20), False)])
def test_a_meeting_that_nobody_opened_before_the_record_was_kept_owes_nothing(
    partnering: Five, day: date, owes: bool
) -> None:
    called = call_meeting(partnering).meeting_id
    found = owed(kept_from(partnering, day), Kind.MEETING, date(2026, 11, 23))
    assert any((one.place, one.subject) == ("meeting", called) for one in found) is owes


def test_what_a_group_lacks_is_owed_from_the_day_on_which_the_record_began(partnering: Five) -> None:
    with partnering.register.write() as session:
        for one in session.scalars(select(GroupOffice).where(GroupOffice.office == Office.CHAIR)):
            session.delete(one)
        for member in session.scalars(select(Membership)):
            member.ends = member.starts
    kept_from(partnering, date(2026, 11, 12))
    for kind in (Kind.CHAIR, Kind.GROUP):
        assert {one.due for one in owed(partnering, kind)} == {date(2026, 11, 12)}
    assert due_words(partnering, Kind.CHAIR) == "5 Working Days late"
    kept_from(partnering, date(2025, 1, 6))
    assert max(one.due for one in owed(partnering, Kind.CHAIR) if one.due) < date(2026, 11, 12)


@pytest.mark.parametrize(
    ("day", "months"), [(date(2026, 10, 31), [10, 11]), (date(2026, 11, 1), [11]), (date(2026, 11, 30), [11])]
)
def test_only_months_that_end_in_the_record_owe_a_meeting_before_commencement(
    partnering: Five, day: date, months: list[int]
) -> None:
    _pre_commencement(partnering)
    found = owed(kept_from(partnering, day), Kind.PRE_COMMENCEMENT)
    assert [one.due.month for one in found if one.due] == months


# minutes (Governance 5.4.5)


def test_minutes_of_a_thursday_are_due_seven_working_days_later(held: Held) -> None:
    (one,) = owed(held.five, Kind.MINUTES)
    assert (one.title, one.due) == ("Minutes of Core Group, 19 Nov", date(2026, 11, 30))
    assert one.clause is not None
    assert one.clause.ref == "Governance 5.4.5"
    assert one.counted is not None
    assert one.counted.explanation.startswith("Mon 30 Nov 2026 is seven Working Days after Thu 19 Nov 2026.")
    assert (one.place, one.subject) == ("meeting", held.meeting_id)


@pytest.mark.parametrize(
    ("on", "due", "detail"),
    [
        (date(2026, 11, 19), "30 Nov", "Day 0 of 7."),
        (date(2026, 11, 27), "Mon 30 Nov", "Day 6 of 7."),
        (date(2026, 11, 29), "due tomorrow", "Day 6 of 7."),
        (date(2026, 11, 30), "due today", "Day 7 of 7."),
        (date(2026, 12, 1), "1 Working Day late", "Due Mon 30 Nov."),
        (date(2026, 12, 2), "2 Working Days late", "Due Mon 30 Nov."),
    ],
)
def test_minutes_count_their_days_and_are_late_from_the_eighth(held: Held, on: date, due: str, detail: str) -> None:
    (one,) = owed(held.five, Kind.MINUTES, on)
    assert one.detail.startswith(detail)
    row = next(row for row in _rows(held.five, on) if row[0] == one.title)
    assert (row[1], row[2] is Bucket.LATE) == (due, "late" in due)


def _rows(five: Five, on: date) -> list[tuple[str, str, Bucket]]:
    five.clock.now = datetime.combine(on, five.clock.now.time())
    return [(row.obligation.title, row.due, row.bucket) for row in desk_rows(five.register)]


def test_the_desk_and_the_minutes_page_agree_on_items_without_notes(held: Held) -> None:
    assert owed(held.five, Kind.MINUTES)[0].button == "Approve and circulate"
    assert "Draft is complete, chair has not approved it." in owed(held.five, Kind.MINUTES)[0].detail
    meeting.save_notes(held.register, held.item_id(3), " \n")
    (one,) = owed(held.five, Kind.MINUTES)
    assert "One item has no notes." in one.detail
    assert one.button == "Finish minutes"
    assert [check.words for check in missing(held.register, held.meeting_id) if "no notes" in check.words] == [
        "Item 3 has no notes"
    ]


def test_a_decision_or_an_action_says_enough_of_an_item(held: Held) -> None:
    meeting.save_notes(held.register, held.item_id(2), "")
    assert "no notes" not in owed(held.five, Kind.MINUTES)[0].detail
    meeting.save_notes(held.register, held.item_id(3), "")
    held.action("Ask for the register of risks", item=3)
    assert "no notes" not in owed(held.five, Kind.MINUTES)[0].detail


def test_approved_minutes_only_wait_to_be_sent(held: Held) -> None:
    minutes.approve(held.register, held.meeting_id)
    (one,) = owed(held.five, Kind.MINUTES)
    assert one.detail.endswith("Draft is complete, and the chair has approved it.")


def test_circulated_minutes_are_owed_no_more_but_copies_that_wait_are(held: Held) -> None:
    held.circulate()
    assert owed(held.five, Kind.MINUTES) == []
    (one,) = owed(held.five, Kind.OUTBOX)
    assert one.title.endswith("copies still to reach their people")
    assert (one.place, one.due) == ("outbox", TODAY)
    with held.register.write() as session:
        for dispatch in session.scalars(select(Dispatch)):
            dispatch.state, dispatch.done_at = DispatchState.SENT, held.register.now()
    assert owed(held.five, Kind.OUTBOX) == []


# confirming minutes (practice P7)


def test_minutes_that_went_out_are_to_be_confirmed_at_the_groups_next_meeting(held: Held) -> None:
    held.next_meeting()
    assert owed(held.five, Kind.CONFIRMATION, date(2026, 12, 17)) == []
    held.circulate()
    (one,) = owed(held.five, Kind.CONFIRMATION, date(2026, 11, 26))
    assert (one.title, one.due) == ("Confirm the minutes of CG/2026/01", date(2026, 12, 17))
    assert one.detail == "At CG/2026/02, the next meeting of Core Group."
    assert one.clause is not None
    assert (one.clause.id, one.place, one.subject) == ("P7", "meeting", held.meeting_id)
    assert owed(held.five, Kind.CONFIRMATION, date(2026, 11, 25)) == []


def test_confirmed_minutes_are_owed_no_more(held: Held) -> None:
    held.circulate()
    at = held.open_next()
    assert len(owed(held.five, Kind.CONFIRMATION, date(2026, 12, 17))) == 1
    minutes.confirm(held.register, held.meeting_id, at)
    assert owed(held.five, Kind.CONFIRMATION, date(2026, 12, 17)) == []


def test_minutes_wait_for_the_meeting_after_one_that_was_cancelled_never_opened_or_left_them(held: Held) -> None:
    held.circulate()
    cancelled = scheduling.schedule(held.register, held.five.core, datetime(2026, 12, 3, 10), 60)
    scheduling.schedule(held.register, held.five.performance, datetime(2026, 12, 2, 10), 60)
    scheduling.cancel(held.register, cancelled, "Nobody can come.")
    at = held.next_meeting()
    later = scheduling.schedule(held.register, held.five.core, datetime(2027, 1, 5, 10), 60)
    assert [one.due for one in owed(held.five, Kind.CONFIRMATION, date(2026, 12, 1))] == [date(2026, 12, 17)]
    (never_opened,) = owed(held.five, Kind.CONFIRMATION, date(2026, 12, 18))
    assert never_opened.due == date(2027, 1, 5)
    held.now(2026, 12, 17)
    meeting.open_meeting(held.register, at)
    meeting.close_meeting(held.register, at)
    (left,) = owed(held.five, Kind.CONFIRMATION, date(2026, 12, 17))
    assert left.due == date(2027, 1, 5)
    scheduling.cancel(held.register, later, "Nobody can come.")
    assert owed(held.five, Kind.CONFIRMATION, date(2026, 12, 17)) == []


def test_a_recipient_whom_the_server_refused_is_not_reached(held: Held) -> None:
    held.circulate()
    with held.register.write() as session:
        for dispatch in session.scalars(select(Dispatch)):
            if dispatch.person.name == "Ruth Lindqvist":
                dispatch.state, refused = DispatchState.REFUSED, dispatch.id
            else:
                dispatch.state, dispatch.done_at = DispatchState.SENT, held.register.now()
    (one,) = owed(held.five, Kind.OUTBOX)
    assert one.title == "Minutes of Core Group, 19 Nov: not reached R. Lindqvist"
    assert one.detail == "The mail server refused it. Correct the address, or hand it over."
    assert (one.due, one.button, one.place, one.subject) == (date(2026, 11, 30), "Open outbox", "outbox", refused)


def test_a_cancelled_meeting_owes_nothing(partnering: Five) -> None:
    found = scheduling.schedule(partnering.register, partnering.core, datetime(2026, 12, 3, 10), 60)
    assert owed(partnering, Kind.AGENDA)
    scheduling.cancel(partnering.register, found, "Nobody can come.")
    assert owed(partnering, Kind.AGENDA) == []


# agendas and meetings (Governance 5.4.1 to 5.4.3)


def test_an_agenda_is_due_five_working_days_before(partnering: Five) -> None:
    found = scheduling.schedule(partnering.register, partnering.core, datetime(2026, 11, 27, 10), 60)
    (one,) = owed(partnering, Kind.AGENDA)
    assert (one.title, one.due) == ("Agenda of Core Group, 27 Nov", date(2026, 11, 20))
    assert (one.detail, one.button) == ("Five Working Days before.", "Set agenda")
    assert one.counted is not None
    assert due_words(partnering, Kind.AGENDA) == "due tomorrow"
    assert due_words(partnering, Kind.AGENDA, date(2026, 11, 20)) == "due today"
    assert "late" in due_words(partnering, Kind.AGENDA, date(2026, 11, 23))
    agenda.prepare(partnering.register, found)
    circulate_agenda(partnering.register, found)
    assert owed(partnering, Kind.AGENDA) == []


def test_an_agenda_stands_on_the_desk_three_weeks_ahead_and_no_earlier(partnering: Five) -> None:
    scheduling.schedule(partnering.register, partnering.core, datetime(2026, 12, 11, 10), 60)
    assert owed(partnering, Kind.AGENDA) == []
    assert len(owed(partnering, Kind.AGENDA, TODAY + timedelta(1))) == 1


def test_a_meeting_of_today_is_to_be_opened_and_one_that_goes_on_to_be_gone_to(partnering: Five) -> None:
    day = call_meeting(partnering)
    title = "Meeting of Core Group, 19 Nov"
    (one,) = (each for each in owed(partnering, Kind.MEETING) if each.title == title)
    assert (one.button, one.due) == ("Open meeting", TODAY)
    assert one.detail.startswith("Called for 10:00 at Kensington Town Hall, Room 3. Open it")
    day.everybody_in()
    (one,) = (each for each in owed(partnering, Kind.MEETING) if each.title == title)
    assert (one.button, one.detail) == ("Go to meeting", "In session since 10:02.")
    day.clock("10:30")
    meeting.adjourn(partnering.register, day.meeting_id)
    (one,) = (each for each in owed(partnering, Kind.MEETING) if each.title == title)
    assert one.detail.startswith("Adjourned since")
    day.clock("10:40")
    meeting.close_meeting(partnering.register, day.meeting_id)
    assert not any(each.title == title for each in owed(partnering, Kind.MEETING))


def test_a_meeting_that_nobody_opened_stays_until_it_is_postponed_or_cancelled(partnering: Five) -> None:
    day = call_meeting(partnering)
    partnering.clock.now = datetime(2026, 11, 23, 9)
    (one,) = (each for each in owed(partnering, Kind.MEETING, date(2026, 11, 23)) if each.place == "meeting")
    assert (one.due, one.subject) == (TODAY, day.meeting_id)
    scheduling.cancel(partnering.register, day.meeting_id, "The hall was closed.")
    assert not any(each.place == "meeting" for each in owed(partnering, Kind.MEETING, date(2026, 11, 23)))


def test_a_group_that_has_called_no_meeting_in_its_period_is_to_choose_a_date(partnering: Five) -> None:
    titles = {one.title: one for one in owed(partnering, Kind.MEETING)}
    one = titles["No meeting of Property Working Group this quarter"]
    assert one.clause is not None
    assert (one.clause.ref, one.button, one.place) == ("Governance 5.1.3", "Choose a date", "calendar")
    assert one.subject == partnering.property
    assert one.detail == "It meets quarterly."
    assert one.due is not None
    assert any(row[1].startswith("by ") for row in _rows(partnering, TODAY) if row[0] == one.title)
    scheduling.schedule(partnering.register, partnering.property, datetime.combine(one.due, datetime.min.time()), 60)
    assert one.title not in {each.title for each in owed(partnering, Kind.MEETING)}


def test_after_the_contract_no_meeting_is_missing(partnering: Five) -> None:
    assert not any(one.title.startswith("No meeting") for one in owed(partnering, Kind.MEETING, date(2030, 4, 1)))
    assert any(one.title.startswith("No meeting") for one in owed(partnering, Kind.MEETING, date(2030, 3, 31)))


def _pre_commencement(five: Five) -> int:
    with five.register.write() as session:
        shown = session.get_one(Partnering, five.register.partnering_id)
        shown.effective = shown.kept_from = date(2026, 10, 5)
        shown.commencement = date(2026, 12, 1)
        group = Group(
            partnering_id=five.register.partnering_id,
            kind=GroupKind.PRE_COMMENCEMENT,
            name="Pre-Commencement Meeting Group",
            code="PC",
            frequency=Frequency.MONTHLY,
            planned_start=date(2026, 10, 5),
        )
        session.add(group)
        session.flush()
        return group.id


def test_every_month_before_commencement_needs_a_meeting(partnering: Five) -> None:
    group = _pre_commencement(partnering)
    assert [one.due for one in owed(partnering, Kind.PRE_COMMENCEMENT)] == [date(2026, 10, 31), date(2026, 11, 30)]
    assert all(
        one.clause is not None and one.clause.id.startswith("G3") for one in owed(partnering, Kind.PRE_COMMENCEMENT)
    )
    scheduling.schedule(partnering.register, group, datetime(2026, 11, 25, 10), 60)
    assert [one.due for one in owed(partnering, Kind.PRE_COMMENCEMENT)] == [date(2026, 10, 31)]
    assert owed(partnering, Kind.PRE_COMMENCEMENT, date(2026, 12, 1)) == []


def test_the_pre_commencement_group_owes_no_members_once_its_work_is_done(partnering: Five) -> None:
    _pre_commencement(partnering)
    assert any("Pre-Commencement" in one.title for one in owed(partnering, Kind.GROUP))
    assert not any("Pre-Commencement" in one.title for one in owed(partnering, Kind.GROUP, date(2026, 12, 1)))


# work left by meetings (Governance 5.4.4, 5.4.6, 5.6, 5.3)


def test_actions_of_one_day_make_one_line_with_their_owners(held: Held) -> None:
    five = held.five
    owners = ("Ruth Lindqvist", "Sadia Rahman", "Sadia Rahman")
    ids = tuple(held.action("Task", owner=name, due=date(2026, 11, 20)) for name in owners)
    (one,) = owed(five, Kind.ACTIONS)
    assert (one.title, one.detail, one.due) == (
        "3 actions fall due",
        "R. Lindqvist 1, S. Rahman 2.",
        date(2026, 11, 20),
    )
    assert (one.button, one.place, one.subject, one.reminds) == ("Remind owners", "actions", None, ids)
    assert owed(five, Kind.ACTIONS, date(2026, 11, 20))[0].title == "3 actions fall due"
    (late,) = owed(five, Kind.ACTIONS, date(2026, 11, 21))
    assert late.title == "3 actions are overdue"


def test_who_was_reminded_today_is_not_reminded_again_until_tomorrow(held: Held) -> None:
    first = held.action("Task 1", owner="Ruth Lindqvist", due=date(2026, 11, 20))
    second = held.action("Task 2", owner="Ruth Lindqvist", due=date(2026, 11, 20))
    remind(held.register, [first])
    (one,) = owed(held.five, Kind.ACTIONS)
    assert (one.button, one.reminds) == ("Remind owner", (second,))
    remind(held.register, [second])
    (one,) = owed(held.five, Kind.ACTIONS)
    assert (one.button, one.detail, one.reminds) == ("See the actions", "R. Lindqvist 2. Reminded today.", ())
    (late,) = owed(held.five, Kind.ACTIONS, date(2026, 11, 21))
    assert (late.button, late.detail, late.reminds) == ("Remind owner", "R. Lindqvist 2.", (first, second))


def test_a_reminder_taken_back_counts_for_none(held: Held) -> None:
    action = held.action("Task 1", owner="Ruth Lindqvist", due=date(2026, 11, 20))
    remind(held.register, [action])
    reminders = [one.dispatch_id for one in outbox_rows(held.register) if one.brief == "Reminder of actions"]
    withdraw(held.register, reminders)
    (one,) = owed(held.five, Kind.ACTIONS)
    assert one.button == "Remind owner"


def test_one_action_says_what_it_is_and_whose(held: Held) -> None:
    action = held.action("Ask for the rota", due=date(2026, 12, 3))
    (one,) = owed(held.five, Kind.ACTIONS)
    assert (one.title, one.detail) == ("1 action falls due", "Ask for the rota (nobody named).")
    assert (one.button, one.subject) == ("See the action", action)
    assert owed(held.five, Kind.ACTIONS, date(2026, 11, 18)) == []
    held.now(2026, 11, 20)
    actions.close(held.register, [action], date(2026, 11, 20))
    assert owed(held.five, Kind.ACTIONS) == []


def test_an_action_in_words_names_its_owner_as_written(held: Held) -> None:
    with held.register.write() as session:
        session.get_one(Partnering, held.register.partnering_id).next_action = 300
    typed = TypedAction("Fit the doors", (), "the landlord", date(2026, 11, 20), "")
    actions.keep(held.register, held.meeting_id, held.item_id(2), typed)
    assert owed(held.five, Kind.ACTIONS)[0].detail == "Fit the doors (the landlord)."


def test_a_decision_is_to_be_given_effect_until_it_is(held: Held) -> None:
    (one,) = owed(held.five, Kind.EFFECT)
    assert one.title == "Decision CG/2026/01/D1 to be given effect"
    assert (one.detail, one.due) == ("By letter, N. Amadi sees to it.", date(2026, 11, 27))
    assert (one.button, one.place) == ("Record its effect", "decisions")
    assert one.subject is not None
    decisions.set_effect(held.register, one.subject, None)
    assert owed(held.five, Kind.EFFECT)[0].detail == "How it takes effect is not said."
    decisions.give_effect(held.register, one.subject, TODAY, Effect.LETTER)
    assert owed(held.five, Kind.EFFECT) == []


def test_a_decision_that_needs_nothing_is_owed_nothing(held: Held) -> None:
    subject = owed(held.five, Kind.EFFECT)[0].subject
    assert subject is not None
    decisions.set_effect(held.register, subject, Effect.NONE_NEEDED)
    assert owed(held.five, Kind.EFFECT) == []


def test_somebody_asked_for_authority_is_to_answer(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.everybody_in()
    who = partnering.people["Ruth Lindqvist"]
    item = day.item(2).item_id
    taken = decisions.defer_for_authority(
        partnering.register, day.meeting_id, item, "Pay.", who, date(2026, 11, 26), who
    )
    (one,) = owed(partnering, Kind.AUTHORITY)
    assert (one.title, one.due) == ("R. Lindqvist is to answer on CG/2026/01/D1", date(2026, 11, 26))
    decisions.answer_authority(partnering.register, taken.decision_id, TODAY)
    assert owed(partnering, Kind.AUTHORITY) == []


def test_a_delegate_who_was_there_owes_a_debrief(partnering: Five) -> None:
    day = call_meeting(partnering)
    day.clock("10:00")
    day.mark("Máire O’Dunne", Mark.APOLOGIES)
    seat = day.person("Máire O’Dunne").attendance_id
    delegate = delegates.add_delegate(partnering.register, seat, partnering.people["Tunde Oṣei"])
    for name in ("Nkechi Amadi", "Tunde Oṣei"):
        day.mark(name, Mark.PRESENT)
    meeting.open_meeting(partnering.register, day.meeting_id)
    assert owed(partnering, Kind.DEBRIEF) == []
    day.clock("11:00")
    meeting.close_meeting(partnering.register, day.meeting_id)
    (one,) = owed(partnering, Kind.DEBRIEF)
    assert (one.title, one.due) == ("T. Oṣei owes M. O’Dunne a debrief", date(2026, 11, 30))
    assert one.detail == "Sat as delegate in Core Group, 19 Nov."
    assert (one.place, one.subject, one.part) == ("meeting", day.meeting_id, delegate)
    assert one.counted is not None
    partnering.clock.now = DAY + timedelta(days=1, hours=9)
    delegates.set_debriefed(partnering.register, delegate, date(2026, 11, 20))
    assert owed(partnering, Kind.DEBRIEF) == []


# people (Governance 4.1, 4.3, 5.2, 5.4; cross-authority)


def test_each_party_is_to_appoint_a_contract_representative(partnering: Five) -> None:
    assert [one.title for one in owed(partnering, Kind.REPRESENTATIVE)] == [
        "The Commissioner has no Contract Representative",
        "The Contractor has no Contract Representative",
    ]
    represent(partnering.register, PartyRole.CONTRACTOR, partnering.people["Ruth Lindqvist"], TODAY)
    assert len(owed(partnering, Kind.REPRESENTATIVE)) == 1
    assert len(owed(partnering, Kind.REPRESENTATIVE, TODAY - timedelta(1))) == 2


def test_each_of_several_authorities_is_to_nominate_one_person(partnering: Five) -> None:
    assert len(owed(partnering, Kind.NOMINEE)) == 5
    assert not any("Aldate" in one.title for one in owed(partnering, Kind.NOMINEE))
    with partnering.register.read() as session:
        lambeth = session.scalars(select(Organisation.id).where(Organisation.name == "LB Lambeth")).one()
    nominate(partnering.register, lambeth, partnering.people["Aoife Ní Bhriain"], TODAY)
    assert "LB Lambeth has nominated nobody to act for it" not in {one.title for one in owed(partnering, Kind.NOMINEE)}


def _end(five: Five, code: str, name: str, last: date) -> None:
    with five.register.write() as session:
        session.get_one(Membership, five.memberships[code, name]).ends = last


def test_a_member_without_a_counterpart_is_a_gap(partnering: Five) -> None:
    assert owed(partnering, Kind.COUNTERPART) == []
    _end(partnering, "CG", "Máire O’Dunne", date(2026, 11, 1))
    (one,) = owed(partnering, Kind.COUNTERPART)
    assert one.title == "Core Group: S. Rahman has no counterpart from the Contractor"
    assert (one.detail, one.due, one.button) == (
        "Counterpart of S. Rahman since Mon 2 Nov.",
        None,
        "Record notice",
    )
    assert one.subject == partnering.memberships["CG", "Sadia Rahman"]
    assert due_words(partnering, Kind.COUNTERPART) == "gap"
    assert owed(partnering, Kind.COUNTERPART, date(2026, 11, 1)) == []
    (later,) = owed(partnering, Kind.COUNTERPART, date(2027, 1, 4))
    assert later.detail == "Counterpart of S. Rahman since Mon 2 Nov 2026."


def test_a_group_without_members_of_both_parties_is_not_yet_established(partnering: Five) -> None:
    assert owed(partnering, Kind.GROUP) == []
    _end(partnering, "PW", "Ruth Lindqvist", date(2026, 11, 18))
    (one,) = owed(partnering, Kind.GROUP)
    assert one.title == "Performance Working Group is not yet established"
    assert one.detail == "It has no member of the Contractor."
    assert owed(partnering, Kind.COUNTERPART) == []


def test_a_group_without_a_chair_wants_one(partnering: Five) -> None:
    assert owed(partnering, Kind.CHAIR) == []
    with partnering.register.write() as session:
        group = session.get_one(Group, partnering.property)
        for office in [one for one in group.offices if one.office is Office.CHAIR]:
            office.ends = date(2026, 11, 18)
    (one,) = owed(partnering, Kind.CHAIR)
    assert (one.title, one.detail) == ("Property Working Group has no chair", "The Commissioner appoints one.")
    people.appoint(partnering.register, partnering.property, Office.CHAIR, partnering.people["Paweł Nowakowski"], TODAY)
    assert owed(partnering, Kind.CHAIR) == []


def test_a_notice_is_to_be_answered_by_the_other_party(partnering: Five) -> None:
    change = member_changes.notify_change(
        partnering.register,
        partnering.core,
        PartyRole.CONTRACTOR,
        partnering.memberships["CG", "Máire O’Dunne"],
        partnering.people["Tunde Oṣei"],
        date(2026, 12, 1),
    )
    (one,) = owed(partnering, Kind.MEMBER_CHANGE)
    assert one.title == "Core Group: the Commissioner is to answer a notice"
    assert (one.detail, one.due) == ("T. Oṣei for M. O’Dunne, notified on Thu 19 Nov.", date(2026, 12, 1))
    assert (one.place, one.subject) == ("partnering", change)
    member_changes.refuse_change(partnering.register, change, "The seat needs an accountant.", "N. Amadi")
    assert owed(partnering, Kind.MEMBER_CHANGE) == []


# all of them


def test_an_empty_register_owes_nothing(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> None:
    register = create_register(tmp_path_factory.mktemp("empty") / "empty.desk", "M. Okafor", clock)
    assert obligations(register, TODAY) == ()
    assert desk_rows(register) == ()
    assert late_count(register) == 0
    register.close()


def test_every_line_has_its_words_its_clause_and_a_place_that_there_is(held: Held) -> None:
    _end(held.five, "CG", "Máire O’Dunne", date(2026, 11, 1))
    places = {place.name for place in PLACES} | {"meeting"}
    lines = obligations(held.register, TODAY)
    assert {one.kind for one in lines} >= {Kind.MINUTES, Kind.EFFECT, Kind.MEETING, Kind.COUNTERPART}
    for one in lines:
        assert one.title
        assert one.detail.endswith(".")
        assert one.clause is not None
        assert one.button
        assert one.place in places
        assert one.counted is None or one.counted.date == one.due


def test_they_stand_soonest_first_and_those_of_this_week_are_counted(held: Held) -> None:
    held.action("Late", due=date(2026, 11, 18))
    held.action("Sunday", due=date(2026, 11, 22))
    held.action("Monday", due=date(2026, 11, 23))
    held.now(2026, 11, 19)
    rows = desk_rows(held.register)
    assert [row.bucket for row in rows] == sorted((row.bucket for row in rows), key=list(Bucket).index)
    dated = [row.obligation.due for row in rows if row.obligation.due is not None]
    assert dated == sorted(dated)
    assert late_count(held.register) == sum(row.bucket is not Bucket.COMING for row in rows) == 2


def test_as_plain_values_nothing_is_left_out(held: Held) -> None:
    plain = next(one for one in obligations_as_plain(obligations(held.register, TODAY)) if one["kind"] == "minutes")
    assert plain["clause"] == "Governance 5.4.5"
    assert plain["due"] == "2026-11-30"
    assert str(plain["counted"]).startswith("Mon 30 Nov 2026 is seven Working Days after")
    assert plain["place"] == "meeting"


def test_a_meeting_opened_on_another_day_counts_from_the_day_on_which_it_was_held(partnering: Five) -> None:
    day = call_meeting(partnering)
    partnering.clock.now = datetime(2026, 11, 20, 10)
    for name in ("Nkechi Amadi", "Ruth Lindqvist"):
        day.mark(name, Mark.PRESENT)
    meeting.open_meeting(partnering.register, day.meeting_id)
    votes = [
        Vote(role, Choice.FOR, cast_by_id=partnering.people[name])
        for role, name in zip(PartyRole, ("Nkechi Amadi", "Ruth Lindqvist"), strict=True)
    ]
    decisions.put(partnering.register, day.meeting_id, day.item(2).item_id, "Go on.", votes)
    partnering.clock.now = datetime(2026, 11, 20, 11)
    meeting.close_meeting(partnering.register, day.meeting_id)
    (one,) = owed(partnering, Kind.MINUTES, date(2026, 11, 20))
    clock = minutes.minutes_view(partnering.register, day.meeting_id).clock
    assert (one.due, one.counted) == (clock.due.date, clock.due)
    with partnering.register.read() as session:
        assert session.get_one(Meeting, day.meeting_id).starts.date() == TODAY
